"""What we are told: events that Slack posts to a server of ours."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncGenerator, Iterable
from dataclasses import dataclass
from http import HTTPStatus

import msgspec
from aiohttp import web
from slack_sdk.signature import SignatureVerifier

from .._decoding import UNREADABLE
from .._door import close
from ..errors import Malformed, RateLimited, Unavailable
from . import wire
from .client import SlackClient
from .options import SlackOptions
from .stream import Answer, Told, revokes, told

__all__ = ["EventsApi"]


@dataclass(frozen=True, slots=True, eq=False)
class Post:
    """What one post told, and where Slack waits to hear that it is safe."""

    told: tuple[Told | Malformed, ...]
    safe: asyncio.Future[bool]


class EventsApi:
    """
    A server that lets in only what is signed, and says yes only to what is safe.

    Slack posts again, three times within five minutes, whatever was not answered with a
    yes within three seconds.
    """

    def __init__(self, options: SlackOptions, client: SlackClient) -> None:
        self._options = options
        self._client = client
        self._verifier = SignatureVerifier(options.signing_secret)
        self._posts: asyncio.Queue[Post] = asyncio.Queue()
        self._runner: web.AppRunner | None = None
        self._door: asyncio.Server | None = None

    async def open(self) -> None:
        """Listen; raises `OSError` where the port is taken."""
        app = web.Application(client_max_size=self._options.post_limit)
        app.router.add_post(self._options.path, self._post)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=1.0)
        await self._runner.setup()
        if (serve := self._runner.server) is not None:
            self._door = await asyncio.get_running_loop().create_server(
                serve, self._options.listen, self._options.port
            )

    async def close(self) -> None:
        """Say no to all who wait, and to all who come now; then let nobody in."""
        runner, self._runner = self._runner, None
        door, self._door = self._door, None
        _settle(self._waiting(), safe=False)
        if door is not None:
            await close(door)
        if runner is not None:
            await runner.cleanup()

    async def answers(self) -> AsyncGenerator[Answer]:
        """What is posted; a post is answered when what comes after it is asked for."""
        yield Answer()
        while True:
            posts = await self._next()
            if not posts:
                await self._ask()
            answer = Answer(tuple(each for post in posts for each in post.told))
            try:
                yield answer
                _settle(posts, safe=True)
            finally:
                _settle(posts, safe=False)
            if revokes(answer):
                await self._ask()

    async def _next(self) -> list[Post]:
        """All that was posted meanwhile, which is then made safe in one go."""
        try:
            async with asyncio.timeout(self._options.check):
                return [await self._posts.get(), *self._waiting()]
        except TimeoutError:
            return []

    async def _ask(self) -> None:
        """Where nothing is posted, only asking tells that Slack is there."""
        try:
            await self._client.auth_test()
        except RateLimited:
            return
        except Malformed as error:  # some gateway's answer, and not Slack's
            raise Unavailable(str(error)) from error

    def _waiting(self) -> list[Post]:
        return [self._posts.get_nowait() for _ in range(self._posts.qsize())]

    async def _post(self, request: web.Request) -> web.Response:
        body = await request.read()  # aiohttp answers 413 where it is too large
        if not self._is_signed(request, body):
            return _refusal(HTTPStatus.UNAUTHORIZED)
        try:
            callback = msgspec.json.decode(body, type=wire.Callback)
        except UNREADABLE:
            callback = None
        if callback is not None and callback.type == "url_verification":
            return web.Response(text=callback.challenge)
        if not await self._is_made_safe(told(body)):
            return web.Response(status=HTTPStatus.SERVICE_UNAVAILABLE)
        if callback is None and not _is_json(body):
            # Said, and refused: what was cut on its way may come again whole.
            return web.Response(status=HTTPStatus.BAD_REQUEST)
        return web.Response()

    def _is_signed(self, request: web.Request, body: bytes) -> bool:
        """Over the body as it is, and not older than five minutes."""
        try:
            return self._verifier.is_valid_request(body, dict(request.headers))
        except (
            TypeError,
            ValueError,
        ):  # a time that is no number, a body that is no text
            return False

    async def _is_made_safe(self, told: tuple[Told | Malformed, ...]) -> bool:
        if self._runner is None:
            return False
        post = Post(told, asyncio.get_running_loop().create_future())
        self._posts.put_nowait(post)
        return await post.safe


def _settle(posts: Iterable[Post], *, safe: bool) -> None:
    for post in posts:
        if not post.safe.done():
            post.safe.set_result(safe)


def _refusal(status: HTTPStatus) -> web.Response:
    """A no that no second try turns into a yes."""
    return web.Response(status=status, headers={"X-Slack-No-Retry": "1"})


def _is_json(body: bytes) -> bool:
    try:
        return isinstance(json.loads(body), dict)
    except (RecursionError, ValueError):
        return False
