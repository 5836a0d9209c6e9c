"""Puppets that mix up who and what is which."""

from __future__ import annotations

from dataclasses import replace

from puppets import ContactPayload, MessagePayload, NotFound
from puppets.mock import MockPuppet

from ..twisting import Twisting
from . import breaks


@breaks(
    "4.5",
    caught_by="test_a_direct_conversation_is_the_other_person",
)
class TalksToItself(Twisting):
    """Takes a direct conversation for one with itself."""

    def retell(self, message: MessagePayload) -> MessagePayload:
        if message.room_id is not None:
            return message
        return replace(message, conversation_id=self.self_id)


@breaks(
    "4.5",
    caught_by="test_a_room_s_message_belongs_to_the_room",
    also=("test_ids_are_the_same_after_a_restart",),
)
class HearsNoRoom(Twisting):
    """Answers in private to what was said in a room."""

    def retell(self, message: MessagePayload) -> MessagePayload:
        return replace(message, conversation_id=message.talker_id)


@breaks("4.5", caught_by="test_a_room_is_told_apart_from_a_contact")
class TakesRoomsForPeople(MockPuppet):
    """Reads a room as if it were somebody."""

    async def contact_payload(self, contact_id: str) -> ContactPayload:
        try:
            return await super().contact_payload(contact_id)
        except NotFound:
            room = await self.room_payload(contact_id)
            return ContactPayload(id=room.id, name=room.topic)


class Numbering(MockPuppet):
    """Gives the ids of sends as `number` makes them."""

    def number(self, conversation_id: str, message_id: str) -> str:
        return message_id

    async def message_send_text(
        self,
        conversation_id: str,
        text: str,
        *,
        mention_ids: tuple[str, ...] = (),
        reply_to: str | None = None,
    ) -> str:
        sent = await super().message_send_text(
            conversation_id, text, mention_ids=mention_ids, reply_to=reply_to
        )
        return self.number(conversation_id, sent)


@breaks("4.6", caught_by="test_ids_have_no_slash_and_no_white_space")
class WritesPaths(Numbering):
    """Says in an id where the message is."""

    def number(self, conversation_id: str, message_id: str) -> str:
        return f"{conversation_id}/{message_id}"


@breaks("4.6", caught_by="test_message_ids_are_unique_over_conversations")
class BeginsAtOne(Numbering):
    """Numbers the messages of each conversation by itself."""

    def number(self, conversation_id: str, message_id: str) -> str:
        return "1"


@breaks("4.6", caught_by="test_ids_are_the_same_after_a_restart")
class ForgetsOvernight(MockPuppet):
    """Knows no message of before its last start."""

    async def _open(self) -> str | None:
        self._known = set(await self._memory.keys(MessagePayload))
        return await super()._open()

    async def message_payload(self, message_id: str) -> MessagePayload:
        if message_id in self._known:
            raise NotFound("that was long ago")
        return await super().message_payload(message_id)
