"""A puppet that is killed again and again while people talk to it, and what became of that."""

from __future__ import annotations

import asyncio
import random
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import chain, pairwise

from .life import Life
from .lines import Begun, Ended, Failed, Finished, Line, Manners
from .nursery import Lives
from .world import Human

__all__ = ["Survival", "survive"]

WORK = 0.02
"""The most seconds that a handler takes: most kills meet several at work."""
CRADLE = 0.05
"""The most seconds after which a process is killed that was not waited for."""


@dataclass(frozen=True, slots=True)
class Said:
    """What someone said, and how often the puppet had been killed by then."""

    id: str
    conversation_id: str
    kills: int


@dataclass
class Survival:
    """Who said what, and what the puppet told of it, life by life."""

    said: list[Said] = field(default_factory=list)
    lives: list[list[Line]] = field(default_factory=list)

    @property
    def lost(self) -> list[str]:
        """What was said and never handled to the end."""
        told = chain.from_iterable(self.lives)
        ended = {line.id for line in told if isinstance(line, Ended)}
        return [said.id for said in self.said if said.id not in ended]

    @property
    def begun(self) -> Counter[str]:
        """How often a handler was given what text."""
        return Counter(line.text for told in self.lives for line in _begun(told))

    @property
    def repeats(self) -> int:
        """How often a handler was given something once more."""
        return self.begun.total() - len(self.begun)

    @property
    def in_work(self) -> list[int]:
        """In how many conversations each life was at work when it ended."""
        return [len(_cut_off(told)) for told in self.lives]

    @property
    def inversions(self) -> int:
        """How often something was first handled after what was said later."""
        place = {said.id: number for number, said in enumerate(self.said)}
        lanes: dict[str, dict[str, None]] = {}
        for told in self.lives:
            for line in _begun(told):
                lanes.setdefault(line.conversation_id, {})[line.id] = None
        return sum(
            place[former] > place[latter]
            for lane in lanes.values()
            for former, latter in pairwise(lane)
        )

    @property
    def amiss(self) -> list[str]:
        """What was handled as it must not be, and what broke."""
        judge = Judge({said.id: said for said in self.said})
        return [wrong for told in self.lives for wrong in judge.hear(told)]


class Judge:
    """
    Hears what one life after the other tells.

    What comes again was cut off: it was the last that was begun in its conversation, it
    was not finished, and it says that it comes again. Nothing else says so but what may
    have been cut off, for all that the memory can know: what was kept before a kill,
    and comes first in its conversation after it.
    """

    def __init__(self, said: dict[str, Said]) -> None:
        self._said = said
        self._last: dict[str, str] = {}
        self._known: set[str] = set()
        self._finished: set[str] = set()
        self._kills = 0

    def hear(self, told: list[Line]) -> Iterator[str]:
        """What is wrong in one life."""
        here: set[str] = set()
        for line in told:
            match line:
                case Failed(why=why):
                    yield why
                case Finished(id=id):
                    self._finished.add(id)
                case Begun():
                    why = self._why_not(line, is_first=line.conversation_id not in here)
                    if why:
                        yield f"{line} {why}"
                    here.add(line.conversation_id)
                    self._known.add(line.id)
                    self._last[line.conversation_id] = line.id
        self._kills += 1

    def _why_not(self, line: Begun, *, is_first: bool) -> str:
        said = self._said.get(line.id)
        if said is None:
            return "was never said"
        if line.id not in self._known:
            if line.redelivered and not (is_first and said.kills < self._kills):
                return "cannot have been begun, and says that it comes again"
        elif line.id in self._finished:
            return "was finished, and comes again"
        elif not is_first or self._last[line.conversation_id] != line.id:
            return "was not cut off, and comes again"
        elif not line.redelivered:
            return "comes again, and does not say so"
        return ""


async def survive(
    lives: Lives,
    people: Sequence[Human],
    *,
    kills: int,
    said: int,
    seed: int,
    answers: bool = False,
    patience: float | None = None,
    watched: Callable[[range], Iterable[int]] = iter,
) -> Survival:
    """
    Let these people say so much, and kill the puppet so often meanwhile.

    Some of it is said before each life, some during it. A life ends at a random point
    of its work, or before it has begun any; the last one has `patience` seconds for
    what is left. Where the puppet `answers`, it says "heard n" to the n-th that is said.
    """
    dice = random.Random(seed)
    talkers = [people[number % len(people)] for number in range(said)]
    dice.shuffle(talkers)
    ordeal = Ordeal(lives, talkers, dice, answers=answers)
    for number in watched(range(kills)):
        await ordeal.life_and_death(kills - number)
    await ordeal.last_life(patience)
    return ordeal.survival


class Ordeal:
    """What is still to be said, and by whom; for the rest the dice are thrown."""

    def __init__(
        self,
        lives: Lives,
        talkers: Iterable[Human],
        dice: random.Random,
        *,
        answers: bool,
    ) -> None:
        self.survival = Survival()
        self._lives = lives
        self._dice = dice
        self._answers = answers
        self._unsaid = deque((human, str(n)) for n, human in enumerate(talkers, 1))
        self._kills = 0

    async def life_and_death(self, left: int) -> None:
        """One life of those that are left, and its end."""
        share = len(self._unsaid) // (left + 1)
        sooner = self._dice.randint(0, share)
        for _ in range(sooner):
            await self._say()
        async with self._lives.unborn(self._manners()) as life:
            self.survival.lives.append(life.told)
            await self._until_its_hour(life, share - sooner)
        self._kills += 1

    async def last_life(self, patience: float | None) -> None:
        """Say the rest, and let the puppet end in peace when all of it is handled."""
        async with self._lives.another(self._manners()) as life:
            self.survival.lives.append(life.told)
            while self._unsaid:
                await self._say()
            with suppress(AssertionError):  # what is missing is lost, and said so
                await life.until(self._is_all_done, "all of it", within=patience)
            await life.ends()

    def _manners(self) -> Manners:
        seed = self._dice.randrange(2**32)
        return Manners(seed=seed, work=WORK, answers=self._answers)

    async def _until_its_hour(self, life: Life, later: int) -> None:
        """Say so much, and return at a random moment of the puppet's work on it."""
        steps = self._dice.randint(0, 2 * (later + 1))
        if steps == 0:
            await asyncio.sleep(self._dice.uniform(0, CRADLE))
            return
        await life.ready()
        for _ in range(later):
            await self._say()
        await life.until(
            lambda: len(life.begun) >= steps or self._is_all_done(),
            f"{steps} messages to be handled: lost, till now, are {self.survival.lost}",
        )
        await asyncio.sleep(self._dice.uniform(0, WORK))

    async def _say(self) -> None:
        human, text = self._unsaid.popleft()
        said = Said(await human.says(text), human.id, self._kills)
        self.survival.said.append(said)

    def _is_all_done(self) -> bool:
        return not self.survival.lost


def _begun(told: list[Line]) -> list[Begun]:
    return [line for line in told if isinstance(line, Begun)]


def _cut_off(told: list[Line]) -> set[str]:
    """The conversations in which something was begun, and not finished."""
    finished = {line.id for line in told if isinstance(line, Finished)}
    return {line.conversation_id for line in _begun(told) if line.id not in finished}
