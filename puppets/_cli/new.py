"""A new folder with a bot or a provider in it, which works as it is."""

from __future__ import annotations

import keyword
import re
from collections.abc import Iterator, Mapping
from importlib.util import find_spec
from pathlib import Path

from ..errors import ConfigurationError
from ..registry import providers

__all__ = ["new_bot", "new_provider"]

TEMPLATES = Path(__file__).with_name("templates")
SUFFIX = ".txt"
"""Of each template: nothing that looks for Python, TOML or tests finds one."""

PROVIDER = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*")
BOT = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*")
LONGEST = 40


def new_provider(name: str) -> list[Path]:
    """
    A provider of that name, in a folder of that name; the files that were written.

    `ConfigurationError` where the name cannot be one, or the folder holds something.
    """
    if not PROVIDER.fullmatch(name) or len(name) > LONGEST or keyword.iskeyword(name):
        raise ConfigurationError(
            f"{name!r} cannot be a provider's name: it is a Python package of at most "
            f"{LONGEST} small letters, digits and _, as my_chat"
        )
    if name in providers():
        raise ConfigurationError(f"there is a provider {name!r} already")
    package = find_spec(name)
    if package is not None and package.origin is not None:  # else it is a mere folder
        raise ConfigurationError(
            f"there is a Python package {name!r} already, which would be in the way"
        )
    spoken = name.title().replace("_", "")
    words = {"mychat": name, "MyChat": spoken, "MYCHAT": name.upper()}
    return _written("provider", Path(name), words)


def new_bot(name: str) -> list[Path]:
    """A bot in a folder of that name; the files that were written."""
    if not BOT.fullmatch(name) or len(name) > LONGEST:
        raise ConfigurationError(
            f"{name!r} cannot be a bot's name: it is a folder of at most {LONGEST} "
            "letters, digits, - and _"
        )
    return _written("bot", Path(name), {"mybot": name})


def _written(template: str, folder: Path, words: Mapping[str, str]) -> list[Path]:
    """All of a template, with its words changed; nothing that is there is touched."""
    texts = dict(_filled(TEMPLATES / template, words))
    try:
        if folder.exists() and any(folder.iterdir()):
            raise ConfigurationError(
                f"{folder} is there already, and not empty: nothing was written"
            )
        for place, text in texts.items():
            path = folder / place
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("x", encoding="utf-8", newline="\n") as file:
                file.write(text)
    except OSError as error:
        raise ConfigurationError(
            f"{error.filename} cannot be written: {error.strerror}"
        ) from error
    return [folder / place for place in texts]


def _filled(template: Path, words: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for path in sorted(template.rglob(f"*{SUFFIX}")):
        place = path.relative_to(template).as_posix().removesuffix(SUFFIX)
        text = path.read_text(encoding="utf-8")
        for word, meant in words.items():
            place, text = place.replace(word, meant), text.replace(word, meant)
        yield place, text
