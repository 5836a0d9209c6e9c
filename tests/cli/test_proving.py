"""What `puppets conformance` proves, shows, and ends with."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.commands import puppets
from tests.cli.test_terminal import terminal

pytestmark = pytest.mark.timeout(60)

QUICK = ("-k", "ding or native or recall")

WORLDS = """
from conformance import World
from puppets_standins.mock.world import MockWorld
from puppets import Puppet
from puppets.mock import MockPuppet

class Silent(MockPuppet):
    message_recall = Puppet.message_recall

class Deaf(MockPuppet):
    native = None

class SilentWorld(MockWorld):
    puppet_type = Silent

class DeafWorld(MockWorld):
    puppet_type = Deaf

class ShyWorld(MockWorld):
    reasons = {"recalls": "people here stand by what they say"}
    async def human(self, name):
        human = await super().human(name)
        human.recalls = lambda message_id: self.cannot("recalls")
        return human

class AbsentWorld(MockWorld):
    @classmethod
    def absence(cls):
        return "it is on the moon: fly there"
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "moon.py").write_text(WORLDS)
    return tmp_path


def test_in_a_pipe_it_is_a_line_a_clause_and_progress_is_apart(folder: Path) -> None:
    done = puppets("conformance", "mock", *QUICK, cwd=folder)
    assert done.returncode == 0, done.stderr
    lines = [line.split("\t") for line in done.stdout.splitlines()]
    assert lines[0][:2] == ["verdict", "mock"]
    assert ["1.11", "proved"] in lines
    assert ["4.10", "proved"] in lines
    assert "3.4" not in [line[0] for line in lines]  # not asked for
    assert "passed" in done.stderr
    assert "passed" not in done.stdout


def test_what_a_puppet_lacks_is_refused_and_named(folder: Path) -> None:
    done = puppets("conformance", "moon:SilentWorld", *QUICK, cwd=folder)
    assert done.returncode == 0, done.stderr
    assert "4.10\trefused\tmock has no message_recall" in done.stdout
    assert "operations\t61/62\tmessage_recall\n" in done.stdout


def test_what_the_world_cannot_do_is_counted(folder: Path) -> None:
    done = puppets("conformance", "moon:ShyWorld", *QUICK, cwd=folder)
    assert done.returncode == 0, done.stderr
    assert "world\trecalls\tunchecked 1\n" in done.stdout
    assert "4.11\tunchecked\trecalls: people here stand by what they say" in done.stdout


def test_what_does_not_hold_ends_with_one(folder: Path) -> None:
    done = puppets("conformance", "moon:DeafWorld", *QUICK, cwd=folder)
    assert done.returncode == 1
    assert "4.18\tfailed\t" in done.stdout
    assert "1 of its clauses failed" in done.stdout


def test_the_report_is_written_where_told_and_is_of_the_whole(folder: Path) -> None:
    asked = ("--json", "--report", "proof")
    done = puppets("conformance", "mock", *QUICK, *asked, cwd=folder)
    written = (folder / "proof" / "conformance.json").read_text()
    assert json.loads(done.stdout) == json.loads(written)
    assert (folder / "proof" / "conformance.html").exists()
    [platform] = json.loads(written)["platforms"]
    assert (platform["whole"], platform["conformant"]) == (False, False)


def test_nothing_else_is_left_behind(folder: Path) -> None:
    before = set(folder.iterdir())
    puppets("conformance", "mock", *QUICK, cwd=folder, PYTHONDONTWRITEBYTECODE="1")
    assert set(folder.iterdir()) == before


def test_settings_of_the_folder_do_not_reach_it(folder: Path) -> None:
    (folder / "pytest.ini").write_text("[pytest]\naddopts = --no-such-option\n")
    (folder / "conftest.py").write_text("raise RuntimeError('mine')\n")
    assert puppets("conformance", "mock", *QUICK, cwd=folder).returncode == 0


def test_many_workers_find_the_same(folder: Path) -> None:
    alone = puppets("conformance", "moon:SilentWorld", *QUICK, cwd=folder)
    both = puppets("conformance", "moon:SilentWorld", *QUICK, "-n", "2", cwd=folder)
    assert both.stdout == alone.stdout


@pytest.mark.parametrize(
    ("target", "why"),
    [
        ("pigeon", "no world 'pigeon' is installed; there are: gitter, mock,"),
        ("nowhere:World", "nowhere cannot be imported: ModuleNotFoundError"),
        ("moon:MarsWorld", "moon has no MarsWorld"),
        ("moon:Silent", "moon:Silent is not a World"),
        ("moon:World", "still has to write human, puppet, requests, stranger"),
        ("moon:AbsentWorld", "cannot be here: it is on the moon: fly there"),
    ],
)
def test_a_target_that_is_none_is_one_clear_line(
    folder: Path, target: str, why: str
) -> None:
    done = puppets("conformance", target, cwd=folder)
    assert done.returncode == 2
    assert why in done.stderr
    assert done.stderr.count("\n") == 1


def test_words_that_select_nothing_are_a_mistake_of_the_person(folder: Path) -> None:
    done = puppets("conformance", "mock", "-k", "no_such_test", cwd=folder)
    assert done.returncode == 2
    assert "no test of the suite is meant by 'no_such_test'" in done.stderr


def test_a_report_does_not_go_where_a_file_is(folder: Path) -> None:
    done = puppets("conformance", "mock", "--report", "moon.py", cwd=folder)
    assert done.returncode == 2
    assert "no report can be written into moon.py: File exists" in done.stderr


def test_a_person_sees_areas_what_is_open_and_the_verdict() -> None:
    with terminal("conformance", "telegram", *QUICK) as screen:
        assert "lifecycle" in screen.shows("refused so far: ")
        assert "a part of the suite was run: it holds" in screen.shows(" operations")
        assert screen.ends() == 0
