"""The mock puppet on choices: what a press comes to, and who is answered."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from .._presses import Press, Settlements, Verdict, attend, closing
from ..choices import Choice
from ..errors import NotFound
from ..events import ChoiceEvent, Event
from . import telling, translate
from .base import MockBase
from .platform.records import Offer, Said
from .platform.updates import Parcel, Pressed

__all__ = ["MockChoosing"]


@dataclass(frozen=True, slots=True)
class Weighed:
    """What a parcel comes to."""

    events: tuple[Event, ...]
    answers: list[tuple[Pressed, Verdict]]


class MockChoosing(MockBase):
    """Offers choices, and answers everybody who presses."""

    _settlements: Settlements

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
        said = await self._client.offer(
            conversation_id,
            text,
            Offer(tuple(choices), per_person),
            mention_ids=mention_ids,
            reply_to=reply_to,
        )
        return await self._said(translate.message(said, self._me))

    def _weighed(self, parcel: Parcel, pending: dict[str, str]) -> Weighed:
        """Its events, but for choices that come too late; and who is to be answered."""
        pressed = {
            told.key: told.update
            for told in parcel.told
            if isinstance(told.update, Pressed)
        }
        events: list[Event] = []
        answers: list[tuple[Pressed, Verdict]] = []
        for event in telling.events(parcel, self._me):
            if isinstance(event, ChoiceEvent):
                verdict = self._weigh(event, pressed[event.key], pending)
                answers.append((pressed[event.key], verdict))
                if not verdict.is_heard:
                    continue
            events.append(event)
        return Weighed(tuple(events), answers)

    def _weigh(
        self, event: ChoiceEvent, pressed: Pressed, pending: dict[str, str]
    ) -> Verdict:
        if pressed.message.offer is None:
            return self._settlements.too_late(event.message_id, pending)
        press = Press(event=event, name=pressed.name, per_person=pressed.per_person)
        return self._settlements.weigh(press, pending)

    async def _attend(self, weighed: Weighed) -> None:
        await attend([self._answer(*each) for each in weighed.answers], self._report)

    async def _answer(self, pressed: Pressed, verdict: Verdict) -> None:
        try:
            if verdict.line and pressed.message.offer is not None:
                await self._close_choosing(pressed.message, verdict.line)
        finally:
            await self._tell(pressed.id, verdict.notice)

    async def _close_choosing(self, said: Said, line: str) -> None:
        await self._client.settle(said.id, closing(said.text, line, self.limits))
        await self.message_dirty(said.id)

    async def _tell(self, press_id: str, notice: str) -> None:
        try:
            await self._client.answer(press_id, notice)
        except NotFound:
            return  # it was told twice, and is answered
