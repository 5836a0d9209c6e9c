"""What a puppet needs to know before it starts, and how the environment says it."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Mapping
from dataclasses import MISSING, Field, dataclass, fields
from pathlib import Path
from types import NoneType
from typing import Any, ClassVar, Self, get_args, get_type_hints

from .errors import ConfigurationError

__all__ = ["Options"]

_YES = frozenset({"1", "true", "yes", "on"})
_NO = frozenset({"0", "false", "no", "off"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """
    Base of every provider's options: a frozen dataclass, secrets `repr=False`.

    Each field has an environment variable: the provider's name and the field's, in
    capitals, as `TELEGRAM_TOKEN`. Fields are text, numbers, yes or no, paths, or
    tuples of texts (separated by commas); what is of another kind, no variable says.
    """

    provider: ClassVar[str]
    durable: ClassVar[bool] = True
    """Whether the account is still there when this process is not: only then is there
    anything to remember on disk."""

    @property
    def account(self) -> str:
        """
        A name of the account, told from the platform's others, by which its memory is
        found again: at most 40 of a-z, 0-9, `-` and `_`, and no secret.

        It is a digest of the secrets, or of all texts where there are none. Override it
        where the platform has an id of the account that is known before the login, or
        a new credential is a new account. What only tunes must not change it.
        """
        texts = [
            (field.name, str(value), field.repr)
            for field in fields(self)
            if isinstance(value := getattr(self, field.name), str | Path | tuple)
            and value
        ]
        secrets = [(name, text) for name, text, shown in texts if not shown]
        told = secrets or [(name, text) for name, text, _ in texts]
        return hashlib.blake2s(repr(told).encode(), digest_size=6).hexdigest()

    @classmethod
    def variable(cls, name: str) -> str:
        """The environment variable of the field `name`."""
        return f"{cls.provider}_{name}".upper()

    @classmethod
    def missing(cls, environment: Mapping[str, str] | None = None) -> list[str]:
        """The variables that `from_environment` would miss."""
        given = os.environ if environment is None else environment
        return [
            cls.variable(field.name)
            for field in fields(cls)
            if _is_required(field) and not given.get(cls.variable(field.name))
        ]

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] | None = None) -> Self:
        """
        Read every field that its variable sets; an empty variable counts as not set.

        Raises `ConfigurationError` naming what is missing, or what cannot be read;
        never the value, for it may be a secret.
        """
        given = os.environ if environment is None else environment
        if missing := cls.missing(given):
            raise ConfigurationError(
                f"{cls.provider} needs {' and '.join(missing)} in the environment"
            )
        kinds = get_type_hints(cls)
        read: dict[str, Any] = {
            field.name: _read(variable, text, kinds[field.name])
            for field in fields(cls)
            if _kind(kinds[field.name]) in _READERS
            and (text := given.get(variable := cls.variable(field.name)))
        }
        return cls(**read)


def _is_required(field: Field[Any]) -> bool:
    return field.default is MISSING and field.default_factory is MISSING


def _read(variable: str, text: str, hint: object) -> object:
    reader, what = _READERS[_kind(hint)]
    try:
        return reader(text)
    except (ValueError, KeyError):
        raise ConfigurationError(f"{variable} must be {what}") from None


def _kind(hint: object) -> object:
    kinds = [kind for kind in get_args(hint) if kind is not NoneType]
    if getattr(hint, "__origin__", None) is tuple:
        return tuple
    return kinds[0] if kinds else hint


def _yes_or_no(text: str) -> bool:
    return {**dict.fromkeys(_YES, True), **dict.fromkeys(_NO, False)}[text.lower()]


def _texts(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(",") if part.strip())


_READERS: dict[object, tuple[Callable[[str], object], str]] = {
    str: (str, "text"),
    int: (int, "a whole number"),
    float: (float, "a number"),
    bool: (_yes_or_no, "yes or no"),
    Path: (Path, "a path"),
    tuple: (_texts, "texts with commas between them"),
}
