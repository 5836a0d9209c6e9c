"""Choices as inline keyboards, and answers to those who press."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from .._presses import attend, closing
from .._sends import check_length
from ..choices import Choice
from ..errors import NotFound
from . import ids, wire
from .buttons import keyboard
from .messages import TelegramMessages
from .refusals import NotModified
from .text import address
from .waiting import Waiting

__all__ = ["TelegramChoosing"]

NOTICE_LIMIT = 200


class TelegramChoosing(TelegramMessages):
    """A button waits until it is answered: so every press is, in the end."""

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
        chat = ids.chat_id(conversation_id)
        people = [await self._mentionable(id) for id in mention_ids]
        marked = address(text, people)
        check_length(self.limits, marked.text)
        said = await self._client.send(
            "SendMessage",
            chat,
            text=marked.text,
            entities=marked.entities or None,
            reply_markup=keyboard(choices, per_person=per_person),
            **await self._answer(chat, reply_to),
        )
        return await self._say(said, people)

    async def _attend(self, waiting: Iterable[Waiting]) -> None:
        await attend([self._respond(each) for each in waiting], self._report)

    async def _respond(self, waiting: Waiting) -> None:
        try:
            if waiting.shown is not None and waiting.line:
                await self._close_choosing(waiting.shown, waiting.line)
        finally:
            await self._tell(waiting.query_id, waiting.notice[:NOTICE_LIMIT])

    async def _tell(self, query_id: str, notice: str) -> None:
        try:
            await self._client.answer_callback_query(query_id, notice)
        except NotFound:  # nobody waits any more: it was too long ago, or is answered
            return

    async def _close_choosing(self, shown: wire.Message, line: str) -> None:
        """With new words, and none given, the buttons go."""
        text = closing(shown.text, line, self.limits)
        kept = shown.entities if text.startswith(shown.text) else ()
        mentions = [_mention(each) for each in kept if each.user is not None]
        try:
            said = await self._client.edit(
                "EditMessageText",
                shown.chat.id,
                message_id=shown.message_id,
                text=text,
                entities=mentions or None,
            )
        except NotModified:
            return  # it is closed already
        await self._memory.save(self._payload(said))
        await self.message_dirty(ids.message_id(shown.chat.id, shown.message_id))


def _mention(entity: wire.Entity) -> dict[str, object]:
    """The only kind that Telegram does not find by itself, and the puppet makes."""
    user = {"id": entity.user.id if entity.user else 0}
    span = {"offset": entity.offset, "length": entity.length}
    return {"type": "text_mention", **span, "user": user}
