"""`puppets doctor`, as a person says it."""

from __future__ import annotations

from typing import Annotated, TypeAlias

import typer

from .completion import provider_names
from .epilogs import epilog

__all__ = ["EPILOG", "doctor"]

LIVE = "live"
PAGED = "whatsapp"
"""The one platform that is worked through its page."""
EPILOG = epilog(
    "puppets doctor telegram",
    "puppets doctor whatsapp --page saved.html",
    codes="Exit code: 0 nothing is wrong, 1 something is to be mended, 2 not understood.",
)


Platform: TypeAlias = Annotated[
    str | None,
    typer.Argument(
        metavar="NAME",
        help="The platform; left out, all.",
        autocompletion=provider_names,
    ),
]
Memory: TypeAlias = Annotated[
    str | None,
    typer.Option(
        "--memory",
        "-m",
        metavar="PATH",
        help="Where its bot remembers, where that was said to "
        "[bold]puppets run[/] too.",
    ),
]
Page: TypeAlias = Annotated[
    str | None,
    typer.Option(
        metavar="FILE|live",
        help="Of whatsapp: what its puppet makes of a saved page, or of the one in "
        "the account's profile, with all that people said on it.",
    ),
]
AsJson: TypeAlias = Annotated[
    bool, typer.Option("--json", help="Everything, for another program.")
]


def doctor(
    platform: Platform = None,
    memory: Memory = None,
    page: Page = None,
    as_json: AsJson = False,
) -> None:
    """
    Say what is right and what is wrong: credentials, permissions, versions, memory.

    A bot that runs is not disturbed: no update is taken from it.
    """
    if page is not None:
        from .doctor import examine

        saved = None if page == LIVE else page
        is_sound = examine(platform or PAGED, saved, as_json=as_json)
    else:
        from .diagnosis import diagnose

        is_sound = diagnose(platform, memory, as_json=as_json)
    raise typer.Exit(0 if is_sound else 1)
