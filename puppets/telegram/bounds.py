"""What the numbers of the Bot API may be."""

from __future__ import annotations

from typing import Annotated, TypeAlias

import msgspec

__all__ = ["Count", "Id", "Moment", "Seconds"]

# Of ids the Bot API says that they have at most 52 significant bits.
Id: TypeAlias = Annotated[int, msgspec.Meta(ge=-(2**52), le=2**52)]
Count: TypeAlias = Annotated[int, msgspec.Meta(ge=0, le=2**52)]
Moment: TypeAlias = Annotated[int, msgspec.Meta(ge=0, le=253_402_300_799)]
"""Seconds since 1970, up to the last that `datetime` knows."""
Seconds: TypeAlias = Annotated[float, msgspec.Meta(ge=0, le=1e6)]
