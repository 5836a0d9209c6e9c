"""What a Slack puppet says, and what becomes of it."""

from __future__ import annotations

from dataclasses import replace

import msgspec

from .._sends import check_length
from ..enums import MessageType
from ..errors import NotFound, Rejected
from ..file_box import FileBox
from ..payloads import ContactPayload, MessagePayload, UrlLinkPayload
from . import content, ids, wire
from .emoji import name as named
from .marking import Marked, address
from .reading import SlackReading
from .refusals import AlreadySo
from .sharing import share

__all__ = ["SlackMessages"]


class SlackMessages(SlackReading):
    """What the puppet says: ask the client, translate the answer."""

    # Sending.

    async def message_send_text(
        self,
        conversation_id: str,
        text: str,
        *,
        mention_ids: tuple[str, ...] = (),
        reply_to: str | None = None,
    ) -> str:
        people = [await self._mentionable(id) for id in mention_ids]
        marked = address(text, people)
        check_length(self.limits, marked.text)
        channel = await self._addresses.channel(conversation_id)
        if reply_to is None:
            return await self._post(channel, marked)
        thread = await self._thread(channel, reply_to)
        return await self._post(channel, marked, thread_ts=thread)

    async def message_send_file(self, conversation_id: str, file: FileBox) -> str:
        channel = await self._addresses.channel(conversation_id)
        shared = await share(self._client, channel, file)
        said = wire.Message(
            ts=shared.ts,
            channel=channel,
            user=self.self_id,
            subtype="file_share",
            files=(shared.file,),
        )
        # Slack knows no kinds: what it was sent as, only the puppet knows.
        return await self._say(said, type=content.TYPES[file.kind])

    async def message_send_contact(self, conversation_id: str, contact_id: str) -> str:
        """A link to the profile, as people send it: a mention would call the person."""
        person = await self.contact_payload(contact_id)
        channel = await self._addresses.channel(conversation_id)
        url = f"{self._ledger.me.url}team/{person.id}"
        card = Marked((UrlLinkPayload(url=url, title=person.name),))
        return await self._post(channel, card, type=MessageType.CONTACT)

    async def message_send_url(self, conversation_id: str, link: UrlLinkPayload) -> str:
        channel = await self._addresses.channel(conversation_id)
        words = [f"{part}\n" for part in (link.title, link.description) if part]
        marked = Marked((*words, UrlLinkPayload(url=link.url)))
        return await self._post(
            channel, marked, type=MessageType.URL, unfurl_links=True
        )

    async def message_forward(self, conversation_id: str, message_id: str) -> str:
        """Slack has no forwarding: it is said again, with who said it first."""
        message = await self.message_payload(message_id)
        channel = await self._addresses.channel(conversation_id)
        if message.filename:
            file = await self.message_file(message_id)
            return await self.message_send_file(conversation_id, file)
        where = await self._client.chat_get_permalink(*ids.place(message_id))
        talker = await self.contact_payload(message.talker_id)
        source = UrlLinkPayload(url=where, title=talker.name)
        marked = Marked((message.text, "\n— ", source))
        return await self._post(channel, marked)

    # What becomes of it.

    async def message_edit_text(self, message_id: str, text: str) -> None:
        channel, ts = ids.place(message_id)
        marked = address(text)
        await self._client.chat_update(
            channel, ts, text=marked.escaped, blocks=marked.blocks
        )
        before = await self._memory.load(MessagePayload, message_id)
        if before is not None:
            await self._memory.save(replace(before, text=text))
        await self.message_dirty(message_id)

    async def message_recall(self, message_id: str) -> None:
        await self._client.chat_delete(*ids.place(message_id))

    async def message_react(self, message_id: str, emoji: str) -> None:
        try:
            name = named(emoji)
            await self._client.reactions_add(*ids.place(message_id), name)
        except AlreadySo:
            return

    async def message_unreact(self, message_id: str, emoji: str) -> None:
        try:
            name = named(emoji)
            await self._client.reactions_remove(*ids.place(message_id), name)
        except AlreadySo:
            return

    # The conversation.

    async def conversation_mark_read(
        self, conversation_id: str, *, read: bool = True
    ) -> None:
        """Up to the last message, or to the one before it; others are not shown it."""
        channel = await self._addresses.channel(conversation_id)
        page = await self._client.conversations_history(channel, limit=2)
        stamps = [
            msgspec.json.decode(raw, type=wire.Message).ts for raw in page.messages
        ]
        marked = stamps if read else stamps[1:]
        await self._client.conversations_mark(
            channel, (marked or ["0000000000.000000"])[0]
        )

    # Parts of the above.

    async def _mentionable(self, contact_id: str) -> ContactPayload:
        person = await self.contact_payload(contact_id)
        if ids.bot_id(person.id):
            raise Rejected(f"{person.name!r} is a bot that nobody can mention")
        return person

    async def _thread(self, channel: str, reply_to: str) -> str:
        """An answer to what is said in a thread stays in it."""
        answered = await self.message_payload(reply_to)
        where, ts = ids.place(reply_to)
        if where != channel:
            raise NotFound(f"{reply_to} was not said in this conversation")
        return answered.thread_id or ts

    async def _post(
        self,
        channel: str,
        marked: Marked,
        *,
        type: MessageType | None = None,
        **how: object,
    ) -> str:
        content = {**_literally(marked), **how}
        said = await self._client.chat_post_message(
            channel, text=marked.escaped, **content
        )
        thread = how.get("thread_ts")
        told = wire.Message(
            ts=said.ts,
            channel=channel,
            user=self.self_id,
            text=marked.escaped,
            thread_ts=str(thread) if thread else None,
        )
        return await self._say(told, type=type)

    async def _say(self, said: wire.Message, *, type: MessageType | None = None) -> str:
        payload = await self._ledger.payload(said, msgspec.json.encode(said))
        if type is not None:
            payload = replace(payload, type=type)
        # What Slack tells of it may have come first, and says less.
        await self._memory.save(payload)
        return await self._said(payload)


def _literally(marked: Marked) -> dict[str, object]:
    """So that nothing in it is taken for markup; a long text has no better way."""
    if marked.is_plain:
        return {}
    return {"blocks": marked.blocks} if marked.blocks else {"mrkdwn": False}
