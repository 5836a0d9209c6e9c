"""What the puppet says, and does, on each page that is none to work on."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import suppress
from dataclasses import replace

import pytest

from puppets import ErrorEvent, ScanEvent, State, Unauthorized, Unavailable
from puppets.whatsapp import UnknownPage, WhatsAppOptions, WhatsAppPuppet
from puppets.whatsapp.states import PageState
from puppets_standins.whatsapp.world import WhatsAppWorld

from .living import GENERATIONS, needs_browser

pytestmark = [pytest.mark.anyio, needs_browser, pytest.mark.timeout(60)]


@pytest.fixture(params=GENERATIONS)
async def world(request: pytest.FixtureRequest) -> AsyncIterator[WhatsAppWorld]:
    class Place(WhatsAppWorld):
        generation = str(request.param)

    async with Place() as world:
        yield world


def options(
    world: WhatsAppWorld, *, patience: float = 8.0, use_here: bool = False
) -> WhatsAppOptions:
    linked = world.options(world.server.page_url())
    return replace(linked, patience=patience, use_here=use_here)


def errors(puppet: WhatsAppPuppet) -> list[Exception]:
    """All that it says to be wrong, from now on."""
    found: list[Exception] = []

    async def fails(event: ErrorEvent) -> None:
        found.append(event.error)

    puppet.on(ErrorEvent, fails)
    return found


async def until(true: Callable[[], object]) -> None:
    async with asyncio.timeout(20):
        while not true():
            await asyncio.sleep(0.02)


async def shows(puppet: WhatsAppPuppet, state: PageState) -> None:
    """Wait until its page is this one."""
    async with asyncio.timeout(20):
        while True:
            with suppress(Unavailable):  # before there is any page
                if (await puppet._client.sighting()).state is state:
                    return
            await asyncio.sleep(0.02)


async def another_window(puppet: WhatsAppPuppet, url: str) -> None:
    """Of the same browser, and with the same device."""
    page = await puppet.native.context.new_page()
    await page.goto(url)


async def test_another_window_is_said_and_left_the_account(
    world: WhatsAppWorld,
) -> None:
    asked = options(world)
    async with WhatsAppPuppet(asked) as puppet:
        wrong = errors(puppet)
        await another_window(puppet, asked.url)
        await until(lambda: wrong)
        assert isinstance(wrong[0], Unavailable)
        assert "CONFLICT" in str(wrong[0])
        assert not puppet.health.online
        await shows(puppet, PageState.CONFLICT)


async def test_from_another_window_the_account_is_taken_back_where_that_is_wanted(
    world: WhatsAppWorld,
) -> None:
    alice = await world.human("Alice")
    asked = options(world, use_here=True)
    async with WhatsAppPuppet(asked) as puppet:
        wrong = errors(puppet)
        await another_window(puppet, asked.url)
        await until(lambda: wrong)
        assert "taken back" in str(wrong[0])
        await until(lambda: puppet.health.online)
        await puppet.message_send_text(alice.id, "here I am again")
    assert [each.text for each in await alice.sees()] == ["here I am again"]


async def test_a_page_that_nobody_knows_ends_the_start_with_how_it_is_built(
    world: WhatsAppWorld,
) -> None:
    world.server.faults.unknown = True
    puppet = WhatsAppPuppet(options(world, patience=1.0))
    with pytest.raises(UnknownPage) as caught:
        await puppet.start()
    assert puppet.state is State.OFF
    assert "div#app" in caught.value.snapshot
    assert "Marina" not in caught.value.snapshot  # who is written to there
    world.server.faults.unknown = False
    async with puppet:
        assert puppet.is_logged_in


async def test_a_page_that_turns_into_one_that_nobody_knows_is_said(
    world: WhatsAppWorld,
) -> None:
    async with WhatsAppPuppet(options(world, patience=1.0)) as puppet:
        wrong = errors(puppet)
        world.server.faults.unknown = True
        await puppet.native.reload()
        await until(lambda: any(isinstance(each, UnknownPage) for each in wrong))
        assert not puppet.health.online
        world.server.faults.unknown = False
        await until(lambda: puppet.health.online)


async def test_a_browser_that_the_page_does_not_know_is_said_at_once(
    world: WhatsAppWorld,
) -> None:
    world.server.faults.unsupported = True
    puppet = WhatsAppPuppet(options(world))
    with pytest.raises(Unauthorized, match="browser"):
        await puppet.start()
    assert puppet.state is State.OFF


async def test_a_start_is_cancelled_while_the_page_loads(world: WhatsAppWorld) -> None:
    world.server.faults.loading = True
    puppet = WhatsAppPuppet(options(world))
    starting = asyncio.create_task(puppet.start())
    await shows(puppet, PageState.LOADING)
    starting.cancel()
    with pytest.raises(asyncio.CancelledError):
        await starting
    assert puppet.state is State.OFF


async def test_an_account_is_linked_by_a_code_to_type(world: WhatsAppWorld) -> None:
    account = world.server.store.open_account("Another")
    number = account.person.phone.removeprefix("+")
    asked = replace(world.options(world.server.url), phone=number)
    codes: list[str] = []

    async def shows(event: ScanEvent) -> None:
        codes.append(event.qrcode)

    puppet = WhatsAppPuppet(asked)
    puppet.on(ScanEvent, shows)
    async with puppet:
        await until(lambda: codes)
        assert len(codes[0]) == 8
        assert codes[0].isalnum()
        assert not puppet.is_logged_in
        world.server.linking.type_in(account, codes[-1])
        await until(lambda: puppet.is_logged_in)
