"""From a name to a puppet, or to a line that says what to install or to set."""

from __future__ import annotations

from importlib.metadata import EntryPoint

import pytest

from puppets import ConfigurationError, InProcessMemory, MissingExtra, UnknownProvider
from puppets.registry import GROUP, Provider, load, provider, providers
from tests.contract.tiny import TinyPuppet


def offered(value: str) -> Provider:
    return Provider(EntryPoint(name="tea", value=value, group=GROUP))


def test_the_installed_providers_are_found_by_name() -> None:
    names = list(providers())
    assert {"mock", "telegram"} <= set(names)
    assert names == sorted(names)
    assert provider("mock").name == "mock"


def test_an_unknown_name_says_which_there_are() -> None:
    known = ", ".join(providers())
    said = f"^no provider 'tee' is installed; there are: {known}$"
    with pytest.raises(UnknownProvider, match=said):
        load("tee")


def test_a_puppet_gets_its_options_from_the_environment_and_its_memory() -> None:
    memory = InProcessMemory()
    puppet = offered("tests.contract.tiny:TinyPuppet").make(
        memory=memory, environment={}
    )
    assert isinstance(puppet, TinyPuppet)


def test_missing_variables_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("TELEGRAM_TOKEN", raising=False)
    with pytest.raises(ConfigurationError, match=r"^telegram needs TELEGRAM_TOKEN"):
        load("telegram")


def test_missing_packages_are_said_with_the_way_to_get_them() -> None:
    tea = offered("no_such_package.tea:TeaPuppet")
    with pytest.raises(ModuleNotFoundError, match="no_such_package"):
        _ = tea.puppet_type
    needy = offered("tests.contract.needy:NeedyPuppet")
    assert not needy.is_installed
    with pytest.raises(MissingExtra, match=r"^tea needs more packages: ") as caught:
        _ = needy.puppet_type
    assert caught.value.provider == "tea"


def test_an_installed_provider_is_said_to_be() -> None:
    assert offered("tests.contract.tiny:TinyPuppet").is_installed


def test_what_is_no_puppet_is_refused() -> None:
    with pytest.raises(
        ConfigurationError, match=r"^tests.contract.tiny:heard is not a"
    ):
        _ = offered("tests.contract.tiny:heard").puppet_type
