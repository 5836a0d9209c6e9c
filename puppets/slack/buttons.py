"""Choices as buttons, and what a button chooses. Pure."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import msgspec

from .._decoding import UNREADABLE
from ..choices import Choice
from .interaction import Action, Shown
from .marking import Block

__all__ = [
    "ID_LIMIT",
    "LABEL_LIMIT",
    "MOST",
    "Offered",
    "offered",
    "row",
    "without_buttons",
]

MOST = 25
"""Elements of one block."""
LABEL_LIMIT = 75
ID_LIMIT = 128
"""Bytes, so that a value, which may have 2,000 characters, holds it and the label."""

_NAME = "choice-"
# Slack escapes these in texts: what is written otherwise comes back as it was.
_ESCAPES = str.maketrans({char: f"\\u{ord(char):04x}" for char in "&<>"})


class Button(msgspec.Struct, frozen=True, kw_only=True):
    action_id: str = ""
    value: str | None = None


class Row(msgspec.Struct, frozen=True, kw_only=True):
    type: str
    elements: msgspec.Raw = msgspec.Raw(b"[]")


@dataclass(frozen=True, slots=True)
class Offered:
    """What a button offers: it holds all of it, so that nothing need be remembered."""

    choice: Choice
    per_person: bool


def row(choices: Sequence[Choice], *, per_person: bool) -> Block:
    """The block with a button for each choice."""
    return {
        "type": "actions",
        "elements": [
            {
                "type": "button",
                "action_id": f"{_NAME}{number}",
                # Else `:tea:` would be shown as a picture.
                "text": {"type": "plain_text", "text": choice.label, "emoji": False},
                "value": _value(choice, per_person=per_person),
            }
            for number, choice in enumerate(choices)
        ],
    }


def offered(shown: Shown, action: Action) -> Offered | None:
    """What the button offers; None where it is not ours, or is there no more."""
    if not action.action_id.startswith(_NAME) or action.value is None:
        return None
    pressed = Button(action_id=action.action_id, value=action.value)
    if pressed not in _buttons(shown):
        return None
    try:
        label, id, per_person = msgspec.json.decode(
            action.value, type=tuple[str, str, bool]
        )
    except UNREADABLE:
        return None
    return Offered(Choice(label, id=id), per_person) if label.strip() else None


def without_buttons(shown: Shown) -> list[Block]:
    """The other blocks of the message."""
    return [
        msgspec.json.decode(raw, type=dict[str, object])
        for raw in _blocks(shown)
        if msgspec.json.decode(raw, type=Row).type != "actions"
    ]


def _value(choice: Choice, *, per_person: bool) -> str:
    id = "" if choice.id == choice.label else choice.id
    return json.dumps([choice.label, id, per_person]).translate(_ESCAPES)


def _blocks(shown: Shown) -> tuple[msgspec.Raw, ...]:
    try:
        return (
            msgspec.json.decode(shown.blocks, type=tuple[msgspec.Raw, ...] | None) or ()
        )
    except UNREADABLE:
        return ()


def _buttons(shown: Shown) -> Iterator[Button]:
    for raw in _blocks(shown):
        try:
            block = msgspec.json.decode(raw, type=Row)
            if block.type == "actions":
                yield from msgspec.json.decode(block.elements, type=tuple[Button, ...])
        except UNREADABLE:
            continue
