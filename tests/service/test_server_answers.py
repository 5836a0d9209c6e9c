"""What is answered reads for older clients and for newer ones."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator

import pytest

from puppets.mock import Person, Room
from puppets.payloads import MiniProgramPayload, UrlLinkPayload
from puppets.service import rpcs
from puppets.service.translate import mini_program_out, url_out, with_url
from puppets.service.wire import pb
from tests.service.calling import Caller, Served, served

pytestmark = pytest.mark.anyio

LINK = UrlLinkPayload(url="https://example.com", title="Example")


@pytest.fixture
async def stage() -> AsyncIterator[Served]:
    async with served() as stage:
        yield stage


@pytest.fixture
async def caller(stage: Served) -> AsyncIterator[Caller]:
    async with stage.caller() as caller:
        yield caller


@pytest.fixture
def alice(stage: Served) -> Person:
    return stage.mocker.person("Alice")


@pytest.fixture
def tea(stage: Served, alice: Person) -> Room:
    return stage.mocker.room("tea", alice)


async def test_an_alias_is_asked_for_set_and_taken_away(
    caller: Caller, alice: Person
) -> None:
    asked = pb.ContactAliasRequest(id=alice.id)
    for alias in ("Al", ""):
        wanted = pb.ContactAliasRequest(id=alice.id, alias=alias)
        await caller.asks(rpcs.CONTACT_ALIAS, wanted)
        found = await caller.asks(rpcs.CONTACT_ALIAS, asked)
        assert found.alias == found.alias_string_value_deprecated.value == alias
        # TypeScript's client takes an empty one for none without it.
        assert found.HasField("alias_string_value_deprecated")


async def test_a_topic_is_asked_for_and_set(caller: Caller, tea: Room) -> None:
    for topic in ("tea", "coffee"):
        wanted = pb.RoomTopicRequest(id=tea.id, topic=topic)
        await caller.asks(rpcs.ROOM_TOPIC, wanted)
        found = await caller.asks(rpcs.ROOM_TOPIC, pb.RoomTopicRequest(id=tea.id))
        assert found.topic == found.topic_string_value_deprecated.value == topic


async def test_an_announcement_is_asked_for_and_set(caller: Caller, tea: Room) -> None:
    wanted = pb.RoomAnnounceRequest(id=tea.id)
    wanted.text_string_value_deprecated.value = "hello"  # as an older client says it
    await caller.asks(rpcs.ROOM_ANNOUNCE, wanted)
    asked = pb.RoomAnnounceRequest(id=tea.id)
    found = await caller.asks(rpcs.ROOM_ANNOUNCE, asked)
    assert found.text == found.text_string_value_deprecated.value == "hello"


@pytest.mark.parametrize("older", [False, True], ids=["a newer", "an older"])
async def test_a_link_of_either_client_is_sent_and_read_by_both(
    caller: Caller, alice: Person, older: bool
) -> None:
    asked = pb.MessageSendUrlRequest(conversation_id=alice.id, url_link=url_out(LINK))
    if older:
        said = with_url(pb.MessageSendUrlRequest(), LINK).url_link_deprecated
        asked = pb.MessageSendUrlRequest(
            conversation_id=alice.id, url_link_deprecated=said
        )
    sent = await caller.asks(rpcs.MESSAGE_SEND_URL, asked)
    assert sent.id == sent.id_string_value_deprecated.value
    found = await caller.asks(rpcs.MESSAGE_URL, pb.MessageUrlRequest(id=sent.id))
    assert found.url_link.url == LINK.url
    assert json.loads(found.url_link_deprecated)["url"] == LINK.url


async def test_whatever_is_sent_is_answered_with_its_id(
    caller: Caller, alice: Person, stage: Served
) -> None:
    to, program = alice.id, MiniProgramPayload(app_id="app", title="Program")
    place = pb.LocationPayload(latitude=1.5, longitude=2.5, name="here")
    card = pb.MessageSendContactRequest(
        conversation_id=to, contact_id=stage.puppet.self_id
    )
    spot = pb.MessageSendLocationRequest(conversation_id=to, location=place)
    mini = pb.MessageSendMiniProgramRequest(
        conversation_id=to, mini_program=mini_program_out(program)
    )
    ids = [
        (await caller.asks(rpcs.MESSAGE_SEND_CONTACT, card)).id,
        (await caller.asks(rpcs.MESSAGE_SEND_LOCATION, spot)).id,
        (await caller.asks(rpcs.MESSAGE_SEND_MINI_PROGRAM, mini)).id,
    ]
    asked = pb.MessageForwardRequest(message_id=ids[0], conversation_id=to)
    ids.append((await caller.asks(rpcs.MESSAGE_FORWARD, asked)).id)
    for id in ids:
        request = pb.MessagePayloadRequest(id=id)
        assert (await caller.asks(rpcs.MESSAGE_PAYLOAD, request)).id == id
    shown = await caller.asks(
        rpcs.MESSAGE_LOCATION, pb.MessageLocationRequest(id=ids[1])
    )
    assert shown.location.latitude == 1.5
    recalled = pb.MessageRecallRequest(id=ids[0])
    assert (await caller.asks(rpcs.MESSAGE_RECALL, recalled)).success


async def test_a_room_is_opened_joined_left_and_listed(
    caller: Caller, alice: Person, stage: Served
) -> None:
    bob = stage.mocker.person("Bob")
    opening = pb.RoomCreateRequest(contact_ids=[alice.id], topic="new")
    id = (await caller.asks(rpcs.ROOM_CREATE, opening)).id
    rooms = await caller.asks(rpcs.ROOM_LIST, pb.RoomListRequest())
    assert id in rooms.ids
    members = pb.RoomMemberListRequest(id=id)
    await caller.asks(rpcs.ROOM_ADD, pb.RoomAddRequest(id=id, contact_id=bob.id))
    assert bob.id in (await caller.asks(rpcs.ROOM_MEMBER_LIST, members)).member_ids
    asked = pb.RoomMemberPayloadRequest(id=id, member_id=bob.id)
    assert (await caller.asks(rpcs.ROOM_MEMBER_PAYLOAD, asked)).name == "Bob"
    await caller.asks(rpcs.ROOM_DEL, pb.RoomDelRequest(id=id, contact_id=bob.id))
    assert bob.id not in (await caller.asks(rpcs.ROOM_MEMBER_LIST, members)).member_ids
    await caller.asks(rpcs.ROOM_QUIT, pb.RoomQuitRequest(id=id))
    rooms = await caller.asks(rpcs.ROOM_LIST, pb.RoomListRequest())
    assert id not in rooms.ids


async def test_tags_are_put_listed_and_taken_off(caller: Caller, alice: Person) -> None:
    put = pb.TagContactAddRequest(id="friends", contact_id=alice.id)
    await caller.asks(rpcs.TAG_CONTACT_ADD, put)
    hers = pb.TagContactListRequest(contact_id=alice.id)
    for asked in (hers, pb.TagContactListRequest()):
        assert [*(await caller.asks(rpcs.TAG_CONTACT_LIST, asked)).ids] == ["friends"]
    off = pb.TagContactRemoveRequest(id="friends", contact_id=alice.id)
    await caller.asks(rpcs.TAG_CONTACT_REMOVE, off)
    assert not (await caller.asks(rpcs.TAG_CONTACT_LIST, hers)).ids
