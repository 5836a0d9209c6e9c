"""Urls that may be fetched, read the same by whoever reads them (contract 4.9)."""

from __future__ import annotations

import re

from yarl import URL

from ..errors import Forbidden, Malformed

__all__ = ["parsed", "redirected"]

_TRICKS = re.compile(r"[\x00-\x1f\x7f\\]")  # Read differently by different parsers.
_SPELLED_OUT = re.compile(r"[!-~]+")  # Nothing in it needs an escape.
_HOST = re.compile(r"[a-z0-9_.-]+|[0-9a-f:.]*:[0-9a-f:.]*")


def parsed(text: str) -> URL:
    """A plain http(s) url; raises `Forbidden` for anything else, showing none of it."""
    try:
        url = URL(text)
    except ValueError:
        # `from None`: what it says may hold the whole url.
        raise Forbidden("this is not a url that can be fetched") from None
    if url.scheme not in {"http", "https"} or _TRICKS.search(text):
        raise Forbidden("only plain http and https urls are fetched")
    if url.raw_user is not None or url.raw_password is not None:
        raise Forbidden("a url that holds a user or a password is not fetched")
    if not _HOST.fullmatch(url.raw_host or ""):
        raise Forbidden("a url is fetched from a plain host name or address only")
    return _unchanged(url, text)


def redirected(here: URL, location: str) -> URL:
    """Where `location` leads from `here`; never from https back to http."""
    try:
        text = str(here.join(URL(location, encoded=True)))
    except ValueError:
        raise Malformed(f"{here.host} redirects to no url") from None
    there = parsed(text)
    if here.scheme == "https" and there.scheme != "https":
        raise Forbidden(f"{here.host} redirects from https to http")
    return there


def _unchanged(url: URL, text: str) -> URL:
    """`url` with its path and query as `text` spells them: some urls are signed."""
    if not _SPELLED_OUT.fullmatch(text):
        return url
    exact = URL(text, encoded=True)
    return URL.build(
        scheme=url.scheme,
        authority=url.raw_authority,
        path=exact.raw_path,
        query_string=exact.raw_query_string,
        encoded=True,
    )
