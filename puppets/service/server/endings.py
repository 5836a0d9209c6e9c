"""How a call ends that does not end well."""

from __future__ import annotations

import asyncio
import logging
from typing import Never, TypeAlias

import grpc
from google.protobuf.message import Message

from ...errors import PuppetError
from ..statuses import Status, error_out

__all__ = ["Context", "Ending", "refuse"]

logger: logging.Logger = logging.getLogger("puppets")

Context: TypeAlias = "grpc.aio.ServicerContext[Message, Message]"


class Ending(Exception):
    """The server ends the call, with a status that says why."""

    def __init__(self, code: grpc.StatusCode, details: str) -> None:
        super().__init__(details)
        self.status: Status = Status(code=code, details=details, metadata=())


PATIENCE = 1.0
"""Seconds to wait for a client to read how its call ended."""


async def refuse(context: Context, error: Exception) -> Never:
    """
    Tell the client what went wrong, and end the call.

    A status waits behind what is written already: for a client that reads nothing it is
    left with the connection.
    """
    if isinstance(error, grpc.aio.BaseError):  # the client is gone
        raise asyncio.CancelledError from error
    status = error.status if isinstance(error, Ending) else error_out(error)
    if not isinstance(error, PuppetError | Ending):
        logger.error("a call of the puppet service failed", exc_info=error)
    try:
        async with asyncio.timeout(PATIENCE):
            await context.abort(status.code, status.details, status.metadata)
    except TimeoutError:
        raise error from None
