"""The token by which a client shows that it may use a puppet service."""

from __future__ import annotations

import hmac
import re
import uuid
from dataclasses import dataclass, field
from typing import Self

from ..errors import ConfigurationError

__all__ = ["Token"]

_FORM = re.compile(r"([A-Za-z0-9._-]{1,200})_([A-Za-z0-9-]{1,200})", re.ASCII)


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """`<name>_<uuid>`: the name is that of the server's certificate, the rest is secret."""

    text: str = field(repr=False)
    sni: str
    """What stands before the last `_`, in lower case: the name that TLS asks for."""

    @classmethod
    def parse(cls, text: str) -> Self:
        """Raises `ConfigurationError` for what is no token; it never shows it."""
        found = _FORM.fullmatch(text)
        if found is None:
            raise ConfigurationError(
                "the token of a puppet service is a name, `_` and a uuid"
            )
        return cls(text=text, sni=found[1].lower())

    @classmethod
    def fresh(cls, sni: str = "insecure") -> Self:
        """A new one, which nobody can guess."""
        return cls.parse(f"{sni}_{uuid.uuid4()}")

    @property
    def authorization(self) -> str:
        """The header of a call."""
        return f"Wechaty {self.text}"

    def admits(self, header: str | bytes | None) -> bool:
        """
        Whether an `authorization` header names this token.

        How long that takes does not tell how much of a wrong one is right.
        """
        said = header.encode(errors="replace") if isinstance(header, str) else header
        return hmac.compare_digest(self.authorization.encode(), said or b"")
