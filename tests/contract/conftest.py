"""Servers on loopback, up for one test."""

from __future__ import annotations

from collections.abc import AsyncGenerator

import pytest
from aiohttp import web

from tests.contract.shelf import LARGE, Shelf
from tests.contract.site import Site, opened


@pytest.fixture
async def site(anyio_backend: str) -> AsyncGenerator[Site]:
    async with opened() as site:
        yield site


@pytest.fixture
async def shelf(anyio_backend: str) -> AsyncGenerator[Shelf]:
    shelf = Shelf(LARGE, "image/png; charset=binary")
    app = web.Application()
    app.router.add_get("/{path:.*}", shelf.give)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    shelf.port = runner.addresses[0][1]
    yield shelf
    await runner.cleanup()
