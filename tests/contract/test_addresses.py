"""Which addresses belong to the internet, and how a name is turned into some (4.9)."""

from __future__ import annotations

import pytest

from puppets._files.admission import is_address, is_public, resolve_name

pytestmark = pytest.mark.anyio


async def test_the_system_resolver_knows_this_machine() -> None:
    assert set(await resolve_name("localhost", 80)) <= {"127.0.0.1", "::1"}


@pytest.mark.parametrize(
    "address",
    [
        "8.8.8.8",
        "1.1.1.1",
        "100.63.255.255",
        "100.128.0.0",
        "172.32.0.0",
        "192.169.0.0",
        "149.154.167.220",
        "223.255.255.255",
        "2606:4700:4700::1111",
        "2001:67c:4e8:f004::9",
        "::ffff:8.8.8.8",
        "64:ff9b::808:808",
        "2002:808:808::1",
    ],
)
def test_an_address_of_the_internet_is_public(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize(
    "address",
    [
        "0.0.0.0",  # noqa: S104 - it is refused
        "0.1.2.3",
        "10.255.255.255",
        "100.64.0.0",
        "100.127.255.255",
        "127.0.0.53",
        "168.63.129.16",
        "169.254.169.254",
        "172.16.0.0",
        "192.0.0.170",
        "192.0.2.1",
        "192.88.99.1",
        "192.168.255.255",
        "198.19.255.255",
        "198.51.100.1",
        "203.0.113.1",
        "224.0.0.1",
        "239.255.255.255",
        "240.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "::2",
        "100::1",
        "::127.0.0.1",
        "::ffff:0:127.0.0.1",
        "::ffff:10.0.0.1",
        "64:ff9b::a00:1",
        "64:ff9b:1::808:808",
        "2002:a00:1::1",
        "2001::1",
        "2001:db8::1",
        "3fff::1",
        "fc00::1",
        "fd00:ec2::254",
        "fe80::1",
        "fe80::1%eth0",
        "fec0::1",
        "ff02::1",
        "4000::1",
    ],
)
def test_any_other_address_is_not(address: str) -> None:
    assert not is_public(address)


def test_what_is_no_address_is_no_address() -> None:
    assert is_address("127.0.0.1")
    assert is_address("::1")
    assert not is_address("127.1")
    assert not is_address("files.test")
