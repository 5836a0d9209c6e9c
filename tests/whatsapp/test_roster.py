"""What lists of names tell, sorted out."""

from __future__ import annotations

import msgspec

from puppets.whatsapp import wire
from puppets.whatsapp.hands import Card, Member
from puppets.whatsapp.identity import Seen
from puppets.whatsapp.ids import contact_id, room_id
from puppets.whatsapp.roster import Me, Roster


def line(name: str, **more: object) -> wire.ChatRow:
    return msgspec.convert({"name": name} | more, wire.ChatRow)


def names(roster: Roster) -> list[str]:
    return [each.name for each in roster.known(room=False)]


def test_everybody_in_the_address_book_is_known_once() -> None:
    roster = Roster()
    cards = [Card(name=each) for each in ("Ann", "Bo", "Ann")]
    roster.listed(cards)
    roster.listed(cards)
    assert sorted(names(roster)) == ["Ann", "Ann", "Bo"]
    assert len({each.id for each in roster.known(room=False)}) == 3


def test_two_faces_of_one_name_are_two() -> None:
    roster = Roster()
    cards = [Card(name="Ann", picture=each) for each in ("one", "two")]
    roster.listed(cards)
    before = {each.picture: each.id for each in roster.known(room=False)}
    roster.listed(cards[::-1])
    after = {each.picture: each.id for each in roster.known(room=False)}
    assert before == after
    assert len(set(after.values())) == 2


def test_who_speaks_under_a_name_that_two_have_is_unclear() -> None:
    roster = Roster()
    roster.me = Me(id="me", name="Robot")
    roster.listed([Card(name=each) for each in ("Ann", "Ann", "Bo")])
    called, unclear = roster.people(["Ann", "Bo", "Robot"])
    assert called == {"Bo": contact_id("Bo"), "Robot": "me"}
    assert unclear == {"Ann"}


def test_who_is_called_otherwise_is_followed_by_what_he_said() -> None:
    roster = Roster()
    ann, bo = (roster.person(each).id for each in ("Ann", "Bo"))
    by = {"m1": ann, "m2": ann, "m3": bo}
    roster.follow(by, [("m1", "Anna"), ("m2", "Ann"), ("m3", "Bo"), ("m9", "Cy")])
    assert names(roster) == ["Ann", "Bo"]
    roster.follow(by, [("m1", "Anna"), ("m2", "Anna"), ("m3", "Bo")])
    assert {each.id: each.name for each in roster.known(room=False)} == {
        ann: "Anna",
        bo: "Bo",
    }


def test_a_line_with_a_picture_is_a_room_where_nobody_has_the_name() -> None:
    roster = Roster()
    roster.person("Bo")
    lines = [
        *(line("Tea", room=True), line("Ann", picture="a"), line("Club", picture="c")),
        *(line("+49 1510 000123", picture="n"), line("Bo", picture="b")),
    ]
    assert roster.rooms(lines) == [room_id("Tea")]
    assert roster.rooms(lines, {"Ann"}) == [room_id("Tea"), room_id("Club")]
    assert roster.rooms(lines) == [room_id("Tea"), room_id("Club")]


def test_doubt_ends_when_somebody_is_met_again() -> None:
    roster = Roster()
    ann = roster.person("Ann").id
    roster.doubt(ann)
    assert not roster.is_sure(ann)
    roster.meet(Seen(name="Ann"))
    assert roster.is_sure(ann)


def test_whom_nobody_looked_up_is_a_stranger_though_he_has_said_something() -> None:
    roster = Roster()
    assert roster.strangers(["Ann", "+49 1510 000123"]) == {"Ann"}
    roster.people(["Ann"])
    assert roster.strangers(["Ann"]) == {"Ann"}
    roster.listed([Card(name="Ann"), Card(name="Ann")])
    roster.asked(["Ann", "Cy"])
    assert roster.strangers(["Ann", "Cy"]) == set()
    called, unclear = roster.people(["Ann", "Cy"])
    assert (set(called), set(unclear)) == ({"Cy"}, {"Ann"})


def test_members_are_as_many_as_are_seen() -> None:
    roster = Roster()
    roster.me = Me(id="me", name="Robot")
    you = Member(name="You", me=True)
    found, unclear = roster.members([you, Member(name="Ann"), Member(name="Ann")])
    assert (found[0], len(set(found)), unclear) == ("me", 3, {})
    found, unclear = roster.members([you, Member(name="Ann"), Member(name="Bo")])
    assert found == ("me", contact_id("Bo"))
    assert list(unclear) == ["Ann"]
