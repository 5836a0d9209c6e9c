"""Errors on their way through gRPC: real servers, real connections."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path

import grpc
import pytest

from puppets import errors
from puppets.errors import (
    ConfigurationError,
    DeliveryUncertain,
    Forbidden,
    Malformed,
    MissingExtra,
    NoAnswer,
    NotFound,
    NotLoggedIn,
    NotStarted,
    PlatformError,
    PuppetError,
    RateLimited,
    Rejected,
    StorageCorrupt,
    StorageError,
    StorageInUse,
    TooLarge,
    TooLong,
    TooMany,
    Unauthorized,
    Unavailable,
    UnknownProvider,
    Unsupported,
)
from puppets.service.statuses import error_in, error_out

from .aborting import Context, asked, ending

pytestmark = pytest.mark.anyio

Code = grpc.StatusCode
DIFFICULT = "größer als 5 % 🍵\r\nx: y\x00"


class OtherPoller(Unavailable):
    """Of a provider's own, as Telegram has it."""


# Each with its status, and the kind that our client makes of it again.
CASES: list[tuple[PuppetError, grpc.StatusCode, type[PuppetError]]] = [
    (Unsupported("telegram", "room_create"), Code.UNIMPLEMENTED, Unsupported),
    (NotStarted("start it"), Code.FAILED_PRECONDITION, NotStarted),
    (NotLoggedIn("nobody is"), Code.FAILED_PRECONDITION, NotLoggedIn),
    (ConfigurationError("X is wrong"), Code.FAILED_PRECONDITION, PlatformError),
    (UnknownProvider("no"), Code.FAILED_PRECONDITION, PlatformError),
    (MissingExtra("x", "pip"), Code.FAILED_PRECONDITION, PlatformError),
    (StorageError("full"), Code.UNKNOWN, PlatformError),
    (StorageInUse("by 7"), Code.UNKNOWN, PlatformError),
    (StorageCorrupt("bad", path="/x"), Code.UNKNOWN, PlatformError),
    (PuppetError("odd"), Code.UNKNOWN, PlatformError),
    (NoAnswer("nobody"), Code.UNKNOWN, PlatformError),
    (PlatformError("no"), Code.UNKNOWN, PlatformError),
    (Unauthorized("revoked"), Code.UNAUTHENTICATED, Unauthorized),
    (Forbidden("not yours"), Code.PERMISSION_DENIED, Forbidden),
    (NotFound("no message 'm1'"), Code.NOT_FOUND, NotFound),
    (Rejected("no"), Code.INVALID_ARGUMENT, Rejected),
    (TooLong("over 4096", limit=4096), Code.INVALID_ARGUMENT, TooLong),
    (TooLarge("over 50 MB", limit=50 << 20), Code.INVALID_ARGUMENT, TooLarge),
    (TooMany("over 25", limit=25), Code.INVALID_ARGUMENT, TooMany),
    (RateLimited("slower", retry_after=7.25), Code.RESOURCE_EXHAUSTED, RateLimited),
    (Unavailable("down"), Code.UNAVAILABLE, Unavailable),
    (OtherPoller("another"), Code.UNAVAILABLE, Unavailable),
    (DeliveryUncertain("who knows"), Code.ABORTED, DeliveryUncertain),
    (Malformed("odd", path="$.größe[0]"), Code.INTERNAL, Malformed),
    (NotFound(DIFFICULT), Code.NOT_FOUND, NotFound),
]


def aborts(error: BaseException) -> Callable[[Context], Awaitable[None]]:
    async def end(context: Context) -> None:
        status = error_out(error)
        await context.abort(status.code, status.details, status.metadata)

    return end


@pytest.mark.parametrize("send", [False, True], ids=["a read", "a send"])
@pytest.mark.parametrize(
    ("error", "code", "kind"), CASES, ids=lambda case: getattr(case, "__name__", None)
)
async def test_an_error_of_ours_comes_through_as_what_it_was(
    error: PuppetError, code: grpc.StatusCode, kind: type[PuppetError], send: bool
) -> None:
    assert error_out(error).code is code
    async with ending(aborts(error)) as address:
        told = await asked(address, send=send)
    assert type(told) is kind
    assert str(told) == str(error)
    for name in ("limit", "retry_after", "operation", "platform", "path"):
        if hasattr(kind, "__init__") and hasattr(told, name):
            assert getattr(told, name) == getattr(error, name)


def test_every_error_of_ours_is_among_them() -> None:
    kinds = {getattr(errors, name) for name in errors.__all__}
    assert kinds <= {type(error) for error, _, _ in CASES}


async def test_a_long_error_is_cut_short_between_letters() -> None:
    error = Malformed("ü" * 9000, path="$." + "ä" * 9000)
    async with ending(aborts(error)) as address:
        told = await asked(address)
    assert isinstance(told, Malformed)
    assert str(told) == "ü" * 500
    assert set(told.path.removeprefix("$.")) == {"ä"}


async def test_an_error_that_is_none_of_ours_tells_its_kind_alone() -> None:
    async with ending(aborts(KeyError("t_secret"))) as address:
        told = await asked(address)
    assert "KeyError" in str(told)
    assert "secret" not in str(told)


async def test_what_a_handler_raised_is_rejected() -> None:
    async def end(_: Context) -> None:
        raise LookupError("tea")

    async with ending(end) as address:
        assert type(await asked(address)) is Rejected


# What other services say, and what gRPC itself says.


@pytest.mark.parametrize(
    ("code", "details", "kind"),
    [
        (Code.UNIMPLEMENTED, "", Unsupported),
        (
            Code.INTERNAL,
            "Wechaty Puppet Unsupported API Error. Learn More",
            Unsupported,
        ),
        (Code.UNAUTHENTICATED, 'Invalid Wechaty TOKEN "t_secret"', Unauthorized),
        (Code.PERMISSION_DENIED, "no", Forbidden),
        (Code.NOT_FOUND, "no", NotFound),
        (Code.INVALID_ARGUMENT, "no", Rejected),
        (Code.OUT_OF_RANGE, "no", Rejected),
        (Code.FAILED_PRECONDITION, "no", Rejected),
        (Code.INTERNAL, "no id", Rejected),
        (Code.UNKNOWN, "Error: no contact", Rejected),
        (Code.RESOURCE_EXHAUSTED, "slower", RateLimited),
        (Code.RESOURCE_EXHAUSTED, "Sent message larger than max (9 vs. 4)", TooLarge),
        (Code.ALREADY_EXISTS, "can not set twice", Unavailable),
        (Code.UNAVAILABLE, "Socket closed", Unavailable),
        (Code.DEADLINE_EXCEEDED, "Deadline Exceeded", Unavailable),
        (Code.INTERNAL, "Received RST_STREAM with error code 2", Unavailable),
        (Code.DATA_LOSS, "", Malformed),
    ],
    ids=lambda case: getattr(case, "__name__", None) or str(case) or "nothing",
)
def test_a_status_of_another_service_is_understood(
    code: grpc.StatusCode, details: str, kind: type[PuppetError]
) -> None:
    told = error_in(code, details, None, platform="service", operation="ding")
    assert type(told) is kind
    assert "secret" not in str(told)
    assert str(told)


@pytest.mark.parametrize(
    "details",
    ["Socket closed", "Deadline Exceeded", "Received RST_STREAM with error code 2", ""],
)
@pytest.mark.parametrize(
    "code", [Code.UNAVAILABLE, Code.DEADLINE_EXCEEDED, Code.CANCELLED, Code.ABORTED]
)
def test_a_send_that_broke_off_is_uncertain(
    code: grpc.StatusCode, details: str
) -> None:
    told = error_in(code, details, None, platform="x", operation="y", send=True)
    assert type(told) is DeliveryUncertain


@pytest.mark.parametrize(
    "wait", ["x", "-1", "nan", "inf", ""], ids=lambda wait: f"{wait!r}"
)
def test_a_wait_that_is_none_is_half_a_minute(wait: str) -> None:
    told = error_in(
        Code.RESOURCE_EXHAUSTED,
        "slower",
        [("retry-after", wait), ("x-bin", b"\0")],
        platform="service",
        operation="ding",
    )
    assert isinstance(told, RateLimited)
    assert told.retry_after == 30


async def test_a_server_that_is_not_there_got_nothing() -> None:
    async with ending(aborts(NotFound("x"))) as address:
        pass
    for send in (False, True):
        assert type(await asked(address, send=send)) is Unavailable


async def test_a_send_whose_connection_breaks_is_uncertain() -> None:
    """The server reads, and hangs up: a read may be tried again, a send may not."""

    async def hang_up(
        reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        # HTTP/2 begins with settings of either side; then the call comes.
        writer.write(bytes((0, 0, 0, 4, 0, 0, 0, 0, 0)))
        while b"tea" not in await reader.read(1 << 16):
            pass
        writer.transport.abort()

    server = await asyncio.start_server(hang_up, "127.0.0.1", 0)
    async with server:
        address = f"127.0.0.1:{server.sockets[0].getsockname()[1]}"
        told = await asked(address, send=True, text="tea")
        assert type(told) is DeliveryUncertain
        assert type(await asked(address, text="tea")) is Unavailable


async def test_a_send_that_is_not_answered_in_time_is_uncertain() -> None:
    async def end(_: Context) -> None:
        await asyncio.Event().wait()

    async with ending(end) as address:
        assert type(await asked(address, send=True, timeout=0.2)) is DeliveryUncertain
        assert type(await asked(address, timeout=0.2)) is Unavailable


async def test_a_request_over_the_limit_of_the_server_is_too_large() -> None:
    async with ending(aborts(NotFound("x"))) as address:
        told = await asked(address, text="x" * (5 << 20))
    assert isinstance(told, TooLarge)
    assert told.limit == 4 << 20


def test_the_pure_half_imports_no_grpc() -> None:
    for name in ("failures", "refusals", "troubles", "happenings", "hearing", "fields"):
        source = Path(errors.__file__).parent / "service" / f"{name}.py"
        assert "import grpc" not in source.read_text()
