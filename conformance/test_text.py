"""Text arrives as it was said, in both directions (contract 4.2, 4.3)."""

from __future__ import annotations

from functools import partial

import pytest

from puppets import Puppet, PuppetError, TooLong

from .harness import clause, requires
from .hearing import overhears
from .losses import Losses
from .texts import FAMILIES, UNSAYABLE, VISIBLE, Text, astral
from .world import Human, World

families = pytest.mark.parametrize("family", FAMILIES)


class Texts:
    @clause("4.2")
    @families
    async def test_text_is_sent_as_it_is(
        self, world: World, puppet: Puppet, family: str
    ) -> None:
        losses = Losses(world, "test_text_is_sent_as_it_is")
        reader = await world.human("Reader")
        for text in FAMILIES[family]:
            await puppet.message_send_text(reader.id, text.said)
            shown = (await reader.sees())[-1].text
            losses.take(text, shown, await _kept(reader, text))
        losses.settle()

    @clause("4.2")
    @families
    async def test_text_is_heard_as_it_was_said(
        self, world: World, puppet: Puppet, alice: Human, family: str
    ) -> None:
        losses = Losses(world, "test_text_is_heard_as_it_was_said")
        for text in FAMILIES[family]:
            message = await overhears(puppet, partial(alice.says, text.said))
            kept = (await alice.sees())[-1].text
            losses.take(text, message.text, kept)
        losses.settle()

    @clause("4.2")
    @pytest.mark.parametrize("text", UNSAYABLE, ids=lambda text: text.name)
    async def test_what_cannot_be_said_is_refused_or_said_whole(
        self, puppet: Puppet, alice: Human, text: Text
    ) -> None:
        try:
            await puppet.message_send_text(alice.id, text.said)
        except PuppetError:
            assert await alice.sees() == []
        else:
            [shown] = await alice.sees()
            assert shown.text in {text.said, _without_controls(text.said)}

    @clause("4.2")
    async def test_an_empty_text_is_refused_or_said(
        self, puppet: Puppet, alice: Human
    ) -> None:
        try:
            await puppet.message_send_text(alice.id, "")
        except PuppetError:
            assert await alice.sees() == []
        else:
            assert [seen.text for seen in await alice.sees()] == [""]

    @clause("4.2")
    @requires("message_edit_text")
    async def test_an_edited_text_is_shown_as_it_is(
        self, puppet: Puppet, alice: Human
    ) -> None:
        message_id = await puppet.message_send_text(alice.id, "before")
        for text in VISIBLE["markup"]:
            await puppet.message_edit_text(message_id, text.said)
            assert (await alice.sees())[-1].text == text.said, text.name

    @clause("4.3")
    async def test_a_text_at_the_limit_arrives_whole(
        self, puppet: Puppet, alice: Human
    ) -> None:
        longest = _longest(puppet)
        await puppet.message_send_text(alice.id, longest)
        assert [seen.text for seen in await alice.sees()] == [longest]

    @clause("4.3")
    async def test_a_plain_text_at_the_limit_arrives_whole(
        self, puppet: Puppet, alice: Human
    ) -> None:
        longest = "x" * (puppet.limits.text_length or 20_000)
        await puppet.message_send_text(alice.id, longest)
        assert [seen.text for seen in await alice.sees()] == [longest]

    @clause("4.3")
    @pytest.mark.parametrize("more", ["x", "𝒳"], ids=["plain", "astral"])
    async def test_a_text_over_the_limit_is_refused_before_it_is_sent(
        self, world: World, puppet: Puppet, alice: Human, more: str
    ) -> None:
        text = _longest(puppet) + more
        before = world.requests
        if puppet.limits.text_length is None:
            await puppet.message_send_text(alice.id, text)
            assert [seen.text for seen in await alice.sees()] == [text]
        else:
            with pytest.raises(TooLong) as caught:
                await puppet.message_send_text(alice.id, text)
            assert caught.value.limit == puppet.limits.text_length
            assert world.requests == before
            assert await alice.sees() == []

    @clause("4.3")
    @requires("message_edit_text")
    async def test_a_text_is_not_edited_to_be_over_the_limit(
        self, world: World, puppet: Puppet, alice: Human
    ) -> None:
        message_id = await puppet.message_send_text(alice.id, "short")
        before = world.requests
        if puppet.limits.text_length is not None:
            with pytest.raises(TooLong):
                await puppet.message_edit_text(message_id, _longest(puppet) + "x")
        assert world.requests == before
        assert [seen.text for seen in await alice.sees()] == ["short"]


async def _kept(reader: Human, text: Text) -> str:
    """What the platform makes of the text when a person says it."""
    await reader.says(text.said)
    return (await reader.sees())[-1].text


def _longest(puppet: Puppet) -> str:
    """As many astral characters as the platform takes, and not a unit more."""
    limit = puppet.limits.text_length or 20_000
    each = puppet.limits.text_unit.measure("𝒳")
    return astral(limit // each) + "x" * (limit % each)


def _without_controls(text: str) -> str:
    return text.replace("\0", " ")
