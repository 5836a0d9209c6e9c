"""
What goes wrong on Telegram, each in a test that fails of it, so that pytest tells all.

This is no part of the suite: `test_secrets` runs it, and looks for secrets in what it says.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from dataclasses import replace

import pytest
from aiohttp import web

from puppets import ErrorEvent, FileBox
from puppets.telegram import TelegramOptions, TelegramPuppet
from puppets.telegram.client import TelegramClient
from puppets.telegram.webhook import HEADER
from puppets_standins.ports import free_port
from puppets_standins.telegram.server import TelegramServer
from tests.contract.site import Site

from .lines import SECRET, Hasty, Posting

pytestmark = pytest.mark.anyio

PROXY_SECRET = "pr0xy-passw0rd"


@pytest.fixture
def options(server: TelegramServer) -> TelegramOptions:
    return TelegramOptions(token=server.token, api_url=server.url, poll_timeout=1)


@pytest.fixture
async def puppet(options: TelegramOptions) -> AsyncIterator[TelegramPuppet]:
    async with Hasty(options) as puppet:
        yield puppet


# It cannot begin.


async def test_the_token_is_wrong(options: TelegramOptions) -> None:
    await Hasty(replace(options, token=f"43{options.token}")).start()


async def test_the_token_is_revoked(
    server: TelegramServer, puppet: TelegramPuppet
) -> None:
    server.revoke()
    await puppet.contact_payload("77")


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1:1",
        "no-such-host.invalid",
        f"{'a' * 70}.invalid",
        "a..b.invalid",
        "a b",
        "a%zz",
        "\u2603..x",
    ],
)
@pytest.mark.parametrize("scheme", ["http", "https"])
async def test_the_server_is_nowhere(
    options: TelegramOptions, scheme: str, host: str
) -> None:
    await Hasty(replace(options, api_url=f"{scheme}://{host}")).start()


async def test_the_server_speaks_no_tls(
    server: TelegramServer, options: TelegramOptions
) -> None:
    safe = server.url.replace("http:", "https:")
    await Hasty(replace(options, api_url=safe)).start()


def quotes(server: TelegramServer, method: str, status: int) -> None:
    """As a web server says what it has not got."""
    page = f"<p>/bot{server.token}/{method} is not here, nor bot{server.token}"
    server.answer_with(method, page.encode(), status)


@pytest.mark.parametrize("status", [301, 400, 401, 403, 404, 409, 413, 429, 500, 502])
async def test_a_gateway_quotes_what_it_was_asked_for(
    server: TelegramServer, puppet: TelegramPuppet, status: int
) -> None:
    quotes(server, "sendMessage", status)
    await puppet.message_send_text("77", "hello")


async def test_a_gateway_hangs_up(options: TelegramOptions, site: Site) -> None:
    async def breaking(request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse(headers={"Content-Length": "9999"})
        await response.prepare(request)
        await response.write(b"the beginning")
        assert request.transport is not None
        request.transport.abort()
        return response

    site.pages[f"/bot{options.token}/GetMe"] = breaking
    await Hasty(replace(options, api_url=site.url("").rstrip("/"))).start()


def proxied(options: TelegramOptions, port: int) -> TelegramOptions:
    return replace(options, proxy=f"http://me:{PROXY_SECRET}@127.0.0.1:{port}")


async def test_the_proxy_is_not_there(options: TelegramOptions) -> None:
    await Hasty(proxied(options, free_port())).start()


async def test_the_proxy_lets_nobody_through(
    options: TelegramOptions, site: Site
) -> None:
    site.shows(f"/bot{options.token}/GetMe", status=407)
    await Hasty(proxied(options, site.port)).start()


async def test_the_proxy_opens_no_tunnel(options: TelegramOptions, site: Site) -> None:
    far = replace(options, api_url="https://api.telegram.invalid")
    await Hasty(proxied(far, site.port)).start()


# It cannot go on.


async def test_the_answer_is_lost(
    server: TelegramServer, puppet: TelegramPuppet
) -> None:
    alice = server.sign_up("Alice")
    server.cut_after_accepting()
    await puppet.message_send_text(str(alice), "hello")


async def test_a_file_breaks_off(
    server: TelegramServer, puppet: TelegramPuppet
) -> None:
    alice = str(server.sign_up("Alice"))

    async def breaks() -> AsyncIterator[bytes]:
        yield b"the beginning"
        raise RuntimeError("no more of it")

    await puppet.message_send_file(alice, FileBox.from_stream(breaks, name="a.txt"))


async def test_nobody_reads_what_is_sent(options: TelegramOptions) -> None:
    """It is written to somebody who has gone."""

    async def leaves(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.transport.abort()

    async def file() -> AsyncIterator[bytes]:
        while True:
            yield bytes(65_536)
            await asyncio.sleep(0)

    async with await asyncio.start_server(leaves, "127.0.0.1", 0) as rude:
        url = f"http://127.0.0.1:{rude.sockets[0].getsockname()[1]}"
        client = TelegramClient(replace(options, api_url=url))
        await client.connection.open()
        box = FileBox.from_stream(file, name="a.txt")
        try:
            await client.send_file("SendDocument", "document", 7, box)
        finally:
            await client.close()


async def test_a_file_is_gone(server: TelegramServer, puppet: TelegramPuppet) -> None:
    alice = str(server.sign_up("Alice"))
    sent = await puppet.message_send_file(alice, FileBox.from_bytes(b"a", name="a.txt"))
    box = await puppet.message_file(sent)
    await server.go_down()
    await box.read()


async def test_the_sdk_goes_wrong_by_itself(
    server: TelegramServer, puppet: TelegramPuppet
) -> None:
    server.answer_with("getMyName", b'{"ok": true, "result": 5}')
    await puppet.native.get_my_name()


async def test_the_sdk_is_refused(
    server: TelegramServer, puppet: TelegramPuppet
) -> None:
    quotes(server, "getMyName", 404)
    await puppet.native.get_my_name()


# The webhook.


@pytest.fixture
async def posting(server: TelegramServer) -> AsyncIterator[Posting]:
    """A puppet that is posted to."""
    line = Posting(server)
    async with Hasty(line.options()):
        yield line


async def test_the_port_is_taken(posting: Posting) -> None:
    await Hasty(posting.options()).start()


async def test_the_webhook_is_refused(
    server: TelegramServer, options: TelegramOptions
) -> None:
    quotes(server, "setWebhook", 400)
    puppet = Hasty(Posting(server).options())
    with puppet.listen(ErrorEvent) as errors:
        async with puppet:
            raise (await anext(errors)).error


@pytest.mark.parametrize(
    "head",
    [
        "POST /updates HTTP/1.1\r\n{header}: {secret}\0\r\n\r\n",
        "POST /updates HTTP/1.1\r\n{header} : {secret}\r\n\r\n",
        "POST /updates HTTP/1.1\r\n{header}: {secret}\r\nContent-Length: x\r\n\r\n",
        "POST /updates?{secret} HTTP/9.9\r\n\r\n",
        "{secret}\r\n\r\n",
        "POST /updates HTTP/1.1\r\n{header}: {secret}\r\nContent-Length: 9\r\n\r\n[",
    ],
)
async def test_what_is_posted_is_no_http(posting: Posting, head: str) -> None:
    reader, writer = await asyncio.open_connection(
        "127.0.0.1", posting.options().webhook_port
    )
    writer.write(head.format(header=HEADER, secret=SECRET).encode())
    writer.write_eof()
    answer = await reader.read()
    writer.close()
    logging.getLogger(__name__).debug("answered %s bytes", len(answer))
    pytest.fail("as it is meant to")
