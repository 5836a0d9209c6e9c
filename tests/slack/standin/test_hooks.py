"""The Events API: the challenge, signed posts, and posts that come again."""

from __future__ import annotations

import pytest
from aiohttp import web
from slack_sdk.signature import SignatureVerifier

from puppets_standins.ports import free_port
from puppets_standins.slack import SIGNING_SECRET, SlackServer
from puppets_standins.slack.hook import NotVerified

from .asking import Ask, come
from .hearing import listening

pytestmark = pytest.mark.anyio


async def test_events_are_posted_and_signed(server: SlackServer, alice: str) -> None:
    async with listening() as heard:
        await server.request_url(heard.url)
        server.say(alice, alice, "hello")
        await come(lambda: len(heard.posts) == 1)
        [(headers, body, told)] = heard.posts
        assert told["event"]["text"] == "hello"
        assert "x-slack-retry-num" not in headers
        verifier = SignatureVerifier(SIGNING_SECRET)
        assert verifier.is_valid_request(body, headers)
        assert not verifier.is_valid_request(body + b" ", headers)
        assert not SignatureVerifier("another").is_valid_request(body, headers)


async def test_a_url_that_does_not_know_the_challenge_is_refused(
    server: SlackServer, ask: Ask
) -> None:
    with pytest.raises(NotVerified):
        await server.request_url(ask.url("api.test"))
    with pytest.raises(NotVerified):
        await server.request_url(f"http://127.0.0.1:{free_port()}/")
    assert server.app.outlet.hook is None


async def test_events_come_in_order(server: SlackServer, alice: str) -> None:
    async with listening() as heard:
        await server.request_url(heard.url)
        said = [str(number) for number in range(20)]
        for text in said:
            server.say(alice, alice, text)
        await come(lambda: len(heard.posts) == 20)
        assert [told["event"]["text"] for _, _, told in heard.posts] == said


async def test_a_refusal_is_tried_again_and_then_no_more(
    server: SlackServer, alice: str
) -> None:
    async with listening() as heard:
        await server.request_url(heard.url)
        heard.answers = [web.Response(status=500) for _ in range(4)]
        server.say(alice, alice, "anyone?")
        await come(lambda: len(server.app.outlet.dropped) == 1)
        tries = [headers.get("x-slack-retry-num", "0") for headers, _, _ in heard.posts]
        assert tries == ["0", "1", "2", "3"]
        assert heard.posts[1][0]["x-slack-retry-reason"] == "http_error"
        assert len({told["event_id"] for _, _, told in heard.posts}) == 1


async def test_a_refusal_may_ask_not_to_be_tried_again(
    server: SlackServer, alice: str
) -> None:
    async with listening() as heard:
        await server.request_url(heard.url)
        heard.answers = [web.Response(status=500, headers={"x-slack-no-retry": "1"})]
        server.say(alice, alice, "never mind")
        await come(lambda: server.app.outlet.is_idle)
        assert len(heard.posts) == 1
        assert server.app.outlet.dropped == []


async def test_a_server_that_is_away_for_a_moment_loses_nothing(
    server: SlackServer, alice: str
) -> None:
    async with listening() as heard:
        await server.request_url(heard.url)
        server.drop_connections()
        server.say(alice, alice, "once more")
        await come(lambda: len(heard.posts) == 2)
        headers, _, told = heard.posts[1]
        assert told["event"]["text"] == "once more"
        assert headers["x-slack-retry-reason"] == "connection_failed"


async def test_a_server_that_is_gone_loses_what_was_told(
    server: SlackServer, alice: str
) -> None:
    async with listening() as heard:
        await server.request_url(heard.url)
    server.say(alice, alice, "into the void")
    await come(lambda: len(server.app.outlet.dropped) == 1)


async def test_a_deaf_platform_posts_nothing(server: SlackServer, alice: str) -> None:
    async with listening() as heard:
        await server.request_url(heard.url)
        server.deafen()
        server.say(alice, alice, "unheard")
        await come(lambda: len(server.app.outlet.dropped) == 1)
        assert heard.posts == []
