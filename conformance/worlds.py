"""The worlds that installed packages offer, by the names of their platforms."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from importlib import import_module
from typing import TYPE_CHECKING

from puppets.errors import ConfigurationError, MissingExtra
from puppets.registry import loaded

from .world import World

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

__all__ = ["GROUP", "Offer", "offer", "offers", "world_type"]

GROUP = "wechaty_puppets.worlds"
"""The entry-point group under which a package offers `platform = "module:World"`."""


@dataclass(frozen=True)
class Offer:
    """A world that some installed package offers."""

    entry_point: EntryPoint

    @property
    def name(self) -> str:
        return self.entry_point.name

    @cached_property
    def world_type(self) -> type[World]:
        """The class; `MissingExtra` where it needs packages that are not installed."""
        return _world(loaded(self.entry_point), self.entry_point.value)

    @property
    def absence(self) -> str:
        """Why it cannot be on this machine, and how it could; empty where it can."""
        try:
            return self.world_type.absence()
        except MissingExtra as error:
            return str(error)


def offers() -> dict[str, Offer]:
    """Every world that is known here, in the order of their names."""
    from importlib.metadata import entry_points  # 13 ms that few runs need to pay

    found = {point.name: Offer(point) for point in entry_points(group=GROUP)}
    return dict(sorted(found.items()))


def world_type(target: str) -> type[World]:
    """
    The world of that platform, or the one at `module:World`.

    `ConfigurationError` says what there is instead, or what keeps it from being here.
    """
    module, colon, name = target.partition(":")
    found = _at(module, name) if colon else offer(target).world_type
    if absence := found.absence():
        raise ConfigurationError(f"{target} cannot be here: {absence}")
    return found


def offer(name: str) -> Offer:
    """The world of this platform; `ConfigurationError` names those that there are."""
    known = offers()
    if name not in known:
        names = ", ".join(known) or "none"
        raise ConfigurationError(
            f"no world {name!r} is installed; there are: {names}. "
            "One of your own is named by its place: module:World"
        )
    return known[name]


def _at(module: str, name: str) -> type[World]:
    try:
        there = import_module(module)
    except Exception as error:
        raise ConfigurationError(
            f"{module} cannot be imported: {type(error).__name__}: {error}"
        ) from error
    if not hasattr(there, name):
        raise ConfigurationError(f"{module} has no {name}")
    return _world(getattr(there, name), f"{module}:{name}")


def _world(found: object, place: str) -> type[World]:
    if not (isinstance(found, type) and issubclass(found, World)):
        raise ConfigurationError(f"{place} is not a World")
    if left := sorted(found.__abstractmethods__):
        raise ConfigurationError(f"{place} still has to write {', '.join(left)}")
    return found
