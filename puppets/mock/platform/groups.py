"""Rooms, who is in them, and who asks whom in."""

from __future__ import annotations

from collections.abc import Iterable

from ...file_box import FileBox
from .ground import Ground
from .people import People
from .records import Group, Invitation, Membership
from .refusals import NotAllowed, Unknown
from .updates import Announced, Invited, Joined, Left, Moved, Portrayed, Renamed

__all__ = ["Groups"]


class Groups:
    """
    Whoever is in a room may rename it and bring others in; only its owner and its
    admins may put others out.
    """

    def __init__(self, ground: Ground, people: People) -> None:
        self._ground = ground
        self._people = people
        self._groups: dict[str, Group] = {}
        self._invitations: dict[str, Invitation] = {}

    # Looking.

    def group(self, room_id: str, viewer_id: str) -> Group:
        """The room, if the viewer is in it or was."""
        group = self._groups.get(room_id)
        if group is None or viewer_id not in group.seen_by:
            raise Unknown(f"there is no room {room_id!r}")
        return group

    def entered(self, room_id: str, viewer_id: str) -> Group:
        """The room, if the viewer is in it now."""
        group = self.group(room_id, viewer_id)
        if viewer_id not in group.members:
            raise NotAllowed(f"not in the room {room_id!r}")
        return group

    def of(self, contact_id: str) -> list[Group]:
        return [
            group
            for id, group in self._groups.items()
            if id == group.id and contact_id in group.members
        ]

    def rooms_of(self, contact_id: str) -> list[tuple[str, list[str]]]:
        """The rooms that this person is in, and who else is."""
        return [(group.id, list(group.members)) for group in self.of(contact_id)]

    def member(self, room_id: str, contact_id: str, viewer_id: str) -> Membership:
        try:
            return self.group(room_id, viewer_id).members[contact_id]
        except KeyError:
            raise Unknown(f"{contact_id!r} is not in {room_id!r}") from None

    # Coming and going.

    def open(self, owner_id: str, member_ids: Iterable[str], topic: str) -> Group:
        """A new room; everybody in it is told that they were brought in."""
        ids = tuple(dict.fromkeys((owner_id, *member_ids)))
        names = [self._people.profile(id).name or id for id in ids]
        group = Group(
            id=(id := self._ground.id("room")),
            first_id=id,
            topic=topic or ", ".join(names),
            owner_id=owner_id,
            members={each: Membership(inviter_id=owner_id) for each in ids},
            seen_by=set(ids),
        )
        self._groups[id] = group
        self._tell_joined(group, owner_id, ids)
        return group

    def add(self, room_id: str, inviter_id: str, *contact_ids: str) -> None:
        group = self.entered(room_id, inviter_id)
        ids = tuple(
            self._people.profile(id).id for id in contact_ids if id not in group.members
        )
        if ids:
            self._enter(group, inviter_id, ids)

    def join(self, room_id: str, contact_id: str) -> None:
        """Come in by oneself, as with a code that was scanned."""
        group = self._groups.get(room_id)
        if group is None:
            raise Unknown(f"there is no room {room_id!r}")
        if contact_id not in group.members:
            self._enter(group, contact_id, (contact_id,))

    def remove(self, room_id: str, remover_id: str, *contact_ids: str) -> None:
        group = self.entered(room_id, remover_id)
        if remover_id not in {group.owner_id, *group.admin_ids}:
            raise NotAllowed("only the owner and the admins may put someone out")
        for id in contact_ids:
            self.member(room_id, id, remover_id)
        self._exit(group, remover_id, contact_ids)

    def leave(self, room_id: str, contact_id: str) -> None:
        group = self.entered(room_id, contact_id)
        self._exit(group, contact_id, (contact_id,))

    def _enter(self, group: Group, inviter_id: str, ids: tuple[str, ...]) -> None:
        group.members.update({id: Membership(inviter_id=inviter_id) for id in ids})
        group.seen_by.update(ids)
        self._tell_joined(group, inviter_id, ids)

    def _exit(self, group: Group, remover_id: str, ids: tuple[str, ...]) -> None:
        audience = tuple(group.members)
        for id in ids:
            del group.members[id]
            group.admin_ids.discard(id)
        left = Left(
            room_id=group.id,
            remover_id=remover_id,
            member_ids=ids,
            timestamp=self._ground.now(),
        )
        self._ground.tell(left, audience, by=remover_id)

    def _tell_joined(self, group: Group, inviter_id: str, ids: tuple[str, ...]) -> None:
        joined = Joined(
            room_id=group.id,
            inviter_id=inviter_id,
            member_ids=ids,
            timestamp=self._ground.now(),
        )
        self._ground.tell(joined, tuple(group.members), by=inviter_id)

    # Invitations.

    def invite(self, room_id: str, inviter_id: str, *contact_ids: str) -> None:
        """Ask these people in; they come when they accept."""
        group = self.entered(room_id, inviter_id)
        for contact_id in contact_ids:
            invitation = Invitation(
                id=self._ground.id("invitation"),
                room_id=room_id,
                inviter_id=inviter_id,
                receiver_id=self._people.profile(contact_id).id,
                topic=group.topic,
                member_ids=tuple(group.members),
                timestamp=self._ground.now(),
            )
            self._invitations[invitation.id] = invitation
            self._ground.tell(Invited(invitation), [contact_id], by=inviter_id)

    def invitation(self, invitation_id: str, receiver_id: str) -> Invitation:
        found = self._invitations.get(invitation_id)
        if found is None or found.receiver_id != receiver_id:
            raise Unknown(f"there is no invitation {invitation_id!r}")
        return found

    def invitations_of(self, contact_id: str) -> list[Invitation]:
        return [
            each
            for each in self._invitations.values()
            if each.receiver_id == contact_id
            and contact_id not in self._groups[each.room_id].members
        ]

    def accept(self, invitation_id: str, receiver_id: str) -> None:
        invitation = self.invitation(invitation_id, receiver_id)
        group = self._groups[invitation.room_id]
        if receiver_id not in group.members:
            self._enter(group, invitation.inviter_id, (receiver_id,))

    # What a room is like.

    def rename(self, room_id: str, changer_id: str, topic: str) -> None:
        group = self.entered(room_id, changer_id)
        renamed = Renamed(
            room_id=room_id,
            changer_id=changer_id,
            topic=topic,
            old_topic=group.topic,
            timestamp=self._ground.now(),
        )
        group.topic = topic
        self._ground.tell(renamed, tuple(group.members), by=changer_id)

    def announce(self, room_id: str, changer_id: str, announcement: str) -> None:
        group = self.entered(room_id, changer_id)
        announced = Announced(
            room_id=room_id,
            changer_id=changer_id,
            announcement=announcement,
            old_announcement=group.announcement,
            timestamp=self._ground.now(),
        )
        group.announcement = announcement
        self._ground.tell(announced, tuple(group.members), by=changer_id)

    def portray(self, room_id: str, changer_id: str, picture: FileBox) -> None:
        group = self.entered(room_id, changer_id)
        group.avatar = picture
        portrayed = Portrayed(room_ids=(room_id,))
        self._ground.tell(portrayed, tuple(group.members), by=changer_id)

    def call(self, room_id: str, contact_id: str, alias: str) -> None:
        """Have another name in this room."""
        group = self.entered(room_id, contact_id)
        group.members[contact_id].alias = alias
        portrayed = Portrayed(room_ids=(room_id,))
        self._ground.tell(portrayed, tuple(group.members), by=contact_id)

    def move(self, room_id: str, mover_id: str) -> Group:
        """Give the room another id; the one that it had leads there from now on."""
        group = self.entered(room_id, mover_id)
        moved = Moved(
            room_id=group.id,
            successor_id=(successor_id := self._ground.id("room")),
            timestamp=self._ground.now(),
        )
        group.id = successor_id
        self._groups[successor_id] = group
        self._ground.tell(moved, tuple(group.members), by=mover_id)
        return group
