"""Someone on the mocker's platform, and what they do there."""

from __future__ import annotations

from ..enums import TapType
from ..file_box import FileBox
from ..payloads import PostPayload
from .platform import Platform
from .platform.account import Account as PlatformAccount
from .platform.refusals import Unknown
from .platform.uploads import uploaded_post
from .screen import Room, inside
from .talker import Talker

__all__ = ["Account", "Person"]


class Person(Talker):
    """
    A person, by whose hands and eyes a test acts and looks.

    Acts return when the platform has taken them in; what a person may not do, or does
    to what there is not, raises a `Refusal`.
    """

    # Rooms.

    async def renames(self, room: Room, topic: str) -> None:
        self._platform.groups.rename(room.id, self.id, topic)

    async def announces(self, room: Room, announcement: str) -> None:
        self._platform.groups.announce(room.id, self.id, announcement)

    async def portrays(self, room: Room, picture: FileBox) -> None:
        """Give the room a picture."""
        self._platform.groups.portray(room.id, self.id, await picture.loaded())

    async def invites(self, room: Room, *people: Person) -> None:
        """Bring these people in."""
        self._platform.groups.add(room.id, self.id, *(each.id for each in people))

    async def invites_puppet(self, room: Room, puppet: Person | None = None) -> None:
        """Ask the bot, or who is named, to come in; they do when they accept."""
        self._platform.groups.invite(room.id, self.id, self._other(puppet))

    async def removes(self, room: Room, person: Person | None = None) -> None:
        """Put the bot out, or who is named."""
        self._platform.groups.remove(room.id, self.id, self._other(person))

    async def leaves(self, room: Room) -> None:
        self._platform.groups.leave(room.id, self.id)

    async def joins(self, room: Room) -> None:
        """Come in by oneself, or by the invitation to this room if there is one."""
        for invitation in self._platform.groups.invitations_of(self.id):
            if invitation.room_id == room.id:
                self._platform.groups.accept(invitation.id, self.id)
        self._platform.groups.join(room.id, self.id)

    async def is_called_in(self, room: Room, alias: str) -> None:
        """Have another name in this room from now on."""
        self._platform.groups.call(room.id, self.id, alias)

    async def moves(self, room: Room) -> Room:
        """Have the platform give the room another id; the room as it is now."""
        return inside(self._platform.groups.move(room.id, self.id))

    async def scans(self, code: str) -> str:
        """Scan a QR code: come into its room, or see whose it is. Returns the id."""
        id = self._platform.scanned(code)
        if id.startswith("room-"):
            self._platform.groups.join(id, self.id)
        return id

    # Who this is.

    async def is_called(self, name: str) -> None:
        """Have another name from now on; it may be empty."""
        self._platform.change_profile(self.id, name=name)

    async def looks_like(self, picture: FileBox) -> None:
        """Have this picture from now on."""
        self._platform.change_profile(self.id, avatar=await picture.loaded())

    # Friends.

    async def befriends(self, hello: str = "", *, to: Person | None = None) -> None:
        """Ask the bot, or who is named, to be a friend."""
        self._platform.people.ask(self.id, self._other(to), hello)

    async def agrees(self) -> None:
        """Be a friend of whoever asked last; `Unknown` where nobody has."""
        requests = self._platform.people.asked_of(self.id)
        if not requests:
            raise Unknown(f"nobody has asked {self.name}")
        self._platform.people.agree(requests[-1].id, self.id)

    async def is_friend(self, of: Person | None = None) -> bool:
        """Whether the platform holds this person for a friend of the bot, or of who is named."""
        return self._platform.people.are_friends(self.id, self._other(of))

    # Posts.

    async def publishes(self, post: PostPayload | str) -> str:
        """Say something to nobody in particular; return the post's id."""
        if isinstance(post, str):
            post = PostPayload(sayables=(post,))
        return self._platform.posts.publish(self.id, await uploaded_post(post))

    async def taps(self, post_id: str, *, tapped: bool = True) -> None:
        """Like a post, or no longer."""
        self._platform.posts.tap(post_id, self.id, TapType.LIKE, tapped=tapped)


class Account(Person):
    """
    Someone whom a puppet plays, by the `token`.

    It can act by hand as well, as a person does who answers from the same account.
    """

    def __init__(
        self, platform: Platform, account: PlatformAccount, bot_id: str
    ) -> None:
        super().__init__(platform, account.contact_id, bot_id)
        self._account = account

    @property
    def token(self) -> str:
        return self._account.token

    async def links(self) -> None:
        """Scan the code that the puppet shows, and agree."""
        self._account.link()

    async def revokes(self) -> None:
        """Accept the token no longer."""
        self._account.revoke()
