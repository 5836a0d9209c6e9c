"""Must hold 7: connected but deaf is noticed, costs few requests, and heals by itself."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import asynccontextmanager

import aiohttp
import pytest

from conformance.hearing import happens, pending
from puppets import ErrorEvent, HeartbeatEvent
from puppets.mock import MockOptions, MockPuppet
from puppets.telegram.refusals import OtherPoller
from puppets_standins.clock import LEAPING
from puppets_standins.faults import Fault, HalfOpen, Hang, Kind, Reply
from puppets_standins.mock import MockWorld

from .leaping import PATIENCE, comes_true
from .outage import MINUTE, Outage, busiest_minute
from .proxied import HookedTelegram, ProxiedTelegram

pytestmark = pytest.mark.anyio

POLLS = "*/getupdates"
MOST_REQUESTS = 10
HEALS_WITHIN = 30.0

CONFLICT = Reply(
    status=409,
    body=b'{"ok":false,"error_code":409,"description":"Conflict: terminated by other '
    b'getUpdates request; make sure that only one bot instance is running"}',
)
OOPS = Reply(status=500, body=b"<h1>oops</h1>")
FAULTS = [
    pytest.param(HalfOpen(), "*", id="a half-open socket"),
    pytest.param(HalfOpen(), POLLS, id="a half-open socket for polls alone"),
    pytest.param(CONFLICT, POLLS, id="an endless 409"),
    pytest.param(OOPS, "*", id="an endless 500"),
    pytest.param(Hang(at=0), POLLS, id="a stream that hangs before its answer"),
    pytest.param(Hang(at=100), POLLS, id="a stream that hangs in its answer"),
]


@pytest.fixture
def anyio_backend() -> object:
    return LEAPING


def check(outage: Outage) -> None:
    assert outage.left <= MINUTE
    assert 0 < outage.asked <= MOST_REQUESTS
    assert outage.healed <= HEALS_WITHIN


@pytest.mark.parametrize(("kind", "path"), FAULTS)
async def test_a_deaf_telegram_is_noticed_and_heals(
    kind: Kind, path: str, record_property: Callable[[str, object], None]
) -> None:
    async with ProxiedTelegram() as world, world.puppet() as puppet:
        faults: list[Fault] = []

        async def begin() -> None:
            faults.append(world.proxy.inject(kind, path=path))

        async def end() -> None:
            faults[0].end()

        outage = Outage(puppet, begin=begin, end=end, times=lambda: world.asked)
        await outage.happens_to(await world.human("Alice"))
    outage.tell(record_property)
    check(outage)


@pytest.mark.parametrize(
    "kind",
    [pytest.param(HalfOpen(), id="half-open"), pytest.param(OOPS, id="an endless 500")],
)
async def test_a_telegram_that_is_deaf_to_a_webhook_is_noticed_and_heals(
    kind: Kind, record_property: Callable[[str, object], None]
) -> None:
    async with HookedTelegram() as world, world.puppet() as puppet:
        faults: list[Fault] = []

        async def begin() -> None:
            await world.deafens()
            faults.append(world.proxy.inject(kind))

        async def end() -> None:
            faults[0].end()
            await world.hears_again()

        outage = Outage(puppet, begin=begin, end=end, times=lambda: world.asked)
        await outage.happens_to(await world.human("Alice"))
    outage.tell(record_property)
    check(outage)


# Two that poll for one bot: each poll that waits ends the other's.


@asynccontextmanager
async def another_poller(world: ProxiedTelegram) -> AsyncGenerator[None]:
    """It tries again a second after it was put out, for ever."""

    async def poll() -> None:
        url = f"{world.server.url}/bot{world.server.token}/getUpdates"
        async with aiohttp.ClientSession() as session:
            while True:
                await (await session.post(url, json={"timeout": 50})).read()
                await asyncio.sleep(1)

    polling = asyncio.create_task(poll())
    try:
        yield
    finally:
        polling.cancel()
        await asyncio.wait({polling})


async def test_another_poller_is_noticed_and_outlived(
    record_property: Callable[[str, object], None],
) -> None:
    now = asyncio.get_running_loop().time
    async with ProxiedTelegram() as world, world.puppet() as puppet:
        await comes_true(lambda: puppet.health.online, "the puppet to be online")
        with puppet.listen(ErrorEvent) as errors:
            async with another_poller(world):
                begun = now()
                event = await happens(anext(errors), "an error", within=PATIENCE)
                assert isinstance(event.error, OtherPoller)
                with puppet.listen(HeartbeatEvent) as beats:
                    await asyncio.sleep(150)
                    assert await pending(beats) == []
            asked = busiest_minute([at for at in world.asked if at >= begun])
            ended = now()
        healed = await comes_true(lambda: puppet.health.online, "it to be well")
    record_property("requests in the busiest minute", asked)
    record_property("seconds to heal", round(healed - ended, 1))
    assert asked <= MOST_REQUESTS
    assert healed - ended <= HEALS_WITHIN


# A server that is well every other time is asked more often, yet not without end.


async def test_a_telegram_that_answers_every_other_poll_is_not_pressed(
    record_property: Callable[[str, object], None],
) -> None:
    async with ProxiedTelegram() as world, world.puppet() as puppet:

        async def refuse_the_next(_: HeartbeatEvent) -> None:
            world.proxy.inject(OOPS, path=POLLS, times=1)

        puppet.on(HeartbeatEvent, refuse_the_next)
        await asyncio.sleep(300)
        asked = busiest_minute(world.asked)
        statuses = Counter(each.status for each in world.proxy.requests)
    record_property("requests in the busiest minute", asked)
    assert statuses[500] > 10
    assert asked <= 2 * MOST_REQUESTS


# The mock tells when it fails, each time, and counts nothing that only listens.


@pytest.mark.parametrize(
    ("begin", "end"),
    [
        pytest.param(MockWorld.deafens, MockWorld.hears_again, id="that is deaf"),
        pytest.param(MockWorld.goes_down, MockWorld.comes_up, id="that is down"),
    ],
)
async def test_a_mock_is_noticed_and_heals(
    begin: Callable[[MockWorld], Awaitable[None]],
    end: Callable[[MockWorld], Awaitable[None]],
    record_property: Callable[[str, object], None],
) -> None:
    times: list[float] = []

    async def note(_: ErrorEvent) -> None:
        times.append(asyncio.get_running_loop().time())

    async with MockWorld() as world:
        puppet = MockPuppet(MockOptions(mocker=world.mocker))
        puppet.on(ErrorEvent, note)
        async with puppet:
            outage = Outage(
                puppet,
                begin=lambda: begin(world),
                end=lambda: end(world),
                times=lambda: times,
            )
            await outage.happens_to(await world.human("Alice"))
    outage.tell(record_property)
    check(outage)
