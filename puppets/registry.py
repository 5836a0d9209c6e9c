"""From a provider's name to its class, by the entry points of installed packages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from .errors import ConfigurationError, MissingExtra, UnknownProvider
from .memory import Memory
from .options import Options
from .puppet import Puppet

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

__all__ = ["GROUP", "Provider", "load", "loaded", "provider", "providers"]

GROUP = "wechaty_puppets"
"""The entry-point group under which a package offers `name = "module:Class"`."""


@dataclass(frozen=True)
class Provider:
    """A puppet class that some installed package offers."""

    entry_point: EntryPoint

    @property
    def name(self) -> str:
        return self.entry_point.name

    @cached_property
    def puppet_type(self) -> type[Puppet]:
        """The class; `MissingExtra` where it needs packages that are not installed."""
        found = loaded(self.entry_point)
        if not (isinstance(found, type) and issubclass(found, Puppet)):
            raise ConfigurationError(f"{self.entry_point.value} is not a Puppet")
        return found

    @property
    def is_installed(self) -> bool:
        """Whether the packages that it needs are there."""
        try:
            _ = self.puppet_type
        except MissingExtra:
            return False
        return True

    def options(self, environment: Mapping[str, str] | None = None) -> Options:
        """What the environment says; `ConfigurationError` names what is missing."""
        return self.puppet_type.options_type.from_environment(environment)

    def make(
        self,
        *,
        memory: Memory | None = None,
        environment: Mapping[str, str] | None = None,
    ) -> Puppet:
        """A puppet with the options that the environment gives, not yet started."""
        make: Any = self.puppet_type  # each provider's own options are its own type
        puppet: Puppet = make(self.options(environment), memory=memory)
        return puppet


def providers() -> dict[str, Provider]:
    """Every provider that is known here, by name, in the order of their names."""
    from importlib.metadata import entry_points  # 13 ms that a bare import need not pay

    found = {point.name: Provider(point) for point in entry_points(group=GROUP)}
    return dict(sorted(found.items()))


def provider(name: str) -> Provider:
    """The provider of this name; `UnknownProvider` names those that there are."""
    known = providers()
    if name not in known:
        names = ", ".join(known) or "none"
        raise UnknownProvider(f"no provider {name!r} is installed; there are: {names}")
    return known[name]


def load(name: str, *, memory: Memory | None = None) -> Puppet:
    """
    The puppet `name` with its options from the environment, not yet started.

    Raises `UnknownProvider`, `MissingExtra` with the line that installs it, or
    `ConfigurationError` naming the variables that are missing.
    """
    return provider(name).make(memory=memory)


def loaded(point: EntryPoint) -> object:
    """What it offers; `MissingExtra` where that needs packages that are not installed."""
    try:
        return point.load()
    except ModuleNotFoundError as error:
        if _is_own(error.name or "", point):
            raise
        raise MissingExtra(point.name, _install(point)) from error


def _install(point: EntryPoint) -> str:
    if point.dist is None:
        return "the package that offers it is not complete"
    extras = point.dist.metadata.get_all("Provides-Extra") or []
    extra = f"[{point.name}]" if point.name in extras else ""
    return f"pip install '{point.dist.name}{extra}'"


def _is_own(missing: str, point: EntryPoint) -> bool:
    package = point.module.partition(".")[0]
    return missing == package or missing.startswith(f"{package}.")
