"""Files, and to whom the token is shown."""

from __future__ import annotations

import asyncio

import pytest
from aiohttp import web

from puppets import (
    DeliveryUncertain,
    FileBox,
    Forbidden,
    NotFound,
    PlatformError,
    Unavailable,
)
from puppets.slack import SlackOptions, SlackPuppet
from puppets.slack.client import SlackClient
from puppets_standins.slack import BOT_TOKEN, SlackServer

from .serving import asking, served

pytestmark = pytest.mark.anyio


# Files, and to whom the token is shown.


def test_the_token_is_shown_to_slack_alone() -> None:
    here = "http://127.0.0.1:4000"
    told = SlackOptions(bot_token=BOT_TOKEN, app_token="xapp-1", api_url=f"{here}/api/")
    connection = SlackClient(told).connection
    for url in (f"{here}/files/a", "https://files.slack.com/a", "https://slack.com/a"):
        assert connection.is_slack(url), url
    for url in (
        "http://files.slack.com/a",
        "https://evil.example/a",
        "https://slack.com.evil.example/a",
        "https://evilslack.com/a",
        f"{here}0/files/a",
        here.replace("http:", "https:"),
        "https://files.slack.com@evil.example/a",
        "",
    ):
        assert not connection.is_slack(url), url


async def test_a_file_that_lies_elsewhere_is_fetched_without_the_token() -> None:
    shown: list[str | None] = []

    async def tell(request: web.Request) -> web.StreamResponse:
        shown.append(request.headers.get("Authorization"))
        return web.Response(body=b"abc")

    async with served(tell) as there, served(tell) as here, asking(here) as client:
        with pytest.raises(Forbidden):
            await anext(client.connection.download(f"{there}/a", "text/plain"))
        box = FileBox.from_url(f"{there}/a", allow_private=True)
        assert await box.read() == b"abc"
    assert shown == [None]


async def test_a_redirect_is_not_followed_with_the_token() -> None:
    shown: list[str | None] = []

    async def tell(request: web.Request) -> web.StreamResponse:
        shown.append(request.headers.get("Authorization"))
        return web.Response(body=b"abc")

    async with served(tell) as there:

        async def lead_away(request: web.Request) -> web.StreamResponse:
            raise web.HTTPFound(f"{there}/b")

        async with served(lead_away) as here, asking(here) as client:
            with pytest.raises(Forbidden, match="files:read"):
                await anext(client.connection.download(f"{here}/a", "text/plain"))
    assert shown == []


@pytest.mark.parametrize(
    ("status", "kind"), [(404, NotFound), (410, NotFound), (500, Unavailable)]
)
async def test_a_file_that_cannot_be_fetched_says_why(
    status: int, kind: type[PlatformError]
) -> None:
    async def answer(_: web.Request) -> web.StreamResponse:
        return web.Response(status=status)

    async with served(answer) as url, asking(url) as client:
        with pytest.raises(kind):
            await anext(client.connection.download(f"{url}/a", "text/plain"))


async def test_a_page_to_log_in_is_not_taken_for_the_file() -> None:
    async def answer(_: web.Request) -> web.StreamResponse:
        return web.Response(text="<html>", content_type="text/html")

    async with served(answer) as url, asking(url) as client:
        with pytest.raises(Forbidden):
            await anext(client.connection.download(f"{url}/a", "image/png"))
        page = client.connection.download(f"{url}/a", "text/html")
        assert b"".join([chunk async for chunk in page]) == b"<html>"


async def test_an_upload_that_is_refused_is_tried_again_and_sent_once(
    server: SlackServer, puppet: SlackPuppet, room: str
) -> None:
    box = FileBox.from_bytes(b"abc", name="a.txt")
    server.throttle(1, "files.completeUploadExternal")
    sent = await puppet.message_send_file(room, box)
    shown = [each for each in server.messages(server.app.user.id, room) if each.files]
    assert [f"{room}:{each.ts}" for each in shown] == [sent]


async def test_a_file_of_which_slack_does_not_tell_the_message_is_uncertain(
    server: SlackServer, puppet: SlackPuppet, room: str
) -> None:
    server.faults.errors["files.info"] = ["file_not_found"] * 100
    with pytest.raises(DeliveryUncertain, match=r"a\.txt"):
        await puppet.message_send_file(room, FileBox.from_bytes(b"a", name="a.txt"))
    async with asyncio.timeout(5):
        while not any(each.files for each in server.messages(server.app.user.id, room)):
            await asyncio.sleep(0.01)


async def test_nothing_is_asked_when_it_is_closed(client: SlackClient) -> None:
    await client.close()
    with pytest.raises(Unavailable, match="not started"):
        await anext(client.connection.download("https://files.slack.com/a", ""))
