"""Puppets that make up what is not there."""

from __future__ import annotations

from puppets import ContactPayload, FileBox, NotFound, RoomPayload
from puppets.mock import MockPuppet

from . import breaks

NOBODY = "test_what_nobody_has_is_not_found"
NEARLY = "test_what_is_nearly_an_id_is_not_found"
AGAIN = "test_what_is_not_found_is_not_found_again"
OPERATION = "test_an_operation_on_what_nobody_has_is_not_found"


@breaks("4.15", caught_by=NOBODY, also=(NEARLY, AGAIN))
class InventsPeople(MockPuppet):
    """Has a contact for every id."""

    async def contact_payload(self, contact_id: str) -> ContactPayload:
        try:
            return await super().contact_payload(contact_id)
        except NotFound:
            return ContactPayload(id=contact_id, name=contact_id)


@breaks("4.15", caught_by=NOBODY, also=(NEARLY,))
class InventsRooms(MockPuppet):
    """Has a room for every id."""

    async def room_payload(self, room_id: str) -> RoomPayload:
        try:
            return await super().room_payload(room_id)
        except NotFound:
            return RoomPayload(id=room_id, topic="Unknown")


@breaks("4.15", caught_by=NOBODY)
class TalksToNobody(MockPuppet):
    """Says something to nobody, and is content."""

    async def message_send_text(
        self,
        conversation_id: str,
        text: str,
        *,
        mention_ids: tuple[str, ...] = (),
        reply_to: str | None = None,
    ) -> str:
        try:
            return await super().message_send_text(
                conversation_id, text, mention_ids=mention_ids, reply_to=reply_to
            )
        except NotFound:
            if reply_to:
                raise
            return "message-0"


@breaks("4.15", caught_by=OPERATION)
class FindsEmptyFiles(MockPuppet):
    """Has an empty file for what there is not."""

    async def message_file(self, message_id: str) -> FileBox:
        try:
            return await super().message_file(message_id)
        except NotFound:
            return FileBox.from_bytes(b"", name="empty")


@breaks("4.15", caught_by=OPERATION)
class ReactsToNothing(MockPuppet):
    """Puts a face to what is not there."""

    async def message_react(self, message_id: str, emoji: str) -> None:
        try:
            await super().message_react(message_id, emoji)
        except NotFound:
            return


@breaks("4.15", caught_by=NEARLY)
class ReadsTheBeginning(MockPuppet):
    """Takes what begins like an id for the id."""

    async def contact_payload(self, contact_id: str) -> ContactPayload:
        return await super().contact_payload(contact_id.removesuffix("99"))

    async def room_payload(self, room_id: str) -> RoomPayload:
        return await super().room_payload(room_id)


@breaks("4.15", caught_by=AGAIN)
class GivesUp(MockPuppet):
    """Says once that somebody is not there, and then makes them up."""

    _asked: str | None = None

    async def contact_payload(self, contact_id: str) -> ContactPayload:
        try:
            return await super().contact_payload(contact_id)
        except NotFound:
            if self._asked == contact_id:
                return ContactPayload(id=contact_id, name=contact_id)
            self._asked = contact_id
            raise


@breaks("4.15", caught_by="test_an_answer_to_what_nobody_said_is_not_found")
class AnswersAnyway(MockPuppet):
    """Says it by itself where there is nothing to answer."""

    async def message_send_text(
        self,
        conversation_id: str,
        text: str,
        *,
        mention_ids: tuple[str, ...] = (),
        reply_to: str | None = None,
    ) -> str:
        return await super().message_send_text(
            conversation_id, text, mention_ids=mention_ids
        )
