"""Which hosts a file may be fetched from, decided before a connection is made."""

from __future__ import annotations

import asyncio
import re
import socket
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address

from ..errors import Forbidden, Unavailable

__all__ = [
    "SIZE_LIMIT",
    "TIMEOUT",
    "FetchRules",
    "Resolve",
    "is_address",
    "is_public",
    "resolve_name",
]

SIZE_LIMIT = 50 * 1024 * 1024
TIMEOUT = 60.0

Resolve = Callable[[str, int], Awaitable[Sequence[str]]]
"""From a host name and a port to its addresses, as text."""

_PRIVATE_4 = tuple(
    IPv4Network(network)
    for network in (
        "0.0.0.0/8",
        "10.0.0.0/8",
        "100.64.0.0/10",  # Shared by a carrier's customers; also some clouds' metadata.
        "127.0.0.0/8",
        "168.63.129.16/32",  # A public address by form, the host of an Azure machine.
        "169.254.0.0/16",  # Link-local, and the metadata of most clouds.
        "172.16.0.0/12",
        "192.0.0.0/24",
        "192.0.2.0/24",
        "192.88.99.0/24",
        "192.168.0.0/16",
        "198.18.0.0/15",
        "198.51.100.0/24",
        "203.0.113.0/24",
        "224.0.0.0/4",
        "240.0.0.0/4",
    )
)
_PUBLIC_6 = IPv6Network("2000::/3")
_PRIVATE_6 = tuple(
    IPv6Network(network)
    for network in (
        "2001::/23",  # Teredo and other protocols' own; hosts have none of these.
        "2001:db8::/32",
        "3fff::/20",
    )
)
_NAT64 = IPv6Network("64:ff9b::/96")

# A host that ends so is an address to some resolvers: 127.1, 0x7f000001, 2130706433.
_NUMERIC_END = re.compile(r"(?:.*\.)?(?:[0-9]+|0x[0-9a-f]*)\.?", re.IGNORECASE)


def is_public(address: str) -> bool:
    """
    Whether an address, as text, belongs to the public internet (contract 4.9).

    Not public: loopback, link-local, private, shared, multicast, reserved, unspecified
    and documentation addresses, and IPv6 addresses that carry such an IPv4 address.
    """
    found = ip_address(address)
    if isinstance(found, IPv4Address):
        return not any(found in network for network in _PRIVATE_4)
    inner = _carried(found)
    if inner is not None:
        return is_public(str(inner))
    return found in _PUBLIC_6 and not any(found in network for network in _PRIVATE_6)


def is_address(host: str) -> bool:
    """Whether `host` is an address in its usual spelling; any address will do."""
    try:
        ip_address(host)
    except ValueError:
        return False
    return True


async def resolve_name(host: str, port: int) -> Sequence[str]:
    """Ask the system's resolver."""
    loop = asyncio.get_running_loop()
    found = await loop.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return tuple(dict.fromkeys(str(address[0]) for *_, address in found))


@dataclass(frozen=True, slots=True, kw_only=True)
class FetchRules:
    """
    How far a fetch may go (contract 4.9).

    `size_limit` is in bytes, after decompression; `timeout` in seconds, for all of the
    fetch. `allow_hosts` names the only hosts allowed, redirects included; a leading dot
    allows the hosts below a domain. `admits` says of an address, as text, whether it may
    be connected: the public ones, unless told otherwise.
    """

    size_limit: int = SIZE_LIMIT
    timeout: float = TIMEOUT
    allow_hosts: frozenset[str] | None = None
    admits: Callable[[str], bool] = field(default=is_public, repr=False)
    resolve: Resolve = field(default=resolve_name, repr=False)

    async def admit(self, host: str, port: int) -> Sequence[str]:
        """
        The addresses at which `host` may be connected; connect to no other.

        Raises `Forbidden` where any of them is not public, or the host is not allowed.
        """
        if not self._is_named(host):
            raise Forbidden(f"{host} is not among the hosts allowed")
        addresses = await self._addresses(host, port)
        if not all(map(self.admits, addresses)):
            raise Forbidden(f"{host} leads to an address that is not public")
        return addresses

    def _is_named(self, host: str) -> bool:
        if self.allow_hosts is None:
            return True
        above = (host[at:] for at, letter in enumerate(host) if letter == ".")
        return host in self.allow_hosts or any(dot in self.allow_hosts for dot in above)

    async def _addresses(self, host: str, port: int) -> Sequence[str]:
        if is_address(host):
            return (host,)
        if _NUMERIC_END.fullmatch(host):
            raise Forbidden(f"{host} is an address in disguise")
        try:
            addresses = await self.resolve(host, port)
        except (OSError, UnicodeError) as error:
            raise Unavailable(f"the name {host} cannot be resolved") from error
        if not addresses:
            raise Unavailable(f"the name {host} has no address")
        return addresses


def _carried(address: IPv6Address) -> IPv4Address | None:
    """The IPv4 address to which this one really leads, if any."""
    if address in _NAT64:
        return IPv4Address(address.packed[-4:])
    return address.ipv4_mapped or address.sixtofour
