"""A person, as a bot sees them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from ..choices import Choice
from ..enums import ContactType
from ..file_box import FileBox
from ..payloads import ContactPayload
from .asking import Asking
from .asks import Asks
from .known import Known

if TYPE_CHECKING:
    from .message import Message
    from .speech import Utterance

__all__ = ["Contact"]


class Contact(Known[ContactPayload], Asks):
    """
    Someone the puppet can see; the puppet itself included.

    What it tells is as it was when the bot was told of this person; `sync` reads it afresh.
    """

    def __repr__(self) -> str:
        return f"<Contact {self.id} {self.name!r}>"

    @property
    def name(self) -> str:
        """Never empty: the id where nothing better could be read."""
        return self._payload.name if self._payload else self.id

    @property
    def alias(self) -> str:
        """What the puppet's account calls this person; empty where it is nothing."""
        return self._payload.alias if self._payload else ""

    @property
    def handle(self) -> str:
        """The name that finds this person on the platform, without any `@`."""
        return self._payload.handle if self._payload else ""

    @property
    def type(self) -> ContactType:
        return self._payload.type if self._payload else ContactType.UNKNOWN

    @property
    def is_self(self) -> bool:
        """Whether this is the puppet's own account."""
        return self._puppet.is_logged_in and self.id == self._puppet.self_id

    async def say(
        self,
        what: Utterance,
        *,
        choices: Iterable[Choice | str] = (),
        per_person: bool = True,
    ) -> Message:
        """
        Say a text, a file, a contact, a link, a place, or a text that is still coming,
        in the direct conversation; return the message, of several the last. With a text
        go `choices`, which `Bot.on_choice` tells of.
        """
        return await self._directory.say(
            self.id, what, choices=choices, per_person=per_person
        )

    def _asking(self, timeout: float) -> Asking:
        return Asking(self._directory, self.id, self.id, timeout)

    async def avatar(self) -> FileBox:
        """This person's picture; `NotFound` where there is none."""
        return await self._puppet.contact_avatar(self.id)

    async def set_alias(self, alias: str | None) -> None:
        """Call this person `alias`; None takes the alias away."""
        await self._puppet.contact_set_alias(self.id, alias)
        await self.sync()

    async def sync(self) -> None:
        """Read this person afresh."""
        await self._puppet.contact_dirty(self.id)
        self._payload = await self._puppet.contact_payload(self.id)
