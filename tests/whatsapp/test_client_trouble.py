"""What goes wrong has a name, comes in time, and leaves nothing that is sent later."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from puppets import FileKind
from puppets.errors import DeliveryUncertain, Unauthorized, Unavailable
from puppets.whatsapp.hands import Whom, composer, files
from puppets.whatsapp.states import PageState

from .living import GENERATIONS, Living, lively, needs_browser

pytestmark = [pytest.mark.anyio, needs_browser, pytest.mark.timeout(60)]

NEWEST = GENERATIONS[-1]


async def offline(living: Living) -> None:
    await living.server.go_down()
    async with asyncio.timeout(10):
        while not (await living.client.sighting()).offline:
            await asyncio.sleep(0.02)


async def until_it_fails(living: Living, whom: Whom) -> None:
    """The page may have time for a few looks more."""
    while True:
        await living.client.open_chat(whom)


@pytest.mark.parametrize("generation", GENERATIONS)
async def test_what_the_page_cannot_send_is_not_sent_later(generation: str) -> None:
    async with lively(generation) as living:
        alice = living.person("Alice")
        living.hears(alice, "hello")
        await living.client.open()
        whom = living.whom(alice)
        await living.client.open_chat(whom)
        await offline(living)
        with pytest.raises(Unavailable, match="not connected"):
            await living.client.send_text(whom, "into the void")
        await living.server.come_up()
        async with asyncio.timeout(10):
            while (await living.client.sighting()).offline:
                await asyncio.sleep(0.02)
        await living.client.send_text(whom, "here again")
        said = [each.text for each in living.said(living.chat(alice))]
        assert said == ["hello", "here again"]


@pytest.mark.parametrize("generation", GENERATIONS)
async def test_a_send_whose_answer_is_lost_is_said_once(generation: str) -> None:
    async with lively(generation) as living:
        bob = living.person("Bob")
        living.hears(bob, "hello")
        await living.client.open()
        living.server.faults.cut_after_send = True
        sent = await living.client.send_text(living.whom(bob), "once")
        said = living.said(living.chat(bob))
        assert [each.text for each in said] == ["hello", "once"]
        assert said[-1].id == sent.id


async def test_a_send_without_a_tick_is_uncertain(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(composer, "TICK", 1.0)
    async with lively(NEWEST) as living:
        cem = living.person("Cem")
        living.hears(cem, "hello")
        await living.client.open()
        await living.client.open_chat(living.whom(cem))
        living.server.deafen()
        with pytest.raises(DeliveryUncertain, match="Cem"):
            await living.client.send_text(living.whom(cem), "maybe")
        living.server.undeafen()
        await living.until(lambda: living.last(living.chat(cem)).text == "maybe")
        assert len(living.said(living.chat(cem))) == 2


async def test_a_page_that_is_frozen_is_said_in_time() -> None:
    async with lively(NEWEST) as living:
        dan = living.person("Dan")
        living.hears(dan, "hello")
        await living.client.open()
        living.server.freeze()
        async with asyncio.timeout(25):
            with pytest.raises(Unavailable):
                await until_it_fails(living, living.whom(dan))
        living.server.thaw()
        await living.client.send_text(living.whom(dan), "warm again")
        assert living.last(living.chat(dan)).text == "warm again"


@pytest.mark.parametrize("delay", [0.0, 0.05, 0.15, 0.4])
async def test_a_send_that_is_cancelled_is_not_sent_later(delay: float) -> None:
    async with lively(NEWEST) as living:
        eve = living.person("Eve")
        living.hears(eve, "hello")
        await living.client.open()
        whom = living.whom(eve)
        long = "\n".join(f"line {n}" for n in range(400))
        sending = asyncio.create_task(living.client.send_text(whom, long))
        await asyncio.sleep(delay)  # when in the typing it is cut off
        sending.cancel()
        with pytest.raises(asyncio.CancelledError):
            await sending
        await living.client.send_text(whom, "instead")
        said = [each.text for each in living.said(living.chat(eve))]
        assert said == ["hello", "instead"]


@pytest.mark.parametrize("delay", [0.1, 0.2, 0.3, 0.5])
async def test_what_was_broken_off_is_put_away(delay: float, tmp_path: Path) -> None:
    async with lively(NEWEST) as living:
        flo, gus = living.person("Flo"), living.person("Gus")
        group, said = living.group("All", flo, gus), living.hears(flo, "hello")
        await living.client.open()
        whom, client = living.whom(flo), living.client
        path = tmp_path / "never.pdf"
        path.write_bytes(b"%PDF")
        acts = (
            client.forward(whom, said.id, to=living.whom(group)),
            client.send_file(whom, path, kind=FileKind.ATTACHMENT, caption="x" * 500),
            client.contacts(),
            client.members(living.whom(group)),
            client.react(whom, said.id, "🐙"),
            client.create_room(["Flo"], "Half made"),
        )
        for number, act in enumerate(acts):
            doing = asyncio.ensure_future(act)
            await asyncio.wait({doing}, timeout=delay)
            doing.cancel()
            await asyncio.gather(doing, return_exceptions=True)
            await client.send_text(living.whom(gus), f"after {number}")
        texts = [each.text for each in living.said(living.chat(gus))]
        assert texts == [f"after {number}" for number in range(len(acts))]


async def test_many_at_once_are_said_one_after_the_other() -> None:
    async with lively(NEWEST) as living:
        people = [living.person(name) for name in ("Hal", "Ida", "Jo")]
        for person in people:
            living.hears(person, "hello")
        await living.client.open()
        sends = [
            living.client.send_text(living.whom(person), f"{person.name} {number}")
            for number in range(4)
            for person in people
        ]
        sent = await asyncio.gather(*sends)
        assert len({each.id for each in sent}) == len(sends)
        for person in people:
            said = [each.text for each in living.said(living.chat(person))]
            assert said == ["hello", *(f"{person.name} {n}" for n in range(4))]


async def test_a_picture_is_never_put_into_the_input_of_stickers(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    choosers = {**files.CHOOSERS, FileKind.IMAGE: ("attach_sticker",)}
    monkeypatch.setattr(files, "CHOOSERS", choosers)
    async with lively(NEWEST) as living:
        kim = living.person("Kim")
        await living.client.open()
        path = tmp_path / "photo.png"
        path.write_bytes(b"no matter")
        with pytest.raises(Unavailable, match="not photos"):
            await living.client.send_file(living.whom(kim), path, kind=FileKind.IMAGE)
        await living.client.send_text(living.whom(kim), "no photo")
        assert [each.text for each in living.said(living.chat(kim))] == ["no photo"]


async def test_a_page_that_is_logged_out_is_named() -> None:
    async with lively(NEWEST) as living:
        lin = living.person("Lin")
        await living.client.open()
        living.server.revoke()
        async with asyncio.timeout(10):
            while (await living.client.sighting()).state is PageState.READY:
                await asyncio.sleep(0.02)
        with pytest.raises(Unauthorized):
            await living.client.send_text(living.whom(lin), "who am I")
        with pytest.raises(Unauthorized):
            await living.client.contacts()


async def test_a_client_that_is_closed_says_so_and_closes_once() -> None:
    async with lively(NEWEST) as living:
        moe = living.person("Moe")
        await living.client.open()
        await living.client.close()
        await living.client.close()
        with pytest.raises(Unavailable, match="no page is open"):
            await living.client.send_text(living.whom(moe), "hello")
        await living.client.open()
        await living.client.send_text(living.whom(moe), "open again")
        assert living.last(living.chat(moe)).text == "open again"


async def test_a_page_that_is_gone_is_unavailable() -> None:
    async with lively(NEWEST) as living:
        ned = living.person("Ned")
        await living.client.open()
        await living.client.page.close()
        with pytest.raises(Unavailable):
            await living.client.send_text(living.whom(ned), "hello")
