"""Who is let in, and what a browser is forbidden."""

from __future__ import annotations

import socket

import aiohttp
import pytest

from puppets import ConfigurationError
from puppets._console.door import HEADERS
from puppets._console.place import Place
from puppets._console.server import FILES, Console
from puppets.mock import MockPuppet

from .listening import address, bearer

pytestmark = pytest.mark.anyio


async def test_the_link_leads_to_this_machine_and_its_token_is_a_fragment(
    console: Console,
) -> None:
    before, _, token = console.link.partition("#")
    assert before.startswith("http://127.0.0.1:")
    assert len(token) >= 40


async def test_each_console_has_a_token_of_its_own(puppet: MockPuppet) -> None:
    consoles = [Console([puppet], Place(port=0)) for _ in range(3)]
    assert len({each.link.partition("#")[2] for each in consoles}) == 3


@pytest.mark.parametrize(
    "shown",
    [
        None,
        "",
        "Bearer ",
        "Bearer wrong",
        "Basic {token}",
        "bearer {token}",
        "é{token}",
    ],
)
async def test_nobody_is_told_anything_without_the_token(
    console: Console, http: aiohttp.ClientSession, shown: str | None
) -> None:
    token = console.link.partition("#")[2]
    headers = {} if shown is None else {"Authorization": shown.format(token=token)}
    url = f"{address(console)}events?token={token}"
    async with http.get(url, headers=headers) as answer:
        assert answer.status == 401
        assert token not in await answer.text()


async def test_the_page_itself_holds_nothing_of_the_bot(
    console: Console, http: aiohttp.ClientSession
) -> None:
    token = console.link.partition("#")[2]
    for path in FILES:
        async with http.get(f"{address(console)}{path[1:]}") as answer:
            assert answer.status == 200
            text = await answer.text()
            assert token not in text
            assert "://" not in text.replace("http://www.w3.org/2000/svg", "")


@pytest.mark.parametrize("method", ["GET", "POST", "OPTIONS"])
@pytest.mark.parametrize(
    "path", ["", "events", "nothing", "../server.py", "console.js"]
)
async def test_every_answer_forbids_all_that_the_page_does_not_need(
    console: Console, http: aiohttp.ClientSession, path: str, method: str
) -> None:
    async with http.request(method, f"{address(console)}{path}") as answer:
        assert answer.status == 200 or method != "GET" or path not in ("", "console.js")
        for name, value in HEADERS.items():
            assert answer.headers[name] == value
        assert "Access-Control-Allow-Origin" not in answer.headers


async def test_scripts_and_styles_are_our_own_files_and_nothing_is_inline(
    console: Console, http: aiohttp.ClientSession
) -> None:
    policy = HEADERS["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'; script-src 'self'; style-src 'self';")
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    async with http.get(address(console)) as answer:
        page = await answer.text()
    assert "<style" not in page
    assert " style=" not in page
    assert " onclick=" not in page
    assert page.count("<script") == page.count('<script type="module" src=')


@pytest.mark.parametrize(
    "host", ["evil.example", "127.0.0.1.evil.example", "10.0.0.9:1"]
)
async def test_a_name_that_was_given_our_address_leads_nowhere(
    console: Console, http: aiohttp.ClientSession, host: str
) -> None:
    headers = {**bearer(console), "Host": host}
    for path in ("", "events"):
        async with http.get(f"{address(console)}{path}", headers=headers) as answer:
            assert answer.status == 421


@pytest.mark.parametrize("host", ["localhost:9000", "127.0.0.1", "[::1]:80"])
async def test_a_tunnel_from_another_port_leads_to_it(
    console: Console, http: aiohttp.ClientSession, host: str
) -> None:
    async with http.get(address(console), headers={"Host": host}) as answer:
        assert answer.status == 200


async def test_a_port_in_use_is_said_with_what_to_do(puppet: MockPuppet) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        place = Place(port=taken.getsockname()[1])
        with pytest.raises(ConfigurationError, match=r"--console 127\.0\.0\.1:0"):
            await Console([puppet], place).__aenter__()


@pytest.mark.parametrize(
    ("text", "host", "port"),
    [
        ("", "127.0.0.1", 8780),
        (":9000", "127.0.0.1", 9000),
        ("[::]:0", "::", 0),
        ("[::1]:9000", "::1", 9000),
        ("localhost:1", "localhost", 1),
    ],
)
def test_a_place_is_read(text: str, host: str, port: int) -> None:
    assert Place.parse(text) == Place(host, port)


@pytest.mark.parametrize("text", ["8780", "host", "host:", "host:http", "host:65536"])
def test_a_place_that_is_none_is_said(text: str) -> None:
    with pytest.raises(ConfigurationError, match="HOST:PORT"):
        Place.parse(text)


@pytest.mark.parametrize(
    ("host", "alone"),
    [("::1", True), ("LOCALHOST", True), ("127.9.9.9", True), ("10.0.0.9", False)],
)
def test_a_place_that_others_reach_is_told_apart(host: str, alone: bool) -> None:
    assert Place(host).is_loopback is alone
    assert Place("::1").url(80) == "http://[::1]:80/"
