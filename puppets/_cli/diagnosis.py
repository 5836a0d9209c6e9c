"""What `puppets doctor` finds, as a table, as lines, or for another program."""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Sequence
from itertools import groupby

from rich.console import Console
from rich.text import Text

from ..findings import Finding
from .examining import Line, examined
from .said import visible
from .screen import aside, columns, is_terminal, output

__all__ = ["diagnose", "show"]

MARKS = {"ok": ("✓", "green"), "note": ("!", "yellow"), "wrong": ("✗", "red")}


def diagnose(name: str | None, where: str | None, *, as_json: bool) -> bool:
    """Look at this platform, or at all, and show it; whether nothing is wrong."""
    logging.getLogger().addHandler(
        logging.NullHandler()
    )  # an SDK's words are not for here
    with aside().status("looking"):
        found = asyncio.run(examined(name, where=where))
    show(found, as_json=as_json)
    return all(each.finding.ok for each in found)


def show(found: Sequence[Line], *, as_json: bool) -> None:
    """Show all of it."""
    if as_json:
        print(json.dumps([_document(each) for each in found], indent=2))
    elif is_terminal():
        _show_table(output(), found)
    else:
        for each in found:
            print(_line(each))


def _state(finding: Finding) -> str:
    if not finding.ok:
        return "wrong"
    return "note" if finding.remedy else "ok"


def _document(line: Line) -> dict[str, object]:
    return {
        "platform": line.platform,
        "subject": line.subject,
        "ok": line.finding.ok,
        "what": line.finding.what,
        "remedy": line.finding.remedy,
    }


def _line(line: Line) -> str:
    """Platform, subject, state, what was found, what is to be done; tabs in between."""
    told = (line.platform, line.subject, _state(line.finding), line.finding.what)
    return "\t".join(map(visible, (*told, line.finding.remedy))).rstrip("\t")


def _show_table(console: Console, found: Sequence[Line]) -> None:
    table = columns("", "", "")
    table.show_header = False
    for column in table.columns[:2]:
        column.no_wrap = True
    for platform, lines in groupby(found, key=lambda each: each.platform):
        if table.rows:
            table.add_row()
        table.add_row("", Text(platform, "bold"), "")
        for line in lines:
            mark, colour = MARKS[_state(line.finding)]
            what = Text(visible(line.finding.what))
            table.add_row(Text(mark, colour), Text(line.subject, "dim"), what)
            if line.finding.remedy:
                table.add_row(
                    "", "", Text(f"-> {visible(line.finding.remedy)}", colour)
                )
    console.print(table)
    wrong = sum(not each.finding.ok for each in found)
    if wrong:
        console.print(f"\n{wrong} to be mended.", style="red")
    else:
        console.print("\nNothing is wrong.", style="green")
