"""Text, both ways: what people read, and what Slack is to write."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from puppets import ContactPayload, UrlLinkPayload
from puppets.slack import marking, text, wire
from puppets.slack.marking import Marked, address, escape

from .payloads import JSON, block, message, said, told

ALICE = ContactPayload(id="U0ALICE", name="Alice Liddell", alias="alice")
BOB = ContactPayload(id="U0BOB", name="Bob")


def read(event: JSON, **names: str) -> str:
    found = told(event).event
    assert isinstance(found, wire.Message)
    return text.readable(found, names)


# mrkdwn, as people read it.


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("a &amp; b &lt;i&gt; &amp;lt;", "a & b <i> &lt;"),
        ("&copy; &quot;", "&copy; &quot;"),
        ("ask <@U0BOB>", "ask @Bob"),
        ("ask <@U0NOBODY|carol>", "ask @carol"),
        ("ask <@U0NOBODY>", "ask @U0NOBODY"),
        ("see <#C0TEA|tea> and <#C0CAKE>", "see #tea and #C0CAKE"),
        ("<!here> <!channel|channel> <!everyone>", "@here @channel @everyone"),
        ("<!subteam^S0OPS|@ops> <!subteam^S0OPS>", "@ops @S0OPS"),
        ("<!date^1700000000^{date}|yesterday>", "yesterday"),
        ("<https://a.example/?b=1&amp;c=2>", "https://a.example/?b=1&c=2"),
        ("<https://a.example|a &amp; b>", "a & b"),
        ("<mailto:a@b.example|a@b.example>", "a@b.example"),
        ("*bold* _it_ ~no~ `code`", "*bold* _it_ ~no~ `code`"),
        ("", ""),
    ],
)
def test_mrkdwn_is_read_as_a_person_reads_it(written: str, shown: str) -> None:
    assert read(said(written), U0BOB="Bob") == shown


# Rich text, as people read it.


@pytest.mark.parametrize(
    ("elements", "shown"),
    [
        ([{"type": "text", "text": "*a* &amp; <b> :smile:"}], "*a* &amp; <b> :smile:"),
        ([{"type": "text", "text": "bold", "style": {"bold": True}}], "bold"),
        ([{"type": "user", "user_id": "U0BOB"}], "@Bob"),
        ([{"type": "user", "user_id": "U0NOBODY"}], "@U0NOBODY"),
        ([{"type": "channel", "channel_id": "C0TEA"}], "#tea"),
        ([{"type": "usergroup", "usergroup_id": "S0OPS"}], "@S0OPS"),
        ([{"type": "broadcast", "range": "here"}], "@here"),
        ([{"type": "link", "url": "https://a.example"}], "https://a.example"),
        ([{"type": "link", "url": "https://a.example", "text": "a"}], "a"),
        ([{"type": "emoji", "name": "+1", "unicode": "1f44d-1f3fb"}], "👍🏻"),
        ([{"type": "emoji", "name": "parrot"}], ":parrot:"),
        ([{"type": "emoji", "name": "odd", "unicode": "xyz"}], ":odd:"),
        ([{"type": "date", "timestamp": 1, "fallback": "today"}], "today"),
        ([{"type": "color", "value": "#FF0000"}], "#FF0000"),
        ([{"type": "of tomorrow", "secret": 1}], ""),
    ],
    ids=str,
)
def test_rich_text_is_read_as_a_person_reads_it(
    elements: list[JSON], shown: str
) -> None:
    event = said("what stands here is another rendering", blocks=[block(*elements)])
    assert read(event, U0BOB="Bob", C0TEA="tea") == shown


def test_lists_and_quotes_and_code_are_lines() -> None:
    def line(words: str) -> JSON:
        return {
            "type": "rich_text_section",
            "elements": [{"type": "text", "text": words}],
        }

    rich = {
        "type": "rich_text",
        "elements": [
            line("to buy:"),
            {"type": "rich_text_list", "style": "bullet", "elements": [line("tea")]},
            {
                "type": "rich_text_list",
                "style": "ordered",
                "indent": 1,
                "offset": 1,
                "elements": [line("black"), line("green")],
            },
            {
                "type": "rich_text_quote",
                "elements": [{"type": "text", "text": "as she\nsaid"}],
            },
            {
                "type": "rich_text_preformatted",
                "elements": [{"type": "text", "text": "x = 1\n"}],
            },
            line("that is all"),
        ],
    }
    assert read(said("", blocks=[rich])) == (
        "to buy:\n• tea\n    2. black\n    3. green\n> as she\n> said\nx = 1\nthat is all"
    )


def test_blocks_of_other_kinds_are_read_by_the_text_beside_them() -> None:
    section = {"type": "section", "text": {"type": "mrkdwn", "text": "*deployed*"}}
    assert read(said("deployed", blocks=[section])) == "deployed"


def test_blocks_without_a_text_beside_them_are_read_themselves() -> None:
    blocks = [
        {"type": "header", "text": {"type": "plain_text", "text": "News"}},
        {"type": "divider"},
        {"type": "context", "elements": [{"type": "mrkdwn", "text": "by <@U0BOB>"}]},
        {"type": "section", "fields": [{"type": "mrkdwn", "text": "a &amp; b"}]},
    ]
    assert read(said("", blocks=blocks), U0BOB="Bob") == "News\nby @Bob\na & b"


def test_what_stands_beside_a_text_is_read_where_there_is_no_other() -> None:
    attachments = [
        {"title": "Build 7", "text": "failed", "fallback": "no"},
        {"fallback": "a fallback"},
        {"image_url": "https://a.example/b.png"},
    ]
    assert read(said("", attachments=attachments)) == "Build 7\nfailed\na fallback"
    assert read(said("see", attachments=attachments)) == "see"


@pytest.mark.parametrize("key", ["blocks", "attachments"])
@pytest.mark.parametrize("odd", ["a", 7, {"a": 1}, [7], [{"type": 7, "text": 7}]])
def test_what_beside_a_text_cannot_be_read_costs_no_message(
    key: str, odd: object
) -> None:
    assert read(said("hello", **{key: odd})) == "hello"


# Who is meant, and where it leads.


def test_each_who_is_mentioned_is_told_once() -> None:
    event = said("<@U0BOB> and <@W0EVE> and <@U0BOB> <!here> <!subteam^S0OPS>")
    assert message(event).mention_ids == ("U0BOB", "W0EVE")


def test_names_are_needed_of_people_and_channels_alone() -> None:
    found = told(said("<@U0BOB> <#C0TEA> <!here> <!subteam^S0OPS> <https://a.b>")).event
    assert isinstance(found, wire.Message)
    assert text.named_in(found) == {"U0BOB", "C0TEA"}


def test_the_first_link_is_found() -> None:
    found = told(said("see <https://a.example/?b&amp;c|this> and <https://d>")).event
    assert isinstance(found, wire.Message)
    assert text.link_in(found) == "https://a.example/?b&c"


# What Slack is to write.


@given(st.text())
def test_what_is_escaped_is_read_as_it_was(words: str) -> None:
    assert text.unescape(escape(words)) == words


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_a_text_is_shown_as_it_was_said(words: str) -> None:
    marked = address(words)
    assert marked.text == words
    assert read(said(marked.escaped)) == words
    assert read(json.loads(json.dumps(said("", blocks=marked.blocks)))) == (
        words if len(words) <= marking.BLOCK_LENGTH else ""
    )


def test_who_is_not_named_is_named_in_front() -> None:
    marked = address("your turn", [ALICE, BOB])
    assert marked.text == "@alice @Bob your turn"
    assert marked.escaped == "<@U0ALICE> <@U0BOB> your turn"
    assert marked.mention_ids == ("U0ALICE", "U0BOB")


def test_who_is_named_is_mentioned_there() -> None:
    marked = address("<you>, @Bob & @alice: go, @Bobby", [ALICE, BOB])
    assert marked.text == "<you>, @Bob & @alice: go, @Bobby"
    assert marked.escaped == "&lt;you&gt;, <@U0BOB> &amp; <@U0ALICE>: go, @Bobby"


def test_a_name_within_a_word_is_no_mention() -> None:
    assert address("mail bob@Bob.example", [BOB]).text == "@Bob mail bob@Bob.example"


@pytest.mark.parametrize(
    "words", ["dong", "a & b", "5 > 3", "see https://a.example/b", "at 10:30"]
)
def test_what_is_no_markup_is_plain(words: str) -> None:
    assert address(words).is_plain


@pytest.mark.parametrize(
    "words", ["*a*", "a_b", "~x", "`y", "> z", "a\n>b", ":tea:", " a", "a\n", "a\n b"]
)
def test_what_slack_would_read_as_markup_is_not_plain(words: str) -> None:
    assert not address(words).is_plain


def test_a_link_in_a_block_can_be_followed() -> None:
    [rich] = address("(see https://a.example/b_c?d=*e*).").blocks
    assert rich["elements"] == [
        {
            "type": "rich_text_section",
            "elements": [
                {"type": "text", "text": "(see "},
                {"type": "link", "url": "https://a.example/b_c?d=*e*"},
                {"type": "text", "text": ")."},
            ],
        }
    ]


def test_a_text_that_is_too_long_for_a_block_has_none() -> None:
    assert address("*" * marking.BLOCK_LENGTH).blocks
    assert address("*" * (marking.BLOCK_LENGTH + 1)).blocks == []
    assert address("").blocks == []


def test_a_link_is_written_so_that_its_label_cannot_break_it() -> None:
    bare = Marked((UrlLinkPayload(url="https://a.example/?b&c"),))
    assert bare.escaped == "<https://a.example/?b&amp;c>"
    assert bare.text == "https://a.example/?b&c"
    labelled = Marked((UrlLinkPayload(url="https://a.example", title="a|b\n<c>"),))
    assert labelled.escaped == "<https://a.example|a¦b &lt;c&gt;>"
    assert labelled.text == read(said(labelled.escaped)) == "a¦b <c>"
    assert read(said("", blocks=labelled.blocks)) == "a¦b <c>"
