"""There is a decorator for each kind of event."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncGenerator
from datetime import UTC, datetime

import pytest

from puppets import (
    Batch,
    Bot,
    DirtyEvent,
    DirtyType,
    Event,
    GapEvent,
    PostEvent,
    PostPayload,
    ResetEvent,
    RoomEvent,
    RoomMigrateEvent,
    StartEvent,
    StopEvent,
    events,
)
from puppets.mock import Mocker, MockOptions, MockPuppet

pytestmark = pytest.mark.anyio

NOW = datetime(2026, 1, 2, tzinfo=UTC)

# Those that the mocker's people cause are tested by what people do.
TOLD: dict[str, Event] = {
    "dirty": DirtyEvent(payload_type=DirtyType.CONTACT, payload_id="contact-9"),
    "gap": GapEvent(since=NOW, until=NOW),
    "post": PostEvent(post=PostPayload(id="post-1")),
    "room_migrate": RoomMigrateEvent(
        room_id="room-1", successor_id="room-2", timestamp=NOW
    ),
}


class Telling(MockPuppet):
    """Tells of something that nobody did."""

    def __init__(self, options: MockOptions, event: Event) -> None:
        super().__init__(options)
        self._event = event

    async def _receive(self, cursor: str | None) -> AsyncGenerator[Batch]:
        yield Batch(events=(self._event,))
        await asyncio.Event().wait()


def kinds() -> list[type[Event]]:
    named = [getattr(events, name) for name in events.__all__]
    return [kind for kind in named if issubclass(kind, Event)]


def decorator_of(kind: type[Event]) -> str:
    words = re.findall("[A-Z][a-z]+", kind.__name__.removesuffix("Event"))
    return f"on_{'_'.join(words).lower()}"


def test_every_kind_of_event_has_its_decorator() -> None:
    ours = set(kinds()) - {Event, RoomEvent}
    assert len(ours) > 20
    assert [kind for kind in ours if not hasattr(Bot, decorator_of(kind))] == []


@pytest.mark.parametrize("name", TOLD)
async def test_an_event_without_people_is_told_as_it_is(
    mocker: Mocker, name: str
) -> None:
    bot = Bot(Telling(MockOptions(mocker=mocker), TOLD[name]))
    told: asyncio.Queue[Event] = asyncio.Queue()
    getattr(bot, f"on_{name}")(told.put)
    async with bot:
        assert await told.get() == TOLD[name]


async def test_start_stop_and_reset_are_told(bot: Bot) -> None:
    told: list[type[Event]] = []
    ready = asyncio.Event()

    async def note(event: Event) -> None:
        told.append(type(event))

    async def get_ready(_: Event) -> None:
        ready.set()

    bot.on_start(note)
    bot.on_stop(note)
    bot.on_reset(note)
    bot.on_ready(get_ready)
    async with bot:
        await ready.wait()
        ready.clear()
        await bot.puppet.reset("why not")
        await ready.wait()
    assert told == [StartEvent, ResetEvent, StopEvent, StartEvent, StopEvent]
