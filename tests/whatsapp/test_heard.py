"""What the puppet hears is what was said, on every page and in both its languages."""

from __future__ import annotations

from collections.abc import AsyncIterator
from functools import partial
from itertools import product

import pytest

from conformance.hearing import overhears, until
from conformance.samples import SAMPLES
from puppets import MessageEditEvent, MessageEvent, MessageType, ReactionEvent
from puppets_standins.whatsapp.world import WhatsAppWorld

from .living import GENERATIONS, needs_browser

pytestmark = [pytest.mark.anyio, needs_browser, pytest.mark.timeout(60)]

LONG = "\n".join(f"line {n}: *so* much 😀 to say & <b>more</b>" for n in range(150))


@pytest.fixture(params=product(GENERATIONS, ("en", "es")), ids="-".join)
async def world(request: pytest.FixtureRequest) -> AsyncIterator[WhatsAppWorld]:
    generation, locale = request.param
    shown = {"generation": generation, "locale": locale}
    async with type("World", (WhatsAppWorld,), shown)() as world:
        yield world


async def test_a_quote_is_not_the_body_and_what_is_cut_is_whole(
    world: WhatsAppWorld,
) -> None:
    alice, bob = await world.human("Alice"), await world.human("Bob")
    room = await world.room("tea", alice, bob)
    async with world.puppet() as puppet:
        question = await overhears(puppet, lambda: alice.says(LONG, room=room))
        assert question.text == LONG
        answer = await overhears(
            puppet, lambda: bob.replies(question.id, "👩‍👩‍👧‍👦 yes", room=room)
        )
        assert (answer.text, answer.reply_to_id) == ("👩‍👩‍👧‍👦 yes", question.id)
        back = await overhears(
            puppet, lambda: alice.replies(answer.id, LONG[::-1].strip(), room=room)
        )
        assert (back.text, back.reply_to_id) == (LONG[::-1].strip(), answer.id)
        assert [each.talker_id for each in (question, answer, back)] == [
            alice.id,
            bob.id,
            alice.id,
        ]


async def test_of_two_who_said_the_same_the_one_who_is_quoted_is_meant(
    world: WhatsAppWorld,
) -> None:
    alice, bob = await world.human("Alice"), await world.human("Bob")
    room = await world.room("tea", alice, bob)
    async with world.puppet() as puppet:
        first = await overhears(puppet, lambda: alice.says("yes", room=room))
        await overhears(puppet, lambda: bob.says("yes", room=room))
        mine = await puppet.message_send_text(room.id, "yes")
        for meant in (first.id, mine):
            answer = partial(bob.replies, meant, "are you sure?", room=room)
            assert (await overhears(puppet, answer)).reply_to_id == meant


async def test_what_becomes_of_a_message_is_heard(world: WhatsAppWorld) -> None:
    alice = await world.human("Alice")
    async with world.puppet() as puppet:
        said = await overhears(puppet, lambda: alice.says("tee"))
        with (
            puppet.listen(MessageEditEvent) as edits,
            puppet.listen(ReactionEvent) as reactions,
        ):
            await alice.edits(said.id, "tea 🍵")
            edit = await until(edits, lambda _: True, "the edit")
            assert edit.message.text == "tea 🍵"
            await alice.reacts(said.id, "👍🏿")
            came = await until(reactions, lambda each: each.added, "the reaction")
            assert (came.emoji, came.contact_id) == ("👍🏿", alice.id)
            await alice.unreacts(said.id, "👍🏿")
            await until(reactions, lambda each: not each.added, "the end of it")
        with puppet.listen(MessageEvent) as messages:
            await alice.recalls(said.id)
            gone = await until(messages, lambda _: True, "the recall")
        assert (gone.message.type, gone.message.text) == (
            MessageType.RECALLED,
            said.id,
        )


async def test_what_is_said_and_done_is_seen(world: WhatsAppWorld) -> None:
    alice = await world.human("Alice")
    async with world.puppet() as puppet:
        question = await overhears(puppet, lambda: alice.says("tea or cake?"))
        await puppet.message_react(question.id, "👍")
        answer = await puppet.message_send_text(
            alice.id, "tee 😀", reply_to=question.id
        )
        await puppet.message_edit_text(answer, "tea 😀")
        sample = SAMPLES["a document"]
        file = await puppet.message_send_file(alice.id, sample.box())
        gone = await puppet.message_send_text(alice.id, "never mind")
        await puppet.message_recall(gone)
        me = puppet.self_id
    asked, said, sent = await alice.sees()
    assert asked.reactions == ((me, "👍"),)
    assert (said.id, said.text, said.reply_to_id) == (answer, "tea 😀", question.id)
    assert (sent.id, sent.file, sent.filename) == (
        file,
        sample.content,
        sample.filename,
    )
