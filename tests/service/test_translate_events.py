"""Events on the wire of the puppet service, and back."""

from __future__ import annotations

import json

import pytest

from puppets import DirtyType, PostPayload, events
from puppets.events import (
    DirtyEvent,
    ErrorEvent,
    Event,
    GapEvent,
    MessageEditEvent,
    PostEvent,
    ReactionEvent,
    ResetEvent,
    RoomAnnounceEvent,
    RoomEvent,
    RoomJoinEvent,
    RoomMigrateEvent,
    StartEvent,
    StopEvent,
)
from puppets.service import translate
from puppets.service.translate import Named, NamedKind

from .happening import BY_ID, ITSELF, MESSAGE, NOON, ROOMS, named, through


@pytest.mark.parametrize(
    ("event", "kind", "said"),
    named(ITSELF + ROOMS + BY_ID),
)
def test_an_event_is_said_as_wechaty_says_it(
    event: Event, kind: int, said: dict[str, object]
) -> None:
    out = translate.event_out(event)
    assert out is not None
    assert (out.type, json.loads(out.payload)) == (kind, said)
    assert not out.sequence
    assert not out.epoch


@pytest.mark.parametrize(("event", "_kind", "_said"), named(ITSELF + ROOMS))
def test_an_event_that_needs_no_payload_comes_through(
    event: Event, _kind: int, _said: object
) -> None:
    assert through(event).said == event


def test_an_event_with_a_payload_is_named_by_its_id() -> None:
    said = [through(event, 7, "e").said for event, _, _ in BY_ID[:3]]
    kinds = (NamedKind.MESSAGE, NamedKind.FRIENDSHIP, NamedKind.INVITATION)
    ids = ("m1", "f1", "i1")
    assert said == [
        Named(kind=kind, id=id, key="e:7") for kind, id in zip(kinds, ids, strict=True)
    ]


def test_an_edited_message_is_dirty() -> None:
    assert through(MessageEditEvent(message=MESSAGE)).said == DirtyEvent(
        payload_type=DirtyType.MESSAGE, payload_id="m1"
    )


def test_an_event_says_where_it_stands_in_the_log_of_its_service() -> None:
    event = ROOMS[0][0]
    told = through(event, 7, "e")
    assert (told.sequence, told.epoch, told.cursor) == (7, "e", "e:7")
    assert isinstance(told.said, RoomJoinEvent)
    assert told.said.identity == "e:7"
    assert through(event).cursor is None
    assert through(event).said == event


# What has no place.


def test_every_kind_of_event_is_said_or_listed() -> None:
    said = {type(event) for event, _, _ in ITSELF + ROOMS + BY_ID}
    kinds = {getattr(events, name) for name in events.__all__} - {events.Batch}
    assert said | {ErrorEvent, GapEvent} | translate.UNSAID == kinds - {
        Event,
        RoomEvent,
    }
    assert not said & translate.UNSAID


@pytest.mark.parametrize(
    "event",
    [
        StartEvent(),
        StopEvent(),
        ResetEvent(),
        PostEvent(post=PostPayload(id="p1")),
        ReactionEvent(
            message_id="m1",
            conversation="c1",
            contact_id="c1",
            emoji="🍵",
            timestamp=NOON,
        ),
        RoomAnnounceEvent(
            room_id="r1", changer_id="c1", announcement="Tea", timestamp=NOON
        ),
        RoomMigrateEvent(room_id="r1", successor_id="r2", timestamp=NOON),
    ],
    ids=lambda event: type(event).__name__,
)
def test_what_has_no_place_on_the_wire_is_not_said(event: Event) -> None:
    assert type(event) in translate.UNSAID
    assert translate.event_out(event) is None
