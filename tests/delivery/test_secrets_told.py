"""The command and the memory keep to themselves what a puppet is let in with."""

from __future__ import annotations

import asyncio
import signal
import socket
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest

from puppets import ErrorEvent, Event, MessageEvent, SqliteMemory
from puppets.telegram import TelegramPuppet
from puppets_standins.telegram.server import TelegramServer
from tests.cli.commands import PUPPETS, puppets, started

from .leaks import leaks
from .lines import SECRET, Polling, Posting

pytestmark = [pytest.mark.anyio, pytest.mark.timeout(60)]

Figures = Callable[[str, object], None]
WORD = "s3cret-w0rd"
NOBODY = "http://127.0.0.1:1"

BOT = """
import logging
from puppets import Bot

logging.basicConfig(level=logging.DEBUG)
bot = Bot()

@bot.on_message
async def ding(message):
    await message.say("dong")
"""

MISTAKES = {
    "no token": {"TELEGRAM_TOKEN": WORD},
    "a wrong token": {"TELEGRAM_TOKEN": f"42:{WORD}"},
    "a token with a space": {"TELEGRAM_TOKEN": f"42:{WORD} "},
    "nobody there": {"TELEGRAM_API_URL": NOBODY},
    "a user in the address": {"TELEGRAM_API_URL": f"http://me:{WORD}@127.0.0.1:1"},
    "a user alone in it": {"TELEGRAM_API_URL": f"http://{WORD}@127.0.0.1:1"},
    "a user of the files": {"TELEGRAM_FILE_URL": f"http://me:{WORD}@127.0.0.1:1"},
    "no address": {"TELEGRAM_API_URL": f"127.0.0.1/{WORD}"},
    "a port that is none": {"TELEGRAM_API_URL": f"http://127.0.0.1:{WORD}"},
    "nobody at the proxy": {"TELEGRAM_PROXY": f"http://me:{WORD}@127.0.0.1:1"},
    "a proxy that is none": {"TELEGRAM_PROXY": f"me:{WORD}"},
    "a secret with a space": {
        "TELEGRAM_WEBHOOK_URL": "https://a.example",
        "TELEGRAM_WEBHOOK_SECRET": f"{WORD} {WORD}",
    },
    "a user of the webhook": {
        "TELEGRAM_WEBHOOK_URL": f"https://me:{WORD}@a.example",
        "TELEGRAM_WEBHOOK_SECRET": WORD,
    },
    "a number that is none": {"TELEGRAM_POLL_TIMEOUT": WORD},
}


@pytest.fixture
def bot(tmp_path: Path) -> str:
    """A bot that logs all that there is."""
    path = tmp_path / "bot.py"
    path.write_text(BOT)
    return str(path)


def kept_from(folder: Path, server: TelegramServer) -> list[str]:
    return leaks(folder, (server.token.partition(":")[2], SECRET, WORD))


@pytest.mark.parametrize("mistake", MISTAKES.values(), ids=MISTAKES)
async def test_a_mistake_is_said_without_the_secret_in_it(
    server: TelegramServer, bot: str, tmp_path: Path, mistake: dict[str, str]
) -> None:
    right = {"TELEGRAM_TOKEN": server.token, "TELEGRAM_API_URL": server.url}
    asked = ("run", bot, "--puppet", "telegram", "--memory", "none")
    process = await started(*PUPPETS, *asked, **{**right, **mistake})
    out, err = await process.communicate()
    assert process.returncode not in {0, None}
    assert err.strip()
    said = tmp_path / "said"
    said.mkdir()
    (said / "out.txt").write_bytes(out + err)
    assert kept_from(said, server) == []


async def test_a_port_that_is_taken_is_said_without_the_secret(
    server: TelegramServer, bot: str, tmp_path: Path
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as door:
        process = await started(
            *PUPPETS,
            *("run", bot, "--puppet", "telegram", "--memory", "none"),
            TELEGRAM_TOKEN=server.token,
            TELEGRAM_API_URL=server.url,
            TELEGRAM_WEBHOOK_URL="https://a.example",
            TELEGRAM_WEBHOOK_SECRET=WORD,
            TELEGRAM_WEBHOOK_PORT=str(door.getsockname()[1]),
        )
        out, err = await process.communicate()
    assert b"in use" in err
    said = tmp_path / "said"
    said.mkdir()
    (said / "out.txt").write_bytes(out + err)
    assert kept_from(said, server) == []


async def test_a_bot_that_runs_tells_no_secret(
    server: TelegramServer, bot: str, tmp_path: Path, record_property: Figures
) -> None:
    """Nor does its memory, nor what `puppets journal` and `puppets list` say."""
    alice, said = server.sign_up("Alice"), tmp_path / "said"
    said.mkdir()
    memory = str(said / "memory.sqlite")
    known = {"TELEGRAM_TOKEN": server.token, "TELEGRAM_API_URL": server.url}
    asked = ("run", bot, "--puppet", "telegram", "--memory", memory)
    process = await started(*PUPPETS, *asked, **known)
    server.garble_next()
    server.say(alice, alice, "garbled")
    server.say(alice, alice, "ding")
    async with asyncio.timeout(20):
        while len(server.messages(alice)) < 3:
            await asyncio.sleep(0.02)
    process.send_signal(signal.SIGTERM)
    out, err = await process.communicate()
    (said / "out.txt").write_bytes(out + err)
    for command in (("journal", memory, "--export"), ("journal", memory), ("list",)):
        asking = await started(*PUPPETS, *command, **known)
        told = await asking.communicate()
        assert asking.returncode == 0, told
        (said / f"{len(command)}.txt").write_bytes(b"".join(told))
    assert b"DEBUG" in err
    assert kept_from(said, server) == []
    record_property("bytes", sum(file.stat().st_size for file in said.iterdir()))
    record_property("leaks", 0)


@pytest.mark.parametrize("line_type", [Polling, Posting])
async def test_what_waits_in_a_memory_holds_no_secret(
    server: TelegramServer,
    line_type: type[Polling | Posting],
    tmp_path: Path,
    record_property: Figures,
) -> None:
    """Looked at while it is open, and after it was closed with work undone."""
    line, path = line_type(server), tmp_path / "kept" / "memory.sqlite"
    puppet = TelegramPuppet(line.options(), memory=SqliteMemory(path))
    puppet.stop_grace = 0.1
    puppet.on(MessageEvent, never_ends)
    with puppet.listen(Event) as events:
        async with puppet, asyncio.timeout(20):
            await line.push(lambda number: b'{"update_id": %d, "message": 5}' % number)
            for text in ("one", "two"):
                await line.say(text)
            await until(events, "two")
            server.answer_with("sendMessage", f"no bot{server.token}".encode(), 400)
            try:
                await puppet.message_send_text(str(line.alice), "three")
            except Exception as error:  # noqa: BLE001 - to be said like any other
                puppet._report(error)
            assert kept_from(path.parent, server) == []
    told = puppets("journal", str(path), "--export")
    assert told.stdout.count("\n") >= 2, told.stderr
    (path.parent / "export.jsonl").write_text(told.stdout)
    assert kept_from(path.parent, server) == []
    record_property("bytes", sum(file.stat().st_size for file in path.parent.iterdir()))
    record_property("leaks", 0)


async def never_ends(_: MessageEvent) -> None:
    await asyncio.Event().wait()


async def until(events: AsyncIterator[Event], text: str) -> None:
    """What could not be read was said, and then this was heard."""
    seen = 0
    async for event in events:
        match event:
            case ErrorEvent():
                seen += 1
            case MessageEvent(message=message) if message.text == text:
                assert seen == 1
                return
