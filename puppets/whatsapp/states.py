"""Which page the browser shows, and what speaks for it."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum

from ..errors import Unavailable
from . import wire

__all__ = ["PageState", "Sighting", "cut_off", "sighting"]


class PageState(Enum):
    """What a person would see at a glance."""

    LOADING = "LOADING"
    QR = "QR"
    PHONE_CODE = "PHONE_CODE"
    READY = "READY"
    CONFLICT = "CONFLICT"
    """Another window has the account: "use here"."""
    LOGGED_OUT = "LOGGED_OUT"
    UNSUPPORTED_BROWSER = "UNSUPPORTED_BROWSER"
    UNKNOWN = "UNKNOWN"
    """None that we know: blank, or changed."""

    @property
    def settled(self) -> bool:
        """Whether something can be done now, or a person has to do something."""
        return self not in {PageState.LOADING, PageState.UNKNOWN}


@dataclass(frozen=True, slots=True, kw_only=True)
class Sighting:
    """The state of the page, with its evidence: names of elements that are there."""

    state: PageState
    evidence: tuple[str, ...] = ()
    language: str = ""
    qr: str = field(default="", repr=False)
    """What the QR code says; a secret, for it links the account."""
    code: str = field(default="", repr=False)
    """What to type on the phone; eight characters."""
    offline: bool = False
    """Whether the page says that it is cut off."""


def cut_off() -> Unavailable:
    """What is done on a page that is READY, and says that it is offline."""
    return Unavailable("the page says that it is not connected")


def sighting(told: wire.State) -> Sighting:
    """What the reader tells, by our names."""
    return Sighting(
        state=PageState(told.state),
        evidence=told.evidence,
        language=told.language,
        qr=told.qr,
        code=told.code,
        offline=told.offline,
    )
