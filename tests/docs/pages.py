"""The pages that people read, as the blocks of code that stand in them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

__all__ = ["ROOT", "Block", "blocks", "pages"]

ROOT = Path(__file__).parents[2]
FENCE = re.compile(r"^```(\w*)[ ]?(.*)$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """
    One fenced block: what is written behind its fence says what becomes of it in the tests.

    `python NAME.py` is a file that later blocks of the page may import, `python` alone is
    run by itself, `text conversation` and `text room` are played with the bot above them.
    """

    page: str
    line: int
    language: str
    title: str
    text: str

    def __str__(self) -> str:
        return f"{self.page}:{self.line}"


def pages() -> list[Path]:
    """What is shown on the project's first page and in its guides."""
    return [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]


def blocks(path: Path) -> Iterator[Block]:
    """The blocks of a page, in order."""
    begun: tuple[int, str, str] | None = None
    held: list[str] = []
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        fence = FENCE.match(line)
        if begun is None and fence is not None:
            begun, held = (number, fence[1], fence[2]), []
        elif begun is not None and line == "```":
            began, language, title = begun
            yield Block(
                page=path.relative_to(ROOT).as_posix(),
                line=began,
                language=language,
                title=title,
                text="\n".join(held) + "\n",
            )
            begun = None
        else:
            held.append(line)
    assert begun is None, f"{path}: a fence is not closed"
