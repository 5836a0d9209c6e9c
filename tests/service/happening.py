"""Events, each with its number and its JSON, as Wechaty's own services write them."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import TypeAlias

import pytest

from puppets import (
    DirtyType,
    FriendshipPayload,
    FriendshipType,
    MessagePayload,
    MessageType,
    RoomInvitationPayload,
    ScanStatus,
)
from puppets.events import (
    DirtyEvent,
    DongEvent,
    Event,
    FriendshipEvent,
    HeartbeatEvent,
    LoginEvent,
    LogoutEvent,
    MessageEditEvent,
    MessageEvent,
    ReadyEvent,
    RoomInviteEvent,
    RoomJoinEvent,
    RoomLeaveEvent,
    RoomTopicEvent,
    ScanEvent,
)
from puppets.service import translate
from puppets.service.translate import Named
from puppets.service.wire import pb

__all__ = [
    "BY_ID",
    "ITSELF",
    "MESSAGE",
    "MILLISECONDS",
    "NOON",
    "ROOMS",
    "Case",
    "heard",
    "named",
    "through",
]

Case: TypeAlias = tuple[Event, int, dict[str, object]]

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
MILLISECONDS = 1795262400000

MESSAGE = MessagePayload(
    id="m1",
    conversation_id="c1",
    type=MessageType.TEXT,
    talker_id="c1",
    timestamp=NOON,
)
FRIENDSHIP = FriendshipPayload(
    id="f1", contact_id="c1", type=FriendshipType.RECEIVE, timestamp=NOON
)
INVITATION = RoomInvitationPayload(
    id="i1", inviter_id="c1", receiver_id="me", topic="Tea", timestamp=NOON
)

ITSELF: list[Case] = [
    (HeartbeatEvent(), 1, {"data": "heartbeat"}),
    (DongEvent(text="tea"), 3, {"data": "tea"}),
    (DongEvent(), 3, {"data": ""}),
    (
        ScanEvent(status=ScanStatus.WAITING, qrcode="qr"),
        22,
        {"status": 2, "qrcode": "qr"},
    ),
    (ReadyEvent(), 23, {"data": "ready"}),
    (LoginEvent(contact_id="me"), 25, {"contactId": "me"}),
    (
        LogoutEvent(contact_id="me", reason="over"),
        26,
        {"contactId": "me", "data": "over"},
    ),
    (LogoutEvent(contact_id="me"), 26, {"contactId": "me", "data": ""}),
    (
        DirtyEvent(payload_type=DirtyType.ROOM_MEMBER, payload_id="r1"),
        27,
        {"payloadType": 4, "payloadId": "r1"},
    ),
]
ROOMS: list[Case] = [
    (
        RoomJoinEvent(
            room_id="r1", inviter_id="c1", invitee_ids=("c2", "c3"), timestamp=NOON
        ),
        19,
        {
            "inviteeIdList": ["c2", "c3"],
            "inviterId": "c1",
            "roomId": "r1",
            "timestamp": MILLISECONDS,
        },
    ),
    (
        RoomLeaveEvent(
            room_id="r1", remover_id="c1", removee_ids=("c2",), timestamp=NOON
        ),
        20,
        {
            "removeeIdList": ["c2"],
            "removerId": "c1",
            "roomId": "r1",
            "timestamp": MILLISECONDS,
        },
    ),
    (
        RoomTopicEvent(
            room_id="r1", changer_id="c1", topic="Tea", old_topic="", timestamp=NOON
        ),
        21,
        {
            "changerId": "c1",
            "newTopic": "Tea",
            "oldTopic": "",
            "roomId": "r1",
            "timestamp": MILLISECONDS,
        },
    ),
]
BY_ID: list[Case] = [
    (MessageEvent(message=MESSAGE), 2, {"messageId": "m1"}),
    (FriendshipEvent(friendship=FRIENDSHIP), 17, {"friendshipId": "f1"}),
    (RoomInviteEvent(invitation=INVITATION), 18, {"roomInvitationId": "i1"}),
    (MessageEditEvent(message=MESSAGE), 27, {"payloadType": 1, "payloadId": "m1"}),
]


def named(cases: Iterable[Case]) -> list[object]:
    """As pytest wants them."""
    return [
        pytest.param(*case, id=f"{type(case[0]).__name__} {case[2]}") for case in cases
    ]


def through(event: Event, sequence: int = 0, epoch: str = "") -> translate.Told:
    out = translate.event_out(event)
    assert out is not None
    return translate.event_in(
        pb.EventResponse(
            type=out.type, payload=out.payload, sequence=sequence, epoch=epoch
        )
    )


def heard(kind: int, said: object) -> Event | Named:
    return translate.event_in(
        pb.EventResponse(type=kind, payload=json.dumps(said))
    ).said
