"""What a bot knows of someone or something: an id, and what was read of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from ..puppet import Puppet
    from .directory import Directory

__all__ = ["Known"]

P = TypeVar("P")


class Known(Generic[P]):
    """Known by its id, of one puppet: two of the same id there are equal."""

    def __init__(self, directory: Directory, id: str, payload: P | None) -> None:
        self._directory = directory
        self._puppet = directory.puppet
        self._id = id
        self._payload = payload

    def __eq__(self, other: object) -> bool:
        return (
            isinstance(other, Known)
            and type(other) is type(self)
            and other.id == self.id
            and other._puppet is self._puppet
        )

    def __hash__(self) -> int:
        return hash((type(self), self.id))

    @property
    def id(self) -> str:
        """As the contract knows it; a contact's is that of the direct conversation, too."""
        return self._id

    @property
    def puppet(self) -> Puppet:
        """Whose it is: the puppet that knows it by this id."""
        return self._puppet

    @property
    def payload(self) -> P | None:
        """All that the platform tells; None where it could not be read."""
        return self._payload
