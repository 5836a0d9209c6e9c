"""What a Gitter puppet says, and what becomes of it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TypeVar

import msgspec

from .._decoding import decoded
from ..errors import DeliveryUncertain, Forbidden, NotFound, PlatformError
from ..file_box import FileBox, FileKind
from ..payloads import LocationPayload, MessagePayload, UrlLinkPayload
from . import content, ids, translate, wire
from . import text as texts
from .content import Place
from .reading import GitterReading
from .uploads import uploaded

__all__ = ["GitterMessages"]

T = TypeVar("T")

TYPING = 30.0
"""Seconds that the others are shown it, unless something is said before."""
FALLBACK = 1000
"""Letters of a change that clients show which know no changes."""
MESSAGE = "m.room.message"


class GitterMessages(GitterReading):
    """Everything goes out under a transaction, by which the homeserver knows it again."""

    _typing: set[str]

    # Sending.

    async def message_send_text(
        self,
        conversation_id: str,
        text: str,
        *,
        mention_ids: tuple[str, ...] = (),
        reply_to: str | None = None,
    ) -> str:
        place = await self._place(conversation_id)
        people = [await self.contact_payload(id) for id in mention_ids]
        relation = await self._answer(place, reply_to)
        return await self._say(
            place, MESSAGE, {**texts.address(text, people), **relation}
        )

    async def message_send_file(self, conversation_id: str, file: FileBox) -> str:
        place = await self._place(conversation_id)
        sealed = await self._seals.is_sealed(place.room_id)
        said = await uploaded(self._client.files, file, sealed=sealed)
        kind = "m.sticker" if file.kind is FileKind.STICKER else MESSAGE
        return await self._say(place, kind, said)

    async def message_send_contact(self, conversation_id: str, contact_id: str) -> str:
        """The name, which leads to the person: Matrix has no cards."""
        place = await self._place(conversation_id)
        person = await self.contact_payload(contact_id)
        return await self._say(place, MESSAGE, texts.calling(person))

    async def message_send_url(self, conversation_id: str, link: UrlLinkPayload) -> str:
        place = await self._place(conversation_id)
        return await self._say(place, MESSAGE, texts.shared(link))

    async def message_send_location(
        self, conversation_id: str, location: LocationPayload
    ) -> str:
        place = await self._place(conversation_id)
        where = f"geo:{location.latitude},{location.longitude}"
        if location.accuracy:
            where = f"{where};u={location.accuracy:g}"
        body = location.name or location.address or where
        said: dict[str, object] = {"msgtype": "m.location", "body": body}
        return await self._say(place, MESSAGE, {**said, "geo_uri": where})

    async def message_forward(self, conversation_id: str, message_id: str) -> str:
        event, _ = await self._told(message_id)
        place = await self._place(conversation_id)
        said = decoded(message_id, event.content, dict[str, msgspec.Raw])
        said.pop("m.relates_to", None)
        said["m.mentions"] = wire.NOTHING  # who was called there is not called here
        return await self._say(place, event.type, dict(said))

    # What becomes of it.

    async def message_edit_text(self, message_id: str, text: str) -> None:
        room_id, event_id = ids.split_message_id(message_id)
        before = await self.message_payload(message_id)
        if before.talker_id != self.self_id:
            raise Forbidden(f"{message_id} is not the puppet's own to change")
        event, _ = await self._told(message_id)
        new = _changed(event, before, text)
        relation = {"rel_type": "m.replace", "event_id": event_id}
        # What a client shows that knows no edits; the text itself may be long.
        edit = {**new, "body": f"* {text}"[:FALLBACK], "m.new_content": new}
        place = self._addresses.place(room_id)
        said = {**edit, "m.relates_to": relation}
        raw = await self._insist(place, lambda: self._sent(place, MESSAGE, said))
        after = translate.edited(
            decoded(message_id, raw, wire.Event), before, self._addresses.me
        )
        if after is not None:
            await self._memory.save(after.message)
        await self.message_dirty(message_id)

    async def message_recall(self, message_id: str) -> None:
        room_id, event_id = ids.split_message_id(message_id)
        now = decoded(
            message_id, await self._client.event(room_id, event_id), wire.Event
        )
        if now.is_gone:
            raise NotFound(f"{message_id} was taken back before")
        await self._redact(room_id, event_id)

    async def message_react(self, message_id: str, emoji: str) -> None:
        room_id, event_id = ids.split_message_id(message_id)
        await self.message_payload(message_id)
        relation = {"rel_type": "m.annotation", "event_id": event_id, "key": emoji}
        said = {"m.relates_to": relation}
        await self._insist(
            self._addresses.place(room_id),
            lambda: self._client.send(
                room_id, "m.reaction", self._outbox.transaction, said
            ),
        )

    async def message_unreact(self, message_id: str, emoji: str) -> None:
        room_id, event_id = ids.split_message_id(message_id)
        for raw in await self._client.reactions(room_id, event_id):
            reaction = decoded(message_id, raw, wire.Event)
            about = decoded(message_id, reaction.content, wire.Related).relates_to
            if (reaction.sender, about.key) == (self._addresses.me, emoji):
                await self._redact(room_id, reaction.event_id)

    # The conversation.

    async def conversation_mark_read(
        self, conversation_id: str, *, read: bool = True
    ) -> None:
        place = await self._addresses.find(conversation_id)
        if place is None:
            return  # nothing was ever said there
        await self._client.set_account_data(
            self._addresses.me,
            "m.marked_unread",
            {"unread": not read},
            room_id=place.room_id,
        )
        latest = (await self._client.messages(place.room_id, limit=1)).chunk
        if read and latest:
            event = decoded("messages", latest[0], wire.Event)
            await self._client.mark_read(place.room_id, event.event_id)

    async def conversation_set_typing(
        self, conversation_id: str, *, typing: bool = True
    ) -> None:
        place = await self._addresses.find(conversation_id)
        if place is None:
            return  # nobody is there to see it
        await self._types(place.room_id, typing=typing)

    # Parts of the above.

    async def _place(self, conversation_id: str) -> Place:
        return await self._addresses.conversation(conversation_id)

    async def _say(self, place: Place, kind: str, said: dict[str, object]) -> str:
        raw = await self._sent(place, kind, said)
        if place.room_id in self._typing:
            await self._types(place.room_id, typing=False)
        event, me = decoded("send", raw, wire.Event), self._addresses.me
        return await self._said(translate.message(event, raw, place, me))

    async def _types(self, room_id: str, *, typing: bool) -> None:
        seconds = TYPING if typing else 0
        await self._client.set_typing(room_id, self._addresses.me, seconds=seconds)
        (self._typing.add if typing else self._typing.discard)(room_id)

    async def _sent(self, place: Place, kind: str, said: dict[str, object]) -> bytes:
        """The event as everybody is told of it, with the homeserver's own time."""
        room_id, transaction = place.room_id, self._outbox.transaction
        sent_as, sealed = await self._seals.sealed(room_id, kind, said)
        event_id = await self._client.send(room_id, sent_as, transaction, sealed)
        try:
            told = await self._client.event(room_id, event_id)
            return told if sealed is said else content.as_said(told, kind, said)
        except PlatformError as error:  # asking again is the same transaction
            raise DeliveryUncertain(f"{event_id} was said, and is not told") from error

    async def _insist(self, place: Place, attempt: Callable[[], Awaitable[T]]) -> T:
        """Do it in its turn, and again under the same transaction, as with sends."""
        return await self._outbox.send(place.conversation_id, attempt)

    async def _redact(self, room_id: str, event_id: str) -> None:
        await self._insist(
            self._addresses.place(room_id),
            lambda: self._client.redact(room_id, event_id, self._outbox.transaction),
        )

    async def _answer(self, place: Place, reply_to: str | None) -> dict[str, object]:
        """To what it is an answer; what answers in a thread stays in the thread."""
        if reply_to is None:
            return {}
        answered = await self.message_payload(reply_to)
        _, event_id = ids.split_message_id(reply_to)
        relation: dict[str, object] = {"m.in_reply_to": {"event_id": event_id}}
        if answered.thread_id:
            thread = {"rel_type": "m.thread", "event_id": answered.thread_id}
            relation |= {**thread, "is_falling_back": False}
        return {"m.relates_to": relation}


def _changed(event: wire.Event, before: MessagePayload, now: str) -> dict[str, object]:
    """What the message says from now on: of a file it is the caption that changes."""
    if not before.filename:
        return texts.address(now, [])
    said = decoded(before.id, event.content, dict[str, msgspec.Raw])
    for name in ("m.relates_to", "m.new_content", "format", "formatted_body"):
        said.pop(name, None)
    return {**said, "body": now, "filename": before.filename}
