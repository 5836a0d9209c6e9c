"""Texts for which the wire of the puppet service has two fields."""

from __future__ import annotations

import pytest

from puppets.service import translate
from puppets.service.wire import pb


@pytest.mark.parametrize(
    ("message", "field", "wrapper"),
    [
        (pb.MessageSendTextResponse(), "id", "id_string_value_deprecated"),
        (pb.MessageForwardResponse(), "id", "id_string_value_deprecated"),
        (pb.ContactAliasResponse(), "alias", "alias_string_value_deprecated"),
        (pb.ContactAvatarResponse(), "file_box", "filebox_string_value_deprecated"),
        (pb.RoomTopicResponse(), "topic", "topic_string_value_deprecated"),
        (pb.RoomAnnounceRequest(), "text", "text_string_value_deprecated"),
    ],
    ids=lambda given: given if isinstance(given, str) else type(given).__name__,
)
@pytest.mark.parametrize("text", ["", "x"], ids=["an empty text", "a text"])
def test_a_text_is_said_to_both_generations(
    message: pb.MessageSendTextResponse, field: str, wrapper: str, text: str
) -> None:
    out = translate.both(type(message)(), field, text)
    assert getattr(out, field) == text
    assert out.HasField(wrapper)
    assert getattr(out, wrapper).value == text
    assert translate.either(out, field) == text
    out.ClearField(field)
    assert translate.either(out, field) == text, "as an older bot says it"


def test_a_text_that_has_one_field_is_said_in_it() -> None:
    out = translate.both(pb.MessageSendLocationResponse(), "id", "7")
    assert out == pb.MessageSendLocationResponse(id="7")
    assert translate.either(out, "id") == "7"


def test_a_request_that_only_reads_has_no_text() -> None:
    assert translate.either(pb.ContactAliasRequest(id="c"), "alias") is None
    assert translate.either(pb.ContactAliasRequest(id="c", alias=""), "alias") == ""
    assert translate.either(pb.RoomTopicRequest(id="r"), "topic") is None
    assert translate.either(pb.TagContactListRequest(), "contact_id") is None
