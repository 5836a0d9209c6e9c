"""Where a homeserver is served, of which only the name is known."""

from __future__ import annotations

from dataclasses import dataclass

from .._decoding import decoded
from ..errors import Malformed, NotFound, Rejected, Unavailable
from .answers import WellKnown
from .client import GitterClient
from .options import GitterOptions

__all__ = ["Found", "discover", "found_in"]


@dataclass(frozen=True, slots=True)
class Found:
    """Its address, and whether it wants direct chats encrypted."""

    address: str
    encrypts: bool = False


async def discover(options: GitterOptions, client: GitterClient) -> Found:
    """Ask under the name; an address needs no asking."""
    if options.is_address:
        return Found(options.homeserver.rstrip("/"))
    address = f"https://{options.homeserver}"
    client.show("")  # the name may be served by somebody else
    client.open(address)
    try:
        return found_in(options.homeserver, await client.well_known())
    except NotFound:  # then it is served under its name
        return Found(address)


def found_in(name: str, answer: bytes) -> Found:
    """What the name says of its homeserver; raises `Unavailable` for anything else."""
    try:
        told = decoded(f"the well-known of {name}", answer, WellKnown)
    except Malformed as error:
        raise Unavailable(str(error)) from error
    address = told.homeserver.base_url.rstrip("/")
    if not address.startswith(("https://", "http://")):
        raise Rejected(f"{name} says that its homeserver is at {address!r}")
    return Found(address, told.e2ee.default)
