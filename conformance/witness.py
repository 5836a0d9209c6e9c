"""Who watches the puppets of a test: what they were asked for, and what they refuse."""

from __future__ import annotations

import functools
import inspect
from collections.abc import Awaitable, Callable, Coroutine, Iterable
from typing import Any

import pytest

from puppets import Puppet, PuppetError, Unsupported

from .outcomes import EVIDENCE, REFUSED, Evidence
from .world import World

__all__ = ["attend", "refuse", "refuses"]

# Who makes a puppet of a world.
_MAKERS = ("puppet", "other_puppet", "linkable")


def attend(world: World, item: pytest.Item) -> Evidence:
    """Note from now on which operations of this world's puppets are called and answer."""
    puppet = world.puppet()
    evidence = Evidence(puppet.platform, puppet.capabilities, world.lacks)
    item.stash[EVIDENCE] = evidence
    for maker in _MAKERS:
        setattr(world, maker, _watched(getattr(world, maker), evidence))
    return evidence


def refuse(world: World, operations: Iterable[str]) -> None:
    """Prove that each of these is refused, and end the test with that."""
    puppet = world.puppet()
    lacking = sorted(operations)
    for operation in lacking:
        refuses(world, puppet, operation)
    pytest.skip(f"{REFUSED}{puppet.platform} has no {', '.join(lacking)}")


def refuses(world: World, puppet: Puppet, operation: str) -> None:
    """
    The puppet raises `Unsupported` at once: without waiting for anything, and without
    a request to the platform (4.17).
    """
    before = world.requests
    call = _call(puppet, operation)
    try:
        call.send(None)
    except Unsupported as error:
        told = (error.platform, error.operation)
    except StopIteration as end:
        pytest.fail(f"{operation} is not there, and answers {end.value!r}")
    else:
        call.close()
        pytest.fail(f"{operation} is not there, and waits before it says so")
    assert told == (puppet.platform, operation)
    assert world.requests == before, f"{operation} is not there, and asks the platform"


def _call(puppet: Puppet, operation: str) -> Coroutine[Any, Any, object]:
    """Call it with as many arguments as it needs; what they are, nobody may look at."""
    method = getattr(puppet, operation)
    needed = [
        name
        for name in inspect.signature(method).parameters.values()
        if name.default is name.empty and name.kind is name.POSITIONAL_OR_KEYWORD
    ]
    call: Coroutine[Any, Any, object] = method(*["anything"] * len(needed))
    return call


def _watched(make: Callable[[], Puppet], evidence: Evidence) -> Callable[[], Puppet]:
    @functools.wraps(make)
    def made() -> Puppet:
        puppet = make()
        for name in puppet.capabilities:
            noted = _noted(getattr(puppet, name), name, evidence)
            setattr(puppet, name, noted)
        return puppet

    return made


def _noted(
    method: Callable[..., Awaitable[object]], name: str, evidence: Evidence
) -> Callable[..., Awaitable[object]]:
    @functools.wraps(method)
    async def call(*args: object, **kwargs: object) -> object:
        try:
            answer = await method(*args, **kwargs)
        except PuppetError:
            evidence.denied.add(name)
            raise
        evidence.exercised.add(name)
        return answer

    return call
