"""What the account tells of itself."""

from __future__ import annotations

from ...errors import Unavailable
from ..ids import even
from .hand import Hand
from .people import People
from .places import Profile
from .writing import rewrite

__all__ = ["Profiles"]

LOOKS = 20
"""How often the account is looked at for what was changed."""


class Profiles:
    """The account's own drawer."""

    def __init__(self, hand: Hand, people: People) -> None:
        self._hand = hand
        self._people = people

    async def read(self) -> Profile:
        hand = self._hand
        await hand.press("profile_button")
        await hand.wait("profile_name")
        told = await hand.told("profile", Profile, {"back": "back"})
        await self._people.back()
        return told

    async def change(self, what: str, text: str) -> None:
        """Have another line of it read so: `profile_name`, `profile_about`."""
        hand = self._hand
        await hand.press("profile_button")
        await hand.press(f"{what}_edit")
        await rewrite(hand, text)
        await self._people.back()
        # What is drawn at once, the service may not know yet: the drawer is opened anew.
        for _ in range(LOOKS):
            told = await self.read()
            if even(told.name if what == "profile_name" else told.about) == even(text):
                return
        raise Unavailable(f"the page did not change the {what}")
