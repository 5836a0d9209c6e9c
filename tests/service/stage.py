"""A puppet on the mock, served to bots that others wrote."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

from puppets.mock import Mocker, MockOptions, MockPuppet
from puppets.service.certificates import Certificate, issue
from puppets.service.server import NoTls, PuppetServer
from puppets.service.tokens import Token
from puppets_standins.ports import free_port
from tests.service.foreigner import PYTHON, WECHATY, Foreigner, node

__all__ = [
    "Stage",
    "bot_environment",
    "python_bot",
    "serving",
    "typescript_bot",
    "well_known",
]

PYTHON_BOT = Path(__file__).with_name("python_bot.py")


@dataclass(kw_only=True)
class Stage:
    """People, the puppet among them, and where it is served."""

    mocker: Mocker
    puppet: MockPuppet
    token: Token
    endpoint: str
    authority: bytes | None
    bot: Foreigner = field(init=False)
    """Whoever plays the puppet; set by whoever starts it."""


@asynccontextmanager
async def serving(
    *, tls: bool | Certificate, sni: str = "mock"
) -> AsyncIterator[Stage]:
    """A puppet that is served, over TLS or without."""
    mocker = Mocker()
    puppet = MockPuppet(MockOptions(mocker=mocker))
    token = Token.fresh(sni)
    own = issue(token.sni) if tls is True else NoTls()
    way = tls if isinstance(tls, Certificate) else own
    async with PuppetServer(puppet, token=token, tls=way) as server:
        yield Stage(
            mocker=mocker,
            puppet=puppet,
            token=token,
            endpoint=server.endpoint,
            authority=server.authority,
        )


def typescript_bot(stage: Stage, cwd: Path, script: str) -> Foreigner:
    """An unmodified Wechaty, which knows no more than its environment."""
    return node(
        script, cwd, bot_environment(stage.token, stage.endpoint, stage.authority)
    )


def python_bot(stage: Stage, cwd: Path) -> Foreigner:
    """python-wechaty, which knows no TLS."""
    environment = bot_environment(stage.token, stage.endpoint, None)
    port = {"PORT": str(free_port())}
    return Foreigner(PYTHON, PYTHON_BOT, cwd=cwd, env={**environment, **port})


def well_known(name: str) -> bytes:
    """What of TLS every Wechaty brings with it, by the name that it has in its package."""
    source = WECHATY / "node_modules/wechaty-puppet-service/dist/esm/src/auth/ca.js"
    found = re.search(rf"^const {name} = `([^`]*)`", source.read_text(), re.MULTILINE)
    assert found is not None
    return found[1].encode()


def bot_environment(
    token: Token, endpoint: str, authority: bytes | None
) -> Mapping[str, str]:
    """All that tells a Wechaty bot where its puppet is."""
    environment = {
        "WECHATY_PUPPET": "wechaty-puppet-service",
        "WECHATY_PUPPET_SERVICE_TOKEN": token.text,
        "WECHATY_PUPPET_SERVICE_ENDPOINT": endpoint,
    }
    if authority is None:
        environment["WECHATY_PUPPET_SERVICE_NO_TLS_INSECURE_CLIENT"] = "true"
    else:
        environment["WECHATY_PUPPET_SERVICE_TLS_CA_CERT"] = authority.decode()
    return environment
