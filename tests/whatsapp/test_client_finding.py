"""The client finds the conversation that is meant, opens it, and reads what stands there."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from puppets.errors import NotFound
from puppets.whatsapp import wire
from puppets.whatsapp.failures import Ambiguous
from puppets.whatsapp.hands import Whom
from puppets.whatsapp.ids import message_id
from puppets_standins.whatsapp.records import Person

from .living import GENERATIONS, Living, lively, living, needs_browser

__all__ = ["living"]

pytestmark = [pytest.mark.anyio, needs_browser, pytest.mark.timeout(60)]

PICTURES = (b"GIF89a one", b"GIF89a two")


def ids(rows: Sequence[wire.Row]) -> list[str]:
    return [message_id(row.raw) for row in rows if row.kind == "message"]


# Conversations.


@pytest.mark.parametrize("generation", GENERATIONS)
async def test_one_of_two_hundred_is_found(generation: str) -> None:
    async with lively(generation) as many:
        people = [many.person(f"Number {n}") for n in range(200)]
        for person in people:
            many.hears(person, f"I am {person.name}")
        client = many.client
        await client.open()
        assert [row.name for row in await client.chats()] == [
            person.name for person in reversed(people)
        ]
        for person in (people[0], people[150], people[199]):
            screen = await client.open_chat(many.whom(person))
            assert screen.open is not None
            assert screen.open.rows[-1].text == f"I am {person.name}"
        cards = await client.contacts()
        assert {card.name for card in cards} == {person.name for person in people}


async def test_a_group_and_a_person_of_one_name_are_two(living: Living) -> None:
    both = living.person("Football")
    group = living.group("Football", living.person("Otto"))
    living.hears(both, "I am a person")
    await living.client.send_text(living.whom(group), "to all")
    await living.client.send_text(living.whom(both), "to you")
    assert [each.text for each in living.said(group)] == ["to all"]
    assert [each.text for each in living.said(living.chat(both))] == [
        "I am a person",
        "to you",
    ]


async def test_two_of_one_name_are_told_apart_by_what_they_said(
    living: Living,
) -> None:
    one, other = living.person("Paul Twin"), living.person("Paul Twin")
    first, second = living.hears(one, "I am one"), living.hears(other, "I am two")
    for person, said in ((one, first), (other, second), (one, first)):
        whom = Whom(name="Paul Twin", room=False, messages=frozenset({said.id}))
        await living.client.send_text(whom, f"to {said.text}")
        assert living.last(living.chat(person)).text == f"to {said.text}"
    assert len(living.said(living.chat(one))) == 3
    assert len(living.said(living.chat(other))) == 2


async def test_two_of_one_name_are_never_mixed_up(living: Living) -> None:
    people = [living.person("Quentin Twin") for _ in range(2)]
    for person in people:
        living.hears(person, "hello")
    with pytest.raises(Ambiguous, match=r"2 conversations .* 'Quentin Twin'"):
        await living.client.send_text(Whom(name="Quentin Twin", room=False), "who?")
    assert [len(living.said(living.chat(person))) for person in people] == [1, 1]


async def test_two_of_one_name_are_told_apart_by_their_pictures(
    living: Living,
) -> None:
    people = [living.person("Rita Twin") for _ in range(2)]
    for person, picture in zip(people, PICTURES, strict=True):
        person.picture = picture
        living.hears(person, "hello")
    rows = [row for row in await living.client.chats() if row.name == "Rita Twin"]
    assert len({row.picture for row in rows}) == 2
    for row in rows:
        whom = Whom(name="Rita Twin", room=False, picture=row.picture)
        await living.client.send_text(whom, row.picture)
        shown = await living.client.picture(row.picture)
        [whose] = [each for each in people if each.picture == shown]
        assert living.last(living.chat(whose)).text == row.picture


async def test_who_wrote_under_a_number_is_answered_under_it(living: Living) -> None:
    stranger = living.person("Sam", saved=False)
    living.hears(stranger, "you do not know me")
    name = living.store.name_for(living.me, stranger.jid)
    await living.client.send_text(Whom(name=name, room=False), "who are you?")
    assert living.last(living.chat(stranger)).text == "who are you?"


# What stands there.


async def test_a_visit_reads_back_to_what_is_known(living: Living) -> None:
    tina = living.person("Tina")
    told = [f"number {n}{' word' * n}" for n in range(120)]
    said = [living.hears(tina, each).id for each in told]
    known = said[40]

    def enough(rows: Sequence[wire.Row]) -> bool:
        return known in ids(rows)

    visit = await living.client.visit(living.whom(tina), enough=enough)
    assert visit.screen.open is not None
    rows = visit.screen.open.rows
    assert visit.complete
    assert ids(rows)[-80:] == said[40:]
    texts = [row.text for row in rows if message_id(row.raw) in said[40:]]
    assert texts == told[40:]
    await living.until(lambda: living.me.jid in living.last(living.chat(tina)).read)


async def test_a_visit_reads_all_there_is_and_ends(living: Living) -> None:
    ugo = living.person("Ugo")
    said = [living.hears(ugo, f"number {n}").id for n in range(70)]
    visit = await living.client.visit(living.whom(ugo), enough=lambda _: False)
    assert visit.screen.open is not None
    assert (visit.complete, ids(visit.screen.open.rows)) == (True, said)
    visit = await living.client.visit(living.whom(ugo), enough=lambda _: False, most=10)
    assert not visit.complete


async def test_long_texts_are_read_whole(living: Living) -> None:
    vera = living.person("Vera")
    long = " ".join(f"word{n}" for n in range(2000))
    said = living.hears(vera, long)
    known = living.hears(vera, long)
    visit = await living.client.visit(living.whom(vera), known={known.id})
    assert visit.screen.open is not None
    rows = {message_id(row.raw): row for row in visit.screen.open.rows}
    assert (rows[said.id].text, rows[said.id].cut) == (long, False)
    assert rows[known.id].cut
    assert (await living.client.row(living.whom(vera), known.id)).row.text == long


async def test_a_message_that_is_not_there_is_not_found(living: Living) -> None:
    will = living.person("Will")
    living.hears(will, "hello")
    with pytest.raises(NotFound, match="3EB0DEADBEEF"):
        await living.client.row(living.whom(will), "3EB0DEADBEEF0000000000")


# People.


async def test_a_card_tells_what_the_page_knows_of_a_person(living: Living) -> None:
    xena: Person = living.person("Xena")
    xena.about = "on the road"
    living.hears(xena, "hello")
    card = await living.client.card(living.whom(xena))
    assert card.name == "Xena"
    assert card.about == "on the road"
    assert card.phone.replace(" ", "") == xena.phone


async def test_the_account_itself_is_not_among_the_contacts(living: Living) -> None:
    living.person("Yuri")
    names = [card.name for card in await living.client.contacts()]
    assert "Yuri" in names
    assert not [name for name in names if living.me.person.name in name]
