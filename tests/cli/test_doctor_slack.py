"""`puppets doctor slack`: each finding, right and wrong."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import pytest

from puppets_standins.ports import free_port
from puppets_standins.slack.server import (
    APP_TOKEN,
    BOT_SCOPES,
    BOT_TOKEN,
    SIGNING_SECRET,
    SlackServer,
)
from tests.cli.commands import PUPPETS, ended, started
from tests.cli.looking import Doctor

pytestmark = [pytest.mark.anyio, pytest.mark.timeout(60)]  # some start programs


@pytest.fixture
async def server() -> AsyncIterator[SlackServer]:
    async with SlackServer() as server:
        yield server


@pytest.fixture
def doctor(server: SlackServer, monkeypatch: pytest.MonkeyPatch) -> Doctor:
    doctor = Doctor("slack", monkeypatch)
    doctor.given(
        SLACK_BOT_TOKEN=BOT_TOKEN,
        SLACK_APP_TOKEN=APP_TOKEN,
        SLACK_API_URL=f"{server.url}/api/",
    )
    return doctor


async def test_all_is_well(doctor: Doctor, server: SlackServer) -> None:
    found = await doctor.finds()
    assert list(found) == [
        *("versions", "bot token", "scopes", "events", "clock", "latency"),
        *("limits", "memory"),
    ]
    assert all(each.ok and not each.remedy for each in found.values()), found
    assert found["bot token"].what.startswith(f"of @puppet ({server.app.user.id}) in ")
    assert found["events"].what == "by Socket Mode; the app-level token opens sockets"
    assert found["scopes"].what.endswith("are granted, and all that are needed")


async def test_a_bot_token_that_is_revoked_is_said(
    doctor: Doctor, server: SlackServer
) -> None:
    server.revoke()
    found = await doctor.finds()
    assert list(found) == ["versions", "bot token", "limits", "memory"]
    assert found["bot token"].remedy == "look at SLACK_BOT_TOKEN"


async def test_scopes_without_which_it_is_no_bot_are_wrong(
    doctor: Doctor, server: SlackServer
) -> None:
    server.app.grants[BOT_TOKEN].scopes = set(BOT_SCOPES) - {
        "chat:write",
        "files:write",
    }
    scopes = (await doctor.finds())["scopes"]
    assert not scopes.ok
    assert scopes.what == (
        "missing: chat:write (saying anything), files:write (message_send_file)"
    )
    assert "install it again" in scopes.remedy


async def test_scopes_that_some_operations_need_are_noted(
    doctor: Doctor, server: SlackServer
) -> None:
    server.app.grants[BOT_TOKEN].scopes = set(BOT_SCOPES) - {"reactions:write"}
    scopes = (await doctor.finds())["scopes"]
    assert scopes.ok
    assert "reactions:write (message_react, message_unreact)" in scopes.what
    assert scopes.remedy


async def test_an_app_token_that_opens_no_socket_is_wrong(
    doctor: Doctor, server: SlackServer
) -> None:
    doctor.given(SLACK_APP_TOKEN="xapp-1-A0WRONG-1-wrong")
    wrong = (await doctor.finds())["events"]
    doctor.given(SLACK_APP_TOKEN=APP_TOKEN)
    server.disable_link()
    disabled = (await doctor.finds())["events"]
    for found in (wrong, disabled):
        assert not found.ok
        assert "SLACK_APP_TOKEN" in found.remedy


async def test_too_many_questions_are_no_fault_of_the_token(
    doctor: Doctor, server: SlackServer
) -> None:
    server.throttle(7, "apps.connections.open")
    events = (await doctor.finds())["events"]
    assert (events.ok, events.remedy) == (True, "ask again in 7 s")


async def test_a_port_for_posts_is_looked_at(doctor: Doctor) -> None:
    port = free_port()
    doctor.given(SLACK_PORT=str(port), SLACK_SIGNING_SECRET=SIGNING_SECRET)
    silent = (await doctor.finds())["events"]
    door = await asyncio.start_server(
        lambda _, writer: writer.close(), "127.0.0.1", port
    )
    async with door:
        heard = (await doctor.finds())["events"]
    assert silent.ok
    assert "run the bot" in silent.remedy
    assert heard.what == (
        f"by the Events API, at 127.0.0.1:{port}/slack/events; somebody listens there"
    )
    assert not heard.remedy


async def test_a_clock_that_is_wrong_is_said(
    doctor: Doctor, server: SlackServer
) -> None:
    server.store.pass_time(3600)
    clock = (await doctor.finds())["clock"]
    assert not clock.ok
    assert "slow" in clock.what


async def test_slow_answers_are_noted(doctor: Doctor, server: SlackServer) -> None:
    server.delay(1.2)
    assert "nearer" in (await doctor.finds())["latency"].remedy


@pytest.mark.parametrize("more", [(), ("--json",)], ids=["in a pipe", "as JSON"])
async def test_no_secret_is_shown(server: SlackServer, more: tuple[str, ...]) -> None:
    process = await started(
        *(*PUPPETS, "doctor", "slack", *more),
        SLACK_BOT_TOKEN=BOT_TOKEN,
        SLACK_APP_TOKEN=APP_TOKEN,
        SLACK_SIGNING_SECRET=SIGNING_SECRET,
        SLACK_API_URL=f"{server.url}/api/",
    )
    code, out, err = await ended(process)
    assert (code, err) == (0, "")
    for secret in (BOT_TOKEN, APP_TOKEN, SIGNING_SECRET, "ticket="):
        assert secret not in out
