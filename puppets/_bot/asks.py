"""Who can be asked: whoever said a message, or is known as a contact."""
# ruff: noqa: ASYNC109 - how long a person may take is for the bot's author to say

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable
from typing import TYPE_CHECKING, overload

from ..choices import Choice
from .asking import PATIENCE, Asking

if TYPE_CHECKING:
    from .chosen import Chosen
    from .contact import Contact
    from .message import Message
    from .speech import Utterance

__all__ = ["Asks"]


class Asks(ABC):
    """Knows who is asked, and where."""

    @abstractmethod
    def _asking(self, timeout: float) -> Asking: ...

    @overload
    async def ask(
        self,
        what: Utterance,
        *,
        timeout: float = ...,
        mentions: Iterable[Contact | str] = ...,
    ) -> Message: ...
    @overload
    async def ask(
        self,
        what: str,
        *,
        choices: Iterable[Choice | str],
        timeout: float = ...,
        mentions: Iterable[Contact | str] = ...,
    ) -> Chosen: ...
    async def ask(
        self,
        what: Utterance,
        *,
        choices: Iterable[Choice | str] | None = None,
        timeout: float = PATIENCE,
        mentions: Iterable[Contact | str] = (),
    ) -> Message | Chosen:
        """
        Say this, and return what the same person says next in the same conversation,
        or which of the `choices` they take; raises `NoAnswer` after `timeout` seconds.
        Of a message this is who said it, where they said it; of a contact, the direct
        conversation.

        No handler is told of the answer. What others say, and what is said elsewhere,
        is handled meanwhile. Of two questions that are open to one person in one
        conversation, the first that was asked is the first that is answered. A handler
        that is cut off, by a crash or a stop, begins again: it asks once more, and what
        was answered before it was cut off is the answer to that. But an answer from
        another conversation than its own may come before that is asked: then it is told
        to all handlers, as any message is.
        """
        return await self._asking(timeout).ask(what, mentions=mentions, choices=choices)
