"""Buttons that people press: what each comes to, and who is to be answered."""

from __future__ import annotations

from .._presses import STATE, Press, Settlements
from ..events import ChoiceEvent
from ..memory import Memory
from ..payloads import MessagePayload
from . import content, people, wire
from .buttons import Offered, offered
from .ids import message_id
from .page import Page
from .waiting import Waiting

__all__ = ["Presses"]


class Presses:
    """Weighs them. Everybody is answered, whatever it was that they pressed."""

    def __init__(self, memory: Memory) -> None:
        self._memory = memory
        self._settlements = Settlements()

    async def open(self) -> None:
        """Remember what was settled."""
        self._settlements.load(await self._memory.state(STATE))

    async def enter(self, page: Page, query: wire.CallbackQuery, key: str) -> None:
        """What one press comes to."""
        said = query.message
        if said is None:  # of a message that was said by way of another bot
            page.waiting.append(Waiting(query.id))
            return
        shown = await self._shown(said)
        offer = offered(shown.reply_markup, query.data)
        if offer is None:
            id = message_id(said.chat.id, said.message_id)
            verdict = self._settlements.too_late(id, page.settled)
            page.waiting.append(Waiting(query.id, verdict.notice))
            return
        press = _press(query, said, offer, key)
        verdict = self._settlements.weigh(press, page.settled)
        if verdict.is_heard:
            page.events.append(press.event)
        page.waiting.append(Waiting(query.id, verdict.notice, shown, verdict.line))
        page.state |= self._settlements.state(page.settled)

    def settle(self, page: Page) -> None:
        """The page is safe."""
        self._settlements.keep(page.settled)

    async def _shown(self, said: wire.Message) -> wire.Message:
        """Of an old message Telegram tells next to nothing: it is as it is remembered."""
        if said.date:
            return said
        id = message_id(said.chat.id, said.message_id)
        kept = await self._memory.load(MessagePayload, id)
        return content.native(kept) if kept is not None else said


def _press(
    query: wire.CallbackQuery, said: wire.Message, offer: Offered, key: str
) -> Press:
    event = ChoiceEvent(
        key=key,
        message_id=message_id(said.chat.id, said.message_id),
        conversation=str(said.chat.id),
        contact_id=str(query.from_.id),
        choice=offer.choice,
    )
    name = people.contact(query.from_).name
    return Press(event=event, name=name, per_person=offer.per_person)
