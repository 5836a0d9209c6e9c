"""Each test's own state folder, and its own Telegram."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from puppets_standins.telegram.server import TelegramServer
from tests.cli.program import Program


@pytest.fixture(autouse=True)
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where `puppets run` puts memories by itself."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    return tmp_path / "state" / "wechaty-puppets"


@pytest.fixture
async def program(tmp_path: Path) -> AsyncIterator[Program]:
    """What runs bots, and leaves none behind."""
    async with TelegramServer() as server:
        program = Program(server, tmp_path)
        yield program
        await program.end()
