"""`puppets doctor`, asked within the test: the stand-ins run beside it."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from puppets import Finding
from puppets._cli.examining import examined

__all__ = ["Doctor"]


class Doctor:
    """Looks at one platform, of which the environment says what it must."""

    def __init__(self, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
        self._name = name
        self._monkeypatch = monkeypatch

    def given(self, **variables: str) -> None:
        for name, text in variables.items():
            self._monkeypatch.setenv(name, text)

    async def finds(
        self, *, where: str | None = None, deadline: float = 10.0
    ) -> Mapping[str, Finding]:
        """What it finds, by subject."""
        lines = await examined(self._name, where=where, deadline=deadline)
        assert {line.platform for line in lines} == {self._name}
        return {line.subject: line.finding for line in lines}
