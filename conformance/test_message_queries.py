"""Messages are found by who said what, and where (contract 4.14)."""

from __future__ import annotations

import re

from puppets import MessageQuery, MessageType, Puppet

from .harness import clause
from .hearing import hears, overhears
from .samples import SAMPLES
from .world import Human, Room


class MessageQueries:
    @clause("4.14")
    async def test_messages_are_found_by_talker_and_room(
        self, puppet: Puppet, alice: Human, bob: Human, room: Room
    ) -> None:
        direct, public, his = await hears(
            puppet,
            lambda: alice.says("one"),
            lambda: alice.says("two", room=room),
            lambda: bob.says("three", room=room),
        )
        search = puppet.message_search
        # Between conversations there is no order.
        assert set(await search(MessageQuery(talker_id=alice.id))) == {direct, public}
        assert await search(MessageQuery(room_id=room.id)) == [public, his]
        both = MessageQuery(talker_id=alice.id, room_id=room.id)
        assert await search(both) == [public]
        assert await search(MessageQuery(listener_id=puppet.self_id)) == [direct]

    @clause("4.14")
    async def test_messages_are_found_by_text_and_type(
        self, puppet: Puppet, alice: Human
    ) -> None:
        tea, iced = await hears(
            puppet, lambda: alice.says("tea"), lambda: alice.says("iced tea")
        )
        search = puppet.message_search
        assert await search(MessageQuery(text="tea")) == [tea]
        assert await search(MessageQuery(text=re.compile("tea"))) == [tea, iced]
        texts = MessageQuery(text=re.compile("iced"), type=MessageType.TEXT)
        images = MessageQuery(text=re.compile("iced"), type=MessageType.IMAGE)
        assert await search(texts) == [iced]
        assert await search(images) == []

    @clause("4.14")
    async def test_files_are_found_by_their_type(
        self, puppet: Puppet, alice: Human
    ) -> None:
        document = SAMPLES["a document"].box()
        _, file = await hears(
            puppet, lambda: alice.says("look"), lambda: alice.sends(document)
        )
        query = MessageQuery(type=MessageType.ATTACHMENT)
        assert await puppet.message_search(query) == [file]

    @clause("4.14")
    async def test_messages_are_listed_oldest_first(
        self, puppet: Puppet, alice: Human
    ) -> None:
        heard = await overhears(puppet, lambda: alice.says("question"))
        said = await puppet.message_send_text(alice.id, "answer")
        assert await puppet.message_list() == [heard.id, said]
        assert await puppet.message_search() == [heard.id, said]
        assert await puppet.message_search(MessageQuery(id=said)) == [said]
