"""The tables of docs/platforms.md, made from the puppets' classes and their own pages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from puppets.limits import Limits, Rate, Scope
from puppets.registry import providers

__all__ = ["GUIDE", "PAGES", "limits_table", "reasons"]

ROOT = Path(__file__).parents[1]
GUIDE = ROOT / "docs" / "platforms.md"
PAGES = ROOT / "puppets"
CANNOT = re.compile(
    r"^## What it cannot, and why\n\n(.*?)(?=^## )", re.MULTILINE | re.DOTALL
)
IN_MEMORY = {"mock"}
"""It has every operation."""


def limits_table() -> str:
    """What each platform allows, in numbers; a dot is no limit that is known."""
    rows = [
        "| platform | text | file sent | file fetched | choices | sends |",
        "|---|--:|--:|--:|--:|---|",
    ]
    for name, provider in providers().items():
        if name not in IN_MEMORY:
            cells = " | ".join(_cells(provider.puppet_type.limits))
            rows.append(f"| {name} | {cells} |")
    return "\n".join(rows)


def _cells(limits: Limits) -> Iterator[str]:
    unit = limits.text_unit.value
    yield f"{limits.text_length:,} {unit}s" if limits.text_length else "·"
    yield _bytes(limits.file_size)
    yield _bytes(limits.download_size)
    yield str(limits.choices) if limits.choices else "·"
    paces = [
        f"{rate.count} in {rate.seconds:g} s{_shared(rate)}" for rate in limits.rates
    ]
    yield ", ".join(paces) or "·"


def _shared(rate: Rate) -> str:
    if rate.scope is Scope.ACCOUNT:
        return ""
    return " a room" if rate.prefix else " a conversation"


def _bytes(count: int | None) -> str:
    return "·" if count is None else f"{count / 1024 / 1024:,.0f} MB"


def reasons() -> str:
    """What each platform cannot and why, from its own page."""
    sections = []
    for name in providers():
        page = PAGES.joinpath(name, "README.md").read_text(encoding="utf-8")
        found = CANNOT.search(page)
        if found is not None and name not in IN_MEMORY:
            sections.append(f"### {name}\n\n{found[1].strip()}")
    return "\n\n".join(sections)
