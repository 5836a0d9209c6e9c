"""
Leaks, each in a way of its own, to see whether they are found.

This is no part of the suite: `test_secrets` runs it.
"""

from __future__ import annotations

import asyncio
import base64
import logging
from dataclasses import dataclass
from urllib.parse import quote

import pytest

from puppets import PlatformError, PuppetError
from puppets_standins.mock import MockWorld

pytestmark = pytest.mark.anyio

LEAKS = (
    "log",
    "library",
    "argument",
    "traceback",
    "error",
    "cause",
    "context",
    "local",
    "repr",
    "failure",
    "print",
)
"""The ways in which something leaks."""
SECRETS = tuple(f"{way}:s3cret/0f-nobody" for way in LEAKS)


def secret(way: str) -> str:
    return SECRETS[LEAKS.index(way)]


def test_in_a_log() -> None:
    logging.getLogger("puppets").debug("asking /bot%s/getMe", secret("log"))


def test_in_a_library_s_log() -> None:
    packed = base64.b64encode(f"bot:{secret('library')}:x".encode()).decode()
    logging.getLogger("some.library").info("Authorization: Basic %s", packed)


def test_in_what_is_logged() -> None:
    logging.getLogger("asyncio").debug("%r", {"token": secret("argument")})


def test_in_a_traceback_that_is_logged() -> None:
    try:
        raise OSError(quote(secret("traceback"), safe=""))
    except OSError:
        logging.getLogger("puppets").exception("it broke")


async def test_in_an_error_that_is_swallowed() -> None:
    with pytest.raises(PlatformError):
        raise PlatformError(f"no answer from {secret('error')}")
    await asyncio.sleep(0)


async def test_in_a_cause() -> None:
    with pytest.raises(PlatformError):
        raise PlatformError("no answer") from OSError(secret("cause"))
    await asyncio.sleep(0)


async def test_in_a_context_that_is_suppressed() -> None:
    def ask() -> None:
        try:
            raise OSError(secret("context").encode().hex())
        except OSError:
            raise PlatformError("no answer") from None

    with pytest.raises(PlatformError):
        ask()
    await asyncio.sleep(0)


async def test_in_a_local_variable() -> None:
    def ask(where: str) -> None:
        raise PuppetError("no answer")

    with pytest.raises(PuppetError):
        ask(secret("local"))
    await asyncio.sleep(0)


@dataclass
class Talkative:
    """Something whose repr tells all."""

    token: str


async def test_in_a_repr() -> None:
    async with MockWorld() as world:
        puppet = world.puppet()
        vars(puppet)["_talkative"] = Talkative(secret("repr"))
        await asyncio.sleep(0)


def test_in_a_failure() -> None:
    assert Talkative(secret("failure")).token == ""


def test_in_print() -> None:
    print(secret("print"))
