"""What is told late is heard, and changes nothing that is known of later."""

from __future__ import annotations

import pytest

from puppets import RoomPayload

from .tellings import ROOM, START, Hearer, by_standing, told
from .updates import BOB, EVE, GROUP, JSON, SELF, SUPERGROUP, said

pytestmark = pytest.mark.anyio


ANSWER = said(SUPERGROUP, reply_to_message=said(SUPERGROUP, EVE))


@pytest.mark.parametrize(
    "late",
    [
        {"message": said(SUPERGROUP, EVE, text="hi")},
        {"message": said(SUPERGROUP, EVE, caption="hi")},
        {"message": {**ANSWER, "date": START + 5}},
        {
            "message_reaction": {
                "chat": SUPERGROUP,
                "message_id": 5,
                "date": START,
                "user": EVE,
            }
        },
    ],
    ids=["words", "a picture", "an answer to it", "a reaction"],
)
async def test_who_went_is_no_member_for_what_was_said_before(
    hearer: Hearer, late: JSON
) -> None:
    await hearer.hear(by_standing(900, START, came=False))
    await hearer.hear(told(901, **late))
    assert "8" not in await hearer.members()
    again = {**said(SUPERGROUP, EVE, text="again"), "date": START + 9}
    await hearer.hear(told(902, message=again))
    assert "8" in await hearer.members()


async def test_a_room_that_was_left_is_not_listed_for_what_was_said_before(
    hearer: Hearer,
) -> None:
    await hearer.hear(by_standing(900, START + 1, came=True, who=SELF))
    await hearer.hear(by_standing(901, START + 5, came=False, who=SELF))
    await hearer.hear(told(902, message=said(SUPERGROUP, BOB, text="hi")))
    assert await hearer.memory.keys(RoomPayload) == ()
    await hearer.hear(by_standing(903, START + 5, came=True, who=SELF))
    assert await hearer.memory.keys(RoomPayload) == (ROOM,)


async def test_a_room_that_moved_is_not_listed_for_what_was_said_before(
    hearer: Hearer,
) -> None:
    moves = said(SUPERGROUP, migrate_from_chat_id=GROUP["id"])
    await hearer.hear(told(900, message=moves))
    await hearer.hear(told(901, message=said(GROUP, EVE, text="hi")))
    assert await hearer.memory.keys(RoomPayload) == (ROOM,)


async def test_the_name_that_a_room_had_does_not_come_back(hearer: Hearer) -> None:
    renamed = said({**SUPERGROUP, "title": "tea"}, new_chat_title="tea")
    await hearer.hear(told(900, message={**renamed, "date": START + 5}))
    await hearer.hear(by_standing(901, START, came=True))
    room = await hearer.memory.load(RoomPayload, ROOM)
    assert room is not None
    assert room.topic == "tea"
