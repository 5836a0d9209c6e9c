"""What kind of thing an event is, in words of a few letters."""

from __future__ import annotations

import re
from functools import cache

from ..events import Event

__all__ = ["kind_of"]

_CAPITAL = re.compile(r"(?<=[a-z])(?=[A-Z])")


def kind_of(event: Event) -> str:
    """`room_join` for a `RoomJoinEvent`."""
    return _named(type(event).__name__)


@cache
def _named(name: str) -> str:
    return _CAPITAL.sub("_", name.removesuffix("Event")).lower()
