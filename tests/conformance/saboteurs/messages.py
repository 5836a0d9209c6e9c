"""Puppets that lose what they send."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from puppets import MessagePayload, NotFound, Sayable
from puppets.mock import MockPuppet

from . import breaks


@breaks(
    "4.1",
    caught_by="test_a_send_returns_the_id_of_what_a_human_sees",
    also=(
        "test_what_was_sent_can_be_read_at_once",
        "test_a_room_hears_what_is_said_there",
        "test_anything_that_can_be_said_is_sent_by_one_operation",
    ),
)
class NumbersItsSends(MockPuppet):
    """Gives ids of its own to what it sends."""

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
        return f"sent-{sent}"


@breaks(
    "4.1",
    caught_by="test_a_message_is_sent_once",
    also=(
        "test_a_send_returns_the_id_of_what_a_human_sees",
        "test_a_room_hears_what_is_said_there",
        "test_anything_that_can_be_said_is_sent_by_one_operation",
    ),
)
class SaysItTwice(MockPuppet):
    """Tries again what had worked."""

    async def message_send_text(
        self,
        conversation_id: str,
        text: str,
        *,
        mention_ids: tuple[str, ...] = (),
        reply_to: str | None = None,
    ) -> str:
        await super().message_send_text(conversation_id, text)
        return await super().message_send_text(
            conversation_id, text, mention_ids=mention_ids, reply_to=reply_to
        )


@breaks(
    "4.1",
    caught_by="test_what_was_sent_can_be_read_at_once",
    also=("test_a_room_hears_what_is_said_there", "test_a_message_is_passed_on"),
)
class ForgetsWhatItSaid(MockPuppet):
    """Knows what others say, and not what it says itself."""

    async def message_payload(self, message_id: str) -> MessagePayload:
        message = await super().message_payload(message_id)
        if message.talker_id == self.self_id:
            raise NotFound("the puppet never said that")
        return message


@breaks("4.1", caught_by="test_a_room_hears_what_is_said_there")
class AddressesARoom(MockPuppet):
    """Thinks that it talks to somebody when it talks to a room."""

    async def message_payload(self, message_id: str) -> MessagePayload:
        message = await super().message_payload(message_id)
        return replace(message, listener_id=message.listener_id or self.self_id)


@breaks("4.1", caught_by="test_anything_that_can_be_said_is_sent_by_one_operation")
class DescribesWhatItSays(MockPuppet):
    """Sends the look of a thing for the thing."""

    async def message_send(self, conversation_id: str, sayable: Sayable) -> str:
        return await self.message_send_text(conversation_id, repr(sayable))


@breaks("4.1", caught_by="test_a_message_is_passed_on")
class PassesOnNothing(MockPuppet):
    """Says that there was something, and not what."""

    async def message_forward(self, conversation_id: str, message_id: str) -> str:
        return await self.message_send_text(conversation_id, "a message")


@breaks(
    "3.3",
    caught_by="test_history_is_told_oldest_first",
    also=("test_history_is_told_as_far_back_as_is_asked",),
)
class RemembersBackwards(MockPuppet):
    """Begins with what was last."""

    async def message_history(
        self, conversation_id: str, *, before: datetime | None = None, limit: int = 100
    ) -> list[MessagePayload]:
        history = await super().message_history(
            conversation_id, before=before, limit=limit
        )
        return history[::-1]


@breaks("3.3", caught_by="test_history_is_told_as_far_back_as_is_asked")
class NeverStopsRemembering(MockPuppet):
    """Tells all that it can, whatever was asked for."""

    async def message_history(
        self, conversation_id: str, *, before: datetime | None = None, limit: int = 100
    ) -> list[MessagePayload]:
        return await super().message_history(conversation_id)


@breaks("4.17", caught_by="test_it_is_shown_that_the_puppet_writes")
class WritesInSecret(MockPuppet):
    """Does nothing, and says that it was done."""

    async def conversation_set_typing(
        self, conversation_id: str, *, typing: bool = True
    ) -> None:
        return None


@breaks("4.17", caught_by="test_it_is_shown_that_the_puppet_has_read")
class ReadsInSecret(MockPuppet):
    """Marks everything as not read."""

    async def conversation_mark_read(
        self, conversation_id: str, *, read: bool = True
    ) -> None:
        await super().conversation_mark_read(conversation_id, read=False)
