"""What waits in a bot's memory to be handled, and what nobody could read."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from .._sqlite.inspection import Inspection, inspect
from ..errors import ConfigurationError, StorageError
from .entries import document, lines
from .exporting import export
from .memories import show_memories
from .screen import is_terminal, output
from .sheet import show_sheet

__all__ = ["export_all", "show"]


def show(path: str | None, *, text: bool, as_json: bool) -> None:
    """Show one memory, or which there are."""
    if path is None:
        show_memories(as_json=as_json)
        return
    found = _inspected(path)
    if as_json:
        print(json.dumps(document(found, text=text), indent=2))
    elif is_terminal():
        show_sheet(output(), found, text=text)
    else:
        sys.stdout.writelines(f"{line}\n" for line in lines(found, text=text))


def export_all(path: str | None, file: str | None) -> None:
    """Write what one memory holds to stdout, or to a new file."""
    if path is None:
        raise ConfigurationError("--export needs the PATH of a memory")
    export(_inspected(path), Path(file).expanduser() if file else None)


def _inspected(path: str) -> Inspection:
    try:
        return inspect(Path(path).expanduser())
    except StorageError as error:
        raise ConfigurationError(str(error)) from error
