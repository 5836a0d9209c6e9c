"""Choices as buttons, and what is shown to those who press them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from .._presses import SETTLED_BY, attend
from .._sends import check_length
from ..choices import Choice
from ..errors import PlatformError
from ..payloads import ContactPayload, MessagePayload
from . import ids
from .buttons import row, without_buttons
from .marking import Marked, address
from .messages import SlackMessages
from .waiting import Waiting

__all__ = ["SlackChoosing"]


class SlackChoosing(SlackMessages):
    """A press is acknowledged as any event is; what is shown for it comes after that."""

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
        people = [await self._mentionable(id) for id in mention_ids]
        marked = address(text, people)
        most = self.limits.choice_text_length
        check_length(replace(self.limits, text_length=most), marked.text)
        channel = await self._addresses.channel(conversation_id)
        blocks = [*marked.blocks, row(choices, per_person=per_person)]
        if reply_to is None:
            return await self._post(channel, marked, blocks=blocks)
        thread = await self._thread(channel, reply_to)
        return await self._post(channel, marked, blocks=blocks, thread_ts=thread)

    async def _attend(self, waiting: Iterable[Waiting]) -> None:
        await attend([self._respond(each) for each in waiting], self._report)

    async def _respond(self, waiting: Waiting) -> None:
        try:
            if waiting.verdict.line:
                await self._close_choosing(waiting)
        finally:
            if waiting.notice:
                await self._tell(waiting)

    async def _tell(self, waiting: Waiting) -> None:
        thread = waiting.shown.thread_ts
        marked = await self._marked(waiting.notice)
        await self._client.chat_post_ephemeral(
            waiting.channel,
            waiting.user,
            text=marked.escaped,
            blocks=marked.blocks,
            **({"thread_ts": thread} if thread else {}),
        )

    async def _close_choosing(self, waiting: Waiting) -> None:
        shown, line = waiting.shown, await self._marked(waiting.verdict.line)
        await self._client.chat_update(
            waiting.channel,
            shown.ts,
            text=f"{shown.text or ''}\n{line.escaped}",
            blocks=[*without_buttons(shown), *line.blocks],
        )
        id = ids.message_id(waiting.channel, shown.ts)
        before = await self._memory.load(MessagePayload, id)
        # Of two who press at once, the second one closes it as the first one did.
        if before is not None and not before.text.endswith(f"\n{line.text}"):
            after = f"{before.text}\n{line.text}"
            await self._memory.save(replace(before, text=after))
        await self.message_dirty(id)

    async def _marked(self, words: str) -> Marked:
        """What is settled ends with the id of who did it, whom Slack shows by name."""
        before, mark, id = words.rpartition(SETTLED_BY)
        if not mark or not ids.is_contact(id):
            return Marked((words,))
        try:
            person = await self.contact_payload(id)
        except PlatformError:
            person = ContactPayload(id=id, name=id)
        return Marked((f"{before}{mark}", person))
