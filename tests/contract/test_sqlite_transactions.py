"""Whole transactions, each as safe as it must be, and in few steps."""

from __future__ import annotations

import sqlite3
from collections import deque
from collections.abc import Callable
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from puppets import Batch
from puppets._sqlite.opening import hold
from puppets._sqlite.store import Bounds, Safety, Store
from tests.contract.tiny import said

BOUNDS = Bounds(
    keys_kept=10, payloads_kept=10, payload_age=timedelta(days=1), malformed_kept=10
)


def test_a_transaction_is_as_safe_as_it_was_asked_to_be(tmp_path: Path) -> None:
    normal, full = (1,), (2,)
    found: list[object] = []
    with hold(tmp_path / "tiny.sqlite", BOUNDS, deque()) as held:
        connection = held.store._connection
        for safety in (Safety.POWER_CUT, Safety.KILL, Safety.KILL, Safety.POWER_CUT):
            with held.store.transaction(safety):
                found.append(connection.execute("PRAGMA synchronous").fetchone())
    assert found == [full, normal, normal, full]


def test_what_is_accepted_is_in_the_file_when_the_transaction_ends(
    tmp_path: Path,
) -> None:
    path = tmp_path / "tiny.sqlite"
    count = "SELECT count(*) FROM journal"
    with (
        hold(path, BOUNDS, deque()) as held,
        closing(sqlite3.connect(path)) as other,
    ):
        with held.store.transaction(Safety.POWER_CUT):
            held.store.accept(Batch(events=(said("1"),), cursor="c"))
            assert held.store.standing.depth == 0
            assert other.execute(count).fetchone() == (0,)
        assert held.store.standing.depth == 1
        assert other.execute(count).fetchone() == (1,)


def test_a_hundred_events_take_few_steps(
    tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    """At each step a busy event loop may take 5 ms: there must be few of them."""
    asked: list[str] = []
    ended: deque[int] = deque()
    with hold(tmp_path / "tiny.sqlite", BOUNDS, ended) as held:
        held.store._connection.set_trace_callback(asked.append)
        events = tuple(said(str(n), by=f"c{n}") for n in range(100))
        with held.store.transaction(Safety.POWER_CUT):
            entries = held.store.accept(Batch(events=events, cursor="c"))
        ended.extend(entry.number for entry in entries)
        with held.store.transaction(Safety.KILL):
            pass
    record_property("steps", len(asked))
    assert len(asked) <= 30


def fail(store: Store) -> None:
    with store.transaction(Safety.POWER_CUT):
        store.accept(Batch(events=(said("2"),), cursor="d"))
        raise ZeroDivisionError


def test_what_fails_is_as_if_it_had_never_been_asked_for(tmp_path: Path) -> None:
    ended: deque[int] = deque()
    with hold(tmp_path / "tiny.sqlite", BOUNDS, ended) as held:
        with held.store.transaction(Safety.POWER_CUT):
            held.store.accept(Batch(events=(said("1"),), cursor="c"))
        before = held.store.standing
        ended.append(1)
        with pytest.raises(ZeroDivisionError):
            fail(held.store)
        assert held.store.standing == before
        assert list(ended) == [1]
        with held.store.transaction(Safety.POWER_CUT):
            (again,) = held.store.accept(Batch(events=(said("2"),), cursor="d"))
        assert again.number == 2
        assert (held.store.standing.depth, held.store.standing.cursor) == (1, "d")
        assert not ended
