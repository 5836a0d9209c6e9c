"""From an empty folder and the wheel alone: a bot, a provider, their tests, the demo."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.environments import Environment
from tests.testing.installed import Desk

pytestmark = pytest.mark.timeout(300)


@pytest.fixture(scope="module")
def environment(
    wheel: Path, new_environment: Callable[..., Environment]
) -> Environment:
    return new_environment(f"{wheel}[telegram,slack,conformance,testing]")


@pytest.fixture
def desk(environment: Environment, tmp_path: Path) -> Desk:
    return Desk(environment, tmp_path)


def test_a_new_bot_passes_its_tests_on_each_platform_that_is_installed(
    desk: Desk,
) -> None:
    assert "wrote tea/bot.py\n" in desk.run("puppets", "new", "bot", "tea").stdout
    done = desk.at("tea").run("pytest", "-rs")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "9 passed, 6 skipped" in done.stdout  # three tests; mock, Slack, Telegram
    assert "pip install 'wechaty-puppets[gitter]'" in done.stdout


def test_a_new_bot_answers_in_the_terminal(desk: Desk) -> None:
    desk.run("puppets", "new", "bot")
    done = desk.at("bot").run("puppets", "chat", "bot.py", stdin="ding\n")
    assert (done.returncode, done.stdout) == (0, "dong\n"), done.stderr


def test_a_new_provider_is_conformant_and_names_what_it_refuses(desk: Desk) -> None:
    assert desk.run("puppets", "new", "provider", "my_chat").returncode == 0
    tests = desk.at("my_chat").run("pytest", "--puppet-report=report")
    assert tests.returncode == 0, tests.stdout
    assert "MyChat (my_chat): conformant" in tests.stdout
    assert "operations: 0 of 62; refused: contact_alias," in tests.stdout
    assert (desk.folder / "my_chat/report/conformance.html").exists()


def test_a_new_provider_that_is_installed_is_found_by_its_name(desk: Desk) -> None:
    desk.run("puppets", "new", "provider", "parrot")
    desk.environment.install(str(desk.folder / "parrot"))
    assert "parrot\tneeds setup" in desk.run("puppets", "list").stdout
    proved = desk.run("puppets", "conformance", "parrot", "-k", "ding or text_arrives")
    assert proved.returncode == 0, proved.stdout + proved.stderr
    assert "verdict\tparrot\ta part of the suite was run: it holds" in proved.stdout
    taken = desk.run("puppets", "new", "provider", "parrot")
    assert (taken.returncode, taken.stderr) == (
        2,
        "puppets: there is a provider 'parrot' already\n",
    )
    desk.run("puppets", "new", "bot")
    asked = ("-o", "puppet_worlds=parrot mock", "-k", "not room", "-rA")
    tests = desk.at("bot").run("pytest", *asked)
    assert "4 passed" in tests.stdout, tests.stdout


def test_the_demo_plays_on_what_is_installed_and_says_what_is_not(desk: Desk) -> None:
    done = desk.run("puppets", "demo")
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.count("dong (Tea)") == 3
    assert done.stdout.count("─ as expected ─") == 3
    assert "gitter was left out: gitter needs more packages" in done.stdout
    assert "pip install 'wechaty-puppets[gitter]'" in done.stdout
