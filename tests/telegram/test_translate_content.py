"""What a message is made of: its type, its text, its file, its place."""

from __future__ import annotations

from typing import Any

import pytest

from puppets import FileKind, LocationPayload, MessageType
from puppets.telegram import content, wire
from puppets.telegram.content import Attachment

from .updates import (
    BOB,
    CHANNEL,
    EVE,
    GROUP,
    JSON,
    LATER,
    SELF,
    SUPERGROUP,
    message,
    said,
)

FILE: JSON = {"file_id": "f", "file_unique_id": "u", "file_size": 3}
NAMED: JSON = {**FILE, "file_name": "a.bin", "mime_type": "x/y"}
PLACE: JSON = {"latitude": 1.5, "longitude": -2.5}


def told(**parts: Any) -> wire.Message:  # noqa: ANN401 - fields by name
    return content.native(message(**parts))


# Types and texts.

TYPES: dict[str, tuple[JSON, MessageType, str]] = {
    "text": ({"text": "hi"}, MessageType.TEXT, "hi"),
    "a text whose link is shown": (
        {"text": "see", "link_preview_options": {"url": "https://a.example"}},
        MessageType.URL,
        "see",
    ),
    "a text whose link is not": (
        {"text": "see", "link_preview_options": {"is_disabled": True}},
        MessageType.TEXT,
        "see",
    ),
    "photo": ({"photo": [FILE], "caption": "us"}, MessageType.IMAGE, "us"),
    "document": ({"document": FILE}, MessageType.ATTACHMENT, ""),
    "audio": ({"audio": FILE}, MessageType.AUDIO, ""),
    "voice": ({"voice": FILE}, MessageType.AUDIO, ""),
    "video": ({"video": FILE}, MessageType.VIDEO, ""),
    "video note": ({"video_note": FILE}, MessageType.VIDEO, ""),
    "animation": ({"animation": FILE, "document": FILE}, MessageType.VIDEO, ""),
    "sticker": ({"sticker": FILE}, MessageType.EMOTICON, ""),
    "location": ({"location": PLACE}, MessageType.LOCATION, ""),
    "venue": (
        {
            "location": PLACE,
            "venue": {"location": PLACE, "title": "Pier 1", "address": "Quay"},
        },
        MessageType.LOCATION,
        "Pier 1",
    ),
    "contact": (
        {"contact": {"phone_number": "+1", "first_name": "Al", "last_name": "Bo"}},
        MessageType.CONTACT,
        "Al Bo",
    ),
    "contact of one name": (
        {"contact": {"phone_number": "+1", "first_name": "Al"}},
        MessageType.CONTACT,
        "Al",
    ),
    "poll": ({"poll": {"question": "tea?"}}, MessageType.UNKNOWN, "tea?"),
    "dice": ({"dice": {"emoji": "🎲", "value": 4}}, MessageType.UNKNOWN, "🎲 4"),
    "game": ({"game": {"title": "Chess"}}, MessageType.UNKNOWN, "Chess"),
    "invoice": ({"invoice": {"title": "Tea"}}, MessageType.UNKNOWN, "Tea"),
    "story": ({"story": {"id": 1}}, MessageType.UNKNOWN, ""),
}


@pytest.mark.parametrize("name", TYPES)
def test_each_kind_has_its_type_and_its_words(name: str) -> None:
    parts, type_, words = TYPES[name]
    found = message(**parts)
    assert (found.type, found.text) == (type_, words)


# Files.

UNNAMED = {
    "animation": (FileKind.ANIMATION, "animation-5.mp4", "video/mp4"),
    "audio": (FileKind.AUDIO, "audio-5.mp3", "audio/mpeg"),
    "document": (FileKind.ATTACHMENT, "document-5", "application/octet-stream"),
    "sticker": (FileKind.STICKER, "sticker-5.webp", "image/webp"),
    "video": (FileKind.VIDEO, "video-5.mp4", "video/mp4"),
    "video_note": (FileKind.VIDEO_NOTE, "video-note-5.mp4", "video/mp4"),
    "voice": (FileKind.VOICE, "voice-5.ogg", "audio/ogg"),
}


@pytest.mark.parametrize("kind", UNNAMED)
def test_a_file_without_a_name_gets_what_is_usual(kind: str) -> None:
    file_kind, name, media_type = UNNAMED[kind]
    wanted = Attachment("f", file_kind, name, media_type, 3, is_guess=True)
    assert content.attachment(told(**{kind: FILE})) == wanted
    assert message(**{kind: FILE}).filename == name


@pytest.mark.parametrize("kind", UNNAMED)
def test_a_file_keeps_the_name_that_it_has(kind: str) -> None:
    wanted = Attachment("f", UNNAMED[kind][0], "a.bin", "x/y", 3, is_guess=False)
    assert content.attachment(told(**{kind: NAMED})) == wanted


@pytest.mark.parametrize(
    ("flag", "name", "media_type"),
    [
        ("is_animated", "sticker-5.tgs", "application/x-tgsticker"),
        ("is_video", "sticker-5.webm", "video/webm"),
    ],
)
def test_a_sticker_that_moves(flag: str, name: str, media_type: str) -> None:
    found = content.attachment(told(sticker={**FILE, flag: True}))
    assert found == Attachment("f", FileKind.STICKER, name, media_type, 3, True)


SIZES = [{"file_id": "small", "file_size": 1}, {"file_id": "large", "file_size": 9}]


def test_of_a_photo_the_largest_is_the_file_and_the_smallest_the_preview() -> None:
    photo = told(photo=SIZES)
    large = Attachment("large", FileKind.IMAGE, "photo-5.jpg", "image/jpeg", 9, True)
    small = Attachment(
        "small", FileKind.IMAGE, "thumbnail-5.jpg", "image/jpeg", 1, True
    )
    assert content.attachment(photo) == content.picture(photo) == large
    assert content.preview(photo) == small


def test_a_video_has_a_preview_and_is_no_picture() -> None:
    video = told(video={**FILE, "thumbnail": {"file_id": "t"}})
    preview = content.preview(video)
    assert preview is not None
    assert (preview.file_id, preview.size) == ("t", None)
    assert content.picture(video) is None


@pytest.mark.parametrize("parts", [{"text": "hi"}, {"document": FILE}], ids=str)
def test_what_shows_nothing_has_no_preview(parts: JSON) -> None:
    assert content.preview(told(**parts)) is None
    assert content.picture(told(**parts)) is None


def test_a_text_has_no_file() -> None:
    assert content.attachment(told(text="hi")) is None
    assert message(text="hi").filename == ""


def test_a_guess_gives_way_to_where_the_file_lies() -> None:
    photo = content.attachment(told(photo=SIZES))
    assert photo is not None
    found = photo.found_at("photos/file_1.png")
    assert (found.name, found.media_type) == ("photo-5.png", "image/png")
    assert photo.found_at("photos/file_1") is photo
    named = content.attachment(told(document=NAMED))
    assert named is not None
    assert named.found_at("documents/file_1.png") is named


# Places.


def test_a_place() -> None:
    spot = told(location={**PLACE, "horizontal_accuracy": 9.5})
    wanted = LocationPayload(latitude=1.5, longitude=-2.5, accuracy=9.5)
    assert content.location(spot) == wanted
    assert content.location(told(text="here")) is None


def test_a_venue_is_a_place_with_a_name() -> None:
    pier = {"location": PLACE, "title": "Pier 1", "address": "Quay"}
    wanted = LocationPayload(
        latitude=1.5, longitude=-2.5, name="Pier 1", address="Quay"
    )
    assert content.location(told(location=PLACE, venue=pier)) == wanted


# Whose it is, and what it belongs to.


def test_who_speaks() -> None:
    assert message(GROUP, BOB, text="a").talker_id == "7"
    assert message(GROUP, BOB, sender_chat=CHANNEL, text="a").talker_id == (
        "chat-1009876543210"
    )
    assert message(CHANNEL, None, text="a").talker_id == "chat-1009876543210"


def test_who_listens() -> None:
    assert message(text="a").listener_id == "42"
    assert message(by=SELF, text="a").listener_id == "7"
    assert message(GROUP, text="a").listener_id is None


def test_an_answer_names_what_it_answers() -> None:
    question = {**said(GROUP, EVE, text="tea?"), "message_id": 3}
    assert message(GROUP, text="yes", reply_to_message=question).reply_to_id == "-1:3"
    assert message(GROUP, text="yes").reply_to_id is None


def test_in_a_topic_the_beginning_of_it_is_not_answered() -> None:
    topic: JSON = {"is_topic_message": True, "message_thread_id": 3}
    beginning = {**said(SUPERGROUP, EVE), "message_id": 3}
    first = message(SUPERGROUP, text="a", reply_to_message=beginning, **topic)
    assert (first.reply_to_id, first.thread_id) == (None, "3")
    other = {**beginning, "message_id": 4}
    second = message(SUPERGROUP, text="a", reply_to_message=other, **topic)
    assert (second.reply_to_id, second.thread_id) == ("-1001234567890:4", "3")


def test_a_thread_of_answers_is_no_topic() -> None:
    question = {**said(SUPERGROUP, EVE), "message_id": 3}
    found = message(
        SUPERGROUP, text="a", message_thread_id=3, reply_to_message=question
    )
    assert (found.thread_id, found.reply_to_id) == (None, "-1001234567890:3")


def test_when_it_was_edited() -> None:
    assert message(text="a").edited_at is None
    assert message(text="a", edit_date=1700000001).edited_at == LATER
