"""What we ask of a service: any of its rpcs, files, and what happens."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncGenerator, Iterator
from contextlib import aclosing, contextmanager
from typing import TypeVar

import grpc
from google.protobuf.message import Message

from .._cancelling import is_cancelled
from .._frames import without_frames
from ..errors import DeliveryUncertain, PuppetError, Unavailable
from ..file_box import FileBox
from . import rpcs
from .connection import Connection, ready
from .frames import bare
from .options import ServiceOptions
from .rpcs import Rpc
from .statuses import error_in
from .wire import pb

__all__ = ["ServiceClient"]

Asked = TypeVar("Asked", bound=Message)
Answer = TypeVar("Answer", bound=Message)

GONE = "the connection to the service was ended"
Piece = pb.DownloadResponse
Uploading = grpc.aio.StreamUnaryCall[Message, pb.UploadResponse]
Downloading = grpc.aio.UnaryStreamCall[Message, pb.DownloadResponse]

PIECE = 64 * 1024
"""Bytes of a file that travel at once."""


class ServiceClient:
    """Calls of a service, and the only place where its errors become ours."""

    platform = "service"

    def __init__(self, options: ServiceOptions) -> None:
        self._timeout = options.timeout
        self._token = options.token
        self.connection: Connection = Connection(options)
        self.name: str = ""
        """By which a service of ours knows this client again."""

    @property
    def native(self) -> grpc.aio.Channel:
        return self.connection.channel

    async def close(self) -> None:
        await self.connection.close()

    # One question, one answer.

    async def ask(self, rpc: Rpc[Asked, Answer], request: Asked) -> Answer:
        with self._ours(rpc, send=False):
            return await self._called(rpc, request, send=False)

    async def send(self, rpc: Rpc[Asked, Answer], request: Asked) -> Answer:
        """What must not be done twice: where nobody knows, it is `DeliveryUncertain`."""
        with self._ours(rpc, send=True):
            return await self._called(rpc, request, send=True)

    async def _called(
        self, rpc: Rpc[Asked, Answer], request: Asked, *, send: bool
    ) -> Answer:
        async with self.connection.call() as channel:
            if send:
                await ready(channel)
            call = channel.unary_unary(
                rpc.path,
                request_serializer=rpc.asked.SerializeToString,
                response_deserializer=rpc.answer.FromString,
            )
            return await bare(
                call(request, timeout=self._timeout, metadata=self._metadata())
            )

    # What happens.

    def events(
        self, after: str | None
    ) -> grpc.aio.UnaryStreamCall[Message, pb.EventResponse]:
        """Begin to listen, behind this position where there is one."""
        rpc = rpcs.EVENT
        call = self.connection.channel.unary_stream(
            rpc.path,
            request_serializer=rpc.asked.SerializeToString,
            response_deserializer=rpc.answer.FromString,
        )
        position = () if after is None else (("x-puppets-after", after),)
        return call(pb.EventRequest(), metadata=(*self._metadata(), *position))

    # Files.

    async def upload(self, file: FileBox) -> str:
        """Leave a file with the service, as it is read; the id under which it is there."""
        with self._ours(rpcs.UPLOAD, send=False):
            return await self._uploaded(rpcs.UPLOAD, file)

    async def _uploaded(
        self, rpc: Rpc[pb.UploadRequest, pb.UploadResponse], file: FileBox
    ) -> str:
        async with self.connection.call() as channel:
            start = channel.stream_unary(
                rpc.path,
                request_serializer=rpc.asked.SerializeToString,
                response_deserializer=rpc.answer.FromString,
            )
            call = start(metadata=self._metadata())
            try:
                async with aclosing(file.chunks(PIECE)) as pieces:
                    async for piece in pieces:
                        await self._written(call, piece)
                async with asyncio.timeout(self._timeout):
                    return (await _ended(call)).id
            finally:
                call.cancel()

    async def download(self, id: str) -> AsyncGenerator[bytes]:
        """The bytes of a file that the service has, piece by piece."""
        with self._ours(rpcs.DOWNLOAD, send=False):
            async with aclosing(self._downloaded(rpcs.DOWNLOAD, id)) as pieces:
                async for piece in pieces:
                    yield piece

    async def _downloaded(
        self, rpc: Rpc[pb.DownloadRequest, pb.DownloadResponse], id: str
    ) -> AsyncGenerator[bytes]:
        async with self.connection.call() as channel:
            start = channel.unary_stream(
                rpc.path,
                request_serializer=rpc.asked.SerializeToString,
                response_deserializer=rpc.answer.FromString,
            )
            call = start(pb.DownloadRequest(id=id), metadata=self._metadata())
            try:
                while isinstance(piece := await self._read(call), Piece):
                    yield piece.chunk
            finally:
                call.cancel()

    async def _written(self, call: Uploading, piece: bytes) -> None:
        """A service that has heard enough has answered: that says why."""
        if not call.done():
            async with asyncio.timeout(self._timeout):
                await bare(call.write(pb.UploadRequest(chunk=piece)))

    async def _read(self, call: Downloading) -> object:
        async with asyncio.timeout(self._timeout):
            return await bare(call.read())

    # What goes wrong.

    @contextmanager
    def _ours(self, rpc: Rpc[Asked, Answer], *, send: bool) -> Iterator[None]:
        operation = _snake(rpc.name)
        try:
            with self.alive(operation, send=send):
                yield
        except grpc.aio.AioRpcError as error:
            raise self.error(error, operation, send=send) from self.shown(error)
        except Unavailable as error:
            raise Unavailable(str(error)) from without_frames(error)

    @contextmanager
    def alive(self, operation: str, *, send: bool = False) -> Iterator[None]:
        """A call that ends with its channel is cancelled, though nobody cancels us."""
        try:
            yield
        except TimeoutError as error:
            raise _lost(
                f"{operation}: no answer in time", send=send
            ) from without_frames(error)
        except (grpc.aio.UsageError, asyncio.InvalidStateError) as error:
            raise _lost(f"{operation}: {GONE}", send=send) from without_frames(error)
        except asyncio.CancelledError as error:
            if is_cancelled():
                raise
            raise _lost(f"{operation}: {GONE}", send=send) from without_frames(error)

    def error(
        self, error: grpc.aio.AioRpcError, operation: str, *, send: bool = False
    ) -> PuppetError:
        return error_in(
            error.code(),
            error.details(),
            error.trailing_metadata(),
            platform=self.platform,
            operation=operation,
            send=send,
        )

    def shown(self, error: grpc.aio.AioRpcError) -> grpc.aio.AioRpcError | None:
        """The cause, unless the token is in it: Wechaty's own server repeats a wrong one."""
        return None if self._token in str(error) else without_frames(error)

    def _metadata(self) -> tuple[tuple[str, str], ...]:
        return (
            ("authorization", self.connection.authorization),
            ("x-puppets-client", self.name),
        )


async def _ended(call: Uploading) -> pb.UploadResponse:
    if not call.done():
        await call.done_writing()
    return await bare(call)


def _lost(words: str, *, send: bool) -> Unavailable | DeliveryUncertain:
    return DeliveryUncertain(words) if send else Unavailable(words)


def _snake(name: str) -> str:
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "_", name).lower()
