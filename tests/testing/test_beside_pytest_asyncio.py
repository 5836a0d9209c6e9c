"""The fixtures beside pytest-asyncio, which many bots' tests are written with."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.environments import Environment
from tests.testing.installed import Desk
from tests.testing.test_plugin import BOT, WITHOUT_A_MARK

pytestmark = pytest.mark.timeout(300)

WITH_ITS_FIXTURES = f"""{BOT}
import pytest_asyncio

@pytest_asyncio.fixture
async def alice(puppet_world):
    async with puppet_world.running(bot):
        yield await puppet_world.human("Alice")

@pytest.mark.asyncio
async def test_ding(alice):
    await alice.says("ding")
    assert (await alice.hears()).text == "dong"
"""


@pytest.fixture(scope="module")
def environment(
    wheel: Path, new_environment: Callable[..., Environment]
) -> Environment:
    return new_environment(f"{wheel}[testing]", "pytest-asyncio")


@pytest.mark.parametrize("mode", ["strict", "auto"])
@pytest.mark.parametrize(
    "source", [WITHOUT_A_MARK, WITH_ITS_FIXTURES], ids=["no mark", "its fixtures"]
)
def test_either_mode_runs_them(
    tmp_path: Path, environment: Environment, source: str, mode: str
) -> None:
    (tmp_path / "test_bot.py").write_text(source)
    options = (f"--asyncio-mode={mode}", "-o", "puppet_worlds=mock")
    done = Desk(environment, tmp_path).run("pytest", *options)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "1 passed" in done.stdout
