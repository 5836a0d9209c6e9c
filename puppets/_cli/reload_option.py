"""`puppets run --reload`, as a person says it."""

from __future__ import annotations

import sys
from typing import Annotated, TypeAlias

import typer

__all__ = ["Reload", "again"]

OPTION = "--reload"
Reload: TypeAlias = Annotated[
    bool,
    typer.Option(
        OPTION,
        help="Start it again whenever a Python file in its folder changes; what is "
        "said meanwhile is not lost.",
    ),
]


def again(file: str) -> int:
    """Run the very command that was given, without the option, as often as needed."""
    from .reloading import run_again

    arguments = list(sys.argv[1:])
    arguments.remove(OPTION)
    return run_again(file, arguments)
