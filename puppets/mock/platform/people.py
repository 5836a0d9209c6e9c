"""Who has signed up, what they note about each other, and who is whose friend."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from ...file_box import FileBox
from .ground import Ground
from .records import Asked, Notes, Profile
from .refusals import NotAllowed, Unknown
from .updates import Befriended, Portrayed

__all__ = ["People"]


class People:
    """Profiles, notes, tags and friendships."""

    def __init__(self, ground: Ground) -> None:
        self._ground = ground
        self._profiles: dict[str, Profile] = {}
        self._notes: dict[tuple[str, str], Notes] = {}
        self._tags: dict[str, dict[str, set[str]]] = {}
        self._asked: dict[str, Asked] = {}
        self._friends: set[frozenset[str]] = set()

    def sign_up(self, name: str, *, is_bot: bool = False) -> Profile:
        id = self._ground.id("contact")
        number = len(self._profiles) + 1
        self._profiles[id] = Profile(
            id=id,
            name=name,
            handle=self._free_handle(name),
            phone=f"+999{number:08}",
            is_bot=is_bot,
        )
        return self._profiles[id]

    def profile(self, contact_id: str) -> Profile:
        try:
            return self._profiles[contact_id]
        except KeyError:
            raise Unknown(f"nobody is {contact_id!r}") from None

    def _free_handle(self, name: str) -> str:
        plain = "".join(each for each in name.lower() if each.isalnum()) or "someone"
        taken = {profile.handle for profile in self._profiles.values()}
        return plain if plain not in taken else f"{plain}{len(taken) + 1}"

    def with_handle(self, handle: str) -> str | None:
        return self._find(lambda profile: profile.handle == handle)

    def with_phone(self, viewer_id: str, phone: str) -> str | None:
        return self._find(
            lambda profile: (
                phone == profile.phone
                or phone in self.notes(viewer_id, profile.id).phones
            )
        )

    def _find(self, wanted: Callable[[Profile], bool]) -> str | None:
        found = (each.id for each in self._profiles.values() if wanted(each))
        return next(found, None)

    # What someone is like.

    def change(
        self,
        contact_id: str,
        *,
        rooms: Iterable[tuple[str, Iterable[str]]] = (),
        name: str | None = None,
        signature: str | None = None,
        avatar: FileBox | None = None,
    ) -> None:
        """Change a profile; every account is told."""
        profile = self.profile(contact_id)
        profile.name = profile.name if name is None else name
        profile.signature = profile.signature if signature is None else signature
        profile.avatar = avatar or profile.avatar
        shared = [(room_id, set(members)) for room_id, members in rooms]
        for viewer_id in self._ground.accounts:
            room_ids = tuple(id for id, members in shared if viewer_id in members)
            portrayed = Portrayed(contact_id=contact_id, room_ids=room_ids)
            self._ground.tell(portrayed, [viewer_id], by=contact_id)

    def notes(self, viewer_id: str, contact_id: str) -> Notes:
        """What the viewer notes about this person; to be written in."""
        self.profile(contact_id)
        return self._notes.setdefault((viewer_id, contact_id), Notes())

    # Tags.

    def tag(self, viewer_id: str, tag: str, contact_id: str) -> None:
        self.profile(contact_id)
        self._tags.setdefault(viewer_id, {}).setdefault(tag, set()).add(contact_id)

    def untag(self, viewer_id: str, tag: str, contact_id: str) -> None:
        self._tagged(viewer_id, tag).discard(self.profile(contact_id).id)

    def forget_tag(self, viewer_id: str, tag: str) -> None:
        self._tagged(viewer_id, tag)
        del self._tags[viewer_id][tag]

    def tags(self, viewer_id: str, contact_id: str | None) -> list[str]:
        tags = self._tags.get(viewer_id, {})
        if contact_id is None:
            return list(tags)
        self.profile(contact_id)
        return [tag for tag, tagged in tags.items() if contact_id in tagged]

    def _tagged(self, viewer_id: str, tag: str) -> set[str]:
        try:
            return self._tags[viewer_id][tag]
        except KeyError:
            raise Unknown(f"there is no tag {tag!r}") from None

    # Friends.

    def are_friends(self, one_id: str, other_id: str) -> bool:
        return frozenset((one_id, other_id)) in self._friends

    def friends(self, contact_id: str) -> list[str]:
        return [id for id in self._profiles if self.are_friends(contact_id, id)]

    def befriend(self, one_id: str, other_id: str) -> None:
        """Make them friends, and tell nobody: they have always been."""
        self._friends.add(frozenset((one_id, other_id)))

    def ask(self, asker_id: str, asked_id: str, hello: str) -> None:
        asked = self._request(asker_id, self.profile(asked_id).id, hello)
        self._ground.tell(Befriended(asked), [asker_id, asked_id], by=asker_id)

    def asked(self, request_id: str, viewer_id: str) -> Asked:
        """The request, if the viewer has to do with it."""
        found = self._asked.get(request_id)
        if found is None or viewer_id not in {found.asker_id, found.asked_id}:
            raise Unknown(f"there is no request {request_id!r}")
        return found

    def asked_of(self, contact_id: str) -> list[Asked]:
        """The requests that this person may still agree to, oldest first."""
        return [
            each
            for each in self._asked.values()
            if each.asked_id == contact_id
            and not each.agreed
            and not self.are_friends(each.asker_id, contact_id)
        ]

    def agree(self, request_id: str, by: str) -> None:
        request = self.asked(request_id, by)
        if request.asked_id != by or request.agreed:
            raise NotAllowed("only who was asked can agree")
        self.befriend(request.asker_id, by)
        agreed = self._request(request.asker_id, by, request.hello, agreed=True)
        self._ground.tell(Befriended(agreed), [request.asker_id, by], by=by)

    def _request(
        self, asker_id: str, asked_id: str, hello: str, *, agreed: bool = False
    ) -> Asked:
        id = self._ground.id("friendship")
        self._asked[id] = Asked(
            id=id,
            asker_id=asker_id,
            asked_id=asked_id,
            hello=hello,
            timestamp=self._ground.now(),
            agreed=agreed,
        )
        return self._asked[id]
