"""How a client and a service come together, and how they do not."""

from __future__ import annotations

import logging
from dataclasses import replace

import grpc
import pytest

from puppets import MessageEvent, Unauthorized, Unavailable
from puppets.mock import MockOptions
from puppets.service import ServiceOptions, ServicePuppet
from puppets.service.certificates import NoTls, issue
from puppets.service.tokens import Token
from tests.service.calling import CERTIFICATE, TOKEN, served
from tests.service.clients import options

pytestmark = pytest.mark.anyio


async def _starts(options: ServiceOptions) -> str:
    async with ServicePuppet(options) as puppet:
        return puppet.self_id


async def test_the_variables_of_a_wechaty_bot_are_enough() -> None:
    async with served() as stage:
        assert stage.server.authority is not None
        found = ServiceOptions.from_environment(
            {
                "WECHATY_PUPPET_SERVICE_TOKEN": TOKEN.text,
                "WECHATY_PUPPET_SERVICE_ENDPOINT": stage.server.endpoint,
                "WECHATY_PUPPET_SERVICE_TLS_CA_CERT": stage.server.authority.decode(),
            }
        )
        assert await _starts(found) == stage.puppet.self_id


async def test_a_port_without_tls_is_used_when_that_is_said() -> None:
    async with served(tls=NoTls()) as stage:
        plain = replace(options(stage.server.port), no_tls_insecure_client=True)
        assert await _starts(plain) == stage.puppet.self_id
        with pytest.raises(Unavailable):
            await _starts(options(stage.server.port))


async def test_a_port_with_tls_is_not_used_without_it() -> None:
    async with served() as stage:
        plain = replace(options(stage.server.port), no_tls_insecure_client=True)
        with pytest.raises(Unavailable):
            await _starts(plain)


@pytest.mark.parametrize(
    ("why", "trusted"),
    [
        ("whom nobody named", ""),
        ("whom another vouches for", (issue("mock").authority or b"").decode()),
    ],
    ids=lambda value: value if " " in value and "-" not in value else "",
)
async def test_a_server_that_is_not_trusted_is_told_no_token(
    why: str, trusted: str, caplog: pytest.LogCaptureFixture
) -> None:
    async with served() as stage:
        wary = replace(options(stage.server.port), tls_ca_cert=trusted)
        with pytest.raises(Unavailable) as caught:
            await _starts(wary)
    assert TOKEN.text not in f"{caught.value} {caught.value.__cause__} {caplog.text}"


async def test_a_server_of_another_name_is_not_trusted() -> None:
    async with served() as stage:
        token = Token.fresh("another")
        with pytest.raises(Unavailable):
            await _starts(options(stage.server.port, token=token.text))


@pytest.mark.parametrize("way", ["over TLS", "without TLS"])
async def test_a_wrong_token_is_said_at_once_and_shown_nowhere(
    way: str, caplog: pytest.LogCaptureFixture
) -> None:
    is_plain = way == "without TLS"
    token = Token.fresh("mock").text
    async with served(tls=NoTls() if is_plain else CERTIFICATE) as stage:
        wrong = replace(
            options(stage.server.port, token=token), no_tls_insecure_client=is_plain
        )
        with caplog.at_level(logging.DEBUG), pytest.raises(Unauthorized) as caught:
            await _starts(wrong)
    assert isinstance(caught.value.__cause__, grpc.aio.AioRpcError)
    assert token not in f"{caught.value} {caught.value.__cause__} {caplog.text}"


async def test_the_token_is_in_no_repr_of_the_puppet() -> None:
    async with served() as stage:
        puppet = ServicePuppet(options(stage.server.port))
        async with puppet:
            shown = f"{puppet!r} {puppet.health!r} {puppet.native!r}"
    assert TOKEN.text not in shown


async def test_two_clients_of_one_service_share_nothing() -> None:
    mocked = MockOptions()
    alice = mocked.mocker.person("Alice")
    async with served(mocked) as stage:
        first, second = (ServicePuppet(options(stage.server.port)) for _ in range(2))
        async with first, second:
            assert first.native is not second.native
            await first.stop()
            with second.listen(MessageEvent) as events:
                await alice.says("still here?")
                assert (await anext(events)).message.text == "still here?"
