"""An account that a puppet plays: how it is let in, and told what happens."""

from __future__ import annotations

import itertools
import time
from collections.abc import AsyncGenerator

from ...enums import ScanStatus
from .faults import Faults
from .feed import Feed
from .line import Line
from .refusals import BadToken, Unreachable
from .updates import Code, Linked, Parcel

__all__ = ["Account"]


class Account:
    """
    A token lets a puppet in; where the account `must_link`, a person has to scan a
    code as well, and the session that comes of it lets the puppet in again.
    """

    def __init__(
        self,
        contact_id: str,
        token: str,
        faults: Faults,
        *,
        must_link: bool,
        code_seconds: float,
    ) -> None:
        self.contact_id = contact_id
        self.token = token
        self.must_link = must_link
        self.feed: Feed = Feed(faults)
        self._faults = faults
        self._session: str | None = None
        self._code_seconds = code_seconds
        self._codes = itertools.count(1)
        self._code = ""
        self._shown_at = 0.0
        self._revoked = False

    def admit(self) -> None:
        if self._revoked:
            raise BadToken("the token was revoked")

    def revoke(self) -> None:
        """Let nobody in with this token any more, and put out who is in."""
        self._revoked = True
        self.feed.drop(BadToken("the token was revoked"))

    def stumble(self) -> None:
        """Break the connections that are open."""
        self.feed.drop(Unreachable("the connection was dropped"))

    # Linking.

    def link(self) -> None:
        """A person scans the code and agrees."""
        self._session = f"session of {self._code or 'a code'} {next(self._codes)}"
        self.feed.sign(
            Code(ScanStatus.SCANNED),
            Code(ScanStatus.CONFIRMED),
            Linked(self.contact_id, self._session),
        )

    def unlink(self) -> None:
        """End the session: a person has to scan again."""
        if self._session is not None:
            self._session = None
            self._renew()

    def is_linked(self, session: str | None) -> bool:
        return not self.must_link or (session is not None and session == self._session)

    # The connection.

    async def listen(
        self, cursor: str | None, session: str | None, patience: float
    ) -> AsyncGenerator[Parcel]:
        """Everything from the cursor on, for ever; a sign of life each `patience` s."""
        self._faults.meet_connection()
        self.admit()
        line = self.feed.open(cursor, locked=not self.is_linked(session))
        try:
            if self.must_link:
                self._greet(line, session)
            while True:
                yield await line.next(self._patience(patience, locked=line.locked))
        finally:
            self.feed.close(line)

    def _greet(self, line: Line, session: str | None) -> None:
        if session is not None and self.is_linked(session):
            line.sign(Linked(self.contact_id, session))
        elif self._code and self._left() > 0:
            line.sign(Code(ScanStatus.WAITING, self._code))
        else:
            self._renew()

    def _patience(self, patience: float, *, locked: bool) -> float:
        if not locked:
            return patience
        if self._left() <= 0:
            self._renew()
        return min(patience, self._left())

    def _left(self) -> float:
        return self._shown_at + self._code_seconds - time.monotonic()

    def _renew(self) -> None:
        self._code = f"https://mock.invalid/link/{self.contact_id}/{next(self._codes)}"
        self._shown_at = time.monotonic()
        self.feed.sign(Code(ScanStatus.WAITING, self._code))
