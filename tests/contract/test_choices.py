"""Choices, what is refused of them, and what the first one settles."""

from __future__ import annotations

import pytest

from puppets import (
    Choice,
    ChoiceEvent,
    Limits,
    Rejected,
    TextUnit,
    TooLong,
    TooMany,
)
from puppets._presses import Press, Settlements, Verdict, attend, closing
from puppets._sends import check_choices

pytestmark = pytest.mark.anyio

STRICT = Limits(
    text_length=20,
    text_unit=TextUnit.UTF16,
    choices=2,
    choice_length=4,
    choice_id_size=4,
)


def press(label: str, *, by: str = "alice", per_person: bool = False) -> Press:
    event = ChoiceEvent(
        key=f"{by} {label}",
        message_id="m1",
        conversation="tea",
        contact_id=by,
        choice=Choice(label),
    )
    return Press(event=event, name=by.title(), per_person=per_person)


# One choice.


def test_the_id_is_the_label_where_none_is_given() -> None:
    assert Choice("Large").id == "Large"
    assert Choice("Large", id="l") == Choice("Large", id="l") != Choice("Large")


@pytest.mark.parametrize("label", ["", " ", "\n\t"], ids=repr)
def test_a_choice_that_nobody_sees_is_none(label: str) -> None:
    with pytest.raises(Rejected, match="nothing that can be seen"):
        check_choices(Limits(), [Choice(label, id="a")])


# What is refused.


def test_there_may_be_too_many() -> None:
    check_choices(STRICT, [Choice("a"), Choice("b")])
    with pytest.raises(TooMany, match="3 choices are over the limit of 2") as caught:
        check_choices(STRICT, [Choice(each) for each in "abc"])
    assert caught.value.limit == 2


@pytest.mark.parametrize(
    "choice", [Choice("12345"), Choice("😀😀😀"), Choice("a", id="żółw")], ids=str
)
def test_one_may_be_too_long(choice: Choice) -> None:
    with pytest.raises(TooLong) as caught:
        check_choices(STRICT, [choice])
    assert caught.value.limit == 4


def test_an_id_that_is_the_label_needs_no_room() -> None:
    check_choices(STRICT, [Choice("大杯珍珠")])


def test_none_and_two_of_one_id_are_refused() -> None:
    with pytest.raises(Rejected, match="nothing"):
        check_choices(Limits(), [])
    with pytest.raises(Rejected, match="2 choices have the id 't'"):
        check_choices(Limits(), [Choice("tea", id="t"), Choice("tee", id="t")])


# What is settled.


def test_the_first_settles_it_and_the_others_are_told() -> None:
    settlements, pending = Settlements(), dict[str, str]()
    first = settlements.weigh(press("noon"), pending)
    later = settlements.weigh(press("nine", by="bob"), pending)
    assert first == Verdict(True, "✓ noon — Alice", "✓ noon — Alice")
    assert later == Verdict(False, "✓ noon — Alice", "✓ noon — Alice")


def test_everybody_settles_their_own() -> None:
    settlements, pending = Settlements(), dict[str, str]()
    for by in ("alice", "bob"):
        verdict = settlements.weigh(press("noon", by=by, per_person=True), pending)
        assert verdict == Verdict(True, "✓ noon")
    assert pending == {}
    assert settlements.state(pending) == {}


def test_what_was_not_kept_was_not_settled() -> None:
    settlements = Settlements()
    settlements.weigh(press("noon"), {})
    assert settlements.weigh(press("nine", by="bob"), {}).is_heard


def test_what_is_settled_is_remembered_and_the_oldest_forgotten() -> None:
    settlements = Settlements()
    many = {f"m{number}": f"line {number}" for number in range(600)}
    raw = settlements.state(many)["settled"]
    settlements.load(raw)
    assert settlements.line("m599", {}) == "line 599"
    assert settlements.line("m0", {}) == ""
    settlements.load(None)
    assert settlements.line("m599", {}) == ""


def test_a_button_that_is_gone_settles_nothing() -> None:
    settlements = Settlements()
    assert settlements.too_late("m1", {}) == Verdict(False, "")
    assert settlements.too_late("m1", {"m1": "✓ a"}) == Verdict(False, "✓ a")


def test_a_text_with_no_room_for_the_line_is_cut() -> None:
    assert closing("When?", "✓ noon", STRICT) == "When?\n\n✓ noon"
    closed = closing("😀" * 10, "✓ noon", STRICT)
    assert closed.endswith("…\n\n✓ noon")
    assert STRICT.text_unit.measure(closed) in {19, 20}


# Who is answered.


async def test_one_answer_that_fails_keeps_no_other_back() -> None:
    done, errors = list[str](), list[Exception]()

    async def fails() -> None:
        raise Rejected("no")

    async def works() -> None:
        done.append("yes")

    await attend([fails(), works(), fails()], errors.append)
    assert done == ["yes"]
    assert [str(error) for error in errors] == ["no", "no"]
