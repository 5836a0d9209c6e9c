"""The door of the Events API: who is let in."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import AsyncIterator
from http import HTTPStatus
from typing import Any

import pytest
from slack_sdk.signature import SignatureVerifier

from conformance.hearing import heard_text, until
from puppets import (
    ConfigurationError,
    ErrorEvent,
    Malformed,
    MessageEvent,
)
from puppets.slack import SlackPuppet
from puppets_standins.slack import SIGNING_SECRET, SlackServer

from .door import Door, event, hooked
from .making import options

pytestmark = pytest.mark.anyio


# The door.


async def test_it_does_not_start_without_a_secret(
    server: SlackServer, door: Door
) -> None:
    with pytest.raises(ConfigurationError, match="SLACK_SIGNING_SECRET"):
        options(server, app_token="", port=door.port)


async def test_slack_s_challenge_is_answered(
    server: SlackServer, posted: SlackPuppet
) -> None:
    assert server.app.outlet.hook is not None  # or `request_url` would have raised


async def test_a_challenge_that_is_not_signed_is_refused(
    door: Door, posted: SlackPuppet
) -> None:
    body = json.dumps({"type": "url_verification", "challenge": "a"}).encode()
    assert await door.post(body) == HTTPStatus.OK
    assert await door.post(body, secret="not this") == HTTPStatus.UNAUTHORIZED


@pytest.mark.parametrize(
    "wrong",
    [
        {"secret": "another"},
        {"age": 301},
        {"age": -301},
        {"X-Slack-Signature": ""},
        {"X-Slack-Signature": "v0=" + "0" * 64},
        {"X-Slack-Request-Timestamp": "soon"},
        {"X-Slack-Request-Timestamp": ""},
    ],
    ids=str,
)
async def test_what_is_not_signed_as_it_must_be_is_refused(
    door: Door, posted: SlackPuppet, wrong: dict[str, Any]
) -> None:
    with posted.listen(MessageEvent) as messages, posted.listen(ErrorEvent) as errors:
        assert await door.post(event("forged"), **wrong) == HTTPStatus.UNAUTHORIZED
        assert await door.post(event("real", channel="C0NONE")) == HTTPStatus.OK
        await heard_text(messages, "real")
        await _is_silent(errors)


async def test_what_is_four_minutes_old_is_let_in(
    door: Door, posted: SlackPuppet
) -> None:
    assert await door.post(event(channel="C0NONE"), age=240) == HTTPStatus.OK


async def test_the_signature_is_of_the_bytes_as_they_came(
    door: Door, posted: SlackPuppet
) -> None:
    body = b'{ "type" :"event_callback",\n"event":{"type":"emoji_changed"}, "a":"\\u00e4" }'
    assert await door.post(body) == HTTPStatus.OK
    other = body.replace(b" ", b"")
    when = str(int(time.time()))
    signature = SignatureVerifier(SIGNING_SECRET).generate_signature(
        timestamp=when, body=body
    )
    headers: dict[str, Any] = {
        "X-Slack-Request-Timestamp": when,
        "X-Slack-Signature": signature,
    }
    assert await door.post(other, **headers) == HTTPStatus.UNAUTHORIZED


async def test_a_body_that_is_no_text_is_refused(
    door: Door, posted: SlackPuppet
) -> None:
    assert await door.post(b"\xff\xfe") == HTTPStatus.UNAUTHORIZED


async def test_what_is_too_long_is_refused_before_it_is_read(
    server: SlackServer, door: Door
) -> None:
    async with hooked(server, door, post_limit=1000):
        too_large = await door.post(event("x" * 1000))
        assert too_large == HTTPStatus.REQUEST_ENTITY_TOO_LARGE


async def test_another_path_is_nobody_s(door: Door, posted: SlackPuppet) -> None:
    door.url = door.url.replace("/slack/events", "/")
    assert await door.post(event()) == HTTPStatus.NOT_FOUND


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"payload=%7B%7D", HTTPStatus.BAD_REQUEST),
        (b'{"type":', HTTPStatus.BAD_REQUEST),
        (b"[]", HTTPStatus.BAD_REQUEST),
        (b'{"type":7}', HTTPStatus.OK),
        (b'{"type":"event_callback","event":{"type":"message","ts":7}}', HTTPStatus.OK),
        (b'{"type":"event_callback","event":7}', HTTPStatus.OK),
    ],
    ids=str,
)
async def test_what_cannot_be_read_is_said(
    door: Door, posted: SlackPuppet, body: bytes, status: HTTPStatus
) -> None:
    with posted.listen(ErrorEvent) as errors:
        assert await door.post(body) == status
        error = (await until(errors, _is_malformed, "the error")).error
    assert isinstance(error, Malformed)
    assert error.path
    assert posted.is_logged_in


async def test_an_event_of_no_interest_is_answered_with_a_yes(
    door: Door, posted: SlackPuppet
) -> None:
    limited = {"type": "app_rate_limited", "minute_rate_limited": 1, "event": {}}
    other = {"type": "event_callback", "event": {"type": "emoji_changed"}}
    assert await door.post(json.dumps(other).encode()) == HTTPStatus.OK
    assert await door.post(json.dumps(limited).encode()) == HTTPStatus.OK


def _is_malformed(event: ErrorEvent) -> bool:
    return isinstance(event.error, Malformed)


async def _is_silent(events: AsyncIterator[object]) -> None:
    with pytest.raises(TimeoutError):
        async with asyncio.timeout(0):
            await anext(events)
