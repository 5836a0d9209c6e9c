"""What cannot be read, or makes no sense, is said, and holds up nothing."""

from __future__ import annotations

import inspect
import json
import sys
import traceback
from functools import partial

import pytest

from puppets import (
    ErrorEvent,
    InProcessMemory,
    Malformed,
    MessageEvent,
    PlatformError,
    Rejected,
)
from puppets.telegram.client import TelegramClient
from puppets.telegram.ledger import Ledger
from puppets.telegram.moves import Moves
from puppets.telegram.pieces import pieces
from puppets.telegram.stream import Answer, next_offset, read
from puppets_standins.telegram.server import TelegramServer

from .making import made
from .updates import BOB, ME, PRIVATE, said

pytestmark = pytest.mark.anyio


@pytest.mark.parametrize(
    ("answer", "found"),
    [
        (b'{"ok":true,"result":[{"a":NaN}, {"b":2}]}', [b'{"a":NaN}', b'{"b":2}']),
        (b' {"result" : [\n["\\"]",\xff] ,3]}', [b'["\\"]",\xff]', b"3"]),
        (b'{"result":[1,2],"x":[3]}', [b"1", b"2"]),
        (b'{"result":[]}', []),
        (b'{"result":[{"a":1}', []),
        (b'{"result":{"a":[1]}}', []),
        (b'[{"result":[1]}]', []),
        (b"<html>[1,2]</html>", []),
        (b"", []),
    ],
    ids=repr,
)
def test_an_answer_is_taken_to_pieces(answer: bytes, found: list[bytes]) -> None:
    assert pieces(answer) == found


@pytest.mark.parametrize(
    ("update", "after"),
    [
        (b'{"update_id": 9, "x": ' + b"[" * 10_000 + b"]" * 10_000 + b"}", 10),
        (b'{"update_id": 9, "x": NaN}', 10),
        (b'{"update_id": 9.5, "x": NaN}', 6),
        (b'{"update_id": ' + b"9" * 30 + b"}", 6),
        (b'{"update_id": -9}', 6),
        (b"\xff", 6),
    ],
    ids=["deep", "no JSON", "no number", "a huge one", "a negative one", "no text"],
)
def test_what_cannot_be_read_is_passed_all_the_same(update: bytes, after: int) -> None:
    assert next_offset([read(update)], 5) == after


async def test_what_makes_no_sense_is_said_and_the_next_is_heard(
    request: pytest.FixtureRequest,
) -> None:
    """Of two chats that look alike it is seen too late that they are too deep."""
    chat = PRIVATE
    for _ in range(400):
        chat = {**PRIVATE, "pinned_message": said(chat)}
    bodies = ({"message": said(chat, BOB, text=text)} for text in ("one", "two"))
    raw = [json.dumps({"update_id": 1, **body}).encode() for body in bodies]
    ledger = Ledger(InProcessMemory(), Moves())
    await ledger.open(ME)
    ledger.settle(await ledger.page(Answer((read(raw[0]),))))
    plain = json.dumps({"update_id": 2, "message": said(text="three")}).encode()

    answer = Answer((read(raw[1]), read(plain)))
    request.addfinalizer(partial(sys.setrecursionlimit, sys.getrecursionlimit()))
    sys.setrecursionlimit(3 * len(inspect.stack(0)) + 350)  # each chat takes two
    error, message = (await ledger.page(answer)).events
    assert isinstance(error, ErrorEvent)
    assert isinstance(error.error, Malformed)
    assert error.error.update == raw[1]
    assert isinstance(error.error.__cause__, RecursionError)
    assert isinstance(message, MessageEvent)
    assert message.message.text == "three"


# Answers of calls.


async def test_a_room_that_moves_on_and_on_is_not_followed(
    server: TelegramServer, client: TelegramClient
) -> None:
    before = server.requests
    for successor in (-100, -7):
        moved = {"ok": False, "parameters": {"migrate_to_chat_id": successor}}
        server.answer_with("sendMessage", json.dumps(moved).encode(), 400)
        with pytest.raises(Rejected):
            await client.send("SendMessage", -7, text="where are you?")
    assert server.requests - before <= 4


async def test_what_a_gateway_quotes_of_the_address_is_not_shown(
    server: TelegramServer, client: TelegramClient
) -> None:
    secret = server.token.partition(":")[2]
    page = f"<p>There is no /bot{server.token}/GetChat here</p>" + "x" * 10_000
    for status in (400, 403, 404, 409, 500, 502):
        server.answer_with("getChat", page.encode(), status)
        with pytest.raises(PlatformError) as caught:
            await client.get_chat(7)
        shown = "".join(traceback.format_exception(caught.value))
        assert secret not in shown
        assert len(str(caught.value)) < 500


async def test_a_bot_that_only_the_sdk_cannot_read_is_malformed(
    server: TelegramServer,
) -> None:
    server.answer_with("getMe", b'{"ok": true, "result": {"id": 42}}')
    puppet = made(server)
    with pytest.raises(Malformed, match="getMe"):
        await puppet.start()
    server.answer_again()
    async with puppet:
        assert puppet.is_logged_in
