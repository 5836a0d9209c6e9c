"""One bot, unchanged, holding the same conversation on each platform."""

from __future__ import annotations

import asyncio
from pathlib import Path

from rich.console import Console, Group
from rich.markup import escape
from rich.panel import Panel
from rich.syntax import Syntax
from rich.table import Table
from rich.text import Text

from .loading import DING_DONG
from .playing import Line, Play, play_on
from .screen import output
from .stages import ROOM, STAGES
from .whatsapp_stage import whatsapp

__all__ = ["show"]

NARROWEST, WIDEST = 42, 55
"""Columns of the terminal for one transcript, where they stand side by side."""


def show() -> int:
    """Play on every platform that is here and show it; 0 where nothing went wrong."""
    console = output()
    console.print(f"[bold]{Path(DING_DONG).name}[/], unchanged, on each platform:\n")
    source = Path(DING_DONG).read_text(encoding="utf-8")
    console.print(Syntax(source.strip(), "python", background_color="default"))
    stages = {**STAGES, "whatsapp": whatsapp}
    plays = [asyncio.run(play_on(name, stage)) for name, stage in stages.items()]
    _print(console, plays)
    return 1 if any(play.wrong for play in plays) else 0


def _print(console: Console, plays: list[Play]) -> None:
    panels = [_panel(play) for play in plays]
    if console.width // len(panels) < NARROWEST:
        console.print(*panels, sep="\n")
    else:
        console.print(
            _side_by_side(panels), width=min(console.width, WIDEST * len(panels))
        )
    for play in plays:
        if play.left_out:
            console.print(
                f"[yellow]{play.name} was left out:[/] {escape(play.left_out)}"
            )
        if play.wrong:
            console.print(f"[red]{play.name} went wrong:[/] {escape(play.wrong)}")
    if all(play.succeeded for play in plays):
        console.print("[green]Every conversation was as expected.[/]")


def _side_by_side(panels: list[Panel]) -> Table:
    table = Table.grid(expand=True)
    for _ in panels:
        table.add_column(ratio=1)
    table.add_row(*panels)
    return table


def _panel(play: Play) -> Panel:
    verdict = "left out" if play.left_out else "WRONG" if play.wrong else "as expected"
    colour = "yellow" if play.left_out else "red" if play.wrong else "green"
    return Panel(
        Group(Text(play.against or "not run", "dim"), Text(), _transcript(play)),
        title=f"[bold]{play.name}[/]",
        subtitle=f"[{colour}]{verdict}[/]",
        border_style=colour,
    )


def _transcript(play: Play) -> Table:
    table = Table.grid(padding=(0, 1))
    table.add_column(style="dim", no_wrap=True)
    table.add_column(no_wrap=True)
    table.add_column(ratio=1)
    table.add_column(style="dim", justify="right", no_wrap=True)
    for line in play.lines:
        table.add_row(*_row(line))
    return table


def _row(line: Line) -> tuple[str | Text, ...]:
    took = "" if line.latency is None else f"{line.latency * 1000:.0f} ms"
    where = (f" ({ROOM})", "dim") if line.in_room else ""
    return (
        f"{line.at:%H:%M:%S}.{line.at.microsecond // 1000:03}",
        Text(line.talker, "cyan" if line.latency is None else "magenta"),
        Text.assemble(line.text, where),
        took,
    )
