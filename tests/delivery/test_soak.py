"""For a long time: neither the process grows nor its file."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import msgspec
import pytest

from . import soaking
from .room import IS_TOLD
from .size import size, steps
from .soaking import Sample

pytestmark = [
    pytest.mark.timeout(size(90, 3600)),
    pytest.mark.skipif(not IS_TOLD, reason="the system tells no process's memory"),
]

MESSAGES = size(60_000, 1_000_000)
KEPT = size(2_000, 100_000)
"""Keys and payloads that the memory keeps: it is full long before the warm-up ends."""
SAMPLES = size(30, 100)
WARM_UP = size(20_000, 600_000)
"""Long, for a table of so many keys is now and then made anew, which takes room twice."""
MOST_SLOPE = 1.0
"""MB in 100,000 messages."""
MOST_FILE_GROWTH = 1.25
"""Times the file as it was when it was full."""


def samples(path: Path) -> Iterator[Sample]:
    """From a process of its own, in which nobody else leaves anything."""
    numbers = map(str, (MESSAGES, KEPT, SAMPLES))
    command = [sys.executable, "-m", soaking.__name__, str(path), *numbers]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        for line in process.stdout:
            yield msgspec.json.decode(line, type=Sample)
    assert process.returncode == 0


def slope(points: Sequence[tuple[float, float]]) -> float:
    """Of the straight line that lies nearest to these points."""
    mean_x = sum(x for x, _ in points) / len(points)
    mean_y = sum(y for _, y in points) / len(points)
    rise = sum((x - mean_x) * (y - mean_y) for x, y in points)
    return rise / sum((x - mean_x) ** 2 for x, _ in points)


def test_neither_the_process_nor_its_file_grows_for_ever(
    tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    told = samples(tmp_path / "memory.db")
    taken = [next(told) for _ in steps(range(SAMPLES), f"{MESSAGES:,} messages")]
    assert next(told, None) is None
    warm = [each for each in taken if each.messages >= WARM_UP]
    growth = slope([(each.messages / 100_000, each.room) for each in warm])
    file = max(each.file for each in warm) / warm[0].file
    record_property("messages", taken[-1].messages)
    record_property("lost or out of order", taken[-1].amiss)
    record_property("MB more in 100,000", round(growth, 3))
    record_property("MB of room", round(taken[-1].room, 1))
    record_property("MB of file", round(taken[-1].file, 1))
    assert (taken[-1].messages, taken[-1].amiss) == (MESSAGES, 0)
    assert growth <= MOST_SLOPE
    assert file <= MOST_FILE_GROWTH
