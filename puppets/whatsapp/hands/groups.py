"""What is told of whoever is talked with, and what is done to groups."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from ...errors import Forbidden, NotFound, Rejected, Unavailable
from .. import wire
from ..failures import Ambiguous
from ..ids import even
from .chats import Chats
from .choosing import Choosing
from .hand import STEP, Hand
from .people import People
from .places import Card, Member, Whom
from .writing import rewrite

__all__ = ["Groups"]

LOOKS = 20
"""How often a group is looked at for what was changed."""
OFFERED = 1.0
"""Seconds in which a member shows what can be done with him."""
LISTED = {"row": "member_row", "title": "member_name", "within": "drawer"}


class _Told(msgspec.Struct):
    """What a drawer tells, at one time."""

    title: str
    phone: str
    about: str
    picture: str
    description: str
    link: str


class Groups:
    """The drawer at the right, which tells of the conversation that is open."""

    def __init__(self, hand: Hand, chats: Chats, people: People) -> None:
        self._hand = hand
        self._chats = chats
        self._people = people

    # What is told.

    async def card(self) -> Card:
        """Of the person whose conversation is open."""
        told = await self._told()
        return Card(
            name=told.title, phone=told.phone, about=told.about, picture=told.picture
        )

    async def members(self) -> tuple[Member, ...]:
        hand = self._hand
        where = "drawer"
        await self._open()
        if await hand.find("view_all", "drawer"):
            await hand.press("view_all", "drawer")
            await hand.wait(where := "dialog")
        await hand.wait("member_row", where)
        rows = await self._people.all_of("member_row", where)
        await self._close()
        return tuple(
            Member(name=row.name, me=row.me, admin=row.admin, nick=row.nick)
            for row in rows
            if row.name
        )

    async def description(self) -> str:
        """What stands under a group's name; empty where nothing does."""
        return (await self._told()).description

    async def invite_link(self) -> str:
        """Raises `Forbidden` where the page does not show it."""
        link = (await self._told()).link
        if not link:
            raise Forbidden("the page shows the group's link to those who run it")
        return link

    # What is done.

    async def rename(self, topic: str) -> None:
        await self._change("subject_edit", topic)
        if not await self._hand.until("opened", {"name": topic}, patience=STEP):
            raise Unavailable("the page did not change the group's name")
        await self._close()

    async def describe(self, text: str) -> None:
        await self._change("description_edit", text)
        # What is drawn at once, the service may not know yet: the drawer is opened anew.
        for _ in range(LOOKS):
            if even(await self.description()) == even(text):
                return
        raise Unavailable("the page did not change the group's description")

    async def add(self, names: Sequence[str]) -> None:
        """Bring them in. Raises `Forbidden`, `NotFound`, `Ambiguous`."""
        await self._open()
        await self._offered("add_member", "lets only those who run the group add to it")
        await self._choose(names)
        await self._seen(names, inside=True)

    async def remove(self, name: str) -> None:
        hand = self._hand
        await self._open()
        await hand.wait("member_row", "drawer")
        given = {"row": "member_row", "title": "member_name", "name": name}
        rows = await hand.many("named", {"within": "drawer", **given})
        if not rows:
            raise NotFound(f"nobody in the group is called {name!r}")
        if len(rows) > 1:
            raise Ambiguous(
                f"{len(rows)} in the group are called {name!r}, and nothing tells "
                "which is meant; give one another name on the phone"
            )
        await hand.hover(rows[0])
        menu = await hand.find("member_menu", rows[0])
        await hand.press(menu or await hand.wait("panel_button", rows[0]))
        if not await hand.until("there", {"name": "menu_remove"}, patience=OFFERED):
            raise Forbidden(f"the page does not offer to remove {name!r}")
        await hand.press("menu_remove")
        await self._seen([name], inside=False)

    async def quit(self) -> None:
        hand = self._hand
        await self._open()
        await self._offered("exit_group", "does not offer to leave the group")
        await hand.press("dialog_confirm")
        if not await hand.gone("composer"):
            raise Unavailable("the page did not leave the group")
        await self._close()

    async def create(self, names: Sequence[str], topic: str) -> wire.Screen:
        """A group of these, which is open then."""
        if not topic.strip() or not names:
            raise Rejected("a group on whatsapp needs a name, and somebody in it")
        hand = self._hand
        await hand.press("new_chat")
        await hand.press("new_group")
        await self._choose(names)
        box = await hand.wait("subject_box")
        await hand.focus(box)
        await hand.type(topic)
        await hand.press("create_group")
        return await self._chats.shown(Whom(name=topic, room=True))

    # Inside.

    async def _choose(self, names: Sequence[str]) -> None:
        choosing = Choosing(self._hand)
        for name in names:
            await choosing.pick(name)
        await choosing.done()

    async def _seen(self, names: Sequence[str], *, inside: bool) -> None:
        """Until the list of members says so; yes, where the page asks once more."""
        hand = self._hand
        given = {"names": list(names), "inside": inside, **LISTED}
        for _ in range(2):
            told = await hand.maybe("among", str, given, patience=STEP)
            if told != "asked":
                break
            await hand.press("dialog_confirm")
            await hand.gone("dialog_confirm")
        await self._close()
        if told != "so":
            done = "in the group" if inside else "out of the group"
            raise Unavailable(f"the page does not show {', '.join(names)} {done}")

    async def _change(self, pencil: str, text: str) -> None:
        await self._open()
        await self._offered(pencil, "lets only those who run the group change that")
        await rewrite(self._hand, text)

    async def _offered(self, button: str, why: str) -> None:
        """Press it, where it is there for this account."""
        if await self._hand.find(button, "drawer") is None:
            raise Forbidden(f"the page {why}")
        await self._hand.press(button, "drawer")

    async def _told(self) -> _Told:
        await self._open()
        told = await self._hand.told("drawer", _Told)
        await self._close()
        return told

    async def _open(self) -> None:
        """What is told of the conversation that is open, and of no other."""
        await self._close()
        await self._hand.press("header_button")
        await self._hand.wait("drawer_close", "drawer")

    async def _close(self) -> None:
        hand = self._hand
        if await hand.find("dialog"):
            await Choosing(hand).close()
        if await hand.find("drawer") is None:
            return
        await hand.press("drawer_close", "drawer")
        if not await hand.gone("drawer"):
            raise Unavailable("the page does not close what is told of a conversation")
