"""How a puppet is, as its card says."""

from __future__ import annotations

import asyncio

import aiohttp
import pytest

from puppets import (
    MessageEvent,
    PuppetError,
    Unauthorized,
    Unavailable,
)
from puppets import errors as errors_module
from puppets._console.advice import advice, discreet
from puppets._console.place import Place
from puppets._console.server import Console
from puppets.mock import Mocker, MockOptions, MockPuppet, Person

from .listening import looking

pytestmark = pytest.mark.anyio


async def test_a_card_says_that_it_is_online_and_as_whom(
    console: Console, http: aiohttp.ClientSession
) -> None:
    async with looking(console, http) as stream:
        card = await stream.card(stage="online", who="Bot")
        assert (card.platform, card.code, card.reconnects) == ("mock", "", 0)


async def test_what_is_heard_and_sent_is_counted(
    console: Console, http: aiohttp.ClientSession, puppet: MockPuppet, alice: Person
) -> None:
    async with looking(console, http) as stream:
        await alice.says("one")
        await alice.says("two")
        await puppet.message_send_text(alice.id, "three")
        await stream.card(heard=2, sent=1, failed=0)
        with pytest.raises(PuppetError):
            await puppet.message_send_text("nobody", "four")
        await stream.card(sent=1, failed=1)


async def test_the_journal_holds_what_is_not_handled_yet(
    mocker: Mocker, http: aiohttp.ClientSession, alice: Person
) -> None:
    puppet, may_end = MockPuppet(MockOptions(mocker=mocker)), asyncio.Event()

    async def slow(_: MessageEvent) -> None:
        await may_end.wait()

    puppet.on(MessageEvent, slow)
    async with (
        Console([puppet], Place(port=0)) as console,
        puppet,
        looking(console, http) as stream,
    ):
        await alice.says("one")
        await alice.says("two")
        await stream.card(journal=2)
        may_end.set()
        await stream.card(journal=0)


async def test_a_login_goes_from_the_code_to_ready(
    mocker: Mocker, http: aiohttp.ClientSession
) -> None:
    account = mocker.account("Linked", must_link=True)
    puppet = MockPuppet(MockOptions(mocker=mocker, token=account.token), name="phone")
    async with (
        Console([puppet], Place(port=0)) as console,
        looking(console, http) as stream,
    ):
        await stream.card(stage="off")
        async with puppet:
            card = await stream.card(stage="scan", scan="waiting")
            assert card.code
            assert card.code_size > 21
            await account.links()
            card = await stream.card(stage="online", who="Linked")
            assert (card.code, card.scan) == ("", "")
            await puppet.logout()
            await stream.card(stage="scan")
        await stream.card(stage="off")


async def test_a_send_that_must_wait_is_shown_while_it_waits(
    console: Console,
    http: aiohttp.ClientSession,
    mocker: Mocker,
    puppet: MockPuppet,
    alice: Person,
) -> None:
    async with looking(console, http) as stream:
        await stream.card(who="Bot")  # nothing more is asked for
        await mocker.throttles(1.5)
        sending = asyncio.create_task(puppet.message_send_text(alice.id, "hello"))
        card = await stream.card(sent=0)
        while not card.waits:
            card = await stream.card(sent=0)
        (wait,) = card.waits
        assert (wait.why, wait.count) == ("rate_limit", 1)
        await sending
        card = await stream.card(sent=1, waits=())
        assert card.waited >= 1


async def test_a_puppet_that_is_cut_off_says_so_and_how_often(
    console: Console, http: aiohttp.ClientSession, mocker: Mocker
) -> None:
    async with looking(console, http) as stream:
        await stream.card(stage="online")
        await mocker.goes_down()
        assert (await stream.card(stage="cut off")).reconnects > 0
        await mocker.comes_up()
        await stream.card(stage="online")


async def test_an_error_that_comes_again_is_counted_and_not_listed_anew(
    console: Console, http: aiohttp.ClientSession, puppet: MockPuppet
) -> None:
    async with looking(console, http) as stream:
        await stream.next()
        for _ in range(3):
            puppet._report(Unavailable("nobody answers"))
        puppet._report(Unauthorized("the token is revoked"))
        puppet._report(Unavailable("nobody answers"))
        trouble = await stream.trouble(kind="Unavailable", count=4)
        assert trouble.text == "nobody answers"
        assert "tries again by itself" in trouble.advice


async def test_of_an_error_no_more_is_kept_than_anybody_reads(
    console: Console, http: aiohttp.ClientSession, puppet: MockPuppet
) -> None:
    async with looking(console, http) as stream:
        await stream.next()
        puppet._report(Unavailable("no" * 100_000))
        trouble = await stream.trouble(kind="Unavailable")
        assert trouble.text.startswith("nonono")
        assert len(trouble.text) < 2000


async def test_the_words_of_a_handlers_own_error_are_people_s(
    console: Console, http: aiohttp.ClientSession, puppet: MockPuppet, alice: Person
) -> None:
    async def fails(event: MessageEvent) -> None:
        raise ValueError(event.message.text)

    puppet.on(MessageEvent, fails)
    async with looking(console, http) as stream:
        await alice.says("a secret")
        trouble = await stream.trouble(kind="ValueError")
        assert trouble.text.startswith("raised in fails, test_watched.py line ")
        assert b"a secret" not in b"".join(stream.read)
    async with looking(console, http, words=True) as stream:
        await stream.next()
        assert b"a secret" in b"".join(stream.read)


def kinds(kind: type[PuppetError]) -> list[type[PuppetError]]:
    return [kind, *(each for below in kind.__subclasses__() for each in kinds(below))]


@pytest.mark.parametrize(
    "kind",
    [
        each
        for each in kinds(PuppetError)
        if each.__module__ == errors_module.__name__
        and each.__name__ not in ("PuppetError", "PlatformError", "ConfigurationError")
    ],
    ids=lambda kind: str(kind.__name__),
)
def test_every_error_of_ours_comes_with_advice(
    kind: type[PuppetError], puppet: MockPuppet
) -> None:
    error = kind.__new__(kind)
    assert "traceback" not in advice(error, puppet)
    assert advice(error, puppet).endswith(".")


def test_any_other_error_leads_to_the_log(puppet: MockPuppet) -> None:
    assert "the log" in advice(KeyError("what someone said"), puppet)
    assert "someone" not in discreet(KeyError("what someone said"))
