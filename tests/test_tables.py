"""What the READMEs say a platform can do is what its puppet can do."""

from __future__ import annotations

import re

import pytest

from conformance.report import suite_hash
from puppets.registry import providers
from tests.platforms import GUIDE, limits_table, reasons
from tests.tables import (
    HASH_SHOWN,
    README,
    ROOT,
    block,
    capability_table,
    lacking,
    suite_shown,
)

REASONS = re.compile(r"^\|((?: `\w+`)+) \| (.+) \|$", re.MULTILINE)
SECTIONS = [
    "## What you need",
    "## Example",
    "## What it can do",
    "## What it cannot, and why",
    "## How it is tested",
]


def page_of(platform: str) -> str:
    return (ROOT / "puppets" / platform / "README.md").read_text(encoding="utf-8")


def test_the_capability_table_is_what_the_puppets_can_do() -> None:
    shown = block(README.read_text(encoding="utf-8"), "capabilities")
    assert shown == capability_table(), "run `make tables`"


def test_the_standing_table_is_of_this_suite() -> None:
    shown = suite_shown(README.read_text(encoding="utf-8"))
    assert shown == suite_hash()[:HASH_SHOWN], "run `make tables`"


def test_the_guide_to_the_platforms_is_of_these_puppets() -> None:
    guide = GUIDE.read_text(encoding="utf-8")
    assert block(guide, "limits") == limits_table(), "run `make tables`"
    assert block(guide, "reasons") == reasons(), "run `make tables`"


def test_every_platform_stands_in_the_standing_table() -> None:
    shown = block(README.read_text(encoding="utf-8"), "standing")
    assert all(f"| {name} | conformant" in shown for name in providers())


@pytest.mark.parametrize("platform", providers())
def test_a_provider_s_page_has_its_sections(platform: str) -> None:
    headings = re.findall(r"^## .+$", page_of(platform), re.MULTILINE)
    assert headings == SECTIONS


@pytest.mark.parametrize("platform", providers())
def test_every_missing_operation_has_its_reason(platform: str) -> None:
    cannot = page_of(platform).partition(SECTIONS[3])[2].partition(SECTIONS[4])[0]
    explained = [
        operation
        for names, _ in REASONS.findall(cannot)
        for operation in re.findall(r"\w+", names)
    ]
    assert sorted(explained) == sorted(lacking(platform))
