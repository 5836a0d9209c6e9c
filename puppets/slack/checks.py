"""What `puppets doctor slack` looks at."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from contextlib import suppress
from datetime import UTC, datetime

from ..errors import PlatformError, RateLimited, Unavailable
from ..findings import Check, Finding, clock, latency
from .client import SlackClient
from .options import SlackOptions

__all__ = ["Checks"]

NEEDED = {
    "chat:write": "saying anything",
    "im:history": "hearing who writes to it",
    "im:read": "knowing who writes to it",
    "im:write": "writing to people",
    "users:read": "names of people",
}
"""Without one of these a bot is hardly one."""
USEFUL = {
    "channels:history": "hearing public channels",
    "channels:read": "rooms that are public channels",
    "channels:manage": "room_set_topic, room_add and more in public channels",
    "groups:history": "hearing private channels",
    "groups:read": "rooms that are private channels",
    "groups:write": "room_create, room_add and more in private channels",
    "mpim:history": "hearing conversations of several",
    "mpim:read": "rooms that are conversations of several",
    "mpim:write": "changing conversations of several",
    "files:read": "message_file, message_image",
    "files:write": "message_send_file",
    "reactions:read": "hearing reactions",
    "reactions:write": "message_react, message_unreact",
}
AT_THE_APP = "add them at the app, OAuth & Permissions, and install it again"
PATIENCE = 2.0


class Checks:
    """A look at the app, by calls that change nothing."""

    def __init__(self, options: SlackOptions, client: SlackClient) -> None:
        self._options = options
        self._client = client

    def all(self) -> Mapping[str, Check]:
        return {
            "bot token": self._bot_token,
            "scopes": self._scopes,
            "events": self._posts if self._options.port else self._sockets,
            "clock": self._clock,
            "latency": self._latency,
        }

    async def _bot_token(self) -> Finding:
        me = await self._client.open()
        return Finding(what=f"of @{me.user} ({me.user_id}) in {me.team}")

    async def _scopes(self) -> Finding:
        await self._client.auth_test()
        told = self._client.calling.heading.get("x-oauth-scopes")
        if told is None:
            return Finding(what="Slack does not tell the scopes of this token")
        granted = {scope.strip() for scope in told.split(",")}
        lacking = _without(NEEDED, granted)
        wanting = _without(USEFUL, granted)
        if lacking:
            what = f"missing: {', '.join(lacking + wanting)}"
            return Finding(what=what, ok=False, remedy=AT_THE_APP)
        if wanting:
            return Finding(what=f"missing: {', '.join(wanting)}", remedy=AT_THE_APP)
        return Finding(what=f"{len(granted)} are granted, and all that are needed")

    async def _sockets(self) -> Finding:
        """The address of a socket, which runs out unless somebody opens it."""
        try:
            await self._client.apps_connections_open()
        except Unavailable:
            raise
        except RateLimited as error:
            what = "by Socket Mode; Slack was asked for a socket too often"
            again = f"ask again in {error.retry_after:.0f} s"
            return Finding(what=what, remedy=again)
        except PlatformError as error:
            return Finding(
                what=f"by Socket Mode, and no socket may be opened: {error}",
                ok=False,
                remedy="switch Socket Mode on at the app, and put an app-level token "
                f"with connections:write into {self._variable('app_token')}",
            )
        return Finding(what="by Socket Mode; the app-level token opens sockets")

    async def _posts(self) -> Finding:
        where = f"{self._options.listen}:{self._options.port}{self._options.path}"
        what = f"by the Events API, at {where}"
        if await _is_heard(self._options.listen, self._options.port):
            return Finding(what=f"{what}; somebody listens there")
        return Finding(
            what=f"{what}; nobody listens there now",
            remedy="run the bot: Slack gives up on an address that does not answer",
        )

    async def _clock(self) -> Finding:
        await self._client.auth_test()
        date = self._client.calling.heading.get("date", "")
        return clock(date, datetime.now(UTC))

    async def _latency(self) -> Finding:
        return await latency(self._client.auth_test)

    def _variable(self, name: str) -> str:
        return self._options.variable(name)


def _without(scopes: Mapping[str, str], granted: set[str]) -> list[str]:
    return [
        f"{scope} ({what})" for scope, what in scopes.items() if scope not in granted
    ]


async def _is_heard(host: str, port: int) -> bool:
    with suppress(OSError, TimeoutError):
        async with asyncio.timeout(PATIENCE):
            _, writer = await asyncio.open_connection(host, port)
        writer.close()
        return True
    return False
