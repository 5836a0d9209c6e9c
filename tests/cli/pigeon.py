"""A platform of somebody else's, with looks of its own for `puppets doctor`."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import ClassVar

from puppets import Check, Finding, Memory, Options, RateLimited, Unauthorized
from tests.contract.tiny import TinyPuppet

__all__ = ["PigeonPuppet"]


@dataclass(frozen=True, slots=True, kw_only=True)
class PigeonOptions(Options):
    provider: ClassVar[str] = "pigeon"
    token: str = field(repr=False)
    first: str = "fine"
    """What comes of the first look."""


class PigeonPuppet(TinyPuppet):
    platform = "pigeon"
    options_type: ClassVar[type[Options]] = PigeonOptions

    def __init__(
        self,
        options: PigeonOptions,
        *,
        memory: Memory | None = None,
        name: str | None = None,
    ) -> None:
        super().__init__(memory=memory, name=name)
        self._options = options

    def _checks(self) -> Mapping[str, Check]:
        return {"loft": self._loft, "feed": self._feed, "hawk": self._hawk}

    async def _loft(self) -> Finding:
        match self._options.first:
            case "refused":
                raise Unauthorized(f"no loft for {self._options.token}")
            case "silent":
                await asyncio.Event().wait()
            case "broken":
                raise KeyError(self._options.token)
        return Finding(what="two perches")

    async def _feed(self) -> Finding:
        raise RateLimited("too many questions", retry_after=7)

    async def _hawk(self) -> Finding:
        return Finding(what=f"seen by {self._options.token}", remedy="stay at home")

    async def _close(self) -> None:
        raise OSError("the door is stuck")
