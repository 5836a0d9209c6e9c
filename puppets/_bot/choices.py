"""Choices, as buttons where the platform has them, else as numbered text."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Sequence

from .._bounded import Bounded
from .._presses import closing, settled
from .._sends import check_choices
from ..choices import Choice
from ..errors import PuppetError, StorageError, TooLong, TooMany
from ..events import ChoiceEvent, Event, MessageEvent
from ..limits import Limits
from ..payloads import MessagePayload
from ..puppet import Puppet
from .question import Question, numbered, read, written
from .speech import Speech
from .split import split

__all__ = ["Questions"]

logger = logging.getLogger("puppets")

OPEN = 10
"""Questions of one conversation that may wait for answers, the newest of them."""
CACHED = 1000


class Questions:
    """
    The questions of one puppet that people answer in words.

    They are kept in its memory: those that are open are so after a restart, too.
    """

    def __init__(self, puppet: Puppet) -> None:
        self._puppet = puppet
        self._kept: Bounded[str, list[Question]] = Bounded(CACHED)

    # Asking.

    async def offer(
        self,
        speech: Speech,
        text: str,
        choices: Iterable[Choice | str],
        *,
        per_person: bool = True,
    ) -> str:
        """Say `text` with these to choose from; return the message's id."""
        offered = tuple(
            choice if isinstance(choice, Choice) else Choice(choice)
            for choice in choices
        )
        check_choices(Limits(), offered)
        if self._has_buttons(offered):
            return await self._with_buttons(
                speech, text, offered, per_person=per_person
            )
        message_id = await speech.say(numbered(text, offered))
        question = Question(message_id, text, offered, per_person=per_person)
        message = await self._puppet.message_payload(message_id)
        before = await self._of(message.conversation_id)
        await self._keep(message.conversation_id, [*before, question][-OPEN:])
        return message_id

    def _has_buttons(self, choices: Sequence[Choice]) -> bool:
        if "message_send_choices" not in self._puppet.capabilities:
            return False
        try:
            check_choices(self._puppet.limits, choices)
        except (TooMany, TooLong):
            return False
        return True

    async def _with_buttons(
        self, speech: Speech, text: str, choices: Sequence[Choice], *, per_person: bool
    ) -> str:
        """Below the last piece of a text that is too long for one message."""
        limits, reply_to = self._puppet.limits, None
        mention_ids: tuple[str, ...] = ()
        most = limits.choice_text_length or limits.text_length
        *before, last = split(text, most, limits.text_unit)
        if before:
            await speech.say("".join(before))
        else:
            mention_ids = speech.mention_ids
            reply_to = speech.answered.message_id if speech.answered else None
        return await self._puppet.message_send_choices(
            speech.conversation_id,
            last,
            choices,
            per_person=per_person,
            mention_ids=mention_ids,
            reply_to=reply_to,
        )

    # Hearing.

    def asked(self, conversation_id: str, message_id: str) -> Question | None:
        """The question that was said just now; None where it is answered by buttons."""
        questions = self._kept.get(conversation_id, [])
        return next((each for each in questions if each.message_id == message_id), None)

    def answers(
        self, event: Event, message_id: str, asked: Question | None
    ) -> ChoiceEvent | None:
        """
        What the event chooses of the question that was said as `message_id`, by a button
        or in words; None where it answers something else, or nothing.
        """
        match event:
            case ChoiceEvent() if event.message_id == message_id:
                return event
            case MessageEvent(message=said) if asked and not self._is_own(said):
                return _choice(asked, event)
            case _:
                return None

    async def read(self, event: Event, message_id: str | None = None) -> Event:
        """
        A message that answers an open question, as the choice that it makes; whatever
        else, as it is. The newest question that takes an answer is the one that is meant,
        where `message_id` does not say which.
        """
        if not isinstance(event, MessageEvent) or self._is_own(event.message):
            return event
        for question in reversed(await self._of(event.message.conversation_id)):
            is_meant = message_id in {None, question.message_id}
            if is_meant and (chosen := _choice(question, event)) is not None:
                return await self._taken(question, event, chosen)
        return event

    async def _taken(
        self, question: Question, event: MessageEvent, chosen: ChoiceEvent
    ) -> Event:
        said = event.message
        if question.per_person:
            await self._change(said, question.answered_by(said))
            return chosen
        if question.is_settled_by_another(said):
            await self._say(said.conversation_id, question.line)
            return event
        line = settled(chosen.choice.label, await self._name(said.talker_id))
        after = question.settled_by(said, line)
        await self._change(said, after)
        if event.redelivered or not question.line:
            await self._show(said.conversation_id, after)
        return chosen

    def _is_own(self, said: MessagePayload) -> bool:
        return self._puppet.is_logged_in and said.talker_id == self._puppet.self_id

    # Showing what is settled.

    async def _show(self, conversation_id: str, question: Question) -> None:
        """In the question's own place, where the platform can; else below."""
        if "message_edit_text" in self._puppet.capabilities:
            text = closing(question.text, question.line, self._puppet.limits)
            try:
                await self._puppet.message_edit_text(question.message_id, text)
            except PuppetError as error:  # too old to be changed, for example
                logger.info("a question cannot be closed where it was asked: %s", error)
            else:
                return
        await self._say(conversation_id, question.line)

    async def _say(self, conversation_id: str, line: str) -> None:
        """No choice is lost because nobody could be told of it."""
        try:
            await self._puppet.message_send_text(conversation_id, line)
        except PuppetError as error:
            logger.warning("nobody is told what was chosen: %s", error)

    async def _name(self, contact_id: str) -> str:
        try:
            return (await self._puppet.contact_payload(contact_id)).name
        except PuppetError:
            return contact_id

    # Keeping.

    async def _of(self, conversation_id: str) -> list[Question]:
        """The open questions of a conversation, the newest last."""
        if conversation_id not in self._kept:
            raw = await self._memory_of(conversation_id)
            self._kept.keep(conversation_id, read(raw))
        return self._kept[conversation_id]

    async def _change(self, said: MessagePayload, after: Question) -> None:
        before = await self._of(said.conversation_id)
        await self._keep(
            said.conversation_id,
            [after if each.message_id == after.message_id else each for each in before],
        )

    async def _keep(self, conversation_id: str, questions: list[Question]) -> None:
        self._kept.keep(conversation_id, questions)
        memory = self._puppet._memory  # noqa: SLF001 - a bot remembers with its puppet
        try:
            await memory.set_state(_place(conversation_id), written(questions))
        except StorageError as error:  # it is known until the process ends
            self._puppet._report(error)  # noqa: SLF001 - as what else is not kept

    async def _memory_of(self, conversation_id: str) -> bytes | None:
        memory = self._puppet._memory  # noqa: SLF001 - a bot remembers with its puppet
        return await memory.state(_place(conversation_id))


def _place(conversation_id: str) -> str:
    return f"questions {conversation_id}"


def _choice(question: Question, event: MessageEvent) -> ChoiceEvent | None:
    said = event.message
    choice = question.chosen_by(said)
    if choice is None:
        return None
    return ChoiceEvent(
        key=f"choice {said.id}",
        redelivered=event.redelivered,
        message_id=question.message_id,
        conversation=said.conversation_id,
        contact_id=said.talker_id,
        choice=choice,
    )
