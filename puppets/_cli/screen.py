"""The terminal, if it is one."""

from __future__ import annotations

import sys

from rich.console import Console
from rich.table import Table

__all__ = ["aside", "columns", "is_terminal", "output"]


def is_terminal() -> bool:
    return sys.stdout.isatty()


def output() -> Console:
    """Where the command shows things; plain where it is no terminal."""
    return Console(highlight=False)


def aside() -> Console:
    """Where it says what it is at, beside what it shows; nothing where nobody looks."""
    return Console(stderr=True)


def columns(*names: str) -> Table:
    """A table with these columns, and no line that a person would have to look past."""
    table = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False, header_style="bold")
    for name in names:
        table.add_column(name, overflow="fold")
    return table
