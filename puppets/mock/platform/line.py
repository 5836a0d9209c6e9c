"""One open connection, on which an account is told what happens."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Iterable

from .faults import Faults
from .refusals import Refusal
from .updates import Code, Linked, Parcel, Told

__all__ = ["Line"]

AT_ONCE = 10


class Line:
    """
    Told things wait here until they are asked for.

    A locked line says nothing but how to link the account.
    """

    def __init__(self, faults: Faults, told: Iterable[Told], *, locked: bool) -> None:
        self.locked: bool = locked
        self._faults = faults
        self._told = deque(told)
        self._signs: deque[Code | Linked] = deque()
        self._broken: Refusal | None = None
        self._greets = True
        self._woken = asyncio.Event()

    def put(self, told: Told) -> None:
        self._told.append(told)
        self.wake()

    def sign(self, *signs: Code | Linked) -> None:
        self._signs.extend(signs)
        self.locked = not isinstance(signs[-1], Linked)
        self.wake()

    def drop(self, error: Refusal) -> None:
        """Break: whoever listens is told so."""
        self._broken = error
        self.wake()

    def wake(self) -> None:
        self._woken.set()

    async def next(self, patience: float) -> Parcel:
        """What there is to say; after `patience` seconds nothing, as a sign of life."""
        while not self._speaks:
            self._woken.clear()
            try:
                # wait_for of Python 3.11 may swallow a cancellation that comes as it wakes.
                async with asyncio.timeout(patience):
                    await self._woken.wait()
            except TimeoutError:
                if not self._faults.deaf:
                    break
        if self._broken is not None:
            raise self._broken
        return self._parcel()

    @property
    def _speaks(self) -> bool:
        if self._broken is not None:
            return True
        held = self._signs or self._greets or (self._told and not self.locked)
        return bool(held) and not self._faults.deaf

    def _parcel(self) -> Parcel:
        self._greets = False
        signs = tuple(self._signs)
        self._signs.clear()
        many = 0 if self.locked else min(AT_ONCE, len(self._told))
        return Parcel(
            signs=signs, told=tuple(self._told.popleft() for _ in range(many))
        )
