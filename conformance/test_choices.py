"""Choices are shown, and what people choose is heard (contract 4.19)."""

from __future__ import annotations

import asyncio

import pytest

from puppets import (
    Choice,
    ChoiceEvent,
    MessageEvent,
    MessageType,
    Puppet,
    Rejected,
    TooLong,
    TooMany,
)

from .harness import Harness, clause, requires
from .hearing import happens, heard, pending, until_answered
from .world import Human, Room, World

SIZES = (Choice("Small"), Choice("Medium"), Choice("Large, with milk", id="l"))
LABELS = tuple(each.label for each in SIZES)
DIFFICULT = ("你好 👋🏽", "<b>&amp;</b>", "*_~`", "100 %", "عربي")


class Choices(Harness):
    # What is seen.

    @clause("4.19", "4.1")
    @requires("message_send_choices")
    async def test_choices_are_seen_below_their_text(
        self, puppet: Puppet, alice: Human
    ) -> None:
        message_id = await puppet.message_send_choices(alice.id, "Which size?", SIZES)
        [seen] = await alice.sees()
        assert (seen.id, seen.text, seen.choices) == (message_id, "Which size?", LABELS)
        message = await puppet.message_payload(message_id)
        assert (message.text, message.type) == ("Which size?", MessageType.TEXT)

    @clause("4.19", "4.2")
    @requires("message_send_choices")
    async def test_what_choices_say_is_seen_as_it_was_given(
        self, puppet: Puppet, alice: Human
    ) -> None:
        choices = [Choice(label) for label in DIFFICULT]
        message_id = await puppet.message_send_choices(alice.id, "*_<b>_*?", choices)
        [seen] = await alice.sees()
        assert (seen.text, seen.choices) == ("*_<b>_*?", DIFFICULT)
        for choice in choices:
            event = await _choosing(puppet, alice, message_id, choice.label)
            assert event.choice == choice

    # What is heard.

    @clause("4.19", "3.9")
    @requires("message_send_choices")
    async def test_a_choice_is_heard(self, puppet: Puppet, alice: Human) -> None:
        message_id = await puppet.message_send_choices(alice.id, "Which size?", SIZES)
        event = await _choosing(puppet, alice, message_id, "Medium")
        assert (event.message_id, event.choice) == (message_id, SIZES[1])
        assert (event.contact_id, event.conversation_id) == (alice.id, alice.id)
        assert (await puppet.contact_payload(event.contact_id)).name == alice.name
        assert (await puppet.message_payload(event.message_id)).text == "Which size?"

    @clause("4.19")
    @requires("message_send_choices")
    async def test_a_choice_in_a_room_is_heard_of_whoever_made_it(
        self, puppet: Puppet, bob: Human, room: Room
    ) -> None:
        message_id = await puppet.message_send_choices(room.id, "Which size?", SIZES)
        event = await _choosing(puppet, bob, message_id, LABELS[2], room)
        assert event.choice == Choice(LABELS[2], id="l")
        assert (event.contact_id, event.conversation_id) == (bob.id, room.id)

    @clause("4.19", "3.2")
    @requires("message_send_choices")
    async def test_a_choice_that_is_told_twice_is_heard_once(
        self, world: World, puppet: Puppet, alice: Human
    ) -> None:
        message_id = await puppet.message_send_choices(alice.id, "Which size?", SIZES)
        with puppet.listen(ChoiceEvent) as events:
            await world.stutters()
            await alice.chooses(message_id, "Small")
            await heard(events)
            await alice.chooses(message_id, "Medium")
            after = await heard(events)
            assert after.choice == SIZES[1]
            assert await pending(events) == []

    @clause("4.19", "3.4")
    @requires("message_send_choices")
    async def test_a_choice_waits_its_turn_in_its_conversation(
        self, puppet: Puppet, alice: Human, bob: Human
    ) -> None:
        message_id = await puppet.message_send_choices(alice.id, "Which size?", SIZES)
        begun, released, chosen = asyncio.Event(), asyncio.Event(), asyncio.Event()
        elsewhere = asyncio.Event()

        async def dawdle(event: MessageEvent) -> None:
            if event.message.talker_id == alice.id:
                begun.set()
                await released.wait()
            elif event.message.talker_id == bob.id:
                elsewhere.set()

        async def note(_: ChoiceEvent) -> None:
            chosen.set()

        puppet.on(MessageEvent, dawdle)
        puppet.on(ChoiceEvent, note)
        with puppet.listen(ChoiceEvent) as events:
            await alice.says("wait a moment")
            await happens(begun.wait(), "the handler of the message")
            await alice.chooses(message_id, "Small")
            await heard(events)
        await bob.says("and here?")
        await happens(elsewhere.wait(), "the handler of what Bob says")
        assert not chosen.is_set()
        released.set()
        await happens(chosen.wait(), "the handler of the choice")

    # Who waits.

    @clause("4.19")
    @requires("message_send_choices")
    async def test_no_button_waits_in_vain(self, puppet: Puppet, alice: Human) -> None:
        message_id = await puppet.message_send_choices(alice.id, "Which size?", SIZES)
        for label in LABELS:
            await alice.chooses(message_id, label)
        await until_answered(alice)

    @clause("4.19")
    @requires("message_send_choices", "message_edit_text")
    async def test_a_button_that_is_gone_waits_for_nothing_and_chooses_nothing(
        self, puppet: Puppet, alice: Human
    ) -> None:
        message_id = await puppet.message_send_choices(alice.id, "Which size?", SIZES)
        await puppet.message_edit_text(message_id, "Never mind.")
        [seen] = await alice.sees()
        assert (seen.text, seen.choices) == ("Never mind.", ())
        with puppet.listen(ChoiceEvent) as events:
            await alice.chooses(message_id, "Small")
            await until_answered(alice)
            assert await pending(events) == []

    @clause("4.19")
    @requires("message_send_choices")
    async def test_a_puppet_that_remembers_nothing_lets_nobody_wait(
        self, world: World, alice: Human
    ) -> None:
        async with world.puppet() as puppet:
            message_id = await puppet.message_send_choices(alice.id, "Size?", SIZES)
        async with world.puppet():
            await alice.chooses(message_id, "Small")
            await until_answered(alice)

    # What is refused.

    @clause("4.19")
    @requires("message_send_choices")
    async def test_too_many_choices_are_refused_before_anything_is_sent(
        self, world: World, puppet: Puppet, alice: Human
    ) -> None:
        limit = puppet.limits.choices
        choices = [Choice(str(number)) for number in range((limit or 1000) + 1)]
        before = world.requests
        with pytest.raises(TooMany) as raised:
            await puppet.message_send_choices(alice.id, "Which?", choices)
        assert (raised.value.limit, world.requests) == (limit, before)
        await puppet.message_send_choices(alice.id, "Which?", choices[:-1])
        assert len((await alice.sees())[-1].choices) == limit

    @clause("4.19", "4.3")
    @requires("message_send_choices")
    async def test_choices_that_are_too_long_are_refused_before_anything_is_sent(
        self, world: World, puppet: Puppet, alice: Human
    ) -> None:
        longest = "x" * (puppet.limits.choice_length or 1000)
        id = "i" * (puppet.limits.choice_id_size or 1000)
        before = world.requests
        for choice in (Choice(f"{longest}x"), Choice("x", id=f"{id}i")):
            with pytest.raises(TooLong):
                await puppet.message_send_choices(alice.id, "Which?", [choice])
        assert world.requests == before
        wanted = Choice(longest, id=id)
        message_id = await puppet.message_send_choices(alice.id, "Which?", [wanted])
        event = await _choosing(puppet, alice, message_id, longest)
        assert event.choice == wanted

    @clause("4.19")
    @requires("message_send_choices")
    async def test_what_is_no_choice_is_refused(
        self, world: World, puppet: Puppet, alice: Human
    ) -> None:
        before = world.requests
        twins = [Choice("tea", id="t"), Choice("tee", id="t")]
        for choices in ([], twins, [Choice(" ", id="s")]):
            with pytest.raises(Rejected):
                await puppet.message_send_choices(alice.id, "Which?", choices)
        assert (world.requests, await alice.sees()) == (before, [])


async def _choosing(
    puppet: Puppet,
    human: Human,
    message_id: str,
    label: str,
    room: Room | None = None,
) -> ChoiceEvent:
    """Let this be chosen; the choice, as the puppet heard it."""
    with puppet.listen(ChoiceEvent) as events:
        await human.chooses(message_id, label, room=room)
        return await heard(events, f"the choice {label!r}")
