"""What a browser is told, and one that takes nothing."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Callable

import aiohttp
import pytest

from puppets import FileBox, MessageEvent, __version__
from puppets._console.board import Board
from puppets._console.server import Console
from puppets._console.told import Board as ToldBoard
from puppets._console.told import End, Line
from puppets._console.viewer import Viewer
from puppets.mock import Mocker, MockPuppet, Person

from .listening import Stream, address, bearer, looking, until

pytestmark = pytest.mark.anyio

SECRET = "the treasure is under the old oak"
FLOOD = 3000


async def test_a_browser_is_told_all_at_once_and_then_what_is_new(
    console: Console, http: aiohttp.ClientSession, alice: Person
) -> None:
    await alice.says("before")
    async with looking(console, http, words=True) as stream:
        board = await stream.next()
        assert isinstance(board, ToldBoard)
        assert board.version == __version__
        assert [card.name for card in board.cards] == ["mock"]
        await alice.says("after")
        assert (await stream.line(text="after")).number > max(
            (line.number for line in board.lines), default=0
        )


async def test_words_stay_in_the_process_until_they_are_asked_for(
    console: Console, http: aiohttp.ClientSession, alice: Person
) -> None:
    async with looking(console, http) as stream:
        await alice.says(SECRET)
        line = await stream.line(who="Alice", kind="text")
        assert (line.text, line.length) == (None, len(SECRET))
        assert SECRET.encode() not in b"".join(stream.read)
    async with looking(console, http, words=True) as stream:
        board = await stream.next()
        assert isinstance(board, ToldBoard)
        assert [line.text for line in board.lines] == [SECRET]


async def test_what_the_bot_says_is_told_with_to_whom(
    console: Console, http: aiohttp.ClientSession, puppet: MockPuppet, alice: Person
) -> None:
    async with looking(console, http) as stream:
        await puppet.message_send_text(alice.id, "hello")
        line = await stream.line(own=True, to="Alice")
        assert (line.where, line.length) == ("", 5)


async def test_a_room_is_told_by_its_topic(
    console: Console,
    http: aiohttp.ClientSession,
    mocker: Mocker,
    alice: Person,
) -> None:
    room = mocker.room("Tea", alice)
    async with looking(console, http) as stream:
        await alice.says("hello", room=room)
        assert (await stream.line(who="Alice", where="Tea")).kind == "text"


async def test_what_happens_to_a_room_is_told_by_its_kind(
    console: Console, http: aiohttp.ClientSession, mocker: Mocker, alice: Person
) -> None:
    bob, room = mocker.person("Bob"), mocker.room("Tea", alice)
    async with looking(console, http, words=True) as stream:
        await alice.invites(room, bob)
        line = await stream.line(kind="room join", where="Tea")
        assert (line.who, line.text, line.length) == ("", "", 0)


async def test_a_name_that_cannot_be_read_is_left_out(
    console: Console,
    http: aiohttp.ClientSession,
    puppet: MockPuppet,
) -> None:
    names = console.board._watched[0].names
    names.ask("nobody", is_room=False)
    async with looking(console, http) as stream:
        await stream.card(who="Bot")  # asked for after it
        assert names.get("nobody") == ""


async def test_a_browser_hears_that_there_is_nothing_new(
    console: Console, http: aiohttp.ClientSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(console, "PING", 0.01)
    async with looking(console, http) as stream:
        while b": nothing new" not in await stream.answer.content.readline():
            pass


async def test_a_file_an_edit_and_a_recall_are_told_by_their_kinds(
    console: Console, http: aiohttp.ClientSession, alice: Person
) -> None:
    async with looking(console, http, words=True) as stream:
        await alice.sends(FileBox.from_bytes(b"x", name="x.pdf"))
        assert (await stream.line(who="Alice")).kind == "attachment"
        said = await alice.says("hello")
        await alice.edits(said, "hello!")
        assert (await stream.line(kind="text, edited")).text == "hello!"
        await alice.recalls(said)
        assert (await stream.line(kind="recalled")).text == ""


async def test_a_long_message_is_cut_and_its_length_is_told(
    console: Console, http: aiohttp.ClientSession, alice: Person
) -> None:
    async with looking(console, http, words=True) as stream:
        await alice.says("x" * 4000)
        line = await stream.line(length=4000)
        assert line.text == "x" * 500


async def test_the_end_of_the_bot_is_told(
    puppet: MockPuppet, console: Console, http: aiohttp.ClientSession
) -> None:
    async with looking(console, http) as stream:
        await stream.next()
        await console.board.close()
        await stream.until(lambda told: isinstance(told, End))


async def test_a_browser_that_goes_away_is_forgotten(
    console: Console, http: aiohttp.ClientSession
) -> None:
    async with looking(console, http) as stream:
        await stream.next()
        assert console.board.viewers == 1
    await until(lambda: console.board.viewers == 0)


async def test_no_more_than_a_few_look_on(
    console: Console, http: aiohttp.ClientSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(console, "MOST_VIEWERS", 1)
    async with looking(console, http) as stream:
        await stream.next()
        url = f"{address(console)}events"
        async with http.get(url, headers=bearer(console)) as answer:
            assert answer.status == 503


async def test_a_dead_browser_neither_holds_up_the_bot_nor_grows_it(
    console: Console,
    http: aiohttp.ClientSession,
    puppet: MockPuppet,
    alice: Person,
    monkeypatch: pytest.MonkeyPatch,
    record_property: Callable[[str, object], None],
) -> None:
    monkeypatch.setattr(console, "QUIET", 0.0)
    handled, most = 0, 0

    async def count(_: MessageEvent) -> None:
        nonlocal handled, most
        handled += 1
        most = max(most, *(each.waiting for each in console.board._viewers))

    puppet.on(MessageEvent, count)
    with _deaf(console):
        await until(lambda: console.board.viewers == 1)
        for number in range(FLOOD):
            await alice.says(f"{number} {'x' * 400}")
        await until(lambda: handled == FLOOD)
        assert most <= Viewer.LIMIT
        assert len(console.board._lines) == Board.LINES
        async with looking(console, http, words=True) as stream:
            assert (await _last(stream)).startswith(f"{FLOOD - 1} ")
        # What waits in the server for a browser that takes nothing is given up with it.
        monkeypatch.setattr(console, "STUCK", 0.2)
        await _until_stuck(console, alice)
    record_property("most that waited", most)


async def _last(stream: Stream) -> str:
    board = await stream.next()
    assert isinstance(board, ToldBoard)
    return board.lines[-1].text or ""


async def _until_stuck(console: Console, alice: Person) -> None:
    async with asyncio.timeout(15):
        while console.board.viewers:
            await alice.says("x" * 400)
            await asyncio.sleep(0)


def _deaf(console: Console) -> socket.socket:
    """A browser that asks, and reads nothing of the answer."""
    host, _, port = address(console).strip("/").rpartition("/")[2].partition(":")
    deaf = socket.socket()
    deaf.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 2048)
    deaf.connect((host, int(port)))
    shown = bearer(console)["Authorization"]
    asked = (
        f"GET /events?words=shown HTTP/1.1\r\nHost: {host}\r\nAuthorization: {shown}"
    )
    deaf.sendall(f"{asked}\r\n\r\n".encode())
    return deaf


def test_a_viewer_that_is_behind_is_sent_all_anew() -> None:
    class Shown:
        def __init__(self, number: int) -> None:
            self.key = str(number)

        def told(self, *, words: bool) -> Line:
            raise NotImplementedError

    viewer = Viewer(words=True)
    assert viewer.take() is None
    assert viewer.take() == ([], set())
    for number in range(Viewer.LIMIT):
        viewer.put(Shown(number))
    assert viewer.waiting == Viewer.LIMIT
    viewer.put(Shown(-1))
    assert viewer.waiting == 0
    viewer.put(Shown(-2))
    assert viewer.take() is None
