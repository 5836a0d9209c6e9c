"""Who is let in: whoever shows the token, on every call."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Never, TypeVar

import grpc

from ...errors import Unauthorized
from ..statuses import error_out
from ..tokens import Token
from .endings import Context

__all__ = ["Gate"]

Asked = TypeVar("Asked")
Answer = TypeVar("Answer")
HEADER = "authorization"


class Gate(grpc.aio.ServerInterceptor):
    """
    Refuses a call before anything of it is read.

    A client without TLS shows its token as `:authority`, which cannot be seen here: then
    none is asked for, but one that is shown has to be right.
    """

    def __init__(self, token: Token, *, must_show: bool) -> None:
        self._token = token
        self._must_show = must_show

    async def intercept_service(
        self,
        continuation: Callable[
            [grpc.HandlerCallDetails],
            Awaitable[grpc.RpcMethodHandler[Asked, Answer] | None],
        ],
        handler_call_details: grpc.HandlerCallDetails,
    ) -> grpc.RpcMethodHandler[Asked, Answer] | None:
        shown = dict(handler_call_details.invocation_metadata or ()).get(HEADER)
        is_let_in = shown is None and not self._must_show
        if is_let_in or self._token.admits(shown):
            return await continuation(handler_call_details)
        return grpc.unary_unary_rpc_method_handler(_refuse)


async def _refuse(_: bytes, context: Context) -> Never:
    status = error_out(Unauthorized("the puppet service does not know this token"))
    await context.abort(status.code, status.details, status.metadata)
