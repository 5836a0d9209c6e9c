"""The mock, with less than it has: what other platforms lack."""

from __future__ import annotations

from puppets import Limits, TextUnit, Unsupported
from puppets.messages import Messages
from puppets.mock import MockPuppet
from puppets.rooms import Rooms

__all__ = ["Narrow", "Terse", "WithoutReplies"]


class Terse(MockPuppet):
    """Knows texts alone, and takes nothing back."""

    message_send_file = Messages.message_send_file
    message_send_contact = Messages.message_send_contact
    message_send_url = Messages.message_send_url
    message_send_location = Messages.message_send_location
    message_edit_text = Messages.message_edit_text
    message_react = Messages.message_react
    room_member_list = Rooms.room_member_list


class WithoutReplies(MockPuppet):
    """Knows no answers to one message."""

    async def message_send_text(
        self,
        conversation_id: str,
        text: str,
        *,
        mention_ids: tuple[str, ...] = (),
        reply_to: str | None = None,
    ) -> str:
        if reply_to is not None:
            raise Unsupported(self.platform, "reply_to")
        return await super().message_send_text(
            conversation_id, text, mention_ids=mention_ids
        )


class Narrow(MockPuppet):
    """Takes 20 UTF-16 units at once."""

    limits = Limits(text_length=20, text_unit=TextUnit.UTF16)
