"""Files on the wire of the puppet service, and back."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator

import pytest

from puppets import FileBox, FileKind
from puppets.errors import Malformed
from puppets.service import translate
from puppets.service.translate import Uploaded

pytestmark = pytest.mark.anyio


@pytest.mark.parametrize(
    "file",
    [
        FileBox.from_bytes(b"tea", name="a.txt", metadata={"k": "v"}),
        FileBox.from_bytes(b"tea", name="a.ogg", kind=FileKind.VOICE),
        FileBox.from_bytes(b"tea", name="a.png", as_file=True),
        FileBox.from_bytes(b"tea", name="a.webp", kind=FileKind.STICKER),
        FileBox.from_bytes(b"tea", name="a.txt", media_type="text/x-tea"),
        FileBox.from_url("https://files.test/a.png", headers={"A": "b"}),
        FileBox.from_qr_code("tea"),
    ],
    ids=repr,
)
def test_a_file_comes_through(file: FileBox) -> None:
    assert translate.file_in(translate.file_out(file)) == file


def test_a_plain_file_carries_no_marks_of_ours() -> None:
    said = json.loads(translate.file_out(FileBox.from_bytes(b"tea", name="a.png")))
    assert said["metadata"] == {}
    assert said["type"] == said["boxType"] == 1


async def tea() -> AsyncIterator[bytes]:
    yield b"te"
    yield b"a"


async def test_an_uploaded_file_is_named_by_its_id() -> None:
    voice = FileBox.from_stream(tea, name="a.ogg", size=3, kind=FileKind.VOICE)
    text = translate.uploaded_out("u-1", voice)
    said = json.loads(text)
    assert (said["type"], said["boxType"], said["uuid"]) == (7, 7, "u-1")
    read = translate.file_in(text)
    assert isinstance(read, Uploaded)
    assert read.uuid == "u-1"
    file = read.file(tea)
    assert (file.name, file.size, file.kind) == ("a.ogg", 3, FileKind.VOICE)
    assert (file.metadata, await file.read()) == ({}, b"tea")


@pytest.mark.parametrize("size", [None, -1, 0], ids=repr)
async def test_an_uploaded_file_of_unknown_size_is_read(size: int | None) -> None:
    said = {"name": "a.txt", "type": 7, "uuid": "u-1", "size": size, "metadata": {}}
    read = translate.file_in(json.dumps(said))
    assert isinstance(read, Uploaded)
    assert read.file(tea).size is None
    assert await read.file(tea).read() == b"tea"


def test_metadata_that_is_no_text_is_left_out() -> None:
    said = {
        "name": "a",
        "type": 7,
        "uuid": "u",
        "metadata": {"a": {}, "b": 1, "c": "d"},
    }
    read = translate.file_in(json.dumps(said))
    assert isinstance(read, Uploaded)
    assert read.metadata == {"c": "d"}


@pytest.mark.parametrize(
    "text",
    [
        "",
        "tea",
        "null",
        "{}",
        '{"name": "a", "type": 7}',
        '{"name": "a", "type": 7, "uuid": ""}',
        '{"name": "a", "type": 5, "path": "/etc/passwd"}',
        '{"name": "a", "type": 1, "base64": "?"}',
        '{"name": "a", "type": 2}',
        '{"name": "a", "boxType": 99}',
        '{"type": 1, "base64": ""}',
        '{"name": "a", "type": "1", "base64": ""}',
        "[" * 100_000,
        "\ud800",
    ],
    ids=lambda text: text.encode(errors="replace").decode()[:40] or "nothing",
)
def test_what_is_no_file_is_malformed(text: str) -> None:
    with pytest.raises(Malformed):
        translate.file_in(text)


def test_a_file_that_must_be_uploaded_is_not_said() -> None:
    with pytest.raises(ValueError, match="loaded"):
        translate.file_out(FileBox.from_stream(tea, name="a.txt"))


def test_a_file_with_a_media_type_that_is_none_keeps_its_own() -> None:
    said = {
        "name": "a.txt",
        "type": 1,
        "base64": "",
        "metadata": {
            "x-puppets-media-type": "text/plain\r\nX: y",
            "x-puppets-kind": "?",
        },
    }
    read = translate.file_in(json.dumps(said))
    assert isinstance(read, FileBox)
    assert (read.media_type, read.kind) == ("text/plain", FileKind.ATTACHMENT)


@pytest.mark.parametrize(
    ("file", "public"),
    [
        pytest.param(FileBox.from_url("https://files.test/a"), True, id="plain"),
        pytest.param(
            FileBox.from_url("https://files.test/a", headers={"A": "b"}),
            False,
            id="headers",
        ),
        pytest.param(
            FileBox.from_url("https://me:secret@files.test/a"), False, id="a user"
        ),
        pytest.param(
            FileBox.from_url("http://127.0.0.1/a", allow_private=True),
            False,
            id="a private address",
        ),
        pytest.param(FileBox.from_url("file:///etc/passwd"), False, id="no web"),
        pytest.param(FileBox.from_url("https://[/"), False, id="no url"),
        pytest.param(FileBox.from_bytes(b"", name="a.png"), False, id="bytes"),
    ],
)
def test_a_url_is_told_only_where_anyone_may_know_it(
    file: FileBox, public: bool
) -> None:
    assert translate.is_public_link(file) is public
