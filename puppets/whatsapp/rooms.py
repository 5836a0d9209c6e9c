"""What a WhatsApp puppet knows of people and rooms, and does with them."""

from __future__ import annotations

from dataclasses import replace

from ..enums import DirtyType
from ..errors import Forbidden, NotFound, Rejected
from ..file_box import FileBox
from ..payloads import ContactPayload, RoomMemberPayload, RoomPayload
from ..puppet import Puppet
from . import ids, people, wire
from .addresses import Addresses
from .afresh import afresh
from .client import Client
from .failures import Ambiguous
from .hands import Whom
from .identity import Acquaintance, Seen
from .ledger import Ledger
from .manners import Manners
from .notices import YOU, notice

__all__ = ["WhatsAppRooms"]


class WhatsAppRooms(Puppet):
    """Contacts, rooms and their members, as the page's lists and drawers show them."""

    _client: Client
    _addresses: Addresses
    _manners: Manners
    _ledger: Ledger

    # Contacts.

    async def contact_list(self) -> list[str]:
        """The address book, and whoever was met besides."""
        self._addresses.listed(await self._client.contacts())
        await self._addresses.save()
        return [who.id for who in self._addresses.known(room=False)]

    async def contact_payload(self, contact_id: str) -> ContactPayload:
        """By name; what else the page has stands behind a conversation, unopened."""
        me = self._addresses.me
        if contact_id == me.id:
            phones = (f"+{_digits(me.phone)}",) if me.phone else ()
            own = people.contact(Acquaintance(id=me.id, name=me.name))
            return replace(own, phones=phones)
        await self._person(contact_id)
        if not self._addresses.is_sure(contact_id):
            await afresh(self._client, self._addresses, self._ledger, contact_id)
        who = self._addresses.get(contact_id)
        if who is None:
            raise NotFound(f"the page shows no contact {contact_id!r}")
        return people.contact(who)

    async def contact_validate(self, contact_id: str) -> bool:
        return await self._is_there(self.contact_payload(contact_id))

    async def contact_avatar(self, contact_id: str) -> FileBox:
        if contact_id == self.self_id:
            source = (await self._client.profile()).picture
        else:
            whom = await self._person(contact_id)
            source = (await self._client.card(whom)).picture
        return await self._picture(source, contact_id)

    async def contact_self_set_name(self, name: str) -> None:
        await self._client.set_name(name)
        await self._addresses.identify(await self._client.profile())
        await self.contact_dirty(self.self_id)

    async def contact_self_set_signature(self, signature: str) -> None:
        await self._client.set_about(signature)
        await self.contact_dirty(self.self_id)

    # Rooms.

    async def room_list(self) -> list[str]:
        """Those on the list of chats, but for those that the account is no more in."""
        lines = await self._addresses.look()
        language = (await self._client.sighting()).language
        left = [row for row in lines if await self._is_left(row, language)]
        return self._addresses.rooms([row for row in lines if row not in left])

    async def room_payload(self, room_id: str) -> RoomPayload:
        whom = await self._room(room_id)
        # Who is called otherwise now is known by what he said there.
        screen = await self._client.open_chat(whom)
        await self._addresses.look_up(self._ledger.strangers(screen))
        self._ledger.reading(screen)
        members = await self._client.members(whom)
        who = self._addresses.get(room_id)
        if who is None:
            raise NotFound(f"the page shows no room {room_id!r}")
        others = [each.name for each in members if not each.me]
        await self._addresses.look_up(self._addresses.strangers(others))
        everybody, unclear = self._addresses.members(members)
        admins, more = self._addresses.members([each for each in members if each.admin])
        for error in {**more, **unclear}.values():
            self._report(error)
        await self._addresses.save()
        return people.room(who, everybody, admins)

    async def room_validate(self, room_id: str) -> bool:
        return await self._is_there(self._room(room_id), Forbidden)

    async def room_create(self, contact_ids: list[str], topic: str = "") -> str:
        self._manners.must_be_asked(*contact_ids)
        names = [(await self._person(id)).name for id in contact_ids]
        if not topic:
            raise Rejected("a group on whatsapp needs a name")
        screen = await self._client.create_room(names, topic)
        shown = screen.open
        if shown is None:
            raise NotFound(f"the page does not show the new room {topic!r}")
        who = self._addresses.meet(
            Seen(
                name=topic,
                room=True,
                messages=tuple(
                    id for row in shown.rows if (id := ids.message_id(row.raw))
                ),
            )
        )
        await self._addresses.save()
        self._manners.is_at_home(who.id)
        return who.id

    async def room_add(
        self, room_id: str, *contact_ids: str, invite_only: bool = False
    ) -> None:
        if invite_only:
            raise Rejected("whatsapp brings people in without asking them")
        self._manners.must_be_asked(*contact_ids)
        whom = await self._room(room_id)
        names = [(await self._person(id)).name for id in contact_ids]
        await self._client.add(whom, *names)
        await self._changed(room_id)

    async def room_del(self, room_id: str, *contact_ids: str) -> None:
        whom = await self._room(room_id)
        names = [(await self._person(id)).name for id in contact_ids]
        await self._client.remove(whom, *names)
        await self._changed(room_id)

    async def room_quit(self, room_id: str) -> None:
        await self._client.quit(await self._room(room_id))
        await self._changed(room_id)

    async def room_set_topic(self, room_id: str, topic: str) -> None:
        whom = await self._room(room_id)
        await self._client.set_topic(whom, topic)
        self._addresses.rename(room_id, topic)
        await self._addresses.save()
        await self.room_dirty(room_id)

    async def room_announce(self, room_id: str) -> str:
        """The group's description, which stands over its members."""
        return await self._client.description(await self._room(room_id))

    async def room_set_announce(self, room_id: str, announcement: str) -> None:
        await self._client.set_description(await self._room(room_id), announcement)

    async def room_avatar(self, room_id: str) -> FileBox:
        card = await self._client.card(await self._room(room_id))
        return await self._picture(card.picture, room_id)

    async def room_qrcode(self, room_id: str) -> str:
        """The link by which others come in; shown to those who run the group."""
        return await self._client.invite_link(await self._room(room_id))

    # Room members.

    async def room_member_list(self, room_id: str) -> list[str]:
        return list((await self.room_payload(room_id)).member_ids)

    async def room_member_payload(
        self, room_id: str, contact_id: str
    ) -> RoomMemberPayload:
        room = await self.room_payload(room_id)
        if contact_id not in room.member_ids:
            raise NotFound(f"{contact_id} is not in the room {room_id}")
        person = await self.contact_payload(contact_id)
        return people.member(room_id, Acquaintance(id=contact_id, name=person.name))

    # Parts of the above.

    async def _person(self, contact_id: str) -> Whom:
        if ids.is_room(contact_id):
            raise NotFound(f"{contact_id!r} is a room, and no contact")
        return await self._addresses.whom(contact_id)

    async def _is_left(self, row: wire.ChatRow, language: str) -> bool:
        """
        Whether the line says that the account went, or was put out, last of all; and
        it is no message that reads so, for then there is a field to answer in.
        """
        said = notice(row.preview, language)
        if row.room is False or said is None or YOU not in said.people:
            return False
        if said.kind not in {"left", "removed"}:
            return False
        whom = Whom(name=row.name, room=True, picture=row.picture)
        try:
            shown = (await self._client.open_chat(whom)).open
        except (NotFound, Ambiguous):
            return False
        return shown is not None and not shown.composer

    async def _room(self, room_id: str) -> Whom:
        if not ids.is_room(room_id):
            raise NotFound(f"{room_id!r} is no room")
        return await self._addresses.whom(room_id)

    async def _picture(self, source: str, id: str) -> FileBox:
        if not source:
            raise NotFound(f"{id} has no picture")
        content = await self._client.picture(source)
        return FileBox.from_bytes(content, name="picture.jpg")

    async def dirty(self, what: DirtyType, id: str) -> None:
        if what is DirtyType.CONTACT:
            self._addresses.doubt(id)
        await super().dirty(what, id)

    async def _changed(self, room_id: str) -> None:
        await self.dirty(DirtyType.ROOM, room_id)
        await self.dirty(DirtyType.ROOM_MEMBER, room_id)


def _digits(phone: str) -> str:
    return "".join(each for each in phone if each.isdigit())
