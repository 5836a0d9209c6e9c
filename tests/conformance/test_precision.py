"""What tells whole minutes alone is compared with that, and its own clock still found out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from conformance.test_particulars import Particulars
from puppets import MessagePayload
from puppets.mock import MockPuppet

from .suspect import SuspectWorld, accuse
from .twisting import Twisting, bare

COARSE = timedelta(seconds=2)
"""Long enough to see it, and no minute."""
TIMES = "test_timestamps_are_the_platform_s"


def cut(moment: datetime) -> datetime:
    whole = moment.timestamp() // COARSE.total_seconds() * COARSE.total_seconds()
    return datetime.fromtimestamp(whole, UTC)


class Cuts(Twisting):
    """Hears what the platform cuts."""

    def retell(self, message: MessagePayload) -> MessagePayload:
        return replace(message, timestamp=cut(message.timestamp))

    @bare
    async def message_payload(self, message_id: str) -> MessagePayload:
        return self.retell(await super().message_payload(message_id))


class CutsItsOwnTime(Twisting):
    """Takes the time of reading for the time of saying, as coarse as the platform's."""

    def retell(self, message: MessagePayload) -> MessagePayload:
        return replace(message, timestamp=cut(datetime.now(UTC)))


@pytest.fixture(autouse=True)
def coarse(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    with monkeypatch.context() as patch:
        patch.setattr(SuspectWorld, "precision", COARSE)
        yield


@pytest.mark.parametrize("puppet_type", [Cuts, MockPuppet])
def test_whoever_tells_it_as_it_is_told_is_accused_of_nothing(
    puppet_type: type[MockPuppet], monkeypatch: pytest.MonkeyPatch
) -> None:
    suspicion = accuse(puppet_type, Particulars, monkeypatch, "-k", TIMES)
    assert suspicion.ran == {TIMES}
    assert not suspicion.accusers


def test_whoever_tells_the_time_of_reading_is_found_out(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    suspicion = accuse(CutsItsOwnTime, Particulars, monkeypatch, "-k", TIMES)
    assert set(suspicion.accusers) == {TIMES}
