"""What an operation of the contract is, and what the base class adds to a provider's."""

from __future__ import annotations

import functools
import inspect
from abc import ABC, abstractmethod
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass
from typing import Any, ClassVar, TypeAlias, TypeVar

from ._cache import Cache
from ._outbox import Outbox
from .enums import DirtyType
from .errors import NotFound, PuppetError, Unsupported
from .limits import Limits
from .memory import Memory
from .payloads import Payload

__all__ = [
    "Need",
    "Operations",
    "cached",
    "capabilities",
    "operation",
    "operations",
]

# The signatures of operations differ, so what wraps them all cannot name them.
Method: TypeAlias = Callable[..., Awaitable[Any]]
Around: TypeAlias = Callable[..., Awaitable[Any]]
F = TypeVar("F", bound=Method)
P = TypeVar("P", bound=Payload)

_WRAPPED = "__wrapped_operation__"


@dataclass(frozen=True, slots=True)
class Need:
    """One operation of the contract: whether a platform may lack it, and its name."""

    name: str
    optional: bool
    declared: Method
    around: Around | None

    def wrap(self, method: Method) -> Method:
        """A provider's method, with what the contract promises for every provider."""

        @functools.wraps(method)
        async def call(puppet: Operations, *args: Any, **kwargs: Any) -> Any:
            puppet._require_login()
            if self.around is None:
                return await method(puppet, *args, **kwargs)
            return await self.around(puppet, method, *args, **kwargs)

        setattr(call, _WRAPPED, True)
        return call


_needs: dict[str, Need] = {}


def operations() -> dict[str, Need]:
    """Every operation of the contract, by name."""
    return dict(_needs)


def operation(
    *, optional: bool = True, around: Around | None = None
) -> Callable[[F], F]:
    """Make a method of the contract an operation."""

    def mark(method: F) -> F:
        name = method.__name__
        _needs[name] = Need(name, optional, method, around)
        return method

    return mark


class Operations(ABC):
    """What the areas of the contract (contacts, rooms, messages ...) stand on."""

    platform: ClassVar[str]
    """The provider's name, in lower case."""
    limits: Limits = Limits()
    """What this platform allows."""

    _cache: Cache
    _outbox: Outbox
    _memory: Memory

    def __init_subclass__(cls, **kwargs: object) -> None:
        super().__init_subclass__(**kwargs)
        for name, need in _needs.items():
            method = getattr(cls, name, need.declared)
            if method is not need.declared and not hasattr(method, _WRAPPED):
                setattr(cls, name, need.wrap(method))

    @property
    @abstractmethod
    def self_id(self) -> str: ...

    @property
    def capabilities(self) -> frozenset[str]:
        """The names of the optional operations that this platform has."""
        return capabilities(type(self))

    @abstractmethod
    def _require_login(self) -> None:
        """Raise `NotStarted` or `NotLoggedIn` unless somebody is logged in."""

    @abstractmethod
    async def dirty(self, what: DirtyType, id: str) -> None:
        """Read this payload afresh from now on; of ROOM_MEMBER, all of the room (4.13)."""

    @abstractmethod
    def _report(self, error: Exception) -> None:
        """Say that something went wrong, and carry on."""

    async def _is_there(
        self, reading: Awaitable[object], *absent: type[PuppetError]
    ) -> bool:
        """Whether this can be read: neither `NotFound`, nor one of the `absent`."""
        missing: tuple[type[PuppetError], ...] = (NotFound, *absent)
        try:
            await reading
        except missing:
            return False
        return True

    async def _readable(
        self, agrees: Callable[[str], Awaitable[bool]], ids: Iterable[str]
    ) -> list[str]:
        """
        Those of `ids` that agree; one that is not there does not, and one that cannot be
        read is said in an `ErrorEvent` besides.
        """
        found = []
        for id in ids:
            try:
                if await agrees(id):
                    found.append(id)
            except NotFound:
                pass
            except PuppetError as error:
                self._report(error)
        return found

    def _lacks(self, operation: str) -> Unsupported:
        return Unsupported(self.platform, operation)

    async def _remembered(self, kind: type[P], key: str) -> P:
        """The payload that the memory knows under `key`, or `NotFound`."""
        found = await self._memory.load(kind, key)
        if found is None:
            what = kind.__name__.removesuffix("Payload").lower()
            raise NotFound(f"{self.platform} knows no {what} {key!r}")
        return found


def cached(kind: type[Payload]) -> Around:
    """A read whose answers are kept until they are dirty (4.13)."""

    async def around(
        puppet: Operations, method: Method, *args: str, **kwargs: str
    ) -> Any:
        ids = _in_order(method, puppet, args, kwargs) if kwargs else args
        return await puppet._cache.read(kind, ids, lambda: method(puppet, *ids))

    return around


def _in_order(
    method: Method, puppet: Operations, args: tuple[str, ...], kwargs: dict[str, str]
) -> tuple[str, ...]:
    return inspect.signature(method).bind(puppet, *args, **kwargs).args[1:]


def capabilities(provider: type[Operations]) -> frozenset[str]:
    """The optional operations that this class overrides: what its platform has."""
    return frozenset(
        name
        for name, need in _needs.items()
        if need.optional and getattr(provider, name) is not need.declared
    )
