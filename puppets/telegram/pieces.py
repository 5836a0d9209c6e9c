"""An answer that cannot be read as a whole, taken to pieces by its brackets alone."""

from __future__ import annotations

import re
from collections.abc import Iterator

__all__ = ["pieces"]

_RESULT = re.compile(rb'"result"\s*:\s*(?=\[)')
# A string is passed over: what looks like a bracket there is none.
_MARK = re.compile(rb'"[^"\\]*+(?:\\.[^"\\]*+)*+"|[\[\]{},]', re.DOTALL)


def pieces(answer: bytes) -> list[bytes]:
    """
    The updates in an answer to `getUpdates`, each as it is on the wire.

    So one that is no JSON, or nested too deep, does not hold up those beside it. Empty
    where the answer is none of the Bot API's, or broken off.
    """
    found = _RESULT.search(answer)
    if not answer.lstrip().startswith(b"{") or found is None:
        return []
    parts = list(_parts(answer, found.end()))
    return list(filter(None, parts)) if parts and not parts[-1] else []


def _parts(answer: bytes, start: int) -> Iterator[bytes]:
    """What stands between the commas of the list; last, at its end, nothing."""
    depth, begun = 0, start + 1
    for mark in _MARK.finditer(answer, start):
        match mark[0]:
            case b"[" | b"{":
                depth += 1
            case b"]" | b"}":
                depth -= 1
            case b",":
                pass
            case _:
                continue
        if depth == 0 or (depth == 1 and mark[0] == b","):
            yield answer[begun : mark.start()].strip()
            begun = mark.end()
        if depth == 0:
            yield b""
            return
