"""Where the console listens."""

from __future__ import annotations

import ipaddress
import socket
from dataclasses import dataclass
from typing import Self

from ..errors import ConfigurationError

__all__ = ["HOST", "PORT", "Place"]

HOST, PORT = "127.0.0.1", 8780
_ANYWHERE = {"0.0.0.0", "::"}  # noqa: S104 - only to be told from an address


@dataclass(frozen=True, slots=True)
class Place:
    """A host and a port; port 0 is one that is free."""

    host: str = HOST
    port: int = PORT

    @classmethod
    def parse(cls, text: str) -> Self:
        """`HOST:PORT`, `:PORT`, or nothing; an IPv6 address stands in brackets."""
        host, colon, port = text.rpartition(":")
        if not text:
            return cls()
        if not colon or not port.isascii() or not port.isdigit() or int(port) > 65535:
            raise ConfigurationError(
                f"--console {text}: say where as HOST:PORT, as {HOST}:{PORT}"
            )
        return cls(host.strip("[]") or HOST, int(port))

    @property
    def is_loopback(self) -> bool:
        """Whether nobody but this machine reaches it."""
        return is_loopback(self.host)

    def url(self, port: int) -> str:
        """What to open; where it listens at every address, by this machine's name."""
        reached = socket.gethostname() if self.host in _ANYWHERE else self.host
        host = f"[{reached}]" if ":" in reached else reached
        return f"http://{host}:{port}/"


def is_loopback(host: str) -> bool:
    if host.lower() == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
