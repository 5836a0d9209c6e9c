"""Saboteurs with a memory, or a way with handlers, of their own kind."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar, TypeVar

from puppets import (
    Batch,
    Event,
    InProcessMemory,
    Malformed,
    Memory,
    Payload,
    PuppetError,
)
from puppets._hub import Handler
from puppets.memory import Entry
from puppets.mock import MockOptions, MockPuppet

__all__ = ["Forgetful", "Handling", "Reliant", "Remembering", "Wrapping"]

E = TypeVar("E", bound=Event)
P = TypeVar("P", bound=Payload)


class Remembering(MockPuppet):
    """Has a memory of its own kind."""

    memory_type: ClassVar[type[InProcessMemory]] = InProcessMemory

    def __init__(self, options: MockOptions) -> None:
        super().__init__(options, memory=self.memory_type())


class Handling(MockPuppet):
    """Does something to each handler."""

    def on(self, kind: type[E], handler: Handler[E]) -> Callable[[], None]:
        return super().on(kind, self.changed(handler))

    def changed(self, handler: Handler[E]) -> Handler[E]:
        return handler


class Forgetful(InProcessMemory):
    """Takes every event for a new one."""

    def _is_new(self, event: Event) -> bool:
        return True


class Wrapping(Memory):
    """Stands before another memory, and gets in its way where it overrides something."""

    def __init__(self, memory: Memory) -> None:
        self._memory = memory

    async def open(self) -> Sequence[PuppetError]:
        return await self._memory.open()

    async def close(self) -> None:
        await self._memory.close()

    @property
    def cursor(self) -> str | None:
        return self._memory.cursor

    @property
    def depth(self) -> int:
        return self._memory.depth

    async def accept(self, batch: Batch) -> tuple[Entry, ...]:
        return await self._memory.accept(batch)

    async def finish(self, *numbers: int) -> None:
        await self._memory.finish(*numbers)

    async def unfinished(self) -> tuple[Entry, ...]:
        return await self._memory.unfinished()

    async def malformed(self) -> tuple[Malformed, ...]:
        return await self._memory.malformed()

    async def load(self, kind: type[P], key: str) -> P | None:
        return await self._memory.load(kind, key)

    async def keys(self, kind: type[P]) -> tuple[str, ...]:
        return await self._memory.keys(kind)

    async def save(self, *known: Payload) -> None:
        await self._memory.save(*known)

    async def forget(self, kind: type[P], key: str) -> None:
        await self._memory.forget(kind, key)

    async def state(self, name: str) -> bytes | None:
        return await self._memory.state(name)

    async def set_state(self, name: str, value: bytes | None) -> None:
        await self._memory.set_state(name, value)


class Reliant(MockPuppet):
    """Has something in the way of the memory that it is given."""

    wrapping: ClassVar[type[Wrapping]] = Wrapping

    def __init__(
        self,
        options: MockOptions,
        *,
        memory: Memory | None = None,
        name: str | None = None,
    ) -> None:
        wrapped = self.wrapping(InProcessMemory() if memory is None else memory)
        super().__init__(options, memory=wrapped, name=name)
