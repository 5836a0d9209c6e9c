"""`puppets serve` with bots in TypeScript, on Telegram's stand-in: killed, too."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack
from functools import partial
from pathlib import Path

import pytest

from conformance.hearing import eventually
from puppets_standins.telegram.human import TelegramHuman
from puppets_standins.telegram.screen import Screen
from puppets_standins.telegram.server import TelegramServer
from tests.service.foreigner import Foreigner, without_node
from tests.service.served import Served, example

if why := without_node():
    pytest.skip(why, allow_module_level=True)

pytestmark = pytest.mark.anyio

TSX = "node_modules/.bin/tsx"
AGAIN = "until WATCHDOG=4 node walk.mjs; do sleep 0.1; done"


@pytest.fixture
async def served(tmp_path: Path) -> AsyncIterator[Served]:
    async with TelegramServer() as telegram:
        yield Served(telegram=telegram, folder=tmp_path / "state")


@pytest.fixture
def alice(served: Served) -> TelegramHuman:
    return TelegramHuman(served.telegram, "Alice", handle="alice", phone="+49301")


@pytest.mark.timeout(60)
async def test_the_bot_of_the_readme_answers_on_telegram(
    served: Served, alice: TelegramHuman, tmp_path: Path
) -> None:
    (tmp_path / "bot.ts").write_text(example())
    screen = Screen(served.telegram, int(alice.id))
    await alice.says("ding")
    async with served.serves(), served.bot(f"{TSX} bot.ts", tmp_path, farewell=0):
        await eventually(lambda: len(screen.shows()) == 2, "an answer", within=15)
    assert [seen.text for seen in screen.shows()] == ["ding", "dong"]


@pytest.mark.timeout(60)
async def test_what_is_said_while_all_are_dead_is_told_once_and_in_order(
    served: Served, alice: TelegramHuman, tmp_path: Path
) -> None:
    dead = [f"dead {number}" for number in range(5)]
    async with served.serves(), served.bot("node walk.mjs", tmp_path) as first:
        await first.hears("login")
        await alice.says("before")
        await first.hears("message", text="before")
        served.kill()
        await first.hears("error")
    for text in dead:
        await alice.says(text)
    async with served.serves(), served.bot("node walk.mjs", tmp_path) as second:
        await second.hears("login")
        await alice.says("alive")
        await second.hears("message", text="alive")
        texts = _texts(second)
    assert texts[-6:] == [*dead, "alive"]
    assert texts[:-6] in ([], ["before"]), "which was read a moment before the kill"


@pytest.mark.timeout(120)
async def test_kills_in_a_burst_lose_nothing(
    served: Served,
    alice: TelegramHuman,
    tmp_path: Path,
    record_property: Callable[[str, object], None],
) -> None:
    """
    Wechaty's watchdog comes to its help, here after four seconds without a word, and
    the line of the README where that comes too soon. It is started again where it ends:
    it may find its own files locked when it begins anew.
    """
    said: list[object] = []

    async def says_some() -> None:
        for _ in range(20):
            said.append(str(len(said)))
            await alice.says(str(said[-1]))

    async with AsyncExitStack() as servers:
        await servers.enter_async_context(served.serves())
        bot = served.bot(f"sh -c '{AGAIN}'", tmp_path)
        async with bot:
            await bot.hears("ready")
            for _ in range(2):
                await says_some()
                served.kill()
                await says_some()
                await servers.enter_async_context(served.serves())
                await says_some()
                everything = partial(_is_all, bot, said)
                await eventually(everything, "everything that was said", within=30)
    heard = _texts(bot)
    record_property("lost", len(set(said) - set(heard)))
    record_property("repeated", len(heard) - len(set(heard)))


def _is_all(bot: Foreigner, said: list[object]) -> bool:
    return set(said) <= set(_texts(bot))


def _texts(bot: Foreigner) -> list[object]:
    return [each["text"] for each in bot.heard("message")]
