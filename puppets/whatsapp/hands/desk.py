"""All that one page can be made to do, by its parts."""

from __future__ import annotations

from pathlib import Path

from ..model import PageModel
from ..states import PageState
from .chats import Chats
from .composer import Composer
from .files import Files
from .groups import Groups
from .hand import Hand
from .linking import Linking
from .menus import Menus
from .passing import Passing
from .people import People
from .profiles import Profiles
from .reactions import Reactions
from .rows import Rows
from .tidying import tidy
from .watch import Watch

__all__ = ["Desk"]


class Desk:
    """One page, and one hand on it. Files that come in are put into the folder."""

    def __init__(self, model: PageModel, folder: Path) -> None:
        self.hand: Hand = Hand(model)
        self.watch: Watch = Watch(self.hand)
        self.linking: Linking = Linking(self.hand)
        self.chats: Chats = Chats(self.hand)
        self.people: People = People(self.hand)
        self.rows: Rows = Rows(self.hand)
        self.composer: Composer = Composer(self.hand, self.rows)
        self.menus: Menus = Menus(self.hand, self.rows)
        self.reactions: Reactions = Reactions(self.hand, self.rows, self.menus)
        self.passing: Passing = Passing(
            self.hand, self.chats, self.menus, self.composer
        )
        self.files: Files = Files(
            self.hand, self.rows, self.composer, self.menus, folder
        )
        self.groups: Groups = Groups(self.hand, self.chats, self.people)
        self.profiles: Profiles = Profiles(self.hand, self.people)

    async def tidy(self) -> None:
        """Put away what was left open; of a page without chats nothing is."""
        await self.hand.still()
        if (await self.hand.model.state()).state is PageState.READY:
            await tidy(self.hand, self.composer)
