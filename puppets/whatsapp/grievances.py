"""What cannot be read is said, once."""

from __future__ import annotations

from ..errors import PlatformError
from ..events import ErrorEvent
from . import survey, wire
from .failures import ElementMissing
from .marks import Remembered
from .page import Page

__all__ = ["Grievances"]


class Grievances:
    """Remembers what was said, though it is seen again and again."""

    def __init__(self) -> None:
        self._said: set[str] = set()

    def rows(self, page: Page, screen: wire.Screen, before: Remembered) -> None:
        """Enter what cannot be read on a screen, but for what is old there."""
        for problem in survey.problems(screen):
            key = f"{problem.kind} {problem.what} {problem.id or problem.place}"
            if not (problem.id and before.get(problem.id)):
                self._say(page, key, problem.error())

    def element(self, error: ElementMissing) -> Page:
        """The page lacks something that it must have."""
        page = Page()
        self._say(page, f"missing {error.element}", error)
        return page

    def settle(self, page: Page) -> None:
        self._said |= page.said

    def _say(self, page: Page, key: str, error: PlatformError) -> None:
        if key not in self._said | page.said:
            page.said.add(key)
            page.events.append(ErrorEvent(error=error))
