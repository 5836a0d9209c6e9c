"""`--console`, with or without a place."""

from __future__ import annotations

import re
from typing import Annotated, TypeAlias

import typer

from .._console.place import HOST, PORT

__all__ = ["Console", "completed"]

_PLACE = re.compile(r"[^-/].*:\d+|:\d+")

Console: TypeAlias = Annotated[
    str | None,
    typer.Option(
        metavar="[HOST:PORT]",
        help="Show on a page how it is: codes to scan, what happens, errors and what to "
        f"do. At {HOST}:{PORT}; port 0 is one that is free.",
    ),
]


def completed(arguments: list[str]) -> list[str]:
    """
    The arguments, with the place that is meant where `--console` stands alone: typer has
    no word for an option whose value may be left out.
    """
    told = []
    for each, then in zip(arguments, [*arguments[1:], ""], strict=False):
        told.append(each)
        if each == "--console" and not _PLACE.fullmatch(then):
            told.append(f"{HOST}:{PORT}")
    return told
