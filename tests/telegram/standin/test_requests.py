"""Parameters in every form, and who is let in."""

from __future__ import annotations

import asyncio
import json
import sys
import time
from unittest.mock import ANY

import aiohttp
import pytest

from puppets_standins.telegram import TelegramServer
from puppets_standins.telegram.__main__ import first_number
from puppets_standins.telegram.images import plain_png
from tests.telegram.script import PICTURE
from tests.telegram.standin.asking import Ask, reply

pytestmark = pytest.mark.anyio


async def test_parameters_come_by_query_json_form_and_multipart(
    server: TelegramServer, http: aiohttp.ClientSession
) -> None:
    alice = server.sign_up("Alice")
    url = f"{server.url}/bot{server.token}/sendMessage"
    given = {"chat_id": str(alice), "text": "hi"}
    multipart = aiohttp.FormData(given, default_to_multipart=True)
    for sent in (
        {"params": given},
        {"json": given},
        {"data": given},
        {"data": multipart},
    ):
        async with http.request(
            "GET" if "params" in sent else "POST", url, **sent
        ) as response:
            assert (await response.json())["result"]["text"] == "hi"


async def test_nested_objects_are_json_strings_in_forms(
    server: TelegramServer, http: aiohttp.ClientSession
) -> None:
    alice = server.sign_up("Alice")
    first = server.say(alice, alice, "tea?")
    form = aiohttp.FormData({"chat_id": str(alice)}, default_to_multipart=True)
    form.add_field(
        "media",
        json.dumps(
            [
                {"type": "photo", "media": "attach://a"},
                {"type": "photo", "media": "attach://b"},
            ]
        ),
    )
    form.add_field("reply_parameters", json.dumps({"message_id": first["message_id"]}))
    form.add_field("a", PICTURE, filename="a.png")
    form.add_field("b", plain_png(10, 10), filename="b.png")
    async with http.post(
        f"{server.url}/bot{server.token}/sendMediaGroup", data=form
    ) as response:
        album = (await response.json())["result"]
    assert [message["reply_to_message"]["text"] for message in album] == [
        "tea?",
        "tea?",
    ]
    assert server.file_bytes(album[0]["photo"][-1]["file_id"]) == PICTURE
    assert album[0]["media_group_id"] == album[1]["media_group_id"]


async def test_method_names_do_not_mind_their_case(ask: Ask) -> None:
    assert (await ask("GETME"))[1]["username"] == "puppet_bot"


async def test_an_unknown_method_is_not_found(ask: Ask) -> None:
    assert await ask("makeTea") == (404, "Not Found")


@pytest.mark.parametrize(("token", "status"), [("43:wrong", 401), ("malformed", 404)])
async def test_a_wrong_token_is_refused(ask: Ask, token: str, status: int) -> None:
    assert (await ask("getMe", token))[0] == status


async def test_it_runs_by_itself_and_says_where(http: aiohttp.ClientSession) -> None:
    command = (sys.executable, "-m", "puppets_standins.telegram", "--port", "0")
    process = await asyncio.create_subprocess_exec(
        *command, stdout=asyncio.subprocess.PIPE
    )
    assert process.stdout is not None
    said = (await process.stdout.readline()).decode()
    url, token = said.split()[5].rstrip(","), said.split()[-1]
    async with http.get(f"{url}/bot{token}/getMe") as response:
        assert await reply(response) == (200, ANY)
    process.terminate()
    await process.communicate()


async def test_a_later_run_numbers_its_updates_higher() -> None:
    now = time.time()
    numbers = [first_number(now + seconds) for seconds in (0, 1, 60)]
    assert numbers[0] + 9 <= numbers[1] < numbers[2] < 2_000_000_000
