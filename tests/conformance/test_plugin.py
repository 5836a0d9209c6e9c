"""What a run says of itself: four outcomes, no silence, and a report."""

from __future__ import annotations

from pathlib import Path

import pytest

from .runs import MOCK, run

# Enough of the suite to show what becomes of it.
QUICK = ("-k", "ding or native or overridden or recalled_message_is_gone")

pytestmark = pytest.mark.timeout(60)


def test_what_holds_is_proved(tmp_path: Path) -> None:
    done = run(tmp_path, MOCK, *QUICK)
    assert done.outcome("1.11") == done.outcome("4.18") == "proved"
    assert done.platform["platform"] == "mock"
    assert "message_react" in done.platform["capabilities"]


def test_a_report_of_a_part_is_a_failure_that_names_the_rest(tmp_path: Path) -> None:
    done = run(tmp_path, MOCK, *QUICK)
    assert done.status == 1
    assert not done.platform["conformant"]
    assert done.outcome("3.4") == "not run"
    assert "test_messages_arrive_in_order" in done.reasons("3.4")


def test_a_part_is_no_failure_where_no_report_is_asked_for(tmp_path: Path) -> None:
    done = run(tmp_path, MOCK, *QUICK, report=False)
    assert done.status == 0
    assert "a part of the suite was run" in done.output


def test_a_report_of_nothing_is_a_failure(tmp_path: Path) -> None:
    done = run(tmp_path, "def test_nothing(): pass")
    assert done.status == 1
    assert "no conformance test was run" in done.output


def test_a_run_without_the_suite_is_left_alone(tmp_path: Path) -> None:
    done = run(tmp_path, "def test_nothing(): pass", report=False)
    assert done.status == 0
    assert "clauses" not in done.output


def test_what_the_platform_lacks_is_refused(tmp_path: Path) -> None:
    done = run(tmp_path, WITHOUT_RECALL, "-k", "recalled_message or recalling")
    assert done.outcome("4.10") == "refused"
    assert "mock has no message_recall" in done.reasons("4.10")


def test_what_the_world_cannot_do_is_unchecked_with_its_reason(tmp_path: Path) -> None:
    done = run(tmp_path, WITHOUT_STUTTER, "-k", "told_twice")
    assert done.outcome("3.2") == "unchecked"
    assert "this world never stutters" in done.reasons("3.2")
    assert "4 skipped" in done.output


def test_an_unchecked_clause_without_a_reason_is_a_failure(tmp_path: Path) -> None:
    without = WITHOUT_STUTTER.replace("this world never stutters", "")
    done = run(tmp_path, without, "-k", "told_twice")
    assert done.outcome("3.2") == "failed"
    assert "no reason given" in done.reasons("3.2")


def test_an_override_is_a_failure(tmp_path: Path) -> None:
    done = run(
        tmp_path,
        f"{MOCK}\n    async def test_ding_is_answered_by_dong(self):\n        pass\n",
        *QUICK,
    )
    assert done.outcome("7.1") == "failed"
    assert "test_ding_is_answered_by_dong" in done.reasons("7.1")


def test_an_override_that_expects_failure_is_counted(tmp_path: Path) -> None:
    done = run(tmp_path, EXPECTING, *QUICK)
    assert done.outcome("7.1") == "proved"
    assert done.outcome("1.11") == "failed"
    [expected] = done.platform["expected_failures"]
    assert "this mock is shy" in expected["reason"]
    assert "1 xfailed" in done.output


def test_a_test_that_is_skipped_from_without_is_a_failure(tmp_path: Path) -> None:
    skipped = f"import pytest\n{MOCK}".replace("class", "@pytest.mark.skip\nclass")
    done = run(tmp_path, skipped, *QUICK)
    assert done.status == 1
    assert done.outcome("1.11") == "failed"
    assert "skipped from without" in done.reasons("1.11")


def test_a_test_that_hangs_is_cut_off_and_cleaned_up_after(tmp_path: Path) -> None:
    done = run(tmp_path, HANGING, "-k", "ding")
    assert done.outcome("1.11") == "failed"
    assert "not done after 1" in done.output
    assert "1 failed" in done.output


def test_what_nothing_exercised_is_a_failure(tmp_path: Path) -> None:
    done = run(tmp_path, IDLE)
    assert done.status == 1
    assert done.outcome("4.17") == "failed"
    assert "nothing exercised" in done.reasons("4.17")
    assert "message_react" in done.platform["unexercised"]
    assert "contact_list" not in done.platform["unexercised"]


def test_the_report_is_the_same_wherever_the_tests_run(tmp_path: Path) -> None:
    here, there = tmp_path / "here", tmp_path / "there"
    here.mkdir()
    there.mkdir()
    alone = run(here, MOCK, *QUICK)
    shared = run(there, MOCK, *QUICK, "-n", "2")
    assert alone.outcomes == shared.outcomes
    assert alone.outcome("1.11") == "proved"
    assert alone.platform["capabilities"] == shared.platform["capabilities"]


def test_the_report_says_what_was_run(tmp_path: Path) -> None:
    source = MOCK + "    sdks = ('hypothesis', 'no-such-thing')\n"
    done = run(tmp_path, source, *QUICK, "--puppet-seed=7")
    assert done.report["seed"] == 7
    assert len(done.report["suite_sha256"]) == 64
    assert done.report["versions"]["wechaty-puppets"]
    assert done.platform["versions"]["no-such-thing"] == "not installed"
    assert done.platform["versions"]["hypothesis"][0].isdigit()


def test_several_platforms_are_columns_of_one_matrix(tmp_path: Path) -> None:
    second = MOCK.split("\n\n")[1].replace("TestMock", "TestAgain")
    run(tmp_path, f"{MOCK}\n{second}", *QUICK)
    page = (tmp_path / "report" / "conformance.html").read_text()
    table = (tmp_path / "report" / "conformance.md").read_text()
    assert page.count("<th>mock</th>") == 2
    assert "| clause | promise | mock | mock |" in table
    assert "prefers-color-scheme: dark" in page
    assert "http" not in page


WITHOUT_RECALL = """
from conformance import Conformance
from puppets_standins.mock.world import MockWorld
from puppets import Puppet
from puppets.mock import MockOptions, MockPuppet

class Silent(MockPuppet):
    message_recall = Puppet.message_recall

class SilentWorld(MockWorld):
    def _puppet(self, token):
        return Silent(MockOptions(mocker=self.mocker, token=token))

class TestMock(Conformance):
    world_type = SilentWorld
"""

WITHOUT_STUTTER = """
from conformance import Conformance, World
from puppets_standins.mock.world import MockWorld

class FluentWorld(MockWorld):
    reasons = {"stutters": "this world never stutters"}
    stutters = World.stutters

class TestMock(Conformance):
    world_type = FluentWorld
"""

EXPECTING = """
import pytest
from conformance import Conformance
from puppets_standins.mock.world import MockWorld

class TestMock(Conformance):
    world_type = MockWorld

    @pytest.mark.xfail(reason="this mock is shy")
    async def test_ding_is_answered_by_dong(self, puppet):
        raise AssertionError
"""

HANGING = """
import asyncio
import pytest
from conformance import Conformance
from puppets_standins.mock.world import MockWorld

class TestMock(Conformance):
    world_type = MockWorld

    @pytest.mark.timeout(2)
    async def test_ding_is_answered_by_dong(self, puppet):
        await asyncio.Event().wait()
"""

# The harness alone, with one test of its own.
IDLE = """
from conformance import clause, requires
from conformance.harness import Harness
from puppets_standins.mock.world import MockWorld

class TestMock(Harness):
    world_type = MockWorld

    @clause("4.15")
    @requires("contact_list")
    async def test_people_are_listed(self, puppet):
        assert await puppet.contact_list() is not None
"""
