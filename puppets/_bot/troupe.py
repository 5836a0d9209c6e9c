"""The puppets through which a bot talks."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Iterable

from .._stopping import Together
from ..errors import ConfigurationError
from ..memory import Memory
from ..puppet import Puppet

__all__ = ["Troupe"]


class Troupe:
    """
    Puppets that are made already, and those that will be, by their providers' names.

    With none of either, the variable PUPPET has the name.
    """

    def __init__(
        self, wanted: Iterable[Puppet | str], memory: Memory | None = None
    ) -> None:
        self._wanted = tuple(wanted)
        self.memory = memory
        self._made: tuple[Puppet, ...] | None = None
        _refuse_twins(self._wanted)
        if memory is not None:
            _refuse_memory(self._wanted)

    def __str__(self) -> str:
        return ", ".join(map(str, self._made or self._wanted)) or "without a puppet yet"

    @property
    def is_named(self) -> bool:
        """Whether somebody has said which puppets."""
        return bool(self._wanted)

    @property
    def is_made(self) -> bool:
        return self._made is not None

    @property
    def wanted(self) -> tuple[Puppet | str, ...]:
        """The puppets, where they are made; else the names by which they will be."""
        return self._made or self._wanted or (_named_by_environment(),)

    def keeps(self, wanted: tuple[Puppet | str, ...]) -> Memory | None:
        """The memory, where those that are wanted now may go on with it."""
        named = all(isinstance(each, str) for each in wanted)
        return self.memory if named and self._wanted in ((), wanted) else None

    @property
    def puppets(self) -> tuple[Puppet, ...]:
        """The puppets, made when they are first asked for."""
        if self._made is None:
            self._made = tuple(_made(each, self.memory) for each in self.wanted)
        return self._made

    @property
    def only(self) -> Puppet:
        """The puppet, where there is one."""
        if len(self.puppets) > 1:
            names = ", ".join(puppet.name for puppet in self.puppets)
            raise ConfigurationError(
                f"the bot has several puppets ({names}): which of them? A message, a "
                "contact and a room know theirs, as message.puppet"
            )
        return self.puppets[0]

    async def start(self) -> None:
        """Start one after the other; where one cannot be, none is started."""
        for puppet in self.puppets:
            try:
                await puppet.start()
            except BaseException as error:
                if len(self.puppets) > 1:
                    error.add_note(f"{puppet.name} did not start, so none of them did")
                await self.stop()
                raise

    async def stop(self) -> None:
        """Stop all of them, side by side; none before the handlers of all have ended."""
        match self._made:
            case None:
                return
            case (puppet,):
                await puppet.stop()
            case several:
                together = Together(several)
                await asyncio.gather(*(_stop(each, together) for each in several))


async def _stop(puppet: Puppet, together: Together) -> None:
    try:
        await puppet._stop_with(together)  # noqa: SLF001 - only a bot has several
    finally:
        together.leave(puppet)


def _made(wanted: Puppet | str, memory: Memory | None) -> Puppet:
    if isinstance(wanted, Puppet):
        return wanted
    from ..registry import load  # looks through all installed packages

    return load(wanted, memory=memory)


def _refuse_twins(wanted: tuple[Puppet | str, ...]) -> None:
    for number, each in enumerate(wanted):
        if each in wanted[:number]:
            raise ConfigurationError(
                f"{each} is named twice: of two accounts of one platform each is made "
                "with its own options, as Bot(puppets=[SlackPuppet(...), ...])"
            )


def _refuse_memory(wanted: tuple[Puppet | str, ...]) -> None:
    if len(wanted) > 1:
        raise ConfigurationError(
            "one memory is for one puppet: make each with its own, as "
            "load('telegram', memory=...)"
        )
    for puppet in wanted:
        if isinstance(puppet, Puppet):
            raise ConfigurationError(
                f"{puppet!r} is made, and has its memory: give it one where it is made, "
                f"as {type(puppet).__name__}(options, memory=...)"
            )


def _named_by_environment() -> str:
    from ..registry import providers  # for the same reason

    if name := os.environ.get("PUPPET"):
        return name
    known = ", ".join(providers()) or "none"
    raise ConfigurationError(
        "which puppet? name one by the variable PUPPET, or by "
        f"`puppets run FILE --puppet NAME`; there are: {known}"
    )
