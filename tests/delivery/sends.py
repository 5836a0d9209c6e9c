"""Sends, what became of each, and what people see of it."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from conformance import Human
from conformance.hearing import happens
from puppets import DeliveryUncertain, FileBox, Puppet

from .leaping import PATIENCE

__all__ = ["Outcome", "Sends"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was said, what the puppet made of it, and how many copies there are."""

    what: str
    text: str
    id: str | None
    """None where the puppet cannot say whether it has gone out."""
    copies: tuple[str, ...]
    """The ids of the messages that people see of it."""

    @property
    def is_fair(self) -> bool:
        """Returned, and there once; or uncertain, and there once at most."""
        if self.id is not None:
            return self.copies == (self.id,)
        return len(self.copies) <= 1


@dataclass(eq=False)
class Sends:
    """Everything that a puppet has sent to one person, by texts and names of files."""

    puppet: Puppet
    human: Human
    outcomes: list[Outcome] = field(default_factory=list)

    async def text(self, what: str) -> Outcome:
        text = f"message {len(self.outcomes)}, {what}"
        return await self._done(
            what, text, self.puppet.message_send_text(self.human.id, text)
        )

    async def file(self, what: str, size: int) -> Outcome:
        name = f"file-{len(self.outcomes)}.bin"
        box = FileBox.from_bytes(bytes(size), name=name)
        return await self._done(
            what, name, self.puppet.message_send_file(self.human.id, box)
        )

    async def _done(self, what: str, text: str, send: Awaitable[str]) -> Outcome:
        # As a bot does that computes: what is on its way has come, and nobody has looked.
        time.sleep(0.003)
        try:
            id = await happens(send, f"the outcome of {text}", within=PATIENCE)
        except DeliveryUncertain:
            id = None
        copies = tuple(
            seen.id
            for seen in await self.human.sees()
            if text in {seen.text, seen.filename}
        )
        self.outcomes.append(Outcome(what, text, id, copies))
        return self.outcomes[-1]

    def tell(self, record: Callable[[str, object], None]) -> None:
        """The figures of all this."""
        fair = Counter(outcome.is_fair for outcome in self.outcomes)
        record("cuts", len(self.outcomes))
        record("duplicates", sum(len(outcome.copies) > 1 for outcome in self.outcomes))
        record("uncertain", sum(outcome.id is None for outcome in self.outcomes))
        record("neither returned and there nor uncertain", fair[False])
