"""A puppet adds nothing to the contract, and hides nothing of it."""

from __future__ import annotations

import asyncio
import inspect
from collections.abc import Callable
from inspect import getattr_static

import pytest

from puppets import NotStarted, Puppet, State
from puppets.puppet import operations

from .harness import clause
from .witness import refuses
from .world import Human, World

FIXTURES = ("world", "puppet", "alice", "bob", "room")


class Shape:
    # Before anything happens.

    @clause("2.1")
    async def test_nothing_connects_before_start(self, world: World) -> None:
        before = world.requests
        puppet = world.puppet()
        assert puppet.state is State.OFF
        assert not puppet.is_logged_in
        assert world.requests == before

    @clause("2.1")
    async def test_what_it_can_do_needs_a_started_puppet(
        self, world: World, alice: Human
    ) -> None:
        puppet, before = world.puppet(), world.requests
        with pytest.raises(NotStarted):
            await puppet.message_send_text(alice.id, "too early")
        with pytest.raises(NotStarted):
            await puppet.contact_payload(alice.id)
        with pytest.raises(NotStarted):
            await puppet.ding()
        assert world.requests == before

    # What it has, and what it lacks.

    @clause("4.17")
    async def test_what_it_lacks_is_unsupported_before_it_is_started(
        self, world: World
    ) -> None:
        puppet = world.puppet()
        for operation in lacking(puppet):
            refuses(world, puppet, operation)

    @clause("4.17")
    async def test_what_it_lacks_is_unsupported(
        self, world: World, puppet: Puppet
    ) -> None:
        for operation in lacking(puppet):
            refuses(world, puppet, operation)

    @clause("4.17")
    async def test_capabilities_are_what_it_overrides(self, world: World) -> None:
        puppet = world.puppet()
        has = {
            name
            for name, need in operations().items()
            if need.optional and getattr(type(puppet), name) is not need.declared
        }
        assert puppet.capabilities == has

    @clause("4.17")
    async def test_operations_take_what_the_contract_says(self, world: World) -> None:
        puppet = world.puppet()
        other = {
            name: inspect.signature(getattr(type(puppet), name))
            for name, need in operations().items()
            if _taken(getattr(type(puppet), name)) != _taken(need.declared)
        }
        assert not other

    @clause("4.18")
    async def test_the_native_client_is_within_reach(self, puppet: Puppet) -> None:
        assert puppet.native is not None

    @clause("4.18")
    async def test_what_the_contract_has_no_word_for_is_native_alone(
        self, world: World
    ) -> None:
        contract = set(dir(Puppet)).union(
            *(vars(base).get("__annotations__", ()) for base in Puppet.__mro__)
        )
        provider = type(world.puppet())
        extra = {
            name
            for base in provider.__mro__
            if not issubclass(Puppet, base)
            for name in vars(base)
            if not name.startswith("_")
        }
        assert extra <= contract

    # The suite itself.

    @clause("7.1")
    async def test_no_standard_test_is_overridden(self) -> None:
        from .suite import Conformance

        standard = [name for name in dir(Conformance) if _is_standard(name)]
        changed = {
            name: getattr(type(self), name)
            for name in standard
            if getattr_static(type(self), name) is not getattr_static(Conformance, name)
        }
        silent = [name for name, test in changed.items() if not _expects(test)]
        assert not silent, f"overridden without xfail(reason=...): {silent}"
        asyncio.get_running_loop()  # which may be kept for longer, but is asyncio's
        marked = [name for name in standard if _expects(getattr(Conformance, name))]
        assert not marked, f"marked in the suite itself, for everybody: {marked}"


def lacking(puppet: Puppet) -> list[str]:
    """The optional operations that the platform does not have."""
    optional = {name for name, need in operations().items() if need.optional}
    return sorted(optional - puppet.capabilities)


def _taken(method: Callable[..., object]) -> list[tuple[str, object]]:
    """The names of the parameters that the contract knows, and how they are given."""
    parameters = inspect.signature(method).parameters.values()
    return [(each.name, each.kind) for each in parameters]


def _is_standard(name: str) -> bool:
    return name.startswith("test_") or name in FIXTURES


def _expects(test: object) -> bool:
    """Whether a test is expected to fail, with a reason."""
    return any(
        mark.name == "xfail" and mark.kwargs.get("reason")
        for mark in getattr(test, "pytestmark", ())
    )
