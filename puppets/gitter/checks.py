"""What `puppets doctor gitter` looks at."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from .._decoding import decoded
from ..errors import Forbidden, Unauthorized
from ..findings import Check, Finding, clock, latency
from . import answers
from .client import GitterClient
from .discovery import discover
from .options import GitterOptions

__all__ = ["Checks"]

_VERSION = re.compile(r"v([0-9]+)\.([0-9]+)")
OLDEST = (1, 1)
"""From then on there is `/_matrix/client/v3`, which the puppet asks."""


class Checks:
    """A look at the homeserver and the account. Keys are not opened: a bot may have them."""

    def __init__(self, options: GitterOptions, client: GitterClient) -> None:
        self._options = options
        self._client = client
        self._who: answers.WhoAmI | None = None

    def all(self) -> Mapping[str, Check]:
        login = self._token if self._options.access_token else self._password
        return {
            "homeserver": self._homeserver,
            "login": login,
            "encryption": self._encryption,
            "uploads": self._uploads,
            "clock": self._clock,
            "latency": self._latency,
        }

    async def _homeserver(self) -> Finding:
        found = await discover(self._options, self._client)
        self._client.open(found.address)
        versions, _ = await self._client.versions()
        spoken = [each for each in map(_number, versions) if each]
        newest = max(spoken, default=(0, 0))
        what = (
            f"{found.address} speaks {f'v{newest[0]}.{newest[1]}' if spoken else 'r0'}"
        )
        if newest >= OLDEST:
            return Finding(what=what)
        remedy = "have it updated, or use another homeserver: it must speak v1.1"
        return Finding(what=what, ok=False, remedy=remedy)

    async def _token(self) -> Finding:
        self._client.show(self._options.access_token)
        try:
            who = self._who = await self._client.whoami()
        except Unauthorized as error:
            remedy = f"put one of a session into {self._variable('access_token')}"
            return Finding(what=str(error), ok=False, remedy=remedy)
        given = self._options.user_id
        if given and given != who.user_id:
            return Finding(
                what=f"the token is of {who.user_id}, and not of {given}",
                ok=False,
                remedy=f"mend {self._variable('user_id')} or the token",
            )
        return Finding(what=f"{who.user_id}, on device {who.device_id or 'none'}")

    async def _password(self) -> Finding:
        """A session of its own, which is ended at once: the bot's is left alone."""
        self._client.show("")
        user = self._options.user_id
        try:
            told = await self._client.login(user, self._options.password, "")
        except (Forbidden, Unauthorized) as error:
            remedy = (
                f"look at {self._variable('user_id')} and {self._variable('password')}"
            )
            return Finding(what=str(error), ok=False, remedy=remedy)
        self._client.show(told.access_token)
        await self._client.logout()
        self._client.show("")
        return Finding(what=f"{told.user_id}, by its password")

    async def _encryption(self) -> Finding:
        if not self._options.store:
            return Finding(
                what="no folder for keys: what is encrypted is not read",
                remedy=f"name one in {self._variable('store')}, on a disk that stays",
            )
        if self._who is None:
            return Finding(what=f"keys are kept in {self._options.store}")
        if not self._who.device_id:
            return Finding(
                what="the token is of no device, which keys need",
                ok=False,
                remedy="log in for a token that is of a device, as Element does",
            )
        return await self._keys(self._who)

    async def _keys(self, who: answers.WhoAmI) -> Finding:
        """Whether the keys that others use for this device are here."""
        kept = Path(self._options.store) / f"{who.user_id}_{who.device_id}.db"
        if kept.exists():
            return Finding(what=f"keys of device {who.device_id} are in {kept.parent}")
        asked = msgspec.json.encode({"device_keys": {who.user_id: [who.device_id]}})
        answer = await self._client.keys("query", asked)
        told = decoded("keys", answer, answers.DeviceKeys)
        if not told.device_keys.get(who.user_id):
            return Finding(what="keys are made when the bot starts")
        return Finding(
            what=f"the keys of device {who.device_id} are not in {kept.parent}",
            ok=False,
            remedy="bring the folder back, or log in anew",
        )

    async def _uploads(self) -> Finding:
        told = await self._client.files.limit()
        if told is None:
            return Finding(what="the homeserver does not tell how large files may be")
        return Finding(what=f"files may have {told / 1024**2:,.0f} MB")

    async def _clock(self) -> Finding:
        _, date = await self._client.versions()
        return clock(date, datetime.now(UTC))

    async def _latency(self) -> Finding:
        return await latency(self._client.versions)

    def _variable(self, name: str) -> str:
        return self._options.variable(name)


def _number(version: str) -> tuple[int, int] | None:
    found = _VERSION.fullmatch(version)
    return (int(found[1]), int(found[2])) if found else None
