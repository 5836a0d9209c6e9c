"""A question to one person, and their answer."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable
from typing import TYPE_CHECKING

from .._asking import Asked, Question
from ..choices import Choice
from ..enums import MessageType
from ..errors import NoAnswer, Rejected
from ..events import ChoiceEvent, Event, MessageEvent

if TYPE_CHECKING:
    from .chosen import Chosen
    from .contact import Contact
    from .directory import Directory
    from .message import Message
    from .question import Question as Numbered
    from .speech import Utterance

__all__ = ["PATIENCE", "Asking"]

PATIENCE = 300.0
"""Seconds that an answer may take, where nothing else is said."""


class Asking:
    """Somebody is asked something, in one conversation."""

    def __init__(
        self, directory: Directory, conversation_id: str, of: str, timeout: float
    ) -> None:
        self._directory = directory
        self._conversation_id = conversation_id
        self._of = of
        self._timeout = timeout
        self._question_id = ""
        self._asked: Numbered | None = None
        """It is open to whom it asks, however many others are by then."""

    async def ask(
        self,
        what: Utterance,
        *,
        mentions: Iterable[Contact | str] = (),
        choices: Iterable[Choice | str] | None = None,
    ) -> Message | Chosen:
        """What they say next there, or which of the choices they take."""
        offered = () if choices is None else tuple(choices)
        if not offered and choices is not None:
            raise Rejected("there is nothing to choose from")

        async def ask() -> Asked:
            said = await self._directory.say(
                self._conversation_id,
                what,
                mentions=mentions,
                choices=offered,
                is_question=True,
            )
            self._question_id = said.id
            self._asked = self._directory.questions.asked(said.conversation.id, said.id)
            admits = self._is_choice if offered else _is_said
            return Asked(since=said.timestamp, admits=admits)

        match await self._answer(ask):
            case MessageEvent(message=said, redelivered=again) if not offered:
                return await self._directory.heard(said, redelivered=again)
            case event:
                return await self._chosen(event)

    async def _answer(self, ask: Callable[[], Awaitable[Asked]]) -> Event:
        question = Question(
            conversation_id=self._conversation_id,
            contact_id=self._of,
            ask=ask,
            passes=self._directory.lets_through,
            timeout=self._timeout,
        )
        try:
            return await self._directory.puppet.answer(question)
        except NoAnswer:
            raise
        except TimeoutError:
            raise NoAnswer(
                f"{self._of} did not answer in {self._conversation_id} "
                f"within {self._timeout:g} s"
            ) from None

    def _is_choice(self, event: Event) -> bool:
        return self._choice_of(event) is not None

    def _choice_of(self, event: Event) -> ChoiceEvent | None:
        questions = self._directory.questions
        return questions.answers(event, self._question_id, self._asked)

    async def _chosen(self, event: Event) -> Chosen:
        from .chosen import Chosen  # which knows messages, as they know this

        chosen = await self._directory.questions.read(event, self._question_id)
        if self._asked is not None and self._asked.per_person:
            chosen = self._choice_of(event) or event  # of too many, it may not be kept
        if isinstance(chosen, ChoiceEvent):
            return await Chosen.of(self._directory, chosen)
        raise NoAnswer(f"somebody answered {self._question_id} before them")


def _is_said(event: Event) -> bool:
    match event:
        case MessageEvent(message=said):
            return said.type is not MessageType.RECALLED
        case _:
            return False
