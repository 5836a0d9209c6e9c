"""What a Telegram puppet needs to know before it starts."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import ClassVar
from urllib.parse import urlsplit

from ..errors import ConfigurationError
from ..options import Options

__all__ = ["TelegramOptions"]

_TOKEN = re.compile(r"[1-9][0-9]*:[A-Za-z0-9_-]+")
_SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")
_ADDRESS = "an http or https address without a user or password"
LONGEST_POLL = LONGEST_CHECK = 25.0
"""Signs of life must come more often than every 30 s (contract 1.10)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TelegramOptions(Options):
    """
    A token is enough: the puppet then asks for its updates by long polling. With a
    `webhook_url` Telegram brings them to a server that the puppet runs.
    """

    provider: ClassVar[str] = "telegram"

    token: str = field(repr=False)
    """From @BotFather."""
    api_url: str = "https://api.telegram.org"
    """Where the Bot API is served."""
    file_url: str = ""
    """Where its files are served; empty is `api_url` and `/file`."""
    poll_timeout: float = LONGEST_POLL
    """Seconds that one long poll waits for news, 1 to 25."""
    webhook_url: str = ""
    """Where Telegram reaches the puppet's server from outside, by https."""
    webhook_secret: str = field(default="", repr=False)
    """What Telegram shows to be let in: 1 to 256 of A-Z, a-z, 0-9, `_` and `-`."""
    webhook_listen: str = "127.0.0.1"
    """The address of this machine at which the server listens."""
    webhook_port: int = 8080
    """The port at which it listens."""
    webhook_check: float = 20.0
    """Seconds without news after which Telegram is asked how the webhook is, 1 to 25."""
    webhook_limit: int = 4 * 1024 * 1024
    """The most bytes that one update may have."""
    proxy: str | None = field(default=None, repr=False)
    """An HTTP proxy, with its name and password where it needs them."""
    upload_limit: int = 50 * 1024 * 1024
    """The most bytes of a file that is sent; a Bot API server of one's own takes more."""
    download_limit: int = 20 * 1024 * 1024
    """The most bytes of a file that is fetched."""

    def __post_init__(self) -> None:
        if not _TOKEN.fullmatch(self.token):
            raise self._wrong(
                "token", "digits, a colon, and letters, as @BotFather says"
            )
        if not 1 <= self.poll_timeout <= LONGEST_POLL:
            raise self._wrong("poll_timeout", f"1 to {LONGEST_POLL:g} seconds")
        if not _is_address(self.api_url):
            raise self._wrong("api_url", _ADDRESS)
        if self.file_url and not _is_address(self.file_url):
            raise self._wrong("file_url", _ADDRESS)
        if self.webhook_url:
            self._check_webhook()

    @property
    def account(self) -> str:
        """The bot's id: a new token is still the same bot's."""
        return self.bot_id

    @property
    def bot_id(self) -> str:
        """The bot's own user id, which every token begins with."""
        return self.token.partition(":")[0]

    @property
    def api_base(self) -> str:
        return self.api_url.rstrip("/")

    @property
    def file_base(self) -> str:
        return self.file_url.rstrip("/") or f"{self.api_base}/file"

    def _check_webhook(self) -> None:
        if not _is_address(self.webhook_url):
            raise self._wrong("webhook_url", _ADDRESS)
        if not _SECRET.fullmatch(self.webhook_secret):
            what = "1 to 256 of A-Z, a-z, 0-9, _ and -: without it anybody could post"
            raise self._wrong("webhook_secret", what)
        if not 1 <= self.webhook_check <= LONGEST_CHECK:
            raise self._wrong("webhook_check", f"1 to {LONGEST_CHECK:g} seconds")

    def _wrong(self, name: str, what: str) -> ConfigurationError:
        return ConfigurationError(f"{name} ({self.variable(name)}) must be {what}")


def _is_address(url: str) -> bool:
    try:
        parts = urlsplit(url)
        is_open = parts.username is None and parts.password is None
        is_somewhere = bool(parts.hostname) and parts.port != 0
    except ValueError:  # of a port that is none, too
        return False
    return parts.scheme in {"http", "https"} and is_open and is_somewhere
