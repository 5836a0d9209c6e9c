"""What a WhatsApp puppet says, and what becomes of it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import msgspec

from ..enums import MessageType
from ..errors import NotFound, Rejected
from ..file_box import FileBox
from ..payloads import MessagePayload, UrlLinkPayload
from .hands import Sent
from .hands.composer import CUT_OFF, addressed
from .ids import is_message
from .manners import Manners
from .reading import WhatsAppReading

__all__ = ["WhatsAppMessages"]


class WhatsAppMessages(WhatsAppReading):
    """What the puppet says: work the page, and translate what stands there then."""

    _manners: Manners

    # Sending.

    async def message_send_text(
        self,
        conversation_id: str,
        text: str,
        *,
        mention_ids: tuple[str, ...] = (),
        reply_to: str | None = None,
    ) -> str:
        async with self._manners.turn(conversation_id):
            whom = await self._addresses.whom(conversation_id)
            names = tuple([await self._addresses.name(id) for id in mention_ids])
            if reply_to is not None:
                await self._stands(reply_to, conversation_id)
            sent = await self._client.send_text(
                whom, text, mentions=names, reply_to=reply_to
            )
        said = replace(
            self._payload(sent, conversation_id),
            text=addressed(text, names).strip(CUT_OFF),
            mention_ids=mention_ids,
            reply_to_id=reply_to,
        )
        return await self._say(said)

    async def message_send_file(self, conversation_id: str, file: FileBox) -> str:
        async with self._manners.turn(conversation_id):
            whom = await self._addresses.whom(conversation_id)
            with TemporaryDirectory(prefix="whatsapp-out-") as folder:
                path = await file.save(Path(folder))
                sent = await self._client.send_file(whom, path, kind=file.kind)
        said = self._payload(sent, conversation_id)
        return await self._say(replace(said, filename=said.filename or file.name))

    async def message_send_contact(self, conversation_id: str, contact_id: str) -> str:
        async with self._manners.turn(conversation_id):
            whom = await self._addresses.whom(conversation_id)
            name = await self._addresses.name(contact_id)
            sent = await self._client.send_card(whom, name)
        said = self._payload(sent, conversation_id)
        return await self._say(replace(said, type=MessageType.CONTACT))

    async def message_send_url(self, conversation_id: str, link: UrlLinkPayload) -> str:
        """The page makes a card of a link by itself, where it can."""
        parts = (link.title, link.description, link.url)
        text = "\n".join(each for each in parts if each)
        async with self._manners.turn(conversation_id):
            whom = await self._addresses.whom(conversation_id)
            sent = await self._client.send_text(whom, text)
        said = self._payload(sent, conversation_id)
        return await self._say(replace(said, type=MessageType.URL, text=text))

    async def message_forward(self, conversation_id: str, message_id: str) -> str:
        async with self._manners.turn(conversation_id):
            whom, original = await self._place(message_id)
            to = await self._addresses.whom(conversation_id)
            sent = await self._client.forward(whom, message_id, to)
        said = self._payload(sent, conversation_id)
        return await self._say(
            replace(said, type=original.type, filename=original.filename)
        )

    # What becomes of it.

    async def message_edit_text(self, message_id: str, text: str) -> None:
        whom, before = await self._place(message_id)
        await self._client.edit(whom, message_id, text)
        await self._memory.save(replace(before, text=text))
        await self.message_dirty(message_id)

    async def message_recall(self, message_id: str) -> None:
        whom, _ = await self._place(message_id)
        await self._client.recall(whom, message_id)

    async def message_react(self, message_id: str, emoji: str) -> None:
        whom, said = await self._place(message_id)
        self._own_reaction(said, (emoji,))
        await self._client.react(whom, message_id, emoji)

    async def message_unreact(self, message_id: str, emoji: str) -> None:
        whom, said = await self._place(message_id)
        await self._client.unreact(whom, message_id, emoji)
        self._own_reaction(said, ())

    # The conversation.

    async def conversation_mark_read(
        self, conversation_id: str, *, read: bool = True
    ) -> None:
        """What is open is read; the page has no way to be seen not to have read it."""
        if not read:
            raise Rejected("whatsapp does not take back that something was read")
        await self._client.open_chat(await self._addresses.whom(conversation_id))

    async def conversation_set_typing(
        self, conversation_id: str, *, typing: bool = True
    ) -> None:
        self._manners.must_be_asked(conversation_id)
        whom = await self._addresses.whom(conversation_id)
        await self._client.set_typing(whom, typing=typing)

    # Parts of the above.

    async def _stands(self, message_id: str, conversation_id: str) -> None:
        """Raises `NotFound`; of what was not heard yet the page knows."""
        try:
            said = await self.message_payload(message_id)
        except NotFound:
            if not is_message(message_id):
                raise
            return
        if said.conversation_id != conversation_id:
            raise NotFound(f"{message_id} was not said in this conversation")

    def _own_reaction(self, said: MessagePayload, mine: tuple[str, ...]) -> None:
        """What the puppet puts to a message itself is nobody else's doing."""
        chat = self._addresses.chat(said.conversation_id)
        known = chat.get(said.id)
        if known is not None:
            changed = msgspec.structs.replace(known, mine=mine or known.mine)
            self._addresses.keep(chat.with_marks([changed], heard=False))

    def _payload(self, sent: Sent, conversation_id: str) -> MessagePayload:
        """What stands on the page now."""
        reading = self._ledger.reading(sent.screen)
        said = reading.message(sent.at)
        if said is not None:
            return replace(said, conversation_id=conversation_id)
        room = conversation_id if reading.who.room else None
        return MessagePayload(
            id=sent.id,
            conversation_id=conversation_id,
            type=MessageType.UNKNOWN,
            talker_id=self.self_id,
            timestamp=reading.at.replace(second=0, microsecond=0),
            room_id=room,
            listener_id=None if room else conversation_id,
            native=msgspec.json.encode(sent.row),
        )

    async def _say(self, said: MessagePayload) -> str:
        # What the page tells of it may have come first, and says less.
        await self._memory.save(said)
        return await self._said(said)
