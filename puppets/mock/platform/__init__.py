"""A chat platform in memory: it knows people and accounts, and no puppet."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from ...file_box import FileBox
from .account import Account
from .ground import Ground
from .groups import Groups
from .people import People
from .posts import Posts
from .presses import Presses
from .refusals import Unknown
from .talk import Talk

__all__ = ["Platform"]

CODES = "https://mock.invalid/code/"


class Platform:
    """Everything that people and puppets do comes together here."""

    def __init__(
        self, *, clock: Callable[[], datetime], echoes: bool, code_seconds: float
    ) -> None:
        self.ground: Ground = Ground(clock, echoes=echoes)
        self.people: People = People(self.ground)
        self.groups: Groups = Groups(self.ground, self.people)
        self.talk: Talk = Talk(self.ground, self.people, self.groups)
        self.presses: Presses = Presses(self.ground, self.people, self.talk)
        self.posts: Posts = Posts(self.ground, self.people)
        self._code_seconds = code_seconds

    def open_account(self, name: str, token: str, *, must_link: bool) -> Account:
        """Sign someone up whom a puppet plays."""
        contact_id = self.people.sign_up(name, is_bot=True).id
        account = Account(
            contact_id,
            token,
            self.ground.faults,
            must_link=must_link,
            code_seconds=self._code_seconds,
        )
        self.ground.accounts[contact_id] = account
        return account

    def change_profile(
        self,
        contact_id: str,
        *,
        name: str | None = None,
        signature: str | None = None,
        avatar: FileBox | None = None,
    ) -> None:
        """Change what is not None; every account is told."""
        self.people.change(
            contact_id,
            rooms=self.groups.rooms_of(contact_id),
            name=name,
            signature=signature,
            avatar=avatar,
        )

    def known_to(self, contact_id: str) -> list[str]:
        """Friends, those in the same rooms, and those with whom this one has talked."""
        members = [id for _, ids in self.groups.rooms_of(contact_id) for id in ids]
        friends, others = self.people.friends(contact_id), self.talk.others(contact_id)
        known = dict.fromkeys([*friends, *members, *others])
        return [id for id in known if id != contact_id]

    # Codes that people scan.

    def code_of(self, id: str) -> str:
        """What a QR code holds that leads to this person or room."""
        return f"{CODES}{id}"

    def scanned(self, code: str) -> str:
        """Whose code this is."""
        if not code.startswith(CODES):
            raise Unknown("no code of this platform")
        return code.removeprefix(CODES)
