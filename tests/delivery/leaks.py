"""Secrets in what was written, however they are spelled there."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

__all__ = ["leaks", "spellings"]


def spellings(secret: str) -> dict[str, bytes]:
    """How a secret may stand in a text, by the name of the spelling."""
    raw = secret.encode()
    found = {
        "plain": raw,
        "in a url": quote(secret, safe="").encode(),
        "in hex": raw.hex().encode(),
    }
    for shift in range(3):  # what stands before it decides which of these it is
        for name, encode in _BASE64.items():
            found[f"in {name} after {shift}"] = _inside(
                encode(b"\0" * shift + raw), shift
            )
    return found


_BASE64 = {"base64": base64.b64encode, "base64url": base64.urlsafe_b64encode}


def _inside(encoded: bytes, shift: int) -> bytes:
    """The letters that stand for the secret alone, and not for its neighbours."""
    whole = encoded.rstrip(b"=")
    start = (0, 2, 3)[shift]
    end = len(whole) if len(encoded) == len(whole) else len(whole) - 1
    return whole[start:end]


def leaks(folder: Path, secrets: tuple[str, ...]) -> list[str]:
    """Which secrets stand in which files, and how."""
    return sorted(_found(folder, secrets))


def _found(folder: Path, secrets: tuple[str, ...]) -> Iterator[str]:
    wanted = [
        (number, name, spelled)
        for number, secret in enumerate(secrets)
        for name, spelled in spellings(secret).items()
    ]
    for path in folder.rglob("*"):
        text = path.read_bytes() if path.is_file() else b""
        for number, name, spelled in wanted:
            if (at := text.find(spelled)) >= 0:
                around = text[max(0, at - 300) : at + len(spelled) + 60]
                yield f"{path.name}: secret {number} {name}: {around!r}"
