"""
The tables of the README and of docs/platforms.md, made from a conformance report and from the classes themselves.

    make tables     runs the suite on every platform and writes them
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from conformance.report import suite_hash
from puppets.puppet import capabilities, operations
from puppets.registry import providers
from tests.platforms import GUIDE, limits_table, reasons

__all__ = ["block", "capability_table", "lacking", "standing_table", "suite_shown"]

ROOT = Path(__file__).parents[1]
README = ROOT / "README.md"
HASH_SHOWN = 12

OPTIONAL = {name: need for name, need in operations().items() if need.optional}


def area(operation: str) -> str:
    """The part of the contract that declares it."""
    return OPTIONAL[operation].declared.__qualname__.partition(".")[0]


def lacking(platform: str) -> set[str]:
    """What this platform's puppet does not override."""
    return set(OPTIONAL) - capabilities(providers()[platform].puppet_type)


def capability_table() -> str:
    """Operation by platform, under the areas of the contract."""
    able = {name: set(OPTIONAL) - lacking(name) for name in providers()}
    return "\n".join(
        [
            f"| operation | {' | '.join(able)} |",
            "|---|" + ":-:|" * len(able),
            *_rows(able),
        ]
    )


def _rows(able: dict[str, set[str]]) -> Iterator[str]:
    heading = ""
    for operation in sorted(OPTIONAL, key=lambda name: (area(name), name)):
        if area(operation) != heading:
            heading = area(operation)
            yield f"| **{heading}** |" + " |" * len(able)
        marks = " | ".join("✓" if operation in able[name] else "·" for name in able)
        yield f"| `{operation}` | {marks} |"


def standing_table(report: dict[str, Any]) -> str:
    """How each platform stood when the suite was last run."""
    rows = [
        "| platform | verdict | clauses proved | unchecked | failed | tests | operations |",
        "|---|---|--:|--:|--:|--:|--:|",
        *map(_standing, report["platforms"]),
        "",
        f"Suite `{report['suite_sha256'][:HASH_SHOWN]}`, made by `make tables`.",
    ]
    return "\n".join(rows)


def _standing(platform: dict[str, Any]) -> str:
    counts = platform["counts"]
    name = platform["platform"]
    numbers = (counts[kind] for kind in ("proved", "unchecked", "failed"))
    able = len(OPTIONAL) - len(lacking(name))
    cells = [_title(platform), platform["verdict"], *numbers, platform["tests"]]
    return f"| {' | '.join(map(str, cells))} | {able} of {len(OPTIONAL)} |"


def _title(platform: dict[str, Any]) -> str:
    """The class of the suite in plain words: `TestMyChatByHand` is `my chat by hand`."""
    name = platform["suite"].rpartition("::Test")[2]
    return re.sub(r"(?<!^)(?=[A-Z])", " ", name).lower()


def suite_shown(text: str) -> str:
    """The suite that the table speaks of."""
    found = re.search(r"^Suite `(\w+)`", block(text, "standing"), re.MULTILINE)
    return found[1] if found else ""


def block(text: str, name: str) -> str:
    """What stands between `<!-- name -->` and `<!-- /name -->`."""
    return text.partition(f"<!-- {name} -->\n")[2].partition(f"\n<!-- /{name} -->")[0]


def _put(text: str, name: str, content: str) -> str:
    before, begin, rest = text.partition(f"<!-- {name} -->\n")
    _, end, after = rest.partition(f"\n<!-- /{name} -->")
    return before + begin + content + end + after


def main(report: str) -> None:
    """Write the tables, those of the README from this report."""
    found = json.loads(Path(report).read_text(encoding="utf-8"))
    if found["suite_sha256"] != suite_hash():
        sys.exit("the report is of another suite: run it again")
    _write(README, standing=standing_table(found), capabilities=capability_table())
    _write(GUIDE, limits=limits_table(), reasons=reasons())


def _write(page: Path, **tables: str) -> None:
    text = page.read_text(encoding="utf-8")
    for name, table in tables.items():
        text = _put(text, name, table)
    page.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
