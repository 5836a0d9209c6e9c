"""What was said while nobody listened, and cannot be read again, is said to be missing."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from puppets import (
    ErrorEvent,
    GapEvent,
    RateLimited,
)
from puppets.slack import MissingScope, SlackPuppet
from puppets.slack.history import MOST
from puppets_standins.slack import BOT_TOKEN, SlackServer

from .returning import forget, heard_since, texts

pytestmark = pytest.mark.anyio


async def test_where_slack_is_too_fast_the_rest_is_said_to_be_missing(
    server: SlackServer, away: SlackPuppet, alice: str, room: str
) -> None:
    server.say(alice, room, "unheard")
    server.say(alice, alice, "unheard")
    forget(server)
    server.throttle(1, "conversations.history")
    before = datetime.now(UTC)
    events = await heard_since(away, server, alice)
    error, gap = events
    assert isinstance(error, ErrorEvent)
    assert isinstance(error.error, RateLimited)
    assert isinstance(gap, GapEvent)
    assert set(gap.conversation_ids or ()) == {room, alice}
    assert gap.since < before <= gap.until


async def test_a_scope_that_is_missing_is_said_once_with_where_it_was_missed(
    server: SlackServer, away: SlackPuppet, alice: str, room: str
) -> None:
    coffee = server.open_room("coffee", [alice, server.app.user.id])
    server.say(alice, alice, "still heard")
    forget(server)
    server.app.grants[BOT_TOKEN].scopes.remove("channels:history")
    found = await heard_since(away, server, alice)
    [error] = [each for each in found if isinstance(each, ErrorEvent)]
    [gap] = [each for each in found if isinstance(each, GapEvent)]
    assert texts(found) == ["still heard"]
    assert isinstance(error.error, MissingScope)
    assert error.error.needed == "channels:history"
    assert set(gap.conversation_ids or ()) == {room, coffee}


async def test_where_the_conversations_cannot_be_listed_all_may_be_missing(
    server: SlackServer, away: SlackPuppet, alice: str
) -> None:
    server.throttle(1, "users.conversations")
    error, gap = await heard_since(away, server, alice)
    assert isinstance(error, ErrorEvent)
    assert isinstance(gap, GapEvent)
    assert gap.conversation_ids is None


async def test_who_missed_more_than_is_read_again_is_told_so(
    server: SlackServer, away: SlackPuppet, alice: str, room: str
) -> None:
    for number in range(MOST + 300):
        server.say(alice, room, str(number))
    forget(server)
    found = await heard_since(away, server, alice)
    [gap] = [each for each in found if isinstance(each, GapEvent)]
    heard = texts(found)
    assert gap.conversation_ids == (room,)
    assert len(heard) >= MOST
    assert heard[-1] == str(MOST + 299)


async def test_a_message_that_cannot_be_read_costs_no_other(
    server: SlackServer, away: SlackPuppet, alice: str, room: str
) -> None:
    server.say(alice, room, "one")
    odd = server.say(alice, room, "odd")
    odd.more["thread_ts"] = 7
    server.say(alice, room, "two")
    forget(server)
    found = await heard_since(away, server, alice)
    assert texts(found) == ["one", "two"]
    [error] = [each.error for each in found if isinstance(each, ErrorEvent)]
    assert b"odd" in getattr(error, "update", b"")
