"""What the suite says of messages, files and changes holds where all is encrypted too."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from conformance.test_changes import Changes
from conformance.test_files import Files
from conformance.test_mentions import Mentions
from conformance.test_messages import Messages
from puppets_standins.gitter.encrypted import EncryptedGitterWorld
from puppets_standins.gitter.world import GitterWorld


@pytest.mark.anyio
class TestEncrypted(Messages, Files, Changes, Mentions):
    """Direct chats and rooms alike; of these areas the platform lacks nothing."""

    @pytest.fixture
    async def world(self) -> AsyncIterator[GitterWorld]:
        async with EncryptedGitterWorld() as world:
            yield world
