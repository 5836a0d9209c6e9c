"""Our own client, on a server of ours, at the end of a cable that can be cut."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Unpack

from puppets import Memory, Puppet
from puppets.mock import MockOptions, MockPuppet
from puppets.service import ServiceOptions, ServicePuppet
from puppets.service.server import PuppetServer
from puppets_standins.service.cable import Cable
from tests.service.calling import CERTIFICATE, TOKEN, How

__all__ = ["Line", "authority", "laid", "options"]


def authority() -> str:
    """The CA of the server's certificate."""
    assert CERTIFICATE.authority is not None
    return CERTIFICATE.authority.decode()


def options(port: int, *, token: str = TOKEN.text) -> ServiceOptions:
    """Of a client that hears within a second that it hears nothing."""
    return ServiceOptions(
        token=token,
        endpoint=f"127.0.0.1:{port}",
        tls_ca_cert=authority(),
        silence=1.0,
    )


@dataclass(kw_only=True)
class Line:
    """A cable, and the puppet that is served at its far end, as often as it is asked."""

    served: Puppet
    cable: Cable = field(default_factory=Cable)

    def puppet(self, memory: Memory | None = None) -> ServicePuppet:
        return ServicePuppet(options(self.cable.port), memory=memory)

    @asynccontextmanager
    async def serves(self, **how: Unpack[How]) -> AsyncIterator[PuppetServer]:
        """Until the block ends; then whoever is connected hears of it."""
        how.setdefault("tls", CERTIFICATE)
        how.setdefault("heartbeat", 0.2)
        async with PuppetServer(self.served, token=TOKEN, **how) as server:
            await self.cable.lead_to(server.port)
            try:
                yield server
            finally:
                self.cable.thaw()
        await self.cable.close()


@asynccontextmanager
async def laid(mocked: MockOptions, **how: Unpack[How]) -> AsyncIterator[Line]:
    """A line to a server of the mocker's puppet."""
    line = Line(served=MockPuppet(mocked))
    async with line.serves(**how):
        yield line
