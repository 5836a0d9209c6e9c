"""Closing a server so that nobody is left standing at its door."""

from __future__ import annotations

import asyncio
from contextlib import suppress

__all__ = ["close"]


async def close(door: asyncio.Server) -> None:
    """
    Let nobody in any more, but first those who have knocked already.

    asyncio forgets whom it has just accepted when it closes (python/cpython#109564):
    that connection stays open, and who is at its other end waits for nobody.
    """
    loop = asyncio.get_running_loop()
    with suppress(NotImplementedError):  # a loop that accepts in another way
        for listening in door.sockets:
            loop.remove_reader(listening)
    await asyncio.sleep(0)  # whoever was accepted is let in on the next turn
    door.close()
