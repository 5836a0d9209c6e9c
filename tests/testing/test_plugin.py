"""The fixtures in a run of pytest as a stranger has it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.conformance.runs import run

pytestmark = pytest.mark.timeout(60)

BOT = """
import pytest
from puppets import Bot, Message

bot = Bot()

@bot.on_message
async def ding(message: Message) -> None:
    if message.text == "ding":
        await message.say("dong")
"""

WITHOUT_A_MARK = f"""{BOT}
async def test_ding(worlds):
    async with worlds.running(bot):
        alice = await worlds.human("Alice")
        await alice.says("ding")
        assert (await alice.hears()).text == "dong"
"""

WRONG = WITHOUT_A_MARK.replace('"dong"\n', '"dang"\n')

WITH_FIXTURES_OF_ITS_OWN = f"""{BOT}
pytestmark = pytest.mark.anyio

@pytest.fixture
def anyio_backend():
    return "asyncio"

@pytest.fixture
async def alice(puppet_world):
    async with puppet_world.running(bot):
        yield await puppet_world.human("Alice")

async def test_ding(alice):
    await alice.says("ding")
    assert (await alice.hears()).text == "dong"

async def test_ding_again(alice):
    await alice.says("ding")
    assert (await alice.hears()).text == "dong"
"""

OUTER = {
    "outer.py": """
from puppets_standins.mock.world import MockWorld

class Moon(MockWorld):
    @classmethod
    def absence(cls):
        return "it is on the moon: fly there"
""",
    "outer_mars.py": "import a_rocket_that_nobody_has",
    "outer-1.0.dist-info/METADATA": """
Metadata-Version: 2.1
Name: outer
Version: 1.0
Provides-Extra: mars
""".lstrip(),
    "outer-1.0.dist-info/entry_points.txt": """
[wechaty_puppets.worlds]
moon = outer:Moon
mars = outer_mars:Mars
""",
}

LOADED = """
import sys
import conformance.testing
print(*sorted({name.partition(".")[0] for name in sys.modules}))
"""


def offer(folder: Path) -> None:
    """Install, for a run in this folder, a package with worlds that cannot be there."""
    for place, text in OUTER.items():
        path = folder / place
        path.parent.mkdir(exist_ok=True)
        path.write_text(text)


def test_a_coroutine_runs_on_each_platform_without_a_mark(tmp_path: Path) -> None:
    done = run(tmp_path, WITHOUT_A_MARK, "-vv", report=False)
    assert done.status == 0, done.output
    for platform in ("mock", "telegram", "slack"):
        assert f"test_ding[{platform}] PASSED" in done.output


def test_a_wrong_answer_fails_and_shows_both(tmp_path: Path) -> None:
    done = run(tmp_path, WRONG, "-k", "mock", report=False)
    assert done.status == 1
    assert "assert 'dong' == 'dang'" in done.output


def test_fixtures_of_ones_own_may_hold_the_running_bot(tmp_path: Path) -> None:
    done = run(tmp_path, WITH_FIXTURES_OF_ITS_OWN, report=False)
    assert done.status == 0, done.output
    assert "2 passed" in done.output


def test_the_platforms_may_be_named(tmp_path: Path) -> None:
    option = ("-o", "puppet_worlds=telegram mock")
    done = run(tmp_path, WITHOUT_A_MARK, *option, report=False)
    assert done.status == 0, done.output
    assert "2 passed" in done.output


def test_a_platform_that_nobody_offers_is_named_with_those_there_are(
    tmp_path: Path,
) -> None:
    option = ("-o", "puppet_worlds=pigeon")
    done = run(tmp_path, WITHOUT_A_MARK, *option, report=False)
    assert done.status != 0
    assert "no world 'pigeon' is installed; there are: gitter, mock" in done.output


def test_a_platform_that_cannot_be_here_is_skipped_with_its_reason(
    tmp_path: Path,
) -> None:
    offer(tmp_path)
    done = run(tmp_path, WITHOUT_A_MARK, "-k", "moon or mars", "-rs", report=False)
    assert done.status == 0, done.output
    assert "2 skipped" in done.output
    assert "it is on the moon: fly there" in done.output
    assert "mars needs more packages: pip install 'outer[mars]'" in done.output


def test_a_platform_that_was_named_and_cannot_be_here_fails(tmp_path: Path) -> None:
    offer(tmp_path)
    option = ("-o", "puppet_worlds=mock moon")
    done = run(tmp_path, WITHOUT_A_MARK, *option, report=False)
    assert done.status == 1
    assert "1 passed" in done.output
    assert "it is on the moon: fly there" in done.output


def test_other_peoples_coroutines_are_left_alone(tmp_path: Path) -> None:
    source = "async def test_nothing(): pass"
    done = run(tmp_path, source, report=False)
    assert done.status == 1
    assert "not natively supported" in done.output


def test_loading_the_plugin_loads_pytest_and_no_puppet() -> None:
    asked = [sys.executable, "-c", LOADED]
    done = subprocess.run(asked, capture_output=True, text=True, check=True)
    loaded = set(done.stdout.split())
    assert "pytest" in loaded
    assert not loaded & {
        "aiohttp",
        "anyio",
        "hypothesis",
        "puppets",
        "puppets_standins",
    }
