"""Unmodified Wechaty in TypeScript on our server: its rooms, and what is said."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from itertools import pairwise

import pytest

from conformance.hearing import eventually
from puppets.mock import Person, Room
from tests.service.foreigner import without_node
from tests.service.stage import Stage

if why := without_node():
    pytest.skip(why, allow_module_level=True)

pytestmark = pytest.mark.anyio

TEXT = 7
"""The number of a text, among the kinds of messages: TypeScript's own."""


# Rooms.


async def test_a_room_is_found_by_topic_and_by_pattern(
    walk: Stage, alice: Person
) -> None:
    garden = walk.mocker.room("garden party", alice)
    place = {"id": garden.id, "topic": "garden party"}
    assert await walk.bot.asks("find a room", topic="garden party") == place
    assert await walk.bot.asks("find rooms like", pattern="^garden") == [garden.id]
    listed = await walk.bot.asks("find all rooms")
    assert isinstance(listed, list)
    assert garden.id in listed


async def test_a_room_is_read_with_its_members(
    walk: Stage, tea: Room, alice: Person, bob: Person
) -> None:
    members = sorted([alice.id, bob.id, walk.puppet.self_id])
    read = {"id": tea.id, "topic": "tea", "owner": alice.id, "members": members}
    assert await walk.bot.asks("read a room", id=tea.id) == read


async def test_members_are_found_by_name_and_by_alias(
    walk: Stage, tea: Room, bob: Person
) -> None:
    await bob.is_called_in(tea, "Bobby")
    face = {"id": bob.id, "name": "Bob"}
    assert await walk.bot.asks("a member", id=tea.id, name="Bob") == face
    assert await walk.bot.asks("members called", id=tea.id, name="Bobby") == [bob.id]
    assert await walk.bot.asks("alias in room", id=tea.id, who=bob.id) == "Bobby"
    assert await walk.bot.asks("is in", id=tea.id, who=bob.id) is True


async def test_a_topic_is_set(walk: Stage, tea: Room, alice: Person) -> None:
    await walk.bot.asks("set topic", id=tea.id, topic="coffee")
    assert (await alice.looks_into(tea)).topic == "coffee"
    changed = await walk.bot.hears("room-topic", room=tea.id, topic="coffee")
    assert (changed["before"], changed["by"]) == ("tea", walk.puppet.self_id)
    assert await walk.bot.asks("topic", id=tea.id) == "coffee"


async def test_a_topic_that_another_sets_is_heard(
    walk: Stage, tea: Room, alice: Person
) -> None:
    await walk.bot.asks("topic", id=tea.id)
    await alice.renames(tea, "cake")
    changed = await walk.bot.hears("room-topic", room=tea.id, topic="cake")
    assert (changed["before"], changed["by"]) == ("tea", alice.id)
    assert await walk.bot.asks("topic", id=tea.id) == "cake"


async def test_an_announcement_is_made(walk: Stage, tea: Room, alice: Person) -> None:
    await walk.bot.asks("announce", id=tea.id, text="at five")
    assert await walk.bot.asks("announcement", id=tea.id) == "at five"
    assert (await alice.looks_into(tea)).announcement == "at five"


async def test_a_room_is_opened(walk: Stage, alice: Person, bob: Person) -> None:
    opened = await walk.bot.asks("open a room", topic="new", who=[alice.id, bob.id])
    assert isinstance(opened, dict)
    assert opened["topic"] == "new"
    read = await walk.bot.asks("read a room", id=opened["id"])
    assert isinstance(read, dict)
    assert {alice.id, bob.id} <= set(read["members"])


async def test_somebody_is_brought_in_and_put_out(walk: Stage, tea: Room) -> None:
    carol = walk.mocker.person("Carol")
    await walk.bot.asks("bring in", id=tea.id, who=carol.id)
    joined = await walk.bot.hears("room-join", who=[carol.id])
    assert joined["by"] == walk.puppet.self_id
    await walk.bot.asks("put out", id=tea.id, who=carol.id)
    left = await walk.bot.hears("room-leave", who=[carol.id])
    assert left["by"] == walk.puppet.self_id
    assert await walk.bot.asks("is in", id=tea.id, who=carol.id) is False


async def test_somebody_comes_and_goes(
    walk: Stage, tea: Room, alice: Person, bob: Person
) -> None:
    dave = walk.mocker.person("Dave")
    await alice.invites(tea, dave)
    joined = await walk.bot.hears("room-join", who=[dave.id])
    assert joined["by"] == alice.id
    await bob.leaves(tea)
    await walk.bot.hears("room-leave", who=[bob.id], by=bob.id)


async def test_it_leaves_a_room(walk: Stage, tea: Room, alice: Person) -> None:
    await walk.bot.asks("leave", id=tea.id)
    assert walk.puppet.self_id not in (await alice.looks_into(tea)).member_ids


async def test_an_invitation_is_accepted(walk: Stage, alice: Person) -> None:
    cellar = walk.mocker.room("cellar", alice, bot=False)
    await alice.invites_puppet(cellar)
    invited = await walk.bot.hears("room-invite")
    read = await walk.bot.asks("read an invitation", id=invited["id"])
    assert isinstance(read, dict)
    assert (read["inviter"], read["topic"]) == (alice.id, "cellar")
    await walk.bot.asks("accept an invitation", id=invited["id"])
    assert walk.puppet.self_id in (await alice.looks_into(cellar)).member_ids
    walk.bot.forget()


async def test_a_room_s_qr_code_leads_into_it(walk: Stage, tea: Room) -> None:
    code = await walk.bot.asks("room QR code", id=tea.id)
    assert isinstance(code, str)
    guest = walk.mocker.person("Guest")
    assert await guest.scans(code) == tea.id


# Talk.


async def test_what_a_person_says_is_heard_once(walk: Stage, alice: Person) -> None:
    id = await alice.says("  <b>hello</b> &amp; 👩‍👩‍👧 \n ok ")
    heard = await walk.bot.hears("message", id=id)
    assert heard["text"] == "  <b>hello</b> &amp; 👩‍👩‍👧 \n ok "
    assert (heard["talker"], heard["listener"]) == (alice.id, walk.puppet.self_id)
    assert (heard["room"], heard["type"], heard["own"]) == ("", TEXT, False)
    (said,) = await alice.sees()
    assert heard["at"] == f"{said.timestamp:%Y-%m-%dT%H:%M:%S.%f}"[:-3] + "Z"
    assert len(walk.bot.heard("message", id=id)) == 1


async def test_what_it_says_is_seen_and_comes_back_as_its_own(
    walk: Stage, alice: Person
) -> None:
    said = await walk.bot.asks("say", to=alice.id, text="good morning")
    assert isinstance(said, dict)
    assert (await alice.hears()).id == said["id"]
    echoed = await walk.bot.hears("message", id=said["id"])
    assert echoed["own"] is True


async def test_an_answer_goes_where_it_was_asked(
    walk: Stage, tea: Room, alice: Person, bob: Person
) -> None:
    id = await alice.says("anyone?", room=tea)
    heard = await walk.bot.hears("message", id=id)
    assert heard["room"] == tea.id
    await walk.bot.asks("answer", id=id, text="I am")
    assert (await alice.hears(room=tea)).text == "I am"
    assert await alice.sees() == []


async def test_who_is_mentioned_is_told_both_ways(
    walk: Stage, tea: Room, alice: Person, bob: Person
) -> None:
    said = await walk.bot.asks(
        "say to members", room=tea.id, text="tea?", who=[alice.id, bob.id]
    )
    assert isinstance(said, dict)
    assert said["mentioned"] == sorted([alice.id, bob.id])
    seen = await bob.hears(room=tea)
    assert set(seen.mention_ids) == {alice.id, bob.id}
    assert seen.text.endswith("tea?")
    id = await alice.mentions(walk.puppet.self_id, bob, text="please", room=tea)
    await walk.bot.hears("message", id=id)
    assert await walk.bot.asks("am I mentioned", id=id) is True
    mentioned = sorted([bob.id, walk.puppet.self_id])
    assert await walk.bot.asks("who is mentioned", id=id) == mentioned


async def test_what_it_says_is_taken_back(walk: Stage, alice: Person) -> None:
    said = await walk.bot.asks("say", to=alice.id, text="oops")
    assert isinstance(said, dict)
    assert await walk.bot.asks("recall", id=said["id"]) is True
    assert await alice.sees() == []


async def test_what_a_person_takes_back_is_told(walk: Stage, alice: Person) -> None:
    id = await alice.says("nothing")
    await walk.bot.hears("message", id=id)
    await alice.recalls(id)
    recalled = await walk.bot.hears("message", type=13, text=id)
    told = await walk.bot.asks("what was recalled", id=recalled["id"])
    assert isinstance(told, dict)
    assert told["text"] == "nothing"


async def test_a_message_is_passed_on(walk: Stage, alice: Person, bob: Person) -> None:
    id = await alice.says("pass this on")
    await walk.bot.hears("message", id=id)
    passed = await walk.bot.asks("forward", id=id, to=bob.id)
    seen = await bob.hears()
    assert seen.text == "pass this on"
    assert isinstance(passed, dict)
    assert passed["id"] == seen.id


async def test_a_burst_is_heard_once(
    walk: Stage,
    tea: Room,
    alice: Person,
    record_property: Callable[[str, object], None],
) -> None:
    """Wechaty reads each message on a way of its own, so that one may overtake another."""
    said = [f"{number:03}" for number in range(200)]
    for text in said:
        await alice.says(text)
        await alice.says(text, room=tea)
    for room in ("", tea.id):
        heard = partial(walk.bot.heard, "message", talker=alice.id, room=room)
        await _until(heard, len(said))
        await walk.bot.asks("ding", said=f"all in {room}")
        await walk.bot.hears("dong", said=f"all in {room}")
        texts = [str(each["text"]) for each in heard()]
        assert sorted(texts) == said
        swaps = sum(one > following for one, following in pairwise(texts))
        record_property("out of order", swaps)


async def _until(heard: Callable[[], list[dict[str, object]]], many: int) -> None:
    await eventually(lambda: len(heard()) >= many, f"all {many} of them")
