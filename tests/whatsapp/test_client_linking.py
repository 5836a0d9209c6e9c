"""How the client's account comes to the browser, stays in it, and leaves it."""

from __future__ import annotations

import asyncio

import pytest

from puppets.errors import Unavailable
from puppets.whatsapp.client import Client
from puppets.whatsapp.states import PageState, Sighting

from .living import GENERATIONS, Living, lively, needs_browser

pytestmark = [pytest.mark.anyio, needs_browser, pytest.mark.timeout(60)]

NEWEST = GENERATIONS[-1]


async def until(living: Living, state: PageState) -> Sighting:
    async with asyncio.timeout(15):
        while (seen := await living.client.sighting()).state is not state:
            await asyncio.sleep(0.02)
    return seen


@pytest.mark.parametrize("generation", GENERATIONS)
async def test_a_code_is_scanned_and_the_login_kept(generation: str) -> None:
    async with lively(generation, linked=False) as living:
        client = living.client
        shown = await client.open()
        assert shown.state is PageState.QR
        living.server.linking.scan(living.me, shown.qr)
        await until(living, PageState.READY)
        await client.keep()
        await client.close()
        assert (await client.open()).state is PageState.READY


@pytest.mark.parametrize("generation", GENERATIONS)
async def test_a_code_is_asked_for_by_phone(generation: str) -> None:
    async with lively(generation, linked=False) as living:
        await living.client.open()
        await living.client.ask_for_code(living.me.person.phone.removeprefix("+"))
        shown = await until(living, PageState.PHONE_CODE)
        assert len(shown.code) == 8
        living.server.linking.type_in(living.me, shown.code)
        await until(living, PageState.READY)


async def test_the_account_is_taken_over_from_another_window() -> None:
    async with lively(NEWEST) as living:
        await living.client.open()
        page = await living.client.page.context.new_page()
        await page.goto(living.client.page.url)
        await until(living, PageState.CONFLICT)
        ola = living.person("Ola")
        with pytest.raises(Unavailable, match="CONFLICT"):
            await living.client.send_text(living.whom(ola), "not here")
        await living.client.use_here()
        await until(living, PageState.READY)
        await living.client.send_text(living.whom(ola), "here")
        assert living.last(living.chat(ola)).text == "here"


async def test_the_account_is_logged_out_for_good() -> None:
    async with lively(NEWEST) as living:
        await living.client.open()
        await living.client.log_out()
        await until(living, PageState.QR)
        assert not living.me.devices


async def test_two_clients_in_one_browser_share_nothing() -> None:
    async with lively(NEWEST) as one, lively(GENERATIONS[0], "es") as other:
        for living in (one, other):
            pat = living.person("Pat")
            await living.client.open()
            await living.client.send_text(living.whom(pat), f"of {living.generation}")
        for living in (one, other):
            [chat] = [c for c in living.store.chats.values() if living.said(c)]
            assert living.last(chat).text == f"of {living.generation}"


async def test_a_server_that_is_away_is_unavailable_and_nothing_stays_open() -> None:
    async with lively(NEWEST) as living:
        await living.server.go_down()
        with pytest.raises(Unavailable, match="does not load"):
            await living.client.open()
        await living.server.come_up()
        assert (await living.client.open()).state is PageState.READY
        assert isinstance(living.client, Client)
