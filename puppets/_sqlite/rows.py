"""Events and payloads as rows of JSON, under the names of their classes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TypeVar

import msgspec

from .. import events
from ..errors import Malformed, StorageError
from ..events import Event, PostEvent
from ..payloads import Payload, PostPayload
from .posts import read_post, read_post_event, write_post, write_post_event

__all__ = ["read_event", "read_payload", "write_event", "write_payload"]

P = TypeVar("P", bound=Payload)

_ENCODER = msgspec.json.Encoder()
_OWN = {
    kind.__name__: kind
    for kind in vars(events).values()
    if isinstance(kind, type) and issubclass(kind, Event)
}
_PATH = re.compile(r" - at `(\$.*)`$")


def write_event(event: Event) -> bytes:
    """Raises `StorageError` for one that holds what no row can."""
    kind = type(event)
    try:
        if kind is PostEvent and isinstance(event, PostEvent):
            return write_post_event(event)
        row = _ENCODER.encode(event)
    except Exception as error:
        raise _unkeepable(kind) from error
    if _OWN.get(kind.__name__) is not kind:
        _check(event, row)
    return row


def read_event(kind: str, row: bytes) -> Event:
    """Raises `Malformed`, with the path to what cannot be read."""
    try:
        if kind == PostEvent.__name__:
            return read_post_event(row)
        return msgspec.json.decode(row, type=_kind(kind))
    except Exception as error:
        raise _unreadable(kind, row, error) from error


def write_payload(payload: Payload) -> bytes:
    """Raises `StorageError` for one that holds what no row can."""
    try:
        if isinstance(payload, PostPayload):
            return write_post(payload)
        return _ENCODER.encode(payload)
    except Exception as error:
        raise _unkeepable(type(payload)) from error


def read_payload(kind: type[P], row: bytes) -> P:
    """Raises `Malformed`, with the path to what cannot be read."""
    try:
        if issubclass(kind, PostPayload) and isinstance(post := read_post(row), kind):
            return post
        return msgspec.json.decode(row, type=kind)
    except Exception as error:
        raise _unreadable(kind.__name__, row, error) from error


def _check(event: Event, row: bytes) -> None:
    """An event of a provider's own may hold anything; it must come back as it was."""
    if read_event(type(event).__name__, row) != event:
        raise _unkeepable(type(event))


def _kind(name: str) -> type[Event]:
    if name not in _OWN:
        # The last one: a dataclass with slots is a copy of a class that lives a while.
        return {kind.__name__: kind for kind in _kinds(Event)}[name]
    return _OWN[name]


def _kinds(kind: type[Event]) -> Iterator[type[Event]]:
    for each in kind.__subclasses__():
        yield each
        yield from _kinds(each)


def _unkeepable(kind: type[object]) -> StorageError:
    return StorageError(f"this {kind.__name__} cannot be kept: it has no form as JSON")


def _unreadable(kind: str, row: bytes, error: Exception) -> Malformed:
    # Of the error only the path: a value that it names may be what people said.
    found = _PATH.search(str(error))
    path = found[1] if found else "$"
    text = f"a {kind} that was kept cannot be read any more, at {path}"
    return Malformed(text, path=path, update=row)
