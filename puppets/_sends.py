"""What a send passes through on its way out: limits first, then the outbox."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any, TypeAlias

from ._operations import Operations
from .errors import TooLong
from .file_box import FileBox
from .limits import Limits

__all__ = ["check_length", "file_sends", "sends", "text_edits", "text_sends"]

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
