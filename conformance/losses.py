"""What texts lose on their way, and what of it the world has said that they lose."""

from __future__ import annotations

from .human import Unchecked
from .texts import HIDDEN, Text
from .world import World

__all__ = ["Losses"]


class Losses:
    """Of one test: `lacks` of the world may name single texts, as `test_...[its name]`."""

    def __init__(self, world: World, test: str) -> None:
        self._world = world
        self._test = test
        self._wrong: list[str] = []
        self._said: list[Unchecked] = []

    def take(self, text: Text, found: str, kept: str) -> None:
        """How a text arrived; `kept` is what the platform makes of it by itself."""
        due = kept if any(text in family for family in HIDDEN.values()) else text.said
        name = f"{self._test}[{text.name}]"
        reason = self._world.lacks.get(name)
        if reason is None:
            if found != due:
                self._wrong.append(f"{text.name}: {due!a} became {found!a}")
        elif found == due:
            self._wrong.append(f"{text.name}: is said to be lost, and arrived")
        else:
            self._said.append(Unchecked(name, reason))

    def settle(self) -> None:
        """Fail for what is lost unsaid; what was said to be lost is unchecked."""
        assert not self._wrong, "\n".join(self._wrong)
        match self._said:
            case [first, *others]:
                told = "; ".join([first.reason, *map(str, others)])
                raise Unchecked(first.act, told if first.reason else "")
