"""Where a service is, asked of those who know it."""

from __future__ import annotations

import logging
import ssl
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from aiohttp import web

from puppets import Unavailable
from puppets.service import ServiceOptions, ServicePuppet
from puppets.service.certificates import issue
from puppets.service.discovery import discovered

pytestmark = pytest.mark.anyio

TOKEN = "telegram_5f0d6a4e-secret-secret-secret"


@pytest.fixture
def context(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ssl.SSLContext:
    """Of a gateway on this machine, which whoever asks trusts as the system says."""
    certificate = issue("localhost")
    assert certificate.authority is not None
    chain, key, authority = (tmp_path / name for name in ("chain", "key", "authority"))
    chain.write_bytes(certificate.chain)
    key.write_bytes(certificate.key)
    authority.write_bytes(certificate.authority)
    monkeypatch.setenv("SSL_CERT_FILE", str(authority))
    made = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    made.load_cert_chain(chain, key)
    return made


@asynccontextmanager
async def gateway(
    context: ssl.SSLContext, answer: web.Response
) -> AsyncGenerator[tuple[str, list[str]]]:
    """Its `host:port`, and the paths that it is asked for."""
    asked: list[str] = []

    async def tell(request: web.Request) -> web.Response:
        asked.append(request.path)
        return answer

    application = web.Application()
    application.router.add_get("/{path:.*}", tell)
    runner = web.AppRunner(application, access_log=None)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0, ssl_context=context)
    await site.start()
    try:
        yield f"localhost:{runner.addresses[0][1]}", asked
    finally:
        await runner.cleanup()


def told(text: str, status: int = 200) -> web.Response:
    return web.Response(text=text, status=status, content_type="application/json")


@pytest.mark.parametrize(
    ("said", "endpoint"),
    [
        ('{"host": "10.1.2.3", "port": 8788}', "10.1.2.3:8788"),
        ('{"ip": "10.1.2.3", "port": 8788}', "10.1.2.3:8788"),
        ('{"host": "tea.example.org", "port": 1, "more": []}', "tea.example.org:1"),
        ('{"host": "fe80::1", "port": 8788}', "[fe80::1]:8788"),
    ],
)
async def test_a_gateway_tells_where_a_service_is(
    context: ssl.SSLContext, said: str, endpoint: str
) -> None:
    async with gateway(context, told(said)) as (authority, asked):
        assert await discovered(authority, TOKEN) == endpoint
    assert asked == [f"/v0/hosties/{TOKEN}"]


@pytest.mark.parametrize(
    "answer",
    [
        told("{}", status=404),
        told('{"error": "too many"}', status=500),
        told("{}"),
        told('{"ip": "0.0.0.0", "port": 0}'),
        told('{"host": "there", "port": 99999}'),
        told('{"host": "there", "port": "8788"}'),
        told("<html>"),
    ],
    ids=lambda answer: f"{answer.status} {answer.text}",
)
async def test_what_no_gateway_knows_is_unavailable(
    context: ssl.SSLContext, answer: web.Response, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG):
        async with gateway(context, answer) as (authority, _):
            with pytest.raises(Unavailable, match="localhost") as caught:
                await discovered(authority, TOKEN)
    assert "secret" not in f"{caught.value!r} {caught.value.__cause__!r} {caplog.text}"


async def test_a_gateway_that_nobody_vouches_for_is_told_no_token(
    context: ssl.SSLContext, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SSL_CERT_FILE")
    async with gateway(context, told('{"host": "a", "port": 1}')) as (authority, asked):
        with pytest.raises(Unavailable):
            await discovered(authority, TOKEN)
    assert asked == []


async def test_a_redirect_is_not_followed_with_the_token(
    context: ssl.SSLContext,
) -> None:
    elsewhere = web.Response(status=302, headers={"Location": "/elsewhere"})
    async with gateway(context, elsewhere) as (authority, asked):
        with pytest.raises(Unavailable):
            await discovered(authority, TOKEN)
    assert len(asked) == 1


async def test_a_puppet_without_an_endpoint_asks_for_it(
    context: ssl.SSLContext,
) -> None:
    answer = told('{"error": "not found"}', status=404)
    async with gateway(context, answer) as (authority, asked):
        puppet = ServicePuppet(ServiceOptions(token=TOKEN, authority=authority))
        with pytest.raises(Unavailable) as caught:
            await puppet.start()
    assert asked == [f"/v0/hosties/{TOKEN}"]
    assert "secret" not in str(caught.value)


async def test_a_gateway_out_of_reach_is_unavailable_and_shows_no_token() -> None:
    with pytest.raises(Unavailable) as caught:
        await discovered("localhost:1", TOKEN)
    assert "secret" not in f"{caught.value!r} {caught.value.__cause__!r}"
