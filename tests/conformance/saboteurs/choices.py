"""Puppets that offer something else than they were given, or hear another choice."""

from __future__ import annotations

import html
from collections.abc import Sequence
from dataclasses import replace

from puppets import Choice, ChoiceEvent, Event
from puppets._presses import Verdict
from puppets.mock import MockPuppet
from puppets.mock.choosing import Weighed
from puppets.mock.platform.updates import Pressed

from ..twisting import Twisting, bare
from . import breaks

SEEN = "test_choices_are_seen_below_their_text"
AS_GIVEN = "test_what_choices_say_is_seen_as_it_was_given"
HEARD = "test_a_choice_is_heard"
IN_A_ROOM = "test_a_choice_in_a_room_is_heard_of_whoever_made_it"
TURN = "test_a_choice_waits_its_turn_in_its_conversation"
IN_VAIN = "test_no_button_waits_in_vain"
GONE = "test_a_button_that_is_gone_waits_for_nothing_and_chooses_nothing"
FORGETFUL = "test_a_puppet_that_remembers_nothing_lets_nobody_wait"
TOO_MANY = "test_too_many_choices_are_refused_before_anything_is_sent"
TOO_LONG = "test_choices_that_are_too_long_are_refused_before_anything_is_sent"
NONE = "test_what_is_no_choice_is_refused"


class Offering(MockPuppet):
    """Offers what `offered` makes of the choices, and checks nothing."""

    def offered(self, choices: Sequence[Choice]) -> Sequence[Choice]:
        return choices

    @bare
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
            self.offered(choices),
            per_person=per_person,
            mention_ids=mention_ids,
            reply_to=reply_to,
        )


# What is seen.


@breaks("4.19", caught_by=SEEN)
class TurnsThemRound(Offering):
    """Shows them from the last to the first."""

    def offered(self, choices: Sequence[Choice]) -> Sequence[Choice]:
        return choices if len(choices) != 3 else choices[::-1]


@breaks("4.19", caught_by=AS_GIVEN)
class EscapesWhatTheySay(Offering):
    """Writes a button as if it were a web page."""

    def offered(self, choices: Sequence[Choice]) -> Sequence[Choice]:
        return [Choice(html.escape(each.label), id=each.id) for each in choices]


# What is refused.


@breaks("4.19", caught_by=TOO_MANY)
class LeavesSomeOut(Offering):
    """Offers as many as it can, and says nothing of the rest."""

    def offered(self, choices: Sequence[Choice]) -> Sequence[Choice]:
        return choices[: self.limits.choices]


@breaks("4.19", caught_by=TOO_LONG)
class CutsWhatTheySay(Offering):
    """Cuts off what is too long, and says nothing."""

    def offered(self, choices: Sequence[Choice]) -> Sequence[Choice]:
        label, id = self.limits.choice_length, self.limits.choice_id_size
        return [Choice(each.label[:label], id=each.id[:id]) for each in choices]


@breaks("4.19", caught_by=NONE)
class MergesThem(Offering):
    """Makes one choice of two with one id."""

    def offered(self, choices: Sequence[Choice]) -> Sequence[Choice]:
        return list({each.id: each for each in choices}.values())


# What is heard.


@breaks("4.19", caught_by=IN_A_ROOM, also=(TOO_LONG,))
class HearsWhatIsReadAlone(Twisting):
    """Takes what the button says for what it means."""

    def twist(self, event: Event) -> Event | None:
        if isinstance(event, ChoiceEvent):
            return replace(event, choice=Choice(event.choice.label))
        return event


@breaks("4.19", caught_by=HEARD, also=(IN_A_ROOM,))
class ThinksItChoseItself(Twisting):
    """Takes itself for who has chosen."""

    def twist(self, event: Event) -> Event | None:
        if isinstance(event, ChoiceEvent):
            return replace(event, contact_id=self.self_id)
        return event


@breaks("4.19", caught_by=IN_A_ROOM)
class HearsChoicesInPrivate(Twisting):
    """Takes a choice in a room for one between two."""

    def twist(self, event: Event) -> Event | None:
        if isinstance(event, ChoiceEvent):
            return replace(event, conversation=event.contact_id)
        return event


@breaks("4.19", caught_by="test_a_choice_that_is_told_twice_is_heard_once")
class HearsChoicesTwice(Twisting):
    """Does not know a choice again."""

    def twist(self, event: Event) -> Event | None:
        return replace(event, key="") if isinstance(event, ChoiceEvent) else event


class Beside(ChoiceEvent):
    """A choice in no lane."""

    __slots__ = ()
    journaled = False

    @property
    def conversation_id(self) -> str:
        # Only where it is asked for by name does it say where it was made.
        return f"beside {self.conversation}"


@breaks("4.19", caught_by=TURN, also=(HEARD, IN_A_ROOM))
class ChoosesBesideTheLane(Twisting):
    """Handles choices while something else in the conversation is being handled."""

    def twist(self, event: Event) -> Event | None:
        if isinstance(event, ChoiceEvent):
            return Beside(
                key=event.key,
                message_id=event.message_id,
                conversation=event.conversation,
                contact_id=event.contact_id,
                choice=event.choice,
            )
        return event


# Who waits.


@breaks("4.19", caught_by=IN_VAIN, also=(GONE, FORGETFUL))
class LetsThemWait(MockPuppet):
    """Answers no press."""

    async def _attend(self, weighed: Weighed) -> None:
        return None


@breaks("4.19", caught_by=GONE)
class AnswersWhatItHears(MockPuppet):
    """Answers no press that chooses nothing."""

    async def _attend(self, weighed: Weighed) -> None:
        heard = [each for each in weighed.answers if each[1].is_heard]
        await super()._attend(Weighed(weighed.events, heard))


@breaks("4.19", caught_by=GONE)
class HearsWhatIsGone(MockPuppet):
    """Takes the press of a button that is gone for a choice."""

    def _weigh(
        self, event: ChoiceEvent, pressed: Pressed, pending: dict[str, str]
    ) -> Verdict:
        return Verdict(is_heard=True, notice="")
