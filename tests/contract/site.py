"""Servers on loopback to fetch from, and names that lead to them."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable, Mapping, Sequence
from contextlib import asynccontextmanager

from aiohttp import web

from puppets._files.admission import FetchRules, is_address, is_public
from puppets._files.fetch import fetch

__all__ = [
    "LOCAL",
    "Names",
    "Site",
    "fetched",
    "lengths",
    "only_loopback",
    "opened",
    "says",
]

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


class Site:
    """A web server on loopback that remembers who asked for what."""

    def __init__(self) -> None:
        self.pages: dict[str, Handler] = {}
        self.asked: list[web.Request] = []
        self.released = asyncio.Event()
        self.port = 0

    def url(self, path: str, host: str = "127.0.0.1") -> str:
        return f"http://{host}:{self.port}{path}"

    def shows(
        self, path: str, body: bytes = b"", status: int = 200, **headers: str
    ) -> None:
        named = {name.replace("_", "-"): value for name, value in headers.items()}

        async def page(_: web.Request) -> web.StreamResponse:
            return web.Response(body=body, status=status, headers=named)

        self.pages[path] = page

    def moves(self, path: str, to: str, status: int = 302) -> None:
        self.shows(path, status=status, Location=to)

    async def answer(self, request: web.Request) -> web.StreamResponse:
        self.asked.append(request)
        return await self.pages[request.path](request)

    @property
    def paths(self) -> list[str]:
        return [request.path for request in self.asked]


@asynccontextmanager
async def opened() -> AsyncGenerator[Site]:
    """A site that is up."""
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


@asynccontextmanager
async def says(raw: bytes) -> AsyncGenerator[str]:
    """The url of a server that says `raw` to whoever comes, and hangs up."""

    async def meet(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(raw)
        await writer.drain()
        writer.close()

    server = await asyncio.start_server(meet, "127.0.0.1", 0)
    async with server:
        yield f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/file"


class Names:
    """A resolver that answers from a list, the last answer for ever, and counts."""

    def __init__(self, **answers: Sequence[str]) -> None:
        self._answers = {host: list(given) for host, given in answers.items()}
        self.asked: list[str] = []

    async def __call__(self, host: str, port: int) -> Sequence[str]:
        self.asked.append(host)
        given = self._answers[host]
        return [given.pop(0) if len(given) > 1 else given[0]]


def only_loopback(address: str) -> bool:
    """Loopback stands for the public internet, which no test can reach."""
    return address == "127.0.0.1" or is_public(address)


LOCAL = FetchRules(admits=is_address)


async def fetched(
    url: str, rules: FetchRules = LOCAL, headers: Mapping[str, str] | None = None
) -> bytes:
    async with fetch(url, rules, headers or {}) as download:
        return b"".join([chunk async for chunk in download.chunks])


async def lengths(url: str, rules: FetchRules, into: list[int]) -> None:
    """Note the length of each chunk, of those before an error too."""
    async with fetch(url, rules) as download:
        async for chunk in download.chunks:
            into.append(len(chunk))  # noqa: PERF401 - what came before the error counts
