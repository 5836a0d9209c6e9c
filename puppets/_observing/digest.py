"""Conversations, told apart and not told."""

from __future__ import annotations

import os
import secrets
from hashlib import blake2s

__all__ = ["VARIABLE", "digest"]

VARIABLE = "PUPPETS_DIGEST_KEY"
"""The environment variable with a secret under which digests are always the same."""


def _key() -> bytes:
    told = os.environ.get(VARIABLE, "").encode()
    return blake2s(told).digest() if told else secrets.token_bytes(32)


# Ids are short numbers on most platforms: without a key anyone could try them all.
_KEY = _key()


def digest(conversation_id: str) -> str:
    """12 characters that stand for it: while this process runs, or as the key lasts."""
    said = conversation_id.encode("utf-8", "surrogatepass")
    return blake2s(said, key=_KEY, digest_size=6).hexdigest()
