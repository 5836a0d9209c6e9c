"""Puppets of the stand-in."""

from __future__ import annotations

from puppets import Memory
from puppets.telegram import TelegramOptions, TelegramPuppet
from puppets_standins.telegram.server import TelegramServer

__all__ = ["made"]


def made(
    server: TelegramServer, *, token: str | None = None, memory: Memory | None = None
) -> TelegramPuppet:
    """A puppet that polls for a second at a time, not yet started."""
    options = TelegramOptions(
        token=token or server.token, api_url=server.url, poll_timeout=1
    )
    return TelegramPuppet(options, memory=memory)
