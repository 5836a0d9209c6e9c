"""What `puppets doctor service` looks at; it does not listen, which may be for one alone."""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import Mapping
from datetime import UTC, datetime

from ..errors import Unauthorized, Unavailable
from ..findings import Check, Finding, latency
from . import rpcs
from .client import ServiceClient
from .discovery import discovered
from .options import ServiceOptions
from .tokens import Token
from .wire import pb

__all__ = ["Checks"]

FEW_DAYS = 14


class Checks:
    """A look at the service: the port, its certificate, and whether the token is let in."""

    def __init__(self, options: ServiceOptions, client: ServiceClient) -> None:
        self._options = options
        self._client = client
        self._host, self._port = "", 0

    def all(self) -> Mapping[str, Check]:
        without = self._options.no_tls_insecure_client
        return {
            "endpoint": self._endpoint,
            "tls": self._no_tls if without else self._tls,
            "token": self._token,
            "latency": self._latency,
        }

    async def _endpoint(self) -> Finding:
        given = self._options.endpoint
        where = given or await discovered(self._options.authority, self._options.token)
        host, _, port = where.rpartition(":")
        self._host, self._port = host.strip("[]"), int(port)
        try:
            _, writer = await asyncio.open_connection(self._host, self._port)
        except OSError as error:
            words = f"{where} cannot be reached: {type(error).__name__}"
            raise Unavailable(words) from None
        writer.close()
        return Finding(
            what=where if given else f"{where}, says {self._options.authority}"
        )

    async def _no_tls(self) -> Finding:
        return Finding(
            what="none: whoever is on the way reads everything, the token too",
            remedy="serve with TLS, and take "
            f"{self._options.variable('no_tls_insecure_client')} away",
        )

    async def _tls(self) -> Finding:
        name = Token.parse(self._options.token).sni
        try:
            ends = await self._certificate_ends(name)
        except ssl.SSLCertVerificationError as error:
            return Finding(
                what=f"the certificate is not trusted: {error.verify_message}",
                ok=False,
                remedy=f"put the certificate of its CA into {self._variable}; it must be "
                f"for {name}, with which the token begins",
            )
        except (ssl.SSLError, OSError) as error:
            what = f"no TLS is spoken at the port: {type(error).__name__}"
            remedy = f"serve with TLS; without, {self._options.variable('no_tls_insecure_client')}"
            return Finding(what=what, ok=False, remedy=remedy)
        days = (ends - datetime.now(UTC)).days
        what = f"the certificate is trusted, and is for {name}, until {ends:%Y-%m-%d}"
        return Finding(what=what, remedy="renew it soon" if days < FEW_DAYS else "")

    async def _certificate_ends(self, name: str) -> datetime:
        context = ssl.create_default_context(cadata=self._options.tls_ca_cert or None)
        context.set_alpn_protocols(["h2"])
        _, writer = await asyncio.open_connection(
            self._host, self._port, ssl=context, server_hostname=name
        )
        told = writer.get_extra_info("peercert")
        writer.close()
        ends = ssl.cert_time_to_seconds(told["notAfter"])
        return datetime.fromtimestamp(ends, UTC)

    async def _token(self) -> Finding:
        await self._client.connection.renew()
        try:
            told = await self._client.ask(rpcs.VERSION, pb.VersionRequest())
        except Unauthorized as error:
            remedy = f"look at {self._options.variable('token')}"
            return Finding(what=str(error), ok=False, remedy=remedy)
        return Finding(what=f"the service lets it in, and is version {told.version}")

    async def _latency(self) -> Finding:
        async def ask() -> None:
            await self._client.ask(rpcs.VERSION, pb.VersionRequest())

        return await latency(ask)

    @property
    def _variable(self) -> str:
        return self._options.variable("tls_ca_cert")
