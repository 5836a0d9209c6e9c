"""What a Telegram puppet says, and what becomes of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from .._sends import check_length
from ..enums import MessageType
from ..errors import Rejected
from ..file_box import FileBox, FileKind
from ..payloads import ContactPayload, LocationPayload, MessagePayload, UrlLinkPayload
from . import content, ids, wire
from .ledger import Ledger
from .reading import TelegramReading
from .refusals import NotModified
from .text import address

__all__ = ["TelegramMessages"]

_SENDS = {
    FileKind.ANIMATION: ("SendAnimation", "animation"),
    FileKind.ATTACHMENT: ("SendDocument", "document"),
    FileKind.AUDIO: ("SendAudio", "audio"),
    FileKind.IMAGE: ("SendPhoto", "photo"),
    FileKind.STICKER: ("SendSticker", "sticker"),
    FileKind.VIDEO: ("SendVideo", "video"),
    FileKind.VIDEO_NOTE: ("SendVideoNote", "video_note"),
    FileKind.VOICE: ("SendVoice", "voice"),
}


class TelegramMessages(TelegramReading):
    """What the puppet says: ask the client, translate the answer."""

    _ledger: Ledger

    # Sending.

    async def message_send_text(
        self,
        conversation_id: str,
        text: str,
        *,
        mention_ids: tuple[str, ...] = (),
        reply_to: str | None = None,
    ) -> str:
        chat = ids.chat_id(conversation_id)
        people = [await self._mentionable(id) for id in mention_ids]
        marked = address(text, people)
        check_length(self.limits, marked.text)
        said = await self._client.send(
            "SendMessage",
            chat,
            text=marked.text,
            entities=marked.entities or None,
            **await self._answer(chat, reply_to),
        )
        return await self._say(said, people)

    async def message_send_file(self, conversation_id: str, file: FileBox) -> str:
        chat = ids.chat_id(conversation_id)
        method, name = _SENDS[file.kind]
        # Else Telegram may make an animation of a document.
        as_it_is = True if file.kind is FileKind.ATTACHMENT else None
        said = await self._client.send_file(
            method, name, chat, file, disable_content_type_detection=as_it_is
        )
        return await self._say(said)

    async def message_send_contact(self, conversation_id: str, contact_id: str) -> str:
        """
        A card where the phone number is known, for Telegram has none without; else the
        name, which leads to the person.
        """
        chat = ids.chat_id(conversation_id)
        person = await self._mentionable(contact_id)
        if person.phones:
            card = {"phone_number": person.phones[0], "first_name": person.name}
            said = await self._client.send("SendContact", chat, **card)
        else:
            marked = address(f"@{person.name}", [replace(person, handle="")])
            said = await self._client.send(
                "SendMessage", chat, text=marked.text, entities=marked.entities
            )
        return await self._say(said, [person], type=MessageType.CONTACT)

    async def message_send_url(self, conversation_id: str, link: UrlLinkPayload) -> str:
        lines = (link.title, link.description, link.url)
        said = await self._client.send(
            "SendMessage",
            ids.chat_id(conversation_id),
            text="\n".join(line for line in lines if line),
            link_preview_options={"url": link.url},
        )
        return await self._say(said, type=MessageType.URL)

    async def message_send_location(
        self, conversation_id: str, location: LocationPayload
    ) -> str:
        chat = ids.chat_id(conversation_id)
        place = {"latitude": location.latitude, "longitude": location.longitude}
        title = location.name or location.address
        if title:
            place_of_note = {"title": title, "address": location.address or title}
            said = await self._client.send("SendVenue", chat, **place, **place_of_note)
        else:
            accuracy = location.accuracy or None
            said = await self._client.send(
                "SendLocation", chat, **place, horizontal_accuracy=accuracy
            )
        return await self._say(said)

    async def message_forward(self, conversation_id: str, message_id: str) -> str:
        source, number = ids.split_message_id(message_id)
        said = await self._client.send(
            "ForwardMessage",
            ids.chat_id(conversation_id),
            from_chat_id=source,
            message_id=number,
        )
        return await self._say(said)

    # What becomes of it.

    async def message_edit_text(self, message_id: str, text: str) -> None:
        chat, number = ids.split_message_id(message_id)
        before = await self._memory.load(MessagePayload, message_id)
        is_caption = before is not None and before.filename != ""
        limit = self.limits.caption_length if is_caption else self.limits.text_length
        check_length(replace(self.limits, text_length=limit), text)
        method = "EditMessageCaption" if is_caption else "EditMessageText"
        words = {"caption" if is_caption else "text": text}
        try:
            said = await self._client.edit(method, chat, message_id=number, **words)
        except NotModified:
            return  # it reads so already, which is what was asked for
        await self._memory.save(self._payload(said))
        await self.message_dirty(message_id)

    async def message_recall(self, message_id: str) -> None:
        await self._client.delete_message(*ids.split_message_id(message_id))

    async def message_react(self, message_id: str, emoji: str) -> None:
        # Telegram lists its emoji without the mark that asks for colour.
        reaction = {"type": "emoji", "emoji": emoji.rstrip("\ufe0f")}
        chat, number = ids.split_message_id(message_id)
        await self._client.set_message_reaction(chat, number, [reaction])

    async def message_unreact(self, message_id: str, emoji: str) -> None:
        """A bot has at most one reaction to a message: this takes it away."""
        chat, number = ids.split_message_id(message_id)
        await self._client.set_message_reaction(chat, number, [])

    # The conversation.

    async def conversation_set_typing(
        self, conversation_id: str, *, typing: bool = True
    ) -> None:
        action = "typing" if typing else "cancel"
        await self._client.send_chat_action(ids.chat_id(conversation_id), action)

    # Parts of the above.

    async def _mentionable(self, contact_id: str) -> ContactPayload:
        person = await self.contact_payload(contact_id)
        if not (person.id.isdigit() or person.handle):
            raise Rejected(f"{person.name!r} is a chat that nobody can mention")
        return person

    async def _answer(self, chat: int, reply_to: str | None) -> dict[str, object]:
        """To what it is an answer; in a forum the answer stays in the topic."""
        if reply_to is None:
            return {}
        there, number = ids.split_message_id(reply_to)
        elsewhere = {} if there == chat else {"chat_id": there}
        answered = await self._memory.load(MessagePayload, reply_to)
        thread = int(answered.thread_id) if answered and answered.thread_id else None
        return {
            "reply_parameters": {"message_id": number, **elsewhere},
            "message_thread_id": thread,
        }

    async def _say(
        self,
        said: wire.Said,
        people: Sequence[ContactPayload] = (),
        *,
        type: MessageType | None = None,
    ) -> str:
        payload = self._payload(said, people)
        return await self._said(
            payload if type is None else replace(payload, type=type)
        )

    def _payload(
        self, said: wire.Said, people: Sequence[ContactPayload] = ()
    ) -> MessagePayload:
        handles = {person.handle.lower(): person.id for person in people}
        payload = content.message(said, self._ledger.me, handles)
        # What a bot says in a channel is told as the channel's own.
        return replace(payload, talker_id=self.self_id)
