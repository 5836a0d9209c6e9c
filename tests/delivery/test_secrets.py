"""No secret is in a log, an error, a repr, the journal or the report (issue B, 10)."""

from __future__ import annotations

import base64
import os
import re
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import pytest

from puppets_standins.slack.server import APP_TOKEN, BOT_TOKEN, SIGNING_SECRET
from puppets_standins.telegram.server import TOKEN
from puppets_standins.telegram.webhook_world import SECRET as POSTED
from puppets_standins.telegram.world import OTHER, STRANGER

from . import lines, mishaps, planted, secret_mock
from .leaks import leaks, spellings
from .size import SOAKING

pytestmark = [pytest.mark.anyio, pytest.mark.timeout(3_000 if SOAKING else 180)]

Figures = Callable[[str, object], None]
ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Suite:
    """A run of the contract, and what nobody may hear of."""

    path: str
    secrets: tuple[str, ...]


BOTS = tuple(token.partition(":")[2] for token in (TOKEN, OTHER, STRANGER))
SUITES = {
    "mock": Suite("tests/delivery/secret_mock.py", (secret_mock.SECRET,)),
    "slack": Suite("tests/slack/test_conformance.py", (BOT_TOKEN, APP_TOKEN)),
    "slack by posts": Suite(
        "tests/slack/test_conformance_posts.py", (BOT_TOKEN, SIGNING_SECRET)
    ),
    "telegram": Suite("tests/telegram/test_conformance.py", BOTS),
    "telegram by webhook": Suite(
        "tests/telegram/test_conformance_webhook.py", (*BOTS, POSTED)
    ),
}
SOME = (
    "error or refus or revok or file or unauthor or start or limit or uncertain or cut or "
    "fault or connection or report"
)
SLOW = "deaf or kill or walk"


def run(folder: Path, *arguments: str) -> tuple[int, int]:
    """Run pytest so that all that it lets out stands in the folder: passed, and failed."""
    plugins = ("-p", "no:cacheprovider", "-p", "tests.delivery.eavesdropper")
    ended = subprocess.run(
        [sys.executable, "-m", "pytest", *plugins, "--log-level=DEBUG", *arguments],
        cwd=ROOT,
        env={**os.environ, "EAVESDROP": str(folder)},
        capture_output=True,
        check=False,
    )
    (folder / "stdout.txt").write_bytes(ended.stdout)
    (folder / "stderr.txt").write_bytes(ended.stderr)
    words = ended.stdout.decode().rpartition("\n=")[2]
    return _count(words, "passed"), _count(words, "failed") + _count(words, "error")


def _count(words: str, outcome: str) -> int:
    found = re.search(rf"(\d+) {outcome}", words)
    return int(found[1]) if found else 0


@pytest.mark.parametrize("suite", SUITES.values(), ids=SUITES)
def test_the_contract_lets_out_no_secret(
    suite: Suite, tmp_path: Path, record_property: Figures
) -> None:
    part = ("-n", "2") if SOAKING else ("-k", f"({SOME}) and not ({SLOW})")
    report = f"--puppet-report={tmp_path / 'report'}"
    passed, failed = run(tmp_path, suite.path, report, "-rA", "--showlocals", *part)
    assert passed > 50
    assert failed == 0, (tmp_path / "stdout.txt").read_text()[-3_000:]
    kinds = {path.name.partition("-")[0] for path in tmp_path.rglob("*.*")}
    assert {"log", "errors", "reprs", "conformance.html", "stdout.txt"} <= kinds
    assert leaks(tmp_path, suite.secrets) == []
    record_property("tests", passed)
    record_property("bytes looked through", _size(tmp_path))
    record_property("leaks", 0)


def test_what_goes_wrong_lets_out_no_secret(
    tmp_path: Path, record_property: Figures
) -> None:
    passed, failed = run(tmp_path, mishaps.__file__, "-rA", "--showlocals")
    assert passed == 0
    assert failed > 40
    assert leaks(tmp_path, (*BOTS, lines.SECRET, mishaps.PROXY_SECRET)) == []
    record_property("mishaps", failed)
    record_property("bytes looked through", _size(tmp_path))
    record_property("leaks", 0)


def _size(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


# It would be found.


def test_every_way_of_letting_out_a_secret_is_noticed(
    tmp_path: Path, record_property: Figures
) -> None:
    run(tmp_path, planted.__file__, "-rA", "--showlocals")
    (tmp_path / "report").mkdir()
    (tmp_path / "report" / "conformance.json").write_text(POSTED)
    found = "\n".join(leaks(tmp_path, (*planted.SECRETS, POSTED)))
    numbers = {int(number) for number in re.findall(r"secret (\d+)", found)}
    missing = [way for number, way in enumerate(planted.LEAKS) if number not in numbers]
    assert not missing, found
    assert f"conformance.json: secret {len(planted.LEAKS)} plain" in found
    record_property("planted", len(planted.LEAKS) + 1)
    record_property("found", len(numbers))


@pytest.mark.parametrize("before", ["", "a", "bot", "user:pass"])
@pytest.mark.parametrize("after", ["", "x", "\n/getMe"])
def test_a_secret_is_found_however_it_is_spelled(
    tmp_path: Path, before: str, after: str
) -> None:
    secret = "s3:cret/\u00e4"
    whole = f"{before}{secret}{after}".encode()
    spelled = {
        "plain": whole,
        "url": quote(whole, safe="").encode(),
        "hex": whole.hex().encode(),
        "base64": base64.b64encode(whole),
        "base64url": base64.urlsafe_b64encode(whole),
    }
    for name, text in spelled.items():
        (tmp_path / name).write_bytes(b"what is said: " + text)
    found = leaks(tmp_path, (secret,))
    assert {each.partition(":")[0] for each in found} == spelled.keys()
    assert len(spellings(secret)) == 9


def test_what_is_no_secret_is_not_found(tmp_path: Path) -> None:
    (tmp_path / "log").write_bytes(b"token-of-42 and other words, s3cre and 3cret")
    assert leaks(tmp_path, ("s3cret", "AAstand-in")) == []
