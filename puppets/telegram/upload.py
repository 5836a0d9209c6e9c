"""Requests as they go out: as JSON, or as a form with files in it."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import aiohttp
import msgspec
from aiohttp import hdrs, payload
from telegram.error import BadRequest
from telegram.request import RequestData

from .._files.payload import FilePayload
from ..file_box import FileBox

if TYPE_CHECKING:
    from aiohttp.abc import AbstractStreamWriter

__all__ = ["Outgoing", "Secret", "Upload", "form"]


class Secret(str):
    """A text whose repr does not show it: the SDK writes parameters into its log."""

    __slots__ = ()

    def __repr__(self) -> str:
        return "'...'"


class Upload(io.BytesIO):
    """
    A file on its way out, in the form that the SDK takes for an open file.

    The SDK never reads it: the bytes are taken from `file` when they are sent, so that
    they are never all in memory (contract 4.8).
    """

    def __init__(self, file: FileBox) -> None:
        super().__init__()
        self.file = file


class Outgoing(payload.Payload):
    """The body of a request, which knows whether it has been written to its end."""

    def __init__(self, body: payload.Payload) -> None:
        super().__init__(body, headers=body.headers)
        self.is_out: bool = False
        self._body = body
        self._size = body.size

    def decode(self, encoding: str = "utf-8", errors: str = "strict") -> str:
        return self._body.decode(encoding, errors)

    async def write(self, writer: AbstractStreamWriter) -> None:
        await self._body.write(writer)
        self.is_out = True


def form(request: RequestData) -> aiohttp.MultipartWriter | payload.Payload:
    """The body of a request."""
    if not request.contains_files:
        return _json(request)
    parts = aiohttp.MultipartWriter("form-data")
    for name, value in request.json_parameters.items():
        part = parts.append(value)
        part.set_content_disposition("form-data", name=name)
    for name, (filename, content, media_type) in request.multipart_data.items():
        part = parts.append_payload(_part(content, media_type))
        # Telegram takes names as they are, and shows them as they are.
        part.set_content_disposition(
            "form-data", quote_fields=False, name=name, filename=filename
        )
    return parts


def _json(request: RequestData) -> payload.Payload:
    try:
        body = msgspec.json.encode(request.parameters, enc_hook=_plain)
    except UnicodeEncodeError:
        raise BadRequest("text must be encoded in UTF-8") from None
    return payload.BytesPayload(body, content_type="application/json")


def _plain(value: object) -> str:
    if isinstance(value, Secret):
        return str(value)
    raise NotImplementedError(f"{type(value).__name__} cannot be sent")


def _part(content: object, media_type: str) -> payload.Payload:
    if isinstance(content, Upload):
        return FilePayload(content.file)
    return payload.get_payload(content, headers={hdrs.CONTENT_TYPE: media_type})
