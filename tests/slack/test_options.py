"""What a Slack puppet must be told, and what it never shows."""

from __future__ import annotations

import pytest

from puppets import ConfigurationError
from puppets.slack import SlackOptions

BOT = "xoxb-1000000000001-1000000000002-secretsecretsecretsecret"
APP = "xapp-1-A0STANDIN01-1000000000003-hushhushhushhush"


@pytest.mark.parametrize("token", ["", "abc", "xoxb", "xapp-1-a", "xoxb-a b", "xoxb-"])
def test_what_is_no_token_is_refused_without_showing_it(token: str) -> None:
    with pytest.raises(ConfigurationError, match="SLACK_BOT_TOKEN") as caught:
        SlackOptions(bot_token=token, app_token=APP)
    assert len(token) < 6 or token not in str(caught.value)


@pytest.mark.parametrize(
    ("wrong", "variable"),
    [
        ({"app_token": BOT}, "SLACK_APP_TOKEN"),
        ({"api_url": "slack.com/api"}, "SLACK_API_URL"),
        ({"api_url": "https://["}, "SLACK_API_URL"),
        ({"silence": 0.5}, "SLACK_SILENCE"),
        ({"silence": 31.0}, "SLACK_SILENCE"),
        ({"check": 0.0}, "SLACK_CHECK"),
        ({"check": 31.0}, "SLACK_CHECK"),
        ({"port": 8080}, "SLACK_SIGNING_SECRET"),
        ({"port": 8080, "signing_secret": " "}, "SLACK_SIGNING_SECRET"),
        ({"port": 8080, "signing_secret": "a", "path": "events"}, "SLACK_PATH"),
    ],
    ids=str,
)
def test_an_option_that_cannot_be_is_named(
    wrong: dict[str, str], variable: str
) -> None:
    with pytest.raises(ConfigurationError, match=variable):
        SlackOptions(**{"bot_token": BOT, "app_token": APP, **wrong})  # type: ignore[arg-type]  # wrong


def test_a_puppet_that_could_hear_nothing_is_told_both_ways() -> None:
    with pytest.raises(ConfigurationError) as caught:
        SlackOptions(bot_token=BOT)
    for variable in ("SLACK_APP_TOKEN", "SLACK_SIGNING_SECRET", "SLACK_PORT"):
        assert variable in str(caught.value)


def test_every_option_has_its_variable() -> None:
    found = SlackOptions.from_environment(
        {
            "SLACK_BOT_TOKEN": BOT,
            "SLACK_APP_TOKEN": APP,
            "SLACK_SIGNING_SECRET": "psst",
            "SLACK_API_URL": "http://localhost:1/api",
            "SLACK_PORT": "8080",
            "SLACK_LISTEN": "::1",
            "SLACK_PATH": "/here",
            "SLACK_SILENCE": "2.5",
            "SLACK_CHECK": "3",
            "SLACK_PROXY": "http://me:word@proxy",
            "SLACK_UPLOAD_LIMIT": "10",
            "SLACK_DOWNLOAD_LIMIT": "11",
            "SLACK_POST_LIMIT": "12",
        }
    )
    assert (found.api_base, found.port, found.listen, found.path) == (
        "http://localhost:1/api/",
        8080,
        "::1",
        "/here",
    )
    assert (found.silence, found.check) == (2.5, 3.0)
    assert (found.upload_limit, found.download_limit, found.post_limit) == (10, 11, 12)
    for secret in ("secret", "hush", "psst", "word"):
        assert secret not in repr(found)


def test_the_account_is_told_from_others_and_outlives_a_token() -> None:
    here = SlackOptions(bot_token=BOT, app_token=APP)
    renewed = SlackOptions(bot_token=BOT.replace("secret", "newnew"), app_token=APP)
    other = SlackOptions(bot_token=BOT.replace("0002", "0009"), app_token=APP)
    odd = SlackOptions(bot_token="xoxb-test-token", app_token=APP)
    assert here.account == renewed.account == "1000000000001-1000000000002"
    assert len({here.account, other.account, odd.account}) == 3
    assert "test-token" not in odd.account
