"""The memories in the state folder: those that `puppets run` makes by itself."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path

from rich.console import Console
from rich.filesize import decimal
from rich.text import Text

from .._sqlite.inspection import inspect
from ..errors import StorageError
from .remembering import state_folder
from .screen import columns, is_terminal, output

__all__ = ["show_memories"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """What is told of one memory among others."""

    path: str
    size: int
    owner: str | None = None
    waiting: int = 0
    again: int = 0
    """How many of those that wait have come again."""
    unreadable: int = 0
    wrong: str = ""
    """Why nothing more is told of it."""

    @classmethod
    def of(cls, path: Path) -> Kept:
        try:
            found = inspect(path)
        except StorageError as error:
            return cls(path=str(path), size=path.stat().st_size, wrong=str(error))
        return cls(
            path=str(path),
            size=found.size,
            owner=found.owner,
            waiting=len(found.waiting),
            again=sum(each.again > 0 for each in found.waiting),
            unreadable=len(found.unreadable),
        )


def show_memories(*, as_json: bool) -> None:
    """Show which there are, in the order of their names."""
    folder = state_folder()
    found = [Kept.of(path) for path in sorted(folder.glob("*.sqlite"))]
    if as_json:
        _show_json(found)
    elif is_terminal():
        _show_table(output(), folder, found)
    else:
        _show_lines(found)


def _show_json(found: list[Kept]) -> None:
    print(json.dumps([asdict(each) for each in found], indent=2))


def _show_lines(found: list[Kept]) -> None:
    for each in found:
        counts = (
            f"{each.size} bytes",
            f"waiting {each.waiting}",
            f"again {each.again}",
            f"unreadable {each.unreadable}",
        )
        told = (each.wrong,) if each.wrong else (*counts, each.owner or "")
        print("\t".join((each.path, *told)))


def _show_table(console: Console, folder: Path, found: list[Kept]) -> None:
    console.print(Text(str(folder), "bold"), soft_wrap=True, end="\n\n")
    if not found:
        console.print("No memory yet: [bold]puppets run[/] makes one for each account.")
        return
    table = columns("memory", "size", "waiting", "again", "unreadable", "used by")
    for column in table.columns[:5]:
        column.no_wrap = True
    for column in table.columns[1:5]:
        column.justify = "right"
    for each in found:
        table.add_row(*_row(each))
    console.print(table)
    console.print(
        "\nWhat is in one of them: [bold]puppets journal PATH[/]", style="dim"
    )
    for each in found:
        if each.wrong:
            console.print(Text(each.wrong, "red"), soft_wrap=True)


def _row(each: Kept) -> list[Text]:
    name = Text(Path(each.path).name)
    if each.wrong:
        unknown = [Text("?", "dim")] * 3
        return [name, Text(decimal(each.size)), *unknown, Text("cannot be read", "red")]
    counts = (each.waiting, each.again, each.unreadable)
    return [
        name,
        Text(decimal(each.size)),
        *(Text(f"{count:,}", "yellow" if count else "dim") for count in counts),
        Text((each.owner or "").partition(" since ")[0]),
    ]
