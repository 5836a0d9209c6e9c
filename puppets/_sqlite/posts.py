"""
Posts as rows.

What a post says may be of many kinds, each of which is kept with its name.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

import msgspec

from ..enums import PostType, TapType
from ..events import PostEvent
from ..file_box import FileBox
from ..payloads import (
    ContactPayload,
    LocationPayload,
    MiniProgramPayload,
    PostPayload,
    Sayable,
    UrlLinkPayload,
)

__all__ = ["read_post", "read_post_event", "write_post", "write_post_event"]

_PLAIN: dict[
    str, type[ContactPayload | UrlLinkPayload | LocationPayload | MiniProgramPayload]
] = {
    kind.__name__: kind
    for kind in (ContactPayload, UrlLinkPayload, LocationPayload, MiniProgramPayload)
}


class KeptSayable(msgspec.Struct):
    kind: str
    content: msgspec.Raw


class KeptPost(msgspec.Struct, kw_only=True):
    """A `PostPayload`, field by field."""

    id: str
    sayables: tuple[KeptSayable, ...]
    contact_id: str
    timestamp: datetime | None
    type: PostType
    parent_id: str | None
    root_id: str | None
    children: int
    descendants: int
    taps: Mapping[TapType, int]


class KeptPostEvent(msgspec.Struct, kw_only=True):
    key: str
    redelivered: bool
    post: KeptPost


def write_post(post: PostPayload) -> bytes:
    """Raises `ValueError` for a file that is not in memory, and has no address."""
    return msgspec.json.encode(_keep(post))


def read_post(row: bytes) -> PostPayload:
    return _restore(msgspec.json.decode(row, type=KeptPost))


def write_post_event(event: PostEvent) -> bytes:
    """Raises as `write_post` does."""
    kept = KeptPostEvent(
        key=event.key, redelivered=event.redelivered, post=_keep(event.post)
    )
    return msgspec.json.encode(kept)


def read_post_event(row: bytes) -> PostEvent:
    kept = msgspec.json.decode(row, type=KeptPostEvent)
    return PostEvent(
        key=kept.key, redelivered=kept.redelivered, post=_restore(kept.post)
    )


def _keep(post: PostPayload) -> KeptPost:
    fields = {name: getattr(post, name) for name in KeptPost.__struct_fields__}
    return KeptPost(**fields | {"sayables": tuple(map(_keep_one, post.sayables))})


def _keep_one(said: Sayable) -> KeptSayable:
    match said:
        case PostPayload():
            content = write_post(said)
        case FileBox():
            content = said.to_json().encode()
        case _:
            content = msgspec.json.encode(said)
    return KeptSayable(type(said).__name__, msgspec.Raw(content))


def _restore(kept: KeptPost) -> PostPayload:
    fields = {name: getattr(kept, name) for name in kept.__struct_fields__}
    return PostPayload(**fields | {"sayables": tuple(map(_restore_one, kept.sayables))})


def _restore_one(kept: KeptSayable) -> Sayable:
    match kept.kind:
        case PostPayload.__name__:
            return read_post(bytes(kept.content))
        case FileBox.__name__:
            return FileBox.from_json(bytes(kept.content))
        case str.__name__:
            return msgspec.json.decode(kept.content, type=str)
        case _:
            plain: Sayable = msgspec.json.decode(kept.content, type=_PLAIN[kept.kind])
            return plain
