"""A file as Wechaty writes it on its wire (npm `file-box`, PyPI `wechaty-puppet`)."""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum

from .sources import BytesSource, QrCodeSource, Source, UrlSource

__all__ = ["FileBoxType", "Said", "read_json", "write_json"]


class FileBoxType(IntEnum):
    """Wechaty's numbers, of what can be said in JSON."""

    BASE64 = 1
    URL = 2
    QR_CODE = 3


# Where each type has its content; python-wechaty's name for it comes last.
_KEYS = {
    FileBoxType.BASE64: ("base64",),
    FileBoxType.URL: ("url", "remoteUrl"),
    FileBoxType.QR_CODE: ("qrCode",),
}


@dataclass(frozen=True, slots=True)
class Said:
    """What the JSON says; `content` is base64, a url, or the text of a QR code."""

    type: FileBoxType
    name: str
    content: str
    headers: Mapping[str, str]
    metadata: Mapping[str, str]


def read_json(text: str | bytes) -> Said:
    """Raises `ValueError` that names what is missing."""
    said = _object(text)
    kind = _type(said.get("type", said.get("boxType")))
    return Said(
        type=kind,
        name=_text(said, "name"),
        content=_text(said, *_KEYS[kind]),
        headers=_texts(said.get("headers")),
        metadata=_texts(said.get("metadata")),
    )


def write_json(
    source: Source, name: str, size: int | None, metadata: Mapping[str, str]
) -> str:
    """Raises `ValueError` for a source that JSON has no form for."""
    kind, content = _content(source)
    # Twice: readers from before file-box 1.0, and python-wechaty, know `boxType` alone.
    said: dict[str, object] = {"name": name, "type": kind, "boxType": kind}
    said |= dict.fromkeys(_KEYS[kind], content) | {"metadata": dict(metadata)}
    if size is not None:
        said["size"] = size
    if isinstance(source, UrlSource) and source.headers:
        said["headers"] = dict(source.headers)
    return json.dumps(said)


def _content(source: Source) -> tuple[FileBoxType, str]:
    match source:
        case QrCodeSource(text=text):
            return FileBoxType.QR_CODE, text
        case BytesSource(content=content):
            return FileBoxType.BASE64, base64.b64encode(content).decode()
        case UrlSource(url=url):
            return FileBoxType.URL, url
        case _:
            raise ValueError(
                f"a file from a {source!r} is not in memory: await `loaded()` first"
            )


def _object(text: str | bytes) -> Mapping[str, object]:
    match json.loads(text):
        case dict() as said:
            return said
        case _:
            raise ValueError("the JSON of a FileBox is an object")


def _type(number: object) -> FileBoxType:
    found = next((kind for kind in FileBoxType if kind == number), None)
    if found is None:
        raise ValueError(f"a FileBox of type {number!r} cannot be read from JSON")
    return found


def _text(said: Mapping[str, object], *keys: str) -> str:
    match next((said[key] for key in keys if said.get(key) is not None), None):
        case str(text):
            return text
        case _:
            raise ValueError(f"the JSON of a FileBox has no {keys[0]}")


def _texts(said: object) -> dict[str, str]:
    """Of an object, the entries that are text, or lists of text as Node has headers."""
    entries = said.items() if isinstance(said, dict) else ()
    texts = ((str(key), _joined(value)) for key, value in entries)
    return {key: text for key, text in texts if text is not None}


def _joined(value: object) -> str | None:
    if isinstance(value, list):
        return ", ".join(map(str, value))
    return value if isinstance(value, str) else None
