"""What the human of a chat sees, as lines of a terminal or of a pipe."""

from __future__ import annotations

import shutil

from rich.cells import cell_len

from ..mock import Person, Seen

__all__ = ["Transcript"]

ERASE = "\r\x1b[J"


class Transcript:
    """
    Shows each message once; in a terminal, one that changes is written anew.

    With a `prompt` it is a terminal, and what comes is put above the line being typed.
    """

    def __init__(self, human: Person, *, prompt: str = "") -> None:
        self._human = human
        self._prompt = prompt
        self._shown: dict[str, str] = {}
        self._last = ""
        self._height = 0

    def ask(self) -> None:
        """Show that it is the human's turn to type; what was shown stays as it is."""
        self._last = ""
        print(self._prompt, end="", flush=True)

    async def refresh(self) -> None:
        """Show what is new on the human's screen."""
        for seen in await self._human.sees():
            text = self._words(seen)
            if seen.talker_id != self._human.id and self._shown.get(seen.id) != text:
                self._show(seen, text)

    def _words(self, seen: Seen) -> str:
        if seen.text in self._shown:
            return "[message taken back]"
        buttons = (f"[{n} {label}]" for n, label in enumerate(seen.choices, 1))
        return " ".join(part for part in (_thing(seen), seen.text, *buttons) if part)

    def _show(self, seen: Seen, text: str) -> None:
        edited = "(edited) " if seen.id in self._shown else ""
        self._shown[seen.id] = text
        if not self._prompt:
            print(f"{edited}{text}", flush=True)
            return
        up = ""
        if seen.id == self._last:
            up, edited = f"\x1b[{self._height}A", ""
        line = f"{seen.talker}: {edited}{text}"
        print(f"\r{up}{ERASE}{line}\n{self._prompt}", end="", flush=True)
        self._last, self._height = seen.id, _height(line)


def _height(text: str) -> int:
    """How many lines of the terminal it takes."""
    width = shutil.get_terminal_size().columns
    return sum(max(1, -(-cell_len(line) // width)) for line in text.split("\n"))


def _thing(seen: Seen) -> str:
    """What a terminal cannot show; the text beside it says the rest."""
    if seen.file is not None:
        return f"[file {seen.file.name}, {seen.file.size} bytes]"
    if seen.location is not None:
        return f"[place {seen.location.latitude}, {seen.location.longitude}]"
    return "[contact]" if seen.contact_id is not None else ""
