"""Answers that no Bot API gives: a gateway's, a liar's, and those that break off."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Callable
from contextlib import aclosing, asynccontextmanager

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from puppets import (
    DeliveryUncertain,
    Malformed,
    NotFound,
    PlatformError,
    RateLimited,
    TooLarge,
    Unauthorized,
    Unavailable,
)
from puppets.telegram import TelegramOptions
from puppets.telegram.client import TelegramClient
from puppets.telegram.request import Connection
from puppets.telegram.stream import poll

pytestmark = pytest.mark.anyio

Answer = Callable[[], web.StreamResponse]


@asynccontextmanager
async def answered(answer: Answer) -> AsyncIterator[TelegramClient]:
    """A client of a server that answers everything so, but for getMe."""

    async def any_method(request: web.Request) -> web.StreamResponse:
        if request.path.lower().endswith("/getme"):
            me = {"id": 42, "is_bot": True, "first_name": "P", "username": "p_bot"}
            return web.json_response({"ok": True, "result": me})
        return answer()

    app = web.Application()
    app.router.add_route("*", "/{path:.*}", any_method)
    async with TestServer(app) as server:
        url = str(server.make_url("")).rstrip("/")
        client = TelegramClient(TelegramOptions(token="42:abc", api_url=url))
        await client.open()
        try:
            yield client
        finally:
            await client.close()


def page() -> web.StreamResponse:
    return web.Response(text="<html>Sign in to the network</html>")


def gateway() -> web.StreamResponse:
    return web.Response(status=502, text="<html>502 Bad Gateway</html>")


def too_large() -> web.StreamResponse:
    refusal = {
        "ok": False,
        "error_code": 413,
        "description": "Request Entity Too Large",
    }
    return web.json_response(refusal, status=413)


def gone() -> web.StreamResponse:
    refusal = {"ok": False, "error_code": 400, "description": "Logged out"}
    return web.json_response(refusal, status=400)


def hasty() -> web.StreamResponse:
    body = {"ok": False, "error_code": 429, "parameters": {"retry_after": 7}}
    return web.json_response(body, status=429)


def liar() -> web.StreamResponse:
    return web.json_response({"ok": True, "result": {"message_id": "five"}})


def broken() -> web.StreamResponse:
    return web.Response(body=json.dumps({"ok": True})[:-3].encode())


@pytest.mark.parametrize(
    ("answer", "asked", "sent"),
    [
        (page, Malformed, DeliveryUncertain),
        (gateway, Unavailable, DeliveryUncertain),
        (too_large, TooLarge, TooLarge),
        (gone, Unauthorized, Unauthorized),
        (hasty, RateLimited, RateLimited),
        (liar, Malformed, DeliveryUncertain),
        (broken, Malformed, DeliveryUncertain),
    ],
    ids=lambda value: value.__name__,
)
async def test_an_answer_comes_to_an_error_of_ours(
    answer: Answer, asked: type[PlatformError], sent: type[PlatformError]
) -> None:
    async with answered(answer) as client:
        with pytest.raises(asked):
            await client.get_chat(7)
        with pytest.raises(sent) as caught:
            await client.send("SendMessage", 7, text="hello")
        assert caught.value.__cause__ is not None


async def test_a_poll_outlives_what_is_no_answer_of_the_bot_api() -> None:
    async with answered(page) as client, aclosing(poll(client, None, 1)) as answers:
        with pytest.raises(Unavailable):
            await anext(answers)


async def test_what_is_served_is_read_and_a_gateway_is_no_file() -> None:
    def file_path() -> web.StreamResponse:
        return web.json_response({"ok": True, "result": {"file_path": "a/b"}})

    async with answered(file_path) as client:
        assert [part async for part in client.download("f")] != []

    async with answered(gateway) as client:
        with pytest.raises(Unavailable):
            [part async for part in client.download("f")]


async def test_a_download_that_is_refused_is_not_found() -> None:
    found = iter([web.json_response({"ok": True, "result": {"file_path": "a/b"}})])

    def once() -> web.StreamResponse:
        return next(found, web.Response(status=404))

    async with answered(once) as client:
        with pytest.raises(NotFound):
            [part async for part in client.download("f")]


async def test_the_sdk_s_own_methods_meet_a_page_with_an_error_of_the_sdk_s() -> None:
    from telegram.error import TelegramError

    async with answered(page) as client:
        with pytest.raises(TelegramError, match="cannot be read"):
            await client.native.get_my_name()


async def test_a_connection_opens_once_and_closes_twice() -> None:
    connection = Connection(TelegramOptions(token="42:abc"))
    for _ in range(2):
        await connection.open()
    for _ in range(2):
        await connection.close()
