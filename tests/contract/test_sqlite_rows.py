"""Events and payloads come back from their rows as they were."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from puppets import (
    Batch,
    ContactPayload,
    ErrorEvent,
    Event,
    FileBox,
    GapEvent,
    LocationPayload,
    Malformed,
    MessageEvent,
    MessagePayload,
    MiniProgramPayload,
    Payload,
    PostEvent,
    PostPayload,
    PostType,
    SqliteMemory,
    StorageError,
    TapType,
    UrlLinkPayload,
    events,
)
from puppets._sqlite.posts import KeptPost
from puppets._sqlite.rows import read_event, read_payload, write_event, write_payload
from tests.contract.anything import whole
from tests.contract.tiny import NOON, said

pytestmark = pytest.mark.anyio

KINDS = [
    kind
    for name in events.__all__
    if isinstance(kind := getattr(events, name), type)
    and issubclass(kind, Event)
    and kind.journaled
    and kind not in {Event, PostEvent}
]
PAYLOADS = [kind for kind in get_args(Payload) if kind is not PostPayload]

POST = PostPayload(
    id="p",
    sayables=(
        "<b> & 你好 👩‍👩‍👧",
        FileBox.from_bytes(b"\0\xff", name="tea.bin"),
        FileBox.from_url("https://example.org/tea.png"),
        FileBox.from_qr_code("tea"),
        ContactPayload(id="alice", name="Alice"),
        UrlLinkPayload(url="https://example.org", title="tea"),
        LocationPayload(latitude=1.5, longitude=-2.5),
        MiniProgramPayload(app_id="tea"),
        PostPayload(id="inner", sayables=("so",), timestamp=NOON),
    ),
    contact_id="alice",
    timestamp=NOON,
    type=PostType.MOMENT,
    taps={TapType.LIKE: 3},
)


@dataclass(frozen=True, slots=True, kw_only=True)
class PokeEvent(Event):
    """What only this platform has."""

    contact_id: str
    times: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class OpaqueEvent(Event):
    """What no row can hold."""

    call: Callable[[], None] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CrowdEvent(Event):
    """What says that it holds a list."""

    contact_ids: Sequence[str]


@pytest.mark.parametrize("kind", KINDS)
@given(draw=st.data())
def test_an_event_comes_back_as_it_was(kind: type[Event], draw: st.DataObject) -> None:
    event = draw.draw(whole(kind))
    assert read_event(kind.__name__, write_event(event)) == event


@pytest.mark.parametrize("kind", PAYLOADS)
@given(draw=st.data())
def test_a_payload_comes_back_as_it_was(
    kind: type[Payload], draw: st.DataObject
) -> None:
    payload = draw.draw(whole(kind))
    assert read_payload(kind, write_payload(payload)) == payload


def test_a_message_keeps_what_its_provider_needs() -> None:
    message = MessagePayload(
        id="1",
        conversation_id="c",
        type=said("1").message.type,
        talker_id="alice",
        timestamp=NOON,
        native=b"\0\xff",
    )
    assert read_payload(MessagePayload, write_payload(message)).native == b"\0\xff"


async def test_a_post_comes_back_with_all_that_it_says() -> None:
    event = PostEvent(key="k", post=POST)
    back = read_event("PostEvent", write_event(event))
    assert isinstance(back, PostEvent)
    assert back.key == "k"
    assert [await _told(each) for each in back.post.sayables] == [
        await _told(each) for each in POST.sayables
    ]
    payload = read_payload(PostPayload, write_payload(POST))
    assert (payload.taps, payload.type, payload.timestamp) == (
        POST.taps,
        POST.type,
        POST.timestamp,
    )


async def _told(sayable: object) -> object:
    if isinstance(sayable, FileBox):
        return sayable.name, sayable.to_json()
    return sayable


def test_a_kept_post_has_every_field_of_a_post() -> None:
    assert set(KeptPost.__struct_fields__) == {
        each.name for each in fields(PostPayload)
    }


def test_an_event_of_a_provider_of_its_own_comes_back_as_it_was() -> None:
    poke = PokeEvent(key="k", contact_id="alice", times=2)
    assert read_event("PokeEvent", write_event(poke)) == poke


@pytest.mark.parametrize(
    "event",
    [
        OpaqueEvent(call=print),
        CrowdEvent(contact_ids=("alice",)),
        PostEvent(post=PostPayload(sayables=(FileBox.from_path(__file__),))),
        said("1", text="half of a pair: \ud83d"),
    ],
    ids=["a function", "a tuple for a list", "a file on disk", "half a character"],
)
async def test_what_no_row_can_hold_is_heard_and_that_it_may_be_lost_is_said(
    tmp_path: Path, event: Event
) -> None:
    memory = SqliteMemory(tmp_path / "tiny.sqlite")
    await memory.open()
    first, second, *more = await memory.accept(Batch(events=(event, said("2"))))
    assert (first.event, second.event) == (event, said("2"))
    assert [type(each.event) for each in more] == [ErrorEvent] * len(more) != []
    assert memory.depth == 1
    await memory.finish(first.number, second.number)
    assert memory.depth == 0
    await memory.close()


async def test_a_payload_that_no_row_can_hold_is_refused(tmp_path: Path) -> None:
    memory = SqliteMemory(tmp_path / "tiny.sqlite")
    await memory.open()
    file = FileBox.from_path(__file__)
    with pytest.raises(StorageError, match="PostPayload cannot be kept"):
        await memory.save(PostPayload(id="p", sayables=(file,)))
    await memory.close()


@pytest.mark.parametrize(
    ("kind", "row", "path"),
    [
        ("MessageEvent", b'{"message": {"id": 3}}', "$.message.id"),
        ("MessageEvent", b'{"message": ', "$"),
        ("MessageEvent", b"\xff\xfe", "$"),
        ("NoSuchEvent", b"{}", "$"),
        ("PostEvent", b'{"key": "", "redelivered": false}', "$"),
    ],
)
def test_what_cannot_be_read_any_more_is_said_with_its_path(
    kind: str, row: bytes, path: str
) -> None:
    with pytest.raises(Malformed) as caught:
        read_event(kind, row)
    assert caught.value.path == path
    assert caught.value.update == row


def test_what_cannot_be_read_shows_no_word_of_it() -> None:
    row = write_event(said("1", text="my-secret")).replace(b'"id":"1"', b'"id":7')
    with pytest.raises(Malformed) as caught:
        read_event("MessageEvent", row)
    assert "my-secret" not in f"{caught.value!r} {caught.value}"


@pytest.mark.parametrize("id", ["half a pair \ud83d", "nul \0 nul", "你好", "a'b\"c"])
async def test_any_text_may_be_a_key(tmp_path: Path, id: str) -> None:
    memory = SqliteMemory(tmp_path / "tiny.sqlite")
    await memory.open()
    gap = GapEvent(key=id, since=NOON, until=NOON)
    assert len(await memory.accept(Batch(events=(gap, said("1", by="alice"))))) >= 2
    await memory.close()
    await memory.open()
    assert await memory.accept(Batch(events=(gap,))) == ()
    await memory.set_state("moved", b"")
    assert await memory.load(MessagePayload, id) is None
    await memory.close()


def test_kinds_are_all_that_a_platform_may_say() -> None:
    assert MessageEvent in KINDS
    assert len(KINDS) >= 10
