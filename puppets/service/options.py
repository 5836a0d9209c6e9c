"""What a puppet of somebody else's service needs to know before it starts."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import ClassVar, Self

from ..errors import ConfigurationError
from ..options import Options
from .tokens import Token

__all__ = ["ServiceOptions"]

_HOST = r"(?:\[[0-9A-Fa-f:.]+\]|[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?)"
_ENDPOINT = re.compile(rf"{_HOST}:([0-9]{{1,5}})")
_AUTHORITY = re.compile(rf"{_HOST}(?::[0-9]{{1,5}})?")
LONGEST_SILENCE = 50.0
"""Three heartbeats of the service are missing by then, and it is told within 60 s (3.12)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceOptions(Options):
    """
    A token, and where its service is, unless that is to be found out.

    Each field is read from `SERVICE_<FIELD>`, and where that is not set from the
    variable that a Wechaty bot has for it, as `WECHATY_PUPPET_SERVICE_TOKEN`.
    """

    provider: ClassVar[str] = "service"

    token: str = field(repr=False)
    """`<name>_<uuid>`: the name is the one that the service's certificate must have."""
    endpoint: str = ""
    """`host:port` of the service; where it is empty, `authority` is asked for it."""
    authority: str = "api.chatie.io"
    """Who knows where the service of a token is."""
    tls_ca_cert: str = field(default="", repr=False)
    """The certificates that are trusted, in PEM; the system's where it is empty."""
    no_tls_insecure_client: bool = False
    """Speak without TLS: whoever is on the way reads everything, the token too."""
    silence: float = LONGEST_SILENCE
    """Seconds without a word after which the service is taken for dead, 1 to 50."""
    timeout: float = 60.0
    """Seconds that the service may take for an answer."""

    def __post_init__(self) -> None:
        try:
            Token.parse(self.token)
        except ConfigurationError:
            raise self._wrong("token", "a name, _ and a UUID") from None
        if self.endpoint and not _is_endpoint(self.endpoint):
            raise self._wrong("endpoint", "host:port")
        if not _AUTHORITY.fullmatch(self.authority):
            raise self._wrong("authority", "the name of a host")
        if self.tls_ca_cert and "-----BEGIN CERTIFICATE-----" not in self.tls_ca_cert:
            raise self._wrong("tls_ca_cert", "a certificate in PEM, not its path")
        if not 1 <= self.silence <= LONGEST_SILENCE:
            raise self._wrong("silence", f"1 to {LONGEST_SILENCE:g} seconds")
        if self.timeout <= 0:
            raise self._wrong("timeout", "more than 0 seconds")

    @classmethod
    def missing(cls, environment: Mapping[str, str] | None = None) -> list[str]:
        # `super()` alone knows another class than the one that slots have made.
        return super(ServiceOptions, cls).missing(_with_wechaty_s(environment))

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] | None = None) -> Self:
        """Read `SERVICE_<FIELD>`, else `WECHATY_PUPPET_SERVICE_<FIELD>`."""
        given = _with_wechaty_s(environment)
        return super(ServiceOptions, cls).from_environment(given)

    @property
    def account(self) -> str:
        """A digest of the token alone: what is trusted, and where it is, may change."""
        return hashlib.blake2s(self.token.encode(), digest_size=6).hexdigest()

    def _wrong(self, name: str, what: str) -> ConfigurationError:
        return ConfigurationError(f"{name} ({self.variable(name)}) must be {what}")


def _with_wechaty_s(environment: Mapping[str, str] | None) -> Mapping[str, str]:
    """The environment, with what Wechaty calls otherwise under our names too."""
    given = os.environ if environment is None else environment
    theirs = "WECHATY_PUPPET_"
    found = {
        name.removeprefix(theirs): text
        for name, text in given.items()
        if name.startswith(f"{theirs}SERVICE_")
    }
    return found | {name: text for name, text in given.items() if text}


def _is_endpoint(text: str) -> bool:
    found = _ENDPOINT.fullmatch(text)
    return found is not None and 0 < int(found[1]) < 65536
