"""`puppets chat`, as a person says it."""

from __future__ import annotations

from typing import Annotated, TypeAlias

import typer

from ..errors import ConfigurationError
from .completion import provider_names
from .epilogs import epilog

__all__ = ["EPILOG", "chat"]

EPILOG = epilog(
    "echo ding | puppets chat ding_dong.py",
    "puppets chat --puppet telegram",
    "echo done | puppets chat --puppet slack --to general",
)


File: TypeAlias = Annotated[
    str | None,
    typer.Argument(
        metavar="FILE", help="The Python file with the bot; else ding-dong."
    ),
]
Puppet: TypeAlias = Annotated[
    str | None,
    typer.Option(
        "--puppet",
        "-p",
        metavar="NAME",
        help="No bot: talk with people yourself, on this platform.",
        autocompletion=provider_names,
    ),
]
To: TypeAlias = Annotated[
    str | None,
    typer.Option(metavar="NAME", help="With --puppet: with whom, or in which room."),
]
Memory: TypeAlias = Annotated[
    str | None,
    typer.Option(
        "--memory",
        "-m",
        metavar="PATH|none",
        help="With --puppet: as with [bold]puppets run[/].",
    ),
]


def chat(
    file: File = None, puppet: Puppet = None, to: To = None, memory: Memory = None
) -> None:
    """Talk with the bot in FILE: you are the human. Or talk with people through a puppet."""
    if puppet is None:
        if to is not None or memory is not None:
            raise ConfigurationError("--to and --memory go with --puppet")
        _with_a_bot(file)
    elif file is not None:
        raise ConfigurationError("it is FILE or --puppet: a bot, or you")
    else:
        from .talk import talk_through

        raise typer.Exit(talk_through(puppet, memory, to))


def _with_a_bot(file: str | None) -> None:
    from .chatting import chat_with
    from .loading import DING_DONG, bot_in

    chat_with(bot_in(file or DING_DONG), name=file or "ding-dong")
