"""Buttons that people press: what each comes to, and who is to be shown what."""

from __future__ import annotations

from .._presses import STATE, Press, Settlements
from ..events import ChoiceEvent
from ..memory import Memory
from .addresses import Addresses
from .buttons import offered
from .ids import is_direct, message_id
from .interaction import Action, Interaction, Shown
from .page import Page
from .waiting import Waiting

__all__ = ["Presses"]


class Presses:
    """
    Weighs them, and asks Slack for nothing: that nobody's button waits, the
    acknowledgement sees to, which is due within three seconds.
    """

    def __init__(self, memory: Memory, addresses: Addresses) -> None:
        self._memory = memory
        self._addresses = addresses
        self._settlements = Settlements()

    async def open(self) -> None:
        """Remember what was settled."""
        self._settlements.load(await self._memory.state(STATE))

    async def enter(self, page: Page, told: Interaction) -> None:
        """What it comes to."""
        if told.message is None or told.channel is None:
            return
        channel, user = told.channel.id, told.user.id
        if is_direct(channel):
            await self._addresses.note(channel, user)
        for action in told.actions:
            self._enter(page, channel, user, told.message, action)
        page.state |= self._settlements.state(page.settled)

    def settle(self, page: Page) -> None:
        """The page is safe."""
        self._settlements.keep(page.settled)

    def _enter(
        self, page: Page, channel: str, user: str, shown: Shown, action: Action
    ) -> None:
        id, offer = message_id(channel, shown.ts), offered(shown, action)
        if offer is None:
            verdict = self._settlements.too_late(id, page.settled)
        else:
            event = ChoiceEvent(
                key=f"choice {id} {user} {action.action_ts}",
                message_id=id,
                conversation=user if is_direct(channel) else channel,
                contact_id=user,
                choice=offer.choice,
            )
            # Slack shows everybody the name of who has an id.
            press = Press(event=event, name=user, per_person=offer.per_person)
            verdict = self._settlements.weigh(press, page.settled)
            if verdict.is_heard:
                page.events.append(event)
        page.waiting.append(Waiting(channel, user, shown, verdict))
