"""What a Telegram puppet must be told, and what it never shows."""

from __future__ import annotations

import pytest

from puppets import ConfigurationError
from puppets.telegram import TelegramOptions

SECRET = "AAstand-in-stand-in-stand-in-stand-1"


@pytest.mark.parametrize("token", ["", "abc", "123:", ":abc", "0:abc", "12 3:abc/"])
def test_what_is_no_token_is_refused_without_showing_it(token: str) -> None:
    with pytest.raises(ConfigurationError, match="TELEGRAM_TOKEN") as caught:
        TelegramOptions(token=token)
    assert not token or f" {token}" not in str(caught.value)


@pytest.mark.parametrize(
    "wrong",
    [
        {"api_url": "api.telegram.org"},
        {"api_url": "https://["},
        {"api_url": "https://a.example:99999"},
        {"api_url": "https://a.example:b"},
        {"api_url": "https://me:word@a.example"},
        {"file_url": "https://me@a.example"},
        {"file_url": "nowhere"},
        {"poll_timeout": 60.0},
        {"poll_timeout": 0.0},
        {"webhook_url": "nowhere", "webhook_secret": "a"},
        {"webhook_url": "https://a.example", "webhook_secret": ""},
        {"webhook_url": "https://a.example", "webhook_secret": "not this one"},
        {
            "webhook_url": "https://a.example",
            "webhook_secret": "a",
            "webhook_check": 0.5,
        },
        {
            "webhook_url": "https://a.example",
            "webhook_secret": "a",
            "webhook_check": 30.0,
        },
    ],
    ids=str,
)
def test_an_option_that_cannot_be_is_named(wrong: dict[str, str]) -> None:
    with pytest.raises(ConfigurationError, match="TELEGRAM_"):
        TelegramOptions(token=f"42:{SECRET}", **wrong)  # type: ignore[arg-type]  # wrong


def test_every_option_has_its_variable() -> None:
    found = TelegramOptions.from_environment(
        {
            "TELEGRAM_TOKEN": f"42:{SECRET}",
            "TELEGRAM_API_URL": "http://localhost:1/",
            "TELEGRAM_POLL_TIMEOUT": "5",
            "TELEGRAM_WEBHOOK_URL": "https://a.example/b",
            "TELEGRAM_WEBHOOK_SECRET": "s3",
            "TELEGRAM_WEBHOOK_CHECK": "2.5",
            "TELEGRAM_PROXY": "http://me:word@proxy",
        }
    )
    assert (found.api_base, found.file_base) == (
        "http://localhost:1",
        "http://localhost:1/file",
    )
    assert (found.poll_timeout, found.webhook_check) == (5.0, 2.5)
    assert found.webhook_secret == "s3"
    for secret in (SECRET, "s3", "word"):
        assert secret not in repr(found)


def test_a_bot_with_a_new_token_is_the_same_account() -> None:
    account = TelegramOptions(token=f"42:{SECRET}").account
    assert account == "42"
    again = TelegramOptions(token="42:another", api_url="http://a.example", proxy="p")
    assert again.account == account
    assert TelegramOptions(token=f"43:{SECRET}").account == "43"
