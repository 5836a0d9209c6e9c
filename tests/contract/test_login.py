"""What every puppet inherits of logging in, and of losing the login."""

from __future__ import annotations

import asyncio

import pytest

from puppets import (
    ErrorEvent,
    Event,
    LoginEvent,
    LogoutEvent,
    ReadyEvent,
    ScanEvent,
    ScanStatus,
    State,
    Unauthorized,
)
from tests.contract.tiny import TinyPuppet, heard, said

pytestmark = pytest.mark.anyio


async def test_a_revoked_credential_logs_out_and_is_not_tried_again() -> None:
    async with TinyPuppet() as puppet:
        with (
            puppet.listen(LogoutEvent) as logouts,
            puppet.listen(ErrorEvent) as errors,
        ):
            puppet.line.put_nowait(Unauthorized("revoked"))
            logout = LogoutEvent(contact_id="tiny", reason="revoked")
            assert await heard(logouts) == [logout]
            (error,) = await heard(errors)
        assert isinstance(error, ErrorEvent)
        assert isinstance(error.error, Unauthorized)
        assert len(puppet.cursors) == 1
        assert not puppet.health.online
        assert puppet.state is State.ON


async def test_an_account_that_must_be_linked_is_on_before_it_is_logged_in() -> None:
    puppet = TinyPuppet(own_id=None)
    with puppet.listen(Event) as events:
        async with puppet:
            assert puppet.state is State.ON
            assert not puppet.is_logged_in
            puppet.says(ScanEvent(status=ScanStatus.WAITING, qrcode="link me"))
            puppet.says(LoginEvent(contact_id="tiny"), ReadyEvent(), ReadyEvent())
            puppet.says(said("1"))
            lived = await heard(events, 6)
            assert puppet.self_id == "tiny"
    assert [type(event).__name__ for event in lived] == [
        "StartEvent",
        "HeartbeatEvent",
        "ScanEvent",
        "LoginEvent",
        "ReadyEvent",
        "MessageEvent",
    ]


async def test_an_account_that_may_be_linked_again_is_listened_to_after_logout() -> (
    None
):
    async with TinyPuppet(own_id=None) as puppet:
        with puppet.listen(Event) as events:
            puppet.says(LoginEvent(contact_id="tiny"), ReadyEvent())
            puppet.says(LogoutEvent(contact_id="tiny", reason="unlinked on the phone"))
            puppet.says(LoginEvent(contact_id="tiny2"), ReadyEvent())
            kinds = (LoginEvent, LogoutEvent, ReadyEvent)
            lived = [e for e in await heard(events, 6) if isinstance(e, kinds)]
        assert lived == [
            LoginEvent(contact_id="tiny"),
            ReadyEvent(),
            LogoutEvent(contact_id="tiny", reason="unlinked on the phone"),
            LoginEvent(contact_id="tiny2"),
            ReadyEvent(),
        ]


async def test_after_logout_of_its_own_nothing_more_is_received() -> None:
    async with TinyPuppet() as puppet:
        await puppet.logout()
        puppet.says(said("1"))
        await asyncio.sleep(0)
        assert puppet.line.qsize() == 1
        assert not puppet.health.online
