"""What one answer of the homeserver comes to."""

from __future__ import annotations

import json

import msgspec
import pytest

from puppets.gitter import wire
from puppets.gitter.content import Place
from puppets.gitter.page import while_there
from puppets.gitter.seals import Told

ME, ALICE = "@me:x.org", "@alice:x.org"


def told(what: str) -> Told:
    """`was>is` of the puppet's own membership, or what Alice says."""
    was, crossing, now = what.partition(">")
    kind = "m.room.member" if crossing else "m.room.message"
    event = {
        "type": kind,
        "event_id": f"${what}",
        "sender": ME if crossing else ALICE,
        "origin_server_ts": 1,
        "content": {"membership": now} if crossing else {"body": what},
        "unsigned": {"prev_content": {"membership": was}} if crossing else {},
    }
    if crossing:
        event["state_key"] = ME
    raw = json.dumps(event).encode()
    return Told(msgspec.json.decode(raw, type=wire.Event), raw)


@pytest.mark.parametrize(
    ("all_of_it", "heard"),
    [
        (["a", "b"], "a b"),
        (["a", "invite>join", "b"], "invite>join b"),
        (["a", "join>leave", "b"], "a join>leave"),
        (["a", "join>leave", "b", "leave>join", "c"], "a join>leave leave>join c"),
        (["a", "leave>join", "b", "join>ban", "c"], "leave>join b join>ban"),
        (["a", "join>join", "b"], "a join>join b"),
    ],
    ids=["all along", "came", "went", "went and came", "came and went", "was renamed"],
)
def test_what_was_said_while_the_puppet_was_there_is_heard(
    all_of_it: list[str], heard: str
) -> None:
    found = while_there([told(what) for what in all_of_it], Place("!r"), ME)
    assert [each.event.event_id[1:] for each in found] == heard.split()


def test_of_a_direct_chat_what_was_said_before_the_puppet_came_is_heard_too() -> None:
    events = [told("hello"), told("invite>join")]
    assert while_there(events, Place("!r", ALICE), ME) == events
