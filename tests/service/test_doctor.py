"""`puppets doctor service`: each finding, right and wrong."""

from __future__ import annotations

import pytest

from puppets.service.certificates import NoTls, issue
from puppets.service.tokens import Token
from puppets.service.wire import pb
from tests.cli.looking import Doctor
from tests.service.calling import TOKEN, Caller, Served, served

pytestmark = pytest.mark.anyio


@pytest.fixture
def doctor(monkeypatch: pytest.MonkeyPatch) -> Doctor:
    doctor = Doctor("service", monkeypatch)
    doctor.given(SERVICE_TOKEN=TOKEN.text)
    return doctor


def to(doctor: Doctor, stage: Served) -> None:
    authority = stage.server.authority or b""
    doctor.given(
        SERVICE_ENDPOINT=stage.server.endpoint, SERVICE_TLS_CA_CERT=authority.decode()
    )


async def test_all_is_well(doctor: Doctor) -> None:
    async with served() as stage:
        to(doctor, stage)
        found = await doctor.finds()
    assert list(found) == [
        *("versions", "endpoint", "tls", "token", "latency", "limits", "memory")
    ]
    assert all(each.ok for each in found.values()), found
    assert found["endpoint"].what == stage.server.endpoint
    assert f"is for {TOKEN.sni}" in found["tls"].what
    assert found["token"].what.startswith("the service lets it in, and is version ")


async def test_a_port_where_nobody_is_is_said(doctor: Doctor) -> None:
    doctor.given(SERVICE_ENDPOINT="127.0.0.1:9")
    found = await doctor.finds()
    assert list(found) == ["versions", "endpoint", "limits", "memory"]
    assert "127.0.0.1:9 cannot be reached" in found["endpoint"].what


async def test_a_certificate_of_somebody_else_is_wrong(doctor: Doctor) -> None:
    async with served() as stage:
        to(doctor, stage)
        other = issue(TOKEN.sni).authority or b""
        doctor.given(SERVICE_TLS_CA_CERT=other.decode())
        found = await doctor.finds()
    assert not found["tls"].ok
    assert "SERVICE_TLS_CA_CERT" in found["tls"].remedy


async def test_a_certificate_for_another_name_is_wrong(doctor: Doctor) -> None:
    async with served() as stage:
        to(doctor, stage)
        doctor.given(SERVICE_TOKEN=Token.fresh("pigeon").text)
        found = await doctor.finds()
    assert not found["tls"].ok
    assert "pigeon" in found["tls"].remedy


async def test_no_tls_is_noted_and_a_port_without_it_is_wrong(doctor: Doctor) -> None:
    async with served(tls=NoTls()) as stage:
        to(doctor, stage)
        expected = (await doctor.finds(deadline=5))["tls"]
        doctor.given(SERVICE_NO_TLS_INSECURE_CLIENT="true")
        without = (await doctor.finds())["tls"]
    assert not expected.ok
    assert "SERVICE_NO_TLS_INSECURE_CLIENT" in expected.remedy
    assert without.ok
    assert "the token too" in without.what


async def test_a_wrong_token_is_wrong(doctor: Doctor) -> None:
    async with served() as stage:
        to(doctor, stage)
        doctor.given(SERVICE_TOKEN=Token.fresh(TOKEN.sni).text)
        found = await doctor.finds()
    assert found["tls"].ok
    assert not found["token"].ok
    assert found["token"].remedy == "look at SERVICE_TOKEN"


async def test_who_listens_goes_on_listening(doctor: Doctor) -> None:
    """A service of Wechaty's has one event stream, and a second takes it away."""
    async with served() as stage, Caller(stage.server) as caller:
        to(doctor, stage)
        ear = await caller.listens().welcomed()
        await doctor.finds()
        await stage.puppet.ding("still there")
        assert "still there" in (await ear.hears(pb.EVENT_TYPE_DONG)).payload
