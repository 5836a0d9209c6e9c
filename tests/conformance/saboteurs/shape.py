"""Puppets that lack something in silence, or have too much."""

from __future__ import annotations

from typing import NoReturn

from puppets import Puppet, Unsupported
from puppets.mock import MockPuppet

from . import breaks


@breaks(
    "4.17",
    caught_by="test_what_it_lacks_is_unsupported",
    also=("test_what_it_lacks_is_unsupported_before_it_is_started",),
)
class AsksBeforeItRefuses(MockPuppet):
    """Asks the platform whether it has what it lacks."""

    contact_list = Puppet.contact_list

    def _lacks(self, operation: str) -> Unsupported:
        self._client._platform.ground.requests += 1
        return super()._lacks(operation)


@breaks(
    "4.17",
    caught_by="test_what_it_lacks_is_unsupported_before_it_is_started",
    also=("test_what_it_lacks_is_unsupported",),
)
class RefusesInOtherWords(MockPuppet):
    """Raises something else for what it lacks."""

    contact_list = Puppet.contact_list

    def _lacks(self, operation: str) -> NoReturn:
        raise NotImplementedError(operation)


@breaks("4.17", caught_by="test_operations_take_what_the_contract_says")
class HasWordsOfItsOwn(MockPuppet):
    """Calls the parameters of an operation by other names."""

    async def room_validate(self, room: str) -> bool:
        return await super().room_validate(room)


@breaks("4.17", caught_by="test_capabilities_are_what_it_overrides")
class Boasts(MockPuppet):
    """Claims what it does not have."""

    contact_list = Puppet.contact_list

    @property
    def capabilities(self) -> frozenset[str]:
        return super().capabilities | {"contact_list"}


@breaks("4.18", caught_by="test_the_native_client_is_within_reach")
class HidesItsClient(MockPuppet):
    """Keeps the platform's client to itself."""

    @property
    def native(self) -> NoReturn:
        raise Unsupported(self.platform, "native")


@breaks("4.18", caught_by="test_what_the_contract_has_no_word_for_is_native_alone")
class HasAWordTooMany(MockPuppet):
    """Offers something that no other puppet has."""

    async def shout(self) -> None:
        """Be loud."""
