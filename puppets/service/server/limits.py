"""How much one server bears, whoever asks."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["ServerLimits"]

MB = 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class ServerLimits:
    """What is over one of these is refused with RESOURCE_EXHAUSTED, or cut off."""

    message_size: int = 16 * MB
    """Bytes of one request: files of clients that do not upload come as one."""
    clients: int = 64
    """Streams of events."""
    calls: int = 20_000
    """Calls that run at once, streams of events included."""
    calls_of_one: int = 10_000
    """Calls that one connection runs at once."""
    unread: int = 100
    """Messages that a foreign client is told before it has read the first of them."""
    connections: int = 256
    stall: float = 30.0
    """Seconds that a client may leave an event unread."""
    waiting: int = 1_000
    """Events that are told and not kept, such as DONG, which may wait for a client."""
    file_size: int = 100 * MB
    """Bytes of one file that a client sends."""
    files: int = 200
    """Files of clients that are kept until they are sent, and files that may be fetched."""
    files_size: int = 1024 * MB
    """Bytes of all files of clients that are kept."""
    file_age: float = 3600.0
    """Seconds that a file is kept."""
    seats: int = 1_000
    """Clients, here or gone, whose place in the log is remembered."""
