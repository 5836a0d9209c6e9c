"""What is looked at of every platform: versions, limits, and the memory."""

from __future__ import annotations

import os
import platform
import shutil
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from rich.filesize import decimal

from .._sqlite.inspection import Inspection, inspect
from ..errors import StorageError
from ..findings import Finding
from ..limits import Limits, Scope
from ..memory import Memory

__all__ = ["limits", "memory", "versions"]

LEAST_FREE = 100 * 1024**2
"""Bytes on the disk of a memory: below it, a bot soon ends."""
MANY = 1000
"""Events that wait: then a puppet takes no more."""
TO = {Scope.ACCOUNT: "", Scope.CONVERSATION: " to one conversation"}


def versions(offered: Distribution | None, extra: str) -> Finding:
    """Whether what is installed is what the package asks for."""
    if offered is None:
        return Finding(what="the package that offers it does not say what it needs")
    shown, amiss = [f"Python {platform.python_version()}"], []
    python = _python(offered)
    if not SpecifierSet(python).contains(platform.python_version(), prereleases=True):
        amiss.append(f"Python {python}")
    shown.append(f"{offered.name} {offered.version}")
    for asked in map(Requirement, offered.requires or ()):
        is_own = asked.marker is not None and "extra" in str(asked.marker)
        if asked.marker is not None and not asked.marker.evaluate({"extra": extra}):
            continue
        found = _installed(asked.name)
        if is_own:
            shown.append(f"{asked.name} {found or 'none'}")
        if found is None or not asked.specifier.contains(found, prereleases=True):
            amiss.append(f"{asked.name}{asked.specifier}")
    if not amiss:
        return Finding(what=", ".join(shown))
    return Finding(
        what=f"{', '.join(shown)}; it needs {' and '.join(amiss)}",
        ok=False,
        remedy=f"pip install --upgrade '{offered.name}[{extra}]'",
    )


def limits(found: Limits) -> Finding:
    """What the platform allows, as far as it says so."""
    told = []
    if found.text_length is not None:
        told.append(f"texts to {found.text_length:,} {found.text_unit.value}s")
    if found.file_size is not None:
        told.append(f"files to {_size(found.file_size)}")
    if found.download_size is not None:
        told.append(f"downloads to {_size(found.download_size)}")
    told += [
        f"{rate.count} sends in {rate.seconds:g} s{TO[rate.scope]}"
        for rate in found.rates
        if not rate.prefix
    ]
    return Finding(what=", ".join(told) or "none that are known")


def _size(limit: int) -> str:
    """As platforms tell it, in powers of two."""
    megabytes = limit / 1024**2
    return f"{megabytes / 1024:g} GB" if megabytes >= 1024 else f"{megabytes:g} MB"


def memory(kept: Memory) -> Finding:
    """Where it remembers; the lock stays with whoever has it."""
    from ..sqlite_memory import SqliteMemory

    if not isinstance(kept, SqliteMemory):
        return Finding(what="remembers no longer than it runs")
    path = kept.path
    try:
        return _looked_into(inspect(path)) if path.exists() else _new(path)
    except StorageError as error:
        remedy = "move it away, or bring back the one that could be read"
        return Finding(what=str(error), ok=False, remedy=remedy)
    except OSError as error:
        return Finding(
            what=f"{path} cannot be looked at: {error.strerror}",
            ok=False,
            remedy="look as the user who runs the bot, or name another by --memory",
        )


def _new(path: Path) -> Finding:
    folder = next(parent for parent in path.parents if parent.exists())
    if not folder.is_dir() or not os.access(folder, os.W_OK):
        return _unwritable(path)
    return _with_room(Finding(what=f"{path}, not there yet"), folder)


def _looked_into(found: Inspection) -> Finding:
    if not os.access(found.path, os.W_OK):
        return _unwritable(found.path)
    told = [str(found.path), decimal(found.size), f"{len(found.waiting):,} events wait"]
    if found.unreadable:
        told.append(f"{len(found.unreadable):,} could not be read")
    told.append(f"used by {found.owner}" if found.owner else "not in use")
    is_full = len(found.waiting) >= MANY
    look = f"puppets journal {found.path}" if is_full or found.unreadable else ""
    return _with_room(Finding(what=", ".join(told), remedy=look), found.path.parent)


def _with_room(finding: Finding, folder: Path) -> Finding:
    free = shutil.disk_usage(folder).free
    what = f"{finding.what}, {decimal(free)} free"
    if free < LEAST_FREE:
        remedy = "make room on that disk, or put it on another by --memory"
        return Finding(what=what, ok=False, remedy=remedy)
    return Finding(what=what, remedy=finding.remedy)


def _unwritable(path: Path) -> Finding:
    remedy = "let the user who runs the bot write there, or name another by --memory"
    return Finding(what=f"{path} cannot be written", ok=False, remedy=remedy)


def _python(offered: Distribution) -> str:
    """The versions that it asks for; empty is any."""
    return ",".join(offered.metadata.get_all("Requires-Python") or ())


def _installed(name: str) -> str | None:
    try:
        return distribution(name).version
    except PackageNotFoundError:
        return None
