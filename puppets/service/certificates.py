"""
The certificates by which a service is known, made here or given.

A client trusts the CA that it is told of (`WECHATY_PUPPET_SERVICE_TLS_CA_CERT`), and
asks for the name that its token begins with. Wechaty's own default certificate, whose
key is public, is not here: who wants it gives it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives.serialization import load_pem_private_key
from filelock import FileLock

from .._files.saving import written
from ..errors import ConfigurationError
from .authority import Authority, Signed

__all__ = ["AUTHORITY", "Certificate", "NoTls", "given", "issue", "kept"]

AUTHORITY = "ca.crt"
"""The file in the folder of `kept` of which clients are told."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Certificate:
    """What a TLS port shows, as PEM."""

    chain: bytes = field(repr=False)
    key: bytes = field(repr=False)
    authority: bytes | None = field(default=None, repr=False)
    """The CA that a client has to be told of; None where it knows that."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NoTls:
    """
    A port that anyone on the way can read.

    The token cannot be checked there of a client that says it the way Wechaty does
    (as `:authority`, which no gRPC server in Python can see), so whoever reaches the
    port is let in: on another interface than loopback it must be said twice.
    """

    beyond_loopback: bool = False


def issue(name: str) -> Certificate:
    """A certificate for `name`, of a CA that nobody else has; kept nowhere."""
    authority = Authority.fresh()
    return _certificate(authority.sign(name), authority)


def kept(folder: Path, name: str) -> Certificate:
    """
    The certificate for `name` of the CA in `folder`; made where there is none, and anew
    before it ends. What is made can be read by its owner alone.

    Raises `ConfigurationError` where the folder cannot be used.
    """
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with FileLock(folder / ".lock", mode=0o600):
            authority = _authority(folder)
            return _certificate(_signed(folder, name, authority), authority)
    except OSError as error:
        raise ConfigurationError(
            f"the certificates in {folder} cannot be kept: {error.strerror}"
        ) from error


def given(certificate: Path, key: Path) -> Certificate:
    """The files that somebody else made; raises `ConfigurationError` for what is none."""
    try:
        held = Certificate(chain=certificate.read_bytes(), key=key.read_bytes())
    except OSError as error:
        raise ConfigurationError(
            f"{error.filename} cannot be read: {error.strerror}"
        ) from error
    _check(held, certificate, key)
    return held


def _check(held: Certificate, certificate: Path, key: Path) -> None:
    try:
        shown = x509.load_pem_x509_certificate(held.chain).public_key()
    except ValueError as error:
        raise ConfigurationError(f"{certificate} holds no PEM certificate") from error
    try:
        own = load_pem_private_key(held.key, password=None).public_key()
    except (ValueError, TypeError) as error:
        raise ConfigurationError(
            f"{key} holds no PEM key that can be read without a password"
        ) from error
    if shown != own:
        raise ConfigurationError(f"{key} is not the key of {certificate}")


def _certificate(signed: Signed, authority: Authority) -> Certificate:
    return Certificate(chain=signed.chain, key=signed.key, authority=authority.pem)


def _authority(folder: Path) -> Authority:
    certificate, key = folder / AUTHORITY, folder / "ca.key"
    if certificate.is_file() and key.is_file():
        try:
            found = Authority.read(certificate.read_bytes(), key.read_bytes())
        except (ValueError, TypeError) as error:
            raise ConfigurationError(
                f"the CA in {folder} cannot be read: mend or remove it"
            ) from error
        if found.lasts:
            return found
    made = Authority.fresh()
    _write(key, made.key_pem)
    _write(certificate, made.pem)
    return made


def _signed(folder: Path, name: str, authority: Authority) -> Signed:
    chain, key = folder / f"server-{name}.crt", folder / f"server-{name}.key"
    if chain.is_file() and key.is_file():
        found = Signed(chain=chain.read_bytes(), key=key.read_bytes())
        if authority.has_signed(found.chain):
            return found
    made = authority.sign(name)
    _write(key, made.key)
    _write(chain, made.chain)
    return made


def _write(path: Path, content: bytes) -> None:
    with written(path, overwrite=True) as file:
        Path(file.name).chmod(0o600)
        file.write(content)
