"""A browser starts, works alone in its profile, and leaves nothing behind."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from puppets import ConfigurationError, StorageError, Unavailable
from puppets.whatsapp import BrowserMissing, ProfileInUse
from puppets.whatsapp.executable import find
from tests.delivery.size import size

from .browsers import MARKS, at_home, browser
from .chromium import FOUND
from .processes import children, comes_true, using

pytestmark = MARKS
CHILD = """
import asyncio, sys
from pathlib import Path
from puppets.whatsapp import WhatsAppOptions
from puppets.whatsapp.browser import Browser

async def main():
    page = await Browser(WhatsAppOptions(profile=Path(sys.argv[1]))).open()
    print("up", flush=True)
    await asyncio.sleep(60)

asyncio.run(main())
"""


@pytest.fixture
def profile(tmp_path: Path) -> Path:
    return tmp_path / "a profile"


def descriptors() -> int:
    return len(os.listdir("/proc/self/fd"))  # noqa: PTH208


# Starting and stopping.


async def test_a_browser_looks_like_a_plain_one(profile: Path) -> None:
    one = browser(profile, locale="es-ES", timezone="Europe/Madrid")
    try:
        page = await at_home(await one.open())
        told: list[str] = await page.evaluate(
            "[navigator.userAgent, navigator.language, document.visibilityState, "
            "Intl.DateTimeFormat().resolvedOptions().timeZone]"
        )
    finally:
        await one.close()
    assert "Headless" not in told[0]
    assert "Chrome/" in told[0]
    assert told[1:] == ["es-ES", "visible", "Europe/Madrid"]


async def test_what_a_page_keeps_is_there_after_a_restart(profile: Path) -> None:
    for kept in (None, "yes"):
        one = browser(profile)
        page = await at_home(await one.open())
        assert await page.evaluate("localStorage.device ?? null") == kept
        await page.evaluate("localStorage.device = 'yes'")
        await one.close()


@pytest.mark.timeout(180)  # twenty browsers
async def test_nothing_is_left_behind(
    profile: Path, record_property: Callable[[str, object], None]
) -> None:
    times = size(3, 20)
    before, held = children(), None
    for _ in range(times):
        one = browser(profile)
        await one.open()
        assert using(profile)
        await one.close()
        await one.close()
        assert await comes_true(lambda: not using(profile))
        assert children() <= before
        held = held or descriptors()
        assert descriptors() <= held
    assert not (profile / "puppets.owner").exists()
    record_property("starts", times)
    record_property("processes left", len(children() - before))


async def test_a_killed_parent_takes_its_browser_along(
    profile: Path, record_property: Callable[[str, object], None]
) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", CHILD, str(profile)], stdout=subprocess.PIPE
    ) as child:
        assert child.stdout is not None
        assert await asyncio.to_thread(child.stdout.readline) == b"up\n"
        assert len(using(profile)) > 1
        child.send_signal(signal.SIGKILL)
        child.wait()
    one = browser(profile)  # at once: the other browser may still be about to end
    await one.open()
    await one.close()
    assert await comes_true(lambda: not using(profile))
    record_property("processes left", len(using(profile)))


@pytest.mark.parametrize("after", [0.0, 0.05, 0.3, 0.7, 1.0])
async def test_a_cancelled_start_leaves_nothing(profile: Path, after: float) -> None:
    before = children()
    one = browser(profile)
    starting = asyncio.create_task(one.open())
    await asyncio.wait({starting}, timeout=after)
    starting.cancel()
    await asyncio.wait({starting})
    await one.close()
    assert await comes_true(lambda: not using(profile) and children() <= before)
    again = browser(profile)
    await again.open()
    await again.close()


# One at a time.


async def test_a_profile_has_one_browser_at_a_time(profile: Path) -> None:
    one, other = browser(profile), browser(profile)
    await one.open()
    try:
        with pytest.raises(ProfileInUse, match=f"process {os.getpid()} "):
            await other.open()
        await other.close()
    finally:
        await one.close()
    await other.open()
    await other.close()


async def test_a_profile_that_cannot_be_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    with pytest.raises(StorageError, match="cannot be used as a profile"):
        await browser(tmp_path / "file").open()


async def test_a_profile_used_on_another_machine_is_said(
    profile: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    profile.mkdir()
    (profile / "SingletonLock").symlink_to("elsewhere-4711")
    monkeypatch.setattr("puppets.whatsapp.profile.GRACE", 0.1)
    with pytest.raises(ProfileInUse, match="process 4711 on elsewhere"):
        await browser(profile).open()


# Which browser.


@pytest.mark.parametrize("name", ["no-such-browser", "/no/such/browser"])
async def test_a_browser_that_is_not_there_is_said(profile: Path, name: str) -> None:
    before = children()
    with pytest.raises(BrowserMissing, match=r"playwright install chromium.*WHATSAPP"):
        await browser(profile, browser=name).open()
    assert children() <= before


def test_no_browser_at_all_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(BrowserMissing, match="none is on the PATH") as caught:
        find("", "/nowhere/chrome")
    assert isinstance(caught.value, ConfigurationError)


def test_playwrights_own_browser_comes_first(tmp_path: Path) -> None:
    own = tmp_path / "chrome"
    own.touch()
    assert find("", str(own)) == own
    assert find(FOUND or "", str(own)) == Path(FOUND or "")


async def test_a_browser_that_does_not_start_is_said(
    profile: Path, tmp_path: Path
) -> None:
    broken = tmp_path / "chromium"
    broken.write_text("#!/bin/sh\nexit 3\n")
    broken.chmod(0o755)
    before = children()
    with pytest.raises(Unavailable, match="does not start"):
        await browser(profile, browser=str(broken)).open()
    assert children() <= before
