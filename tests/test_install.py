"""The wheel, in an empty environment, on every Python of this machine."""

from __future__ import annotations

import tarfile
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from tests import environments
from tests.environments import Environment

pytestmark = pytest.mark.timeout(300)

# Every public name is touched too: each module is loaded when it is first asked for.
# A durable memory alone stands on more: a lock on files, and JSON at C speed.
LOADED_BY_IMPORT = """
import sys
before = set(sys.modules)
import puppets
for name in set(dir(puppets)) - {"SqliteMemory"}:
    getattr(puppets, name)
names = {name.partition(".")[0] for name in set(sys.modules) - before}
print(*sorted(names - sys.stdlib_module_names - {"puppets"}))
"""

LOAD_TELEGRAM = """
import puppets
try:
    puppets.load("telegram")
except Exception as error:
    print(error)
"""


@pytest.fixture(
    scope="module", params=environments.pythons().items(), ids=lambda found: found[0]
)
def python(request: pytest.FixtureRequest) -> str:
    _, executable = request.param
    return str(executable)


@pytest.fixture(scope="module")
def bare(
    wheel: Path, python: str, new_environment: Callable[..., Environment]
) -> Environment:
    return new_environment(str(wheel), python=python)


@pytest.fixture(scope="module")
def with_telegram(
    wheel: Path, python: str, new_environment: Callable[..., Environment]
) -> Environment:
    return new_environment(f"{wheel}[telegram]", python=python)


def test_the_python_that_runs_these_tests_is_among_those_found() -> None:
    assert environments.pythons()


def test_puppets_and_its_names_load_the_standard_library_alone(
    bare: Environment,
) -> None:
    assert bare.run("python", "-c", LOADED_BY_IMPORT).strip() == ""


def test_a_missing_extra_is_answered_with_the_line_that_installs_it(
    bare: Environment,
) -> None:
    said = bare.run("python", "-c", LOAD_TELEGRAM)
    assert "pip install 'wechaty-puppets[telegram]'" in said


def test_the_command_lists_providers_whose_extra_is_missing(bare: Environment) -> None:
    assert {"mock", "telegram"} <= set(bare.run("puppets", "list").split())


def test_telegram_works_with_its_extra_alone(with_telegram: Environment) -> None:
    with_telegram.run("python", "-W", "error", "-c", "import puppets.telegram")
    assert {"mock", "telegram"} <= set(with_telegram.run("puppets", "list").split())


def test_the_wheel_holds_the_library_and_the_suite_and_nothing_else(
    wheel: Path,
) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    tops = {name.partition("/")[0] for name in names}
    assert {top for top in tops if not top.endswith(".dist-info")} == {
        "conformance",
        "puppets",
        "puppets_standins",
    }
    assert {"puppets/py.typed", "conformance/py.typed"} <= set(names)
    assert any(name.endswith("licenses/LICENSE") for name in names)


def test_the_sdist_holds_all_that_its_tests_need(tmp_path: Path) -> None:
    with tarfile.open(environments.build("sdist", tmp_path)) as archive:
        tops = {name.split("/")[1] for name in archive.getnames()}
    needed = {
        "Makefile",
        "constraints.txt",
        "conformance",
        "fixtures",
        "puppets",
        "tests",
        ".ci",
    }
    assert needed <= tops
