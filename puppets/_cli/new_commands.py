"""`puppets new bot` and `puppets new provider`, as a person says them."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from .epilogs import epilog

__all__ = ["new"]

new = typer.Typer(
    no_args_is_help=True,
    help="Begin something: a folder with all that it takes, and with tests that pass.",
    epilog=epilog("puppets new bot", "puppets new provider my_chat"),
)

CODES = "Exit code: 0 it is there, 2 the name or the folder cannot be taken."


@new.command(epilog=epilog("puppets new bot tea_time", codes=CODES))
def bot(
    name: Annotated[
        str, typer.Argument(metavar="NAME", help="Of the folder that is made.")
    ] = "bot",
) -> None:
    """Begin a bot: bot.py, and a test of it on every platform that is installed."""
    from .new import new_bot

    _show(new_bot(name))
    print(
        f"\nnext:\n  cd {name}\n  pip install -r requirements.txt\n  pytest\n  puppets chat bot.py"
    )


@new.command(epilog=epilog("puppets new provider my_chat", codes=CODES))
def provider(
    name: Annotated[
        str,
        typer.Argument(
            metavar="NAME", help="Of the platform, in small letters, as my_chat."
        ),
    ],
) -> None:
    """Begin a puppet for one more platform, which is conformant with what it has."""
    from .new import new_provider

    _show(new_provider(name))
    print(
        f"\nnext:\n  cd {name}\n  pip install -e '.[test]'\n  pytest\n"
        f"  puppets conformance {name}\n\n"
        f"{name}/toy.py is where your SDK comes; README.md says what comes after."
    )


def _show(written: list[Path]) -> None:
    for path in written:
        print(f"wrote {path.as_posix()}")
