"""Requests in words that can travel."""

from __future__ import annotations

from collections.abc import Callable
from typing import ParamSpec, TypeVar

from ..errors import Rejected

__all__ = ["worded"]

P = ParamSpec("P")
M = TypeVar("M")


def worded(make: Callable[P, M], *args: P.args, **fields: P.kwargs) -> M:
    """What `make` makes of these; `Rejected` where half a character is among them."""
    try:
        return make(*args, **fields)
    except UnicodeEncodeError as error:
        raise Rejected("text must be whole characters") from error
