"""What is read of the wire, and what is said of what cannot be read."""

from __future__ import annotations

import re
from typing import TypeVar

import msgspec

from .errors import Malformed

__all__ = ["UNREADABLE", "decoded", "malformed", "senseless"]

T = TypeVar("T")

UNREADABLE: tuple[type[Exception], ...] = (
    msgspec.MsgspecError,
    RecursionError,  # nested too deep
    UnicodeDecodeError,
)
"""What msgspec raises of what it cannot decode."""

_PATH = re.compile(r" - at `(.*)`$")


def decoded(what: str, raw: msgspec.Raw | bytes, kind: type[T]) -> T:
    """Raises `Malformed`, which names `what` and the path."""
    try:
        return msgspec.json.decode(raw, type=kind)
    except UNREADABLE as error:
        raise malformed(what, error, bytes(raw)) from error


def malformed(what: str, error: Exception, raw: bytes) -> Malformed:
    """Of one of the UNREADABLE, raised by `raw`."""
    found = _PATH.search(str(error))
    path = found[1] if found else "$"
    return Malformed(f"{what}: {error}", path=path, update=raw)


def senseless(what: str, error: Exception, raw: bytes) -> Malformed:
    """Of what can be read, and led to an error of which nobody thought."""
    said = Malformed(f"{what} cannot be understood: {type(error).__name__}", update=raw)
    said.__cause__ = error
    return said
