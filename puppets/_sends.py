"""What a send passes through on its way out: limits first, then the outbox."""

from __future__ import annotations

from collections import Counter
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from typing import Any, TypeAlias

from ._operations import Operations
from .choices import Choice
from .errors import Rejected, TooLong, TooMany
from .file_box import FileBox
from .limits import Limits, TextUnit

__all__ = [
    "check_choices",
    "check_length",
    "choice_sends",
    "file_sends",
    "sends",
    "text_edits",
    "text_sends",
]

# The signatures of operations differ, so what wraps them all cannot name them.
Method: TypeAlias = Callable[..., Awaitable[Any]]


async def sends(puppet: Operations, method: Method, *args: Any, **kwargs: Any) -> Any:
    """Any send: through the outbox of its conversation, the first argument."""
    conversation_id = args[0] if args else kwargs["conversation_id"]
    return await puppet._outbox.send(
        conversation_id, lambda: method(puppet, *args, **kwargs)
    )


async def text_sends(
    puppet: Operations, method: Method, conversation_id: str, text: str, **how: Any
) -> Any:
    """A send of text: not over the limit (4.3)."""
    check_length(puppet.limits, text)
    return await sends(puppet, method, conversation_id, text, **how)


async def choice_sends(
    puppet: Operations,
    method: Method,
    conversation_id: str,
    text: str,
    choices: Sequence[Choice],
    **how: Any,
) -> Any:
    """A send of choices: neither too many nor too long (4.19)."""
    check_choices(puppet.limits, choices)
    most = puppet.limits.choice_text_length or puppet.limits.text_length
    check_length(replace(puppet.limits, text_length=most), text)
    return await sends(puppet, method, conversation_id, text, tuple(choices), **how)


async def file_sends(
    puppet: Operations, method: Method, conversation_id: str, file: FileBox
) -> Any:
    """A send of a file: its size is known, and not over the limit of its kind (4.8)."""
    async with file.spool(puppet.limits.size_of(file.kind)) as spooled:
        return await sends(puppet, method, conversation_id, spooled)


async def text_edits(
    puppet: Operations, method: Method, message_id: str, text: str
) -> Any:
    """A change of text: not over the limit (4.3)."""
    check_length(puppet.limits, text)
    return await method(puppet, message_id, text)


def check_length(limits: Limits, text: str) -> None:
    """Raise `TooLong` where the platform would refuse, or cut, the text (4.3)."""
    length = limits.text_unit.measure(text)
    if limits.text_length is not None and length > limits.text_length:
        raise TooLong(
            f"text of {length} {limits.text_unit.value}s is over the limit of "
            f"{limits.text_length}",
            limit=limits.text_length,
        )


def check_choices(limits: Limits, choices: Sequence[Choice]) -> None:
    """
    Raise, before anything is sent, where the platform would refuse them: `TooMany`,
    `TooLong`, or `Rejected` for none, two of one id, and one that is not seen (4.19).
    """
    if not choices:
        raise Rejected("there is nothing to choose from")
    if limits.choices is not None and len(choices) > limits.choices:
        words = f"{len(choices)} choices are over the limit of {limits.choices}"
        raise TooMany(words, limit=limits.choices)
    id, count = Counter(choice.id for choice in choices).most_common(1)[0]
    if count > 1:
        raise Rejected(
            f"{count} choices have the id {id!r}: who could tell them apart?"
        )
    for choice in choices:
        _check_label(limits, choice)


def _check_label(limits: Limits, choice: Choice) -> None:
    if not choice.label.strip():
        raise Rejected(f"the choice {choice.id!r} says nothing that can be seen")
    _check(choice.label, limits.text_unit, limits.choice_length)
    if choice.id != choice.label:
        _check(choice.id, TextUnit.UTF8, limits.choice_id_size)


def _check(words: str, unit: TextUnit, limit: int | None) -> None:
    length = unit.measure(words)
    if limit is not None and length > limit:
        raise TooLong(
            f"a choice of {length} {unit.value}s is over the limit of {limit}: {words!r}",
            limit=limit,
        )
