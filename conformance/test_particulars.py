"""What an event says is so: its ids and its times (contract 3.9, 3.10)."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import fields
from datetime import UTC, datetime, timedelta

import pytest

from puppets import Event, MessageEvent, MessagePayload, Puppet

from .harness import clause
from .hearing import PATIENCE, eventually, heard, heard_text, overhears
from .world import Human, Room, Unchecked, World


class Particulars:
    @clause("3.9")
    async def test_every_id_of_an_event_can_be_read_at_once(
        self, world: World, puppet: Puppet, alice: Human, bob: Human, room: Room
    ) -> None:
        carol = await world.human("Carol")
        message_id = await alice.says("first")
        with puppet.listen(Event) as events:
            for act in _acts(alice, bob, carol, room, message_id):
                await _resolves_all(puppet, events, bob, act)

    @clause("3.10")
    @pytest.mark.timeout(100)  # where a platform tells minutes, one has to go by
    async def test_timestamps_are_the_platform_s(
        self, world: World, alice: Human
    ) -> None:
        puppet = world.puppet()
        async with puppet:
            await overhears(puppet, lambda: alice.says("before"))
        before = _cut(datetime.now(UTC), world.precision)
        await alice.says("while you slept")
        latest = datetime.now(UTC) + timedelta(milliseconds=500)
        # Only time tells the platform's clock from that of whoever reads it late.
        await eventually(
            lambda: _cut(datetime.now(UTC), world.precision) > latest,
            "time to pass",
            within=PATIENCE + world.precision.total_seconds(),
        )
        with puppet.listen(MessageEvent) as events:
            async with puppet:
                event = await heard_text(events, "while you slept")
                timestamp = event.message.timestamp
                read = await puppet.message_payload(event.message.id)
        assert timestamp.utcoffset() == timedelta(0)
        assert before <= timestamp <= latest
        assert read.timestamp == timestamp

    @clause("3.10")
    async def test_what_is_sent_has_the_platform_s_time(
        self, world: World, puppet: Puppet, alice: Human
    ) -> None:
        before = _cut(datetime.now(UTC), world.precision)
        message_id = await puppet.message_send_text(alice.id, "what time is it?")
        timestamp = (await puppet.message_payload(message_id)).timestamp
        assert timestamp.utcoffset() == timedelta(0)
        assert before <= timestamp <= datetime.now(UTC) + timedelta(seconds=1)


def _cut(moment: datetime, precision: timedelta) -> datetime:
    """As a platform of this precision tells it."""
    return moment - (moment - datetime.min.replace(tzinfo=UTC)) % precision


Act = Callable[[], Awaitable[object]]


def _acts(
    alice: Human, bob: Human, carol: Human, room: Room, message_id: str
) -> list[Act]:
    """Whatever people may do that a puppet is told of."""
    return [
        lambda: bob.says("hello"),
        lambda: bob.says("hello, room", room=room),
        lambda: alice.mentions(bob.id, text="hello, Bob", room=room),
        lambda: alice.edits(message_id, "second"),
        lambda: alice.reacts(message_id, "👍"),
        lambda: alice.renames(room, "coffee"),
        lambda: alice.announces(room, "no cakes today"),
        lambda: alice.invites(room, carol),
        lambda: carol.leaves(room),
        lambda: alice.removes(room, bob),
        lambda: carol.befriends("it is me"),
        lambda: alice.recalls(message_id),
    ]


async def _resolves_all(
    puppet: Puppet, events: AsyncIterator[Event], human: Human, act: Act
) -> None:
    """Everything that comes of this act names only what can be read."""
    try:
        await act()
    except Unchecked:
        return  # other tests say so
    marker = await human.says("and that was that")
    while True:
        event = await heard(events, f"what was said after {act}")
        for name, id in _ids(event):
            await _resolves(puppet, event, name, id)
        if isinstance(event, MessageEvent) and event.message.id == marker:
            return


async def _resolves(puppet: Puppet, event: Event, name: str, id: str) -> None:
    assert id, f"{name} is empty in {event}"
    if name == "room_id":
        assert (await puppet.room_payload(id)).id == id
    elif name in {"message_id", "reply_to_id"}:
        assert (await puppet.message_payload(id)).id == id
    else:
        assert (await puppet.contact_payload(id)).id == id


CONTACTS = {
    "talker_id",
    "listener_id",
    "mention_ids",
    "inviter_id",
    "invitee_ids",
    "remover_id",
    "removee_ids",
    "changer_id",
    "contact_id",
}


def _ids(event: Event) -> list[tuple[str, str]]:
    """Every id that the event names, by the name of its field."""
    found: list[tuple[str, str]] = []
    parts: tuple[Event | MessagePayload, ...] = (event, *_payloads(event))
    for part in parts:
        for field in fields(part):
            value = getattr(part, field.name)
            if field.name in CONTACTS | {"room_id", "message_id", "reply_to_id"}:
                values = value if isinstance(value, tuple) else (value,)
                found += [(field.name, id) for id in values if id is not None]
    return found


def _payloads(event: Event) -> tuple[MessagePayload, ...]:
    return (event.message,) if isinstance(event, MessageEvent) else ()
