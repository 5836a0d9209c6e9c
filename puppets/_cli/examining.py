"""What is right and what is wrong with each platform, for `puppets doctor`."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Mapping
from dataclasses import dataclass, fields, replace

from ..errors import (
    ConfigurationError,
    MissingExtra,
    PuppetError,
    RateLimited,
    Unauthorized,
    Unavailable,
)
from ..findings import Check, Finding
from ..memory import InProcessMemory
from ..options import Options
from ..puppet import Puppet
from ..registry import Provider, provider, providers
from . import general_checks
from .remembering import memory_at

__all__ = ["DEADLINE", "Line", "examined"]

DEADLINE = 10.0
"""Seconds that one look may take."""
SHORTEST_SECRET = 8
"""Letters: what is shorter is found in any text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One finding, and what it is about."""

    platform: str
    subject: str
    finding: Finding


async def examined(
    name: str | None, *, where: str | None = None, deadline: float = DEADLINE
) -> list[Line]:
    """
    All that there is to be said of this platform, or of every one that is known.

    Raises `ConfigurationError` for one that is not known.
    """
    known = list(providers().values()) if name is None else [provider(name)]
    examiner = Examiner(name, where, deadline)
    found = await asyncio.gather(*map(examiner.look, known))
    return [line for lines in found for line in lines]


@dataclass(frozen=True, slots=True)
class Examiner:
    """Looks at one platform after another."""

    wanted: str | None
    where: str | None
    deadline: float

    async def look(self, provider: Provider) -> list[Line]:
        told = await self._findings(provider)
        return [
            Line(platform=provider.name, subject=subject, finding=finding)
            for subject, finding in told.items()
        ]

    async def _findings(self, provider: Provider) -> Mapping[str, Finding]:
        try:
            missing = provider.puppet_type.options_type.missing()
        except MissingExtra as error:
            return {"package": self._absent("not installed", error.install)}
        except Exception as error:  # noqa: BLE001 - another package's mistake
            what = f"it cannot be loaded: {type(error).__name__}: {error}"
            return {"package": _wrong(what, "install a version that fits, or none")}
        if missing:
            remedy = f"set {' and '.join(missing)}"
            return {"settings": self._absent("not configured", remedy)}
        try:
            options = provider.options()
            memory = memory_at(provider, self.where)
            puppet = provider.make(memory=InProcessMemory())
        except ConfigurationError as error:
            return {"settings": _wrong(str(error), "mend that variable")}
        found = {
            "versions": general_checks.versions(
                provider.entry_point.dist, provider.name
            ),
            **await self._looks(puppet),
            "limits": general_checks.limits(puppet.limits),
            "memory": general_checks.memory(memory),
        }
        return {name: _discreet(each, options) for name, each in found.items()}

    def _absent(self, what: str, remedy: str) -> Finding:
        """Nothing is wrong with a platform that nobody uses."""
        return Finding(what=what, ok=self.wanted is None, remedy=remedy)

    async def _looks(self, puppet: Puppet) -> Mapping[str, Finding]:
        found: dict[str, Finding] = {}
        checks = puppet._checks()  # noqa: SLF001 - the hook is there to be called
        try:
            for subject, check in checks.items():
                found[subject], raised = await self._asked(check, puppet)
                if raised and len(found) == 1:
                    break
        finally:
            await self._soon(puppet._close())  # noqa: SLF001 - likewise
        return found

    async def _asked(self, check: Check, puppet: Puppet) -> tuple[Finding, bool]:
        try:
            async with asyncio.timeout(self.deadline):
                return await check(), False
        except TimeoutError:
            what = f"no answer within {self.deadline:g} s"
            return _wrong(what, "look at the network, and at the address"), True
        except PuppetError as error:
            return _wrong(str(error), _remedy(error, puppet)), True
        except Exception as error:  # noqa: BLE001 - a provider's mistake ends no examination
            what = f"the check itself failed: {type(error).__name__}"
            return _wrong(what, "tell the provider's author"), True

    async def _soon(self, closing: Awaitable[None]) -> None:
        try:
            async with asyncio.timeout(self.deadline):
                await closing
        except Exception as error:  # noqa: BLE001 - all that was to be found is found
            logging.getLogger("puppets").debug("closing: %s", type(error).__name__)


def _wrong(what: str, remedy: str) -> Finding:
    return Finding(what=what, ok=False, remedy=remedy)


def _remedy(error: PuppetError, puppet: Puppet) -> str:
    match error:
        case Unauthorized():
            variables = puppet.options_type.missing({})
            return f"look at {' and '.join(variables) or 'the credentials'}"
        case Unavailable():
            return "look at the network, the address and the proxy"
        case RateLimited():
            return f"ask again in {error.retry_after:.0f} s"
        case _:
            return "see what stands here; `puppets list` names what is needed"


def _discreet(finding: Finding, options: Options) -> Finding:
    """With no secret in it, whatever a platform has quoted."""
    what, remedy = finding.what, finding.remedy
    for secret in _secrets(options):
        what, remedy = what.replace(secret, "..."), remedy.replace(secret, "...")
    return replace(finding, what=what, remedy=remedy)


def _secrets(options: Options) -> list[str]:
    """What `repr` does not show, and its parts, but for numbers; the longest first."""
    whole = [
        str(getattr(options, field.name)) for field in fields(options) if not field.repr
    ]
    parts = {part for text in whole for part in (text, *text.split(":"))}
    told = (each for each in parts if len(each) >= SHORTEST_SECRET)
    return sorted((each for each in told if not each.isdigit()), key=len, reverse=True)
