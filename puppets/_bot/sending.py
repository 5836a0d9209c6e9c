"""What a bot is about to say, and what may come between."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from ..choices import Choice
from ..puppet import Puppet
from .speech import Quote, Utterance

if TYPE_CHECKING:
    from .message import Message

__all__ = ["Send", "Sending", "SendingMiddleware"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sending:
    """Something that is about to be said, where, and by which puppet."""

    puppet: Puppet
    conversation_id: str
    what: Utterance
    mention_ids: tuple[str, ...] = ()
    """Whom it notifies."""
    answered: Quote | None = None
    """The message that it answers."""
    choices: tuple[Choice | str, ...] = ()
    """Those that people may choose from."""
    per_person: bool = True
    """Whether each of them may choose for themselves."""
    is_question: bool = False
    """Whether a handler waits for somebody's answer."""


Send: TypeAlias = "Callable[[Sending], Awaitable[Message]]"
SendingMiddleware: TypeAlias = "Callable[[Sending, Send], Awaitable[Message]]"
"""Says it by `await send(sending)`, or something else, or raises."""
