"""Who and where, as Slack tells of them."""

from __future__ import annotations

import msgspec
import pytest

from puppets import ContactType
from puppets.slack import answers, people, wire

from .payloads import JSON


def user(**more: object) -> wire.User:
    return msgspec.convert({"id": "U0ALICE", "name": "alice"} | more, wire.User)


def channel(**more: object) -> answers.Channel:
    return msgspec.convert({"id": "C0TEA", "name": "tea"} | more, answers.Channel)


def test_a_person_as_the_profile_tells_of_them() -> None:
    found = people.contact(
        user(
            real_name="never mind",
            profile={
                "real_name": "Alice &amp; Co",
                "display_name": "ally",
                "title": "Head of tea",
                "phone": "+4930123456",
                "status_text": "out :tea:",
                "image_72": "https://a.example/72.png",
                "image_512": "https://a.example/512.png",
            },
        )
    )
    assert (found.id, found.name, found.alias) == ("U0ALICE", "Alice & Co", "ally")
    assert (found.handle, found.title) == ("alice", "Head of tea")
    assert found.phones == ("+4930123456",)
    assert found.signature == "out 🍵"
    assert found.avatar == "https://a.example/512.png"
    assert (found.type, found.friend) == (ContactType.INDIVIDUAL, None)
    assert found.coworker is True


@pytest.mark.parametrize(
    ("told", "name"),
    [
        ({"profile": {"real_name": "Alice", "display_name": "ally"}}, "Alice"),
        ({"real_name": "Alice", "profile": {"real_name": ""}}, "Alice"),
        ({"profile": {"real_name": None, "display_name": "ally"}}, "ally"),
        ({"profile": {}}, "alice"),
        ({"name": "", "profile": {}}, "U0ALICE"),
        ({"name": None}, "U0ALICE"),
    ],
    ids=str,
)
def test_a_name_is_never_empty(told: JSON, name: str) -> None:
    assert people.contact(user(**told)).name == name


@pytest.mark.parametrize(
    ("told", "type"),
    [
        ({"is_bot": True}, ContactType.OFFICIAL),
        ({"id": "USLACKBOT"}, ContactType.OFFICIAL),
        ({"is_bot": False}, ContactType.INDIVIDUAL),
    ],
    ids=str,
)
def test_bots_are_told_from_people(told: JSON, type: ContactType) -> None:
    assert people.contact(user(**told)).type is type


def test_who_was_deactivated_is_nobody_to_write_to() -> None:
    assert people.contact(user(deleted=True)).friend is False


def test_who_comes_from_elsewhere_is_no_coworker() -> None:
    assert people.contact(user(is_stranger=True)).coworker is False


def test_a_bot_that_is_no_user() -> None:
    told = {"id": "B0CI", "name": "CI &amp; CD", "icons": {"image_72": "https://a/b"}}
    found = people.bot(msgspec.convert(told, answers.Bot))
    assert (found.id, found.name, found.avatar) == ("B0CI", "CI & CD", "https://a/b")
    assert found.type is ContactType.OFFICIAL
    assert people.bot(msgspec.convert({"id": "B0CI"}, answers.Bot)).name == "B0CI"


def test_a_channel_as_a_room() -> None:
    found = people.room(
        channel(topic={"value": "tea &amp; :cake:"}, creator="U0ALICE"), ("U0ALICE",)
    )
    assert (found.id, found.topic, found.handle) == ("C0TEA", "tea & 🍰", "tea")
    assert (found.owner_id, found.member_ids) == ("U0ALICE", ("U0ALICE",))
    assert found.external is False


@pytest.mark.parametrize(
    ("told", "topic"),
    [
        ({"topic": {"value": ""}}, "tea"),
        ({"name": None}, "C0TEA"),
        ({"name": ""}, "C0TEA"),
    ],
    ids=str,
)
def test_a_topic_is_never_empty(told: JSON, topic: str) -> None:
    assert people.topic(channel(**told)) == topic


def test_a_purpose_is_read_as_people_read_it() -> None:
    assert people.announcement(channel(purpose={"value": "a &lt;b&gt;"})) == "a <b>"


def test_a_member_is_known_by_their_own_name_alone() -> None:
    who = people.contact(user(profile={"real_name": "Alice", "image_72": "https://a"}))
    found = people.member("C0TEA", who)
    assert (found.room_id, found.id, found.name) == ("C0TEA", "U0ALICE", "Alice")
    assert (found.room_alias, found.avatar) == ("", "https://a")
