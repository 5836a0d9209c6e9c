"""Links, mini programs and places on the wire of the puppet service."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from puppets import (
    LocationPayload,
    MiniProgramPayload,
    UrlLinkPayload,
)
from puppets.errors import Malformed
from puppets.service import translate
from puppets.service.wire import pb
from tests.contract.anything import whole

LINK = UrlLinkPayload(
    url="https://a.test/", title="A", description="B", thumbnail_url="https://a.test/t"
)
PROGRAM = MiniProgramPayload(app_id="wx1", title="T", page_path="p", thumb_key="k")


# Links and mini programs.


@given(whole(UrlLinkPayload), st.text(min_size=1))
def test_a_link_comes_through(link: UrlLinkPayload, url: str) -> None:
    link = UrlLinkPayload(
        url=url,
        title=link.title,
        description=link.description,
        thumbnail_url=link.thumbnail_url,
    )
    answer = translate.with_url(pb.MessageUrlResponse(), link)
    for out in (answer, translate.with_url(pb.MessageSendUrlRequest(), link)):
        assert translate.url_of(out) == link
        out.ClearField("url_link")
        assert translate.url_of(out) == link, "as an older service says it"


@given(whole(MiniProgramPayload))
def test_a_mini_program_comes_through(program: MiniProgramPayload) -> None:
    answer = translate.with_mini_program(pb.MessageMiniProgramResponse(), program)
    request = pb.MessageSendMiniProgramRequest()
    for out in (answer, translate.with_mini_program(request, program)):
        assert translate.mini_program_of(out) == program
        out.ClearField("mini_program")
        assert translate.mini_program_of(out) == program, "as an older service says it"


def test_what_an_older_bot_reads_is_the_json_of_typescript() -> None:
    link = translate.with_url(pb.MessageUrlResponse(), LINK)
    assert json.loads(link.url_link_deprecated) == {
        "url": "https://a.test/",
        "title": "A",
        "description": "B",
        "thumbnailUrl": "https://a.test/t",
    }
    program = translate.with_mini_program(pb.MessageMiniProgramResponse(), PROGRAM)
    said = json.loads(program.mini_program_deprecated)
    assert {name: text for name, text in said.items() if text} == {
        "appid": "wx1",
        "title": "T",
        "pagePath": "p",
        "thumbKey": "k",
    }


def test_what_python_wechaty_says_of_a_link_is_read() -> None:
    said = {"url": "https://a.test/", "title": "A", "thumbnailUrl": None}
    request = pb.MessageSendUrlRequest(url_link_deprecated=json.dumps(said))
    assert translate.url_of(request) == UrlLinkPayload(url="https://a.test/", title="A")


def test_what_python_wechaty_says_of_a_mini_program_is_read() -> None:
    said = {"appid": "wx1", "pagePath": None, "title": "T"}
    request = pb.MessageSendMiniProgramRequest(mini_program_deprecated=json.dumps(said))
    read = translate.mini_program_of(request)
    assert read == MiniProgramPayload(app_id="wx1", title="T")


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"url": ""}', '{"url": 1}'])
def test_a_link_that_cannot_be_read_is_malformed(text: str) -> None:
    with pytest.raises(Malformed):
        translate.url_of(pb.MessageSendUrlRequest(url_link_deprecated=text))


# Places.


@given(
    st.floats(-90, 90),
    st.floats(-180, 180),
    st.integers(0, 99999).map(lambda n: n / 10),
    st.text(),
)
def test_a_place_comes_through(
    latitude: float, longitude: float, accuracy: float, name: str
) -> None:
    place = LocationPayload(
        latitude=latitude,
        longitude=longitude,
        accuracy=accuracy,
        name=name,
        address="a",
    )
    assert translate.location_in(translate.location_out(place)) == place
