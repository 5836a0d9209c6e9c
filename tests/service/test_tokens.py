"""The token of a puppet service."""

from __future__ import annotations

import pytest

from puppets.errors import ConfigurationError
from puppets.service.tokens import Token

SECRET = "0f0e8a7c-9d4b-4d6a-8a42-5d1f3a1c2b3d"


@pytest.mark.parametrize(
    ("text", "sni"),
    [
        (f"insecure_{SECRET}", "insecure"),
        (f"Telegram_{SECRET}", "telegram"),
        (f"puppet_padlocal_{SECRET}", "puppet_padlocal"),
    ],
)
def test_the_name_of_a_token_is_what_stands_before_its_last_part(
    text: str, sni: str
) -> None:
    token = Token.parse(text)
    assert (token.text, token.sni) == (text, sni)
    assert token.authorization == f"Wechaty {text}"


@pytest.mark.parametrize(
    "text",
    [
        "",
        SECRET,
        f"_{SECRET}",
        "telegram_",
        f"a b_{SECRET}",
        f"ä_{SECRET}",
        f"a_{SECRET}\n",
    ],
    ids=repr,
)
def test_what_is_no_token_is_refused_and_not_shown(text: str) -> None:
    with pytest.raises(ConfigurationError) as caught:
        Token.parse(text)
    assert SECRET not in str(caught.value)


def test_a_token_is_not_shown() -> None:
    assert SECRET not in repr(Token.parse(f"telegram_{SECRET}"))


def test_a_fresh_token_is_nobody_elses() -> None:
    tokens = {Token.fresh("Slack").text for _ in range(100)}
    assert len(tokens) == 100
    assert {Token.parse(text).sni for text in tokens} == {"slack"}
    assert Token.fresh().sni == "insecure"


@pytest.mark.parametrize(
    ("header", "admitted"),
    [
        (f"Wechaty telegram_{SECRET}", True),
        (f"Wechaty telegram_{SECRET}".encode(), True),
        (f"Wechaty Telegram_{SECRET}", False),
        (f"Wechaty telegram_{SECRET}x", False),
        (f"Wechaty telegram_{SECRET[:-1]}", False),
        (f"Bearer telegram_{SECRET}", False),
        (f"telegram_{SECRET}", False),
        ("Wechaty ", False),
        ("\ud800ä", False),
        (b"\xff", False),
        ("", False),
        (None, False),
    ],
    ids=ascii,
)
def test_a_token_admits_itself_alone(
    header: str | bytes | None, admitted: bool
) -> None:
    assert Token.parse(f"telegram_{SECRET}").admits(header) is admitted
