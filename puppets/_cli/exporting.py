"""Everything that a journal holds, as JSON lines for a bug report."""

from __future__ import annotations

import base64
import json
import sys
from collections.abc import Iterator
from pathlib import Path

from .._sqlite.inspection import Inspection
from ..errors import ConfigurationError

__all__ = ["export"]


def export(found: Inspection, file: Path | None) -> None:
    """Write each entry whole, one a line, to stdout or to a new file."""
    if file is None:
        sys.stdout.writelines(_lines(found))
        return
    try:
        # For nobody else to read, and never over the memory itself.
        file.touch(mode=0o600, exist_ok=False)
        with file.open("w", encoding="utf-8") as written:
            written.writelines(_lines(found))
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise ConfigurationError(f"{file} cannot be written: {reason}") from error


def _lines(found: Inspection) -> Iterator[str]:
    for each in found.waiting:
        waiting: dict[str, object] = {
            "waiting": each.number,
            "kind": each.kind,
            "conversation_id": each.conversation_id,
            "accepted_at": each.accepted_at.isoformat(),
            "again": each.again,
            **_event(each.event),
        }
        yield f"{json.dumps(waiting)}\n"
    for bad in found.unreadable:
        unreadable: dict[str, object] = {
            "unreadable": bad.path,
            "at": bad.at.isoformat(),
            "message": bad.message,
            **_exactly("update", bad.update),
        }
        yield f"{json.dumps(unreadable)}\n"


def _event(kept: bytes) -> dict[str, object]:
    """As JSON, which it is as long as nobody has written into the file."""
    try:
        return {"event": json.loads(kept)}
    except (ValueError, RecursionError):
        return _exactly("event", kept)


def _exactly(name: str, told: bytes) -> dict[str, object]:
    """Letter by letter: what cannot be read must not be read to be shown."""
    try:
        return {f"{name}_text": told.decode()}
    except UnicodeDecodeError:
        return {f"{name}_base64": base64.b64encode(told).decode()}
