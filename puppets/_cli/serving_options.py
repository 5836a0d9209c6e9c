"""What `puppets serve` takes."""

from __future__ import annotations

from typing import Annotated, TypeAlias

import typer

from .completion import provider_names

__all__ = ["Certificate", "Key", "Memory", "NoTls", "Places", "Puppets", "Tokens"]

Puppets: TypeAlias = Annotated[
    list[str],
    typer.Option(
        "--puppet",
        "-p",
        metavar="NAME",
        help="The platform; again for another.",
        autocompletion=provider_names,
    ),
]
Places: TypeAlias = Annotated[
    list[str] | None,
    typer.Option(
        metavar="HOST:PORT",
        help="Where, one for each puppet. Else 127.0.0.1:8788, and the next ports.",
    ),
]
Tokens: TypeAlias = Annotated[
    list[str] | None,
    typer.Option(
        envvar="WECHATY_PUPPET_SERVICE_TOKEN",
        metavar="NAME_UUID",
        help="What clients have to show, one for each puppet. Else one that is made "
        "once, and kept.",
    ),
]
Certificate: TypeAlias = Annotated[
    str | None,
    typer.Option(metavar="FILE", help="A certificate of your own, with --tls-key."),
]
Key: TypeAlias = Annotated[str | None, typer.Option(metavar="FILE", help="Its key.")]
NoTls: TypeAlias = Annotated[
    int,
    typer.Option(
        "--no-tls",
        count=True,
        help="Let in whoever reaches the port, and anyone read along; say it twice for a "
        "port that others than this machine reach.",
    ),
]
Memory: TypeAlias = Annotated[
    str | None,
    typer.Option(
        "--memory",
        "-m",
        metavar="PATH|none",
        help="Where they remember, as with [bold]puppets run[/]; what clients have "
        "missed is kept beside it.",
    ),
]
