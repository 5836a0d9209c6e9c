"""Which Chromium there is, and what a plain one of its version calls itself."""

from __future__ import annotations

import asyncio
import os
import re
import shutil
import sys
from pathlib import Path

from .failures import BrowserMissing

__all__ = ["find", "plain_agent", "version_of"]

NAMES = (
    "chromium",
    "chromium-browser",
    "google-chrome-stable",
    "google-chrome",
    "chrome",
)
_VERSION = re.compile(r"\b([0-9]{2,4})(?:\.[0-9]+){1,3}\b")
_SYSTEMS = {
    "darwin": "Macintosh; Intel Mac OS X 10_15_7",
    "win32": "Windows NT 10.0; Win64; x64",
}
PATIENCE = 5.0
"""Seconds in which a browser tells its version."""


def find(wanted: str, playwrights_own: str) -> Path:
    """
    The one that is wanted, else Playwright's own, else one on the PATH.

    Raises `BrowserMissing`, with what installs one.
    """
    if wanted:
        if found := shutil.which(os.path.expanduser(wanted)):  # noqa: PTH111 - or a name on the PATH
            return Path(found)
        raise BrowserMissing(f"there is no program {wanted!r}")
    if playwrights_own and Path(playwrights_own).exists():
        return Path(playwrights_own)
    for name in NAMES:
        if found := shutil.which(name):
            return Path(found)
    raise BrowserMissing("Playwright has none, and none is on the PATH")


async def version_of(browser: Path) -> str:
    """Its major version; empty where it does not tell, as on Windows."""
    try:
        asked = await asyncio.create_subprocess_exec(
            browser,
            "--version",
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.DEVNULL,
            stdin=asyncio.subprocess.DEVNULL,
        )
    except OSError as error:
        raise BrowserMissing(f"{browser} cannot be run") from error
    try:
        async with asyncio.timeout(PATIENCE):
            told, _ = await asked.communicate()
    except TimeoutError:
        return ""
    finally:
        if asked.returncode is None:
            asked.kill()
            await asked.wait()
    found = _VERSION.search(told.decode(errors="replace"))
    return found[1] if found else ""


def plain_agent(version: str) -> str:
    """
    As Chrome of that version with a window calls itself.

    Without a window it says so, and WhatsApp Web takes that for a browser that it does
    not support.
    """
    system = _SYSTEMS.get(sys.platform, "X11; Linux x86_64")
    return (
        f"Mozilla/5.0 ({system}) AppleWebKit/537.36 (KHTML, like Gecko) "
        f"Chrome/{version}.0.0.0 Safari/537.36"
    )
