"""From a file's name to the bot in it."""

from __future__ import annotations

import importlib.util
import sys
import traceback
from pathlib import Path
from types import ModuleType

from .. import Bot
from ..errors import ConfigurationError

__all__ = ["DING_DONG", "bot_in", "parted"]

DING_DONG = str(Path(__file__).with_name("ding_dong.py"))
"""The bot of the README, for those who have not written one yet."""


def bot_in(place: str) -> Bot:
    """
    The bot in the file, or of several the one that is named after a colon. Those that
    make up a chain with `|` count as the chain alone.

    The file runs as a module, not as a program: what stands under
    `if __name__ == "__main__"` does not.
    """
    path, name = parted(place)
    bots = {
        name: value
        for name, value in vars(_loaded(path)).items()
        if isinstance(value, Bot)
    }
    if name is not None:
        return _named(bots, path, name)
    linked = {id(link) for bot in bots.values() for link in bot.links}
    bots = {name: bot for name, bot in bots.items() if id(bot) not in linked}
    if not bots:
        raise ConfigurationError(f"{path} has no Bot; it needs a line: bot = Bot()")
    if len(set(map(id, bots.values()))) > 1:
        several = " or ".join(f"{path}:{name}" for name in bots)
        raise ConfigurationError(f"{path} has several bots; say which: {several}")
    return next(iter(bots.values()))


def parted(place: str) -> tuple[Path, str | None]:
    """The file, and the name of the bot in it where that is given."""
    path, colon, name = place.rpartition(":")
    if colon and name.isidentifier() and not Path(place).exists():
        return Path(path), name
    return Path(place), None


def _named(bots: dict[str, Bot], path: Path, name: str) -> Bot:
    if name not in bots:
        there = ", ".join(bots) or "none"
        raise ConfigurationError(f"{path} has no bot {name!r}; there are: {there}")
    return bots[name]


def _loaded(path: Path) -> ModuleType:
    if not path.is_file():
        raise ConfigurationError(f"there is no file {path}")
    spec = importlib.util.spec_from_file_location(path.stem, path)
    if spec is None or spec.loader is None:
        raise ConfigurationError(f"{path} is not a Python file")
    module = importlib.util.module_from_spec(spec)
    sys.modules[path.stem] = module
    sys.path.insert(0, str(path.resolve().parent))
    try:
        spec.loader.exec_module(module)
    except Exception as error:  # noqa: BLE001 - the author's own mistake
        # It is shown from the file on, without our frames.
        own = error.__traceback__
        while own and own.tb_frame.f_code.co_filename != str(path):
            own = own.tb_next
        traceback.print_exception(error.with_traceback(own))
        raise SystemExit(1) from None
    return module
