"""`puppets doctor gitter`, on a real homeserver: each finding, right and wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from puppets.gitter import GitterOptions, GitterPuppet
from puppets_standins.gitter.account import PASSWORD
from puppets_standins.gitter.homeserver import shared
from puppets_standins.gitter.world import GitterWorld
from tests.cli.looking import Doctor

pytestmark = pytest.mark.anyio


@pytest.fixture
def doctor(world: GitterWorld, monkeypatch: pytest.MonkeyPatch) -> Doctor:
    doctor = Doctor("gitter", monkeypatch)
    doctor.given(GITTER_HOMESERVER=shared().url, GITTER_ACCESS_TOKEN=world.bot.token)
    return doctor


async def test_all_is_well(doctor: Doctor, world: GitterWorld, tmp_path: Path) -> None:
    doctor.given(GITTER_STORE=str(tmp_path))
    found = await doctor.finds()
    assert list(found) == [
        *("versions", "homeserver", "login", "encryption", "uploads", "clock"),
        *("latency", "limits", "memory"),
    ]
    assert all(each.ok and not each.remedy for each in found.values()), found
    assert found["homeserver"].what.startswith(f"{shared().url} speaks v1.")
    assert found["login"].what == f"{world.bot.id}, on device {world.bot.device}"
    assert found["encryption"].what == "keys are made when the bot starts"


async def test_no_encryption_is_noted(doctor: Doctor) -> None:
    encryption = (await doctor.finds())["encryption"]
    assert encryption.ok
    assert "GITTER_STORE" in encryption.remedy


async def test_a_token_that_is_wrong_is_said(doctor: Doctor) -> None:
    doctor.given(GITTER_ACCESS_TOKEN="syt_very_secret_token")
    login = (await doctor.finds())["login"]
    assert not login.ok
    assert "GITTER_ACCESS_TOKEN" in login.remedy


async def test_a_token_of_somebody_else_is_said(doctor: Doctor) -> None:
    doctor.given(GITTER_USER_ID="@somebody:localhost")
    login = (await doctor.finds())["login"]
    assert not login.ok
    assert "and not of @somebody:localhost" in login.what


async def test_a_password_is_tried_and_leaves_no_device(
    doctor: Doctor, world: GitterWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("GITTER_ACCESS_TOKEN")
    before = await world.bot.call("GET", "/devices")
    doctor.given(GITTER_USER_ID=world.bot.id, GITTER_PASSWORD=PASSWORD)
    right = (await doctor.finds())["login"]
    doctor.given(GITTER_PASSWORD="not this one")
    wrong = (await doctor.finds())["login"]
    assert right.what == f"{world.bot.id}, by its password"
    assert not wrong.ok
    assert "GITTER_PASSWORD" in wrong.remedy
    after = await world.bot.call("GET", "/devices")
    ids = [
        [device["device_id"] for device in told["devices"]] for told in (before, after)
    ]
    assert ids[0] == ids[1]


async def test_keys_that_are_elsewhere_are_wrong(
    doctor: Doctor, world: GitterWorld, tmp_path: Path
) -> None:
    store = tmp_path / "keys"
    options = GitterOptions(
        homeserver=shared().url, access_token=world.bot.token, store=str(store)
    )
    async with GitterPuppet(options):
        doctor.given(GITTER_STORE=str(store))
        here = (await doctor.finds())["encryption"]
    doctor.given(GITTER_STORE=str(tmp_path / "another"))
    gone = (await doctor.finds())["encryption"]
    assert here.what == f"keys of device {world.bot.device} are in {store}"
    assert not gone.ok
    assert "bring the folder back" in gone.remedy
