"""Puppets that do not know their rooms."""

from __future__ import annotations

from dataclasses import replace

from puppets import (
    Event,
    FileBox,
    RoomAnnounceEvent,
    RoomMigrateEvent,
    RoomPayload,
    RoomTopicEvent,
)
from puppets.mock import MockPuppet

from ..twisting import Twisting, bare
from . import breaks

MADE = "test_a_room_is_made_with_people_in_it"
MADE_AND_LISTED = "test_a_room_that_was_made_is_listed_and_hears"
LEFT = "test_the_puppet_leaves_a_room"
NEW_TOPIC = "test_the_puppet_changes_the_topic"
REPLACED = "test_an_announcement_takes_the_place_of_the_one_before"


@breaks("4.12", caught_by="test_a_change_of_topic_is_heard_with_its_changer")
class TakesTheCredit(Twisting):
    """Thinks that it renamed the room itself."""

    def twist(self, event: Event) -> Event | None:
        if isinstance(event, RoomTopicEvent):
            return replace(event, changer_id=self.self_id)
        return event


@breaks("4.12", caught_by="test_the_old_topic_is_told_where_it_was_known")
class TakesTheNewForTheOld(Twisting):
    """Says that a room was called before as it is called now."""

    def twist(self, event: Event) -> Event | None:
        if isinstance(event, RoomTopicEvent):
            return replace(event, old_topic=event.topic)
        return event


@breaks(
    "4.12",
    caught_by="test_a_room_read_in_the_handler_of_its_new_topic_is_fresh",
    also=(NEW_TOPIC,),
)
class NeverReadsARoomAgain(MockPuppet):
    """Keeps what it once read of a room."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type] # passed on as they are
        self._rooms: dict[str, RoomPayload] = {}

    @bare
    async def room_payload(self, room_id: str) -> RoomPayload:
        if room_id not in self._rooms:
            self._rooms[room_id] = await super().room_payload(room_id)
        return self._rooms[room_id]

    async def room_set_topic(self, room_id: str, topic: str) -> None:
        await self.room_payload(room_id)
        await super().room_set_topic(room_id, topic)


@breaks("4.12", caught_by="test_a_room_is_read_by_its_topic")
class ReadsPlainTopics(MockPuppet):
    """Reads what is plain of a topic."""

    async def room_payload(self, room_id: str) -> RoomPayload:
        room = await super().room_payload(room_id)
        return replace(room, topic=room.topic.replace("<b>", "").replace("</b>", ""))


@breaks("4.12", caught_by=NEW_TOPIC)
class RenamesNothing(MockPuppet):
    """Does nothing, and says that it was done."""

    async def room_set_topic(self, room_id: str, topic: str) -> None:
        return None


@breaks("4.12", caught_by="test_what_a_room_announces_is_read")
class ReadsNoAnnouncement(MockPuppet):
    """Knows what it announced itself, and nothing else."""

    _own = ""

    async def room_announce(self, room_id: str) -> str:
        return self._own

    async def room_set_announce(self, room_id: str, announcement: str) -> None:
        await super().room_set_announce(room_id, announcement)
        self._own = announcement


@breaks("4.12", caught_by="test_an_announcement_is_heard_with_its_changer")
class AnnouncesAsTheRoom(Twisting):
    """Thinks that a room announces things by itself."""

    def twist(self, event: Event) -> Event | None:
        if isinstance(event, RoomAnnounceEvent):
            return replace(event, changer_id=event.room_id)
        return event


@breaks("4.12", caught_by="test_the_puppet_announces", also=(REPLACED,))
class AnnouncesNothing(MockPuppet):
    """Keeps its announcements to itself."""

    async def room_set_announce(self, room_id: str, announcement: str) -> None:
        return None


@breaks("4.12", caught_by=REPLACED)
class AnnouncesMoreAndMore(MockPuppet):
    """Adds to what was announced before."""

    async def room_set_announce(self, room_id: str, announcement: str) -> None:
        before = await self.room_announce(room_id)
        await super().room_set_announce(room_id, f"{before}{announcement}")


@breaks("4.17", caught_by="test_a_room_has_a_picture")
class PaintsRooms(MockPuppet):
    """Has one picture for every room."""

    async def room_avatar(self, room_id: str) -> FileBox:
        return FileBox.from_qr_code(room_id)


@breaks("4.17", caught_by="test_a_room_has_a_code_that_leads_into_it")
class LeadsToItself(MockPuppet):
    """Gives its own code for that of a room."""

    async def room_qrcode(self, room_id: str) -> str:
        return await self.contact_self_qrcode()


@breaks("4.17", caught_by="test_rooms_are_listed")
class ListsOneRoom(MockPuppet):
    """Lists the newest room, and no other."""

    async def room_list(self) -> list[str]:
        return (await super().room_list())[-1:]


@breaks("4.17", caught_by=MADE, also=(MADE_AND_LISTED,))
class MakesRoomsForOne(MockPuppet):
    """Takes in the first of those who should be in a room."""

    async def room_create(self, contact_ids: list[str], topic: str = "") -> str:
        return await super().room_create(contact_ids[:1], topic)


@breaks("4.17", caught_by=MADE)
class NamesRoomsItself(MockPuppet):
    """Has its own names for new rooms."""

    async def room_create(self, contact_ids: list[str], topic: str = "") -> str:
        return await super().room_create(contact_ids, "a room")


@breaks("4.17", caught_by=LEFT, also=("test_a_room_that_was_left_is_not_listed",))
class NeverLeaves(MockPuppet):
    """Does nothing, and says that it was done."""

    async def room_quit(self, room_id: str) -> None:
        return None


@breaks("4.17", caught_by="test_a_room_that_was_left_is_not_listed")
class ListsRoomsOfThePast(MockPuppet):
    """Lists every room in which it has ever been."""

    _left: tuple[str, ...] = ()

    async def room_quit(self, room_id: str) -> None:
        await super().room_quit(room_id)
        self._left += (room_id,)

    async def room_list(self) -> list[str]:
        return [*await super().room_list(), *self._left]


@breaks("4.17", caught_by="test_a_room_is_told_from_none")
class BelievesInEveryRoom(MockPuppet):
    """Takes any id for that of a room."""

    async def room_validate(self, room_id: str) -> bool:
        return True


@breaks("4.12", caught_by="test_a_room_that_moves_is_followed")
class StaysBehind(Twisting):
    """Does not notice that a room has moved."""

    def twist(self, event: Event) -> Event | None:
        return None if isinstance(event, RoomMigrateEvent) else event
