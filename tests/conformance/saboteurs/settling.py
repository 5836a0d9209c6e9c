"""Puppets that mistake whose a choice is, or keep no word of what is settled."""

from __future__ import annotations

from collections.abc import Sequence

from puppets import Choice, ChoiceEvent
from puppets._presses import Verdict
from puppets.mock import MockPuppet
from puppets.mock.choosing import Weighed
from puppets.mock.platform.updates import Pressed

from . import breaks

EACH = "test_everybody_chooses_for_themselves"
ALONE = "test_what_somebody_chose_is_shown_to_them_alone"
AGAIN = "test_who_has_chosen_may_choose_again"
FIRST = "test_the_first_choice_settles_it_for_all"
LATER = "test_who_comes_later_is_told_what_is_settled"
RESTARTED = "test_what_is_settled_stays_so_after_a_restart"
BETWEEN_TWO = "test_what_is_settled_between_two_is_shown_to_both"
LONGEST = "test_what_is_settled_is_shown_though_the_text_is_as_long_as_can_be"


class Mistaking(MockPuppet):
    """Takes every question for one of this kind."""

    per_person: bool

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
        return await super().message_send_choices(
            conversation_id,
            text,
            choices,
            per_person=self.per_person,
            mention_ids=mention_ids,
            reply_to=reply_to,
        )


@breaks("4.20", caught_by=EACH, also=(AGAIN,))
class SettlesWhatIsEachOnes(Mistaking):
    """Ends the choosing with the first who chooses."""

    per_person = False


@breaks("4.20", caught_by=FIRST, also=(LATER, RESTARTED, BETWEEN_TWO, LONGEST))
class SettlesNothing(Mistaking):
    """Lets everybody choose what is everybody's."""

    per_person = True


class Retelling(MockPuppet):
    """Passes on what `verdict` makes of each."""

    def verdict(self, event: ChoiceEvent, verdict: Verdict) -> Verdict:
        return verdict

    def _weigh(
        self, event: ChoiceEvent, pressed: Pressed, pending: dict[str, str]
    ) -> Verdict:
        return self.verdict(event, super()._weigh(event, pressed, pending))


@breaks("4.20", caught_by=ALONE, also=(LATER, RESTARTED))
class ShowsNobodyWhatWasChosen(Retelling):
    """Ends the waiting without a word."""

    def verdict(self, event: ChoiceEvent, verdict: Verdict) -> Verdict:
        return Verdict(verdict.is_heard, "", verdict.line)


@breaks("4.20", caught_by=FIRST, also=(LATER, RESTARTED, BETWEEN_TWO, LONGEST))
class LeavesTheButtonsThere(Retelling):
    """Keeps to itself that it is settled."""

    def verdict(self, event: ChoiceEvent, verdict: Verdict) -> Verdict:
        return Verdict(verdict.is_heard, verdict.notice)


@breaks("4.20", caught_by=FIRST, also=(LATER,))
class NamesNobody(Retelling):
    """Says what was chosen, and not by whom."""

    def verdict(self, event: ChoiceEvent, verdict: Verdict) -> Verdict:
        line = verdict.line.partition(" — ")[0]
        return Verdict(verdict.is_heard, verdict.notice, line)


@breaks("4.20", caught_by=LATER, also=(RESTARTED,))
class HearsWhoComesLater(Retelling):
    """Passes on choices of what is settled."""

    def verdict(self, event: ChoiceEvent, verdict: Verdict) -> Verdict:
        return Verdict(is_heard=True, notice=verdict.notice, line=verdict.line)


@breaks("4.20", caught_by=ALONE, also=(EACH,))
class TellsEverybody(MockPuppet):
    """Says before all what one has chosen."""

    async def _attend(self, weighed: Weighed) -> None:
        await super()._attend(weighed)
        for pressed, verdict in weighed.answers:
            if pressed.per_person:
                where = pressed.message.conversation_of(self.self_id)
                await self.message_send_text(where, verdict.notice)


@breaks("4.20", caught_by=RESTARTED)
class ForgetsWhatIsSettled(MockPuppet):
    """Does not remember, once it was stopped."""

    async def _close(self) -> None:
        await super()._close()
        await self._memory.set_state("settled", None)


@breaks("4.20", caught_by=LONGEST)
class SettlesShortTextsAlone(MockPuppet):
    """Has no room for what was chosen below a long text."""

    async def _answer(self, pressed: Pressed, verdict: Verdict) -> None:
        if len(pressed.message.text) > 4000:
            verdict = Verdict(verdict.is_heard, verdict.notice)
        await super()._answer(pressed, verdict)
