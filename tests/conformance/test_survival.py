"""Whoever is killed again and again is judged fairly."""

from __future__ import annotations

import pytest

from conformance.lines import Begun, Ended, Failed, Finished, Line
from conformance.survival import Said, Survival

# Alice says 1, 2 and 3 before the first kill, and 4 after it; Bob says 5 before it.
SAID = [Said(id, "alice", 0) for id in "123"]
SAID += [Said("4", "alice", 1), Said("5", "bob", 0)]


def begun(id: str, *, again: bool = False) -> Line:
    who = next(said.conversation_id for said in SAID if said.id == id)
    return Begun(id, who, f"message {id}", again)


def handled(*ids: str) -> list[Line]:
    return [line for id in ids for line in (begun(id), Ended(id), Finished(id))]


def survival(*lives: list[Line]) -> Survival:
    return Survival(said=list(SAID), lives=list(lives))


ALL_WELL = {
    "nothing is cut off": [handled("1", "5"), handled("2", "3", "4")],
    "the one in work comes again": [
        [*handled("1"), begun("2")],
        [begun("2", again=True), Ended("2"), *handled("3", "5", "4")],
    ],
    "what was handled comes again, for that was not kept": [
        [*handled("1", "2"), begun("3"), Ended("3")],
        [begun("3", again=True), Ended("3"), *handled("5", "4")],
    ],
    "the first that waited may have been begun": [
        handled("1"),
        [begun("2", again=True), Ended("2"), *handled("3", "5", "4")],
    ],
    "one is cut off twice": [
        [begun("1")],
        [begun("1", again=True)],
        [begun("1", again=True), Ended("1"), *handled("2", "3", "4", "5")],
    ],
}

AMISS = {
    "says that it comes again": [handled("1"), [begun("4", again=True)]],
    "cannot have been begun": [handled(), [begun("1"), begun("2", again=True)]],
    "was finished": [handled("1"), [begun("1", again=True)]],
    "was not cut off": [[begun("1"), *handled("2")], [begun("1", again=True)]],
    "does not say so": [[begun("1")], [begun("1")]],
    "out of memory": [[Failed("out of memory")]],
}


@pytest.mark.parametrize("lives", ALL_WELL.values(), ids=ALL_WELL)
def test_what_is_well_is_not_complained_of(lives: list[list[Line]]) -> None:
    found = survival(*lives)
    assert not found.amiss
    assert not found.lost
    assert found.inversions == 0
    assert found.repeats <= sum(found.in_work)


@pytest.mark.parametrize(("complaint", "lives"), AMISS.items(), ids=AMISS)
def test_what_is_amiss_is_said(complaint: str, lives: list[list[Line]]) -> None:
    [wrong] = survival(*lives).amiss
    assert complaint in wrong


def test_what_was_never_said_is_amiss() -> None:
    [wrong] = survival([Begun("99", "alice", "who said that?", False)]).amiss
    assert "never said" in wrong


def test_what_was_begun_and_never_ended_is_lost() -> None:
    assert survival(handled("1", "2"), [begun("3")]).lost == ["3", "4", "5"]


def test_who_overtakes_within_a_conversation_is_counted() -> None:
    assert survival(handled("2", "5", "1"), handled("4", "3")).inversions == 2


def test_conversations_in_work_are_counted_kill_by_kill() -> None:
    found = survival([begun("1"), begun("5")], [begun("1", again=True), Ended("1")])
    assert found.in_work == [2, 1]
    assert found.repeats == 1
