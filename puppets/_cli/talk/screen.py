"""What the person sees: lines, and in a terminal the one that is being typed below them."""

from __future__ import annotations

import sys
from datetime import datetime

from rich.text import Text

from ..._bot.message import Message
from ...enums import MessageType
from ..said import visible
from ..screen import output

__all__ = ["Screen", "words"]

ERASE = "\r\x1b[J"


class Screen:
    """A terminal with a prompt, or a pipe that gets plain lines."""

    def __init__(self, *, in_person: bool) -> None:
        self.in_person = in_person
        self._console = output()
        self._prompt = "> "
        self._is_asking = False
        self._shown: list[Message] = []

    # What is typed.

    def open(self, name: str) -> None:
        """What is typed from now on is for this conversation."""
        self._prompt = f"{visible(name)}> "

    def ask(self) -> None:
        """It is the person's turn."""
        if self.in_person:
            print(self._prompt, end="", flush=True)
            self._is_asking = True

    def answered(self) -> None:
        """The person has typed a line."""
        self._is_asking = False

    # What is shown.

    def tell(self, text: str, style: str = "") -> None:
        """A line, above the one that is being typed."""
        if not self.in_person:
            print(text, flush=True)
            return
        if self._is_asking:
            print(ERASE, end="")
        self._console.print(Text(text, style), soft_wrap=True)
        if self._is_asking:
            print(self._prompt, end="", flush=True)

    def fail(self, text: str) -> None:
        """What could not be done."""
        if self.in_person:
            self.tell(f"! {visible(text)}", "red")
        else:
            print(f"puppets: {visible(text)}", file=sys.stderr, flush=True)

    def show(self, message: Message, where: str = "", note: str = "") -> None:
        """A message, under a number by which it can be named; `where` if not here."""
        self._shown.append(message)
        talker = "you" if message.own else visible(message.talker.name)
        if not self.in_person:
            moment = message.timestamp.isoformat()
            said = visible(words(message))
            self.tell(f"{moment}\t{message.id}\t{talker}\t{said}")
            return
        said = "\n    ".join(visible(line) for line in words(message).split("\n"))
        place = f"[{visible(where)}] " if where else ""
        head = f"{len(self._shown):>3} {_time(message.timestamp)} {place}{talker}: "
        self.tell(f"{head}{note}{said}", "dim" if where or message.own else "")

    # What was shown.

    def numbered(self, number: int) -> Message | None:
        return self._shown[number - 1] if 0 < number <= len(self._shown) else None

    def latest(self, conversation_id: str) -> Message | None:
        """The last message of this conversation that somebody else has said."""
        for message in reversed(self._shown):
            if message.conversation.id == conversation_id and not message.own:
                return message
        return None


def words(message: Message) -> str:
    """What was said; of what a terminal cannot show, what it is."""
    if message.type is MessageType.TEXT:
        return message.text
    kind = message.type.name.lower().replace("_", " ")
    thing = f"[{' '.join(part for part in (kind, message.filename) if part)}]"
    return f"{thing} {message.text}".rstrip()


def _time(moment: datetime) -> str:
    here = moment.astimezone()
    is_today = here.date() == datetime.now().astimezone().date()
    return f"{here:%H:%M}" if is_today else f"{here:%Y-%m-%d %H:%M}"
