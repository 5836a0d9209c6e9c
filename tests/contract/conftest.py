"""Servers on loopback, up for one test."""

from __future__ import annotations

from collections.abc import AsyncGenerator

import pytest
from aiohttp import web

from tests.contract.shelf import LARGE, Shelf
from tests.contract.site import Site


@pytest.fixture
async def site(anyio_backend: str) -> AsyncGenerator[Site]:
    site = Site()
    app = web.Application()
    app.router.add_route("*", "/{path:.*}", site.answer)
    runner = web.AppRunner(app, shutdown_timeout=1, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    site.port = runner.addresses[0][1]
    try:
        yield site
    finally:
        site.released.set()
        await runner.cleanup()


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
