"""What we are told: updates that Telegram posts to a server of ours."""

from __future__ import annotations

import asyncio
import hmac
import json
import logging
from collections.abc import AsyncGenerator, Awaitable
from contextlib import suppress
from http import HTTPStatus
from typing import TypeVar
from urllib.parse import urlsplit

from aiohttp import web
from aiohttp.http import HttpProcessingError

from .._letterbox import Letterbox
from ..errors import Malformed, Unauthorized, Unavailable
from .client import TelegramClient
from .options import TelegramOptions
from .stream import EARLIEST, Answer, Told, read
from .upload import Secret

__all__ = ["Webhook"]

T = TypeVar("T")

logger: logging.Logger = logging.getLogger("puppets")

HEADER = "X-Telegram-Bot-Api-Secret-Token"
LONGEST_ANSWER = 10.0
"""Seconds that Telegram may take to say how the webhook is."""


class Webhook:
    """
    A server that lets in only who shows the secret, and says yes only to what is safe.

    Telegram brings again, for 24 hours, whatever was not answered with a yes.
    """

    def __init__(self, options: TelegramOptions, client: TelegramClient) -> None:
        self._options = options
        self._client = client
        self._patience = min(LONGEST_ANSWER, 2 * options.webhook_check)
        self._may_be_set = False
        self._box: Letterbox[Told | Malformed] = Letterbox(
            host=options.webhook_listen,
            port=options.webhook_port,
            path=urlsplit(options.webhook_url).path or "/",
            limit=options.webhook_limit,
            log=_server_log(),
        )

    async def open(self) -> None:
        """Listen; raises `OSError` where the port is taken."""
        await self._box.open(self._post)

    async def close(self) -> None:
        """Listen no more, and let Telegram keep what comes now for whoever asks next."""
        try:
            if self._may_be_set:
                self._may_be_set = False
                await self._soon(self._give_back())
        finally:
            await self._box.close()

    async def answers(self) -> AsyncGenerator[Answer]:
        """What is posted; a post is answered when what comes after it is asked for."""
        await self._set()
        # An offset that some poll left would be stale when another goes on from it.
        yield Answer(cursor=EARLIEST)
        while True:
            letters = await self._box.collect(self._options.webhook_check)
            if not letters:
                await self._check()
            with self._box.making_safe(letters):
                yield Answer(tuple(letter.told for letter in letters))

    async def _set(self) -> None:
        url, secret = self._options.webhook_url, Secret(self._options.webhook_secret)
        self._may_be_set = True  # also where the answer is lost
        await self._soon(self._client.set_webhook(url, secret))

    async def _give_back(self) -> None:
        """Delete the webhook, but not one that another program has set since."""
        with suppress(Unauthorized):  # a token that is revoked has none left
            told = await self._client.get_webhook_info()
            if told.url == self._options.webhook_url:
                await self._client.delete_webhook()

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
        told = read(body)
        if not await self._box.is_made_safe(told):
            return web.Response(status=HTTPStatus.SERVICE_UNAVAILABLE)
        if isinstance(told, Malformed) and not _is_json(body):
            # Said, and refused: what was cut on its way may come again whole.
            return web.Response(status=HTTPStatus.BAD_REQUEST)
        return web.Response()


def _server_log() -> logging.Logger:
    """Of what is no HTTP aiohttp says all that is in it, and so the secret: not here."""

    def discreet(record: logging.LogRecord) -> bool:
        error = record.exc_info[1] if record.exc_info else None
        if isinstance(error, HttpProcessingError):
            record.exc_info = None
        return True

    log = logging.getLogger("puppets.telegram.webhook")
    log.filters[:] = [discreet]
    return log


def _is_json(body: bytes) -> bool:
    try:
        return isinstance(json.loads(body), dict)
    except (json.JSONDecodeError, UnicodeDecodeError):
        return False
    except (RecursionError, ValueError):  # too deep, or a number too long: it is JSON
        return True
