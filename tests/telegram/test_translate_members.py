"""Who comes, goes and reacts, and the events that it is."""

from __future__ import annotations

import pytest

from puppets import (
    DirtyEvent,
    DirtyType,
    Event,
    ReactionEvent,
    RoomJoinEvent,
    RoomLeaveEvent,
)

from .updates import (
    BOB,
    CHANNEL,
    GROUP,
    JSON,
    PRIVATE,
    SELF,
    SUPERGROUP,
    WHEN,
    events,
    exactly,
    standing,
    update,
)

# Members.


IN = ["creator", "administrator", "member", {"status": "restricted", "is_member": True}]
OUT = ["left", "kicked", {"status": "restricted", "is_member": False}]


@pytest.mark.parametrize("new", IN, ids=str)
@pytest.mark.parametrize("old", OUT, ids=str)
def test_someone_is_in_who_was_not(old: object, new: object) -> None:
    [event] = events(update(chat_member=standing(SUPERGROUP, old, new)))
    wanted = RoomJoinEvent(
        key="900",
        room_id="-1001234567890",
        timestamp=WHEN,
        inviter_id="7",
        invitee_ids=("8",),
    )
    assert exactly(event, wanted)


@pytest.mark.parametrize("old", IN, ids=str)
@pytest.mark.parametrize("new", OUT, ids=str)
def test_someone_is_out_who_was_in(old: object, new: object) -> None:
    [event] = events(update(chat_member=standing(SUPERGROUP, old, new)))
    wanted = RoomLeaveEvent(
        key="900",
        room_id="-1001234567890",
        timestamp=WHEN,
        remover_id="7",
        removee_ids=("8",),
    )
    assert exactly(event, wanted)


def shuffled(room: str) -> list[Event]:
    return [
        DirtyEvent(key="900 room", payload_type=DirtyType.ROOM, payload_id=room),
        DirtyEvent(
            key="900 member", payload_type=DirtyType.ROOM_MEMBER, payload_id=room
        ),
    ]


@pytest.mark.parametrize(
    ("old", "new"),
    [("member", "administrator"), ("left", "kicked")],
    ids=["promoted", "banned when gone"],
)
@pytest.mark.parametrize("kind", ["chat_member", "my_chat_member"])
def test_another_standing_makes_a_room_dirty(kind: str, old: str, new: str) -> None:
    found = events(update(**{kind: standing(SUPERGROUP, old, new)}))
    assert len(found) == 2
    assert all(map(exactly, found, shuffled("-1001234567890")))


def test_in_a_basic_group_the_service_message_is_the_event() -> None:
    found = events(update(chat_member=standing(GROUP, "left", "member")))
    assert len(found) == 2
    assert all(map(exactly, found, shuffled("-1")))


def test_the_puppet_is_let_into_a_basic_group() -> None:
    told = standing(GROUP, "left", "member", SELF)
    wanted = RoomJoinEvent(
        key="900",
        room_id="-1",
        timestamp=WHEN,
        inviter_id="7",
        invitee_ids=("42",),
    )
    [event] = events(update(my_chat_member=told))
    assert exactly(event, wanted)


def test_the_puppet_is_thrown_out() -> None:
    told = standing(GROUP, "administrator", "kicked", SELF)
    wanted = RoomLeaveEvent(
        key="900",
        room_id="-1",
        timestamp=WHEN,
        remover_id="7",
        removee_ids=("42",),
    )
    [event] = events(update(my_chat_member=told))
    assert exactly(event, wanted)


@pytest.mark.parametrize(
    ("old", "new"), [("member", "kicked"), ("kicked", "member")], ids=["on", "off"]
)
def test_a_person_who_blocks_the_bot_is_dirty(old: str, new: str) -> None:
    wanted = DirtyEvent(key="900", payload_type=DirtyType.CONTACT, payload_id="7")
    [event] = events(update(my_chat_member=standing(PRIVATE, old, new, SELF)))
    assert exactly(event, wanted)


# Reactions.


def face(emoji: str) -> JSON:
    return {"type": "emoji", "emoji": emoji}


def reacted(old: list[JSON], new: list[JSON], **by: object) -> list[Event]:
    told = {
        "chat": GROUP,
        "message_id": 5,
        "date": 1700000000,
        "old_reaction": old,
        "new_reaction": new,
        **(by or {"user": BOB}),
    }
    return events(update(message_reaction=told))


def reaction(emoji: str, key: str, *, added: bool, by: str = "7") -> ReactionEvent:
    return ReactionEvent(
        key=key,
        message_id="-1:5",
        conversation="-1",
        contact_id=by,
        emoji=emoji,
        timestamp=WHEN,
        added=added,
    )


def test_a_reaction() -> None:
    [event] = reacted([], [face("👍")])
    assert exactly(event, reaction("👍", "900 +👍", added=True))


def test_a_reaction_taken_away() -> None:
    [event] = reacted([face("👍")], [])
    assert exactly(event, reaction("👍", "900 -👍", added=False))


def test_a_reaction_exchanged_for_others() -> None:
    found = reacted([face("👍"), face("🔥")], [face("🔥"), face("🎉"), face("👏")])
    wanted = [
        reaction("👍", "900 -👍", added=False),
        reaction("🎉", "900 +🎉", added=True),
        reaction("👏", "900 +👏", added=True),
    ]
    assert len(found) == 3
    assert all(map(exactly, found, wanted))


def test_a_reaction_with_an_emoji_of_one_s_own_is_told_by_its_id() -> None:
    [event] = reacted([], [{"type": "custom_emoji", "custom_emoji_id": "123"}])
    assert exactly(event, reaction("123", "900 +123", added=True))


def test_a_paid_reaction_is_told_by_its_kind() -> None:
    [event] = reacted([], [{"type": "paid"}])
    assert exactly(event, reaction("paid", "900 +paid", added=True))


def test_a_chat_reacts_as_itself() -> None:
    [event] = reacted([], [face("👍")], actor_chat=CHANNEL)
    by = "chat-1009876543210"
    assert exactly(event, reaction("👍", "900 +👍", added=True, by=by))


def test_a_reaction_of_nobody_is_the_chat_s() -> None:
    [event] = reacted([], [face("👍")], user=None)
    assert exactly(event, reaction("👍", "900 +👍", added=True, by="chat-1"))
