"""Who is let in, and how arguments may come."""

from __future__ import annotations

import pytest

from puppets_standins.slack import APP_TOKEN, BOT_TOKEN, SlackServer

from .asking import Ask

pytestmark = pytest.mark.anyio

NOBODY = "xoxb-1-2-nobody"
BEARER = {"Authorization": f"Bearer {BOT_TOKEN}"}


async def test_a_token_says_who_one_is(server: SlackServer, ask: Ask) -> None:
    answer = await ask("auth.test")
    assert answer["ok"] is True
    assert answer["user_id"] == server.app.user.id
    assert answer["bot_id"] == server.app.bot_id
    assert answer["team_id"] == server.store.team_id


@pytest.mark.parametrize(
    ("token", "word"),
    [
        ("", "not_authed"),
        (NOBODY, "invalid_auth"),
        (APP_TOKEN, "not_allowed_token_type"),
    ],
    ids=["no token", "a token of nobody", "the token of the app"],
)
async def test_without_a_token_of_the_bot_nothing_is_told(
    ask: Ask, token: str, word: str
) -> None:
    assert await ask("auth.test", token) == {"ok": False, "error": word}


async def test_only_the_token_of_the_app_opens_sockets(ask: Ask) -> None:
    assert (await ask("apps.connections.open"))["error"] == "not_allowed_token_type"
    assert (await ask("apps.connections.open", APP_TOKEN))["ok"] is True


async def test_a_token_may_stand_in_a_form_but_not_in_an_address_or_in_json(
    ask: Ask,
) -> None:
    token = {"token": BOT_TOKEN}
    async with ask.http.post(ask.url("auth.test"), data=token) as response:
        assert (await response.json())["ok"] is True
    async with ask.http.post(ask.url("auth.test"), json=token) as response:
        assert (await response.json())["error"] == "not_authed"
    async with ask.http.get(ask.url("auth.test"), params=token) as response:
        assert (await response.json())["error"] == "not_authed"


async def test_a_revoked_token_is_no_token(server: SlackServer, ask: Ask) -> None:
    server.revoke()
    assert (await ask("auth.test"))["error"] == "token_revoked"
    server.reinstate()
    assert (await ask("auth.test"))["ok"] is True
    server.uninstall()
    assert (await ask("auth.test"))["error"] == "account_inactive"


async def test_a_missing_scope_is_named_with_those_there_are(
    server: SlackServer, ask: Ask
) -> None:
    server.app.scopes.clear()
    server.app.scopes.update({"chat:write", "team:read"})
    assert await ask("users.list") == {
        "ok": False,
        "error": "missing_scope",
        "needed": "users:read",
        "provided": "chat:write,team:read",
    }


async def test_a_scope_is_needed_for_each_kind_of_conversation(
    server: SlackServer, ask: Ask, room: str
) -> None:
    server.app.scopes.discard("channels:history")
    refusal = await ask("conversations.history", channel=room)
    assert (refusal["error"], refusal["needed"]) == (
        "missing_scope",
        "channels:history",
    )


async def test_what_is_no_method_is_unknown(ask: Ask) -> None:
    answer = await ask("chat.makeTea")
    assert (answer["error"], answer["req_method"]) == ("unknown_method", "chat.makeTea")


async def test_arguments_come_in_the_address_in_forms_and_in_json(
    ask: Ask, room: str
) -> None:
    url = ask.url("conversations.info")
    async with ask.http.get(url, params={"channel": room}, headers=BEARER) as response:
        assert (await response.json())["channel"]["id"] == room
    assert (await ask("conversations.info", channel=room))["channel"]["id"] == room
    said = await ask.json("chat.postMessage", channel=room, text="hello")
    assert said["message"]["text"] == "hello"


async def test_what_reads_does_not_look_at_json(ask: Ask, alice: str) -> None:
    assert (await ask.json("users.info", user=alice))["error"] == "user_not_found"
    assert (await ask("users.info", user=alice))["ok"] is True


@pytest.mark.parametrize(
    ("body", "word"),
    [("{", "invalid_json"), ("[]", "json_not_object")],
    ids=["half of it", "a list"],
)
async def test_json_that_is_none_is_refused(ask: Ask, body: str, word: str) -> None:
    headers = BEARER | {"Content-Type": "application/json; charset=utf-8"}
    async with ask.http.post(
        ask.url("chat.postMessage"), data=body, headers=headers
    ) as response:
        assert (await response.json())["error"] == word


async def test_json_without_a_charset_is_warned_of(ask: Ask) -> None:
    headers = BEARER | {"Content-Type": "application/json"}
    async with ask.http.post(
        ask.url("auth.test"), data="{}", headers=headers
    ) as response:
        assert (await response.json())["warning"] == "missing_charset"


async def test_too_fast_is_429_with_the_time_to_wait(
    server: SlackServer, ask: Ask, room: str
) -> None:
    server.throttle(7, method="chat.postMessage", channel=room)
    assert (await ask("auth.test"))["ok"] is True
    form = {"channel": room, "text": "hello"}
    async with ask.http.post(
        ask.url("chat.postMessage"), data=form, headers=BEARER
    ) as response:
        assert (response.status, response.headers["Retry-After"]) == (429, "7")
        assert await response.json() == {"ok": False, "error": "ratelimited"}
    assert (await ask("chat.postMessage", **form))["ok"] is True


async def test_a_conversation_takes_one_post_a_second_when_it_is_told_to(
    server: SlackServer, ask: Ask, room: str, alice: str
) -> None:
    server.faults.posts_a_second = 1
    assert (await ask("chat.postMessage", channel=room, text="one"))["ok"] is True
    assert (await ask("chat.postMessage", channel=room, text="two"))["ok"] is False
    assert (await ask("chat.postMessage", channel=alice, text="two"))["ok"] is True


async def test_what_acts_for_a_person_is_that_person(
    server: SlackServer, ask: Ask, alice: str, room: str
) -> None:
    token = "xoxp-1-2-3-alice"
    server.allow(alice, token, ["chat:write", "users.profile:write", "users:read"])
    said = await ask("chat.postMessage", token, channel=room, text="it is me")
    assert said["message"]["user"] == alice
    assert "bot_id" not in said["message"]
    named = await ask("users.profile.set", token, name="title", value="tea & cake")
    assert named["profile"]["title"] == "tea &amp; cake"
    server.app.scopes.add("users.profile:write")
    assert await ask.refused("users.profile.set") == "not_allowed_token_type"
