"""What the platform behind a service lacks is said by its name, and by that of the platform."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from conformance.test_unknown import OPTIONAL, Act
from puppets import Unsupported
from puppets.puppet import capabilities
from puppets.service import ServicePuppet
from puppets.telegram import TelegramPuppet
from puppets_standins.telegram.world import TelegramWorld
from tests.service.clients import Line

pytestmark = pytest.mark.anyio

ELSE: dict[str, Act] = {
    "contact_set_alias": lambda puppet, it: puppet.contact_set_alias(it, "x"),
    "friendship_search_handle": lambda puppet, it: puppet.friendship_search_handle(it),
    "friendship_search_phone": lambda puppet, it: puppet.friendship_search_phone(it),
    "tag_contact_delete": lambda puppet, it: puppet.tag_contact_delete(it),
    "tag_contact_list": lambda puppet, it: puppet.tag_contact_list(it),
}
ACTS = OPTIONAL | ELSE
LACKING = sorted(capabilities(ServicePuppet) - capabilities(TelegramPuppet))


@pytest.fixture(scope="module")
async def puppet() -> AsyncIterator[ServicePuppet]:
    async with TelegramWorld() as world:
        line = Line(served=world.puppet())
        async with line.serves(), line.puppet() as puppet:
            yield puppet


@pytest.mark.parametrize("operation", LACKING)
async def test_what_telegram_lacks_is_unsupported_there(
    puppet: ServicePuppet, operation: str
) -> None:
    with pytest.raises(Unsupported) as refused:
        await ACTS[operation](puppet, "some-id")
    assert (refused.value.platform, refused.value.operation) == ("telegram", operation)


async def test_an_answer_is_unsupported_and_nothing_is_said(
    puppet: ServicePuppet,
) -> None:
    with pytest.raises(Unsupported) as refused:
        await puppet.message_send_text("some-id", "yes", reply_to="some-message")
    assert refused.value.platform == "service"


async def test_the_limits_are_those_of_the_platform_behind(
    puppet: ServicePuppet,
) -> None:
    theirs, ours = TelegramPuppet.limits, puppet.limits
    assert (ours.text_length, ours.text_unit) == (theirs.text_length, theirs.text_unit)
    assert ours.file_size == theirs.file_size
    assert dict(ours.file_sizes) == dict(theirs.file_sizes)
    assert ours.rates == ()
