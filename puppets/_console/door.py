"""Who is let in, and what a browser must not do with the page."""

from __future__ import annotations

import hmac
import os
import re
import secrets

from aiohttp import web
from yarl import URL

from ..errors import ConfigurationError
from .place import Place, is_loopback

__all__ = ["HEADERS", "VARIABLE", "Door"]

VARIABLE = "PUPPETS_CONSOLE_TOKEN"
"""The environment variable with a token that outlives the process."""
_TOKEN = re.compile(r"[A-Za-z0-9_-]{32,200}")

HEADERS = {
    # Nothing but our own files, nothing inline, and nobody may frame it.
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
        "connect-src 'self'; base-uri 'none'; form-action 'none'; "
        "frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'"
    ),
    "Cache-Control": "no-store",
    "Cross-Origin-Embedder-Policy": "require-corp",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Referrer-Policy": "no-referrer",
    "Server": "puppets",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "X-Robots-Tag": "noindex",
}


class Door:
    """
    Lets in who has the token: new at each start, unless the environment has one.

    The link has it as a fragment, which no browser sends: so it stands in no log of a
    server or a proxy, and in no Referer. The page takes it out of the address and shows
    it as a bearer, from the storage of its tab. A cookie would be worse: cookies know no
    ports, so that each other server on this machine would be sent it too; and what a
    browser adds by itself, another site's page can make it add.
    """

    def __init__(self, place: Place) -> None:
        self._token = _token()
        self._place = place

    def link(self, port: int) -> str:
        """What the operator opens; whoever has it is let in."""
        return f"{self._place.url(port)}#{self._token}"

    def check_token(self, request: web.Request) -> None:
        """Raise `HTTPUnauthorized` unless the request shows the token."""
        shown = request.headers.get("Authorization", "")
        wanted = f"Bearer {self._token}".encode()
        if not hmac.compare_digest(shown.encode("utf-8", "surrogateescape"), wanted):
            raise web.HTTPUnauthorized(text="the link that was printed has the token")

    def check_host(self, request: web.Request) -> None:
        """
        Raise `HTTPMisdirectedRequest` where a name that is not this machine's leads here:
        another site's page may have given its own name our address.
        """
        if self._place.is_loopback and not is_loopback(_host(request)):
            raise web.HTTPMisdirectedRequest(text="this console is for its own machine")


def _token() -> str:
    """Raises `ConfigurationError` where the environment's can be guessed, or no URL holds it."""
    token = os.environ.get(VARIABLE) or secrets.token_urlsafe(32)
    if not _TOKEN.fullmatch(token):
        raise ConfigurationError(
            f"{VARIABLE} must be at least 32 letters, digits, - or _, and hard to guess"
        )
    return token


def _host(request: web.Request) -> str:
    try:
        return URL(f"http://{request.host}").host or ""
    except ValueError:
        return ""
