"""Who spoke a moment ago, just so: of them nothing new is told."""

from __future__ import annotations

from typing import TypeAlias

from .._bounded import Bounded
from . import wire

__all__ = ["Face", "Faces", "face"]

Face: TypeAlias = tuple[wire.User, wire.Chat]
"""Someone, and where they speak, as Telegram tells of both."""

KEPT = 1000
LOOKS = 5000
"""After so many looks all are remembered again: a memory is bounded, and may have
forgotten some who still speak."""


class Faces:
    """The faces of those who are known, and need not be remembered again."""

    def __init__(self) -> None:
        self._known: Bounded[tuple[int, int], Face] = Bounded(KEPT)
        self._looks = 0

    def keep(self, faces: list[Face]) -> None:
        """What is told of these is safe."""
        for user, chat in faces:
            self._known.keep((user.id, chat.id), (user, chat))

    def forget(self) -> None:
        """Someone came, went, or moved: look at everybody again."""
        self._known.clear()

    def knows(self, face: Face) -> bool:
        """Whether this one is known, and looks as before."""
        self._looks += 1
        if self._looks > LOOKS:
            self._looks = 0
            self.forget()
        user, chat = face
        return self._known.get((user.id, chat.id)) == face


def face(update: wire.Update) -> Face | None:
    """Whose plain words the update is; None where it tells of anybody else besides."""
    said = update.message
    if (
        said is None
        or not said.text
        or said.from_ is None
        or said.sender_chat is not None
        or said.reply_to_message is not None
        or any(entity.user is not None for entity in said.entities)
    ):
        return None
    return said.from_, said.chat
