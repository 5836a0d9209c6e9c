"""Who is logged in, since when, and until when (contract 1.5 to 1.9)."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from puppets import (
    ErrorEvent,
    Event,
    HeartbeatEvent,
    LoginEvent,
    LogoutEvent,
    MessageEvent,
    NotLoggedIn,
    ReadyEvent,
    ScanEvent,
    StartEvent,
    State,
    Unauthorized,
)

from .harness import clause
from .hearing import heard, heard_text, pending, until
from .world import Human, World

BEFORE_LOGIN = (ScanEvent, HeartbeatEvent, ErrorEvent, StartEvent)


class Login:
    # Coming.

    @clause("1.5")
    async def test_it_says_who_it_is(self, world: World) -> None:
        puppet = world.puppet()
        with puppet.listen(LoginEvent) as logins:
            async with puppet:
                event = await heard(logins, "the login")
                assert event.contact_id == puppet.self_id
                assert (
                    await puppet.contact_payload(puppet.self_id)
                ).id == event.contact_id

    @clause("1.5")
    async def test_login_comes_before_all_that_people_do(
        self, world: World, alice: Human
    ) -> None:
        puppet = world.puppet()
        await alice.says("before you came")
        with puppet.listen(Event) as events:
            async with puppet:
                await alice.says("now")
                seen = [await heard(events, "an event")]
                while not _is_message(seen[-1], "now"):
                    seen.append(await heard(events, "the message 'now'"))
        kinds = [type(event) for event in seen]
        assert LoginEvent in kinds
        before = seen[: kinds.index(LoginEvent)]
        assert all(isinstance(event, BEFORE_LOGIN) for event in before), before

    @clause("1.5")
    async def test_ready_comes_once_a_login_and_after_it(
        self, world: World, alice: Human
    ) -> None:
        puppet = world.puppet()
        for _ in range(2):
            with puppet.listen(Event) as events:
                async with puppet:
                    login = await until(events, _is(LoginEvent), "the login")
                    assert isinstance(login, LoginEvent)
                    await until(events, _is(ReadyEvent), "the ready")
                    await alice.says("hello")
                    await until(events, _is(MessageEvent), "the message")
                after = await pending(events)
            assert not [event for event in after if isinstance(event, ReadyEvent)]

    @clause("1.5")
    async def test_a_reconnect_is_no_login(self, world: World, alice: Human) -> None:
        puppet = world.puppet()
        with puppet.listen(ReadyEvent) as ready, puppet.listen(LoginEvent) as logins:
            async with puppet:
                await heard(ready, "the ready")
                with puppet.listen(MessageEvent) as events:
                    await world.stumbles()
                    await alice.says("still there?")
                    await heard_text(events, "still there?")
                assert puppet.is_logged_in
            assert await pending(ready) == []
            assert len(await pending(logins)) == 1

    @clause("1.5")
    async def test_ready_never_comes_after_logout(self, world: World) -> None:
        puppet = world.puppet()
        with puppet.listen(Event) as events:
            for _ in range(3):
                await puppet.start()
                await puppet.stop()
            seen = await pending(events)
        logged_in = False
        for event in seen:
            if isinstance(event, LoginEvent | LogoutEvent):
                logged_in = isinstance(event, LoginEvent)
            assert logged_in or not isinstance(event, ReadyEvent)

    # Going.

    @clause("1.6")
    async def test_logout_comes_once_while_it_still_knows_itself(
        self, world: World
    ) -> None:
        puppet = world.puppet()
        known: list[str] = []

        async def note(event: LogoutEvent) -> None:
            known.append(event.contact_id)
            known.append(puppet.self_id)

        puppet.on(LogoutEvent, note)
        async with puppet:
            me = puppet.self_id
        assert known == [me, me]

    @clause("1.6")
    async def test_nobody_is_logged_in_after_logout(self, world: World) -> None:
        puppet = world.puppet()
        with pytest.raises(NotLoggedIn):
            _ = puppet.self_id
        async with puppet:
            assert puppet.is_logged_in
        with pytest.raises(NotLoggedIn):
            _ = puppet.self_id
        assert not puppet.is_logged_in

    @clause("1.6")
    async def test_a_logout_handler_that_fails_stops_nothing(
        self, world: World
    ) -> None:
        puppet = world.puppet()

        async def fail(_: LogoutEvent) -> None:
            raise LookupError("no goodbye")

        puppet.on(LogoutEvent, fail)
        async with puppet:
            pass
        assert puppet.state is State.OFF

    # Logging out.

    @clause("1.8")
    async def test_logging_out_ends_the_session(
        self, world: World, alice: Human
    ) -> None:
        puppet = world.puppet()
        with puppet.listen(LogoutEvent) as logouts:
            async with puppet:
                await puppet.logout()
                await heard(logouts, "the logout")
                assert not puppet.is_logged_in
                with pytest.raises(NotLoggedIn):
                    await puppet.message_send_text(alice.id, "may I?")
                with pytest.raises(NotLoggedIn):
                    _ = puppet.self_id
            assert await pending(logouts) == []
        assert await alice.sees() == []

    @clause("1.8")
    async def test_logging_out_twice_is_logging_out_once(self, world: World) -> None:
        puppet = world.puppet()
        await puppet.logout()
        with puppet.listen(LogoutEvent) as logouts:
            async with puppet:
                await puppet.logout()
                before = world.requests
                await puppet.logout()
                assert world.requests == before
                assert len(await pending(logouts)) == 1

    # A credential that is worth nothing any more.

    @clause("1.9")
    async def test_a_revoked_credential_ends_in_a_logout(self, world: World) -> None:
        puppet = world.puppet()
        with (
            puppet.listen(LogoutEvent) as logouts,
            puppet.listen(ErrorEvent) as errors,
            puppet.listen(ReadyEvent) as ready,
        ):
            async with puppet:
                me = puppet.self_id
                await heard(ready, "the ready")
                await world.revokes()
                assert (await heard(logouts, "the logout")).contact_id == me
                assert not puppet.is_logged_in
                assert not puppet.health.online
                assert isinstance(puppet.health.last_error, Unauthorized)
            told = [event.error for event in await pending(errors)]
        assert [type(error) for error in told] == [Unauthorized]


def _is(kind: type[Event]) -> Callable[[Event], bool]:
    return lambda event: isinstance(event, kind)


def _is_message(event: Event, text: str) -> bool:
    return isinstance(event, MessageEvent) and event.message.text == text
