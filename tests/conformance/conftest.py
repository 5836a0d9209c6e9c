"""What the run of the saboteurs says in the end."""

from __future__ import annotations

import pytest


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    caught, free = (
        [
            report
            for report in terminalreporter.getreports(outcome)
            if "::test_a_saboteur_is_caught[" in report.nodeid
            and getattr(report, "when", "") == "call"
        ]
        for outcome in ("passed", "failed")
    )
    if caught or free:
        terminalreporter.write_line(
            f"saboteurs: {len(caught)} of {len(caught) + len(free)} caught"
        )
