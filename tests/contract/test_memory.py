"""What a memory keeps, and for how long."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from puppets import (
    Batch,
    ContactPayload,
    ErrorEvent,
    FriendshipEvent,
    FriendshipPayload,
    FriendshipType,
    GapEvent,
    HeartbeatEvent,
    InProcessMemory,
    Malformed,
    Memory,
    MessageEditEvent,
    MessagePayload,
    PostEvent,
    PostPayload,
    RoomInvitationPayload,
    RoomInviteEvent,
    RoomMemberPayload,
    RoomPayload,
    SqliteMemory,
)
from tests.contract.tiny import NOON, said

pytestmark = pytest.mark.anyio


@pytest.fixture(params=["in process", "in a file"])
async def memory(
    request: pytest.FixtureRequest, tmp_path: Path
) -> AsyncIterator[Memory]:
    memory: Memory = (
        InProcessMemory(keys_kept=3, payloads_kept=2)
        if request.param == "in process"
        else SqliteMemory(tmp_path / "tiny.sqlite", keys_kept=3, payloads_kept=2)
    )
    await memory.open()
    yield memory
    await memory.close()


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


async def test_a_repeat_within_a_batch_is_not_accepted(memory: Memory) -> None:
    again = said("1", text="the same message, told otherwise")
    (entry,) = await memory.accept(Batch(events=(said("1"), again)))
    assert entry.event == said("1")
    assert await memory.load(MessagePayload, "1") == said("1").message


async def test_what_a_repeat_carries_is_not_learned(memory: Memory) -> None:
    await memory.accept(Batch(events=(said("1"),)))
    edited = said("1", text="edited").message
    await memory.save(edited)
    await memory.accept(Batch(events=(said("1"),)))
    assert await memory.load(MessagePayload, "1") == edited


async def test_an_event_without_a_key_is_always_new(memory: Memory) -> None:
    gap = GapEvent(since=NOON, until=NOON)
    assert len(await memory.accept(Batch(events=(gap, gap)))) == 2
    assert memory.depth == 2


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


async def test_what_is_known_better_keeps_its_place(memory: Memory) -> None:
    alice, bob = (ContactPayload(id=id, name=id) for id in ("a", "b"))
    await memory.save(alice, bob)
    renamed = ContactPayload(id="a", name="Alice")
    await memory.save(renamed, renamed)
    assert await memory.keys(ContactPayload) == ("a", "b")
    assert await memory.load(ContactPayload, "a") == renamed


async def test_messages_are_known_as_they_read_last(memory: Memory) -> None:
    first, edited = said("1").message, said("1", text="edited").message
    await memory.save(first)
    await memory.save(said("2").message)
    await memory.accept(Batch(events=(MessageEditEvent(key="e", message=edited),)))
    assert await memory.load(MessagePayload, "1") == edited
    await memory.forget(MessagePayload, "1")
    assert await memory.load(MessagePayload, "1") is None
    assert await memory.keys(MessagePayload) == ("2",)


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


async def test_what_cannot_be_read_is_kept_for_a_bug_report(memory: Memory) -> None:
    error = Malformed("no number", path="$.id", update=b'{"id": "x"}')
    entries = await memory.accept(Batch(events=(ErrorEvent(error=error),)))
    assert [entry.event for entry in entries] == [ErrorEvent(error=error)]
    (kept,) = await memory.malformed()
    assert (str(kept), kept.path, kept.update) == (
        str(error),
        error.path,
        error.update,
    )
    assert memory.depth == 0


async def test_closing_forgets_nothing(memory: Memory) -> None:
    await memory.accept(Batch(events=(said("1"),), cursor="c"))
    await memory.close()
    await memory.open()
    assert (memory.cursor, memory.depth) == ("c", 1)
