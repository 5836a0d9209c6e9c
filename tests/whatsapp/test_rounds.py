"""While a chat is closed the page shows one line of it: nothing is lost for that."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import AsyncIterator, Iterable
from dataclasses import replace

import pytest

from conformance.hearing import eventually, heard, heard_text, quiet, until
from conformance.world import Human
from puppets import (
    ErrorEvent,
    MessageEditEvent,
    MessageEvent,
    Puppet,
    ReadyEvent,
    Unavailable,
)
from puppets.whatsapp import WhatsAppOptions
from puppets.whatsapp.driver import running
from puppets_standins.whatsapp import acts, chromium
from puppets_standins.whatsapp.world import WhatsAppWorld

from .living import needs_browser

pytestmark = [pytest.mark.anyio, needs_browser, pytest.mark.timeout(60)]

PLENTY = 30
"""More chats than the list draws at once."""


class Unhurried(WhatsAppWorld):
    """Its puppets look into no chat that tells nothing, for five minutes."""

    def options(self, url: str) -> WhatsAppOptions:
        return replace(super().options(url), check=300.0)


@pytest.fixture(scope="module", autouse=True)
async def driver(anyio_backend: str) -> AsyncIterator[None]:
    async with running(chromium.shared().endpoint):
        yield


@pytest.fixture
async def world() -> AsyncIterator[WhatsAppWorld]:
    async with WhatsAppWorld() as world:
        yield world


async def people(world: WhatsAppWorld, *names: str) -> list[Human]:
    return [await world.human(name) for name in names]


async def by_people(
    events: AsyncIterator[MessageEvent], count: int
) -> dict[str, list[str]]:
    """The ids of the next so many messages of others, by who says them."""
    found: dict[str, list[str]] = defaultdict(list)
    for number in range(count):
        event = await heard(events, f"message {number + 1} of {count}")
        found[event.message.talker_id].append(event.message.id)
    return found


async def opened(puppet: Puppet, human: Human) -> None:
    """Have another conversation open than those that matter."""
    await puppet.message_send_text(human.id, "let me see")


async def say(humans: Iterable[Human], *texts: str) -> dict[str, list[str]]:
    """Everybody says the first, then the second, and so on; the ids, by person."""
    said: dict[str, list[str]] = defaultdict(list)
    for text in texts:
        for human in humans:
            said[human.id].append(await human.says(text))
    return said


# While it is on.


async def test_what_many_say_in_closed_chats_is_heard_once_and_in_order(
    world: WhatsAppWorld,
) -> None:
    alice, bob, carol, dora = await people(world, "Alice", "Bob", "Carol", "Dora")
    async with world.puppet() as puppet:
        await opened(puppet, dora)
        with puppet.listen(MessageEvent) as events:
            said = await say([alice, bob, carol], *"12345")
            assert await by_people(events, 15) == said
            await quiet(puppet, dora, events)


async def test_the_same_word_again_in_a_closed_chat_is_heard_again(
    world: WhatsAppWorld,
) -> None:
    alice, bob = await people(world, "Alice", "Bob")
    async with world.puppet() as puppet:
        with puppet.listen(MessageEvent) as events:
            for _ in range(3):
                await opened(puppet, bob)
                await heard_text(events, "let me see")
                await alice.says("hello?")
                await heard_text(events, "hello?")


async def test_more_chats_than_are_drawn_are_all_heard(world: WhatsAppWorld) -> None:
    crowd = await people(world, *(f"Person {number}" for number in range(PLENTY)))
    async with world.puppet() as puppet:
        with puppet.listen(ReadyEvent) as ready:
            await heard(ready, "the ready")
        with puppet.listen(MessageEvent) as events:
            said = await say(crowd, "hello from all of us")
            assert await by_people(events, PLENTY) == said


async def test_what_comes_as_a_chat_is_left_is_heard() -> None:
    """Its line reads as before: the same word in the same minute, and read at once."""
    async with Unhurried() as world:
        alice, bob = await people(world, "Alice", "Bob")
        async with world.puppet() as puppet:
            with puppet.listen(MessageEvent) as events:
                said = {await human.says("again") for human in (alice, bob)}
                for _ in range(10):
                    await puppet.conversation_mark_read(alice.id)
                    leaving = puppet.conversation_mark_read(bob.id)
                    _, id = await asyncio.gather(leaving, alice.says("again"))
                    said.add(id)
                while said:
                    event = await heard(events, f"the messages {said}")
                    said.discard(event.message.id)


async def test_an_edit_in_a_closed_chat_is_heard_before_long(
    world: WhatsAppWorld,
) -> None:
    alice, bob = await people(world, "Alice", "Bob")
    async with world.puppet() as puppet:
        with puppet.listen(MessageEvent) as events:
            said = await alice.says("see you at tne")
            await alice.says("or so")
            await heard_text(events, "see you at tne")
            await heard_text(events, "or so")
            await opened(puppet, bob)
            with puppet.listen(MessageEditEvent) as edits:
                await alice.edits(said, "see you at ten")
                event = await heard(edits, "the edit")
        assert (event.message.id, event.message.text) == (said, "see you at ten")


# While it is off.


async def test_what_many_say_while_it_is_off_is_heard_in_order(
    world: WhatsAppWorld,
) -> None:
    alice, bob, dora = await people(world, "Alice", "Bob", "Dora")
    puppet = world.puppet()
    with puppet.listen(MessageEvent) as events:
        async with puppet:
            await say([alice, bob, dora], "hello")
            await by_people(events, 3)
        said = await say([alice, bob], *(f"number {at}" for at in range(70)))
        async with puppet:
            assert await by_people(events, 140) == said
            await quiet(puppet, dora, events)


# At the first login.


async def test_what_is_unread_at_the_first_login_is_heard(world: WhatsAppWorld) -> None:
    alice, bob = await people(world, "Alice", "Bob")
    said = await say([alice, bob], "are you there?", "hello?", "hello?")
    puppet = world.puppet()
    with puppet.listen(MessageEvent) as events:
        async with puppet:
            assert await by_people(events, 6) == said
            await quiet(puppet, bob, events)


async def test_what_was_read_before_the_first_login_is_not_heard(
    world: WhatsAppWorld,
) -> None:
    alice, bob = await people(world, "Alice", "Bob")
    await say([alice], "long ago", "and this")
    store, me = world.server.store, world.server.account
    for chat in store.chats.values():
        acts.see(store, me.jid, chat)
    unread = await alice.says("but not this")
    puppet = world.puppet()
    with puppet.listen(MessageEvent) as events:
        async with puppet:
            first = await heard(events, "what is unread")
            assert first.message.id == unread
            new = await alice.says("nor this")
            second = await heard(events, "what is new")
            assert second.message.id == new
            await quiet(puppet, bob, events)


async def test_a_page_that_goes_away_is_opened_again(world: WhatsAppWorld) -> None:
    [alice] = await people(world, "Alice")
    async with world.puppet() as puppet:
        await eventually(lambda: puppet.health.online, "the puppet to be online")
        with puppet.listen(MessageEvent) as events:
            await puppet.native.close()
            said = await alice.says("where are you?")
            event = await until(
                events, lambda event: event.message.id == said, "what was said"
            )
        assert event.message.text == "where are you?"


async def test_a_page_that_loads_itself_anew_is_still_heard(
    world: WhatsAppWorld,
) -> None:
    [alice] = await people(world, "Alice")
    async with world.puppet() as puppet:
        await eventually(lambda: puppet.health.online, "the puppet to be online")
        with puppet.listen(MessageEvent) as events:
            await alice.says("before")
            await heard_text(events, "before")
            await puppet.native.reload()
            await alice.says("and after")
            await heard_text(events, "and after")


async def test_a_page_that_freezes_is_noticed_and_opened_again(
    world: WhatsAppWorld,
) -> None:
    [alice] = await people(world, "Alice")
    async with world.puppet() as puppet:
        await eventually(lambda: puppet.health.online, "the puppet to be online")
        with (
            puppet.listen(MessageEvent) as messages,
            puppet.listen(ErrorEvent) as errors,
        ):
            world.server.freeze()
            await alice.says("are you there?")
            error = (await heard(errors, "the error", within=30)).error
            assert isinstance(error, Unavailable)
            event = await heard(messages, "what was said meanwhile", within=30)
            assert event.message.text == "are you there?"
            assert puppet.health.online
