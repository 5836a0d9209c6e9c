"""How much of a long test is run: a short form by `make test`, all by `make soak`."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from typing import TypeVar

from rich.console import Console
from rich.progress import track

__all__ = ["SOAKING", "size", "steps"]

T = TypeVar("T")

SOAKING = os.environ.get("PUPPETS_SOAK") == "1"


def size(short: int, long: int) -> int:
    """As many as this run is for."""
    return long if SOAKING else short


def steps(each: Iterable[T], what: str) -> Iterator[T]:
    """These, one by one; a long run shows on the terminal how far it is."""
    console = Console(stderr=True)
    return iter(track(each, what, console=console, disable=not SOAKING))
