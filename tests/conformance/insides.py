"""Saboteurs with a memory, or a way with handlers, of their own kind."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar, TypeVar

from puppets import Event, InProcessMemory
from puppets._hub import Handler
from puppets.mock import MockOptions, MockPuppet

__all__ = ["Forgetful", "Handling", "Remembering"]

E = TypeVar("E", bound=Event)


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
