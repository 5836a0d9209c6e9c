"""How methods of ours answer rpcs."""

from __future__ import annotations

import asyncio
from collections.abc import (
    AsyncGenerator,
    AsyncIterator,
    Awaitable,
    Callable,
)
from contextlib import aclosing
from typing import Any, TypeAlias, TypeVar

import grpc
from google.protobuf.message import DecodeError, Message

from ...errors import Malformed, Rejected
from ..rpcs import Rpc
from .endings import Context, Ending, refuse
from .visitors import Marks, Visitor, Visitors

__all__ = ["Counter", "marks", "read"]

A = TypeVar("A", bound=Message)
Q = TypeVar("Q", bound=Message)
S = TypeVar("S")
T = TypeVar("T")

Handler: TypeAlias = "grpc.RpcMethodHandler[Any, Any]"  # 61 pairs of types


class Counter:
    """
    Where calls arrive: each goes to the method that answers it.

    What a method raises is how the call ends. A client that neither asks on nor reads
    on, in the middle of a stream, is waited for no longer than `patience` seconds.
    """

    def __init__(self, visitors: Visitors, patience: float) -> None:
        self._visitors = visitors
        self._patience = patience
        self._handlers: dict[str, Handler] = {}

    def handler(self, service: str) -> grpc.GenericRpcHandler:
        """For grpc: all that was said to be answered, under the service's name."""
        return grpc.method_handlers_generic_handler(service, self._handlers)

    def answers(self, rpc: Rpc[Q, A], method: Callable[[Q], Awaitable[A]]) -> None:
        """Whoever asks."""

        async def answer(asked: Q, _: Visitor) -> A:
            return await method(asked)

        self.answers_visitor(rpc, answer)

    def answers_visitor(
        self, rpc: Rpc[Q, A], method: Callable[[Q, Visitor], Awaitable[A]]
    ) -> None:
        """Where it matters who asks."""

        async def answer(asked: bytes, context: Context) -> A:
            visitor = self._visitor(context)
            try:
                with visitor.calls():
                    return await method(_parsed(rpc, asked), visitor)
            except Exception as error:  # noqa: BLE001 - the client is told
                await refuse(context, error)

        self._add(rpc, grpc.unary_unary_rpc_method_handler, answer)

    def collects(
        self,
        rpc: Rpc[Q, A],
        method: Callable[[AsyncIterator[Q], Visitor], Awaitable[A]],
    ) -> None:
        """What is asked comes in pieces."""

        async def answer(asked: AsyncIterator[bytes], context: Context) -> A:
            try:
                async with aclosing(self._pieces(rpc, asked)) as pieces:
                    return await method(pieces, self._visitor(context))
            except Exception as error:  # noqa: BLE001 - the client is told
                await refuse(context, error)

        self._add(rpc, grpc.stream_unary_rpc_method_handler, answer)

    def hands_out(
        self, rpc: Rpc[Q, A], method: Callable[[Q, Visitor], AsyncGenerator[A]]
    ) -> None:
        """What is answered goes in pieces."""

        async def answer(asked: bytes, context: Context) -> None:
            try:
                visitor = self._visitor(context)
                async with aclosing(method(_parsed(rpc, asked), visitor)) as pieces:
                    async for piece in pieces:
                        await self._write(context, piece)
            except Exception as error:  # noqa: BLE001 - the client is told
                await refuse(context, error)

        self._add(rpc, grpc.unary_stream_rpc_method_handler, answer)

    def holds(
        self, rpc: Rpc[Q, A], method: Callable[[Visitor, Context], Awaitable[None]]
    ) -> None:
        """The method writes by itself, as long as it wants."""

        async def answer(_: bytes, context: Context) -> None:
            try:
                visitor = self._visitors.visitor(context.peer(), marks(context))
                await method(visitor, context)
            except Exception as error:  # noqa: BLE001 - the client is told
                await refuse(context, error)

        self._add(rpc, grpc.unary_stream_rpc_method_handler, answer)

    def _add(
        self, rpc: Rpc[Q, A], make: Callable[..., Handler], answer: Callable[..., Any]
    ) -> None:
        # Read by ourselves: of what cannot be read, grpc tells nobody what is wrong.
        serialize = rpc.answer.SerializeToString
        self._handlers[rpc.name] = make(answer, response_serializer=serialize)

    def _visitor(self, context: Context) -> Visitor:
        return self._visitors.caller(context.peer(), lambda: marks(context))

    async def _pieces(
        self, rpc: Rpc[Q, A], asked: AsyncIterator[bytes]
    ) -> AsyncGenerator[Q]:
        pieces = aiter(asked)
        while True:
            try:
                async with asyncio.timeout(self._patience):
                    piece = await anext(pieces)
            except StopAsyncIteration:
                return
            except TimeoutError as error:
                raise _idle("nothing more came") from error
            yield _parsed(rpc, piece)

    async def _write(self, context: Context, piece: Message) -> None:
        try:
            async with asyncio.timeout(self._patience):
                await context.write(piece)
        except TimeoutError as error:
            raise _idle("nothing more was read") from error


def marks(context: Context) -> Marks:
    """The metadata of a call."""
    return tuple((key, value) for key, value in context.invocation_metadata() or ())


def read(reader: Callable[[S], T], asked: S) -> T:
    """What a client asks for; `Rejected` where that cannot be understood."""
    try:
        return reader(asked)
    except (Malformed, ValueError) as error:
        raise Rejected(f"the request cannot be read: {error}") from error


def _parsed(rpc: Rpc[Q, A], asked: bytes) -> Q:
    try:
        return rpc.asked.FromString(asked)
    except DecodeError as error:
        raise Rejected(f"this is no {rpc.asked.__name__}") from error


def _idle(what: str) -> Ending:
    return Ending(grpc.StatusCode.DEADLINE_EXCEEDED, f"{what} for too long")
