"""What is an operation, which a puppet has, and what it lacks."""

from __future__ import annotations

import inspect

import pytest

from puppets import (
    YOU,
    ContactPayload,
    ContactQuery,
    ErrorEvent,
    FileBox,
    FriendshipQuery,
    LocationPayload,
    MemberQuery,
    MessageQuery,
    MiniProgramPayload,
    NotFound,
    PostPayload,
    RoomMemberPayload,
    RoomPayload,
    RoomQuery,
    Unavailable,
    Unsupported,
    UrlLinkPayload,
)
from puppets._operations import operations
from tests.contract.tiny import TinyPuppet, heard, said

OPTIONAL = sorted(name for name, need in operations().items() if need.optional)
SAMPLES = {
    str: "x",
    ContactPayload: ContactPayload(id="alice", name="Alice"),
    FileBox: FileBox.from_bytes(b"tea", name="tea.txt"),
}


class Peopled(TinyPuppet):
    """Knows some people, some rooms, and who is in them."""

    async def contact_list(self) -> list[str]:
        return ["alice", "bob", "nobody"]

    async def contact_payload(self, contact_id: str) -> ContactPayload:
        if contact_id == "cut":
            raise Unavailable("cut")
        await super().contact_payload(contact_id)
        alias = "Ally" if contact_id == "alice" else ""
        return ContactPayload(id=contact_id, name=contact_id.title(), alias=alias)

    async def room_list(self) -> list[str]:
        return ["tea", "coffee"]

    async def room_member_list(self, room_id: str) -> list[str]:
        return ["alice", "bob", "tiny"]

    async def room_member_payload(
        self, room_id: str, contact_id: str
    ) -> RoomMemberPayload:
        return RoomMemberPayload(
            room_id=room_id,
            id=contact_id,
            name=contact_id.title(),
            room_alias="Bobby" if contact_id == "bob" else "",
        )


def test_a_puppet_can_do_what_it_overrides() -> None:
    assert TinyPuppet().capabilities == frozenset()
    assert Peopled().capabilities == {
        "contact_list",
        "room_list",
        "room_member_list",
        "room_member_payload",
    }


def test_a_mixin_gives_capabilities_too() -> None:
    class Announcing:
        async def room_announce(self, room_id: str) -> str:
            return "tea at five"

    class Mixed(Announcing, TinyPuppet):
        pass

    assert Mixed().capabilities == {"room_announce"}


@pytest.mark.anyio
@pytest.mark.parametrize("name", OPTIONAL)
async def test_what_it_lacks_is_unsupported(name: str) -> None:
    method = getattr(TinyPuppet(), name)
    parameters = inspect.signature(method).parameters.values()
    needed = [
        p for p in parameters if p.default is p.empty and p.kind != p.VAR_POSITIONAL
    ]
    with pytest.raises(Unsupported, match=f"^tiny has no {name}$") as caught:
        await method(*("x" for _ in needed))
    assert (caught.value.platform, caught.value.operation) == ("tiny", name)


@pytest.mark.anyio
async def test_contacts_are_searched_by_name_alias_and_id() -> None:
    async with Peopled() as puppet:
        assert await puppet.contact_search() == ["alice", "bob", "nobody"]
        assert await puppet.contact_search("Ally") == ["alice"]
        assert await puppet.contact_search("Bob") == ["bob"]
        assert await puppet.contact_search(ContactQuery(id="carol")) == ["carol"]
        assert await puppet.contact_search(ContactQuery(id="nobody")) == []
        both = ContactQuery(name="Alice", alias="Bobby")
        assert await puppet.contact_search(both) == []


@pytest.mark.anyio
async def test_a_contact_that_cannot_be_read_is_said_and_left_out() -> None:
    async with Peopled() as puppet:
        with puppet.listen(ErrorEvent) as errors:
            assert await puppet.contact_search(ContactQuery(id="cut")) == []
            (event,) = await heard(errors)
    assert isinstance(event, ErrorEvent)
    assert isinstance(event.error, Unavailable)


@pytest.mark.anyio
async def test_rooms_are_searched_by_topic_and_id() -> None:
    async with Peopled() as puppet:
        assert await puppet.room_search() == ["tea", "coffee"]
        assert await puppet.room_search("topic 1") == ["tea"]
        assert await puppet.room_search(RoomQuery(id="milk", topic="topic 3")) == [
            "milk"
        ]
        assert await puppet.room_topic("coffee") == "topic 2"


@pytest.mark.anyio
async def test_a_room_or_member_that_cannot_be_read_is_said_and_left_out() -> None:
    class Locked(Peopled):
        async def room_payload(self, room_id: str) -> RoomPayload:
            raise Unavailable(room_id) if room_id == "tea" else NotFound(room_id)

        async def room_member_payload(
            self, room_id: str, contact_id: str
        ) -> RoomMemberPayload:
            raise Unavailable(contact_id)

    async with Locked() as puppet:
        with puppet.listen(ErrorEvent) as errors:
            assert await puppet.room_search("topic") == []
            assert await puppet.room_member_search("tea", MemberQuery(name="Bob")) == []
            said = await heard(errors, 4)
    reasons = [str(event.error) for event in said if isinstance(event, ErrorEvent)]
    assert reasons == ["tea", "alice", "bob", "tiny"]


@pytest.mark.anyio
async def test_members_are_searched_by_every_name_they_have() -> None:
    async with Peopled() as puppet:
        assert await puppet.room_member_search("tea", YOU) == ["tiny"]
        assert await puppet.room_member_search("tea", "Bobby") == ["bob"]
        assert await puppet.room_member_search("tea", "Ally") == ["alice"]
        assert await puppet.room_member_search("tea", "Tiny") == ["tiny"]
        query = MemberQuery(name="Bob", room_alias="Bobby")
        assert await puppet.room_member_search("tea", query) == ["bob"]
        query = MemberQuery(name="Bob", contact_alias="Ally")
        assert await puppet.room_member_search("tea", query) == []


@pytest.mark.anyio
async def test_messages_are_searched_among_those_known() -> None:
    async with TinyPuppet() as puppet:
        id = await puppet.message_send_text("alice", "hello")
        assert await puppet.message_search() == [id]
        assert await puppet.message_search(MessageQuery(text="hello")) == [id]
        assert await puppet.message_search(MessageQuery(talker_id="alice")) == []
        with pytest.raises(NotFound, match=r"^tiny knows no message 'x'$"):
            await puppet.message_payload("x")


@pytest.mark.anyio
async def test_friendships_seen_are_listed_and_searched_by_one_key() -> None:
    async with TinyPuppet() as puppet:
        assert await puppet.friendship_list() == []
        with pytest.raises(Unsupported, match="friendship_search_phone"):
            await puppet.friendship_search(FriendshipQuery(phone="1"))
        with pytest.raises(Unsupported, match="friendship_search_handle"):
            await puppet.friendship_search(FriendshipQuery(handle="x"))


@pytest.mark.anyio
@pytest.mark.parametrize(
    ("sayable", "operation"),
    [
        pytest.param(SAMPLES[FileBox], "message_send_file", id="a file"),
        pytest.param(SAMPLES[ContactPayload], "message_send_contact", id="a contact"),
        pytest.param(UrlLinkPayload(url="x"), "message_send_url", id="a link"),
        pytest.param(
            LocationPayload(latitude=0, longitude=0),
            "message_send_location",
            id="a place",
        ),
        pytest.param(
            MiniProgramPayload(), "message_send_mini_program", id="a mini program"
        ),
        pytest.param(PostPayload(), "message_send_post", id="a post"),
    ],
)
async def test_whatever_can_be_said_is_sent_by_its_own_operation(
    sayable: FileBox | UrlLinkPayload, operation: str
) -> None:
    async with TinyPuppet() as puppet:
        with pytest.raises(Unsupported, match=f"^tiny has no {operation}$"):
            await puppet.message_send("alice", sayable)


@pytest.mark.anyio
async def test_text_is_sent_as_text() -> None:
    async with TinyPuppet() as puppet:
        await puppet.message_send("alice", "hello")
        assert puppet.sent == [("alice", "hello")]


@pytest.mark.parametrize(
    "query",
    [ContactQuery, RoomQuery, MemberQuery, MessageQuery],
    ids=lambda query: query.__name__,
)
def test_a_query_without_a_field_is_a_mistake(query: type[ContactQuery]) -> None:
    with pytest.raises(ValueError, match=f"^{query.__name__} needs at least one of: "):
        query()


def test_a_search_for_a_friend_takes_exactly_one_key() -> None:
    with pytest.raises(ValueError, match="exactly one of: phone, handle"):
        FriendshipQuery()
    with pytest.raises(ValueError, match="exactly one of: phone, handle"):
        FriendshipQuery(phone="1", handle="x")


def test_a_query_agrees_with_patterns_and_with_absent_fields() -> None:
    import re

    message = said("1", text="hello").message
    assert MessageQuery(text=re.compile("l+")).matches(message)
    assert not MessageQuery(room_id="tea").matches(message)
    assert MessageQuery(text=re.compile("hello"), talker_id="alice").matches(message)
    assert repr(YOU) == "YOU"
