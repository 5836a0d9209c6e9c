"""What a Gitter puppet needs to know before it starts."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import ClassVar
from urllib.parse import urlsplit

from ..errors import ConfigurationError
from ..options import Options
from .ids import is_user

__all__ = ["GitterOptions"]

_NAME = re.compile(r"[A-Za-z0-9.-]+(:[0-9]{1,5})?|\[[0-9A-Fa-f:.]+\](:[0-9]{1,5})?")
_UNSAFE = re.compile(r"[^a-z0-9_-]+")
MOST_LETTERS = 40
LONGEST_SYNC = 25.0
"""Signs of life must come more often than every 30 s (contract 1.10)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GitterOptions(Options):
    """
    An access token is enough, or a user id and a password.

    With a `store` the puppet reads and writes what is end-to-end encrypted.
    """

    provider: ClassVar[str] = "gitter"

    homeserver: str = "gitter.im"
    """The name of a homeserver, which says itself where it is served; or its address."""
    user_id: str = ""
    """As `@name:gitter.im`; needed with a password, found out by an access token."""
    access_token: str = field(default="", repr=False)
    """Of a session that is there already."""
    password: str = field(default="", repr=False)
    """Logs in once; the session is then kept in the memory."""
    device_id: str = ""
    """What the session that a password begins is called; empty leaves it to the server."""
    store: str = ""
    """The folder of the keys; empty is no encryption."""
    accept_direct: bool = True
    """Go into a direct chat to which someone invites the puppet."""
    encrypt_direct: bool = False
    """Open direct chats encrypted also where the homeserver does not ask for it."""
    look_back: float = 0.0
    """Seconds before the very first start of which what was said is heard too."""
    sync_timeout: float = LONGEST_SYNC
    """Seconds that one long poll waits for news, 1 to 25."""
    proxy: str | None = field(default=None, repr=False)
    """An HTTP or SOCKS proxy, with its name and password where it needs them."""
    upload_limit: int = 50 * 1024 * 1024
    """The most bytes of a file that is sent, where the homeserver does not say less."""
    download_limit: int = 100 * 1024 * 1024
    """The most bytes of a file that is fetched."""

    def __post_init__(self) -> None:
        if not (self.is_address or _NAME.fullmatch(self.homeserver)):
            raise self._wrong("homeserver", "a name, or an http or https address")
        if bool(self.access_token) == bool(self.password):
            both = f"{self.variable('access_token')} and {self.variable('password')}"
            raise ConfigurationError(f"gitter needs one of {both}, and not both")
        if self.user_id and not is_user(self.user_id):
            raise self._wrong("user_id", "of the form @name:server")
        if self.password and not self.user_id:
            raise self._wrong("user_id", "given with a password")
        if not 1 <= self.sync_timeout <= LONGEST_SYNC:
            raise self._wrong("sync_timeout", f"1 to {LONGEST_SYNC:g} seconds")
        if self.look_back < 0:
            raise self._wrong("look_back", "a number of seconds, or 0")

    @classmethod
    def missing(cls, environment: Mapping[str, str] | None = None) -> list[str]:
        given = os.environ if environment is None else environment
        either = [cls.variable(name) for name in ("access_token", "password")]
        return [] if any(given.get(name) for name in either) else either[:1]

    @property
    def account(self) -> str:
        """The user id where it is known: a new token or password is still the same one's."""
        if not self.user_id:
            # A class with slots is made twice, and knows itself by name alone.
            return super(GitterOptions, self).account
        digest = hashlib.blake2s(self.user_id.encode(), digest_size=4).hexdigest()
        plain = _UNSAFE.sub("-", self.user_id.lower()).strip("-")
        return f"{plain[: MOST_LETTERS - len(digest) - 1]}-{digest}"

    @property
    def is_address(self) -> bool:
        """Whether the homeserver is given by its address, and not by its name."""
        try:
            parts = urlsplit(self.homeserver)
            is_plain = parts.username is None and parts.password is None
            return parts.scheme in {"http", "https"} and bool(parts.netloc) and is_plain
        except ValueError:
            return False

    def _wrong(self, name: str, what: str) -> ConfigurationError:
        return ConfigurationError(f"{name} ({self.variable(name)}) must be {what}")
