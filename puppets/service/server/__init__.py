"""The server of the puppet service."""

from ..certificates import Certificate, NoTls
from .limits import ServerLimits
from .log import EventLog, InProcessLog
from .server import PuppetServer
from .sqlite_log import SqliteLog

__all__ = [
    "Certificate",
    "EventLog",
    "InProcessLog",
    "NoTls",
    "PuppetServer",
    "ServerLimits",
    "SqliteLog",
]
