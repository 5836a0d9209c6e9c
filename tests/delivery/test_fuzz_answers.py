"""Whatever a call is answered with, it comes to a payload or to an error of ours."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

import msgspec
import pytest
from hypothesis import strategies as st

from puppets import DeliveryUncertain, Malformed, PlatformError
from puppets.telegram import TelegramOptions, TelegramPuppet, answers, wire
from puppets_standins.telegram.server import TelegramServer

from .fuzzing import JSON, anything, broken, drawn, right, written
from .lines import Hasty
from .size import size, steps

pytestmark = [pytest.mark.anyio, pytest.mark.timeout(120)]

Figures = Callable[[str, object], None]
Call = Callable[[TelegramPuppet], Awaitable[object]]


@dataclass(frozen=True)
class Asked:
    """A method, what it answers with, and an operation of which it is the last call."""

    kind: type[msgspec.Struct]
    call: Call
    is_send: bool = False
    is_list: bool = False


CALLS: dict[str, Asked] = {
    "getChat": Asked(wire.Chat, lambda puppet: puppet.contact_payload("77")),
    "getChatAdministrators": Asked(
        wire.Member, lambda puppet: puppet.room_member_list("-77"), is_list=True
    ),
    "getChatMember": Asked(
        wire.Member, lambda puppet: puppet.room_member_payload("-77", "7")
    ),
    "getMyShortDescription": Asked(
        wire.ShortDescription, lambda puppet: puppet.contact_payload(puppet.self_id)
    ),
    "sendMessage": Asked(
        wire.Message, lambda puppet: puppet.message_send_text("77", "a"), is_send=True
    ),
    "forwardMessage": Asked(
        wire.Message, lambda puppet: puppet.message_forward("77", "7:1"), is_send=True
    ),
    "editMessageText": Asked(
        wire.Message, lambda puppet: puppet.message_edit_text("77:1", "b")
    ),
}
STATUSES = [200, 200, 200, 301, 400, 401, 403, 404, 409, 413, 429, 500, 502, 599]
PARAMETERS = st.one_of(right(answers.Parameters), anything())


@dataclass(frozen=True)
class Reply:
    """An answer, and whether its result is wrong, so that nothing can come of it."""

    body: bytes
    status: int = 200
    is_wrong: bool = False


def replies(asked: Asked, count: int) -> list[Reply]:
    """So many, and what is written out here."""

    def whole(result: JSON) -> bytes:
        told = [result] if asked.is_list else result
        return b'{"ok": true, "result": ' + written(told) + b"}"

    wrong = broken(asked.kind).map(lambda told: Reply(whole(told.value), is_wrong=True))
    fine = right(asked.kind).map(lambda value: Reply(whole(value)))
    status = st.sampled_from(STATUSES)
    strange = st.builds(Reply, anything().map(written), status)
    refused = st.builds(
        lambda said, code, more: Reply(
            written({"ok": False, "description": said, "parameters": more}), code
        ),
        st.one_of(st.text(max_size=30), anything()),
        status,
        PARAMETERS,
    )
    known = [
        Reply(body, status)
        for status in (200, 400, 429, 500)
        for body in (b"", b"<html>", b"\xff", b"[" * 10_000, b'{"ok":true}', b"null")
    ]
    return known + drawn(st.one_of(wrong, fine, strange, refused), count - len(known))


@pytest.mark.parametrize("method", CALLS)
async def test_an_answer_comes_to_a_payload_or_to_an_error_of_ours(
    server: TelegramServer, method: str, record_property: Figures
) -> None:
    asked, refused = CALLS[method], 0
    puppet = Hasty(TelegramOptions(token=server.token, api_url=server.url))
    async with puppet:
        given = replies(asked, size(60, 1_000))
        for reply in steps(given, f"answers to {method}"):
            server.answer_with(method, reply.body, reply.status)
            puppet._client.moves.load(None)
            puppet._cache.clear()
            error = await outcome(puppet, asked.call, reply)
            refused += error is not None
            if reply.is_wrong:
                expected = DeliveryUncertain if asked.is_send else Malformed
                assert isinstance(error, expected), f"{error!r} after {reply}"
    record_property("answers", len(given))
    record_property("typed errors", refused)


async def outcome(
    puppet: TelegramPuppet, call: Call, reply: Reply
) -> PlatformError | None:
    """The error that the call comes to; none but ours are let through."""
    try:
        await call(puppet)
    except PlatformError as error:
        return error
    except Exception as error:  # noqa: BLE001 - this is what is looked for
        pytest.fail(f"{error!r} after {reply}")
    return None


@pytest.mark.parametrize("method", ["getMe", "getWebhookInfo"])
async def test_a_start_that_is_answered_strangely_fails_and_may_be_tried_again(
    server: TelegramServer, method: str, record_property: Figures
) -> None:
    kind = wire.User if method == "getMe" else wire.WebhookInfo
    given = replies(Asked(kind, TelegramPuppet.start), size(60, 1_000))
    puppet = Hasty(TelegramOptions(token=server.token, api_url=server.url))
    failed = 0
    for reply in steps(given, f"answers to {method}"):
        server.answer_with(method, reply.body, reply.status)
        error = await outcome(puppet, TelegramPuppet.start, reply)
        assert error is not None or not reply.is_wrong
        failed += error is not None
        await puppet.stop()
    server.answer_again()
    async with puppet:
        assert puppet.self_id == str(server.bot.id)
    record_property("starts", len(given))
    record_property("typed errors", failed)
