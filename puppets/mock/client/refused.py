"""Where the platform's refusals become errors of the contract."""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import ParamSpec, TypeVar

from ...errors import (
    DeliveryUncertain,
    Forbidden,
    NotFound,
    PlatformError,
    RateLimited,
    Rejected,
    TooLarge,
    TooLong,
    Unauthorized,
    Unavailable,
)
from ..platform.refusals import (
    AnswerLost,
    BadToken,
    Invalid,
    NotAllowed,
    OverLong,
    Oversized,
    Refusal,
    TooFast,
    Unknown,
    Unreachable,
)

__all__ = ["request", "translated"]

P = ParamSpec("P")
T = TypeVar("T")

_PLAIN: dict[type[Refusal], type[PlatformError]] = {
    AnswerLost: DeliveryUncertain,
    BadToken: Unauthorized,
    Invalid: Rejected,
    NotAllowed: Forbidden,
    Unknown: NotFound,
    Unreachable: Unavailable,
}


def request(
    ask: Callable[P, Coroutine[None, None, T]],
) -> Callable[P, Coroutine[None, None, T]]:
    """A method that asks the platform, and fails with errors of the contract."""

    @wraps(ask)
    async def asked(*args: P.args, **kwargs: P.kwargs) -> T:
        with translated():
            return await ask(*args, **kwargs)

    return asked


@contextmanager
def translated() -> Iterator[None]:
    """What the platform refuses in here is raised as an error of the contract."""
    try:
        yield
    except Refusal as refusal:
        raise _error(refusal) from refusal


def _error(refusal: Refusal) -> PlatformError:
    text = str(refusal)
    match refusal:
        case OverLong(limit=limit):
            return TooLong(text, limit=limit)
        case Oversized(limit=limit):
            return TooLarge(text, limit=limit)
        case TooFast(seconds=seconds):
            return RateLimited(text, retry_after=seconds)
        case _:
            return _PLAIN[type(refusal)](text)
