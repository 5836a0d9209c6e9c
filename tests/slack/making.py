"""Puppets and clients of a stand-in Slack."""

from __future__ import annotations

from typing import Any

from puppets import Memory
from puppets.slack import SlackOptions, SlackPuppet
from puppets_standins.slack import APP_TOKEN, BOT_TOKEN, SlackServer

__all__ = ["made", "options"]


def options(server: SlackServer, **given: Any) -> SlackOptions:  # noqa: ANN401 - any option
    """How a puppet finds the stand-in, in Socket Mode unless told otherwise."""
    usual: dict[str, Any] = {
        "bot_token": BOT_TOKEN,
        "app_token": APP_TOKEN,
        "api_url": f"{server.url}/api/",
        "silence": 2.0,
    }
    return SlackOptions(**usual | given)


def made(
    server: SlackServer,
    *,
    memory: Memory | None = None,
    **given: Any,  # noqa: ANN401 - any option
) -> SlackPuppet:
    return SlackPuppet(options(server, **given), memory=memory)
