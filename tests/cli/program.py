"""Bots as programs, on a Telegram of their own."""

from __future__ import annotations

import asyncio
import signal
from pathlib import Path

from puppets_standins.telegram.server import TOKEN, TelegramServer
from tests.cli.commands import PUPPETS, ROOT, ended, started

__all__ = ["DING_DONG", "FILE_NAME", "IN_PROCESS", "QUICK", "Program", "ends", "said"]

DING_DONG = str(ROOT / "examples" / "ding_dong.py")
QUICK = """
from puppets import Bot, Message

bot = Bot()

@bot.on_message
async def quick(message: Message) -> None:
    print(message.text, message.redelivered, flush=True)
"""
FILE_NAME = f"telegram-{TOKEN.partition(':')[0]}.sqlite"
IN_PROCESS = "this process alone: what waits is lost when it ends"


class Program:
    """Bots that run as programs, on a Telegram of their own."""

    def __init__(self, server: TelegramServer, folder: Path) -> None:
        self.server = server
        self.folder = folder
        self.alice = server.sign_up("Alice", "alice")
        self._running: list[asyncio.subprocess.Process] = []

    def file(self, text: str) -> str:
        path = self.folder / "bot.py"
        path.write_text(text)
        return str(path)

    async def runs(self, bot: str, *more: str) -> asyncio.subprocess.Process:
        """`puppets run BOT --puppet telegram`, and more."""
        command = (*PUPPETS, "run", bot, "--puppet", "telegram", *more)
        return await self.starts(*command)

    async def starts(self, *command: str) -> asyncio.subprocess.Process:
        process = await started(
            *command, TELEGRAM_TOKEN=TOKEN, TELEGRAM_API_URL=self.server.url
        )
        self._running.append(process)
        return process

    async def end(self) -> None:
        """Leave no process behind."""
        for process in self._running:
            if process.returncode is None:
                process.kill()
            await process.communicate()


async def said(process: asyncio.subprocess.Process) -> str:
    """The next line that the bot prints."""
    assert process.stdout is not None
    return (await process.stdout.readline()).decode().strip()


async def ends(process: asyncio.subprocess.Process) -> tuple[int | None, str, str]:
    """Exit code, stdout and stderr, once a person has ended it."""
    process.send_signal(signal.SIGINT)
    return await ended(process)
