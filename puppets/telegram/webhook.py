"""What we are told: updates that Telegram posts to a server of ours."""

from __future__ import annotations

import asyncio
import hmac
import json
import logging
from collections.abc import AsyncGenerator, Awaitable
from contextlib import suppress
from dataclasses import dataclass
from http import HTTPStatus
from typing import TypeVar
from urllib.parse import urlsplit

from aiohttp import web

from ..errors import Unauthorized, Unavailable
from .client import TelegramClient
from .options import TelegramOptions
from .stream import Answer, read

__all__ = ["Webhook"]

T = TypeVar("T")

logger: logging.Logger = logging.getLogger("puppets")

HEADER = "X-Telegram-Bot-Api-Secret-Token"
LONGEST_ANSWER = 10.0
"""Seconds that Telegram may take to say how the webhook is."""


@dataclass(frozen=True, slots=True, eq=False)
class Post:
    """One update, and where Telegram waits to hear that it is safe."""

    answer: Answer
    safe: asyncio.Future[bool]

    def settle(self, *, safe: bool) -> None:
        if not self.safe.done():
            self.safe.set_result(safe)


class Webhook:
    """
    A server that lets in only who shows the secret, and says yes only to what is safe.

    Telegram brings again, for 24 hours, whatever was not answered with a yes.
    """

    def __init__(self, options: TelegramOptions, client: TelegramClient) -> None:
        self._options = options
        self._client = client
        self._patience = min(LONGEST_ANSWER, 2 * options.webhook_check)
        self._posts: asyncio.Queue[Post] = asyncio.Queue()
        self._runner: web.AppRunner | None = None
        self._is_set = False

    async def open(self) -> None:
        """Listen; raises `OSError` where the port is taken."""
        app = web.Application(client_max_size=self._options.webhook_limit)
        app.router.add_post(urlsplit(self._options.webhook_url).path or "/", self._post)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=1.0)
        await self._runner.setup()
        host, port = self._options.webhook_listen, self._options.webhook_port
        await web.TCPSite(self._runner, host, port).start()

    async def close(self) -> None:
        """Listen no more, and let Telegram keep what comes now for whoever asks next."""
        try:
            if self._is_set:
                self._is_set = False
                await self._give_back()
        finally:
            while not self._posts.empty():
                self._posts.get_nowait().settle(safe=False)
            runner, self._runner = self._runner, None
            if runner is not None:
                await runner.cleanup()

    async def answers(self) -> AsyncGenerator[Answer]:
        """What is posted, one by one; a post is answered when the next is asked for."""
        await self._set()
        yield Answer()
        while True:
            post = await self._next()
            if post is None:
                await self._check()
                yield Answer()
                continue
            try:
                yield post.answer
                post.settle(safe=True)
            finally:
                post.settle(safe=False)

    async def _set(self) -> None:
        url, secret = self._options.webhook_url, self._options.webhook_secret
        await self._soon(self._client.set_webhook(url, secret))
        self._is_set = True

    async def _give_back(self) -> None:
        """Delete the webhook, but not one that another program has set since."""
        with suppress(Unauthorized):  # a token that is revoked has none left
            told = await self._soon(self._client.get_webhook_info())
            if told.url == self._options.webhook_url:
                await self._soon(self._client.delete_webhook())

    async def _next(self) -> Post | None:
        try:
            async with asyncio.timeout(self._options.webhook_check):
                return await self._posts.get()
        except TimeoutError:
            return None

    async def _check(self) -> None:
        told = await self._soon(self._client.get_webhook_info())
        if told.url != self._options.webhook_url:
            raise Unavailable("another program has taken the webhook away")
        if told.last_error_message:
            logger.warning("telegram says of the webhook: %s", told.last_error_message)

    async def _soon(self, answer: Awaitable[T]) -> T:
        """An API that does not answer brings nothing either (contract 3.12)."""
        try:
            async with asyncio.timeout(self._patience):
                return await answer
        except TimeoutError:
            raise Unavailable("telegram does not say how the webhook is") from None

    async def _post(self, request: web.Request) -> web.Response:
        shown = request.headers.get(HEADER, "").encode("utf-8", "surrogateescape")
        if not hmac.compare_digest(shown, self._options.webhook_secret.encode()):
            return web.Response(status=HTTPStatus.UNAUTHORIZED)
        body = await request.read()  # aiohttp answers 413 where it is too large
        if not _is_json(body):
            return web.Response(status=HTTPStatus.BAD_REQUEST)
        post = Post(Answer((read(body),)), asyncio.get_running_loop().create_future())
        await self._posts.put(post)
        if await post.safe:
            return web.Response()
        return web.Response(status=HTTPStatus.SERVICE_UNAVAILABLE)


def _is_json(body: bytes) -> bool:
    try:
        return isinstance(json.loads(body), dict)
    except ValueError:
        return False
