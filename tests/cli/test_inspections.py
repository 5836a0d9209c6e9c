"""How what a memory holds is shown: of any length, and in any letters."""

from __future__ import annotations

import io
import json
from datetime import timedelta
from pathlib import Path

import pytest
from rich.console import Console

from puppets._cli.exporting import export
from puppets._cli.said import visible, words
from puppets._cli.sheet import MOST_CHARACTERS, MOST_ROWS, show_sheet
from puppets._sqlite.inspection import Inspection, Unreadable, Waiting
from tests.contract.tiny import NOON

TYPED = b'{"message": {"type": %d, "text": "%s"}}'


def holding(*events: bytes, unreadable: tuple[bytes, ...] = ()) -> Inspection:
    return Inspection(
        path=Path("bot.sqlite"),
        owner=None,
        cursor="17",
        version=1,
        waiting=tuple(
            Waiting(
                number=number,
                kind="MessageEvent",
                conversation_id="[bold]tea[/]",
                accepted_at=NOON + timedelta(seconds=number),
                again=number % 2,
                event=event,
            )
            for number, event in enumerate(events, 1)
        ),
        unreadable=tuple(
            Unreadable(at=NOON, path="$", message="no JSON", update=update)
            for update in unreadable
        ),
        keys=3,
        payloads={"ContactPayload": 2, "RoomMemberPayload": 1},
        size=4096,
    )


def sheet(found: Inspection, *, text: bool = False) -> str:
    screen = io.StringIO()
    show_sheet(Console(file=screen, width=80), found, text=text)
    return screen.getvalue()


@pytest.mark.parametrize(
    ("event", "measured", "told"),
    [
        (TYPED % (7, b"ding"), "4 characters", "ding"),
        (TYPED % (7, b"x"), "1 character", "x"),
        (TYPED % (6, b"a\\nb"), "image, 3 characters", "image, a\\nb"),
        (TYPED % (2, b""), "audio", "audio"),
        (b'{"topic": "tea"}', "", ""),
        (b"no JSON", "", ""),
    ],
    ids=["a text", "a letter", "an image", "no text", "no message", "no JSON"],
)
def test_a_message_is_measured_or_told(event: bytes, measured: str, told: str) -> None:
    assert words(event, text=False) == measured
    assert words(event, text=True) == told


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("日本 é 👩‍🚀", "日本 é 👩‍🚀"),
        ("a\tb\r\nc", r"a\tb\r\nc"),
        ("\x1b[2J\x07", r"\x1b[2J\x07"),
        ("\u202eabc\u2028", r"\u202eabc\u2028"),
    ],
    ids=["letters", "breaks", "commands", "directions"],
)
def test_no_text_moves_the_terminal(text: str, shown: str) -> None:
    assert visible(text) == shown


def test_a_long_journal_is_shown_as_far_as_a_person_reads() -> None:
    shown = sheet(holding(*[TYPED % (7, b"ding")] * (MOST_ROWS + 23)))
    assert shown.count("4 characters") == MOST_ROWS
    assert "... and 23 more: --json has them all" in shown


def test_a_long_message_is_cut() -> None:
    shown = sheet(holding(TYPED % (7, b"x" * 500)), text=True)
    assert shown.count("x") == MOST_CHARACTERS
    assert "…" in shown


def test_a_name_is_shown_as_it_is_and_never_as_colour() -> None:
    assert "[bold]tea[/]" in sheet(holding(TYPED % (7, b"ding")))


def test_an_empty_journal_says_so() -> None:
    shown = sheet(holding())
    assert "Nothing waits." in shown
    assert "not in use" in shown
    assert "2 contacts, 1 room member" in shown.replace("\n", " ")


def test_what_is_no_text_is_exported_all_the_same(
    capsys: pytest.CaptureFixture[str],
) -> None:
    deep = b"[" * 10_000
    export(holding(b"no JSON", unreadable=(b"\xff\xfe", deep)), None)
    event, raw, nested = map(json.loads, capsys.readouterr().out.splitlines())
    assert event["event_text"] == "no JSON"
    assert raw["update_base64"] == "//4="
    assert nested["update_text"].encode() == deep
