"""Who the puppet is to the homeserver: by its token, or by a password once."""

from __future__ import annotations

import msgspec

from ..errors import Forbidden, Unauthorized
from ..memory import Memory
from .client import GitterClient
from .options import GitterOptions
from .refusals import SoftLogout

__all__ = ["Session", "Sessions"]

_KEPT = "session"


class Session(msgspec.Struct, frozen=True):
    """One session of an account, which has a device of its own."""

    user_id: str
    device_id: str
    access_token: str

    def __repr__(self) -> str:
        return f"<session of {self.user_id} on {self.device_id}>"


class Sessions:
    """
    The session that the token is of, or the one that the password began.

    That is kept in the memory: each login makes another device, and what was encrypted
    for the one before cannot be read on it.
    """

    def __init__(
        self, memory: Memory, client: GitterClient, options: GitterOptions
    ) -> None:
        self._memory = memory
        self._client = client
        self._options = options
        self._device = options.device_id

    async def open(self) -> Session:
        """Log in, where there is no session; raises `Unauthorized` where none will be."""
        if self._options.access_token:
            return await self._look(self._options.access_token)
        kept = await self._memory.state(_KEPT)
        if kept is None:
            return await self.renew()
        session = msgspec.json.decode(kept, type=Session)
        self._device = session.device_id
        try:
            return await self._look(session.access_token)
        except SoftLogout:
            return await self.renew()
        except Unauthorized:  # it was ended elsewhere, with its device
            await self.forget()
            return await self.renew()

    async def renew(self) -> Session:
        """Log in by the password, on the same device; raises `Unauthorized` without one."""
        if not self._options.password:
            raise Unauthorized("the session has run out, and only a token was given")
        self._client.show("")
        try:
            told = await self._client.login(
                self._options.user_id, self._options.password, self._device
            )
        except Forbidden as error:
            raise Unauthorized(
                f"gitter does not accept the password: {error}"
            ) from error
        session = Session(told.user_id, told.device_id, told.access_token)
        self._device = session.device_id
        self._client.show(session.access_token)
        await self._memory.set_state(_KEPT, msgspec.json.encode(session))
        return session

    async def end(self) -> None:
        await self._client.logout()
        await self.forget()

    async def forget(self) -> None:
        self._device = self._options.device_id
        await self._memory.set_state(_KEPT, None)

    async def _look(self, token: str) -> Session:
        self._client.show(token)
        who = await self._client.whoami()
        given = self._options.user_id
        if given and given != who.user_id:
            raise Unauthorized(f"the token is of {who.user_id}, and not of {given}")
        return Session(who.user_id, who.device_id, token)
