"""People of the platform, and what they can do there."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping
from typing import ClassVar, NoReturn

from puppets import FileBox, LocationPayload, MiniProgramPayload, PostPayload

from .listening import Listener
from .screen import Lobby, Profile, Room

__all__ = ["Actor", "Human", "Unchecked"]


class Unchecked(Exception):
    """This world cannot do what the clause asks for; `reason` is the world's own."""

    def __init__(self, act: str, reason: str) -> None:
        super().__init__(f"{act}: {reason}" if reason else f"{act}: no reason given")
        self.act = act
        self.reason = reason


class Actor:
    """Someone, or something, that may be unable to do what the suite asks for."""

    reasons: ClassVar[Mapping[str, str]] = {}
    """Why each act that is left out is left out, by the method's name."""

    why: ClassVar[str] = ""
    """Why all the rest that is left out is left out."""

    def cannot(self, act: str) -> NoReturn:
        """Leave the clause unchecked, with the reason that this world gives."""
        raise Unchecked(act, self.reasons.get(act, self.why))


class Human(Actor, Listener, ABC):
    """
    Someone on the platform who is not the puppet, and acts without it.

    With no `room` it is about the direct conversation with the puppet. Acts return
    when the platform has taken them in.
    """

    handle: str = ""
    """By which others find this person; empty where the platform has none."""
    phone: str = ""

    # What this person's screen shows.

    async def looks_into(self, room: Room) -> Lobby:
        """The room as it stands; of one that this person is not in, `LookupError`."""
        self.cannot("looks_into")

    async def looks_at_puppet(self) -> Profile:
        """The puppet's account, as this person sees it."""
        self.cannot("looks_at_puppet")

    async def shows_typing(self) -> bool:
        """Whether this person's screen shows that the puppet is writing."""
        self.cannot("shows_typing")

    async def shows_read(self) -> bool:
        """Whether the puppet is shown to have read what this person said last."""
        self.cannot("shows_read")

    async def shows_waiting(self) -> bool:
        """Whether a button that this person pressed waits for the puppet's answer."""
        self.cannot("shows_waiting")

    async def shows_notices(self, *, room: Room | None = None) -> list[str]:
        """What the puppet has shown there to this person alone, oldest first."""
        self.cannot("shows_notices")

    async def scans(self, qrcode: str) -> str:
        """The id of the contact or room to which the text of a QR code leads."""
        self.cannot("scans")

    # What this person says.

    @abstractmethod
    async def says(self, text: str, *, room: Room | None = None) -> str:
        """Say something; return the message's id."""

    async def sends(
        self, file: FileBox, *, room: Room | None = None, caption: str = ""
    ) -> str:
        """Send a file as its kind; return the message's id."""
        self.cannot("sends")

    async def sends_location(
        self, location: LocationPayload, *, room: Room | None = None
    ) -> str:
        """Show a place; return the message's id."""
        self.cannot("sends_location")

    async def sends_contact(self, human: Human, *, room: Room | None = None) -> str:
        """Send someone's card; return the message's id."""
        self.cannot("sends_contact")

    async def sends_mini_program(
        self, mini_program: MiniProgramPayload, *, room: Room | None = None
    ) -> str:
        """Send a mini program; return the message's id."""
        self.cannot("sends_mini_program")

    async def mentions(self, *contact_ids: str, text: str, room: Room) -> str:
        """Say `text` with a mention of each of these in it; return the message's id."""
        self.cannot("mentions")

    async def replies(
        self, message_id: str, text: str, *, room: Room | None = None
    ) -> str:
        """Answer that message; return the new message's id."""
        self.cannot("replies")

    async def chooses(
        self, message_id: str, label: str, *, room: Room | None = None
    ) -> None:
        """
        Press the button of a message that says `label`; also one that is there no more,
        as long as it was there once: a screen may be behind.
        """
        self.cannot("chooses")

    async def recalls(self, message_id: str) -> None:
        """Take back what this person said."""
        self.cannot("recalls")

    async def edits(self, message_id: str, text: str) -> None:
        """Change what this person said."""
        self.cannot("edits")

    async def reacts(self, message_id: str, emoji: str) -> None:
        """Put an emoji to a message."""
        self.cannot("reacts")

    async def unreacts(self, message_id: str, emoji: str) -> None:
        """Take the emoji away again."""
        self.cannot("unreacts")

    async def publishes(self, post: PostPayload) -> str:
        """Say something to nobody in particular; return the post's id."""
        self.cannot("publishes")

    async def taps(self, post_id: str) -> None:
        """Like a post."""
        self.cannot("taps")

    # What this person does to rooms.

    async def renames(self, room: Room, topic: str) -> None:
        """Give the room another topic."""
        self.cannot("renames")

    async def announces(self, room: Room, announcement: str) -> None:
        """Change what the room announces."""
        self.cannot("announces")

    async def portrays(self, room: Room, picture: FileBox) -> None:
        """Give the room a picture."""
        self.cannot("portrays")

    async def invites(self, room: Room, *humans: Human) -> None:
        """Bring these people into the room."""
        self.cannot("invites")

    async def invites_puppet(self, room: Room) -> None:
        """Ask the puppet into a room that it is not in."""
        self.cannot("invites_puppet")

    async def removes(self, room: Room, human: Human) -> None:
        """Put someone out of the room."""
        self.cannot("removes")

    async def leaves(self, room: Room) -> None:
        """Go out of the room."""
        self.cannot("leaves")

    async def is_called_in(self, room: Room, alias: str) -> None:
        """Have another name in this room from now on."""
        self.cannot("is_called_in")

    async def moves(self, room: Room) -> Room:
        """Let the platform give the room another id; gives it as it is now."""
        self.cannot("moves")

    # Who this person is.

    async def is_called(self, name: str) -> None:
        """Have another name on the platform from now on; an empty one if it may be."""
        self.cannot("is_called")

    async def looks_like(self, picture: FileBox) -> None:
        """Have this picture from now on."""
        self.cannot("looks_like")

    async def befriends(self, hello: str) -> None:
        """Ask the puppet to be a friend."""
        self.cannot("befriends")

    async def agrees(self) -> None:
        """Be the friend of the puppet, which has asked."""
        self.cannot("agrees")

    async def is_friend(self) -> bool:
        """Whether the platform holds this person and the puppet for friends."""
        self.cannot("is_friend")
