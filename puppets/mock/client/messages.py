"""What a puppet may ask the platform to say, and to show of what was said."""

from __future__ import annotations

from datetime import datetime

from ..platform.records import Content, Offer, Said
from ..platform.uploads import uploaded
from .connection import Connection, request

__all__ = ["MessageRequests"]


class MessageRequests(Connection):
    """Messages and conversations."""

    @request
    async def message(self, message_id: str) -> Said:
        return self._platform.talk.message(message_id, await self._me())

    @request
    async def history(
        self, conversation_id: str, before: datetime | None, limit: int
    ) -> list[Said]:
        me = await self._me()
        return self._platform.talk.history(conversation_id, me, before, limit)

    @request
    async def say(
        self,
        conversation_id: str,
        content: Content,
        *,
        mention_ids: tuple[str, ...] = (),
        reply_to: str | None = None,
    ) -> Said:
        """Say it; a file is read while it is on its way."""
        me = await self._me()
        said = self._platform.talk.say(
            me,
            conversation_id,
            await uploaded(content),
            mention_ids=mention_ids,
            reply_to=reply_to,
        )
        return self._answer(said)

    @request
    async def offer(
        self,
        conversation_id: str,
        text: str,
        offer: Offer,
        *,
        mention_ids: tuple[str, ...] = (),
        reply_to: str | None = None,
    ) -> Said:
        """Say it with buttons below it."""
        me = await self._me()
        said = self._platform.presses.offer(
            me,
            conversation_id,
            text,
            offer,
            mention_ids=mention_ids,
            reply_to=reply_to,
        )
        return self._answer(said)

    @request
    async def answer(self, press_id: str, notice: str) -> None:
        """Let the one who pressed wait no longer, and show them alone this notice."""
        self._platform.presses.answer(press_id, await self._me(), notice)

    @request
    async def settle(self, message_id: str, text: str) -> Said:
        """Take the buttons away, and let the message say this."""
        return self._platform.talk.settle(message_id, await self._me(), text)

    @request
    async def forward(self, conversation_id: str, message_id: str) -> Said:
        me = await self._me()
        return self._answer(
            self._platform.talk.forward(me, conversation_id, message_id)
        )

    @request
    async def edit(self, message_id: str, text: str) -> Said:
        return self._platform.talk.edit(message_id, await self._me(), text)

    @request
    async def recall(self, message_id: str) -> None:
        self._platform.talk.recall(message_id, await self._me())

    @request
    async def react(self, message_id: str, emoji: str) -> None:
        self._platform.talk.react(message_id, await self._me(), emoji)

    @request
    async def unreact(self, message_id: str, emoji: str) -> None:
        self._platform.talk.unreact(message_id, await self._me(), emoji)

    @request
    async def mark_read(self, conversation_id: str, *, read: bool) -> None:
        me = await self._me()
        self._platform.talk.mark_read(conversation_id, me, read=read)

    @request
    async def set_writing(self, conversation_id: str, *, writing: bool) -> None:
        me = await self._me()
        self._platform.talk.set_writing(conversation_id, me, writing=writing)

    def _answer(self, said: Said) -> Said:
        self._platform.ground.faults.meet_answer()
        return said
