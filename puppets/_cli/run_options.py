"""What `puppets run` takes."""

from __future__ import annotations

from typing import Annotated, TypeAlias

import typer

from .completion import provider_names

__all__ = ["File", "Memory", "Puppets"]

File: TypeAlias = Annotated[
    str,
    typer.Argument(
        metavar="FILE",
        help="The Python file with the bot; of several bots one as FILE:NAME.",
    ),
]
Puppets: TypeAlias = Annotated[
    list[str] | None,
    typer.Option(
        "--puppet",
        "-p",
        metavar="NAME",
        help="The platform, or once for each of several; else what the bot says, or the "
        "variable PUPPET.",
        autocompletion=provider_names,
    ),
]
Memory: TypeAlias = Annotated[
    str | None,
    typer.Option(
        "--memory",
        "-m",
        metavar="PATH|none",
        help="Where it remembers: a file, a folder, or none: no longer than it runs. Else "
        "a file for the account, among those that [bold]puppets journal[/] lists.",
    ),
]
