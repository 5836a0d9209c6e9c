"""The ears: the page is looked at as soon as it changes, and now and then besides."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator
from dataclasses import replace

from ..errors import Unauthorized, Unavailable
from .client import Client
from .failures import ElementMissing
from .hands import Glance
from .states import PageState, Sighting, cut_off, sighting

__all__ = ["PULSE", "Ears"]

PULSE = 20.0
"""Seconds after which a page that never stirs is asked whether it is still there."""


class Ears:
    """Looks at the page whenever it stirs. Its elements are checked now and then."""

    def __init__(self, client: Client, check: float, *, use_here: bool) -> None:
        self._client = client
        self._check = check
        self._use_here = use_here
        self._last = float("-inf")

    async def glances(self) -> AsyncGenerator[Glance]:
        """
        What the page shows, for ever.

        Raises `Unavailable` while it is cut off, `Unauthorized` when it is logged out.
        """
        await self.ready()
        while True:
            glance = await self._client.glance()
            await self._judge(sighting(glance.screen))
            yield await self._checked(glance)
            await self._client.stirs(min(PULSE, self._check))

    async def ready(self) -> None:
        """Have a page again, after it was lost."""
        try:
            seen = await self._client.sighting()
            if seen.state is PageState.UNKNOWN:
                await self._client.reload()
        except Unavailable:
            await self._client.close()
            await self._client.open()

    async def take_back(self) -> None:
        """
        Have the account here instead of in another window, if the options let us.

        Raises `Unavailable`.
        """
        if not self._use_here:
            raise Unavailable(
                "the page says that another window has the account (CONFLICT): start "
                "again to take it back, or set use_here to have that done by itself"
            )
        await self._client.use_here()

    async def _judge(self, seen: Sighting) -> None:
        """Go on where the page is ready alone."""
        match seen.state:
            case PageState.READY if seen.offline:
                raise cut_off()
            case PageState.READY:
                return
            case PageState.CONFLICT:
                await self.take_back()
                raise Unavailable("another window had the account; it is taken back")
            case PageState.QR | PageState.PHONE_CODE | PageState.LOGGED_OUT:
                raise Unauthorized("the account was logged out on the phone")
            case PageState.UNSUPPORTED_BROWSER:
                raise Unauthorized("the page says that it does not know this browser")
            case _:
                settled = await self._client.model.settled()
                if settled.state is not PageState.READY:
                    raise Unavailable(f"the page is {settled.state.value}")

    async def _checked(self, glance: Glance) -> Glance:
        """What a page must have is looked for now and then."""
        now = asyncio.get_running_loop().time()
        if now - self._last < self._check:
            return glance
        self._last = now
        try:
            await self._client.check()
        except ElementMissing as error:
            return replace(glance, due=True, amiss=error)
        return replace(glance, due=True)
