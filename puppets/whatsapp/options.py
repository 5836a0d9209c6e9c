"""What a WhatsApp puppet needs to know before it starts."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from hashlib import blake2s
from pathlib import Path
from typing import ClassVar
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from platformdirs import user_data_path

from ..errors import ConfigurationError
from ..options import Options

__all__ = ["ORIGIN", "WhatsAppOptions"]

ORIGIN = "https://web.whatsapp.com/"
_LOCALE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
_PHONE = re.compile(r"[0-9]{7,15}")
_RANGES = {
    "rate": (0.1, 60.0),
    "jitter": (0.0, 60.0),
    "check": (1.0, 300.0),
    "patience": (1.0, 10.0),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class WhatsAppOptions(Options):
    """A browser's profile, in which an account is linked, and how the robot behaves."""

    provider: ClassVar[str] = "whatsapp"

    profile: Path = field(
        default_factory=lambda: user_data_path("puppets") / "whatsapp"
    )
    """The folder that holds the browser's profile, and with it the linked device."""
    url: str = ORIGIN
    """Where the page is served."""
    headless: bool = True
    """Whether the browser works without a window."""
    browser: str = ""
    """The path of a Chromium; else Playwright's own, else one on the PATH."""
    endpoint: str = ""
    """
    The address of a Chromium that runs already, with remote debugging: the puppet then
    works in a context of its own there, and keeps its session in the profile's folder.
    """
    sandbox: bool = True
    """Whether Chromium may shut itself in; root never may, nor may some containers."""
    locale: str = "en-US"
    """The language that the browser asks the page for."""
    timezone: str = "UTC"
    """The time zone of the browser, in which the page tells times."""
    user_agent: str = ""
    """What the browser calls itself; else a plain Chrome of the browser's version."""
    phone: str = field(default="", repr=False)
    """The account's number, digits alone: it is linked by a code, not by a QR code."""
    initiate: bool = False
    """Whether it may write to who has not written first; WhatsApp bans for that."""
    use_here: bool = False
    """
    Whether to take the account back where another window of the same profile has it;
    else that is said, and a person has to choose.
    """
    rate: float = 10.0
    """Sends a minute, at most; 0.1 to 60."""
    jitter: float = 1.0
    """Seconds, up to which a send waits besides, so that sends are not in step; 0 to 60."""
    check: float = 120.0
    """Seconds after which the page is looked over again, 1 to 300."""
    patience: float = 8.0
    """Seconds that an unknown page has to become a known one, 1 to 10."""

    def __post_init__(self) -> None:
        if not _is_address(self.url):
            raise self._wrong("url", "an http or https address")
        if self.endpoint and not _is_address(self.endpoint):
            raise self._wrong("endpoint", "an http or https address")
        if not _LOCALE.fullmatch(self.locale):
            raise self._wrong("locale", "a language, as en-US")
        if not _is_timezone(self.timezone):
            raise self._wrong("timezone", "a time zone, as Europe/Madrid")
        if self.phone and not _PHONE.fullmatch(self.phone):
            raise self._wrong("phone", "7 to 15 digits, with the country's code")
        for name, (least, most) in _RANGES.items():
            if not least <= getattr(self, name) <= most:
                raise self._wrong(name, f"{least:g} to {most:g}")

    @property
    def account(self) -> str:
        """The folder of the profile: the device is linked in it, and nowhere else."""
        folder = str(self.profile.expanduser().absolute())
        return blake2s(folder.encode(), digest_size=6).hexdigest()

    def _wrong(self, name: str, what: str) -> ConfigurationError:
        return ConfigurationError(f"{name} ({self.variable(name)}) must be {what}")


def _is_address(url: str) -> bool:
    try:
        parts = urlsplit(url)
        return parts.scheme in {"http", "https"} and bool(parts.hostname)
    except ValueError:
        return False


def _is_timezone(name: str) -> bool:
    try:
        ZoneInfo(name)
    except (ValueError, OSError, KeyError):
        return False
    return True
