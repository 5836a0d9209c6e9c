"""The contract on the mock once more, with tokens that nobody may hear of."""

from __future__ import annotations

import itertools

from conformance import Conformance
from puppets.mock import Account, Mocker
from puppets_standins.mock import MockWorld
from puppets_standins.mock.gate import Gate

__all__ = ["SECRET"]

SECRET = "mock-t0ken-of-nobody"
_numbers = itertools.count()


class SecretMocker(Mocker):
    """Every account has a token that is no common word."""

    def account(
        self, name: str, *, token: str | None = None, must_link: bool = False
    ) -> Account:
        secret = f"{SECRET}-{next(_numbers)}"
        return super().account(name, token=secret, must_link=must_link)


class SecretWorld(MockWorld):
    def __init__(self) -> None:
        super().__init__()
        self.mocker = SecretMocker(code_seconds=self.code_seconds)
        self._other = self.mocker.account("Other")
        self._gate = Gate(self.mocker)


class TestSecretMock(Conformance):
    world_type = SecretWorld
