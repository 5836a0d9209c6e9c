"""What a world says that its server lacks is told, and hides nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

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
