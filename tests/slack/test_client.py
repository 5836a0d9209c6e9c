"""What we ask of the Web API: nothing twice."""

from __future__ import annotations

import pytest
from aiohttp import web

from puppets import (
    DeliveryUncertain,
    Forbidden,
    Malformed,
    NotFound,
    PlatformError,
    RateLimited,
    Rejected,
    Unauthorized,
    Unavailable,
)
from puppets.slack import MissingScope, SlackPuppet
from puppets.slack.client import SlackClient
from puppets_standins.slack import BOT_TOKEN, SlackServer

from .making import made
from .serving import asking, served

pytestmark = pytest.mark.anyio


# Refusals.


async def test_a_token_that_is_none_is_unauthorized_at_once(
    server: SlackServer,
) -> None:
    puppet = made(server, bot_token="xoxb-nobody")
    with pytest.raises(Unauthorized, match="invalid_auth"):
        await puppet.start()
    assert [call.method for call in server.faults.calls] == ["auth.test"]


async def test_an_app_token_that_is_none_is_said_at_the_start(
    server: SlackServer,
) -> None:
    with pytest.raises(Unauthorized):
        await made(server, app_token="xapp-1-nobody").start()


async def test_a_scope_that_is_missing_is_named(
    server: SlackServer, client: SlackClient, room: str
) -> None:
    server.app.grants[BOT_TOKEN].scopes.remove("chat:write")
    with pytest.raises(MissingScope) as caught:
        await client.chat_post_message(room, text="hello")
    assert "chat:write" in caught.value.needed
    assert "channels:read" in caught.value.provided


async def test_a_channel_that_the_bot_is_not_in(
    server: SlackServer, client: SlackClient, alice: str
) -> None:
    elsewhere = server.open_room("coffee", [alice])
    with pytest.raises(Forbidden, match="not_in_channel"):
        await client.chat_post_message(elsewhere, text="hello")


async def test_a_private_channel_that_the_bot_is_not_in_is_not_there(
    server: SlackServer, client: SlackClient, alice: str
) -> None:
    elsewhere = server.open_room("secret", [alice], private=True)
    with pytest.raises(NotFound, match="channel_not_found"):
        await client.conversations_info(elsewhere)


async def test_an_empty_text_is_rejected(puppet: SlackPuppet, room: str) -> None:
    with pytest.raises(Rejected, match="no_text"):
        await puppet.message_send_text(room, "")


async def test_half_a_letter_is_not_sent(
    server: SlackServer, puppet: SlackPuppet, room: str
) -> None:
    with pytest.raises(Rejected, match="whole characters"):
        await puppet.message_send_text(room, "a\ud83dz")
    assert "chat.postMessage" not in {call.method for call in server.faults.calls}


# Connections.


async def test_a_server_that_is_not_there_got_nothing(
    server: SlackServer, room: str
) -> None:
    await server.go_down()
    async with asking(server.url) as client:
        with pytest.raises(Unavailable) as caught:
            await client.chat_post_message(room, text="hello")
    assert caught.value.__cause__ is not None
    await server.come_up()
    assert server.messages(server.app.user.id, room)[-1].text != "hello"


async def test_a_send_whose_answer_was_lost_is_uncertain_and_goes_out_once(
    server: SlackServer, client: SlackClient, room: str
) -> None:
    server.cut_after_accepting()
    with pytest.raises(DeliveryUncertain):
        await client.chat_post_message(room, text="once")
    await client.chat_post_message(room, text="and on")
    texts = [each.text for each in server.messages(server.app.user.id, room)]
    assert texts[-2:] == ["once", "and on"]


async def test_the_sdk_itself_asks_nothing_twice() -> None:
    asked: list[str] = []

    async def hang_up(request: web.Request) -> web.StreamResponse:
        asked.append(request.path)
        assert request.transport is not None
        request.transport.abort()
        return web.Response()

    async with served(hang_up) as url, asking(url) as client:
        with pytest.raises(DeliveryUncertain):
            await client.chat_post_message("C0TEA", text="once")
        with pytest.raises(DeliveryUncertain):
            await client.conversations_create("tea")
        with pytest.raises(Unavailable):
            await client.chat_update("C0TEA", "1.000000", text="again")
    assert asked == [
        "/api/chat.postMessage",
        "/api/conversations.create",
        "/api/chat.update",
    ]


@pytest.mark.parametrize(
    ("status", "body", "kind", "sending"),
    [
        (502, "<html>Bad Gateway</html>", Unavailable, DeliveryUncertain),
        (200, "<html>Log in</html>", Malformed, DeliveryUncertain),
        (200, "plain", Malformed, DeliveryUncertain),
        (200, "{", Malformed, DeliveryUncertain),
        (200, "[]", Malformed, DeliveryUncertain),
        (200, '{"ok":true}', Malformed, DeliveryUncertain),
        (200, '{"ok":true,"user":7,"channel":7}', Malformed, DeliveryUncertain),
        (500, '{"ok":false,"error":"internal_error"}', Unavailable, DeliveryUncertain),
        (429, "", RateLimited, RateLimited),
    ],
)
@pytest.mark.parametrize(
    "kind_of_body", ["text/html", "application/json", "text/plain"]
)
async def test_an_answer_that_is_none_of_slack_s_is_an_error_of_ours(
    status: int,
    body: str,
    kind: type[PlatformError],
    sending: type[PlatformError],
    kind_of_body: str,
) -> None:
    async def answer(_: web.Request) -> web.StreamResponse:
        return web.Response(status=status, text=body, content_type=kind_of_body)

    async with served(answer) as url, asking(url) as client:
        with pytest.raises(PlatformError) as read:
            await client.users_info("U0ALICE")
        with pytest.raises(PlatformError) as sent:
            await client.chat_post_message("C0TEA", text="hello")
    if kind_of_body == "application/json" or status != 200 or "{" not in body:
        assert type(read.value) is kind
    assert type(sent.value) is sending


async def test_too_fast_says_how_long_to_wait(
    server: SlackServer, client: SlackClient
) -> None:
    server.throttle(7, "users.info")
    with pytest.raises(RateLimited) as caught:
        await client.users_info(server.app.user.id)
    assert caught.value.retry_after == 7


# Pages.


async def test_lists_are_read_to_their_end(
    server: SlackServer, client: SlackClient
) -> None:
    people = {server.sign_up(f"Person {number}") for number in range(450)}
    room = server.open_room("all", [*people, server.app.user.id])
    found = [user.id async for user in client.users_list()]
    assert people <= set(found)
    assert len(found) == len(set(found))
    members = [id async for id in client.conversations_members(room)]
    assert sorted(members) == sorted({*people, server.app.user.id})
