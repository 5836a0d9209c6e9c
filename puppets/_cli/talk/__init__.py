"""A person who talks through a puppet, on the real platform."""

from __future__ import annotations

from .running import talk_through

__all__ = ["talk_through"]
