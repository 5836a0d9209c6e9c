"""Every word that Slack has for no, and what it comes to."""

from __future__ import annotations

import pytest

from puppets import (
    DeliveryUncertain,
    Forbidden,
    Malformed,
    NotFound,
    PlatformError,
    RateLimited,
    Rejected,
    TooLarge,
    TooLong,
    Unauthorized,
    Unavailable,
)
from puppets.slack import MissingScope
from puppets.slack.refusals import AlreadySo, ours

WORDS: dict[type[PlatformError], str] = {
    Unauthorized: "invalid_auth not_authed token_revoked token_expired account_inactive "
    "not_allowed_token_type",
    Forbidden: "not_in_channel is_archived cant_update_message cant_delete_message "
    "cant_kick_self cant_kick_from_general cant_leave_general cannot_dm_bot "
    "restricted_action restricted_action_read_only_channel user_is_restricted "
    "edit_window_closed access_denied no_permission ekm_access_denied",
    NotFound: "channel_not_found user_not_found users_not_found message_not_found "
    "file_not_found bot_not_found thread_not_found file_deleted user_not_in_channel "
    "bad_timestamp user_not_visible",
    TooLong: "msg_too_long msg_blocks_too_long too_long",
    TooLarge: "file_upload_size_restricted storage_limit_reached",
    RateLimited: "ratelimited rate_limited message_limit_exceeded",
    Unavailable: "service_unavailable request_timeout team_added_to_org internal_error",
    AlreadySo: "already_reacted no_reaction already_in_channel",
    Rejected: "no_text invalid_blocks invalid_name name_taken too_many_reactions "
    "invalid_arguments unknown_method a_word_of_tomorrow",
}


@pytest.mark.parametrize(
    ("word", "kind"),
    [(word, kind) for kind, words in WORDS.items() for word in words.split()],
)
def test_a_word_is_an_error_of_ours(word: str, kind: type[PlatformError]) -> None:
    error = ours("chat.postMessage", 200, {"ok": False, "error": word}, {})
    assert type(error) is kind
    assert isinstance(error, RateLimited) or word in str(error)


@pytest.mark.parametrize("word", ["internal_error", "fatal_error"])
def test_a_send_of_which_slack_is_not_sure_is_uncertain(word: str) -> None:
    error = ours("chat.postMessage", 200, {"error": word}, {}, send=True)
    assert type(error) is DeliveryUncertain


@pytest.mark.parametrize("word", ["channel_not_found", "service_unavailable"])
def test_a_send_that_slack_refuses_is_not_uncertain(word: str) -> None:
    error = ours("chat.postMessage", 200, {"error": word}, {}, send=True)
    assert not isinstance(error, DeliveryUncertain)


def test_a_scope_that_is_missing_is_named() -> None:
    answer = {"error": "missing_scope", "needed": "im:write", "provided": "chat:write"}
    error = ours("conversations.open", 200, answer, {})
    assert isinstance(error, MissingScope)
    assert (error.needed, error.provided) == ("im:write", "chat:write")
    for word in ("conversations.open", "im:write", "chat:write"):
        assert word in str(error)


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({"Retry-After": "7"}, 7.0),
        ({"retry-after": "0"}, 0.0),
        ({}, 30.0),
        ({"Retry-After": "soon"}, 30.0),
    ],
    ids=str,
)
def test_too_fast_says_how_long_to_wait(
    headers: dict[str, str], seconds: float
) -> None:
    error = ours("users.info", 429, {}, headers)
    assert isinstance(error, RateLimited)
    assert error.retry_after == seconds


@pytest.mark.parametrize("answer", [{}, {"error": None}, {"error": "<html>"}], ids=str)
def test_an_answer_without_a_word_is_told_by_its_status(
    answer: dict[str, object],
) -> None:
    assert type(ours("users.info", 503, answer, {})) is Unavailable
    assert type(ours("users.info", 404, answer, {})) is Malformed
    assert type(ours("chat.postMessage", 503, answer, {}, send=True)) is (
        DeliveryUncertain
    )
    assert type(ours("chat.postMessage", 200, answer, {}, send=True)) is (
        DeliveryUncertain
    )
