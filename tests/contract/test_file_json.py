"""A file as Wechaty says it on its wire (4.7)."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from puppets.file_box import FileBox
from tests.contract.shelf import stream_of

pytestmark = pytest.mark.anyio


def test_bytes_are_said_as_base64() -> None:
    box = FileBox.from_bytes(b"hello", name="a.txt", metadata={"k": "v"})
    assert json.loads(box.to_json()) == {
        "name": "a.txt",
        "type": 1,
        "boxType": 1,
        "base64": "aGVsbG8=",
        "metadata": {"k": "v"},
        "size": 5,
    }


def test_a_url_is_said_under_both_its_names() -> None:
    url = "https://files.test/a.txt?x=1"
    assert json.loads(FileBox.from_url(url, headers={"A": "b"}).to_json()) == {
        "name": "a.txt",
        "type": 2,
        "boxType": 2,
        "url": url,
        "remoteUrl": url,
        "headers": {"A": "b"},
        "metadata": {},
    }
    assert "headers" not in json.loads(FileBox.from_url(url).to_json())


def test_a_qr_code_is_said_as_its_text() -> None:
    box = FileBox.from_qr_code("hello")
    assert json.loads(box.to_json()) == {
        "name": "qr-code.png",
        "type": 3,
        "boxType": 3,
        "qrCode": "hello",
        "metadata": {},
        "size": box.size,
    }


@pytest.mark.parametrize(
    "box",
    [
        FileBox.from_bytes(b"hello", name="a.txt", metadata={"k": "v"}),
        FileBox.from_url("https://files.test/a.txt", headers={"A": "b"}),
        FileBox.from_qr_code("hello", metadata={"k": "v"}),
    ],
    ids=repr,
)
def test_what_is_said_is_read_as_the_same(box: FileBox) -> None:
    assert FileBox.from_json(box.to_json()) == box
    assert FileBox.from_json(box.to_json().encode()) == box


async def test_what_python_wechaty_says_is_read() -> None:
    old = {"name": "a.txt", "metadata": None, "boxType": 1, "base64": "aGVsbG8="}
    assert await FileBox.from_json(json.dumps(old)).read() == b"hello"
    url = "https://files.test/a.txt"
    remote = {"name": "a.txt", "boxType": 2, "remoteUrl": url, "url": None}
    assert FileBox.from_json(json.dumps(remote)) == FileBox.from_url(url)


def test_headers_as_node_has_them_are_read() -> None:
    said = {
        "name": "a",
        "type": 2,
        "url": "https://files.test/a",
        "headers": {"Accept": ["a/b", "c/d"], "X": "y", "Length": 3},
    }
    again = json.loads(FileBox.from_json(json.dumps(said)).to_json())
    assert again["headers"] == {"Accept": "a/b, c/d", "X": "y"}


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("{", "Expecting"),
        ("[]", "is an object"),
        ("{}", "type None"),
        ('{"type": 7, "name": "a", "uuid": "x"}', "type 7"),
        ('{"type": "1", "name": "a", "base64": ""}', "type '1'"),
        ('{"type": 1, "base64": "aGVsbG8="}', "no name"),
        ('{"type": 1, "name": "a"}', "no base64"),
        ('{"type": 1, "name": "a", "base64": 5}', "no base64"),
        ('{"type": 1, "name": "a", "base64": "*"}', "base64 of 'a'"),
        ('{"type": 2, "name": "a", "url": null}', "no url"),
        ('{"type": 3, "name": "a"}', "no qrCode"),
    ],
)
def test_json_that_is_no_file_is_refused_by_name(text: str, error: str) -> None:
    with pytest.raises(ValueError, match=error):
        FileBox.from_json(text)


async def test_a_path_and_a_stream_are_loaded_before_they_are_said(
    tmp_path: Path,
) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"hello")
    for box in (
        FileBox.from_path(path),
        FileBox.from_stream(stream_of(b"hello"), name="a.txt"),
    ):
        with pytest.raises(ValueError, match=r"await `loaded\(\)` first"):
            box.to_json()
        said = (await box.loaded()).to_json()
        assert await FileBox.from_json(said).read() == b"hello"
