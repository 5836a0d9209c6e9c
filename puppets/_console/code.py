"""A QR code, as the path of a picture."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import groupby

import segno

__all__ = ["MARGIN", "picture"]

MARGIN = 4
"""Modules of quiet around it, without which a camera may not find it."""


@lru_cache(maxsize=16)
def picture(text: str) -> tuple[str, int]:
    """
    Its dark modules as the path of an SVG, and how many modules it is wide; nothing of
    no text, nor of one that no code has room for.
    """
    if not text:
        return "", 0
    try:
        rows = segno.make(text, micro=False).matrix
    except segno.DataOverflowError:
        return "", 0
    path = "".join(step for y, row in enumerate(rows) for step in _row(row, y))
    return path, len(rows) + 2 * MARGIN


def _row(row: Sequence[int], y: int) -> Iterator[str]:
    x = 0
    for dark, modules in groupby(row):
        width = len(list(modules))
        if dark:
            yield f"M{x + MARGIN} {y + MARGIN}h{width}v1h-{width}z"
        x += width
