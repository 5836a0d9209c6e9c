"""How the Web API is asked, and the only place where its errors become ours."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from http import HTTPStatus
from typing import TypeVar

import aiohttp
import msgspec
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from .._decoding import UNREADABLE
from .._frames import without_frames
from ..errors import DeliveryUncertain, Malformed, PlatformError, Rejected
from .answers import Page
from .connection import failed
from .refusals import ours

__all__ = ["Calling"]

T = TypeVar("T")
P = TypeVar("P", bound=Page)

PAGE = 200
_BROKEN: tuple[type[Exception], ...] = (*UNREADABLE, UnicodeError)


class Calling:
    """Calls through the SDK: reads by GET, the rest by POST, nothing twice."""

    def __init__(self, native: AsyncWebClient) -> None:
        self._native = native
        self.heading: Mapping[str, str] = {}
        """What stood above the latest answer that was a yes, in small letters."""

    async def get(self, method: str, kind: type[T], **given: object) -> T:
        params = {name: value for name, value in given.items() if value != ""}
        return _read(method, await self._ask(method, "GET", params=params), kind)

    async def post(self, method: str, kind: type[T], **given: object) -> T:
        return _read(method, await self._ask(method, "POST", json=given), kind)

    async def send(self, method: str, kind: type[T], **given: object) -> T:
        """What must not be done twice: where nobody knows, it is `DeliveryUncertain`."""
        answer = await self._ask(method, "POST", json=given, send=True)
        try:
            return _read(method, answer, kind)
        except Malformed as error:
            raise DeliveryUncertain(str(error)) from error

    async def pages(
        self, method: str, kind: type[P], **given: object
    ) -> AsyncIterator[P]:
        """A list, page by page."""
        cursor = ""
        while True:
            page = await self.get(method, kind, limit=PAGE, cursor=cursor, **given)
            yield page
            cursor = page.response_metadata.next_cursor
            if not cursor:
                return

    async def _ask(
        self,
        method: str,
        verb: str,
        *,
        params: dict[str, object] | None = None,
        json: dict[str, object] | None = None,
        send: bool = False,
    ) -> object:
        _refuse_broken(method, json or {})
        try:
            response = await self._native.api_call(
                method, http_verb=verb, params=params, json=json
            )
        except SlackApiError as error:
            raise _refusal(method, error, send=send) from without_frames(error)
        except AttributeError as error:  # the SDK takes any text for an object
            answered = ours(method, HTTPStatus.OK, {}, {}, send=send)
            raise answered from without_frames(error)
        except (aiohttp.ClientError, TimeoutError, OSError) as error:
            raise failed(method, error, send=send) from without_frames(error)
        self.heading = {name.lower(): text for name, text in response.headers.items()}
        return response.data


def _refusal(method: str, error: SlackApiError, *, send: bool) -> PlatformError:
    """What the SDK hangs on the error is its own answer, or aiohttp's."""
    response = error.response
    if isinstance(response, AsyncSlackResponse):
        answer = response.data if isinstance(response.data, dict) else {}
        status = response.status_code
    else:  # there was no JSON in it
        answer, status = {}, response.status
    return ours(method, status, answer, response.headers, send=send)


def _read(method: str, answer: object, kind: type[T]) -> T:
    """Once more into bytes, so that what is to be kept as it is can be."""
    try:
        return msgspec.json.decode(msgspec.json.encode(answer), type=kind)
    except _BROKEN as error:
        raise Malformed(f"{method}: {error}") from error


def _refuse_broken(method: str, given: Mapping[str, object]) -> None:
    for value in given.values():
        if isinstance(value, str):
            try:
                value.encode()
            except UnicodeEncodeError as error:
                raise Rejected(f"{method}: text must be whole characters") from error
