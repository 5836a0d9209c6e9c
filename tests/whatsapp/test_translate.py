"""Rows become messages and events."""

from __future__ import annotations

from datetime import UTC, datetime

import msgspec
import pytest

from puppets import (
    MessagePayload,
    MessageType,
)
from puppets.whatsapp import survey, translate, wire
from puppets.whatsapp.ids import contact_id, room_id
from puppets.whatsapp.translate import Knowledge

AT = datetime(2026, 11, 20, 10, 15, tzinfo=UTC)
ME, ALICE, BOB, TEA = (
    *(contact_id("Robot"), contact_id("Alice"), contact_id("Bob")),
    room_id("Tea"),
)
DIRECT = Knowledge(me=ME, conversation=ALICE, room=False)
ROOM = Knowledge(
    me=ME, conversation=TEA, room=True, people={"Alice": ALICE, "Bob": BOB}
)
ID = "3EB0AAAAAAAAAAAAAA01"


def row(**more: object) -> wire.Row:
    fields = {"kind": "message", "raw": ID, "text": "tea", "bodied": True, "from": "in"}
    return msgspec.convert(fields | more, wire.Row)


def told(row: wire.Row, known: Knowledge = DIRECT, speaker: str = "") -> MessagePayload:
    payload = translate.message(row, speaker, AT, known)
    assert payload is not None
    return payload


# Messages.


def test_a_direct_message_has_a_listener() -> None:
    payload = told(row())
    assert (payload.id, payload.text, payload.type) == (ID, "tea", MessageType.TEXT)
    assert (payload.talker_id, payload.listener_id) == (ALICE, ME)
    assert (payload.room_id, payload.conversation_id) == (None, ALICE)
    assert payload.timestamp == AT


def test_an_own_message_is_the_accounts() -> None:
    payload = told(row(**{"from": "out"}))
    assert (payload.talker_id, payload.listener_id) == (ME, ALICE)
    assert payload.conversation_id == ALICE


def test_what_could_not_be_sent_was_not_said() -> None:
    failed = row(status="failed", **{"from": "out"})
    assert translate.message(failed, "", AT, DIRECT) is None


def test_a_message_in_a_room_has_no_listener() -> None:
    payload = told(row(), ROOM, "Bob")
    assert (payload.talker_id, payload.listener_id) == (BOB, None)
    assert (payload.room_id, payload.conversation_id) == (TEA, TEA)


@pytest.mark.parametrize(
    ("kind", "type"),
    [
        ("image", MessageType.IMAGE),
        ("video", MessageType.VIDEO),
        ("gif", MessageType.VIDEO),
        ("voice", MessageType.AUDIO),
        ("audio", MessageType.AUDIO),
        ("sticker", MessageType.EMOTICON),
        ("document", MessageType.ATTACHMENT),
        ("location", MessageType.LOCATION),
        ("card", MessageType.CONTACT),
    ],
)
def test_a_medium_is_the_type_of_its_message(kind: str, type: MessageType) -> None:
    payload = told(row(media={"kind": kind, "name": "a.b"}, text="", bodied=False))
    assert (payload.type, payload.filename) == (type, "a.b")


def test_what_is_needed_later_is_kept_with_it() -> None:
    said = row(media={"kind": "image", "src": "blob:1"})
    assert msgspec.json.decode(told(said).native, type=wire.Row) == said


def test_mentions_are_people() -> None:
    said = row(mentions=[{"name": "@Bob"}, {"name": "@Nobody"}, {"name": "@Bob"}])
    assert told(said, ROOM, "Alice").mention_ids == (BOB,)


@pytest.mark.parametrize(
    ("lacking", "name"),
    [
        ({"raw": ""}, "id"),
        ({"from": ""}, "direction"),
        ({"bodied": False, "text": ""}, "text"),
    ],
)
def test_what_cannot_be_read_whole_is_not_told(
    lacking: dict[str, object], name: str
) -> None:
    assert translate.message(row(**lacking), "", AT, DIRECT) is None
    assert survey.whole(row(**lacking), AT) == (name,)


def test_what_cannot_be_read_is_kept_for_a_report() -> None:
    lost = row(text="", bodied=False, stamp="10:15, 20/11/2026")
    shown = wire.Conversation(name="Alice", rows=(lost,))
    screen = wire.Screen(
        state="READY", at=AT.timestamp() * 1000, open=shown, list=wire.ChatList(rows=())
    )
    [problem] = survey.problems(screen)
    error = problem.error()
    assert error.path == "$.open.rows[0]"
    assert msgspec.json.decode(error.update, type=wire.Row) == lost
    assert "20/11" not in f"{error} {problem!r}"


def test_what_was_said_at_no_time_is_not_told() -> None:
    assert translate.message(row(), "", None, DIRECT) is None
    assert survey.whole(row(), None) == ("time",)


def test_in_a_room_nobody_knows_who_said_it() -> None:
    assert translate.message(row(), "", AT, ROOM) is None


def test_a_recall_names_what_is_gone() -> None:
    gone = row(recalled=True, bodied=False, text="")
    assert translate.message(gone, "", AT, DIRECT) is None
    payload = translate.recall(gone, "", AT, DIRECT)
    assert payload is not None
    assert (payload.type, payload.text) == (MessageType.RECALLED, ID)
    assert payload.id != ID
    assert payload.talker_id == ALICE
    assert translate.recall(row(), "", AT, DIRECT) is None


# Who speaks.


def test_a_name_is_found_wherever_it_stands() -> None:
    rows = [
        row(who="Alice"),
        row(label="Bob"),
        row(author="Carol"),
        row(**{"from": "out", "who": "Robot"}),
    ]
    assert translate.speakers(rows) == ["Alice", "Bob", "Carol", ""]


def test_a_file_in_a_run_is_said_by_who_began_it() -> None:
    tail = {"tail": "in"}
    rows = [row(who="Alice", signs=tail), row(), row(signs=tail), row(who="Bob"), row()]
    assert translate.speakers(rows) == ["Alice", "Alice", "", "Bob", "Bob"]


def test_a_run_ends_with_what_another_says() -> None:
    rows = [row(who="Alice"), row(**{"from": "out"}), row()]
    assert translate.speakers(rows) == ["Alice", "", ""]
    note = wire.Row(kind="note", text="Bob left")
    assert translate.speakers([row(who="Alice"), note, row()])[2] == ""


def test_a_packed_id_tells_who_says_it() -> None:
    packed = "false_1@g.us_3EB0AAAAAAAAAAAAAA0{}_{}@c.us"
    rows = [
        row(who="Alice", raw=packed.format(1, 49)),
        row(who="Bob", raw=packed.format(2, 50)),
        row(raw=packed.format(3, 49)),
    ]
    assert translate.speakers(rows) == ["Alice", "Bob", "Alice"]


def test_everybody_who_is_named_is_named() -> None:
    rows = [
        row(mentions=[{"name": "@Carol"}]),
        wire.Row(kind="note", text="Alice added Dave and you"),
    ]
    found = translate.names(rows, ["Bob", ""], "en")
    assert found == {"Alice", "Bob", "Carol", "Dave"}


def test_a_quote_is_the_last_that_reads_so() -> None:
    rows = [
        row(text="tea?", raw="3EB0AAAAAAAAAAAAAA02"),
        row(text="tea?", raw="3EB0AAAAAAAAAAAAAA03"),
        row(text="cake"),
    ]
    quoting = row(quoted={"author": "Alice", "text": "tea?"})
    assert translate.quoted_id(quoting, rows) == "3EB0AAAAAAAAAAAAAA03"
    assert translate.quoted_id(quoting, rows[2:]) is None
    assert translate.quoted_id(row(), rows) is None


FIRST, SECOND = "3EB0AAAAAAAAAAAAAA02", "3EB0AAAAAAAAAAAAAA03"
LONG = "so much to say, " * 20


@pytest.mark.parametrize(
    ("earlier", "quote", "id"),
    [
        (
            [{"who": "Alice", "text": "yes"}, {"who": "Bob", "text": "yes"}],
            "yes",
            FIRST,
        ),
        (
            [{"from": "in", "text": "yes"}, {"from": "out", "text": "yes"}],
            "yes",
            SECOND,
        ),
        ([{"text": "*tea* or _cake_?"}, {"text": "tea"}], "tea or cake?", FIRST),
        ([{"text": "- tea\n- cake"}, {"text": "tea"}], "* tea\n* cake", FIRST),
        ([{"text": LONG}, {"text": "so much"}], LONG[:120], FIRST),
        ([{"text": LONG}, {"text": "so much"}], f"{LONG[:119]}…", FIRST),
        ([{"text": "yes, of course"}, {"text": "no"}], "yes", None),
        ([{"media": {"kind": "document", "name": "a.pdf"}}, {}], "a.pdf", FIRST),
        ([{"raw": "none"}, {"text": "cake"}], "tea", None),
        ([{}, {"kind": "note", "text": "Bob left"}], "Bob left", None),
    ],
    ids=[
        "author",
        "own",
        "marks",
        "list",
        "cut",
        "dots",
        "beginning",
        "file",
        "no id",
        "note",
    ],
)
def test_a_quote_is_found_as_far_as_it_is_shown(
    earlier: list[dict[str, object]], quote: str, id: str | None
) -> None:
    given = zip((FIRST, SECOND), earlier, strict=True)
    rows = [row(**{"raw": raw} | each) for raw, each in given]
    author = "You" if earlier[1].get("from") == "out" else "Alice"
    quoting = row(quoted={"author": author, "text": quote})
    assert translate.quoted_id(quoting, rows) == id
