"""What other services say on the wire, errors and gaps of our own among it."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest

from puppets.errors import (
    Malformed,
    NotFound,
    PlatformError,
    RateLimited,
    Unauthorized,
    Unsupported,
)
from puppets.events import (
    ErrorEvent,
    GapEvent,
    HeartbeatEvent,
    ResetEvent,
    RoomJoinEvent,
    RoomLeaveEvent,
)
from puppets.service import translate
from puppets.service.wire import pb

from .happening import MILLISECONDS, NOON, ROOMS, heard, through

# Errors and gaps.


def test_an_error_is_said_to_both_generations() -> None:
    out = translate.event_out(ErrorEvent(error=NotFound("no message 'm1'")))
    assert out is not None
    assert out.type == 16
    said = json.loads(out.payload)
    assert said["data"] == "no message 'm1'"
    gerror = json.loads(said["gerror"])
    # What npm's `gerror` takes for an error: it knows text alone for details.
    assert isinstance(gerror.pop("details"), str)
    assert gerror == {"name": "NotFound", "message": "no message 'm1'", "code": 5}


def test_an_error_of_ours_comes_through_as_its_kind() -> None:
    told = through(ErrorEvent(error=RateLimited("slower", retry_after=7.5))).said
    assert isinstance(told, ErrorEvent)
    assert isinstance(told.error, RateLimited)
    assert (str(told.error), told.error.retry_after) == ("slower", 7.5)


def test_an_error_of_nobody_knows_what_tells_no_secret() -> None:
    out = translate.event_out(ErrorEvent(error=ValueError("token t_secret")))
    assert out is not None
    assert "secret" not in out.payload
    assert "ValueError" in out.payload


def test_a_gap_is_an_error_to_others_and_a_gap_to_us() -> None:
    gap = GapEvent(
        since=NOON,
        until=NOON + timedelta(hours=1, milliseconds=5),
        conversation_ids=("c1",),
    )
    out = translate.event_out(gap)
    assert out is not None
    assert out.type == 16
    assert "2026-11-21T12:00:00+00:00" in json.loads(out.payload)["data"]
    assert through(gap).said == gap
    everywhere = GapEvent(since=NOON, until=NOON)
    assert through(everywhere).said == everywhere
    again = through(gap, 7, "e").said
    assert isinstance(again, GapEvent)
    assert again.identity == "e:7"


@pytest.mark.parametrize(
    ("said", "words"),
    [
        pytest.param({"data": "old"}, "old", id="of the first generation"),
        pytest.param(
            {
                "gerror": '{"name": "Error", "message": "new", "code": 2, "details": "at x"}'
            },
            "new",
            id="as TypeScript says it",
        ),
        pytest.param(
            {"data": None, "gerror": "prose"}, "the service failed", id="prose"
        ),
        pytest.param({}, "the service failed", id="nothing"),
        pytest.param(
            {"gerror": '{"name": "GapEvent", "message": "m", "details": "prose"}'},
            "m",
            id="a gap that is none",
        ),
    ],
)
def test_an_error_of_another_service_keeps_its_words(
    said: dict[str, object], words: str
) -> None:
    event = heard(16, said)
    assert isinstance(event, ErrorEvent)
    assert type(event.error) is PlatformError
    assert str(event.error) == words


def test_a_credential_that_is_revoked_is_told_as_that() -> None:
    told = through(ErrorEvent(error=Unauthorized("revoked"))).said
    assert isinstance(told, ErrorEvent)
    assert type(told.error) is Unauthorized


# What others say.


def test_a_post_is_said_to_be_out_of_reach() -> None:
    event = heard(4, {"postId": "p1"})
    assert isinstance(event, ErrorEvent)
    assert isinstance(event.error, Unsupported)


def test_a_heartbeat_counts_whatever_it_says() -> None:
    out = pb.EventResponse(type=1, payload="")
    assert translate.event_in(out).said == HeartbeatEvent()


def test_seconds_are_read_as_seconds() -> None:
    said = ROOMS[0][2] | {"timestamp": MILLISECONDS // 1000}
    assert heard(19, said) == ROOMS[0][0]


def test_who_came_or_went_by_themselves_is_their_own_actor() -> None:
    joined = heard(19, ROOMS[0][2] | {"inviterId": ""})
    assert isinstance(joined, RoomJoinEvent)
    assert joined.inviter_id == "c2"
    left = heard(20, ROOMS[1][2] | {"removerId": None})
    assert isinstance(left, RoomLeaveEvent)
    assert left.remover_id == "c2"


def test_a_reset_of_another_service_is_heard() -> None:
    assert heard(24, {"data": "why"}) == ResetEvent(reason="why")


@pytest.mark.parametrize(
    ("kind", "payload"),
    [
        pytest.param(2, "", id="nothing"),
        pytest.param(2, "tea", id="no JSON"),
        pytest.param(2, "[]", id="no object"),
        pytest.param(2, "{}", id="no id"),
        pytest.param(2, '{"messageId": ""}', id="an empty id"),
        pytest.param(2, '{"messageId": 7}', id="an id that is a number"),
        pytest.param(2, "[" * 100_000, id="too deep"),
        pytest.param(19, '{"inviteeIdList": [], "roomId": "r"}', id="nobody came"),
        pytest.param(
            19, '{"inviteeIdList": ["c"], "roomId": "r"}', id="a join without a time"
        ),
        pytest.param(
            19,
            '{"inviteeIdList": ["c"], "roomId": "r", "timestamp": 1e300}',
            id="a time that is none",
        ),
        pytest.param(
            21,
            '{"newTopic": "t", "roomId": "r", "timestamp": 1795262400}',
            id="a topic that nobody changed",
        ),
        pytest.param(25, '{"contactId": ""}', id="a login of nobody"),
        pytest.param(0, "{}", id="no kind"),
        pytest.param(99, "{}", id="a kind that nobody knows"),
    ],
)
def test_an_event_that_cannot_be_read_is_malformed(kind: int, payload: str) -> None:
    with pytest.raises(Malformed):
        translate.event_in(pb.EventResponse(type=kind, payload=payload))


def test_a_malformed_event_names_the_place_and_keeps_the_words() -> None:
    payload = '{"messageId": 7}'
    with pytest.raises(Malformed) as caught:
        translate.event_in(pb.EventResponse(type=2, payload=payload))
    assert caught.value.path == "$.messageId"
    assert caught.value.update == payload.encode()
