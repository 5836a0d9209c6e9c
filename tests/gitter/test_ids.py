"""Ids and names, both ways."""

from __future__ import annotations

import pytest

from puppets import NotFound
from puppets.gitter import ids

NAMES = {
    "!WUsGD30FOfTodayWithoutServer": "!WUsGD30FOfTodayWithoutServer",
    "!old:example.org": "!old:example.org",
    "#org_repo:gitter.im": "#org_repo:gitter.im",
    "org/repo": "#org_repo:gitter.im",
    "https://app.gitter.im/#/room/#org_repo:gitter.im": "#org_repo:gitter.im",
    "https://app.gitter.im/#/room/#org_repo:gitter.im?via=x.org": "#org_repo:gitter.im",
    "https://matrix.to/#/%23org_repo%3Agitter.im": "#org_repo:gitter.im",
    "https://matrix.to/#/!abc?via=example.org": "!abc",
    "https://matrix.to/#/!abc/$event?via=example.org": "!abc",
}

NOBODY = [
    "",
    "0",
    "nobody",
    "@alice:example.org",
    "no/such id",
    "!",
    "!a b",
    "!a$b",
    "٣😀",
]


@pytest.mark.parametrize("name", NAMES)
def test_a_room_has_several_names(name: str) -> None:
    assert ids.room_name(name) == NAMES[name]


@pytest.mark.parametrize("name", NOBODY, ids=repr)
def test_what_names_no_room_is_not_found(name: str) -> None:
    with pytest.raises(NotFound):
        ids.room_name(name)


@pytest.mark.parametrize(
    "user",
    [
        "@a:x.org",
        "@a/b:x.org:8448",
        "@old name:[::1]:80",
        "@100%:x",
        "@a%2Fb:x",
        "@ü:x",
    ],
)
def test_a_contact_s_id_holds_neither_slash_nor_space_and_leads_back(user: str) -> None:
    id = ids.contact_id(user)
    assert "/" not in id
    assert not any(letter.isspace() for letter in id)
    assert ids.user_id(id) == user


def test_an_id_that_needs_no_change_is_matrix_s_own() -> None:
    assert ids.contact_id("@alice:example.org") == "@alice:example.org"
    assert ids.place_id("!WUsGD30F") == "!WUsGD30F"


@pytest.mark.parametrize(
    "id",
    ["", "@a", "@a/b:x", "@a b:x", "@%41:x", "@a%2fb:x", "@a:", "@\ud800:x", "@%ff:x"],
    ids=ascii,
)
def test_what_is_no_contact_s_id_is_not_found(id: str) -> None:
    """Of the ways to write one there is one, or somebody would be two."""
    with pytest.raises(NotFound):
        ids.user_id(id)


@pytest.mark.parametrize(
    ("room", "event"),
    [
        ("!new", "$Zm9v_-bar"),
        ("!old:example.org", "$old:example.org"),
        ("!older:example.org", "$base64/with+slash"),
        ("!odd/room $1:example.org", "$odd/event $2%2F"),
    ],
    ids=["of today", "of the beginning", "with a slash", "with whatever it likes"],
)
def test_a_message_s_id_is_its_room_and_its_event(room: str, event: str) -> None:
    id = ids.message_id(room, event)
    assert not set("/ ") & set(id)
    assert ids.split_message_id(id) == (room, event)


@pytest.mark.parametrize("id", ["", "!room", "$event", "room$event", "!room$", "!r $e"])
def test_what_is_no_message_s_id_is_not_found(id: str) -> None:
    with pytest.raises(NotFound):
        ids.split_message_id(id)


def test_a_link_leads_to_whom_it_names() -> None:
    address = ids.link("!abc", "example.org:8448")
    assert address == "https://matrix.to/#/!abc?via=example.org:8448"
    assert ids.room_name(address) == "!abc"
