"""A file on its way in or out, wherever its bytes are (contract 4.7, 4.8, 4.9)."""

from __future__ import annotations

import base64
import binascii
import io
import os
from collections.abc import AsyncIterator, Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Self, TypedDict, Unpack

from ._files.admission import SIZE_LIMIT, TIMEOUT, FetchRules, is_address, is_public
from ._files.kind import FileKind
from ._files.names import clean_name, name_in_url
from ._files.readable import Readable
from ._files.sources import (
    BytesSource,
    PathSource,
    QrCodeSource,
    StreamSource,
    UrlSource,
)
from ._files.wechaty import FileBoxType, read_json, write_json

__all__ = ["FileBox", "FileKind"]


class About(TypedDict, total=False):
    """
    What every way to make a `FileBox` takes.

    The media type is guessed from the name and the kind from the media type, where they
    are not said. `as_file` shows it as an attachment, with its bytes kept (4.7).
    """

    media_type: str | None
    kind: FileKind | None
    as_file: bool
    metadata: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class FileBox(Readable):
    """
    A file: what it is called, what it is, and a way to read it, again and again.

    Made by the `from_` methods. The name is safe to save under and has the extension of
    the media type; `size` in bytes is None until somebody has read it: see `spool`.
    """

    # Ways to make one.

    @classmethod
    def from_bytes(
        cls,
        content: bytes | bytearray | memoryview,
        *,
        name: str,
        **about: Unpack[About],
    ) -> Self:
        """A file in memory."""
        kept = bytes(content)
        return cls._of(BytesSource(kept), name, len(kept), **about)

    @classmethod
    def from_path(
        cls,
        path: str | os.PathLike[str],
        *,
        name: str | None = None,
        **about: Unpack[About],
    ) -> Self:
        """A file on this machine. Raises `FileNotFoundError` where there is none, now."""
        found = Path(path)
        if not found.is_file():
            raise FileNotFoundError(f"there is no file {found.name!r}")
        return cls._of(
            PathSource(found), name or found.name, found.stat().st_size, **about
        )

    @classmethod
    def from_url(
        cls,
        url: str,
        *,
        name: str | None = None,
        headers: Mapping[str, str] | None = None,
        size_limit: int = SIZE_LIMIT,
        timeout: float = TIMEOUT,
        allow_private: bool = False,
        allow_hosts: frozenset[str] | None = None,
        **about: Unpack[About],
    ) -> Self:
        """
        A file on the web, fetched when it is read, each time (contract 4.9).

        Reading raises `Forbidden` for anything but a plain http(s) url that leads to a
        public address, `TooLarge` past `size_limit` bytes, `Unavailable` after `timeout`
        seconds. `headers` never go to another host that the url redirects to.
        """
        rules = FetchRules(
            size_limit=size_limit,
            timeout=timeout,
            allow_hosts=allow_hosts,
            admits=is_address if allow_private else is_public,
        )
        source = UrlSource(url, rules, dict(headers or {}))
        return cls._of(source, name or name_in_url(url), None, **about)

    @classmethod
    def from_stream(
        cls,
        opener: Callable[[], AsyncIterator[bytes]],
        *,
        name: str,
        size: int | None = None,
        **about: Unpack[About],
    ) -> Self:
        """
        A file that arrives as it is read; `opener` is called anew for each reading.

        A stream that ends before or after `size` bytes is `Unavailable`.
        """
        return cls._of(StreamSource(opener), name, size, **about)

    @classmethod
    def from_base64(cls, text: str, *, name: str, **about: Unpack[About]) -> Self:
        """A file in memory. Raises `ValueError` for what is not base64."""
        return cls.from_bytes(_unbase64(text, name), name=name, **about)

    @classmethod
    def from_qr_code(
        cls, text: str, *, name: str = "qr-code.png", **about: Unpack[About]
    ) -> Self:
        """A picture (PNG) of a QR code. Raises `ValueError` for more than one can hold."""
        picture = _qr_picture(text)
        return cls._of(QrCodeSource(picture, text), name, len(picture), **about)

    @classmethod
    def from_json(cls, text: str | bytes) -> Self:
        """
        A file as Wechaty says it on its wire; raises `ValueError` for anything else.

        Both generations are read: `boxType` for `type`, `remoteUrl` for `url`.
        """
        said = read_json(text)
        about = About(metadata=said.metadata)
        match said.type:
            case FileBoxType.BASE64:
                return cls.from_base64(said.content, name=said.name, **about)
            case FileBoxType.URL:
                headers = said.headers
                return cls.from_url(
                    said.content, name=said.name, headers=headers, **about
                )
            case FileBoxType.QR_CODE:
                return cls.from_qr_code(said.content, name=said.name, **about)

    # What it says of itself.

    @property
    def qr_text(self) -> str | None:
        """What the QR code says, where this was made as one."""
        return self.source.text if isinstance(self.source, QrCodeSource) else None

    def to_json(self) -> str:
        """
        As Wechaty says it on its wire: base64, url and QR code.

        Raises `ValueError` for a path or a stream; `loaded` makes base64 of those.
        """
        return write_json(self.source, self.name, self.size, self.metadata)


def _unbase64(text: str, name: str) -> bytes:
    try:
        return base64.b64decode("".join(text.split()), validate=True)
    except (binascii.Error, ValueError) as error:
        raise ValueError(
            f"the base64 of {clean_name(name)!r} cannot be read"
        ) from error


def _qr_picture(text: str) -> bytes:
    import segno

    picture = io.BytesIO()
    try:
        segno.make_qr(text).save(picture, kind="png", scale=8)
    except segno.DataOverflowError as error:
        raise ValueError("the text does not fit into a QR code") from error
    return picture.getvalue()
