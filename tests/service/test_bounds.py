"""What a platform allows, as a service of ours tells it."""

from __future__ import annotations

import pytest

from puppets import FileKind, Limits, Rate, Scope, TextUnit
from puppets.service.bounds import limits_in, limits_out

FULL = Limits(
    text_length=4096,
    caption_length=1024,
    text_unit=TextUnit.UTF16,
    file_size=50_000_000,
    file_sizes={FileKind.IMAGE: 10_000_000, FileKind.STICKER: 512_000},
    download_size=20_000_000,
    edit_window=172_800.0,
    recall_window=0.5,
)


@pytest.mark.parametrize("limits", [FULL, Limits()], ids=["all of them", "none"])
def test_limits_are_read_as_they_were_told(limits: Limits) -> None:
    told = limits_out(limits)
    assert told.isascii()
    assert "\n" not in told
    assert limits_in(told) == limits_in(told.encode()) == limits


def test_rates_are_the_service_s_own_business() -> None:
    rate = Rate(count=1, seconds=1, scope=Scope.ACCOUNT)
    assert limits_in(limits_out(Limits(rates=(rate,)))) == Limits()


@pytest.mark.parametrize(
    "told", ["", "{", "[]", '{"text_unit": "word"}', b"\xff", '{"text_length": "1"}']
)
def test_what_cannot_be_read_is_no_limit(told: str | bytes) -> None:
    assert limits_in(told) == Limits()


def test_what_a_later_version_tells_is_let_pass() -> None:
    assert limits_in('{"text_length": 7, "moon": 1}') == Limits(text_length=7)
