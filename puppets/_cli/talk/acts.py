"""What the person can do, each by a word after a slash; anything else is said."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from pathlib import Path

from ..._bot.directory import Directory
from ..._bot.message import Message
from ...errors import ConfigurationError
from ...file_box import FileBox
from ...payloads import MessagePayload
from ...queries import MessageQuery
from ..said import visible
from .ear import Ear
from .places import Place, Places
from .screen import Screen

__all__ = ["HELP", "Acts"]

HELP = """\
/rooms, /people        those that are known, each with a number
/open NAME|NUMBER      talk there from now on
/history [COUNT]       what was said there last
/file PATH             send a file
/reply [NUMBER] TEXT   answer a message; else the last one
/react EMOJI [NUMBER]  put an emoji to it
/quit                  end, as Ctrl-D does; a line that begins with // is said with one /"""
LATEST = 20


class Acts:
    """One line after another, done as it says."""

    def __init__(self, directory: Directory, screen: Screen, ear: Ear) -> None:
        self._directory = directory
        self._puppet = directory.puppet
        self._places = Places(directory)
        self._screen = screen
        self._ear = ear
        self._listed: list[Place] = []
        self._here: Place | None = None
        self._acts: Mapping[str, Callable[[str], Awaitable[None]]] = {
            "/rooms": self._rooms,
            "/people": self._people,
            "/open": self.open,
            "/history": self._history,
            "/file": self._file,
            "/reply": self._reply,
            "/react": self._react,
            "/help": self._help,
        }

    async def do(self, line: str) -> bool:
        """Whether there is more to be done after this line."""
        word, _, rest = line.partition(" ")
        if word == "/quit":
            return False
        if act := self._acts.get(word):
            await act(rest.strip())
        elif word.startswith("/") and not word.startswith("//"):
            raise ConfigurationError(f"{word} is none of what /help tells")
        elif line.strip():
            await self._say(line[1:] if word.startswith("//") else line)
        return True

    async def open(self, wanted: str) -> None:
        """Talk there from now on."""
        if wanted.isdecimal() and 0 < int(wanted) <= len(self._listed):
            self._here = self._listed[int(wanted) - 1]
        else:
            self._here = await self._places.find(wanted)
        self._ear.here = self._here.id
        self._screen.open(self._here.name)

    @property
    def _place(self) -> Place:
        if self._here is None:
            raise ConfigurationError("with whom? /people, /rooms, then /open NAME")
        return self._here

    async def _rooms(self, _: str) -> None:
        self._list(await self._places.rooms())

    async def _people(self, _: str) -> None:
        self._list(await self._places.people())

    async def _help(self, _: str) -> None:
        self._screen.tell(HELP)

    def _list(self, found: list[Place]) -> None:
        self._listed = found
        for number, place in enumerate(found, 1):
            if self._screen.in_person:
                also = f"  {', '.join(filter(None, place.others))}".rstrip()
                self._screen.tell(f"{number:>3} {visible(place.name + also)}")
            else:
                self._screen.tell(f"{place.kind}\t{place.id}\t{visible(place.name)}")
        if not found and self._screen.in_person:
            self._screen.tell("none that is known", "dim")

    async def _say(self, what: str | FileBox) -> None:
        await self._directory.say(self._place.id, what)

    async def _file(self, path: str) -> None:
        await self._say(_file_at(path))

    async def _history(self, rest: str) -> None:
        if rest and not rest.isdecimal():
            raise ConfigurationError("/history takes a number")
        for payload in await self._said_before(self._place.id, int(rest or LATEST)):
            self._screen.show(await self._directory.heard(payload))

    async def _said_before(self, id: str, count: int) -> list[MessagePayload]:
        """From the platform where it keeps it; else what is remembered here."""
        if "message_history" in self._puppet.capabilities:
            return await self._puppet.message_history(id, limit=count)
        query = MessageQuery(conversation_id=id)
        ids = (await self._puppet.message_search(query))[-count:]
        return [await self._puppet.message_payload(each) for each in ids]

    async def _reply(self, rest: str) -> None:
        number, _, text = rest.partition(" ")
        if number.isdecimal() and text.strip():
            await self._message(number).reply(text.strip())
        elif rest:
            await self._message("").reply(rest)
        else:
            raise ConfigurationError("/reply needs a text")

    async def _react(self, rest: str) -> None:
        emoji, _, number = rest.partition(" ")
        if not emoji:
            raise ConfigurationError("/react needs an emoji")
        await self._message(number.strip()).react(emoji)

    def _message(self, number: str) -> Message:
        """The one of this number; without, the last one here that somebody said."""
        if number.isdecimal():
            found = self._screen.numbered(int(number))
        else:
            found = self._screen.latest(self._place.id)
        if found is None:
            raise ConfigurationError("there is no such message on the screen")
        return found


def _file_at(path: str) -> FileBox:
    return FileBox.from_path(Path(path).expanduser())
