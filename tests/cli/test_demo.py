"""What the demo shows; from the wheel alone, in tests/testing/test_new_from_the_wheel.py."""

from __future__ import annotations

import pytest

from puppets_standins.whatsapp.world import WhatsAppWorld
from tests.cli.commands import ROOT, puppets

PLATFORMS = 5
pytestmark = pytest.mark.timeout(60)  # each demo starts a homeserver


def test_the_demo_shows_the_conversation_on_each_platform() -> None:
    done = puppets("demo")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "in this process" in done.stdout
    assert "HTTP at http://127.0.0.1:" in done.stdout
    left_out = done.stdout.count("was left out")
    assert left_out == (1 if WhatsAppWorld.absence() else 0)
    assert done.stdout.count("dong (Tea)") == PLATFORMS - left_out
    assert done.stdout.count(" ms ") == 3 * (PLATFORMS - left_out)


def test_the_demo_fits_a_narrow_terminal() -> None:
    done = puppets("demo", COLUMNS="60")
    assert done.returncode == 0
    assert max(map(len, done.stdout.splitlines())) <= 60


def test_the_bot_of_the_demo_is_the_one_of_the_examples() -> None:
    shown = ROOT / "puppets" / "_cli" / "ding_dong.py"
    assert shown.read_text() == (ROOT / "examples" / "ding_dong.py").read_text()
