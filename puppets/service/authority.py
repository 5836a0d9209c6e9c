"""A certificate authority of our own, and what it signs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from typing import Self

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

__all__ = ["Authority", "Signed"]

LASTS = timedelta(days=365)
AUTHORITY_LASTS = 10 * LASTS
RENEWED_BEFORE = timedelta(days=30)
_SKEW = timedelta(days=1)  # a client's clock may be slow


@dataclass(frozen=True, slots=True, repr=False)
class Signed:
    """A certificate with its key, as PEM."""

    chain: bytes
    key: bytes


@dataclass(frozen=True, slots=True, repr=False)
class Authority:
    """A CA, and its key."""

    certificate: x509.Certificate
    key: ec.EllipticCurvePrivateKey

    @classmethod
    def fresh(cls) -> Self:
        key = ec.generate_private_key(ec.SECP256R1())
        name = _name("wechaty-puppets, a CA of its own")
        own = x509.SubjectKeyIdentifier.from_public_key(key.public_key())
        builder = (
            _builder(name, name, key, AUTHORITY_LASTS)
            .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
            .add_extension(_usage(signs=True), critical=True)
            .add_extension(own, critical=False)
        )
        return cls(builder.sign(key, hashes.SHA256()), key)

    @classmethod
    def read(cls, certificate: bytes, key: bytes) -> Self:
        """Raises `ValueError` or `TypeError` for what this class did not write."""
        held = load_pem_private_key(key, password=None)
        if not isinstance(held, ec.EllipticCurvePrivateKey):
            raise TypeError("the key of the CA is of another kind")
        return cls(x509.load_pem_x509_certificate(certificate), held)

    @property
    def pem(self) -> bytes:
        return self.certificate.public_bytes(Encoding.PEM)

    @property
    def key_pem(self) -> bytes:
        return _pem(self.key)

    @property
    def lasts(self) -> bool:
        return _lasts(self.certificate)

    def sign(self, name: str) -> Signed:
        """For a server that is asked for as `name`, or as this machine."""
        key = ec.generate_private_key(ec.SECP256R1())
        own = x509.SubjectKeyIdentifier.from_public_key(key.public_key())
        by = x509.AuthorityKeyIdentifier.from_issuer_public_key(self.key.public_key())
        serves = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH])
        names = x509.SubjectAlternativeName(_names(name))
        builder = (
            _builder(_name(name), self.certificate.subject, key, LASTS)
            .add_extension(x509.BasicConstraints(ca=False, path_length=None), True)
            .add_extension(_usage(signs=False), critical=True)
            .add_extension(serves, critical=False)
            .add_extension(names, critical=False)
            .add_extension(own, critical=False)
            .add_extension(by, critical=False)
        )
        signed = builder.sign(self.key, hashes.SHA256())
        chain = signed.public_bytes(Encoding.PEM) + self.pem
        return Signed(chain=chain, key=_pem(key))

    def has_signed(self, chain: bytes) -> bool:
        """Whether this is of its hand, and lasts."""
        try:
            found = x509.load_pem_x509_certificate(chain)
            found.verify_directly_issued_by(self.certificate)
        except (ValueError, TypeError, InvalidSignature):
            return False
        return _lasts(found)


def _lasts(certificate: x509.Certificate) -> bool:
    return certificate.not_valid_after_utc - RENEWED_BEFORE > datetime.now(UTC)


def _builder(
    subject: x509.Name,
    issuer: x509.Name,
    key: ec.EllipticCurvePrivateKey,
    lasts: timedelta,
) -> x509.CertificateBuilder:
    now = datetime.now(UTC)
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - _SKEW)
        .not_valid_after(now + lasts)
    )


def _usage(*, signs: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not signs,
        key_cert_sign=signs,
        crl_sign=signs,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        encipher_only=False,
        decipher_only=False,
    )


def _names(name: str) -> list[x509.GeneralName]:
    local = [x509.IPAddress(ip_address(each)) for each in ("127.0.0.1", "::1")]
    return [x509.DNSName(name), x509.DNSName("localhost"), *local]


def _name(text: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, text[:64])])


def _pem(key: ec.EllipticCurvePrivateKey) -> bytes:
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
