"""The bots of others that the guide on moving shows, and ours: the same conversation with each."""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from conformance.human import Human
from puppets import Bot
from puppets_standins.mock.human import MockHuman
from puppets_standins.ports import free_port
from puppets_standins.slack.server import APP_TOKEN, BOT_TOKEN
from puppets_standins.slack.world import SlackWorld
from puppets_standins.telegram.world import TelegramWorld
from tests.service.foreigner import PYTHON, without_python
from tests.service.stage import bot_environment, serving

from .pages import ROOT, blocks

pytestmark = pytest.mark.anyio

PAGE = ROOT / "docs" / "moving.md"
SOON = 15.0
"""Seconds; a program of somebody else's has to start first."""

SAID = (("ding", "dong"), ("tea", "Which size?"), ("large", "One large tea."))
RECEIPT = b"tea: 2.00"

HASHABLE = """
import importlib
importlib.import_module("wechaty_puppet.schemas.puppet").PuppetOptions.__hash__ = object.__hash__
"""
"""Without this python-wechaty does not import on Python 3.11."""


def code(title: str, *told: tuple[str, str]) -> str:
    """A file of the page, told where its platform is."""
    (text,) = (block.text for block in blocks(PAGE) if block.title == title)
    for shown, meant in told:
        assert text.count(shown) == 1, f"{title} has no {shown}"
        text = text.replace(shown, meant)
    return text


def ours() -> Bot:
    names: dict[str, object] = {"__name__": "ours"}
    exec(compile(code("ours.py"), "ours.py", "exec"), names)  # noqa: S102 - our own page
    bot = names["bot"]
    assert isinstance(bot, Bot)
    return bot


async def converse(human: Human) -> None:
    """Say what the page's bots are for; each of them answers alike."""
    for text, answer in SAID:
        before = len(await human.sees())
        await human.says(text)
        async with asyncio.timeout(SOON):
            while len(seen := await human.sees()) < before + 2:
                await asyncio.sleep(0.02)
        assert seen[before + 1].text == answer
    async with asyncio.timeout(SOON):
        while not (last := (await human.sees())[-1]).filename:
            await asyncio.sleep(0.02)
    assert (last.filename, last.file) == ("receipt.txt", RECEIPT)


@asynccontextmanager
async def program(
    python: str, file: Path, text: str, **environment: str
) -> AsyncIterator[None]:
    """Their bot, as a process of its own, until the block ends."""
    file.write_text(text)
    process = await asyncio.create_subprocess_exec(
        python, str(file), env={**os.environ, **environment}, cwd=file.parent
    )
    try:
        yield
        assert process.returncode is None
    finally:
        if process.returncode is None:
            process.kill()
        await process.wait()


@pytest.mark.timeout(40)
async def test_python_telegram_bot_s_is_as_the_page_says(tmp_path: Path) -> None:
    async with TelegramWorld() as world:
        place = f'.token("{world.server.token}").base_url("{world.server.url}/bot")'
        text = code("theirs_telegram.py", ('.token("4200000042:AA...")', place))
        alice = await world.human("Alice")
        async with program(sys.executable, tmp_path / "theirs.py", text):
            await converse(alice)


async def test_ours_is_the_same_on_telegram() -> None:
    async with TelegramWorld() as world:
        bot = ours()
        bot.switch(world.puppet())
        async with bot:
            await converse(await world.human("Alice"))


@pytest.mark.timeout(40)
async def test_slack_bolt_s_is_as_the_page_says(tmp_path: Path) -> None:
    async with SlackWorld() as world:
        client = (
            "client=__import__('slack_sdk.web.async_client', fromlist=['_'])"
            f".AsyncWebClient({BOT_TOKEN!r}, base_url={world.server.url + '/api/'!r})"
        )
        text = code(
            "theirs_slack.py",
            ('token="xoxb-..."', client),
            ('"xapp-..."', repr(APP_TOKEN)),
        )
        alice = await world.human("Alice")
        async with program(sys.executable, tmp_path / "theirs.py", text):
            async with asyncio.timeout(SOON):
                while not world.server.app.outlet.sockets:
                    await asyncio.sleep(0.02)
            await converse(alice)


async def test_ours_is_the_same_on_slack() -> None:
    async with SlackWorld() as world:
        bot = ours()
        bot.switch(world.puppet())
        async with bot:
            await converse(await world.human("Alice"))


@pytest.mark.skipif(bool(without_python()), reason=without_python())
@pytest.mark.timeout(40)
async def test_python_wechaty_s_is_as_the_page_says(tmp_path: Path) -> None:
    options = f"MyBot(__import__('wechaty').WechatyOptions(port={free_port()}))"
    async with serving(tls=False) as stage:
        alice = MockHuman(stage.mocker, stage.mocker.person("Alice"))
        text = HASHABLE + code("theirs_wechaty.py", ("MyBot()", options))
        environment = bot_environment(stage.token, stage.endpoint, None)
        async with program(str(PYTHON), tmp_path / "theirs.py", text, **environment):
            await converse(alice)
