"""Payloads have one shape on every platform (contract 5)."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from enum import IntEnum

import pytest

import puppets
from puppets import Event, FileBox, MessageEvent, Puppet, RoomJoinEvent

from .harness import clause, requires
from .hearing import heard, overhears
from .samples import SAMPLES
from .world import Human, Room, World

NUMBERS: dict[str, tuple[int, ...]] = {
    "MessageType": tuple(range(17)),
    "ContactGender": (0, 1, 2),
    "ContactType": (0, 1, 2, 3),
    "FriendshipType": (0, 1, 2, 3),
    "FriendshipScene": (0, 1, 2, 3, 12, 14, 15, 17, 18, 25, 29, 30),
    "ScanStatus": (0, 1, 2, 3, 4, 5),
    "ImageType": (0, 1, 2, 3),
    "DirtyType": (0, 1, 2, 3, 4, 5, 6),
    "PostType": (0, 1, 2, 3),
    "TapType": (0, 1),
}
"""Wechaty's own, in its order."""

NAMES = {
    "MessageType": "UNKNOWN ATTACHMENT AUDIO CONTACT CHAT_HISTORY EMOTICON IMAGE TEXT "
    "LOCATION MINI_PROGRAM GROUP_NOTE TRANSFER RED_ENVELOPE RECALLED URL VIDEO POST"
}


class Payloads:
    # What a puppet gives.

    @clause("5.1")
    async def test_a_message_has_its_shape(self, puppet: Puppet, alice: Human) -> None:
        heard = await overhears(puppet, lambda: alice.says("hello"))
        sent = await puppet.message_send_text(alice.id, "hello")
        for message in (heard, await puppet.message_payload(sent)):
            assert list(_faults(message)) == []

    @clause("5.1")
    async def test_a_message_in_a_room_has_its_shape(
        self, puppet: Puppet, alice: Human, room: Room
    ) -> None:
        message = await overhears(
            puppet, lambda: alice.mentions(puppet.self_id, text="tea?", room=room)
        )
        assert list(_faults(message)) == []

    @clause("5.1")
    async def test_a_message_with_a_file_has_its_shape(
        self, puppet: Puppet, alice: Human
    ) -> None:
        box = SAMPLES["a JPEG image"].box()
        message = await overhears(puppet, lambda: alice.sends(box))
        assert list(_faults(message)) == []

    @clause("5.1")
    async def test_a_contact_has_its_shape(self, puppet: Puppet, alice: Human) -> None:
        await overhears(puppet, lambda: alice.says("hello"))
        for id in (alice.id, puppet.self_id):
            contact = await puppet.contact_payload(id)
            assert list(_faults(contact)) == []
            assert not contact.handle.startswith("@")

    @clause("5.1")
    async def test_a_room_has_its_shape(
        self, puppet: Puppet, alice: Human, room: Room
    ) -> None:
        await overhears(puppet, lambda: alice.says("hello", room=room))
        payload = await puppet.room_payload(room.id)
        assert list(_faults(payload)) == []
        assert len(payload.member_ids) == len(set(payload.member_ids))

    @clause("5.1")
    @requires("room_member_payload")
    async def test_a_member_has_its_shape(
        self, puppet: Puppet, alice: Human, room: Room
    ) -> None:
        await overhears(puppet, lambda: alice.says("hello", room=room))
        member = await puppet.room_member_payload(room.id, alice.id)
        assert list(_faults(member)) == []

    @clause("5.1")
    async def test_an_event_of_a_room_has_its_shape(
        self, world: World, puppet: Puppet, alice: Human, room: Room
    ) -> None:
        carol = await world.human("Carol")
        with puppet.listen(RoomJoinEvent) as events:
            await alice.invites(room, carol)
            event = await heard(events)
        assert list(_faults(event)) == []
        assert event.conversation_id == room.id

    @clause("5.1")
    async def test_an_event_of_a_message_has_its_shape(
        self, puppet: Puppet, alice: Human
    ) -> None:
        with puppet.listen(MessageEvent) as events:
            await alice.says("hello")
            event = await heard(events)
        assert list(_faults(event)) == []
        assert event.conversation_id == alice.id
        assert not event.redelivered

    @clause("5.1")
    async def test_a_message_is_of_now(self, puppet: Puppet, alice: Human) -> None:
        message = await overhears(puppet, lambda: alice.says("hello"))
        assert abs(datetime.now(UTC) - message.timestamp) < timedelta(minutes=5)

    @clause("5.1")
    async def test_a_payload_cannot_be_changed(
        self, puppet: Puppet, alice: Human
    ) -> None:
        message = await overhears(puppet, lambda: alice.says("hello"))
        with pytest.raises(dataclasses.FrozenInstanceError):
            message.text = "goodbye"  # type: ignore[misc] # it is what must fail

    # The standard's numbers.

    @clause("5.2")
    async def test_a_text_is_of_wechaty_s_type(
        self, puppet: Puppet, alice: Human
    ) -> None:
        message = await overhears(puppet, lambda: alice.says("hello"))
        assert (message.type, message.type.name) == (7, "TEXT")

    @clause("5.2")
    @pytest.mark.parametrize("name", NUMBERS)
    async def test_an_enumeration_has_wechaty_s_numbers(self, name: str) -> None:
        kind: type[IntEnum] = getattr(puppets, name)
        assert tuple(member.value for member in kind) == NUMBERS[name]
        if name in NAMES:
            assert [member.name for member in kind] == NAMES[name].split()


def _faults(value: object, path: str = "") -> Iterator[str]:
    """Whatever in a payload or an event is not as section 5 says."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        yield from _faults_of_fields(value, path or type(value).__name__)
    elif isinstance(value, datetime):
        if value.utcoffset() != timedelta(0):
            yield f"{path}: {value} is not in UTC"
    elif isinstance(value, tuple):
        for number, each in enumerate(value):
            yield from _faults(each, f"{path}[{number}]")
    elif isinstance(value, list | set | dict):
        yield f"{path}: {type(value).__name__} can be changed"


def _faults_of_fields(value: object, path: str) -> Iterator[str]:
    kind = type(value)
    if kind.__module__.partition(".")[0] != "puppets":
        yield f"{path}: {kind.__module__}.{kind.__qualname__} is not the contract's"
    for field in dataclasses.fields(value):  # type: ignore[arg-type] # it is one: asked above
        found = getattr(value, field.name)
        if not _is_of(found, str(field.type)):
            yield f"{path}.{field.name}: {found!r} is no {field.type}"
        elif not isinstance(found, FileBox):
            yield from _faults(found, f"{path}.{field.name}")
        if field.name in {"id", "name", "topic", "talker_id"} and found == "":
            yield f"{path}.{field.name} is empty"


def _is_of(found: object, declared: str) -> bool:
    """Whether a value is of the type that the contract declares for its field."""
    name = type(found).__name__
    allowed = {"None": "NoneType"}
    kinds = {
        allowed.get(part.strip(), part.strip()).partition("[")[0]
        for part in declared.split("|")
    }
    return name in kinds or (isinstance(found, Event) and "Event" in kinds)
