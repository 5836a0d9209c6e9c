"""The console beside a bot that runs."""

from __future__ import annotations

import sys
from collections.abc import AsyncGenerator, Sequence
from contextlib import asynccontextmanager

from ..puppet import Puppet
from .place import Place
from .server import Console

__all__ = ["console_beside"]


@asynccontextmanager
async def console_beside(
    puppets: Sequence[Puppet], where: bool | str
) -> AsyncGenerator[None]:
    """
    The console for these puppets, which are not started yet, and its link on stderr.

    `where` is HOST:PORT, or True for the default; with False there is none.
    """
    if where is False:
        yield
        return
    place = Place() if where is True else Place.parse(where)
    async with Console(puppets, place) as console:
        _say(f"console: {console.link}")
        if not place.is_loopback:
            _say(
                "console: others than this machine reach it, and nothing is encrypted: "
                "whoever is on the way reads along, the link too. Put a proxy with TLS "
                "before it, or leave it on 127.0.0.1 and use an SSH tunnel."
            )
        yield


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)  # noqa: T201 - a program talks
