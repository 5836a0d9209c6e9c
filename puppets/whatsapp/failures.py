"""
What goes wrong with a page or a browser, each by its name.

* BrowserMissing    no Chromium was found; the message is how to install one
* ProfileInUse      another process works in this profile
* ElementMissing    none of the ways to an element leads anywhere
* RowsUnread        rows are seen that cannot be read
* UnknownPage       the page is none that we know; `snapshot` is how it is built
* Ambiguous         several chats have this name, and nothing tells which is meant
* Uninvited         who has not written first is not written to, but with initiate=True
"""

from __future__ import annotations

from ..errors import (
    ConfigurationError,
    Malformed,
    Rejected,
    StorageInUse,
    Unavailable,
)

__all__ = [
    "Ambiguous",
    "BrowserMissing",
    "ElementMissing",
    "ProfileInUse",
    "RowsUnread",
    "Uninvited",
    "UnknownPage",
]

INSTALL = (
    "install one with `playwright install chromium`, or your system's package "
    "(`apt-get install chromium`), or name it by WHATSAPP_BROWSER"
)


class BrowserMissing(ConfigurationError):
    """No Chromium was found, or not where it was said to be."""

    def __init__(self, where: str) -> None:
        super().__init__(f"whatsapp needs a Chromium: {where}; {INSTALL}")


class ProfileInUse(StorageInUse):
    """Another process works in this profile; a device is linked to one browser."""


class ElementMissing(Malformed):
    """
    None of the ways to an element leads anywhere: the page has changed, most likely.

    `tried` are the ways, in order.
    """

    def __init__(self, element: str, *, tried: tuple[str, ...], where: str) -> None:
        ways = f"{len(tried)} ways" if len(tried) != 1 else "the one way"
        super().__init__(
            f"{where} has no {element}: none of {ways} to it leads anywhere; "
            "`puppets doctor whatsapp` shows them",
            path=f"$.{element}",
        )
        self.element = element
        self.tried = tried


class RowsUnread(Malformed):
    """Rows are seen on the page that cannot be read; never silence (contract 3.7)."""


class UnknownPage(Unavailable):
    """
    The page is none that we know.

    `snapshot` is how it is built, without any text: fit for a bug report.
    """

    def __init__(self, message: str, *, snapshot: str) -> None:
        super().__init__(message)
        self.snapshot = snapshot


class Ambiguous(Rejected):
    """Several chats have one name, and nothing on the page tells which is meant."""


class Uninvited(Rejected):
    """
    Whoever has not written first is not written to: WhatsApp bans accounts for that.

    With `initiate=True` the puppet does it all the same.
    """
