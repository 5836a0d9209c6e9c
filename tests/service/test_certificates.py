"""The certificates that are made here, judged by OpenSSL."""

from __future__ import annotations

import asyncio
import ssl
import stat
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from puppets.errors import ConfigurationError
from puppets.service import authority
from puppets.service.certificates import AUTHORITY, Certificate, given, issue, kept

pytestmark = pytest.mark.anyio


async def shakes_hands(
    shown: Certificate, trusted: bytes | None, name: str, folder: Path
) -> None:
    """Raises `ssl.SSLError` where a client that is strict would not go on."""
    chain, key = folder / "shown.crt", folder / "shown.key"
    chain.write_bytes(shown.chain)
    key.write_bytes(shown.key)
    serves = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    serves.load_cert_chain(chain, key)
    calls = ssl.create_default_context(cadata=(trusted or b"").decode())
    calls.verify_flags |= ssl.VERIFY_X509_STRICT

    def answer(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.close()

    async with await asyncio.start_server(answer, "127.0.0.1", 0, ssl=serves) as server:
        port = server.sockets[0].getsockname()[1]
        _, writer = await asyncio.open_connection(
            "127.0.0.1", port, ssl=calls, server_hostname=name
        )
        writer.close()


@pytest.mark.parametrize("name", ["telegram", "localhost", "127.0.0.1"])
async def test_a_client_that_knows_the_ca_trusts_it(name: str, tmp_path: Path) -> None:
    made = issue("telegram")
    await shakes_hands(made, made.authority, name, tmp_path)


async def test_another_name_is_not_trusted(tmp_path: Path) -> None:
    made = issue("telegram")
    with pytest.raises(ssl.SSLCertVerificationError):
        await shakes_hands(made, made.authority, "slack", tmp_path)


async def test_another_ca_is_not_trusted(tmp_path: Path) -> None:
    with pytest.raises(ssl.SSLCertVerificationError):
        await shakes_hands(issue("x"), issue("x").authority, "x", tmp_path)


def test_what_is_kept_stays_the_same_and_can_be_read_by_its_owner_alone(
    tmp_path: Path,
) -> None:
    folder = tmp_path / "state" / "service"
    made = kept(folder, "telegram")
    assert kept(folder, "telegram") == made
    assert (folder / AUTHORITY).read_bytes() == made.authority
    for file in folder.iterdir():
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


async def test_all_that_is_kept_together_is_of_one_ca(tmp_path: Path) -> None:
    one, other = kept(tmp_path / "state", "ca"), kept(tmp_path / "state", "slack")
    assert one.authority == other.authority
    for made, name in ((one, "ca"), (other, "slack")):
        await shakes_hands(made, one.authority, name, tmp_path)


def test_a_certificate_is_renewed_before_it_ends(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(authority, "LASTS", timedelta(days=29))
    old = kept(tmp_path, "telegram")
    monkeypatch.undo()
    new = kept(tmp_path, "telegram")
    assert new.chain != old.chain
    assert new.authority == old.authority
    assert kept(tmp_path, "telegram") == new


def test_a_ca_that_ends_is_renewed_with_all_that_it_signed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(authority, "AUTHORITY_LASTS", timedelta(days=29))
    old = kept(tmp_path, "telegram")
    monkeypatch.undo()
    new = kept(tmp_path, "telegram")
    assert new.authority != old.authority
    assert new.chain != old.chain


def test_a_ca_that_cannot_be_read_is_said(tmp_path: Path) -> None:
    kept(tmp_path, "telegram")
    (tmp_path / AUTHORITY).write_bytes(b"no certificate")
    with pytest.raises(ConfigurationError, match="mend or remove it"):
        kept(tmp_path, "telegram")


def test_a_folder_that_cannot_be_had_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(ConfigurationError, match="cannot be kept"):
        kept(tmp_path / "file" / "folder", "telegram")


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    made = issue("telegram")
    files = tmp_path / "own.crt", tmp_path / "own.key"
    files[0].write_bytes(made.chain)
    files[1].write_bytes(made.key)
    return files


def test_files_of_ones_own_are_taken_as_they_are(files: tuple[Path, Path]) -> None:
    own = given(*files)
    assert (own.chain, own.key) == tuple(file.read_bytes() for file in files)
    assert own.authority is None


def test_the_key_of_another_certificate_is_refused(files: tuple[Path, Path]) -> None:
    files[1].write_bytes(issue("telegram").key)
    with pytest.raises(ConfigurationError, match="is not the key of"):
        given(*files)


@pytest.mark.parametrize("number", [0, 1], ids=["the certificate", "the key"])
def test_what_is_no_pem_is_refused(files: tuple[Path, Path], number: int) -> None:
    files[number].write_bytes(b"nothing of the kind")
    with pytest.raises(ConfigurationError, match=files[number].name):
        given(*files)


def test_no_key_stands_in_a_repr() -> None:
    made = issue("telegram")
    assert "PRIVATE" not in repr(made)
    assert repr(authority.Authority.fresh()).startswith("<")


def test_a_certificate_is_good_at_once_and_for_a_year() -> None:
    made = authority.Authority.fresh()
    now = datetime.now(UTC)
    assert made.certificate.not_valid_before_utc < now
    assert made.certificate.not_valid_after_utc > now + timedelta(days=3000)
