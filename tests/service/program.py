"""`puppets serve` as a program, on a Telegram of its own."""

from __future__ import annotations

import asyncio
import signal
import subprocess
from dataclasses import dataclass
from typing import Self

from puppets.service.tokens import Token
from puppets_standins.telegram.server import TOKEN, TelegramServer
from tests.cli.commands import PUPPETS, ended, started

__all__ = ["At", "Program"]

VARIABLE = "export WECHATY_PUPPET_SERVICE_"


@dataclass(frozen=True, kw_only=True)
class At:
    """Where a client finds a puppet."""

    endpoint: str
    token: Token
    authority: bytes | None


class Program:
    """`puppets serve`, and what it printed last."""

    def __init__(self, telegram: TelegramServer) -> None:
        self.telegram = telegram
        self.process: asyncio.subprocess.Process | None = None
        self.variables: dict[str, str] = {}

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        """Leave no process behind."""
        if self.process is not None and self.process.returncode is None:
            await self.dies()

    async def serves(self, *more: str, lines: int = 3) -> None:
        """Until it has printed so many lines for the environment."""
        account = {"TELEGRAM_TOKEN": TOKEN, "TELEGRAM_API_URL": self.telegram.url}
        command = (*PUPPETS, "serve", "--puppet", "telegram", *more)
        self.process = process = await started(*command, **account)
        assert process.stdout is not None
        while lines:
            line = (await process.stdout.readline()).decode().strip()
            assert line, await ended(process)
            if line.startswith(VARIABLE):
                name, _, value = line.removeprefix(VARIABLE).partition("=")
                self.variables[name] = value
                lines -= 1

    @property
    def endpoint(self) -> str:
        return self.variables["ENDPOINT"]

    @property
    def token(self) -> Token:
        return Token.parse(self.variables["TOKEN"])

    @property
    def authority(self) -> bytes | None:
        """What a shell makes of the third line."""
        said = self.variables.get("TLS_CA_CERT")
        if said is None:
            return None
        echo = ["sh", "-c", f"printf %s {said}"]
        return subprocess.run(echo, capture_output=True, check=True).stdout

    def at(self, endpoint: str, token: Token) -> At:
        """Another port of it."""
        return At(endpoint=endpoint, token=token, authority=self.authority)

    async def dies(self) -> None:
        assert self.process is not None
        self.process.kill()
        await self.process.communicate()

    async def ends(self, how: signal.Signals = signal.SIGINT) -> int | None:
        assert self.process is not None
        self.process.send_signal(how)
        code, _, err = await ended(self.process)
        assert "Traceback" not in err
        return code
