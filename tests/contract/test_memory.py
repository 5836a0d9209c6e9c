"""What a memory keeps, and for how long."""

from __future__ import annotations

import pytest

from puppets import (
    Batch,
    ContactPayload,
    FriendshipEvent,
    FriendshipPayload,
    FriendshipType,
    HeartbeatEvent,
    InProcessMemory,
    Memory,
    MessagePayload,
    PostEvent,
    PostPayload,
    RoomInvitationPayload,
    RoomInviteEvent,
    RoomMemberPayload,
    RoomPayload,
)
from tests.contract.tiny import NOON, said

pytestmark = pytest.mark.anyio


@pytest.fixture
async def memory() -> Memory:
    memory = InProcessMemory(keys_kept=3, payloads_kept=2)
    await memory.open()
    return memory


async def test_it_begins_with_nothing(memory: Memory) -> None:
    assert memory.cursor is None
    assert memory.depth == 0
    assert await memory.unfinished() == ()
    assert await memory.malformed() == ()
    assert await memory.keys(ContactPayload) == ()
    assert await memory.load(ContactPayload, "alice") is None


async def test_accepting_is_keeping_until_it_is_finished(memory: Memory) -> None:
    first, second = await memory.accept(
        Batch(events=(said("1"), said("2")), cursor="c")
    )
    assert memory.cursor == "c"
    assert memory.depth == 2
    await memory.finish(first.number)
    await memory.finish(first.number)
    assert await memory.unfinished() == (second,)
    assert second.event == said("2")


async def test_no_cursor_leaves_the_cursor_where_it_was(memory: Memory) -> None:
    await memory.accept(Batch(cursor="c"))
    await memory.accept(Batch())
    assert memory.cursor == "c"


async def test_a_repeat_is_not_accepted(memory: Memory) -> None:
    await memory.accept(Batch(events=(said("1"),)))
    assert await memory.accept(Batch(events=(said("1"),))) == ()
    assert memory.depth == 1


async def test_the_oldest_key_is_forgotten_past_the_bound(memory: Memory) -> None:
    await memory.accept(Batch(events=tuple(said(str(n)) for n in range(4))))
    assert len(await memory.accept(Batch(events=(said("1"),)))) == 0
    assert len(await memory.accept(Batch(events=(said("0"),)))) == 1


async def test_what_tells_of_the_puppet_itself_is_passed_but_not_kept(
    memory: Memory,
) -> None:
    assert len(await memory.accept(Batch(events=(HeartbeatEvent(),)))) == 1
    assert memory.depth == 0


async def test_payloads_are_known_by_kind_and_key_up_to_the_bound(
    memory: Memory,
) -> None:
    alice, bob, carol = (ContactPayload(id=id, name=id) for id in ("a", "b", "c"))
    await memory.save(alice, bob, RoomPayload(id="a", topic="tea"))
    assert await memory.load(ContactPayload, "a") == alice
    await memory.save(carol)
    assert await memory.keys(ContactPayload) == ("b", "c")
    assert await memory.keys(RoomPayload) == ("a",)
    await memory.forget(ContactPayload, "b")
    await memory.forget(ContactPayload, "b")
    assert await memory.keys(ContactPayload) == ("c",)


async def test_a_member_is_known_by_room_and_id(memory: Memory) -> None:
    member = RoomMemberPayload(room_id="tea", id="alice", name="Alice")
    await memory.save(member)
    assert await memory.load(RoomMemberPayload, "tea alice") == member


async def test_what_events_carry_is_known(memory: Memory) -> None:
    friendship = FriendshipPayload(
        id="f", contact_id="alice", type=FriendshipType.RECEIVE, timestamp=NOON
    )
    invitation = RoomInvitationPayload(
        id="i", inviter_id="alice", receiver_id="tiny", topic="tea", timestamp=NOON
    )
    post = PostPayload(id="p")
    events = (
        FriendshipEvent(friendship=friendship),
        RoomInviteEvent(invitation=invitation),
        PostEvent(post=post),
        said("1"),
    )
    await memory.accept(Batch(events=events))
    assert events[0].conversation_id == "alice"
    assert await memory.load(FriendshipPayload, "f") == friendship
    assert await memory.load(RoomInvitationPayload, "i") == invitation
    assert await memory.load(PostPayload, "p") == post
    assert await memory.load(MessagePayload, "1") == said("1").message


async def test_the_provider_keeps_small_state(memory: Memory) -> None:
    assert await memory.state("moved") is None
    await memory.set_state("moved", b"-1 -100")
    assert await memory.state("moved") == b"-1 -100"
    await memory.set_state("moved", None)
    await memory.set_state("moved", None)
    assert await memory.state("moved") is None


async def test_closing_forgets_nothing(memory: Memory) -> None:
    await memory.accept(Batch(events=(said("1"),), cursor="c"))
    await memory.close()
    await memory.open()
    assert (memory.cursor, memory.depth) == ("c", 1)
