"""A server, a proxy in front of it, and a client."""

from __future__ import annotations

from collections.abc import AsyncIterator

import aiohttp
import pytest

from puppets_standins.faults import FaultProxy

from .upstream import Echo, Talk


@pytest.fixture
async def echo() -> AsyncIterator[Echo]:
    async with Echo() as echo:
        yield echo


@pytest.fixture
async def proxy(echo: Echo) -> AsyncIterator[FaultProxy]:
    async with FaultProxy(echo.url) as proxy:
        yield proxy


@pytest.fixture
async def client(proxy: FaultProxy) -> AsyncIterator[aiohttp.ClientSession]:
    timeout = aiohttp.ClientTimeout(total=5)
    async with aiohttp.ClientSession(proxy.url, timeout=timeout) as client:
        yield client


@pytest.fixture
async def talk() -> AsyncIterator[Talk]:
    async with Talk() as talk:
        yield talk


@pytest.fixture
async def line(talk: Talk) -> AsyncIterator[FaultProxy]:
    """A proxy in front of the websocket server."""
    async with FaultProxy(talk.url) as proxy:
        yield proxy
