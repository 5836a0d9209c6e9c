"""Who and where: what is known from what is told."""

from __future__ import annotations

import msgspec

from puppets import ContactPayload, ContactType, RoomMemberPayload, RoomPayload
from puppets.payloads import Payload
from puppets.telegram import people, wire

from .updates import (
    BOB,
    CHANNEL,
    EVE,
    GROUP,
    JSON,
    PRIVATE,
    SELF,
    SUPERGROUP,
    said,
    standing,
    update,
)

BOB_KNOWN = ContactPayload(id="7", name="Bob Stone")
EVE_KNOWN = ContactPayload(id="8", name="Eve", handle="Eve_1")
SELF_KNOWN = ContactPayload(
    id="42", name="Puppet", handle="puppet_bot", type=ContactType.OFFICIAL
)
TEA = RoomPayload(id="-1", topic="tea")
NEWS = RoomPayload(id="-1009876543210", topic="news")
NEWS_SPEAKS = ContactPayload(
    id="chat-1009876543210", name="news", type=ContactType.OFFICIAL
)


def known(**body: object) -> list[Payload]:
    return people.known(update(**body).update)


def in_tea(person: ContactPayload) -> RoomMemberPayload:
    return RoomMemberPayload(room_id="-1", id=person.id, name=person.name)


def friend(person: ContactPayload, *, friend: bool = True) -> ContactPayload:
    return ContactPayload(
        id=person.id, name=person.name, handle=person.handle, friend=friend
    )


# People.


def test_a_name_is_never_empty() -> None:
    def name(**fields: str) -> str:
        user = msgspec.convert({"id": 7, **fields}, wire.User)
        return people.contact(user).name

    assert name(first_name="Bob", last_name="Stone") == "Bob Stone"
    assert name(first_name="Bob") == "Bob"
    assert name(last_name="Stone") == "Stone"
    assert name(username="bob_1") == "bob_1"
    assert name() == "7"


def test_a_bot_is_official() -> None:
    bot = wire.User(id=42, is_bot=True, first_name="Puppet", username="puppet_bot")
    assert people.contact(bot) == SELF_KNOWN


def test_what_get_chat_tells_is_joined_to_what_was_known() -> None:
    chat = wire.Chat(
        id=7, type="private", first_name="Bob", last_name="S", username="b", bio="tea"
    )
    before = ContactPayload(
        id="7", name="Robert", type=ContactType.OFFICIAL, friend=False, phones=("+1",)
    )
    assert people.person(chat, before) == ContactPayload(
        id="7",
        name="Bob S",
        type=ContactType.OFFICIAL,
        handle="b",
        friend=False,
        phones=("+1",),
        signature="tea",
    )
    assert people.person(chat, None) == ContactPayload(
        id="7", name="Bob S", handle="b", signature="tea"
    )


def test_a_deleted_account_is_called_by_its_id() -> None:
    assert people.person(wire.Chat(id=7, type="private"), None).name == "7"


def test_a_chat_that_speaks() -> None:
    assert people.speaker(
        wire.Chat(id=-1, type="channel", title="news", username="n")
    ) == (
        ContactPayload(id="chat-1", name="news", type=ContactType.OFFICIAL, handle="n")
    )
    assert people.speaker(wire.Chat(id=-1, type="channel", username="n")).name == "n"
    assert people.speaker(wire.Chat(id=-1, type="channel")).name == "chat-1"


# Rooms.


def member(number: int, status: str, **more: str) -> wire.Member:
    user = {"id": number, "first_name": "M"}
    return msgspec.convert({"user": user, "status": status, **more}, wire.Member)


def test_a_room_with_its_administrators() -> None:
    chat = wire.Chat(id=-1, type="group", title="tea", username="tea_room")
    staff = (member(8, "administrator"), member(7, "creator"))
    assert people.room(chat, staff, ("42", "8", "7")) == RoomPayload(
        id="-1",
        topic="tea",
        member_ids=("42", "8", "7"),
        owner_id="7",
        admin_ids=("8", "7"),
        handle="tea_room",
    )


def test_a_topic_is_never_empty() -> None:
    assert people.room(wire.Chat(id=-1, type="group", username="u")).topic == "u"
    assert people.room(wire.Chat(id=-1, type="group")).topic == "-1"
    assert people.room(wire.Chat(id=-1, type="group")).owner_id is None


def test_a_member_has_a_title_or_a_tag() -> None:
    wanted = RoomMemberPayload(room_id="-1", id="7", name="M", room_alias="host")
    assert people.member("-1", member(7, "creator", custom_title="host")) == wanted
    assert people.member("-1", member(7, "member", tag="host")) == wanted
    assert people.member("-1", member(7, "member")).room_alias == ""


# What an update tells of.


def test_a_direct_message_tells_of_a_friend() -> None:
    assert known(message=said(text="hi")) == [friend(BOB_KNOWN)]


def test_a_bot_is_no_friend() -> None:
    assert known(message=said(PRIVATE, SELF, text="hi")) == [SELF_KNOWN]


def test_a_message_in_a_group_tells_of_the_group_and_a_member() -> None:
    wanted = [TEA, BOB_KNOWN, in_tea(BOB_KNOWN)]
    assert known(message=said(GROUP, text="hi")) == wanted
    assert known(edited_message=said(GROUP, text="hi")) == wanted


def test_a_post_in_a_channel_tells_of_the_channel() -> None:
    for post in (said(CHANNEL, None), said(CHANNEL, None, sender_chat=CHANNEL)):
        assert known(channel_post=post) == [NEWS, NEWS_SPEAKS]
        assert known(edited_channel_post=post) == [NEWS, NEWS_SPEAKS]


def test_who_is_answered_and_mentioned_is_known() -> None:
    marked = {"type": "text_mention", "offset": 0, "length": 3, "user": EVE}
    question = said(GROUP, SELF, text="?")
    answer = said(GROUP, text="Eve", entities=[marked], reply_to_message=question)
    assert known(message=answer) == [
        TEA,
        SELF_KNOWN,
        in_tea(SELF_KNOWN),
        BOB_KNOWN,
        in_tea(BOB_KNOWN),
        EVE_KNOWN,
    ]
    assert EVE_KNOWN in known(message=said(caption="Eve", caption_entities=[marked]))


def test_who_comes_is_a_member_and_who_goes_is_none() -> None:
    assert known(message=said(GROUP, new_chat_members=[EVE])) == [
        TEA,
        BOB_KNOWN,
        in_tea(BOB_KNOWN),
        EVE_KNOWN,
        in_tea(EVE_KNOWN),
    ]
    assert known(message=said(GROUP, left_chat_member=EVE)) == [
        TEA,
        BOB_KNOWN,
        in_tea(BOB_KNOWN),
        EVE_KNOWN,
    ]


def test_a_card_tells_of_a_phone_number() -> None:
    card: JSON = {"phone_number": "+1", "first_name": "Al", "last_name": "Bo"}
    assert known(message=said(contact={**card, "user_id": 9})) == [
        friend(BOB_KNOWN),
        ContactPayload(id="9", name="Al Bo", phones=("+1",)),
    ]
    assert known(message=said(contact=card)) == [friend(BOB_KNOWN)]


def test_another_standing_tells_of_a_member() -> None:
    assert known(chat_member=standing(GROUP, "member", "administrator", EVE)) == [
        TEA,
        BOB_KNOWN,
        in_tea(BOB_KNOWN),
        EVE_KNOWN,
        in_tea(EVE_KNOWN),
    ]
    assert known(my_chat_member=standing(GROUP, "member", "left", SELF)) == [
        TEA,
        BOB_KNOWN,
        in_tea(BOB_KNOWN),
        SELF_KNOWN,
    ]


def test_who_blocks_the_bot_is_no_friend() -> None:
    assert known(my_chat_member=standing(PRIVATE, "member", "kicked", SELF)) == [
        friend(BOB_KNOWN, friend=False)
    ]
    assert known(my_chat_member=standing(PRIVATE, "member", "member", SELF)) == [
        friend(BOB_KNOWN)
    ]


def test_a_reaction_tells_of_who_reacts() -> None:
    change: JSON = {"chat": GROUP, "message_id": 5, "date": 1, "user": BOB}
    assert known(message_reaction=change) == [TEA, BOB_KNOWN, in_tea(BOB_KNOWN)]
    by_chat: JSON = {"chat": SUPERGROUP, "message_id": 5, "date": 1}
    coffee = RoomPayload(id="-1001234567890", topic="coffee")
    assert known(message_reaction={**by_chat, "actor_chat": CHANNEL}) == [
        coffee,
        NEWS_SPEAKS,
    ]
    assert known(message_reaction=by_chat) == [
        coffee,
        ContactPayload(
            id="chat-1001234567890", name="coffee", type=ContactType.OFFICIAL
        ),
    ]


def test_handles_are_told_in_lower_case() -> None:
    entity = {"type": "mention", "offset": 0, "length": 6}
    told = update(message=said(text="@Eve_1", entities=[entity]))
    assert people.handles(told.update) == {"eve_1"}
    assert people.handles(update(message=said(text="@Eve_1")).update) == frozenset()
