"""What the suite found, for a person and for a pipe."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from rich.console import Console
from rich.table import Table
from rich.text import Text

from .listing import OPTIONAL
from .proving import Clause, Proof
from .screen import columns

__all__ = ["lines", "show_verdict"]

COLOURS = {
    "proved": "green",
    "refused": "blue",
    "unchecked": "yellow",
    "failed": "red",
    "not run": "red",
}
AREAS = {
    "1": "lifecycle",
    "2": "what a provider implements",
    "3": "delivery",
    "4": "operations",
    "5": "payloads, events, errors",
    "O": "outbox",
    "7": "the suite itself",
}
MOST_REASONS = 4


def lines(proof: Proof) -> Iterator[str]:
    """For a pipe: the verdict, the operations, and a line a clause; tabs in between."""
    yield "\t".join(
        ("verdict", proof.platform, _verdict(proof), f"{proof.tests} tests")
    )
    yield "\t".join(("operations", _share(proof), *_refused(proof)))
    for act, count in _unable(proof):
        yield "\t".join(("world", act, f"unchecked {count}"))
    for each in proof.run:
        yield "\t".join((each.clause, each.outcome, *each.reasons))


def show_verdict(console: Console, proof: Proof) -> None:
    """For a person: the clauses by area, each that is not proved, and the verdict."""
    console.print(_areas(proof), end="\n\n")
    open_ones = [each for each in proof.run if each.outcome != "proved"]
    if open_ones:
        console.print(_open(open_ones), end="\n\n")
    if refused := _refused(proof):
        told = Text.assemble(("refused so far: ", "bold"), ", ".join(refused))
        console.print(told, end="\n\n")
    if unable := _unable(proof):
        acts = ", ".join(f"{act} ({count})" for act, count in unable)
        told = Text.assemble(
            ("the world cannot, and so many clauses ask: ", "bold"), acts
        )
        console.print(told, end="\n\n")
    colour = "green" if proof.holds else "red"
    took = f"{proof.tests} tests, {_share(proof)} operations"
    verdict = Text.assemble(
        (proof.platform, "bold"), ": ", (_verdict(proof), colour), (f"; {took}", "dim")
    )
    console.print(verdict)


def _areas(proof: Proof) -> Table:
    """A row an area, and a column an outcome."""
    seen = [kind for kind in COLOURS if kind in {each.outcome for each in proof.run}]
    table = columns("clauses")
    for kind in seen:
        table.add_column(Text(kind, COLOURS[kind]), justify="right")
    for initial, area in AREAS.items():
        counts = Counter(
            each.outcome for each in proof.run if each.clause[0] == initial
        )
        if counts:
            numbers = [str(counts[kind] or "") for kind in seen]
            table.add_row(f"{initial}  {area}", *numbers)
    return table


def _open(clauses: list[Clause]) -> Table:
    table = columns("clause", "outcome", "why")
    table.columns[0].no_wrap = table.columns[1].no_wrap = True
    for each in clauses:
        reasons = each.reasons[:MOST_REASONS]
        if more := len(each.reasons) - len(reasons):
            reasons.append(f"and {more} more")
        why = Text.assemble((each.text, "dim"), *(f"\n{one}" for one in reasons))
        table.add_row(each.clause, Text(each.outcome, COLOURS[each.outcome]), why)
    return table


def _verdict(proof: Proof) -> str:
    if proof.whole:
        return proof.verdict
    failed = sum(each.outcome == "failed" for each in proof.run)
    held = f"{failed} of its clauses failed" if failed else "it holds"
    return f"a part of the suite was run: {held}"


def _refused(proof: Proof) -> list[str]:
    return [name for name in OPTIONAL if name not in proof.capabilities]


def _unable(proof: Proof) -> list[tuple[str, int]]:
    """What the world leaves out, and of how many clauses it is asked: most come first."""
    acts = Counter(
        act
        for each in proof.run
        if each.outcome == "unchecked"
        for act in {reason.partition(": ")[0] for reason in each.reasons}
        if act.isidentifier()
    )
    return sorted(acts.items(), key=lambda each: (-each[1], each[0]))


def _share(proof: Proof) -> str:
    return f"{len(OPTIONAL) - len(_refused(proof))}/{len(OPTIONAL)}"
