"""Updates by polling."""

from __future__ import annotations

import asyncio

import pytest

from puppets_standins.telegram import TelegramServer
from tests.telegram.standin.asking import Ask, polled, texts

pytestmark = pytest.mark.anyio


async def test_unconfirmed_updates_come_again_and_an_offset_confirms_all_lower(
    server: TelegramServer, ask: Ask
) -> None:
    alice = server.sign_up("Alice")
    for text in ("one", "two", "three"):
        server.say(alice, alice, text)
    _, first = await ask("getUpdates")
    _, again = await ask("getUpdates")
    assert texts(again) == texts(first) == ["one", "two", "three"]
    _, rest = await ask("getUpdates", offset=first[1]["update_id"])
    assert texts(rest) == ["two", "three"]
    assert texts((await ask("getUpdates"))[1]) == ["two", "three"]


async def test_after_a_week_without_any_the_numbers_begin_anew(
    server: TelegramServer, ask: Ask
) -> None:
    alice = server.sign_up("Alice")
    server.say(alice, alice, "one")
    [one] = (await ask("getUpdates"))[1]
    after = one["update_id"] + 1
    await ask("getUpdates", offset=after)
    server.number_anew(1_000)
    server.say(alice, alice, "two")
    for offset in (0, after):  # one that is far too high confirms nothing
        [two] = (await ask("getUpdates", offset=offset))[1]
        assert (two["update_id"], texts([two])) == (1_000, ["two"])
    assert await ask("getUpdates", offset=1_001) == (200, [])


async def test_a_negative_offset_counts_from_the_end_and_forgets_the_rest(
    server: TelegramServer, ask: Ask
) -> None:
    alice = server.sign_up("Alice")
    for text in ("one", "two", "three"):
        server.say(alice, alice, text)
    assert texts((await ask("getUpdates", offset=-1))[1]) == ["three"]
    assert texts((await ask("getUpdates"))[1]) == ["three"]


async def test_the_limit_is_kept(server: TelegramServer, ask: Ask) -> None:
    alice = server.sign_up("Alice")
    for number in range(120):
        server.say(alice, alice, str(number))
    assert len((await ask("getUpdates", limit=2))[1]) == 2
    assert len((await ask("getUpdates", limit=1000))[1]) == 100


async def test_a_long_poll_waits_for_news(server: TelegramServer, ask: Ask) -> None:
    alice = server.sign_up("Alice")
    poll = asyncio.create_task(ask("getUpdates", timeout=50))
    await polled(server)
    server.say(alice, alice, "news")
    assert texts((await poll)[1]) == ["news"]


async def test_a_long_poll_without_news_ends_empty(ask: Ask) -> None:
    assert await ask("getUpdates", timeout=1) == (200, [])


async def test_updates_are_kept_for_a_day(server: TelegramServer, ask: Ask) -> None:
    alice = server.sign_up("Alice")
    server.say(alice, alice, "old")
    server.pass_time(24 * 3600 - 60)
    assert texts((await ask("getUpdates"))[1]) == ["old"]
    server.pass_time(120)
    assert await ask("getUpdates") == (200, [])


async def test_reactions_and_members_are_told_only_when_asked_for_and_that_lasts(
    server: TelegramServer, ask: Ask
) -> None:
    alice = server.sign_up("Alice")
    told = server.say(alice, alice, "tea")["message_id"]
    server.react(alice, alice, told, "👍")
    await ask("getUpdates", allowed_updates=["message_reaction"])
    server.react(alice, alice, told, "❤")
    await ask("getUpdates")
    server.say(alice, alice, "not asked for")
    _, updates = await ask("getUpdates")
    assert [set(update) - {"update_id"} for update in updates] == [
        {"message"},
        {"message_reaction"},
    ]
    await ask("getUpdates", allowed_updates=[])
    server.say(alice, alice, "asked for again")
    assert texts((await ask("getUpdates", offset=-1))[1]) == ["asked for again"]


async def test_a_second_poller_ends_the_first(server: TelegramServer, ask: Ask) -> None:
    alice = server.sign_up("Alice")
    first = asyncio.create_task(ask("getUpdates", timeout=50))
    await polled(server)
    second = asyncio.create_task(ask("getUpdates", timeout=50))
    assert await first == (
        409,
        "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running",
    )
    server.say(alice, alice, "for the second")
    assert texts((await second)[1]) == ["for the second"]


async def test_a_poller_that_hung_up_is_no_poller(
    server: TelegramServer, ask: Ask
) -> None:
    poll = asyncio.create_task(ask("getUpdates", timeout=50))
    await polled(server)
    poll.cancel()
    while server.bot.queue.polled:
        await asyncio.sleep(0)
