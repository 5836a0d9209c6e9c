"""The puppet's server, and how Slack knocks at it."""

from __future__ import annotations

import hashlib
import hmac
import json
import time
from typing import Any

import aiohttp

from puppets.slack import SlackPuppet
from puppets_standins.ports import free_port
from puppets_standins.slack import SIGNING_SECRET, SlackServer

from .making import made
from .payloads import said

__all__ = ["Door", "event", "hooked"]


class Door:
    """The puppet's server, and how to knock at it."""

    def __init__(self, http: aiohttp.ClientSession) -> None:
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}/slack/events"
        self._http = http

    async def post(
        self,
        body: bytes,
        *,
        secret: str = SIGNING_SECRET,
        age: float = 0,
        **headers: str,
    ) -> int:
        """Post this, signed so long ago; the status of the answer."""
        when = str(int(time.time() - age))
        base = b"v0:" + when.encode() + b":" + body
        digest = hmac.new(secret.encode(), base, hashlib.sha256).hexdigest()
        usual = {
            "X-Slack-Request-Timestamp": when,
            "X-Slack-Signature": f"v0={digest}",
        }
        async with self._http.post(
            self.url, data=body, headers=usual | headers
        ) as response:
            return response.status


def hooked(server: SlackServer, door: Door, **given: Any) -> SlackPuppet:  # noqa: ANN401 - any option
    return made(
        server,
        signing_secret=SIGNING_SECRET,
        app_token="",
        port=door.port,
        **{"check": 1.0} | given,
    )


def event(text: str = "hello", **more: object) -> bytes:
    callback = {
        "type": "event_callback",
        "event_id": "Ev1",
        "event": said(text, **more),
    }
    return json.dumps(callback).encode()
