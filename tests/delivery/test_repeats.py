"""Whatever the platform repeats, in whatever order, is handled once (issue 3, 3)."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

import pytest

from conformance import Human, World
from conformance.hearing import eventually
from puppets import (
    Event,
    MessageEditEvent,
    MessageEvent,
    ReactionEvent,
    RoomJoinEvent,
    RoomLeaveEvent,
    RoomTopicEvent,
    SqliteMemory,
)

from .parrots import Parrot, parrot
from .size import size, steps

pytestmark = [pytest.mark.anyio, pytest.mark.timeout(600)]

ROUNDS = size(6, 100)
"""How often everything happens that is told of."""
TIMES = 10
LIVES = 6
AT_ONCE = 50
"""The Bot API tells 100 updates at once, and a repeat that finds no room is none."""


class Listener:
    """A puppet, started again and again on one file, and how often it handled what."""

    def __init__(self, world: World, path: Path, echo: Parrot, carol: Human) -> None:
        self.handled: Counter[str] = Counter()
        self._world = world
        self._path = path
        self._echo = echo
        self._carol = carol

    async def hear(self, numbers: Sequence[int]) -> None:
        """Be told these in one life, to the end."""
        puppet = self._world.recipe()(SqliteMemory(self._path))
        puppet.on(Event, self._note)
        async with puppet:
            for start in range(0, len(numbers), AT_ONCE):
                self._echo.tell(numbers[start : start + AT_ONCE])
                marker = f"message {await self._carol.says('that was all')}"
                is_told = partial(self.handled.__contains__, marker)
                await eventually(is_told, "what was said after it")
                del self.handled[marker]
            await eventually(lambda: puppet.health.journal_depth == 0, "the handlers")

    async def _note(self, event: Event) -> None:
        if event.journaled:
            self.handled[_meaning(event)] += 1


async def test_every_update_told_ten_times_in_any_order_is_handled_once(
    world: World,
    tmp_path: Path,
    request: pytest.FixtureRequest,
    record_property: Callable[[str, object], None],
) -> None:
    dice = random.Random(request.config.getoption("--puppet-seed"))
    echo, carol = parrot(world), await world.human("Carol")
    listener = Listener(world, tmp_path / "memory.sqlite", echo, carol)
    orderly = Listener(world, tmp_path / "other.sqlite", echo, carol)
    await listener.hear([])  # from now on the platform knows what to tell
    await _much_happens(world)
    updates = range(echo.learn())
    listener.handled.clear()
    await orderly.hear(updates)
    told = list(updates) * TIMES
    dice.shuffle(told)
    for life in steps(range(LIVES), "told again, life by life"):
        await listener.hear(told[life::LIVES])
    record_property("updates", len(updates))
    record_property("told", len(told))
    record_property("starts", LIVES)
    record_property("handled", listener.handled.total())
    assert set(orderly.handled.values()) == {1}
    assert listener.handled == orderly.handled


async def _much_happens(world: World) -> None:
    alice, bob = await world.human("Alice"), await world.human("Bob")
    room = await world.room("tea", alice, bob)
    for number in range(ROUNDS):
        for human in (alice, bob):
            await human.says(f"{number}, to you")
        said = await alice.says(f"{number}, to all", room=room)
        await alice.edits(said, f"{number}, I mean, to all")
        await bob.reacts(said, "👍")
        await alice.renames(room, f"tea {number}")
        guest = await world.human(f"Guest {number}")
        await alice.invites(room, guest)
        await guest.leaves(room)


def _meaning(event: Event) -> str:
    """What happened, by whatever key the platform tells of it."""
    match event:
        case MessageEvent(message=message):
            return f"message {message.id}"
        case MessageEditEvent(message=message):
            return f"edit {message.id} {message.text}"
        case ReactionEvent(message_id=id, contact_id=who, emoji=emoji, added=added):
            return f"reaction {id} {who} {emoji} {added}"
        case RoomTopicEvent(topic=topic):
            return f"topic {topic}"
        case RoomJoinEvent(room_id=room, invitee_ids=ids):
            return f"join {room} {ids}"
        case RoomLeaveEvent(room_id=room, removee_ids=ids):
            return f"leave {room} {ids}"
        case _:
            return f"{type(event).__name__} {event.key}"
