"""What `import puppets` costs over a bare Python."""

from __future__ import annotations

import statistics
import subprocess
import sys
import time

from rich.console import Console
from rich.table import Table

ROUNDS = 10
LIMIT = 80
PROGRAMS = {
    "bare Python": "pass",
    "import asyncio": "import asyncio",
    "import puppets": "import puppets",
    "a bot's first line": "from puppets import Bot, Message",
    "every name": "import puppets; [getattr(puppets, name) for name in dir(puppets)]",
}


def main() -> None:
    times = measured()
    bare = statistics.median(times["bare Python"])
    table = Table(
        "program", "median", "over bare", title=f"import, {ROUNDS} interleaved rounds"
    )
    for name, spent in times.items():
        median = statistics.median(spent)
        table.add_row(name, f"{median:.0f} ms", f"{median - bare:.0f} ms")
    Console().print(table, f"at most {LIMIT} ms over bare is promised for puppets")


def measured() -> dict[str, list[float]]:
    """Milliseconds of each round; interleaved, so that a busy moment falls on all alike."""
    times: dict[str, list[float]] = {name: [] for name in PROGRAMS}
    for name in PROGRAMS:
        milliseconds(name)
    for _ in range(ROUNDS):
        for name, spent in times.items():
            spent.append(milliseconds(name))
    return times


def milliseconds(name: str) -> float:
    began = time.perf_counter()
    subprocess.run([sys.executable, "-c", PROGRAMS[name]], check=True)
    return (time.perf_counter() - began) * 1000


if __name__ == "__main__":
    main()
