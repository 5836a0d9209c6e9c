"""A question with numbered choices, and what answers it. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from ..choices import Choice
from ..enums import MessageType
from ..payloads import MessagePayload

__all__ = ["Question", "numbered", "read", "written"]

ANSWERED = 500
"""Of how many people it is kept that they have answered; the latest."""

_NUMBER = re.compile(r"([0-9]{1,3})[.)]?")


@dataclass(frozen=True, slots=True)
class Question:
    """One that people answer in words: by the number, or by what the choice says."""

    message_id: str
    text: str
    choices: tuple[Choice, ...]
    per_person: bool = field(kw_only=True, default=True)
    answers: dict[str, str] = field(kw_only=True, default_factory=dict)
    """By which message each has answered."""
    line: str = field(kw_only=True, default="")
    """What is settled; empty until something is."""

    def chosen_by(self, said: MessagePayload) -> Choice | None:
        """
        What this message chooses. A reply to the question always counts; what is said
        plainly, as long as the question is open to who says it.
        """
        if said.type is not MessageType.TEXT or not self._is_meant(said):
            return None
        return self._named(said.text.strip())

    def _is_meant(self, said: MessagePayload) -> bool:
        if said.reply_to_id is not None:
            return said.reply_to_id == self.message_id
        if self.per_person:
            return self.answers.get(said.talker_id, said.id) == said.id
        return said.id in (self.answers.values() or {said.id})

    def _named(self, words: str) -> Choice | None:
        for choice in self.choices:
            if choice.label.strip().casefold() == words.casefold():
                return choice
        number = _NUMBER.fullmatch(words)
        if number and 1 <= int(number[1]) <= len(self.choices):
            return self.choices[int(number[1]) - 1]
        return None

    def answered_by(self, said: MessagePayload) -> Question:
        """The same, no longer open to who has answered it plainly."""
        others = {who: by for who, by in self.answers.items() if who != said.talker_id}
        latest = [*others.items(), (said.talker_id, said.id)][-ANSWERED:]
        return replace(self, answers=dict(latest))

    def settled_by(self, said: MessagePayload, line: str) -> Question:
        """The same, no longer open to anybody."""
        return replace(self, answers={said.talker_id: said.id}, line=line)

    def is_settled_by_another(self, said: MessagePayload) -> bool:
        return bool(self.line) and said.id not in self.answers.values()


def numbered(text: str, choices: Sequence[Choice]) -> str:
    """The question as it is said."""
    lines = [f"{number}. {each.label}" for number, each in enumerate(choices, 1)]
    return "\n".join([text, "", *lines])


def written(questions: Sequence[Question]) -> bytes:
    import msgspec  # which a bot without choices has no need of

    return msgspec.json.encode(questions)


def read(raw: bytes | None) -> list[Question]:
    import msgspec

    return [] if raw is None else msgspec.json.decode(raw, type=list[Question])
