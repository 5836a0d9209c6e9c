"""What we are told: events that Slack posts to a server of ours."""

from __future__ import annotations

import json
import logging
from collections.abc import AsyncGenerator
from http import HTTPStatus
from urllib.parse import parse_qs

import msgspec
from aiohttp import web
from slack_sdk.signature import SignatureVerifier

from .._decoding import UNREADABLE
from .._letterbox import Letterbox
from ..errors import Malformed, RateLimited, Unavailable
from . import wire
from .client import SlackClient
from .options import SlackOptions
from .stream import Answer, Pressed, Told, is_pressed, pressed, revokes, told

__all__ = ["EventsApi"]


FORM = "application/x-www-form-urlencoded"

logger: logging.Logger = logging.getLogger("puppets")


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
        self._box: Letterbox[tuple[Told | Pressed | Malformed, ...]] = Letterbox(
            host=options.listen,
            port=options.port,
            path=options.path,
            limit=options.post_limit,
            log=logger,
        )

    async def open(self) -> None:
        """Listen; raises `OSError` where the port is taken."""
        await self._box.open(self._post)

    async def close(self) -> None:
        """Say no to all who wait, and to all who come now; then let nobody in."""
        await self._box.close()

    async def answers(self) -> AsyncGenerator[Answer]:
        """What is posted; a post is answered when what comes after it is asked for."""
        yield Answer()
        while True:
            letters = await self._box.collect(self._options.check)
            if not letters:
                await self._ask()
            answer = Answer(tuple(each for one in letters for each in one.told))
            with self._box.making_safe(letters):
                yield answer
            if is_pressed(answer):
                yield Answer()  # whoever has pressed is served now, and no later
            if revokes(answer):
                await self._ask()

    async def _ask(self) -> None:
        """Where nothing is posted, only asking tells that Slack is there."""
        try:
            await self._client.auth_test()
        except RateLimited:
            return
        except Malformed as error:  # some gateway's answer, and not Slack's
            raise Unavailable(str(error)) from error

    async def _post(self, request: web.Request) -> web.Response:
        body = await request.read()  # aiohttp answers 413 where it is too large
        if not self._is_signed(request, body):
            return _refusal(HTTPStatus.UNAUTHORIZED)
        if request.content_type == FORM:
            return await self._press(body)
        try:
            callback = msgspec.json.decode(body, type=wire.Callback)
        except UNREADABLE:
            callback = None
        if callback is not None and callback.type == "url_verification":
            return web.Response(text=callback.challenge)
        if not await self._box.is_made_safe(told(body)):
            return web.Response(status=HTTPStatus.SERVICE_UNAVAILABLE)
        if callback is None and not _is_json(body):
            # Said, and refused: what was cut on its way may come again whole.
            return web.Response(status=HTTPStatus.BAD_REQUEST)
        return web.Response()

    async def _press(self, body: bytes) -> web.Response:
        """Of buttons Slack tells by a form with one field; nobody tries that again."""
        fields = parse_qs(body.decode("utf-8", "replace"))
        [payload] = fields.get("payload", [""])[:1]
        happened = pressed(payload.encode()) if payload else ()
        if happened and not await self._box.is_made_safe(happened):
            return web.Response(status=HTTPStatus.SERVICE_UNAVAILABLE)
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


def _refusal(status: HTTPStatus) -> web.Response:
    """A no that no second try turns into a yes."""
    return web.Response(status=status, headers={"X-Slack-No-Retry": "1"})


def _is_json(body: bytes) -> bool:
    try:
        return isinstance(json.loads(body), dict)
    except (RecursionError, ValueError):
        return False
