"""What the suite's runs on WhatsApp have in common: one way to one browser."""

from __future__ import annotations

import inspect
from collections.abc import AsyncIterator

import pytest

from conformance import Conformance
from puppets.whatsapp.driver import running
from puppets_standins.whatsapp import chromium

__all__ = ["OneBrowser"]


class OneBrowser(Conformance):
    """
    The driver takes half a second to start. It is held here, as by a process that has
    several puppets, and they share it: the loop is therefore one for all the tests.
    """

    sdks = ("playwright",)
    walks = 4

    @pytest.fixture(scope="class")
    @classmethod
    def anyio_backend(cls) -> str:
        return "asyncio"

    @pytest.fixture(scope="class")
    @classmethod
    async def driver(cls) -> AsyncIterator[None]:
        async with running(chromium.shared().endpoint):
            yield

    @pytest.fixture(autouse=True)
    def driven(self, request: pytest.FixtureRequest) -> None:
        """The random walks are no coroutines: each has a loop, and a driver, of its own."""
        if inspect.iscoroutinefunction(request.function):
            request.getfixturevalue("driver")
