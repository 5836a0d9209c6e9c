"""What the client says on the page is what people read, and once."""

from __future__ import annotations

import asyncio

import pytest

from conformance.texts import FAMILIES, UNSAYABLE
from puppets.errors import Forbidden, NotFound, Rejected
from puppets.whatsapp.hands import Whom
from puppets_standins.whatsapp import groups

from .living import GENERATIONS, Living, living, needs_browser

__all__ = ["living"]

pytestmark = [pytest.mark.anyio, needs_browser, pytest.mark.timeout(60)]

TICKED = {"sent", "delivered", "read"}
CUT_OFF = " \t\r\n"


async def test_a_text_is_sent_ticked_and_told_by_its_id(living: Living) -> None:
    alice = living.person("Alice of the first")
    chat = living.chat(alice)
    sent = await living.client.send_text(living.whom(alice), "hello 😀")
    assert sent.id == living.last(chat).id
    assert sent.row.text == "hello 😀"
    assert sent.row.status in TICKED
    assert [each.text for each in living.said(chat)] == ["hello 😀"]


async def test_every_difficult_text_arrives_as_it_was_said(living: Living) -> None:
    alice = living.person("Alice of texts")
    chat, whom = living.chat(alice), living.whom(alice)
    newest = living.generation == GENERATIONS[-1]
    families = FAMILIES.values() if newest else [each[:2] for each in FAMILIES.values()]
    texts = [each.said for family in families for each in family]
    for text in texts:
        await living.client.send_text(whom, text)
    said = [each.text for each in living.said(chat)]
    assert said == [one_break(text).strip(CUT_OFF) for text in texts]


def one_break(text: str) -> str:
    """A field of a page knows one kind of line break."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


@pytest.mark.parametrize("text", UNSAYABLE, ids=lambda text: text.name)
async def test_what_nobody_can_type_is_kept_or_refused(
    living: Living, text: object
) -> None:
    said = getattr(text, "said", "")
    bob = living.person(f"Bob of {len(living.store.people)}")
    chat = living.chat(bob)
    try:
        await living.client.send_text(living.whom(bob), said)
    except Rejected:
        assert living.said(chat) == []
    else:
        assert [each.text for each in living.said(chat)] == [said]
    assert (await living.client.send_text(living.whom(bob), "and on")).row.text


async def test_a_long_text_of_many_lines_is_one_message(living: Living) -> None:
    alice = living.person("Alice of lines")
    chat = living.chat(alice)
    text = "\n".join(f"line {n} " + "word " * 20 for n in range(100)).strip()
    sent = await living.client.send_text(living.whom(alice), text)
    assert [each.text for each in living.said(chat)] == [text]
    assert sent.row.cut
    assert (await living.client.row(living.whom(alice), sent.id)).row.text == text


@pytest.mark.parametrize("text", ["", "  \n\t "], ids=["empty", "white space"])
async def test_a_text_without_a_letter_is_refused(living: Living, text: str) -> None:
    alice = living.person(f"Alice of nothing {len(text)}")
    with pytest.raises(Rejected):
        await living.client.send_text(living.whom(alice), text)
    assert living.said(living.chat(alice)) == []


# Answers and mentions.


async def test_an_answer_quotes_the_message_that_it_answers(living: Living) -> None:
    alice = living.person("Alice of answers")
    first, _ = living.hears(alice, "one"), living.hears(alice, "two")
    whom = living.whom(alice)
    sent = await living.client.send_text(whom, "to one", reply_to=first.id)
    assert living.last(living.chat(alice)).quoted == first.id
    assert sent.row.quoted is not None
    assert sent.row.quoted.text == "one"
    await living.client.send_text(whom, "to nobody")
    assert living.last(living.chat(alice)).quoted is None


async def test_an_answer_to_a_message_that_is_not_there_is_not_sent(
    living: Living,
) -> None:
    alice = living.person("Alice of no answers")
    living.hears(alice, "one")
    with pytest.raises(NotFound, match="3EB0DEADBEEF"):
        await living.client.send_text(
            living.whom(alice), "lost", reply_to="3EB0DEADBEEF0000000000"
        )
    assert [each.text for each in living.said(living.chat(alice))] == ["one"]


async def test_mentions_call_people_wherever_they_are_named(living: Living) -> None:
    anna, ben = living.person("Anna Bell"), living.person("Ben")
    group = living.group("Mentions", anna, ben)
    whom = living.whom(group)
    await living.client.send_text(
        whom, "ask @Anna Bell, or not", mentions=("Ben", "Anna Bell")
    )
    said = living.last(group)
    assert set(said.mentions) == {anna.jid, ben.jid}
    assert said.text == f"@{ben.user} ask @{anna.user}, or not"


async def test_a_text_that_ends_as_a_name_begins_is_sent_as_it_is(
    living: Living,
) -> None:
    carl = living.person("Carl")
    group = living.group("No mentions", carl)
    sent = await living.client.send_text(living.whom(group), "mail me @carl")
    assert [each.text for each in living.said(group)] == ["mail me @carl"]
    assert living.last(group).mentions == ()
    assert sent.id == living.last(group).id


async def test_a_mention_of_nobody_there_is_not_sent(living: Living) -> None:
    dora = living.person("Dora")
    group = living.group("Nobody", dora)
    with pytest.raises(NotFound, match="Emil"):
        await living.client.send_text(living.whom(group), "hi", mentions=("Emil",))
    assert living.said(group) == []
    await living.client.send_text(living.whom(group), "hi all")
    assert living.last(group).text == "hi all"


# To whom.


async def test_a_first_word_to_somebody_opens_the_conversation(living: Living) -> None:
    new = living.person("Nora the new")
    await living.client.send_text(living.whom(new), "hello")
    assert living.last(living.chat(new)).text == "hello"


async def test_nobody_is_found_by_a_name_that_nobody_has(living: Living) -> None:
    with pytest.raises(NotFound, match="Zoe"):
        await living.client.send_text(Whom(name="Zoe Zwei", room=False), "hello")


async def test_who_is_out_of_a_group_may_not_write_there(living: Living) -> None:
    fay = living.person("Fay")
    group = living.group("Out", fay, admin=False)
    living.hears(fay, "hello", group)
    await living.client.open_chat(living.whom(group))
    groups.remove(living.store, fay.jid, group, living.me.jid)
    with pytest.raises(Forbidden, match="Out"):
        await living.client.send_text(living.whom(group), "still here")
    assert [each.text for each in living.said(group)] == ["hello"]


@pytest.mark.parametrize("delay", [0.0, 0.01, 0.02, 0.03, 0.05, 0.08])
async def test_who_is_put_out_while_writing_has_said_it_or_may_not(
    living: Living, delay: float
) -> None:
    fay = living.person(f"Fay of {delay}")
    group = living.group(f"Out in {delay}", fay, admin=False)
    await living.client.open_chat(living.whom(group))
    sending = asyncio.create_task(living.client.send_text(living.whom(group), "here"))
    await asyncio.sleep(delay)
    groups.remove(living.store, fay.jid, group, living.me.jid)
    try:
        sent = await sending
    except Forbidden:
        assert living.said(group) == []
    else:
        assert [each.id for each in living.said(group)] == [sent.id]


async def test_who_looks_sees_that_somebody_writes(living: Living) -> None:
    gus = living.person("Gus")
    chat, whom = living.chat(gus), living.whom(gus)
    living.hears(gus, "hello")
    await living.client.set_typing(whom, typing=True)
    await living.until(lambda: (chat.id, living.me.jid) in living.store.typists)
    await living.client.set_typing(whom, typing=False)
    await living.client.send_text(whom, "that was all")
    assert living.last(chat).text == "that was all"


async def test_a_card_of_somebody_is_sent(living: Living) -> None:
    hal, ida = living.person("Hal"), living.person("Ida")
    sent = await living.client.send_card(living.whom(hal), "Ida")
    assert (living.last(living.chat(hal)).card, sent.id) == (
        ida.jid,
        living.last(living.chat(hal)).id,
    )
    assert sent.row.media is not None
    assert sent.row.media.kind == "card"
