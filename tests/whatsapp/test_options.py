"""What a WhatsApp puppet needs to know is checked before anything starts."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from puppets import ConfigurationError
from puppets.whatsapp import WhatsAppOptions


def test_nothing_is_needed() -> None:
    options = WhatsAppOptions.from_environment({})
    assert options.url == "https://web.whatsapp.com/"
    assert options.profile.name == "whatsapp"
    assert WhatsAppOptions.missing({}) == []
    assert not options.initiate


def test_the_environment_says_everything() -> None:
    options = WhatsAppOptions.from_environment(
        {
            "WHATSAPP_PROFILE": "/somewhere/else",
            "WHATSAPP_HEADLESS": "no",
            "WHATSAPP_BROWSER": "chromium",
            "WHATSAPP_LOCALE": "es-ES",
            "WHATSAPP_TIMEZONE": "Europe/Madrid",
            "WHATSAPP_PHONE": "4915100000001",
            "WHATSAPP_RATE": "5",
        }
    )
    assert options.profile == Path("/somewhere/else")
    assert (options.headless, options.browser) == (False, "chromium")
    assert (options.locale, options.timezone) == ("es-ES", "Europe/Madrid")
    assert (options.phone, options.rate) == ("4915100000001", 5.0)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("url", "web.whatsapp.com"),
        ("endpoint", "ftp://127.0.0.1"),
        ("endpoint", "http://[1"),
        ("locale", "English"),
        ("timezone", "Europe/Nowhere"),
        ("timezone", "../../etc/passwd"),
        ("phone", "+49 151"),
        ("rate", "0"),
        ("rate", "61"),
        ("jitter", "-1"),
        ("check", "301"),
        ("patience", "0.5"),
        ("patience", "11"),
    ],
)
def test_what_cannot_be_is_named(name: str, value: str) -> None:
    variable = f"WHATSAPP_{name.upper()}"
    with pytest.raises(ConfigurationError, match=rf"{name} \({variable}\) must be"):
        WhatsAppOptions.from_environment({variable: value})


def test_an_address_is_needed() -> None:
    with pytest.raises(ConfigurationError, match="url"):
        WhatsAppOptions(url="")


def test_the_profile_is_the_account() -> None:
    one, other = WhatsAppOptions(profile=Path("a")), WhatsAppOptions(profile=Path("b"))
    assert re.fullmatch(r"[0-9a-f]{12}", one.account)
    assert one.account != other.account
    tuned = WhatsAppOptions(profile=Path("a"), locale="es-ES", rate=3, headless=False)
    assert tuned.account == one.account
    assert WhatsAppOptions(profile=Path("a").absolute()).account == one.account


def test_a_number_is_shown_nowhere() -> None:
    assert "4915100000001" not in repr(WhatsAppOptions(phone="4915100000001"))
