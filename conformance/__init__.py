"""
The contract, executable: subclass `Conformance`, name your `world_type`, and run pytest.

    from conformance import Conformance
    from mychat.world import MyWorld

    class TestMyChat(Conformance):
        world_type = MyWorld

Every name is loaded when it is asked for: pytest loads this package in every run, with or
without the suite's own needs installed.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .clauses import clause
    from .harness import requires
    from .suite import Conformance
    from .world import Human, Room, Seen, Unchecked, World

__all__ = [
    "Conformance",
    "Human",
    "Room",
    "Seen",
    "Unchecked",
    "World",
    "clause",
    "requires",
]

_HOMES = {"Conformance": "suite", "clause": "clauses", "requires": "harness"}


def __getattr__(name: str) -> object:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f".{_HOMES.get(name, 'world')}", __name__), name)
