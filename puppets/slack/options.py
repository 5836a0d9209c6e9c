"""What a Slack puppet needs to know before it starts."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import ClassVar
from urllib.parse import urlsplit

from ..errors import ConfigurationError
from ..options import Options

__all__ = ["SlackOptions"]

_TOKEN = re.compile(r"xox[a-z](?:\.xox[a-z])?-[A-Za-z0-9-]+")
_NUMBERED = re.compile(r"xoxb-([0-9]{6,})-([0-9]{6,})-.+")
_APP_TOKEN = re.compile(r"xapp-[A-Za-z0-9-]+")
LONGEST_SILENCE = LONGEST_CHECK = 30.0
"""Signs of life must come at least every 30 s (contract 1.10)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SlackOptions(Options):
    """
    A bot token, and one of the two ways in which Slack tells: an app token for Socket
    Mode, or a signing secret and a port for the Events API.
    """

    provider: ClassVar[str] = "slack"

    bot_token: str = field(repr=False)
    """`xoxb-...`, from *OAuth & Permissions* of the app."""
    app_token: str = field(default="", repr=False)
    """`xapp-...`, with `connections:write`: Slack is heard over a socket."""
    signing_secret: str = field(default="", repr=False)
    """From *Basic Information* of the app: what Slack signs its posts with."""
    api_url: str = "https://slack.com/api/"
    """Where the Web API is served."""
    port: int = 0
    """The port at which Slack's posts are heard; 0 is Socket Mode."""
    listen: str = "127.0.0.1"
    """The address of this machine at which they are heard."""
    path: str = "/slack/events"
    """The path to which they are posted."""
    post_limit: int = 4 * 1024 * 1024
    """The most bytes that one post may have."""
    silence: float = LONGEST_SILENCE
    """Seconds without a word from Slack after which a socket is taken for dead, 1 to 30."""
    check: float = 20.0
    """Seconds after which Slack is asked whether the token is still good, 1 to 30."""
    proxy: str | None = field(default=None, repr=False)
    """An HTTP proxy, with its name and password where it needs them."""
    upload_limit: int = 1024**3
    """The most bytes of a file that is sent."""
    download_limit: int = 1024**3
    """The most bytes of a file that is fetched."""

    def __post_init__(self) -> None:
        if not _TOKEN.fullmatch(self.bot_token):
            raise self._wrong("bot_token", "a token that begins with xoxb-")
        if self.app_token and not _APP_TOKEN.fullmatch(self.app_token):
            raise self._wrong("app_token", "a token that begins with xapp-")
        if not _is_address(self.api_url):
            raise self._wrong("api_url", "an http or https address")
        if not 1 <= self.silence <= LONGEST_SILENCE:
            raise self._wrong("silence", f"1 to {LONGEST_SILENCE:g} seconds")
        if not 1 <= self.check <= LONGEST_CHECK:
            raise self._wrong("check", f"1 to {LONGEST_CHECK:g} seconds")
        self._check_way()

    @property
    def account(self) -> str:
        """The workspace's and the bot's number, where the token tells them."""
        if found := _NUMBERED.fullmatch(self.bot_token):
            return f"{found[1]}-{found[2]}"
        # `super()` alone knows another class than the one that slots have made.
        return super(SlackOptions, self).account

    @property
    def api_base(self) -> str:
        return f"{self.api_url.rstrip('/')}/"

    def _check_way(self) -> None:
        if self.port:
            if not self.signing_secret.strip():
                what = "the app's signing secret: without it anybody could post"
                raise self._wrong("signing_secret", what)
            if not self.path.startswith("/"):
                raise self._wrong("path", "a path that begins with /")
        elif not self.app_token:
            what = "an app-level token for Socket Mode; or set"
            secret, port = self.variable("signing_secret"), self.variable("port")
            raise self._wrong("app_token", f"{what} {secret} and {port}")

    def _wrong(self, name: str, what: str) -> ConfigurationError:
        return ConfigurationError(f"{name} ({self.variable(name)}) must be {what}")


def _is_address(url: str) -> bool:
    try:
        parts = urlsplit(url)
        return parts.scheme in {"http", "https"} and bool(parts.hostname)
    except ValueError:
        return False
