"""Errors of ours as the status of a call, and back."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import grpc

from ..errors import PuppetError
from .failures import Failure, failure_of
from .refusals import Asking, error_of
from .wire import Code

__all__ = ["Status", "error_in", "error_out"]

_STATUS_CODES = {code.value[0]: code for code in grpc.StatusCode}


@dataclass(frozen=True, slots=True, kw_only=True)
class Status:
    """How a call ends: what `context.abort` takes."""

    code: grpc.StatusCode
    details: str
    metadata: tuple[tuple[str, str], ...]
    """For the trailers."""


def error_out(error: BaseException) -> Status:
    """An error that is none of ours says no more than its kind."""
    failure = failure_of(error)
    return Status(
        code=_STATUS_CODES[failure.code],
        details=failure.words,
        metadata=tuple(failure.marks.items()),
    )


def error_in(
    code: grpc.StatusCode,
    details: str | None,
    metadata: Iterable[tuple[str, str | bytes]] | None,
    *,
    platform: str,
    operation: str,
    send: bool = False,
) -> PuppetError:
    """
    What a call came to that ended so: the very kind where the service is ours.

    Of a `send` whose outcome nobody knows, `DeliveryUncertain`.
    """
    marks = {name: mark for name, mark in metadata or () if isinstance(mark, str)}
    failure = Failure(code=Code(code.value[0]), words=details or "", marks=marks)
    return error_of(failure, Asking(platform=platform, operation=operation, send=send))
