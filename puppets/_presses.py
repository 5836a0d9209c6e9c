"""Buttons that were pressed: what is heard of it, who is shown what, what is settled."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass

from ._bounded import Bounded
from .errors import Unavailable
from .events import ChoiceEvent
from .limits import Limits

__all__ = [
    "SETTLED_BY",
    "STATE",
    "Press",
    "Settlements",
    "Verdict",
    "attend",
    "chosen",
    "closing",
    "settled",
]

STATE = "settled"
KEPT = 500
SETTLED_BY = " — "
"""In what is shown of what is settled, between that and who did it."""
PATIENCE = 10.0
"""Seconds for which the stream is held up, at most, to answer those who wait."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Press:
    """Someone pressed a button, and waits."""

    event: ChoiceEvent
    name: str
    """Of whoever did it, as the others know them."""
    per_person: bool


@dataclass(frozen=True, slots=True)
class Verdict:
    """What comes of it: it is heard or not; what the chooser is shown; what the rest."""

    is_heard: bool
    notice: str
    line: str = ""
    """What the message says from now on below its text, without buttons."""


class Settlements:
    """
    What was settled by the first choice, of the messages that everybody shares (4.20).

    It is kept in one commit with the choice, so that no second one is ever heard.
    """

    def __init__(self) -> None:
        self._lines: Bounded[str, str] = Bounded(KEPT)

    def load(self, raw: bytes | None) -> None:
        self._lines.clear()
        import msgspec  # which a bot without choices has no need of

        if raw is not None:
            self.keep(msgspec.json.decode(raw, type=dict[str, str]))

    def weigh(self, press: Press, pending: dict[str, str]) -> Verdict:
        """What the press comes to; what it settles is added to `pending`."""
        message_id, label = press.event.message_id, press.event.choice.label
        if press.per_person:
            return Verdict(is_heard=True, notice=chosen(label))
        before = self.line(message_id, pending)
        line = pending[message_id] = before or settled(label, press.name)
        return Verdict(is_heard=not before, notice=line, line=line)

    def too_late(self, message_id: str, pending: Mapping[str, str]) -> Verdict:
        """Of a button that is there no more: whoever pressed it is told what is settled."""
        return Verdict(is_heard=False, notice=self.line(message_id, pending))

    def line(self, message_id: str, pending: Mapping[str, str]) -> str:
        """What was settled of this message; empty where nothing was."""
        return pending.get(message_id) or self._lines.get(message_id, "")

    def keep(self, settled: Mapping[str, str]) -> None:
        """These are safe."""
        for message_id, line in settled.items():
            self._lines.keep(message_id, line)

    def state(self, pending: Mapping[str, str]) -> dict[str, bytes | None]:
        """What a batch is to keep with these; nothing where there are none."""
        if not pending:
            return {}
        latest = [*({**self._lines, **pending}).items()][-KEPT:]
        import msgspec

        return {STATE: msgspec.json.encode(dict(latest))}


def chosen(label: str) -> str:
    """What the chooser alone is shown: in no language, since nobody knows which."""
    return f"✓ {label}"


def settled(label: str, name: str) -> str:
    """What everybody is shown: what was chosen, and by whom."""
    return f"✓ {label}{SETTLED_BY}{name}"


def closing(text: str, line: str, limits: Limits) -> str:
    """The text with the line below it; where both are too much, less of the text."""
    closed = f"{text}\n\n{line}"
    most = limits.choice_text_length or limits.text_length
    while most is not None and text and limits.text_unit.measure(closed) > most:
        text = text[:-1]
        closed = f"{text}…\n\n{line}"
    return closed


async def attend(
    answers: Sequence[Awaitable[None]], report: Callable[[Exception], None]
) -> None:
    """Answer those who wait, all at once; what fails is reported, and not tried again."""
    if not answers:
        return
    try:
        async with asyncio.timeout(PATIENCE):
            outcomes = await asyncio.gather(*answers, return_exceptions=True)
    except TimeoutError:
        report(Unavailable(f"whoever chose was not answered within {PATIENCE:g} s"))
        return
    for outcome in outcomes:
        if isinstance(outcome, Exception):
            report(outcome)
