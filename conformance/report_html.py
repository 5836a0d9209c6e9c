"""The report as one page that needs nothing else: the matrix clause by platform."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from typing import Any

from .clauses import CLAUSES
from .findings import ClauseFinding, Outcome, SuiteFinding

__all__ = ["page"]

# Never by colour alone: each outcome has its own sign.
SIGNS = {
    Outcome.PROVED: "✓",
    Outcome.REFUSED: "∅",
    Outcome.UNCHECKED: "?",
    Outcome.FAILED: "✗",
    Outcome.NOT_RUN: "—",
}

AREAS = {
    "1": "Lifecycle",
    "2": "What a provider implements",
    "3": "Delivery",
    "4": "Operations",
    "5": "Payloads, events, errors",
    "O": "Outbox",
    "7": "The suite itself",
}

STYLE = """
:root { color-scheme: light dark; --ink: #1b1f24; --soft: #5b6570; --paper: #fff; --line: #d9dee3;
  --proved: #0a6b39; --refused: #3d5a80; --unchecked: #8a5a00; --failed: #b3261e; }
@media (prefers-color-scheme: dark) { :root { --ink: #e7ebef; --soft: #9aa5b1; --paper: #14181c;
  --line: #323a42; --proved: #6fd39c; --refused: #9dbbe0; --unchecked: #e8b95b; --failed: #ff8f85; } }
body { font: 16px/1.5 system-ui, sans-serif; color: var(--ink); background: var(--paper);
  max-width: 72rem; margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.5rem; } .soft { color: var(--soft); font-size: .875rem; }
.wide { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; }
th, td { text-align: left; vertical-align: top; padding: .4rem .6rem; border-bottom: 1px solid var(--line); }
thead th { position: sticky; top: 0; background: var(--paper); }
tbody th[colspan] { padding-top: 1.4rem; }
td:first-child { font-variant-numeric: tabular-nums; white-space: nowrap; }
summary { cursor: pointer; white-space: nowrap; }
ul { margin: .3rem 0; padding-left: 1.1rem; font-size: .875rem; }
.proved { color: var(--proved); } .refused { color: var(--refused); }
.unchecked { color: var(--unchecked); }
.failed, .not-run { color: var(--failed); font-weight: 600; }
""".strip()


def page(suites: Sequence[SuiteFinding], known: dict[str, Any]) -> str:
    """The whole page."""
    return "\n".join(
        [
            '<!doctype html><html lang="en"><head><meta charset="utf-8">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            f"<title>Conformance</title><style>{STYLE}</style></head><body>",
            "<h1>Conformance</h1>",
            *_verdicts(suites),
            f'<p class="soft">{escape(_origin(suites, known))}</p>',
            *_legend(),
            '<div class="wide"><table>',
            *_rows(suites),
            "</table></div></body></html>",
        ]
    )


def _verdicts(suites: Sequence[SuiteFinding]) -> Iterator[str]:
    yield "<ul>"
    for suite in suites:
        kind = "proved" if suite.conformant else "failed"
        verdict = f'<span class="{kind}">{escape(suite.verdict)}</span>'
        yield f"<li><b>{escape(suite.platform)}</b>: {verdict}, {len(suite.tests)} tests</li>"
    yield "</ul>"


def _origin(suites: Sequence[SuiteFinding], known: dict[str, Any]) -> str:
    versions = dict(known["versions"])
    for suite in suites:
        versions.update(suite.plan.sdks)
    told = ", ".join(f"{name} {number}" for name, number in versions.items())
    return f"{told}; seed {known['seed']}; suite {known['suite_sha256']}"


def _legend() -> Iterator[str]:
    signs = (f"{_sign(one)} {one.value}" for one in Outcome)
    yield f'<p class="soft">{" &nbsp; ".join(signs)}</p>'


def _rows(suites: Sequence[SuiteFinding]) -> Iterator[str]:
    heads = "".join(f"<th>{escape(suite.platform)}</th>" for suite in suites)
    yield f"<thead><tr><th>Clause</th><th>Promise</th>{heads}</tr></thead><tbody>"
    area = ""
    for row, clause in enumerate(CLAUSES):
        if clause.number[0] != area:
            area = clause.number[0]
            yield f'<tr><th colspan="{len(suites) + 2}">{AREAS.get(area, area)}</th></tr>'
        cells = "".join(_cell(suite.clauses[row]) for suite in suites)
        yield f"<tr><td>{clause.number}</td><td>{_code(clause.text)}</td>{cells}</tr>"
    yield "</tbody>"


def _cell(found: ClauseFinding) -> str:
    kind = found.outcome.value.replace(" ", "-")
    opened = "" if found.outcome in {Outcome.PROVED, Outcome.REFUSED} else " open"
    said = "".join(f"<li>{escape(reason)}</li>" for reason in found.reasons)
    tests = "".join(
        f"<li>{_sign(test.outcome)} {escape(test.name)} ({test.seconds:g} s)</li>"
        for test in found.tests
    )
    return (
        f'<td><details{opened}><summary class="{kind}">{SIGNS[found.outcome]} '
        f"{found.outcome.value}</summary><ul>{said}{tests}</ul></details></td>"
    )


def _sign(outcome: Outcome) -> str:
    kind = outcome.value.replace(" ", "-")
    return f'<span class="{kind}" aria-hidden="true">{SIGNS[outcome]}</span>'


def _code(text: str) -> str:
    """The text with what stands between backquotes as code."""
    parts = escape(text).split("`")
    return "".join(
        f"<code>{part}</code>" if odd % 2 else part for odd, part in enumerate(parts)
    )
