"""Accounts that a person must link (contract 1.7)."""

from __future__ import annotations

import pytest

from puppets import (
    Event,
    LoginEvent,
    NotLoggedIn,
    ReadyEvent,
    ScanEvent,
    ScanStatus,
    State,
)

from .harness import clause
from .hearing import heard, pending, until
from .world import World


class Linking:
    @clause("1.7")
    async def test_a_person_links_the_account(self, world: World) -> None:
        puppet = world.linkable()
        with puppet.listen(ScanEvent) as scans, puppet.listen(LoginEvent) as logins:
            async with puppet:
                scan = await until(scans, _waits, "the code")
                assert scan.qrcode
                assert puppet.state is State.ON
                assert not puppet.is_logged_in
                with pytest.raises(NotLoggedIn):
                    _ = puppet.self_id
                await world.links(puppet)
                login = await heard(logins, "the login")
                assert login.contact_id == puppet.self_id

    @clause("1.7")
    async def test_a_linked_account_gets_ready_once(self, world: World) -> None:
        puppet = world.linkable()
        with puppet.listen(Event) as events:
            async with puppet:
                await until(
                    events, lambda event: isinstance(event, ScanEvent), "the code"
                )
                await world.links(puppet)
                await until(
                    events, lambda event: isinstance(event, LoginEvent), "the login"
                )
                await until(
                    events, lambda event: isinstance(event, ReadyEvent), "the ready"
                )
            after = await pending(events)
        assert not [event for event in after if isinstance(event, ReadyEvent)]

    @clause("1.7")
    async def test_the_code_is_renewed(self, world: World) -> None:
        puppet = world.linkable()
        with puppet.listen(ScanEvent) as scans:
            async with puppet:
                first = await until(scans, _waits, "the code")
                await until(
                    scans,
                    lambda scan: _waits(scan) and scan.qrcode != first.qrcode,
                    "another code",
                )
                assert not puppet.is_logged_in

    @clause("1.7")
    async def test_a_linked_account_that_logs_out_is_to_be_linked_again(
        self, world: World
    ) -> None:
        puppet = world.linkable()
        with puppet.listen(ScanEvent) as scans, puppet.listen(LoginEvent) as logins:
            async with puppet:
                await until(scans, _waits, "the code")
                await world.links(puppet)
                await heard(logins, "the login")
                await pending(scans)
            with puppet.listen(ScanEvent) as again:
                async with puppet:
                    if not puppet.is_logged_in:
                        await heard(logins, "the login without a code")
                    await puppet.logout()
                    assert (await until(again, _waits, "a new code")).qrcode
                    assert puppet.state is State.ON


def _waits(scan: ScanEvent) -> bool:
    return scan.status is ScanStatus.WAITING and bool(scan.qrcode)
