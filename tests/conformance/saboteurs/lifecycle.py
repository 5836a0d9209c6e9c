"""Puppets that cannot start, stop, or say how they are."""

from __future__ import annotations

from puppets.mock import MockPuppet

from . import breaks


@breaks("1.11", caught_by="test_ding_is_answered_by_dong")
class AnswersNobody(MockPuppet):
    """Keeps its dongs to itself."""

    async def ding(self, text: str = "") -> None:
        pass
