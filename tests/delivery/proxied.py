"""Telegram with a proxy in front of it, through which everything can go wrong."""

from __future__ import annotations

from dataclasses import replace
from typing import Self

from puppets.telegram import TelegramOptions
from puppets_standins.faults import FaultProxy
from puppets_standins.ports import free_port
from puppets_standins.telegram.world import TelegramWorld

__all__ = ["HookedTelegram", "ProxiedTelegram"]


class ProxiedTelegram(TelegramWorld):
    """Puppets reach the server through `proxy`, with the options of everyday."""

    proxy: FaultProxy

    async def __aenter__(self) -> Self:
        await super().__aenter__()
        self.proxy = FaultProxy(self.server.url)
        await self.proxy.reopen()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.proxy.close()
        await super().__aexit__()

    @property
    def asked(self) -> list[float]:
        """When something was asked, in seconds of the loop's clock."""
        return [request.at for request in self.proxy.requests]

    def _options(self, token: str) -> TelegramOptions:
        return TelegramOptions(token=token, api_url=self.proxy.url)


class HookedTelegram(ProxiedTelegram):
    """Updates are brought to the puppet past the proxy; all that it asks goes through."""

    def _options(self, token: str) -> TelegramOptions:
        port = free_port()
        return replace(
            super()._options(token),
            webhook_url=f"http://127.0.0.1:{port}/updates",
            webhook_secret="let-me-in",
            webhook_port=port,
        )
