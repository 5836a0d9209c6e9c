"""`puppets doctor` on a platform of somebody else's: its own looks, and what they do."""

from __future__ import annotations

from importlib.metadata import EntryPoint

import pytest

from puppets import Finding
from puppets._cli.examining import Examiner
from puppets.registry import GROUP, Provider

pytestmark = pytest.mark.anyio

SECRET = "coo-coo-very-secret"


async def finds(value: str = "tests.cli.pigeon:PigeonPuppet") -> dict[str, Finding]:
    provider = Provider(EntryPoint("pigeon", value, GROUP))
    lines = await Examiner("pigeon", None, 0.3).look(provider)
    return {line.subject: line.finding for line in lines}


@pytest.fixture(autouse=True)
def token(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PIGEON_TOKEN", SECRET)


async def test_its_looks_stand_among_those_of_every_platform() -> None:
    found = await finds()
    assert list(found) == ["versions", "loft", "feed", "hawk", "limits", "memory"]
    assert found["loft"] == Finding(what="two perches")
    assert found["feed"].remedy == "ask again in 7 s"


async def test_a_secret_is_hidden_though_a_look_tells_it() -> None:
    assert (await finds())["hawk"] == Finding(what="seen by ...", remedy="stay at home")


@pytest.mark.parametrize(
    ("first", "what", "remedy"),
    [
        ("refused", "no loft for ...", "look at PIGEON_TOKEN"),
        ("silent", "no answer within 0.3 s", "look at the network, and at the address"),
        ("broken", "the check itself failed: KeyError", "tell the provider's author"),
    ],
)
async def test_where_the_first_look_fails_the_rest_is_left_out(
    monkeypatch: pytest.MonkeyPatch, first: str, what: str, remedy: str
) -> None:
    monkeypatch.setenv("PIGEON_FIRST", first)
    found = await finds()
    assert list(found) == ["versions", "loft", "limits", "memory"]
    assert found["loft"] == Finding(what=what, ok=False, remedy=remedy)


async def test_a_package_that_cannot_be_loaded_is_said() -> None:
    found = await finds("tests.cli.pigeon:NoSuchPuppet")
    assert list(found) == ["package"]
    assert found["package"].what.startswith("it cannot be loaded: AttributeError")


async def test_packages_that_are_not_installed_are_said() -> None:
    found = await finds("no_such_package_of_pigeons:PigeonPuppet")
    assert list(found) == ["package"]
    assert not found["package"].ok
