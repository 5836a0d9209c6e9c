"""Runs that reach nothing which others do not: measured, they would take twice the time."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager

import coverage

__all__ = ["unmeasured"]

FOR_CHILDREN = "COVERAGE_PROCESS"
"""What the names of the variables begin with by which processes are measured too."""


@contextmanager
def unmeasured() -> Iterator[None]:
    """Neither this process is measured in the block, nor those that it starts."""
    measuring = coverage.Coverage.current()
    if measuring is None:
        yield
        return
    names = [name for name in os.environ if name.startswith(FOR_CHILDREN)]
    kept = {name: os.environ.pop(name) for name in names}
    measuring.stop()
    try:
        yield
    finally:
        measuring.start()
        os.environ.update(kept)
