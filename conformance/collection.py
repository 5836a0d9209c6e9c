"""Which tests a suite has, and which clauses each of them proves."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from importlib.metadata import PackageNotFoundError, version

import pytest

from .findings import Plan

__all__ = ["function_of", "marked", "needed_by", "plans", "proved_by", "suite_of"]


def suite_of(item: pytest.Item) -> str | None:
    """The suite that a test belongs to, if it is one of ours."""
    harness = sys.modules.get("conformance.harness")
    owner = getattr(item, "cls", None)
    if harness is None or owner is None or not issubclass(owner, harness.Harness):
        return None
    parent = item.parent
    return parent.nodeid if parent is not None else None


def plans(items: Iterable[pytest.Item]) -> Iterator[Plan]:
    """A plan for each suite among these tests."""
    found: dict[str, Plan] = {}
    for item in items:
        suite = suite_of(item)
        if suite is not None:
            if suite not in found:  # a plan takes a while to draw
                found[suite] = _plan(suite, item)
            found[suite].collected.append(function_of(item))
    yield from found.values()


def function_of(item: pytest.Item) -> str:
    """The test's name, without its parameters."""
    return getattr(item, "originalname", None) or item.name


def needed_by(item: pytest.Item) -> frozenset[str]:
    """The operations that a test requires."""
    return _marks(item, "requires")


def proved_by(item: pytest.Item) -> frozenset[str]:
    """The clauses that a test proves."""
    return _marks(item, "clause")


def _marks(item: pytest.Item, mark: str) -> frozenset[str]:
    owner: type = getattr(item, "cls")  # noqa: B009 - only functions of a class have it
    own = {name for each in item.iter_markers(mark) for name in each.args}
    return frozenset(own.union(marked(owner, function_of(item), mark)))


def marked(owner: type, test: str, mark: str) -> tuple[str, ...]:
    """
    What a test is marked with, in the suite or by who overrides it.

    An overriding test proves what the overridden one does, and needs the same.
    """
    found: dict[str, None] = {}
    for base in owner.__mro__:
        for each in getattr(vars(base).get(test), "pytestmark", ()):
            if each.name == mark:
                found.update(dict.fromkeys(each.args))
    return tuple(found)


def _plan(suite: str, item: pytest.Item) -> Plan:
    owner: type = getattr(item, "cls")  # noqa: B009 - only functions of a class have it
    tests = [name for name in dir(owner) if name.startswith("test")]
    return Plan(
        suite=suite,
        title=owner.__name__.removeprefix("Test"),
        clauses={name: list(marked(owner, name, "clause")) for name in tests},
        sdks={name: _version(name) for name in getattr(owner, "sdks", ())},
    )


def _version(distribution: str) -> str:
    try:
        return version(distribution)
    except PackageNotFoundError:
        return "not installed"
