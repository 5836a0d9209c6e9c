"""
Puppets that are each broken in one way, and the test that catches each.

To add one, write a class in the module of its area (a new module is found by itself),
say in its docstring what it does wrong, and name the clause that it breaks and the test
of the suite that must catch it:

    @breaks("1.11", caught_by="test_ding_is_answered_by_dong")
    class AnswersNobody(MockPuppet):
        '''Keeps its dongs to itself.'''

        async def ding(self, text: str = "") -> None:
            pass

It is run against all tests of that test's file. Those that it necessarily fails as well
stand in `also`; any other accusation, or a missing one, fails the run.
"""

from __future__ import annotations

import pkgutil
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import TypeVar

from puppets.mock import MockPuppet

__all__ = ["Saboteur", "breaks", "saboteurs"]

M = TypeVar("M", bound=type[MockPuppet])


@dataclass(frozen=True)
class Saboteur:
    """A puppet broken in one way, by which it is known."""

    clause: str
    puppet_type: type[MockPuppet]
    caught_by: str
    also: frozenset[str]

    @property
    def name(self) -> str:
        return f"{self.clause} {self.puppet_type.__name__}"


_known: list[Saboteur] = []


def breaks(
    clause: str, *, caught_by: str, also: tuple[str, ...] = ()
) -> Callable[[M], M]:
    """Say which clause a puppet breaks, and which tests accuse it of that."""

    def enlist(puppet_type: M) -> M:
        _known.append(Saboteur(clause, puppet_type, caught_by, frozenset(also)))
        return puppet_type

    return enlist


def saboteurs() -> list[Saboteur]:
    """All of them, in the order of their clauses."""
    for module in pkgutil.iter_modules(__path__):
        import_module(f"{__name__}.{module.name}")
    return sorted(_known, key=lambda each: each.name)
