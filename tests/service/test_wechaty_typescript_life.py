"""Unmodified Wechaty in TypeScript on our server: it comes, goes, and comes back."""

from __future__ import annotations

import fcntl
from functools import partial
from pathlib import Path

import pytest

from conformance.hearing import eventually
from puppets import LogoutEvent
from puppets.service.certificates import Certificate
from puppets.service.server import NoTls, PuppetServer
from puppets.service.tokens import Token
from puppets_standins.telegram.world import TelegramWorld
from tests.service.foreigner import Failed, node, without_node
from tests.service.stage import (
    bot_environment,
    serving,
    typescript_bot,
    well_known,
)

if why := without_node():
    pytest.skip(why, allow_module_level=True)

pytestmark = pytest.mark.anyio

UNIMPLEMENTED = 12
"""What gRPC calls so."""

ways = pytest.mark.parametrize("tls", [True, False], ids=["over TLS", "without TLS"])


@ways
async def test_a_ding_is_answered(tmp_path: Path, *, tls: bool) -> None:
    async with serving(tls=tls) as stage, typescript_bot(stage, tmp_path, "ding.mjs"):
        alice, bob = stage.mocker.person("Alice"), stage.mocker.person("Bob")
        tea = stage.mocker.room("tea", alice, bob)
        await alice.says("ding")
        assert (await alice.hears(within=10)).text == "dong"
        await bob.says("ding", room=tea)
        assert (await bob.hears(room=tea)).text == "dong"
        assert len(await alice.sees()) == 2


async def test_what_is_said_before_the_first_bot_came_is_told_to_it(
    tmp_path: Path,
) -> None:
    async with serving(tls=True) as stage:
        alice = stage.mocker.person("Alice")
        await alice.says("ding")
        async with typescript_bot(stage, tmp_path, "ding.mjs"):
            assert (await alice.hears(within=10)).text == "dong"


async def test_what_is_said_between_two_bots_is_told_to_the_second(
    tmp_path: Path,
) -> None:
    async with serving(tls=True) as stage:
        alice = stage.mocker.person("Alice")
        async with typescript_bot(stage, tmp_path, "ding.mjs") as first:
            await first.hears("ready")
            await alice.says("one")
            await first.hears("message", text="one")
        await alice.says("two")
        async with typescript_bot(stage, tmp_path, "ding.mjs") as second:
            await second.hears("message", text="two")
            await alice.says("three")
            await second.hears("message", text="three")
            assert [each["text"] for each in second.heard("message")] == [
                "two",
                "three",
            ]


async def test_a_restart_logs_in_again_and_misses_nothing(tmp_path: Path) -> None:
    async with (
        serving(tls=False) as stage,
        typescript_bot(stage, tmp_path, "walk.mjs") as bot,
    ):
        alice = stage.mocker.person("Alice")
        await bot.hears("login")
        for turn in range(3):
            await alice.says(f"before {turn}")
            await bot.hears("message", text=f"before {turn}")
            await bot.asks("stop")
            await alice.says(f"meanwhile {turn}")
            await eventually(partial(_is_closed, tmp_path), "its files to be closed")
            await bot.asks("start")
            await bot.hears("message", text=f"meanwhile {turn}")
            await bot.asks("say", to=alice.id, text=f"back {turn}")
        heard = [each["text"] for each in bot.heard("message", own=False)]
        assert heard == [
            f"{when} {turn}" for turn in range(3) for when in ("before", "meanwhile")
        ]
        assert len(bot.heard("login")) == 4
        assert stage.puppet.is_logged_in


def _is_closed(folder: Path) -> bool:
    """Whether Wechaty has let go of its LevelDB, which it opens again without waiting."""
    for path in folder.rglob("LOCK"):
        with path.open("r+") as lock:
            try:
                fcntl.lockf(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError:
                return False
    return True


async def test_a_logout_is_told_once(tmp_path: Path) -> None:
    """Wechaty answers a logout with one of its own: that must not go on for ever."""
    async with (
        serving(tls=False) as stage,
        typescript_bot(stage, tmp_path, "walk.mjs") as bot,
    ):
        await bot.hears("login")
        await bot.hears("ready")
        with stage.puppet.listen(LogoutEvent) as logouts:
            await bot.asks("log out")
            await anext(logouts)
        await bot.hears("logout", id=stage.mocker.bot.id)
        assert not stage.puppet.is_logged_in
        await bot.asks("ding", said="still there")
        await bot.hears("dong", said="still there")
        assert len(bot.heard("logout")) == 1


async def test_an_account_that_is_lost_is_told_once(tmp_path: Path) -> None:
    async with (
        serving(tls=False) as stage,
        typescript_bot(stage, tmp_path, "walk.mjs") as bot,
    ):
        await bot.hears("login")
        await bot.hears("ready")
        await stage.mocker.revokes()
        await bot.hears("logout", id=stage.mocker.bot.id)
        await bot.asks("ding", said="still there")
        await bot.hears("dong", said="still there")
        assert len(bot.heard("logout")) == 1


async def test_two_bots_hear_the_same(tmp_path: Path) -> None:
    one, other = tmp_path / "one", tmp_path / "other"
    one.mkdir()
    other.mkdir()
    async with serving(tls=True) as stage:
        alice = stage.mocker.person("Alice")
        async with (
            typescript_bot(stage, one, "walk.mjs") as first,
            typescript_bot(stage, other, "walk.mjs") as second,
        ):
            await first.hears("ready")
            await second.hears("ready")
            for number in range(20):
                await alice.says(str(number))
            for bot in (first, second):
                await bot.hears("message", text="19")
                heard = [each["text"] for each in bot.heard("message")]
                assert heard == [str(number) for number in range(20)]


async def test_a_wrong_token_is_refused_and_told(tmp_path: Path) -> None:
    async with serving(tls=True) as stage:
        right = stage.token
        stage.token = type(right).fresh(right.sni)
        async with typescript_bot(stage, tmp_path, "walk.mjs") as bot:
            refused = await bot.hears("error")
            assert "UNAUTHENTICATED" in str(refused["text"])
            assert right.text not in bot.log
            assert not bot.heard("login")


async def test_a_certificate_of_another_name_is_not_trusted(tmp_path: Path) -> None:
    async with serving(tls=True) as stage:
        stage.token = type(stage.token).fresh("telegram")
        async with typescript_bot(stage, tmp_path, "walk.mjs") as bot:
            refused = await bot.hears("error")
            assert "UNAVAILABLE" in str(refused["text"])


async def test_with_wechaty_s_own_certificate_a_bot_need_not_be_told_of_any(
    tmp_path: Path,
) -> None:
    """Its key is in Wechaty's package, for everybody to read: it keeps no secret."""
    chain, key = (
        well_known("TLS_INSECURE_SERVER_CERT"),
        well_known("TLS_INSECURE_SERVER_KEY"),
    )
    certificate = Certificate(chain=chain, key=key)
    async with serving(tls=certificate, sni="insecure") as stage:
        environment = dict(bot_environment(stage.token, stage.endpoint, None))
        del environment["WECHATY_PUPPET_SERVICE_NO_TLS_INSECURE_CLIENT"]
        async with node("walk.mjs", tmp_path, environment) as bot:
            await bot.hears("login")


async def test_what_the_platform_lacks_is_refused_by_name(tmp_path: Path) -> None:
    async with TelegramWorld() as world:
        token = Token.fresh("telegram")
        async with PuppetServer(world.puppet(), token=token, tls=NoTls()) as server:
            environment = bot_environment(token, server.endpoint, None)
            async with node("walk.mjs", tmp_path, environment) as bot:
                await bot.hears("ready")
                with pytest.raises(Failed, match="UNIMPLEMENTED") as caught:
                    await bot.asks("search a friend", handle="alice")
    assert caught.value.code == UNIMPLEMENTED
    assert "telegram" in caught.value.details
    assert "friendship_search_handle" in caught.value.details
