"""Where a bot that is run remembers."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from pathlib import Path

from platformdirs import user_state_path

from .. import Bot, InProcessMemory, Memory, Options, Puppet
from ..errors import ConfigurationError
from ..registry import Provider, load, provider

__all__ = ["IN_PROCESS", "memory_at", "settle", "state_folder"]

IN_PROCESS = "none"
_SAFE = re.compile(r"[a-z0-9_-]{1,40}")


def state_folder() -> Path:
    """Where this platform has programs keep what they must not forget."""
    return user_state_path("wechaty-puppets", appauthor=False)


def settle(bot: Bot, names: Sequence[str], where: str | None) -> None:
    """
    Have the bot talk through the puppets `names`, and remember at `where`.

    `where` is a file, a folder, or "none". Left out, it is what the bot says itself,
    else the account's own file in the state folder. Several puppets remember in a file
    each.
    """
    if names:
        bot.switch(*names)
    match bot.wanted:
        case (str(name),):
            if where is not None or bot.memory is None:
                bot.switch(name, memory=memory_at(provider(name), where))
        case wanted:
            bot.switch(*(_settled(each, where, len(wanted)) for each in wanted))


def _settled(puppet: Puppet | str, where: str | None, count: int) -> Puppet:
    if isinstance(puppet, Puppet):
        if where is not None:
            raise ConfigurationError(
                f"--memory {where} is for a puppet that is made by its name: the "
                f"bot's file makes a {type(puppet).__name__}, with its own memory"
            )
        return puppet
    if where not in (None, IN_PROCESS) and count > 1 and not _is_folder(where):
        raise ConfigurationError(
            f"--memory {where} is one file, and there are {count} puppets: name a "
            "folder, in which each has its own"
        )
    return load(puppet, memory=memory_at(provider(puppet), where))


def memory_at(provider: Provider, where: str | None) -> Memory:
    """Where an account of this platform remembers; `where` is as in `settle`."""
    options = provider.options()
    if where == IN_PROCESS or (where is None and not options.durable):
        return InProcessMemory()
    if not options.durable:
        raise ConfigurationError(
            f"{provider.name} has nothing to remember in {where}: its platform ends "
            "with this process; leave --memory out"
        )
    from ..sqlite_memory import SqliteMemory

    return SqliteMemory(_path(_file_name(provider.name, options), where))


def _path(file_name: str, where: str | None) -> Path:
    if where is None:
        return state_folder() / file_name
    path = Path(where).expanduser()
    return path / file_name if _is_folder(where) else path


def _is_folder(where: str) -> bool:
    try:
        is_there = Path(where).expanduser().is_dir()
    except OSError:  # who may not look there is told so when the memory is opened
        is_there = False
    return is_there or where.endswith(("/", os.sep))


def _file_name(name: str, options: Options) -> str:
    if not _SAFE.fullmatch(options.account):
        raise ConfigurationError(
            f"{name}: the account {options.account!r} cannot name a file"
        )
    return f"{name}-{options.account}.sqlite"
