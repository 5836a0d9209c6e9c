"""Every provider: is it installed, is it configured, what can it do."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import asdict, dataclass, field

from rich.console import Console
from rich.text import Text

from .._operations import operations
from ..errors import MissingExtra
from ..puppet import capabilities
from ..registry import Provider, providers
from .screen import columns

__all__ = ["show_json", "show_lines", "show_table"]

READY, UNCONFIGURED, UNINSTALLED, BROKEN = (
    "ready",
    "needs setup",
    "needs extra",
    "broken",
)
COLOURS = {READY: "green", UNCONFIGURED: "yellow", UNINSTALLED: "dim", BROKEN: "red"}
AREAS = ["contacts", "friendships", "messages", "rooms", "tags", "posts"]
OPTIONAL = {name: need for name, need in operations().items() if need.optional}


def _area(operation: str) -> str:
    """Which part of the contract it belongs to: the class that declares it."""
    return OPTIONAL[operation].declared.__qualname__.partition(".")[0].lower()


TOTALS = Counter(sorted(map(_area, OPTIONAL), key=AREAS.index))


@dataclass(frozen=True, kw_only=True)
class Standing:
    """How one provider stands on this machine."""

    name: str
    state: str
    todo: str = ""
    """What a person has to do first."""
    install: str | None = None
    missing: list[str] = field(default_factory=list)
    """The variables that are not set."""
    operations: dict[str, list[str]] = field(default_factory=dict)
    """What it can do beside what every puppet can, by area."""

    @classmethod
    def of(cls, provider: Provider) -> Standing:
        try:
            puppet_type = provider.puppet_type
        except MissingExtra as error:
            return cls(
                name=provider.name,
                state=UNINSTALLED,
                todo=error.install,
                install=error.install,
            )
        except Exception as error:  # noqa: BLE001 - another package's mistake hides no provider
            reason = f"{type(error).__name__}: {error}"
            return cls(name=provider.name, state=BROKEN, todo=reason)
        missing = puppet_type.options_type.missing()
        return cls(
            name=provider.name,
            state=UNCONFIGURED if missing else READY,
            todo=f"set {' and '.join(missing)}" if missing else "",
            missing=missing,
            operations={
                area: sorted(
                    op for op in capabilities(puppet_type) if _area(op) == area
                )
                for area in TOTALS
            },
        )

    @property
    def is_known(self) -> bool:
        """Whether it could be loaded, and so be asked what it can do."""
        return bool(self.operations)

    @property
    def total(self) -> str:
        return f"{sum(map(len, self.operations.values()))}/{TOTALS.total()}"

    def count(self, area: str) -> str:
        return f"{len(self.operations[area])}/{TOTALS[area]}"


def standings() -> list[Standing]:
    return [Standing.of(provider) for provider in providers().values()]


def show_json() -> None:
    """For another program; a secret stands in no field."""
    print(json.dumps([asdict(each) for each in standings()], indent=2))


def show_lines() -> None:
    """For a pipe: name, state, operations, each area's, what to do; tabs in between."""
    for each in standings():
        areas = [f"{area} {each.count(area)}" for area in TOTALS if each.is_known]
        total = [f"operations {each.total}"] if each.is_known else []
        todo = [each.todo] if each.todo else []
        print("\t".join([each.name, each.state, *total, *areas, *todo]))


def show_table(console: Console) -> None:
    """For a person: a row a provider, and below it what is left to be done."""
    found = standings()
    table = columns("platform", "state")
    table.columns[0].no_wrap = table.columns[1].no_wrap = True
    for name in ("all", *TOTALS):
        table.add_column(name.replace("friendships", "friends"), justify="right")
    for each in found:
        table.add_row(*_row(each))
    console.print(table)
    console.print(
        "\nOperations that the platform has, of those that the contract knows.",
        style="dim",
    )
    for each in found:
        if each.todo:
            line = Text.assemble((each.name, "bold"), "  ", each.todo)
            console.print(line, soft_wrap=True)  # so that it can be copied


def _row(each: Standing) -> list[Text]:
    state = Text(each.state, style=COLOURS[each.state])
    if not each.is_known:
        return [Text(each.name), state]
    counts = [each.total, *map(each.count, TOTALS)]
    return [Text(each.name), state, *map(Text, counts)]
