"""The HTTP under slack-sdk: its client, and files on their way in and out."""

from __future__ import annotations

import logging
from collections.abc import AsyncGenerator, Mapping
from contextlib import asynccontextmanager
from http import HTTPStatus
from urllib.parse import urlsplit

import aiohttp
from slack_sdk.web.async_client import AsyncWebClient

from .._files.payload import FilePayload
from ..errors import Forbidden, NotFound, PlatformError, Unavailable
from ..file_box import FileBox
from .options import SlackOptions
from .refusals import unanswered

__all__ = ["Connection", "failed"]

logger: logging.Logger = logging.getLogger("puppets.slack.web")
logger.setLevel(logging.INFO)  # below that, what people say, and where sockets open

CONNECT_TIMEOUT = 10.0
READ_TIMEOUT = 30.0
SLACK_HOSTS = (".slack.com", ".slack-edge.com", ".slack-files.com")
CHUNK = 64 * 1024


class Connection:
    """One client session, shared by the requests of one puppet."""

    def __init__(self, options: SlackOptions) -> None:
        self._options = options
        self._session: aiohttp.ClientSession | None = None
        # Retries are the outbox's: the SDK's own would say things twice.
        self.native: AsyncWebClient = AsyncWebClient(
            token=options.bot_token,
            base_url=options.api_base,
            retry_handlers=[],
            logger=logger,
        )
        self.native.proxy = options.proxy  # and not what the environment says

    async def open(self) -> None:
        if self._session is None:
            self._session = aiohttp.ClientSession(
                cookie_jar=aiohttp.DummyCookieJar(),
                timeout=aiohttp.ClientTimeout(
                    total=None, sock_connect=CONNECT_TIMEOUT, sock_read=READ_TIMEOUT
                ),
            )
            self.native.session = self._session

    async def close(self) -> None:
        session, self._session = self._session, None
        self.native.session = None
        if session is not None:
            await session.close()

    async def upload(self, url: str, file: FileBox) -> None:
        """Send the bytes of a file to where Slack wants them, as they are read."""
        async with self._ask("POST", url, body=FilePayload(file)) as response:
            if response.status != HTTPStatus.OK:
                raise Unavailable(
                    f"upload: answered with HTTP status {response.status}"
                )

    async def download(self, url: str, media_type: str) -> AsyncGenerator[bytes]:
        """The bytes of a file, piece by piece; the token is shown to Slack alone."""
        self._admit(url)
        async with self._ask("GET", url, shows_token=True) as response:
            _admit(response, media_type)
            async for chunk in response.content.iter_chunked(CHUNK):
                yield chunk

    def _admit(self, url: str) -> None:
        if not self.is_slack(url):
            raise Forbidden("the file is not on a host of Slack's")

    def _credentials(self) -> Mapping[str, str]:
        return {"Authorization": f"Bearer {self._options.bot_token}"}

    def is_slack(self, url: str) -> bool:
        """Whether the token may be shown there: by https to Slack, or to the API itself."""
        parts = urlsplit(url)
        host = f".{parts.hostname or ''}"
        is_theirs = parts.scheme == "https" and host.endswith(SLACK_HOSTS)
        return is_theirs or self.is_own(url)

    def is_own(self, url: str) -> bool:
        """Whether it is served by the very server of the Web API."""
        there, here = urlsplit(url), urlsplit(self._options.api_url)
        return (there.scheme, there.netloc) == (here.scheme, here.netloc)

    @asynccontextmanager
    async def _ask(
        self,
        method: str,
        url: str,
        *,
        body: object = None,
        shows_token: bool = False,
    ) -> AsyncGenerator[aiohttp.ClientResponse]:
        if self._session is None:
            raise Unavailable("the puppet has no connection: it is not started")
        try:
            async with self._session.request(
                method,
                url,
                data=body,
                # No variable of ours: those may be shown with an error.
                headers=self._credentials() if shows_token else None,
                proxy=self._options.proxy,
                allow_redirects=False,
            ) as response:
                yield response
        except (aiohttp.ClientError, TimeoutError, OSError) as error:
            # What aiohttp raises may hold the address, which lets in whoever has it.
            raise failed("a file", error, send=False) from None


def failed(method: str, error: Exception, *, send: bool) -> PlatformError:
    """What a connection that failed comes to: nothing went out, or nobody knows."""
    words = f"{method}: {type(error).__name__}"
    never = aiohttp.ClientConnectorError | aiohttp.ConnectionTimeoutError
    return unanswered(words, send=send and not isinstance(error, never))


def _admit(response: aiohttp.ClientResponse, media_type: str) -> None:
    """Who may not read a file is led to a page on which people log in."""
    if response.status in {HTTPStatus.NOT_FOUND, HTTPStatus.GONE}:
        raise NotFound("slack has no such file any more")
    if response.status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        raise Unavailable(f"a file: answered with HTTP status {response.status}")
    is_page = response.content_type == "text/html" and media_type != "text/html"
    if response.status != HTTPStatus.OK or is_page:
        raise Forbidden("slack does not show the file: the token needs files:read")
