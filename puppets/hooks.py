"""What the author of a provider writes, beside the operations that the platform has."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import AsyncIterator, Mapping
from typing import ClassVar

from .errors import Unsupported
from .events import Batch
from .findings import Check
from .options import Options

__all__ = ["Hooks"]


class Hooks(ABC):
    """
    How the base class reaches a platform, and what it must know of it.

    A provider has no task, lock, sleep, retry, cache or reconnect loop of its own: the
    base class has each of them once.
    """

    platform: ClassVar[str]
    options_type: ClassVar[type[Options]] = Options
    silence_limit: float = 50.0
    """Seconds after which a stream that yields nothing, not even an empty batch, is
    taken for dead (1.10). A provider sets what its platform warrants."""
    in_flight: int = 1000
    """Events that may wait for their handlers before the stream is held up (3.5)."""
    send_timeout: float = 60.0
    """Seconds that a send which did not go out is tried again."""
    dedupes: bool = False
    """Whether the platform knows a send that is tried again, under the outbox's
    `transaction`, as the same: then one that may have gone out is tried again too."""
    stop_grace: float = 5.0
    """Seconds that handlers have to end when the puppet stops or is logged out."""

    @abstractmethod
    async def _open(self) -> str | None:
        """
        Connect and log in; return the puppet's own contact id, or None when a person
        still has to link the account: then `_receive` yields `ScanEvent`s, and in the
        end a `LoginEvent` and a `ReadyEvent`.
        """

    @abstractmethod
    async def _close(self) -> None:
        """Release everything, also what an `_open` that failed had got."""

    @abstractmethod
    def _receive(self, cursor: str | None) -> AsyncIterator[Batch]:
        """
        Yield what happens, from this cursor on, for ever: an async generator.

        When `yield` returns, the batch is safe: the next line may tell the platform
        that it is received. Yield an empty batch whenever the platform is heard to be
        alive, and more often than `silence_limit`. Raise `Unavailable` when the
        connection drops, `Unauthorized` when the credential is revoked.
        """

    async def _log_out(self) -> None:  # noqa: B027 - there may be nothing to end
        """
        End the session on the platform and forget stored credentials (1.8); a
        provider without either leaves this as it is.
        """

    def _checks(self) -> Mapping[str, Check]:
        """
        What `puppets doctor` looks at, each under its subject, in this order.

        They are asked of a puppet that is not started, whose memory is empty, and then
        comes `_close`. The first tells whether the platform is there and lets the puppet
        in: where it raises, the rest is left out. None may be noticed by a bot that runs
        as the same account: no update is taken, and no session ended.
        """
        return {}

    @property
    def native(self) -> object:
        """
        The client of the platform's own SDK: what the contract has no word for is
        still within reach (4.18). Each provider says of which type it is.
        """
        raise Unsupported(self.platform, "native")
