"""The same mistake has the same name on every platform (contract 4.16)."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

import pytest

from puppets import (
    PlatformError,
    Puppet,
    PuppetError,
    RateLimited,
    Unauthorized,
    Unavailable,
)

from .harness import clause
from .world import Human, Room, World


class Errors:
    @clause("4.16")
    async def test_a_read_that_is_too_fast_says_when_to_try_again(
        self, world: World, puppet: Puppet, alice: Human, room: Room
    ) -> None:
        await world.throttles(7)
        error = await _refusal(world, puppet, alice, room)
        assert isinstance(error, RateLimited)
        assert error.retry_after == pytest.approx(7, abs=1)
        assert error.retryable
        assert error.__cause__ is not None

    @clause("4.16")
    async def test_a_read_that_reaches_nobody_is_unavailable(
        self, world: World, puppet: Puppet, alice: Human, room: Room
    ) -> None:
        await world.goes_down()
        error = await _refusal(world, puppet, alice, room)
        await world.comes_up()
        assert isinstance(error, Unavailable)
        assert error.retryable
        assert error.__cause__ is not None

    @clause("4.16")
    async def test_wrong_credentials_are_said_by_the_platform(
        self, world: World
    ) -> None:
        with pytest.raises(Unauthorized) as refused:
            await world.stranger().start()
        assert refused.value.__cause__ is not None
        assert not refused.value.retryable

    @clause("4.16")
    @pytest.mark.parametrize("id", ["0", "nobody", "-1:x", "äö ü", ""], ids=repr)
    async def test_ids_of_nothing_are_mistakes_of_ours_to_name(
        self, puppet: Puppet, id: str
    ) -> None:
        for call in _calls(puppet, id):
            with pytest.raises(PlatformError) as refused:
                await call()
            assert isinstance(refused.value, PuppetError)
            assert str(refused.value), "an error says what went wrong"

    @clause("4.16")
    async def test_a_puppet_goes_on_after_an_error(
        self, puppet: Puppet, alice: Human
    ) -> None:
        with pytest.raises(PlatformError):
            await puppet.message_send_text("nobody", "hello?")
        await puppet.message_send_text(alice.id, "hello!")
        assert [seen.text for seen in await alice.sees()] == ["hello!"]


Call = Callable[[], Awaitable[object]]


def _calls(puppet: Puppet, id: str) -> list[Call]:
    """What every puppet can be asked about an id."""
    return [
        lambda: puppet.contact_payload(id),
        lambda: puppet.room_payload(id),
        lambda: puppet.message_payload(id),
        lambda: puppet.message_send_text(id, "hello?"),
    ]


async def _refusal(
    world: World, puppet: Puppet, alice: Human, room: Room
) -> PuppetError:
    """The error of the first read that asks the platform at all."""
    for read in (
        lambda: puppet.contact_payload(alice.id),
        lambda: puppet.room_payload(room.id),
        lambda: puppet.room_announce(room.id),
        lambda: puppet.contact_avatar(alice.id),
    ):
        before = world.requests
        try:
            await read()
        except PuppetError as error:
            return error
        assert world.requests == before, "it asked the platform, which refuses"
    return world.cannot("refuse_a_read")
