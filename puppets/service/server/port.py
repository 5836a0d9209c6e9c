"""The port on which clients call: where it may be, and what it bears."""

from __future__ import annotations

import re
from ipaddress import ip_address

from ...errors import ConfigurationError
from ..certificates import Certificate, NoTls
from .limits import ServerLimits

__all__ = ["check", "host_of", "options"]


def options(limits: ServerLimits) -> list[tuple[str, int]]:
    return [
        ("grpc.so_reuseport", 0),
        ("grpc.max_receive_message_length", limits.message_size),
        ("grpc.max_send_message_length", -1),
        ("grpc.max_concurrent_streams", limits.calls_of_one),
        ("grpc.max_allowed_incoming_connections", limits.connections),
        ("grpc.server_handshake_timeout_ms", 10_000),
        # A bot asks for all that a burst of messages names, at once: gRPC itself would
        # drop what is over a thousand, and the bot would not ask again.
        ("grpc.server.max_pending_requests", limits.calls),
        ("grpc.server.max_pending_requests_hard_limit", 2 * limits.calls),
        # Of a file that comes faster than it is written, no more than this waits.
        ("grpc.http2.bdp_probe", 0),
        ("grpc.http2.lookahead_bytes", 1024 * 1024),
        # A client that is gone without a word is noticed within these two.
        ("grpc.keepalive_time_ms", 10_000),
        ("grpc.keepalive_timeout_ms", 10_000),
        ("grpc.keepalive_permit_without_calls", 1),
        ("grpc.http2.max_pings_without_data", 0),
        # Clients may look as often.
        ("grpc.http2.min_ping_interval_without_data_ms", 5_000),
        ("grpc.http2.max_ping_strikes", 0),
    ]


_PLACE = re.compile(
    r"(?:\[(?P<six>[0-9a-fA-F:]+)\]|(?P<host>[^:\s]+)):(?P<port>\d{1,5})"
)


def host_of(listen: str) -> str:
    found = _PLACE.fullmatch(listen)
    if found is None:
        raise ConfigurationError(f"{listen!r} is not HOST:PORT")
    return found["host"] or f"[{found['six']}]"


def check(host: str, tls: Certificate | NoTls | None) -> None:
    """Raises `ConfigurationError` for a port that anyone could use, unless said twice."""
    if not isinstance(tls, NoTls) or tls.beyond_loopback or _is_loopback(host):
        return
    raise ConfigurationError(
        f"without TLS, {host} would let in whoever reaches it: say so twice, or listen "
        "on 127.0.0.1"
    )


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False
