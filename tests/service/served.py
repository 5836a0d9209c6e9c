"""`puppets serve`, as a person starts it, and Wechaty bots as a person starts those."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

from puppets_standins.ports import free_port
from puppets_standins.telegram.server import TOKEN, TelegramServer
from tests.cli.commands import PUPPETS, started
from tests.service.foreigner import Foreigner, node_modules

__all__ = ["README", "Served"]

README = Path(__file__).parents[2] / "puppets/service/README.md"


@dataclass(kw_only=True)
class Served:
    """A Telegram of its own, which is served as often as it is asked for."""

    telegram: TelegramServer
    folder: Path
    endpoint: str = field(default_factory=lambda: f"127.0.0.1:{free_port()}")
    lines: list[str] = field(default_factory=list)
    """What it printed: to be pasted into the shell of a bot."""
    process: asyncio.subprocess.Process = field(init=False)

    @asynccontextmanager
    async def serves(self) -> AsyncIterator[None]:
        """Until the block ends; a person sets no more than this."""
        command = (*PUPPETS, "serve", "--puppet", "telegram", "--listen", self.endpoint)
        process = self.process = await started(
            *command,
            TELEGRAM_TOKEN=TOKEN,
            TELEGRAM_API_URL=self.telegram.url,
            TELEGRAM_POLL_TIMEOUT="1",
            XDG_STATE_HOME=str(self.folder),
        )
        try:
            self.lines = await self._printed()
            yield
        finally:
            if process.returncode is None:
                process.kill()
            await process.communicate()

    def kill(self) -> None:
        """With no time for a farewell."""
        self.process.kill()

    def bot(self, command: str, cwd: Path, *, farewell: float = 3) -> Foreigner:
        """A shell into which the lines are pasted, and then the command."""
        node_modules(cwd)
        puppet = "export WECHATY_PUPPET=wechaty-puppet-service"
        script = "\n".join([*self.lines, puppet, f"exec {command}"])
        quiet = {"WECHATY_LOG": "error"}
        return Foreigner("sh", "-c", script, cwd=cwd, env=quiet, farewell=farewell)

    async def _printed(self) -> list[str]:
        assert self.process.stdout is not None
        lines: list[str] = []
        async with asyncio.timeout(15):
            while "TLS" not in "".join(lines[-1:]):
                line = await self.process.stdout.readline()
                assert line, (await self.process.communicate())[1].decode()
                lines.append(line.decode().rstrip())
        return lines


def example() -> str:
    """The bot in TypeScript of the README."""
    found = re.search(r"```ts\n(.*?)```", README.read_text(), re.DOTALL)
    assert found is not None
    return found[1]
