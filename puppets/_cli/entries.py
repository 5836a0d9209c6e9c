"""What one memory holds, for a program and for a pipe."""

from __future__ import annotations

from collections.abc import Iterator

from .._sqlite.inspection import Inspection, Unreadable, Waiting
from .said import said, visible, words

__all__ = ["document", "lines"]


def document(found: Inspection, *, text: bool) -> dict[str, object]:
    """Everything but people's words; messages' only with `text`."""
    return {
        "path": str(found.path),
        "owner": found.owner,
        "version": found.version,
        "cursor": found.cursor,
        "size": found.size,
        "keys": found.keys,
        "payloads": found.payloads,
        "waiting": [_waiting(each, text=text) for each in found.waiting],
        "unreadable": [_unreadable(each) for each in found.unreadable],
    }


def lines(found: Inspection, *, text: bool) -> Iterator[str]:
    """A line an entry, with tabs between its parts."""
    for each in found.waiting:
        parts = (
            str(each.number),
            each.kind,
            visible(each.conversation_id or ""),
            each.accepted_at.isoformat(),
            f"again {each.again}",
            words(each.event, text=text),
        )
        yield "\t".join(("waiting", *parts))
    for bad in found.unreadable:
        place = (bad.at.isoformat(), visible(bad.path), f"{len(bad.update)} bytes")
        yield "\t".join(("unreadable", *place, visible(bad.message)))


def _waiting(entry: Waiting, *, text: bool) -> dict[str, object]:
    told: dict[str, object] = {
        "number": entry.number,
        "kind": entry.kind,
        "conversation_id": entry.conversation_id,
        "accepted_at": entry.accepted_at.isoformat(),
        "again": entry.again,
    }
    if message := said(entry.event):
        told |= {"type": message.kind, "characters": len(message.text)}
        if text:
            told["text"] = message.text
    return told


def _unreadable(entry: Unreadable) -> dict[str, object]:
    return {
        "at": entry.at.isoformat(),
        "path": entry.path,
        "message": entry.message,
        "bytes": len(entry.update),
    }
