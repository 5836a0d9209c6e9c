"""Gitter, which is a Matrix homeserver today; and with it every Matrix homeserver."""

from .device import ChangedKey
from .options import GitterOptions
from .puppet import GitterPuppet
from .refusals import SoftLogout
from .seals import Undecryptable

__all__ = [
    "ChangedKey",
    "GitterOptions",
    "GitterPuppet",
    "SoftLogout",
    "Undecryptable",
]
