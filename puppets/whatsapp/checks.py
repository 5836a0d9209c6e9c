"""What `puppets doctor whatsapp` looks at; it opens no page, which is for one alone."""

from __future__ import annotations

from collections.abc import Mapping

from .._sqlite.lock import is_held
from ..findings import Check, Finding
from . import executable
from .driver import driver
from .options import WhatsAppOptions

__all__ = ["Checks"]


class Checks:
    """A look at the browser, and at the profile in which the account is linked."""

    def __init__(self, options: WhatsAppOptions) -> None:
        self._options = options

    def all(self) -> Mapping[str, Check]:
        return {"browser": self._browser, "profile": self._profile}

    async def _browser(self) -> Finding:
        if self._options.endpoint:
            return Finding(what="one that runs already, by its address")
        async with driver() as playwright:
            own = playwright.chromium.executable_path
        found = executable.find(self._options.browser, own)
        version = await executable.version_of(found)
        return Finding(what=f"{found}, version {version or 'unknown'}")

    async def _profile(self) -> Finding:
        folder = self._options.profile.expanduser().absolute()
        if not folder.exists():
            return Finding(
                what=f"{folder}, not there yet",
                remedy="run the bot: it shows the code that links the account",
            )
        used = is_held(folder / "puppets")  # whose lock is `puppets.lock`
        return Finding(what=f"{folder}, {'in use' if used else 'not in use'}")
