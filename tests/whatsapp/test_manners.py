"""Who has not written first is not written to, and nobody is written to in a hurry."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from conformance.hearing import overhears
from conformance.samples import SAMPLES
from conformance.world import Room
from puppets import InProcessMemory, NotFound, UrlLinkPayload
from puppets.memory import Memory
from puppets.whatsapp import WhatsAppOptions, WhatsAppPuppet
from puppets.whatsapp.addresses import Addresses
from puppets.whatsapp.client import Client
from puppets.whatsapp.failures import Uninvited
from puppets.whatsapp.ids import contact_id
from puppets.whatsapp.lines import Lines
from puppets.whatsapp.manners import Manners, pace
from puppets_standins.whatsapp.world import WhatsAppWorld

from .living import GENERATIONS, needs_browser

pytestmark = [pytest.mark.anyio, needs_browser, pytest.mark.timeout(60)]


@pytest.fixture(params=GENERATIONS)
async def world(request: pytest.FixtureRequest) -> AsyncIterator[WhatsAppWorld]:
    made = type("World", (WhatsAppWorld,), {"generation": str(request.param)})
    async with made() as world:
        yield world


@asynccontextmanager
async def shy(
    world: WhatsAppWorld, memory: Memory | None = None
) -> AsyncIterator[WhatsAppPuppet]:
    """A puppet as it is by default: it answers, and does not begin."""
    url = world.server.page_url(world.server.account)
    options = replace(world.options(url), initiate=False)
    async with WhatsAppPuppet(options, memory=memory) as puppet:
        yield puppet


# Who has written first.


async def test_who_has_not_written_is_not_written_to(world: WhatsAppWorld) -> None:
    alice, bob = await world.human("Alice"), await world.human("Bob")
    card = SAMPLES["a document"].box()
    link = UrlLinkPayload(url="https://example.com")
    async with shy(world) as puppet:
        heard = await overhears(puppet, lambda: bob.says("hello"))
        before = world.requests
        for act in (
            puppet.message_send_text(alice.id, "hello"),
            puppet.message_send_file(alice.id, card),
            puppet.message_send_contact(alice.id, bob.id),
            puppet.message_send_url(alice.id, link),
            puppet.message_forward(alice.id, heard.id),
            puppet.conversation_set_typing(alice.id),
        ):
            with pytest.raises(Uninvited, match="initiate=True"):
                await act
        assert world.requests == before
        assert await alice.sees() == []


async def test_who_has_written_is_answered(world: WhatsAppWorld) -> None:
    alice = await world.human("Alice")
    async with shy(world) as puppet:
        heard = await overhears(puppet, lambda: alice.says("hello"))
        await puppet.message_send_text(heard.conversation_id, "and to you")
    assert [seen.text for seen in await alice.sees()] == ["hello", "and to you"]


async def test_a_room_is_spoken_in_once_somebody_has(world: WhatsAppWorld) -> None:
    alice, bob = await world.human("Alice"), await world.human("Bob")
    room = await world.room("tea", alice, bob)
    async with shy(world) as puppet:
        with pytest.raises(Uninvited):
            await puppet.message_send_text(room.id, "anybody?")
        await overhears(puppet, lambda: alice.says("hello", room=room))
        await puppet.message_send_text(room.id, "hello, all")
    assert [seen.text for seen in await bob.sees(room=room)] == ["hello", "hello, all"]


async def test_strangers_are_brought_into_no_room(world: WhatsAppWorld) -> None:
    alice, bob = await world.human("Alice"), await world.human("Bob")
    async with shy(world) as puppet:
        await overhears(puppet, lambda: alice.says("hello"))
        with pytest.raises(Uninvited):
            await puppet.room_create([alice.id, bob.id], "tea")
        room = await puppet.room_create([alice.id], "tea")
        await puppet.message_send_text(room, "here we are")
        with pytest.raises(Uninvited):
            await puppet.room_add(room, bob.id)
        assert bob.id not in await puppet.room_member_list(room)
    assert [seen.text for seen in await alice.sees(room=Room(room, "tea"))] == [
        "here we are"
    ]


async def test_who_wrote_before_it_was_there_is_answered_too(
    world: WhatsAppWorld,
) -> None:
    alice, bob = await world.human("Alice"), await world.human("Bob")
    await alice.says("are you there?")
    memory = InProcessMemory()
    async with shy(world, memory) as puppet:
        await puppet.message_send_text(alice.id, "now I am")
        with pytest.raises(Uninvited):
            await puppet.message_send_text(bob.id, "and you?")
    async with shy(world, memory) as puppet:  # nor is it forgotten
        await puppet.message_send_text(alice.id, "still")
    told = [seen.text for seen in await alice.sees()]
    assert told == ["are you there?", "now I am", "still"]


async def test_its_owner_s_own_words_invite_nobody(world: WhatsAppWorld) -> None:
    alice = await world.human("Alice")
    async with world.puppet() as owner:
        await owner.message_send_text(alice.id, "buy now")
    async with shy(world) as puppet:
        with pytest.raises(Uninvited):
            await puppet.message_send_text(alice.id, "and more")


async def test_whoever_may_initiate_does(world: WhatsAppWorld) -> None:
    alice = await world.human("Alice")
    async with world.puppet() as puppet:
        await puppet.message_send_text(alice.id, "hello")
    assert [seen.text for seen in await alice.sees()] == ["hello"]


# In no hurry.


@pytest.mark.parametrize(
    ("a_minute", "count", "seconds"),
    [(10.0, 10, 60.0), (60.0, 60, 60.0), (2.5, 2, 48.0), (0.1, 1, 600.0)],
)
def test_its_pace_is_so_many_a_minute(
    a_minute: float, count: int, seconds: float
) -> None:
    rate = pace(a_minute)
    assert (rate.count, rate.seconds) == (count, seconds)


async def test_a_puppet_sends_ten_a_minute_unless_told_otherwise(
    tmp_path: Path,
) -> None:
    puppet = WhatsAppPuppet(WhatsAppOptions(profile=tmp_path))
    assert puppet.limits.rates == (pace(10.0),)


def manners(folder: Path, *, jitter: float) -> Manners:
    options = WhatsAppOptions(profile=folder, initiate=True, jitter=jitter)
    addresses = Addresses(InProcessMemory(), Client(options))
    return Manners(options, addresses, Lines())


async def test_one_is_on_its_way_at_a_time(tmp_path: Path) -> None:
    polite = manners(tmp_path, jitter=0.02)
    under_way: list[str] = []
    most = 0

    async def send(name: str) -> None:
        nonlocal most
        async with polite.turn(contact_id(name)):
            under_way.append(name)
            most = max(most, len(under_way))
            await asyncio.sleep(0)
            under_way.remove(name)

    await asyncio.gather(*(send(f"Person {n}") for n in range(10)))
    assert most == 1


async def test_two_are_not_in_step(tmp_path: Path) -> None:
    polite = manners(tmp_path, jitter=0.05)
    now = asyncio.get_running_loop().time
    waits: list[float] = []
    for _ in range(8):
        begun = now()
        async with polite.turn(contact_id("Alice")):
            waits.append(now() - begun)
    assert max(waits) - min(waits) > 0.005


async def test_who_gives_up_waiting_holds_up_nobody(tmp_path: Path) -> None:
    polite, alice = manners(tmp_path, jitter=0.0), contact_id("Alice")

    async def send() -> None:
        async with polite.turn(alice):
            pass

    async with polite.turn(alice):
        given_up, patient = asyncio.create_task(send()), asyncio.create_task(send())
        await asyncio.sleep(0)
        given_up.cancel()
    async with asyncio.timeout(5):
        await patient
    assert given_up.cancelled()


async def test_what_is_no_conversation_is_not_found(tmp_path: Path) -> None:
    with pytest.raises(NotFound):
        manners(tmp_path, jitter=0.0).must_be_asked("nobody")
