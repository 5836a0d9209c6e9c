"""Puppets that read too often, or not often enough."""

from __future__ import annotations

from puppets import (
    ContactPayload,
    DirtyType,
    MessagePayload,
    RoomMemberPayload,
    RoomPayload,
)
from puppets.mock import MockPuppet

from ..twisting import bare
from . import breaks

FRESH_CONTACT = "test_a_dirty_contact_is_read_afresh"
DIRTY_IS_SAID = "test_what_is_dirty_is_said"


class Asking(MockPuppet):
    """Asks the platform something before it answers."""

    async def ask(self) -> None:
        await self._client.profile(self.self_id)


@breaks(
    "4.13",
    caught_by="test_a_contact_is_read_once",
    also=("test_a_dirty_contact_leaves_the_others_as_they_are",),
)
class ReadsContactsAlways(Asking):
    """Keeps nothing of people."""

    @bare
    async def contact_payload(self, contact_id: str) -> ContactPayload:
        await self.ask()
        return await super().contact_payload(contact_id)


@breaks("4.13", caught_by="test_a_room_is_read_once")
class ReadsRoomsAlways(Asking):
    """Keeps nothing of rooms."""

    @bare
    async def room_payload(self, room_id: str) -> RoomPayload:
        await self.ask()
        return await super().room_payload(room_id)


@breaks("4.13", caught_by="test_a_member_is_read_once")
class ReadsMembersAlways(Asking):
    """Keeps nothing of members."""

    @bare
    async def room_member_payload(
        self, room_id: str, contact_id: str
    ) -> RoomMemberPayload:
        await self.ask()
        return await super().room_member_payload(room_id, contact_id)


@breaks("4.13", caught_by="test_a_message_is_read_once")
class ReadsMessagesAlways(Asking):
    """Keeps nothing of messages."""

    @bare
    async def message_payload(self, message_id: str) -> MessagePayload:
        await self.ask()
        return await super().message_payload(message_id)


class Keeping(MockPuppet):
    """Keeps what it read of people, as long as it is told to."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type] # passed on as they are
        self._kept: dict[str, ContactPayload] = {}

    @bare
    async def contact_payload(self, contact_id: str) -> ContactPayload:
        if contact_id not in self._kept:
            self._kept[contact_id] = await super().contact_payload(contact_id)
        return self._kept[contact_id]


@breaks(
    "4.13",
    caught_by=FRESH_CONTACT,
    also=("test_a_contact_is_read_as_it_was_last_heard_of",),
)
class KeepsUntilItStops(Keeping):
    """Never reads again of whom it has read, until it stops."""

    async def _close(self) -> None:
        self._kept.clear()
        await super()._close()


@breaks("4.13", caught_by="test_a_restart_forgets_what_was_kept")
class KeepsOvernight(Keeping):
    """Reads again what is dirty, and nothing else, not after a restart either."""

    async def dirty(self, what: DirtyType, id: str) -> None:
        self._kept.pop(id, None)
        await super().dirty(what, id)


@breaks("4.13", caught_by=DIRTY_IS_SAID)
class CleansInSilence(MockPuppet):
    """Tells nobody that members are dirty."""

    async def dirty(self, what: DirtyType, id: str) -> None:
        if what is DirtyType.ROOM_MEMBER:
            self._cache.purge(what, id)
        else:
            await super().dirty(what, id)


@breaks("4.13", caught_by="test_a_dirty_contact_leaves_the_others_as_they_are")
class CleansEverything(MockPuppet):
    """Forgets all that it has read when one thing is dirty."""

    async def dirty(self, what: DirtyType, id: str) -> None:
        self._cache.clear()
        await super().dirty(what, id)
