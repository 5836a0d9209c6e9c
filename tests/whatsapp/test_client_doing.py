"""What the client does to messages has happened to them, or is refused by its name."""

from __future__ import annotations

import pytest

from puppets.errors import Forbidden, NotFound, Rejected
from puppets_standins.whatsapp import acts

from .living import Living, living, needs_browser

__all__ = ["living"]

pytestmark = [pytest.mark.anyio, needs_browser, pytest.mark.timeout(60)]

UNKNOWN = "3EB0DEADBEEF0000000000"
HOUR = 3600.0


async def test_a_text_is_changed(living: Living) -> None:
    alice = living.person("Alice who reads")
    whom = living.whom(alice)
    sent = await living.client.send_text(whom, "one *star*\nand a line")
    await living.client.edit(whom, sent.id, "two\nlines 😀")
    said = living.last(living.chat(alice))
    assert (said.id, said.text, said.edited) == (sent.id, "two\nlines 😀", True)
    told = await living.client.row(whom, sent.id)
    assert (told.row.text, told.row.edited) == ("two\nlines 😀", True)


async def test_what_others_said_cannot_be_changed(living: Living) -> None:
    bob = living.person("Bob the editor")
    said = living.hears(bob, "mine")
    with pytest.raises(Forbidden, match=said.id):
        await living.client.edit(living.whom(bob), said.id, "yours")
    with pytest.raises(Forbidden):
        await living.client.recall(living.whom(bob), said.id)
    assert (said.text, said.recalled) == ("mine", False)
    await living.client.send_text(living.whom(bob), "never mind")


async def test_a_message_is_taken_back_for_everyone(living: Living) -> None:
    cleo = living.person("Cleo")
    whom = living.whom(cleo)
    sent = await living.client.send_text(whom, "oh no")
    kept = await living.client.send_text(whom, "oh yes")
    await living.client.recall(whom, sent.id)
    chat = living.chat(cleo)
    assert chat.messages[sent.id].recalled
    assert not chat.messages[kept.id].recalled
    with pytest.raises(NotFound):
        await living.client.recall(whom, sent.id)
    with pytest.raises(NotFound, match=UNKNOWN):
        await living.client.recall(whom, UNKNOWN)


async def test_who_runs_a_group_takes_back_what_others_said_there(
    living: Living,
) -> None:
    dan = living.person("Dan")
    group = living.group("Run by us", dan)
    said = living.hears(dan, "spam", group)
    await living.client.recall(living.whom(group), said.id)
    assert said.recalled


async def test_an_emoji_is_put_to_a_message_and_taken_off(living: Living) -> None:
    eve = living.person("Eve")
    said, whom = living.hears(eve, "news"), living.whom(eve)
    await living.client.react(whom, said.id, "👍")
    assert said.reactions == {living.me.jid: "👍"}
    await living.client.react(whom, said.id, "🐙")  # none of those at hand
    assert said.reactions == {living.me.jid: "🐙"}
    await living.client.react(whom, said.id, "🐙")
    assert said.reactions == {living.me.jid: "🐙"}
    await living.client.unreact(whom, said.id, "🐙")
    assert said.reactions == {}


async def test_only_the_accounts_own_emoji_is_taken_off(living: Living) -> None:
    finn = living.person("Finn")
    said, whom = living.hears(finn, "news"), living.whom(finn)
    acts.react(living.store, finn.jid, said, "❤️")
    with pytest.raises(NotFound, match="❤️"):
        await living.client.unreact(whom, said.id, "❤️")
    await living.client.react(whom, said.id, "❤️")
    assert said.reactions == {finn.jid: "❤️", living.me.jid: "❤️"}
    await living.client.unreact(whom, said.id, "❤️")
    assert said.reactions == {finn.jid: "❤️"}


async def test_what_is_no_emoji_is_put_to_nothing(living: Living) -> None:
    gil = living.person("Gil")
    said = living.hears(gil, "news")
    with pytest.raises(Rejected, match="octopus"):
        await living.client.react(living.whom(gil), said.id, "octopus")
    assert said.reactions == {}
    await living.client.send_text(living.whom(gil), "and on")


async def test_a_message_is_passed_on(living: Living) -> None:
    hana, ivo = living.person("Hana"), living.person("Ivo")
    said = living.hears(hana, "pass me on")
    living.hears(ivo, "hello")
    told = await living.client.forward(living.whom(hana), said.id, to=living.whom(ivo))
    copy = living.last(living.chat(ivo))
    assert (copy.text, copy.forwarded, copy.id) == ("pass me on", True, told.id)
    assert [each.text for each in living.said(living.chat(hana))] == ["pass me on"]


async def test_a_message_is_passed_on_within_its_conversation(living: Living) -> None:
    jan = living.person("Jan")
    said, whom = living.hears(jan, "once more"), living.whom(jan)
    told = await living.client.forward(whom, said.id, to=whom)
    texts = [each.text for each in living.said(living.chat(jan))]
    assert texts == ["once more", "once more"]
    assert living.last(living.chat(jan)).id == told.id


async def test_a_message_is_passed_on_to_a_group(living: Living) -> None:
    kim = living.person("Kim")
    group = living.group("For all", kim)
    sent = await living.client.send_text(living.whom(kim), "for all of you")
    await living.client.forward(living.whom(kim), sent.id, to=living.whom(group))
    assert living.last(group).text == "for all of you"


async def test_an_old_message_is_found_and_changed_nothing_else(
    living: Living,
) -> None:
    lea = living.person("Lea")
    first = living.hears(lea, "the first")
    for number in range(130):
        living.hears(lea, f"{number} " + "word " * (number % 30))
    whom = living.whom(lea)
    await living.client.react(whom, first.id, "👍")
    assert first.reactions == {living.me.jid: "👍"}
    sent = await living.client.send_text(whom, "to the first", reply_to=first.id)
    assert living.chat(lea).messages[sent.id].quoted == first.id


async def test_what_is_too_old_is_not_taken_back(living: Living) -> None:
    max_ = living.person("Max")
    sent = await living.client.send_text(living.whom(max_), "long ago")
    living.chat(max_).messages[sent.id].at -= 70 * HOUR
    living.store.message_changed(living.chat(max_).messages[sent.id])
    with pytest.raises(Forbidden, match=sent.id):
        await living.client.recall(living.whom(max_), sent.id)
    with pytest.raises(Forbidden, match=sent.id):
        await living.client.edit(living.whom(max_), sent.id, "just now")
