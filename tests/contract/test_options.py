"""Options from the environment: named, typed, and never shown."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import ClassVar

import pytest

from puppets import ConfigurationError, Options


@dataclass(frozen=True, slots=True, kw_only=True)
class TeaOptions(Options):
    provider: ClassVar[str] = "tea"

    token: str = field(repr=False)
    port: int = 80
    patience: float | None = None
    loud: bool = False
    store: Path | None = None
    rooms: tuple[str, ...] = ()


def test_every_field_has_its_variable() -> None:
    options = TeaOptions.from_environment(
        {
            "TEA_TOKEN": "s3cret",
            "TEA_PORT": "8080",
            "TEA_PATIENCE": "2.5",
            "TEA_LOUD": "Yes",
            "TEA_STORE": "tea/leaves",
            "TEA_ROOMS": "green, black,",
        }
    )
    assert options == TeaOptions(
        token="s3cret",
        port=8080,
        patience=2.5,
        loud=True,
        store=Path("tea/leaves"),
        rooms=("green", "black"),
    )
    assert "s3cret" not in repr(options)


def test_what_is_not_set_or_empty_keeps_its_default() -> None:
    given = {"TEA_TOKEN": "s3cret", "TEA_PORT": "", "TEA_LOUD": "off"}
    assert TeaOptions.from_environment(given) == TeaOptions(token="s3cret")


def test_what_is_missing_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("TEA_TOKEN", raising=False)
    assert TeaOptions.missing() == ["TEA_TOKEN"]
    with pytest.raises(ConfigurationError, match=r"^tea needs TEA_TOKEN in the env"):
        TeaOptions.from_environment()
    monkeypatch.setenv("TEA_TOKEN", "s3cret")
    assert TeaOptions.missing() == []
    assert TeaOptions.from_environment().port == 80


@pytest.mark.parametrize(
    ("variable", "what"),
    [
        pytest.param("TEA_PORT", "a whole number", id="port"),
        pytest.param("TEA_PATIENCE", "a number", id="patience"),
        pytest.param("TEA_LOUD", "yes or no", id="loud"),
    ],
)
def test_what_cannot_be_read_is_named_but_not_shown(variable: str, what: str) -> None:
    with pytest.raises(ConfigurationError, match=f"^{variable} must be {what}$"):
        TeaOptions.from_environment({"TEA_TOKEN": "s3cret", variable: "s3cret"})


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenOptions(Options):
    """Of a platform that knows no secrets."""

    provider: ClassVar[str] = "open"

    handle: str = ""
    port: int = 80


def test_an_account_has_a_name_that_is_stable_and_tells_no_secret() -> None:
    account = TeaOptions(token="s3cret").account
    assert account == TeaOptions(token="s3cret").account == "a7a886f21beb"
    assert re.fullmatch(r"[0-9a-f]{12}", account)
    assert "s3cret" not in account


def test_two_accounts_have_two_names() -> None:
    tokens = [TeaOptions(token=f"s3cret {number}") for number in range(1000)]
    assert len({options.account for options in tokens}) == 1000
    assert OpenOptions(handle="a").account != OpenOptions(handle="b").account


def test_what_only_tunes_does_not_change_the_name_of_the_account() -> None:
    tuned = TeaOptions(
        token="s3cret", port=1, patience=1.0, loud=True, store=Path("b"), rooms=("a",)
    )
    assert tuned.account == TeaOptions(token="s3cret").account
    assert OpenOptions(port=1).account == OpenOptions(port=2).account
