"""A password begins a session; what becomes of that."""

from __future__ import annotations

import json

import pytest
from nio.responses import WhoamiResponse

from conformance.hearing import heard, overhears
from puppets import ErrorEvent, InProcessMemory, LogoutEvent, Unauthorized, Unavailable
from puppets.gitter import GitterOptions, GitterPuppet
from puppets_standins.faults import Reply
from puppets_standins.gitter.account import PASSWORD
from puppets_standins.gitter.human import GitterHuman
from puppets_standins.gitter.world import SYNC, GitterWorld

pytestmark = pytest.mark.anyio

RUN_OUT = json.dumps(
    {"errcode": "M_UNKNOWN_TOKEN", "error": "Soft logged out", "soft_logout": True}
).encode()


def by_password(world: GitterWorld, password: str = PASSWORD) -> GitterPuppet:
    options = GitterOptions(
        homeserver=world.proxy.url,
        user_id=world.bot.id,
        password=password,
        sync_timeout=1,
    )
    return GitterPuppet(options, memory=InProcessMemory())


async def device_of(puppet: GitterPuppet) -> str:
    """On which device the homeserver sees it."""
    told = await puppet.native.whoami()
    assert isinstance(told, WhoamiResponse)
    return str(told.device_id)


def logins(world: GitterWorld) -> int:
    return sum(request.path.endswith("/login") for request in world.proxy.requests)


async def test_a_password_logs_in_once(world: GitterWorld) -> None:
    puppet = by_password(world)
    devices = set()
    for _ in range(2):
        async with puppet:
            assert puppet.self_id == world.bot.id
            devices.add(await device_of(puppet))
    assert logins(world) == 1
    assert len(devices) == 1


async def test_a_wrong_password_is_said_and_shown_nowhere(world: GitterWorld) -> None:
    puppet = by_password(world, "not-my-password")
    with pytest.raises(Unauthorized) as refused:
        await puppet.start()
    assert "not-my-password" not in f"{refused.value!r} {refused.value.__cause__!r}"


async def test_a_session_that_runs_out_is_renewed_on_its_device(
    world: GitterWorld, alice: GitterHuman
) -> None:
    async with by_password(world) as puppet:
        await overhears(puppet, lambda: alice.says("before"))
        device = await device_of(puppet)
        with puppet.listen(ErrorEvent) as errors:
            reply = Reply(status=401, body=RUN_OUT)
            world.proxy.inject(reply, path=SYNC, times=1)
            assert isinstance((await heard(errors)).error, Unavailable)
        await overhears(puppet, lambda: alice.says("after"))
        assert await device_of(puppet) == device
    assert logins(world) == 2


async def test_a_session_that_runs_out_ends_a_puppet_that_has_only_its_token(
    world: GitterWorld, puppet: GitterPuppet, alice: GitterHuman
) -> None:
    await overhears(puppet, lambda: alice.says("before"))
    with puppet.listen(LogoutEvent) as logouts, puppet.listen(ErrorEvent) as errors:
        world.proxy.inject(Reply(status=401, body=RUN_OUT), path=SYNC, times=1)
        await heard(logouts)
        assert isinstance((await heard(errors)).error, Unauthorized)


async def test_a_session_that_was_ended_elsewhere_is_begun_anew(
    world: GitterWorld,
) -> None:
    puppet = by_password(world)
    async with puppet:
        token = puppet.native.access_token
    world.bot.token = token
    await world.bot.call("POST", "/logout")
    async with puppet:
        assert puppet.is_logged_in
    assert logins(world) == 2


async def test_a_logout_ends_the_session_and_forgets_it(world: GitterWorld) -> None:
    puppet = by_password(world)
    async with puppet:
        await puppet.logout()
    async with puppet:
        pass
    assert logins(world) == 2


async def test_a_token_of_another_is_refused(world: GitterWorld) -> None:
    options = GitterOptions(
        homeserver=world.proxy.url,
        user_id="@somebody:localhost",
        access_token=world.bot.token,
    )
    with pytest.raises(Unauthorized, match="@somebody:localhost"):
        await GitterPuppet(options).start()
