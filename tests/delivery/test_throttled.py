"""Must hold 6: what is refused as too fast is delivered once, and holds up nobody else."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from itertools import pairwise

import pytest

from conformance import Human
from conformance.hearing import happens
from puppets import FileBox, MessageEvent, Puppet
from puppets_standins.clock import LEAPING
from puppets_standins.faults import Reply
from puppets_standins.mock import MockWorld

from .leaping import PATIENCE, comes_true
from .proxied import ProxiedTelegram

pytestmark = pytest.mark.anyio

TIMES = 3
SECONDS = 7
"""On a clock that leaps."""

BY_TELEGRAM = Reply(
    status=429,
    body=json.dumps(
        {
            "ok": False,
            "error_code": 429,
            "description": f"Too Many Requests: retry after {SECONDS}",
            "parameters": {"retry_after": SECONDS},
        }
    ).encode(),
)
BY_A_GATEWAY = Reply(
    status=429, body=b"<h1>slow down</h1>", headers={"Retry-After": str(SECONDS)}
)


@pytest.fixture
def anyio_backend() -> object:
    return LEAPING


class Answering:
    """A bot that answers whom it hears: with a file to who asks for one, else a text."""

    def __init__(self, puppet: Puppet) -> None:
        self.runs = 0
        self.ended: dict[str, float] = {}
        self._puppet = puppet
        puppet.on(MessageEvent, self._answer)

    async def _answer(self, event: MessageEvent) -> None:
        talker = event.message.talker_id
        if talker == self._puppet.self_id:
            return
        self.runs += 1
        if event.message.text == "a file, please":
            file = FileBox.from_bytes(b"here", name="a.txt")
            await self._puppet.message_send_file(talker, file)
        else:
            await self._puppet.message_send_text(talker, "here")
        self.ended[talker] = asyncio.get_running_loop().time()

    async def has_answered(self, human: Human) -> float:
        await comes_true(lambda: human.id in self.ended, f"an answer to {human.name}")
        return self.ended[human.id]


@pytest.mark.parametrize(
    "refusal",
    [
        pytest.param(BY_TELEGRAM, id="by telegram"),
        pytest.param(BY_A_GATEWAY, id="by a gateway"),
    ],
)
async def test_a_send_refused_thrice_on_telegram_is_delivered_once_and_not_too_soon(
    refusal: Reply, record_property: Callable[[str, object], None]
) -> None:
    async with ProxiedTelegram() as world, world.puppet() as puppet:
        bot, alice, bob = Answering(puppet), *[await world.human(n) for n in "AB"]
        fault = world.proxy.inject(refusal, path="*/senddocument", times=TIMES)
        await alice.says("a file, please")
        await comes_true(lambda: bool(fault.met), "the first refusal")
        spoken = asyncio.get_running_loop().time()
        await bob.says("hello")
        quick, slow = await bot.has_answered(bob), await bot.has_answered(alice)
        assert quick < fault.met[0].at + SECONDS < slow
        tries = [each for each in world.proxy.requests if _is_file(each.path)]
        waits = [later.at - sooner.at for sooner, later in pairwise(tries)]
        assert len(waits) == TIMES
        assert min(waits) >= SECONDS
        assert bot.runs == 2
        assert [seen.filename for seen in await alice.sees()][1:] == ["a.txt"]
        assert [seen.text for seen in await bob.sees()] == ["hello", "here"]
    record_property("told to wait", SECONDS)
    record_property("waited at least", f"{min(waits):.2f} s")
    record_property("another conversation answered in", f"{quick - spoken:.2f} s")


def _is_file(path: str) -> bool:
    return path.lower().endswith("/senddocument")


async def test_a_send_refused_thrice_on_the_mock_is_delivered_once_and_not_too_soon(
    record_property: Callable[[str, object], None],
) -> None:
    now = asyncio.get_running_loop().time
    async with MockWorld() as world, world.puppet() as puppet:
        bot, alice, bob = Answering(puppet), *[await world.human(n) for n in "AB"]
        begun, before = now(), world.requests
        await world.throttles(SECONDS)
        await alice.says("hello")
        await comes_true(lambda: world.requests > before, "the first refusal")
        await bob.says("hello")
        quick = await bot.has_answered(bob)
        for _ in range(TIMES - 1):
            await _refused_again(world)
        slow = await bot.has_answered(alice)
        assert quick < begun + SECONDS
        assert slow - begun >= TIMES * SECONDS
        assert bot.runs == 2
        for human in (alice, bob):
            assert [seen.text for seen in await human.sees()] == ["hello", "here"]
    record_property("told to wait in all", TIMES * SECONDS)
    record_property("waited", f"{slow - begun:.2f} s")


async def _refused_again(world: MockWorld) -> None:
    before = world.requests
    await world.throttles(SECONDS)
    await comes_true(lambda: world.requests > before, "a refusal")


async def test_a_poll_refused_as_too_fast_is_not_repeated_too_soon() -> None:
    async with ProxiedTelegram() as world, world.puppet() as puppet:
        alice = await world.human("Alice")
        await comes_true(lambda: puppet.health.online, "the puppet to be online")
        heard: asyncio.Queue[MessageEvent] = asyncio.Queue()
        puppet.on(MessageEvent, heard.put)
        fault = world.proxy.inject(BY_TELEGRAM, path="*/getupdates", times=TIMES)
        for text in ("one", "two"):  # the first ends the poll that is open, and spared
            await alice.says(text)
            event = await happens(heard.get(), text, within=PATIENCE)
            assert event.message.text == text
        polls = [
            each for each in world.proxy.requests if "/getupdates" in each.path.lower()
        ]
        waits = [
            later.at - sooner.at
            for sooner, later in pairwise(polls)
            if sooner in fault.met
        ]
        assert len(waits) == TIMES
        assert min(waits) >= SECONDS
