"""A bot as a program on several platforms at once."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from puppets_standins.slack.server import APP_TOKEN, BOT_TOKEN
from puppets_standins.slack.world import SlackWorld
from puppets_standins.telegram.server import TOKEN
from puppets_standins.telegram.world import TelegramWorld
from tests.cli.commands import PUPPETS, ROOT, ended, line, puppets, started
from tests.cli.program import ends

pytestmark = [pytest.mark.anyio, pytest.mark.timeout(60)]

BRIDGE = str(ROOT / "examples" / "bridge.py")
ON_BOTH = (*PUPPETS, "run", BRIDGE, "-p", "telegram", "-p", "slack")


@pytest.fixture
async def telegram() -> AsyncIterator[TelegramWorld]:
    async with TelegramWorld() as world:
        yield world


@pytest.fixture
async def slack() -> AsyncIterator[SlackWorld]:
    async with SlackWorld() as world:
        yield world


def accounts(telegram: TelegramWorld, slack: SlackWorld) -> dict[str, str]:
    return {
        "TELEGRAM_TOKEN": TOKEN,
        "TELEGRAM_API_URL": telegram.server.url,
        "SLACK_BOT_TOKEN": BOT_TOKEN,
        "SLACK_APP_TOKEN": APP_TOKEN,
        "SLACK_API_URL": f"{slack.server.url}/api/",
        "SLACK_CHECK": "1",
    }


async def told(process: asyncio.subprocess.Process, count: int) -> list[str]:
    """The next lines on stderr, whichever comes first."""
    return sorted([(await line(process)).strip() for _ in range(count)])


async def test_each_puppet_has_its_lines_and_its_own_memory(
    telegram: TelegramWorld, slack: SlackWorld, tmp_path: Path
) -> None:
    alice, bob = await telegram.human("Alice"), await slack.human("Bob")
    left, right = await telegram.room("Tea", alice), await slack.room("Tea", bob)
    folder = tmp_path / "memories"
    folder.mkdir()
    process = await started(
        *ON_BOTH, "--memory", str(folder), **accounts(telegram, slack)
    )
    lines = await told(process, 4)
    memories = sorted(folder.glob("*.sqlite"))
    assert [path.name.partition("-")[0] for path in memories] == ["slack", "telegram"]
    assert [each.partition(":")[0] for each in lines] == ["slack"] * 2 + [
        "telegram"
    ] * 2
    for name, path in zip(("slack", "telegram"), memories, strict=True):
        assert f"{name}: remembers in {path}" in lines
    await alice.says("hello", room=left)
    await bob.hears("Alice: hello", room=right)
    assert await ends(process) == (0, "", "")


async def test_one_that_is_lost_for_good_leaves_the_others_to_go_on(
    telegram: TelegramWorld, slack: SlackWorld
) -> None:
    process = await started(*ON_BOTH, "--memory", "none", **accounts(telegram, slack))
    await told(process, 4)
    await slack.revokes()
    (lost,) = await told(process, 1)
    assert lost.startswith("slack: ")
    assert lost.endswith("; it goes on without slack")
    await telegram.revokes()
    code, _, said = await ended(process)
    assert code == 1
    assert said.splitlines()[-1].startswith("puppets: ")
    assert "(look at TELEGRAM_TOKEN)" in said


async def test_one_that_cannot_start_is_named(
    telegram: TelegramWorld, slack: SlackWorld
) -> None:
    wrong = accounts(telegram, slack) | {"SLACK_BOT_TOKEN": "xoxb-123456-123456-no"}
    process = await started(*ON_BOTH, "--memory", "none", **wrong)
    code, _, said = await ended(process)
    assert code == 1
    assert said.endswith("slack did not start, so none of them did\n")


def test_several_puppets_have_no_one_file(tmp_path: Path) -> None:
    refused = puppets(
        *ON_BOTH[len(PUPPETS) :],
        *("--memory", str(tmp_path / "one.sqlite")),
        TELEGRAM_TOKEN=TOKEN,
        SLACK_BOT_TOKEN=BOT_TOKEN,
        SLACK_APP_TOKEN=APP_TOKEN,
    )
    assert refused.returncode == 2
    assert "one.sqlite is one file, and there are 2 puppets" in refused.stderr


def test_a_chain_in_a_file_is_the_bot_of_the_file() -> None:
    chatted = puppets("chat", str(ROOT / "examples" / "chain.py"), stdin="hello\n")
    assert chatted.returncode == 0
    assert "YOU SAID: HELLO" in chatted.stdout.upper()
