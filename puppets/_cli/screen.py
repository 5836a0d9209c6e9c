"""The terminal, if it is one."""

from __future__ import annotations

import sys

from rich.console import Console

__all__ = ["is_terminal", "output"]


def is_terminal() -> bool:
    return sys.stdout.isatty()


def output() -> Console:
    """Where the command shows things; plain where it is no terminal."""
    return Console(highlight=False)
