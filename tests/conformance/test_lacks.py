"""What a world says that its server lacks is told, and hides nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from conformance.findings import Outcome, Plan, SuiteFinding, TestFinding
from conformance.suite import Conformance

from .runs import Run, run

pytestmark = pytest.mark.timeout(60)

LACKING = """
from conformance import Conformance
from puppets_standins.mock.world import MockWorld

class LackingWorld(MockWorld):
    lacks = {lacks}

class TestLacking(Conformance):
    world_type = LackingWorld
"""

SOME = "reacts or reaction or ding or contacts_are_listed"


def lacking(folder: Path, lacks: dict[str, str], more: str = "") -> Run:
    """A part of the suite, on a mock whose server does not take `message_react`."""
    source = LACKING.replace("{lacks}", repr(lacks))
    return run(folder, f"{source}{UNSERVED}{more}", "-k", SOME)


def test_what_the_server_lacks_is_unchecked_with_its_reason(tmp_path: Path) -> None:
    done = lacking(tmp_path, {"message_react": "no such call here"})
    assert done.outcome("4.11") == done.outcome("4.17") == "unchecked"
    assert "message_react: no such call here" in done.reasons("4.11")
    assert "not served here: message_react" in done.reasons("4.17")
    assert done.outcome("1.11") == "proved"


def test_what_it_does_not_say_to_lack_is_a_failure(tmp_path: Path) -> None:
    done = lacking(tmp_path, {})
    assert done.outcome("4.11") == "failed"


def test_what_is_lacking_without_a_reason_is_a_failure(tmp_path: Path) -> None:
    assert lacking(tmp_path, {"message_react": ""}).outcome("4.11") == "failed"


def test_what_is_said_to_lack_and_answers_is_a_failure(tmp_path: Path) -> None:
    lacks = {"message_react": "no such call here", "contact_list": "nor this"}
    done = lacking(tmp_path, lacks)
    assert done.outcome("4.17") == "failed"
    assert "said not to be served, untruly: contact_list" in done.reasons("4.17")


@pytest.mark.parametrize("name", ["message_raect", "test_nothing_of_the_kind"], ids=str)
def test_what_is_nothing_cannot_be_lacking(tmp_path: Path, name: str) -> None:
    done = lacking(tmp_path, {name: "it is not here"})
    assert done.outcome("4.17") == "failed"
    assert f"untruly: {name}" in done.reasons("4.17")


def test_what_fails_without_it_is_still_a_failure(tmp_path: Path) -> None:
    done = lacking(tmp_path, {"message_react": "no such call here"}, SILENT)
    assert done.status == 1
    assert done.outcome("1.11") == "failed"
    assert done.outcome("4.11") == "unchecked"


def test_a_test_that_the_server_cannot_pass_is_unchecked(tmp_path: Path) -> None:
    name = next(each for each in dir(Conformance) if each.startswith("test_ding"))
    done = lacking(tmp_path, {name: "this server is shy"}, SILENT)
    assert done.outcomes["1.11"][name] == "unchecked"
    assert f"{name}: this server is shy" in done.reasons("1.11")


TEXTS = "test_text_is_heard_as_it_was_said"
LISTS = f"{TEXTS}[headings and lists]"


def texts(folder: Path, lacks: dict[str, str], more: str) -> Run:
    """How texts with marks are heard."""
    source = LACKING.replace("{lacks}", repr(lacks))
    return run(folder, f"{source}{more}", "-k", f"{TEXTS} and markup")


def test_a_text_that_is_said_to_be_lost_is_unchecked(tmp_path: Path) -> None:
    done = texts(tmp_path, {LISTS: "the page draws them"}, DRAWING)
    assert done.outcomes["4.2"] == {"": "unchecked", f"{TEXTS}[markup]": "unchecked"}
    assert f"{LISTS}: the page draws them" in done.reasons("4.2")


@pytest.mark.parametrize(
    "lacks", [{}, {LISTS: ""}, {f"{TEXTS}[a table]": "no"}], ids=["no", "why", "other"]
)
def test_a_text_that_is_lost_unsaid_is_a_failure(
    tmp_path: Path, lacks: dict[str, str]
) -> None:
    assert texts(tmp_path, lacks, DRAWING).outcome("4.2") == "failed"


def test_a_text_that_arrives_is_not_lost(tmp_path: Path) -> None:
    done = texts(tmp_path, {LISTS: "the page draws them"}, "")
    assert done.outcome("4.2") == "failed"
    assert "headings and lists: is said to be lost" in done.output


def test_one_case_of_a_test_is_unchecked_and_the_others_are_not(tmp_path: Path) -> None:
    case = "test_a_file_is_sent[a voice]"
    source = LACKING.replace("{lacks}", repr({case: "the page takes none"}))
    done = run(tmp_path, source, "-k", "test_a_file_is_sent and not room")
    outcomes = done.outcomes["4.7"]
    assert outcomes.pop(case) == outcomes.pop("") == "unchecked"
    assert set(outcomes.values()) == {"proved"}
    assert done.outcome("4.17") != "failed"


def finding(case: str, lacks: str) -> SuiteFinding:
    """A suite of one test, of which `case` was left out."""
    test = TestFinding(
        suite="it",
        name=case,
        function="test_it",
        clauses=("4.7",),
        outcome=Outcome.UNCHECKED,
        reason=f"{case}: not here",
        lacks=(lacks,),
    )
    plan = Plan(suite="it", title="It", clauses={"test_it": []}, collected=["test_it"])
    return SuiteFinding(plan, (test,))


@pytest.mark.parametrize("name", ["test_it[b]", "test_that[a]", "test_it[a", "it[a]"])
def test_a_case_that_is_none_cannot_be_lacking(name: str) -> None:
    assert finding("test_it[a]", "test_it[a]").refuted == ()
    assert finding("test_it[a]", name).refuted == (name,)


DRAWING = """
from dataclasses import replace
from tests.conformance.twisting import Twisting

class Drawing(Twisting):
    def retell(self, message):
        return replace(message, text=message.text.replace("* four", "- four"))

LackingWorld.puppet_type = Drawing
"""

UNSERVED = """
from puppets import Rejected
from puppets.mock import MockPuppet

class Unserved(MockPuppet):
    async def message_react(self, message_id, emoji):
        raise Rejected("unknown_method")

LackingWorld.puppet_type = Unserved
"""

SILENT = """
class Silent(Unserved):
    async def ding(self, data=""):
        pass

LackingWorld.puppet_type = Silent
"""
