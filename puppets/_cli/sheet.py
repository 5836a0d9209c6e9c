"""What one memory holds, as tables for a person."""

from __future__ import annotations

import re
from datetime import datetime

from rich.console import Console
from rich.filesize import decimal
from rich.table import Table
from rich.text import Text

from .._sqlite.inspection import Inspection, Unreadable, Waiting
from .said import visible, words
from .screen import columns

__all__ = ["show_sheet"]

MOST_ROWS, MOST_CHARACTERS = 100, 60
"""What a person still reads: of all rows, and of one message."""
_CAPITAL = re.compile(r"(?<=[a-z])(?=[A-Z])")


def show_sheet(console: Console, found: Inspection, *, text: bool) -> None:
    """What it is, what waits, and what could not be read."""
    console.print(Text(str(found.path), "bold"), soft_wrap=True)
    console.print(Text(_about(found), "dim"), end="\n\n")
    if found.waiting:
        console.print(_waiting(found.waiting[:MOST_ROWS], text=text))
        _say_the_rest(console, len(found.waiting))
    else:
        console.print("Nothing waits.", style="green")
    if found.unreadable:
        console.print("\nCould not be read:", style="yellow")
        console.print(_unreadable(found.unreadable[:MOST_ROWS]))
        _say_the_rest(console, len(found.unreadable))


def _about(found: Inspection) -> str:
    used = f"used by {found.owner}" if found.owner else "not in use"
    known = [
        f"{count:,} {_kind(name)}{'' if count == 1 else 's'}"
        for name, count in found.payloads.items()
    ]
    parts = [used, decimal(found.size), f"{found.keys:,} events seen"]
    if known:
        parts.append(f"known: {', '.join(known)}")
    return "; ".join(parts)


def _waiting(entries: tuple[Waiting, ...], *, text: bool) -> Table:
    table = columns("no.", "kind", "conversation", "since", "again", "said")
    for at in (0, 1, 3, 4):
        table.columns[at].no_wrap = True
    for at in (0, 4):
        table.columns[at].justify = "right"
    for each in entries:
        table.add_row(
            str(each.number),
            _kind(each.kind),
            Text(visible(each.conversation_id or "")),
            _local(each.accepted_at),
            Text(str(each.again), "yellow") if each.again else "",
            Text(_cut(words(each.event, text=text))),
        )
    return table


def _unreadable(entries: tuple[Unreadable, ...]) -> Table:
    table = columns("since", "bytes", "where", "why")
    table.columns[0].no_wrap = table.columns[1].no_wrap = True
    table.columns[1].justify = "right"
    for each in entries:
        table.add_row(
            _local(each.at),
            f"{len(each.update):,}",
            Text(visible(each.path)),
            Text(visible(each.message)),
        )
    return table


def _say_the_rest(console: Console, count: int) -> None:
    if count > MOST_ROWS:
        rest = f"{count - MOST_ROWS:,} more: --json has them all"
        console.print(f"... and {rest}", style="dim")


def _cut(text: str) -> str:
    return text if len(text) <= MOST_CHARACTERS else f"{text[:MOST_CHARACTERS]}…"


def _kind(name: str) -> str:
    """`RoomJoinEvent` as a person says it."""
    short = name.removesuffix("Event").removesuffix("Payload")
    return _CAPITAL.sub(" ", short).lower()


def _local(moment: datetime) -> str:
    return f"{moment.astimezone():%Y-%m-%d %H:%M:%S}"
