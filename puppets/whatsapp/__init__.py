"""WhatsApp Web, worked in a real browser as a person would work it."""

from .failures import (
    Ambiguous,
    BrowserMissing,
    ElementMissing,
    ProfileInUse,
    RowsUnread,
    UnknownPage,
)
from .options import WhatsAppOptions
from .puppet import WhatsAppPuppet

__all__ = [
    "Ambiguous",
    "BrowserMissing",
    "ElementMissing",
    "ProfileInUse",
    "RowsUnread",
    "UnknownPage",
    "WhatsAppOptions",
    "WhatsAppPuppet",
]
