"""The people of the world, who never look through a puppet."""

from __future__ import annotations

import pytest

from conformance.samples import SAMPLES
from conformance.world import Room, Unchecked
from puppets import FileKind, LocationPayload
from puppets.whatsapp import ids
from puppets_standins.whatsapp import acts, groups
from puppets_standins.whatsapp.acts import Refused
from puppets_standins.whatsapp.human import WhatsAppHuman
from puppets_standins.whatsapp.roll import Roll
from puppets_standins.whatsapp.store import Store

pytestmark = pytest.mark.anyio


class Town:
    """A service without a page."""

    def __init__(self) -> None:
        self.store = Store()
        self.me = self.store.open_account("Puppet")
        self.roll = Roll(self.store, self.me)
        self.alice = self.human("Alice")
        self.bob = self.human("Bob")

    def human(self, name: str) -> WhatsAppHuman:
        return WhatsAppHuman(self.store, self.me, self.roll, name)

    def room(self, topic: str) -> Room:
        people = [self.bob.jid, self.me.jid]
        group = groups.create(self.store, self.alice.jid, topic, people)
        return Room(self.roll.room(group), topic)


@pytest.fixture
def town() -> Town:
    return Town()


async def test_a_person_sees_what_was_said_to_it(town: Town) -> None:
    said = await town.alice.says("  hello \n")
    chat = town.store.direct(town.alice.jid, town.me.jid)
    mine = acts.post(town.store, chat, town.me.jid, text="hi", quoted=said)
    acts.react(town.store, town.me.jid, chat.messages[said], "👍")
    theirs, ours = await town.alice.sees()
    assert (theirs.id, theirs.text, theirs.talker_id) == (said, "hello", town.alice.id)
    assert theirs.reactions == ((ids.contact_id("Puppet"), "👍"),)
    assert (ours.id, ours.reply_to_id) == (mine.id, said)
    assert await town.bob.sees() == []
    assert not await town.alice.shows_read()
    acts.see(town.store, town.me.jid, chat)
    assert await town.alice.shows_read()


async def test_what_is_taken_back_is_on_no_screen(town: Town) -> None:
    said = await town.alice.says("oops")
    await town.alice.recalls(said)
    assert await town.alice.sees() == []


async def test_files_places_and_cards_are_seen(town: Town) -> None:
    sample = SAMPLES["a voice"]
    await town.alice.sends(sample.box(), caption="listen")
    await town.alice.sends_location(LocationPayload(latitude=1.5, longitude=2))
    await town.alice.sends_contact(town.bob)
    await town.alice.says("see https://example.com/a")
    voice, place, card, link = await town.alice.sees()
    assert (voice.file, voice.kind) == (sample.content, FileKind.VOICE)
    assert (voice.text, voice.filename) == ("listen", sample.filename)
    assert place.location is not None
    assert (place.location.latitude, card.contact_id) == (1.5, town.bob.id)
    assert link.url == "https://example.com/a"


async def test_a_mention_is_read_as_a_name(town: Town) -> None:
    room = town.room("Friends")
    puppet = town.roll.contact(town.me.jid)
    await town.alice.mentions(town.bob.id, puppet, text="hello", room=room)
    [seen] = await town.bob.sees(room=room)
    assert seen.text == "@Bob @Puppet hello"
    assert seen.mention_ids == (town.bob.id, puppet)


async def test_a_room_changes_under_its_people(town: Town) -> None:
    room = town.room("Friends")
    cara = town.human("Cara")
    await town.alice.renames(room, "Good friends")
    await town.alice.announces(room, "Tea at five")
    await town.alice.invites(room, cara)
    await town.alice.removes(room, town.bob)
    lobby = await cara.looks_into(room)
    assert (lobby.topic, lobby.announcement) == ("Good friends", "Tea at five")
    assert lobby.member_ids == {
        town.alice.id,
        cara.id,
        town.roll.contact(town.me.jid),
    }
    with pytest.raises(LookupError):
        await town.bob.looks_into(room)
    with pytest.raises(Refused):
        await cara.removes(room, town.alice)


async def test_who_comes_later_does_not_see_what_was_said_before(town: Town) -> None:
    room, cara = town.room("Friends"), town.human("Cara")
    await town.alice.says("before", room=room)
    await town.alice.invites(room, cara)
    await town.alice.says("after", room=room)
    assert [seen.text for seen in await cara.sees(room=room)] == ["after"]


async def test_ids_are_of_the_first_name(town: Town) -> None:
    room = town.room("Friends")
    await town.alice.is_called("Alicia")
    await town.alice.renames(room, "Enemies")
    assert town.roll.contact(town.alice.jid) == town.alice.id == ids.contact_id("Alice")
    assert town.roll.room(town.roll.group(room.id)) == room.id == ids.room_id("Friends")
    with pytest.raises(Unchecked):
        await town.alice.is_called("")


async def test_what_is_too_old_is_not_changed_or_taken_back(town: Town) -> None:
    said = await town.alice.says("hello")
    town.store.pass_time(16 * 60)
    with pytest.raises(Refused):
        await town.alice.edits(said, "hallo")
    town.store.pass_time(60 * 60 * 60)
    with pytest.raises(Refused):
        await town.alice.recalls(said)
    with pytest.raises(LookupError):
        await town.alice.recalls("no such message")


async def test_of_two_of_one_name_who_wrote_first_has_the_plain_id(town: Town) -> None:
    one, other = town.human("Ann"), town.human("Ann")
    assert one.id != other.id
    await other.says("hello")
    said = await one.says("hello")
    assert other.id == ids.contact_id("Ann")
    begun = next(iter(town.store.direct(one.jid, town.me.jid).messages))
    assert one.id == ids.contact_id("Ann", begun)
    assert begun != said  # that nobody else can read it
    assert [town.roll.jid(each.id) for each in (one, other)] == [one.jid, other.jid]
    packed = Roll(town.store, town.me, packed=True)
    for human in (one, other):
        packed.contact(human.jid)
    assert packed.contact(one.jid) == ids.contact_id("Ann", one.jid)
