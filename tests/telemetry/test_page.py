"""The programs of the guide on watching, run as they stand there."""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import AsyncIterator
from pathlib import Path

import aiohttp
import pytest

from puppets_standins.ports import free_port
from puppets_standins.telegram.server import TelegramServer
from tests.cli.commands import ROOT, line, logged_in
from tests.cli.program import Program, ends
from tests.docs.pages import blocks

pytestmark = pytest.mark.anyio

PAGE = ROOT / "docs" / "watching.md"
PORT = 9464
MINE = 'messaging_system="telegram"'


@pytest.fixture
async def program(tmp_path: Path) -> AsyncIterator[Program]:
    async with TelegramServer() as server:
        program = Program(server, tmp_path)
        yield program
        await program.end()


def shown(title: str) -> str:
    """This file of the page, with a port of the test's own."""
    (text,) = [block.text for block in blocks(PAGE) if block.title == title]
    return text


async def test_its_exporters_page_has_our_figures(program: Program) -> None:
    port = free_port()
    text = shown("metrics.py").replace(str(PORT), str(port))
    # `puppets run` runs no main part, and the guide's file runs itself.
    text = text.replace("    bot.run()\n", "")
    text = text.replace('if __name__ == "__main__":', "if True:")
    process = await program.runs(program.file(text), "--memory", "none")
    await logged_in(process)
    async with aiohttp.ClientSession() as http, asyncio.timeout(15):
        program.server.say(program.alice, program.alice, "ding")
        while not _counted(page := await _scraped(http, port)):
            await asyncio.sleep(0.05)
    code, _, err = await ends(process)
    assert (code, err) == (0, "")
    for name in (
        "messaging_client_consumed_messages_total",
        "messaging_client_sent_messages_total",
        "messaging_process_duration_seconds_bucket",
        "messaging_client_operation_duration_seconds_sum",
        "puppets_message_age_seconds_count",
        "puppets_reconnects_total",
        "puppets_journal_depth",
        "puppets_online",
    ):
        assert re.search(rf"^{name}\{{.*{MINE}", page, re.MULTILINE), name
    assert re.search(r"^puppets_online\{.*\} 1\.0$", page, re.MULTILINE)
    assert "dong" not in page


async def _scraped(http: aiohttp.ClientSession, port: int) -> str:
    async with http.get(f"http://127.0.0.1:{port}/metrics") as answer:
        return await answer.text()


def _counted(page: str) -> bool:
    """Whether the answer has been sent, and the event is done."""
    sent = rf"^messaging_client_sent_messages_total\{{.*{MINE}.*\}} 1\.0$"
    done = r"^messaging_process_duration_seconds_count\{"
    return all(re.search(each, page, re.MULTILINE) for each in (sent, done))


async def test_its_log_is_lines_of_json(program: Program) -> None:
    text = shown("logs.py")
    process = await program.runs(program.file(text), "--memory", "none")
    await logged_in(process)
    program.server.say(program.alice, program.alice, "ding")
    told: dict[str, dict[str, object]] = {}
    async with asyncio.timeout(15):
        while "handled message" not in told:
            record = json.loads(await line(process))
            told[record["said"]] = record
    await ends(process)
    assert {"heard message", "sent", "handled message"} <= told.keys()
    assert told["sent"]["puppet"] == "telegram"
    assert told["sent"]["outcome"] == "ok"
    conversations = {record["conversation"] for record in told.values()}
    assert len(conversations) == 1
    assert str(program.alice) not in conversations
