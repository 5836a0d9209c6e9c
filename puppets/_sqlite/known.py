"""What is known of people, rooms and messages: the shelves, and who goes on which."""

from __future__ import annotations

import sqlite3
import time
from collections import defaultdict
from collections.abc import Iterable
from datetime import timedelta

from ..errors import StorageError
from ..memory import key_of
from ..payloads import MessagePayload, Payload
from .rows import write_payload
from .shelf import Messages, Others, Row
from .statements import storable

__all__ = ["Known"]


class Known:
    """Messages come and go; the others are met again and again."""

    def __init__(
        self, connection: sqlite3.Connection, kept: int, age: timedelta
    ) -> None:
        self._messages = Messages(connection, kept, age)
        self._others = Others(connection, kept)

    def save(self, known: Iterable[Payload]) -> list[StorageError]:
        """Know these, and return why some cannot be kept."""
        amiss: list[StorageError] = []
        shelves: dict[type[object], list[Row]] = defaultdict(list)
        for payload in known:
            try:
                row = write_payload(payload)
            except StorageError as error:
                amiss.append(error)
                continue
            shelves[type(payload)].append((storable(key_of(payload)), row))
        now = time.time_ns() // 1_000_000
        for kind, rows in shelves.items():
            if kind is MessagePayload:
                self._messages.save(rows, now)
            else:
                self._others.save(kind.__name__, rows, now)
        return amiss

    def load(self, kind: type[object], key: str) -> bytes | None:
        if kind is MessagePayload:
            return self._messages.load(storable(key))
        return self._others.load(kind.__name__, storable(key))

    def keys(self, kind: type[object]) -> tuple[str, ...]:
        if kind is MessagePayload:
            return self._messages.keys()
        return self._others.keys(kind.__name__)

    def forget(self, kind: type[object], key: str) -> None:
        if kind is MessagePayload:
            self._messages.forget(storable(key))
        else:
            self._others.forget(kind.__name__, storable(key))
