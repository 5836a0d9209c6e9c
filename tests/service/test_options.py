"""What a puppet of a service must be told, and what it never shows."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from puppets import ConfigurationError
from puppets.service import ServiceOptions

TOKEN = "telegram_5f0d6a4e-secret-secret-secret"
PEM = "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n"


@pytest.mark.parametrize("token", ["", "abcdef", "telegram_", "_5f0d", "a b_5f0d6a4e"])
def test_what_is_no_token_is_refused_without_showing_it(token: str) -> None:
    with pytest.raises(ConfigurationError, match="SERVICE_TOKEN") as caught:
        ServiceOptions(token=token)
    assert len(token) < 6 or token not in str(caught.value)


@pytest.mark.parametrize(
    ("wrong", "variable"),
    [
        ({"endpoint": "localhost"}, "SERVICE_ENDPOINT"),
        ({"endpoint": "localhost:"}, "SERVICE_ENDPOINT"),
        ({"endpoint": "localhost:0"}, "SERVICE_ENDPOINT"),
        ({"endpoint": "localhost:65536"}, "SERVICE_ENDPOINT"),
        ({"endpoint": "https://localhost:1"}, "SERVICE_ENDPOINT"),
        ({"authority": "https://api.chatie.io"}, "SERVICE_AUTHORITY"),
        ({"authority": "api.chatie.io/v0"}, "SERVICE_AUTHORITY"),
        ({"authority": ""}, "SERVICE_AUTHORITY"),
        ({"tls_ca_cert": "ca.crt"}, "SERVICE_TLS_CA_CERT"),
        ({"silence": 0.5}, "SERVICE_SILENCE"),
        ({"silence": 51.0}, "SERVICE_SILENCE"),
        ({"timeout": 0.0}, "SERVICE_TIMEOUT"),
    ],
    ids=str,
)
def test_an_option_that_cannot_be_is_named(
    wrong: dict[str, str], variable: str
) -> None:
    with pytest.raises(ConfigurationError, match=variable):
        ServiceOptions(**{"token": TOKEN, **wrong})  # type: ignore[arg-type]  # wrong


@pytest.mark.parametrize("endpoint", ["localhost:8788", "10.0.0.1:1", "[::1]:65535"])
def test_a_host_and_a_port_are_an_endpoint(endpoint: str) -> None:
    assert ServiceOptions(token=TOKEN, endpoint=endpoint).endpoint == endpoint


@pytest.mark.parametrize("prefix", ["", "WECHATY_PUPPET_"], ids=["ours", "Wechaty's"])
def test_every_option_has_its_variable(prefix: str) -> None:
    told = {
        "SERVICE_TOKEN": TOKEN,
        "SERVICE_ENDPOINT": "localhost:8788",
        "SERVICE_AUTHORITY": "example.org",
        "SERVICE_TLS_CA_CERT": PEM,
        "SERVICE_NO_TLS_INSECURE_CLIENT": "true",
        "SERVICE_SILENCE": "20",
        "SERVICE_TIMEOUT": "5",
    }
    found = ServiceOptions.from_environment(
        {f"{prefix}{name}": text for name, text in told.items()}
    )
    assert found == ServiceOptions(
        token=TOKEN,
        endpoint="localhost:8788",
        authority="example.org",
        tls_ca_cert=PEM,
        no_tls_insecure_client=True,
        silence=20,
        timeout=5,
    )


def test_our_own_variable_comes_before_wechaty_s() -> None:
    found = ServiceOptions.from_environment(
        {
            "WECHATY_PUPPET_SERVICE_TOKEN": f"{TOKEN}-another",
            "SERVICE_TOKEN": TOKEN,
            "WECHATY_PUPPET_SERVICE_ENDPOINT": "there:1",
            "SERVICE_ENDPOINT": "",
        }
    )
    assert (found.token, found.endpoint) == (TOKEN, "there:1")


def test_a_token_under_either_name_is_enough() -> None:
    assert ServiceOptions.missing({}) == ["SERVICE_TOKEN"]
    for name in ("SERVICE_TOKEN", "WECHATY_PUPPET_SERVICE_TOKEN"):
        assert ServiceOptions.missing({name: TOKEN}) == []


def test_the_token_is_in_no_repr() -> None:
    assert "secret" not in repr(ServiceOptions(token=TOKEN, tls_ca_cert=PEM))


def test_the_account_is_the_token_wherever_its_service_is() -> None:
    options = ServiceOptions(token=TOKEN)
    assert re.fullmatch(r"[a-z0-9_-]{1,40}", options.account)
    assert "secret" not in options.account
    moved = replace(options, endpoint="there:1", tls_ca_cert=PEM, silence=5)
    assert moved.account == options.account
    assert replace(options, token=f"{TOKEN}-2").account != options.account
