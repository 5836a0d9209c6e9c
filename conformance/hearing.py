"""Waiting for what happens, and for what does not; never by the clock alone."""

from __future__ import annotations

import asyncio
import itertools
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import TypeVar

from puppets import Event, MessageEvent, MessagePayload, Puppet

from .world import Human

__all__ = [
    "PATIENCE",
    "eventually",
    "happens",
    "heard",
    "heard_text",
    "hears",
    "overhears",
    "pending",
    "quiet",
    "texts",
    "until",
    "until_answered",
    "until_so",
]

E = TypeVar("E", bound=Event)
T = TypeVar("T")

PATIENCE = 8.0
"""Seconds that a thing which must happen may take."""

_markers = itertools.count(1)


async def happens(thing: Awaitable[T], what: str, *, within: float | None = None) -> T:
    """The outcome of `thing`; a failure that names it where it does not come in time."""
    limit = PATIENCE if within is None else within
    try:
        async with asyncio.timeout(limit) as clock:
            return await thing
    except TimeoutError:
        if not clock.expired():
            raise
    raise AssertionError(f"waited {limit:g} s in vain for {what}")


async def heard(
    events: AsyncIterator[E], what: str = "an event", *, within: float | None = None
) -> E:
    """The next of these events."""
    return await happens(anext(events), what, within=within)


async def until(
    events: AsyncIterator[E],
    is_it: Callable[[E], bool],
    what: str,
    *,
    within: float | None = None,
) -> E:
    """The first of these events that is it; those before it are dropped."""

    async def search() -> E:
        while True:
            event = await anext(events)
            if is_it(event):
                return event

    return await happens(search(), what, within=within)


async def heard_text(events: AsyncIterator[MessageEvent], text: str) -> MessageEvent:
    """The next message, which must be this one."""
    event = await heard(events, f"the message {text!r}")
    assert event.message.text == text
    return event


async def texts(events: AsyncIterator[MessageEvent], count: int) -> list[str]:
    """What the next messages say."""
    return [
        (await heard(events, f"message {n + 1} of {count}")).message.text
        for n in range(count)
    ]


async def hears(puppet: Puppet, *acts: Callable[[], Awaitable[str]]) -> list[str]:
    """Let these be said, and wait until the puppet has heard it all; the ids."""
    with puppet.listen(MessageEvent) as events:
        said = [await act() for act in acts]
        missing = set(said)
        while missing:
            event = await heard(events, f"the messages {sorted(missing)}")
            missing.discard(event.message.id)
    return said


async def overhears(
    puppet: Puppet, act: Callable[[], Awaitable[str]]
) -> MessagePayload:
    """Let this be said; the message, as the puppet heard it."""
    with puppet.listen(MessageEvent) as events:
        said = await act()
        event = await until(
            events, lambda event: event.message.id == said, f"the message {said}"
        )
    return event.message


async def pending(events: AsyncIterator[E]) -> list[E]:
    """What has been heard already and was not read; it ends the stream."""
    found = []
    try:
        async with asyncio.timeout(0):
            while True:
                found.append(await anext(events))
    except TimeoutError:
        return found


async def quiet(puppet: Puppet, human: Human, events: AsyncIterator[Event]) -> None:
    """
    Nothing more comes on this stream, which ends with that.

    The platform speaks in order: when something said now has been heard, what was on
    its way before would have been heard too.
    """
    marker = f"that was all, {next(_markers)}"
    with puppet.listen(MessageEvent) as messages:
        await human.says(marker)
        await until(
            messages, lambda event: event.message.text == marker, "the marker after it"
        )
    more = [event for event in await pending(events) if not _is(event, marker)]
    assert not more, f"heard more than what happened: {more}"


def _is(event: Event, marker: str) -> bool:
    """Whether the event is the marker, or tells nothing of people."""
    if isinstance(event, MessageEvent):
        return event.message.text == marker
    return not event.journaled and type(event).__name__ == "HeartbeatEvent"


async def eventually(
    is_so: Callable[[], bool], what: str, *, within: float | None = None
) -> None:
    """
    Wait until it is so: for what nothing tells of, such as a socket that the system
    closes in its own time.
    """

    async def look() -> None:
        while not is_so():
            await asyncio.sleep(0.01)

    await happens(look(), what, within=within)


async def until_so(look: Callable[[], Awaitable[bool]], what: str) -> None:
    """Wait until it is so, as the platform has it."""

    async def watch() -> None:
        while not await look():
            await asyncio.sleep(0.01)

    await happens(watch(), what)


async def until_answered(human: Human) -> None:
    """Wait until no button that this one has pressed waits any more."""

    async def is_answered() -> bool:
        return not await human.shows_waiting()

    await until_so(is_answered, f"an answer to what {human.name} has pressed")
