"""The contract on what is said."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence
from datetime import datetime

from ._operations import Operations, cached, operation
from ._sends import choice_sends, file_sends, sends, text_edits, text_sends
from .choices import Choice
from .enums import DirtyType, ImageType
from .file_box import FileBox
from .payloads import (
    ContactPayload,
    LocationPayload,
    MessagePayload,
    MiniProgramPayload,
    PostPayload,
    Sayable,
    UrlLinkPayload,
)
from .queries import MessageQuery

__all__ = ["Messages"]


class Messages(Operations):
    """
    What is said, in rooms and to contacts.

    A conversation's id is a room's id, or the id of the contact that the puppet talks
    with. Every send returns the id of the message, whose payload can be read at once
    (4.1); sends to one conversation go out in the order of the calls.
    """

    # Reading.

    @operation(optional=False, around=cached(MessagePayload))
    async def message_payload(self, message_id: str) -> MessagePayload:
        """A message that the puppet has seen, or that the platform still has."""
        return await self._remembered(MessagePayload, message_id)

    async def message_dirty(self, message_id: str) -> None:
        """Read this message afresh from now on (4.13)."""
        await self.dirty(DirtyType.MESSAGE, message_id)

    async def message_list(self) -> list[str]:
        """The ids of the messages that the memory knows, oldest first."""
        return list(await self._memory.keys(MessagePayload))

    async def message_search(self, query: MessageQuery | None = None) -> list[str]:
        """The ids of known messages that agree with the query (4.14), oldest first."""
        ids = await self.message_list()
        if query is None:
            return ids
        return [id for id in ids if query.matches(await self.message_payload(id))]

    @operation()
    async def message_history(
        self, conversation_id: str, *, before: datetime | None = None, limit: int = 100
    ) -> list[MessagePayload]:
        """
        The latest `limit` messages that the platform has of this conversation,
        said before `before`; oldest first.
        """
        raise self._lacks("message_history")

    @operation()
    async def message_file(self, message_id: str) -> FileBox:
        """The file of a message; `NotFound` where it has none."""
        raise self._lacks("message_file")

    @operation()
    async def message_image(
        self, message_id: str, type: ImageType = ImageType.HD
    ) -> FileBox:
        """The picture of a message, in the rendition nearest to `type`."""
        raise self._lacks("message_image")

    @operation()
    async def message_contact(self, message_id: str) -> str:
        """The id of the contact whose card the message is."""
        raise self._lacks("message_contact")

    @operation()
    async def message_url(self, message_id: str) -> UrlLinkPayload:
        """The link that the message is, or holds first."""
        raise self._lacks("message_url")

    @operation()
    async def message_location(self, message_id: str) -> LocationPayload:
        """The place that the message shows."""
        raise self._lacks("message_location")

    @operation()
    async def message_mini_program(self, message_id: str) -> MiniProgramPayload:
        """The mini program that the message is."""
        raise self._lacks("message_mini_program")

    # Sending.

    @operation(optional=False, around=text_sends)
    @abstractmethod
    async def message_send_text(
        self,
        conversation_id: str,
        text: str,
        *,
        mention_ids: tuple[str, ...] = (),
        reply_to: str | None = None,
    ) -> str:
        """
        Say `text`, exactly as it is (4.2), as an answer to the message `reply_to`.

        Those of `mention_ids` are notified (4.4). Raises `TooLong` for a text over
        `limits.text_length`, before anything is sent.
        """

    @operation(around=choice_sends)
    async def message_send_choices(
        self,
        conversation_id: str,
        text: str,
        choices: Sequence[Choice],
        *,
        per_person: bool = True,
        mention_ids: tuple[str, ...] = (),
        reply_to: str | None = None,
    ) -> str:
        """
        Say `text` with a button for each choice; a press is a `ChoiceEvent` (4.19).

        With `per_person` everybody chooses for themselves, and is shown alone what that
        was. Else the first choice settles it: the message says what was chosen and by
        whom, and the buttons go (4.20). Raises `TooMany` or `TooLong`, before anything
        is sent.
        """
        raise self._lacks("message_send_choices")

    @operation(around=file_sends)
    async def message_send_file(self, conversation_id: str, file: FileBox) -> str:
        """
        Send a file as what it is: an image as an image, a voice as a voice (4.7).

        Raises `TooLarge` for one over the limit of its kind, before the upload.
        """
        raise self._lacks("message_send_file")

    @operation(around=sends)
    async def message_send_contact(self, conversation_id: str, contact_id: str) -> str:
        """Send a contact's card."""
        raise self._lacks("message_send_contact")

    @operation(around=sends)
    async def message_send_url(self, conversation_id: str, link: UrlLinkPayload) -> str:
        """Send a link, as a card where the platform shows cards."""
        raise self._lacks("message_send_url")

    @operation(around=sends)
    async def message_send_location(
        self, conversation_id: str, location: LocationPayload
    ) -> str:
        """Send a place."""
        raise self._lacks("message_send_location")

    @operation(around=sends)
    async def message_send_mini_program(
        self, conversation_id: str, mini_program: MiniProgramPayload
    ) -> str:
        """Send a mini program."""
        raise self._lacks("message_send_mini_program")

    @operation(around=sends)
    async def message_send_post(self, conversation_id: str, post: PostPayload) -> str:
        """Send a post."""
        raise self._lacks("message_send_post")

    async def message_send(self, conversation_id: str, sayable: Sayable) -> str:
        """Send whatever can be said, by the operation that is made for it."""
        match sayable:
            case str():
                return await self.message_send_text(conversation_id, sayable)
            case FileBox():
                return await self.message_send_file(conversation_id, sayable)
            case ContactPayload():
                return await self.message_send_contact(conversation_id, sayable.id)
            case UrlLinkPayload():
                return await self.message_send_url(conversation_id, sayable)
            case LocationPayload():
                return await self.message_send_location(conversation_id, sayable)
            case MiniProgramPayload():
                return await self.message_send_mini_program(conversation_id, sayable)
            case PostPayload():
                return await self.message_send_post(conversation_id, sayable)

    @operation(around=sends)
    async def message_forward(self, conversation_id: str, message_id: str) -> str:
        """Pass a message on to this conversation."""
        raise self._lacks("message_forward")

    # What becomes of it.

    @operation(around=text_edits)
    async def message_edit_text(self, message_id: str, text: str) -> None:
        """Let the puppet's own message read `text` from now on, without its choices."""
        raise self._lacks("message_edit_text")

    @operation()
    async def message_recall(self, message_id: str) -> None:
        """
        Take a message back, for everyone (4.10).

        Raises `NotFound` for one that there is not, `Forbidden` for one that the
        platform does not let the puppet take back: another's, or too old.
        """
        raise self._lacks("message_recall")

    @operation()
    async def message_react(self, message_id: str, emoji: str) -> None:
        """Put an emoji to a message."""
        raise self._lacks("message_react")

    @operation()
    async def message_unreact(self, message_id: str, emoji: str) -> None:
        """Take the puppet's own emoji off a message."""
        raise self._lacks("message_unreact")

    # The conversation.

    @operation()
    async def conversation_mark_read(
        self, conversation_id: str, *, read: bool = True
    ) -> None:
        """Show the others that the puppet has read what they said, or has not."""
        raise self._lacks("conversation_mark_read")

    @operation()
    async def conversation_set_typing(
        self, conversation_id: str, *, typing: bool = True
    ) -> None:
        """Show the others that the puppet is writing, until it says something."""
        raise self._lacks("conversation_set_typing")
