"""A bot as a program: how it begins, and how it ends."""

from __future__ import annotations

import asyncio
import signal
import sys
import time
from pathlib import Path

import pytest

from puppets_standins.telegram.server import TelegramServer
from tests.cli.commands import (
    PUPPETS,
    ROOT,
    ended,
    environment,
    logged_in,
    puppets,
    started,
)

pytestmark = pytest.mark.anyio

DING_DONG = str(ROOT / "examples" / "ding_dong.py")
ON_TELEGRAM = [*PUPPETS, "run", DING_DONG, "--puppet", "telegram"]

SLOW = """
import asyncio
from puppets import Bot

bot = Bot()

@bot.on_ready
async def never(event):
    print("in work", flush=True)
    while True:
        try:
            await asyncio.sleep(60)
        finally:
            print("cut off", flush=True)
"""

BRIEF = """
from puppets import Bot

bot = Bot()

@bot.on_ready
async def enough(event):
    print("enough", flush=True)
    await bot.stop()
"""


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM], ids=["Ctrl-C", "kill"])
async def test_a_bot_runs_on_telegram_until_it_is_ended(how: signal.Signals) -> None:
    async with TelegramServer() as server:
        alice = server.sign_up("Alice", "alice")
        process = await started(
            *ON_TELEGRAM, TELEGRAM_TOKEN=server.token, TELEGRAM_API_URL=server.url
        )
        assert (await logged_in(process)).endswith(
            "\ntelegram: logged in as Puppet (@puppet_bot). Ctrl-C ends it.\n"
        )
        server.say(alice, alice, "ding")
        async with asyncio.timeout(10):
            while len(server.messages(alice)) < 2:
                await asyncio.sleep(0.01)
        assert server.messages(alice)[-1]["text"] == "dong"
        began = time.monotonic()
        process.send_signal(how)
        assert await ended(process) == (0, "", "")
        assert time.monotonic() - began < 5


async def test_a_file_runs_itself_on_the_puppet_that_the_environment_names() -> None:
    process = await started(sys.executable, DING_DONG, PUPPET="mock")
    assert await logged_in(process) == (
        "mock: remembers in this process alone: what waits is lost when it ends\n"
        "mock: logged in as Bot (@bot). Ctrl-C ends it.\n"
    )
    process.send_signal(signal.SIGINT)
    assert await ended(process) == (0, "", "")


async def test_a_handler_that_does_not_end_is_cut_off_within_5_seconds(
    tmp_path: Path,
) -> None:
    path = tmp_path / "slow.py"
    path.write_text(SLOW)
    process = await started(*PUPPETS, "run", str(path), "-p", "mock")
    await logged_in(process)
    assert process.stdout is not None
    assert await process.stdout.readline() == b"in work\n"
    began = time.monotonic()
    process.send_signal(signal.SIGINT)
    code, out, _ = await ended(process)
    assert (code, out) == (0, "cut off\n")
    assert time.monotonic() - began < 5


async def test_a_bot_that_stops_itself_ends(tmp_path: Path) -> None:
    path = tmp_path / "brief.py"
    path.write_text(BRIEF)
    process = await started(*PUPPETS, "run", str(path), "-p", "mock")
    await logged_in(process)
    assert await ended(process) == (0, "enough\n", "")


async def test_ctrl_c_while_it_connects_ends_it_cleanly() -> None:
    async with TelegramServer() as server:
        server.delay(60)
        process = await started(
            *ON_TELEGRAM, TELEGRAM_TOKEN=server.token, TELEGRAM_API_URL=server.url
        )
        async with asyncio.timeout(10):
            while not server.requests:
                await asyncio.sleep(0.01)
        process.send_signal(signal.SIGINT)
        assert await ended(process) == (0, "", "")


async def test_a_wrong_token_is_one_clear_line_and_not_shown() -> None:
    async with TelegramServer() as server:
        process = await started(
            *ON_TELEGRAM, TELEGRAM_TOKEN="42:very-secret", TELEGRAM_API_URL=server.url
        )
        code, out, err = await ended(process)
    assert (code, out) == (1, "")
    assert err.startswith("puppets: ")
    assert "TELEGRAM_TOKEN" in err
    assert err.count("\n") == 1
    assert "very-secret" not in err


async def test_a_platform_out_of_reach_is_one_clear_line() -> None:
    async with TelegramServer() as server:
        url = server.url
    process = await started(
        *ON_TELEGRAM, TELEGRAM_TOKEN="42:very-secret", TELEGRAM_API_URL=url
    )
    code, _, err = await ended(process)
    assert code == 1
    assert err.count("\n") == 1
    assert "very-secret" not in err


async def test_a_token_that_is_revoked_ends_the_bot_with_a_line() -> None:
    async with TelegramServer() as server:
        process = await started(
            *ON_TELEGRAM, TELEGRAM_TOKEN=server.token, TELEGRAM_API_URL=server.url
        )
        await logged_in(process)
        server.revoke()
        code, _, err = await ended(process)
    assert code == 1
    assert err.startswith("puppets: ")
    assert "TELEGRAM_TOKEN" in err
    assert server.token not in err


def test_a_missing_variable_is_one_clear_line() -> None:
    done = puppets("run", DING_DONG, "--puppet", "telegram")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "puppets: telegram needs TELEGRAM_TOKEN in the environment\n"


def test_a_token_that_is_none_is_refused_without_showing_it() -> None:
    done = puppets(
        "run", DING_DONG, "--puppet", "telegram", TELEGRAM_TOKEN="very-secret"
    )
    assert done.returncode == 2
    assert "TELEGRAM_TOKEN" in done.stderr
    assert "very-secret" not in done.stderr


def test_an_unknown_platform_is_one_clear_line() -> None:
    done = puppets("run", DING_DONG, "--puppet", "pigeon")
    assert done.returncode == 2
    assert done.stderr.startswith("puppets: no provider 'pigeon' is installed")


def test_no_platform_at_all_is_one_clear_line() -> None:
    done = puppets("run", DING_DONG)
    assert done.returncode == 2
    assert done.stderr.startswith("puppets: which puppet?")
    assert environment().get("PUPPET") is None
