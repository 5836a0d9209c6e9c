"""Inline keyboards, both ways: choices as buttons, and what a button chooses."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import msgspec

from ..choices import Choice

__all__ = ["ID_LIMIT", "Button", "Keyboard", "Offered", "keyboard", "offered"]

PREFIX = 2
ID_LIMIT = 64 - PREFIX
"""Of the 64 bytes that come back with a press."""

_EACH, _ALL = "p", "s"
"""Whether everybody chooses, or the first for all."""
_BY_ID, _BY_LABEL = ":", "="
"""Whether the id follows, or is what the button says, for which there may be no room."""


class Button(msgspec.Struct, frozen=True, kw_only=True):
    text: str = ""
    callback_data: str = ""


class Keyboard(msgspec.Struct, frozen=True, kw_only=True):
    inline_keyboard: tuple[tuple[Button, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Offered:
    """What a button offers: it holds all of it, so that nothing need be remembered."""

    choice: Choice
    per_person: bool


def keyboard(choices: Sequence[Choice], *, per_person: bool) -> dict[str, object]:
    """A row for each choice."""
    kind = _EACH if per_person else _ALL
    rows = [
        [{"text": choice.label, "callback_data": kind + _data(choice, number)}]
        for number, choice in enumerate(choices)
    ]
    return {"inline_keyboard": rows}


def offered(shown: Keyboard | None, data: str) -> Offered | None:
    """
    What the button with this data offers; None where none is shown that has it: whoever
    presses may send whatever they like.
    """
    button = next(
        (each for each in _buttons(shown) if each.callback_data == data), None
    )
    if button is None or not button.text.strip():
        return None
    kind, way, id = data[:1], data[1:PREFIX], data[PREFIX:]
    if kind not in {_EACH, _ALL} or way not in {_BY_ID, _BY_LABEL}:
        return None  # a button that was made through `native`
    choice = Choice(button.text, id=id if way == _BY_ID else "")
    return Offered(choice, per_person=kind == _EACH)


def _buttons(shown: Keyboard | None) -> Iterator[Button]:
    for row in shown.inline_keyboard if shown else ():
        yield from row


def _data(choice: Choice, number: int) -> str:
    if choice.id == choice.label:
        return f"{_BY_LABEL}{number}"
    return f"{_BY_ID}{choice.id}"
