"""A file in a text field: a `FileBox` as JSON, or the id of one that was uploaded."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Callable, Mapping
from dataclasses import dataclass, field, replace
from urllib.parse import urlsplit

import msgspec

from .._decoding import decoded
from .._files.admission import is_public
from .._files.names import clean_media_type
from .._files.sources import UrlSource
from ..errors import Malformed
from ..file_box import FileBox, FileKind
from . import wire
from .fields import needed

__all__ = ["Uploaded", "file_in", "file_out", "is_public_link", "uploaded_out"]

_UUID = 7
"""Wechaty's number of a file that its id alone stands for."""

# In a file's metadata, which every Wechaty passes on: what its name does not tell.
_AS_FILE = "x-puppets-as-file"
_KIND = "x-puppets-kind"
_MEDIA_TYPE = "x-puppets-media-type"
_MARKS = frozenset({_AS_FILE, _KIND, _MEDIA_TYPE})


@dataclass(frozen=True, slots=True, kw_only=True)
class Uploaded:
    """A file that went before, or waits to be fetched: `Download(uuid)` gives its bytes."""

    uuid: str
    name: str
    size: int | None = None
    metadata: Mapping[str, str] = field(default_factory=dict, hash=False)

    def file(self, opener: Callable[[], AsyncIterator[bytes]]) -> FileBox:
        """The file whose bytes `opener` begins to read, each time it is called."""
        return _restored(
            FileBox.from_stream(
                opener, name=self.name, size=self.size, metadata=self.metadata
            )
        )


def file_out(file: FileBox) -> str:
    """Raises `ValueError` for what is neither bytes, a url nor a QR code: upload those."""
    return replace(file, metadata=_marked(file)).to_json()


def uploaded_out(uuid: str, file: FileBox) -> str:
    """The JSON of a file whose bytes wait under `uuid`."""
    said: dict[str, object] = {
        "name": file.name,
        "type": _UUID,
        "boxType": _UUID,
        "uuid": uuid,
        "metadata": dict(_marked(file)),
    }
    return json.dumps(said if file.size is None else said | {"size": file.size})


def file_in(text: str) -> FileBox | Uploaded:
    """Raises `Malformed` for what is no file."""
    said = decoded("file", text.encode(errors="replace"), wire.File)
    if (said.type or said.box_type) == _UUID:
        return Uploaded(
            uuid=needed(said.uuid or "", "uuid"),
            name=said.name,
            # A stream is said to hold no bytes, or fewer, where nobody knows how many.
            size=said.size if said.size and said.size > 0 else None,
            metadata=_texts(said.metadata),
        )
    try:
        return _restored(FileBox.from_json(text))
    except ValueError as error:
        raise Malformed(f"file: {error}") from error


def is_public_link(file: FileBox) -> bool:
    """Whether this is a url that anyone may be told, and can fetch without a secret."""
    if not isinstance(file.source, UrlSource) or file.source.headers:
        return False
    if file.source.rules.admits is not is_public:
        return False  # It may lead to where only this machine gets.
    try:
        parts = urlsplit(file.source.url)
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and "@" not in parts.netloc


def _marked(file: FileBox) -> Mapping[str, str]:
    """Its metadata, and what another end would not guess from its name."""
    guessed = FileBox.from_bytes(b"", name=file.name)
    marks = {}
    if file.media_type != guessed.media_type:
        marks[_MEDIA_TYPE] = file.media_type
    if file.as_file:
        marks[_AS_FILE] = "true"
    elif file.kind is not guessed.kind:
        marks[_KIND] = file.kind.value
    return {**file.metadata, **marks}


def _restored(file: FileBox) -> FileBox:
    """The file as its marks say, without them."""
    marks = {mark: file.metadata.get(mark) for mark in _MARKS}
    as_file = marks[_AS_FILE] == "true"
    kind = next((kind for kind in FileKind if kind.value == marks[_KIND]), file.kind)
    return replace(
        file,
        media_type=clean_media_type(marks[_MEDIA_TYPE]) or file.media_type,
        kind=FileKind.ATTACHMENT if as_file else kind,
        as_file=as_file,
        metadata={
            name: text for name, text in file.metadata.items() if name not in _MARKS
        },
    )


def _texts(metadata: Mapping[str, msgspec.Raw] | None) -> dict[str, str]:
    """Of the metadata, what is text."""
    read = {name: msgspec.json.decode(raw) for name, raw in (metadata or {}).items()}
    return {name: text for name, text in read.items() if isinstance(text, str)}
