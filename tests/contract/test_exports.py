"""`from puppets import X`: every name of the contract, loaded when it is asked for."""

from __future__ import annotations

import subprocess
import sys
from importlib import import_module

import pytest

import puppets
from puppets import _HOMES, _NAMES

INSIDE = {
    "findings": {"clock", "latency"},
    "memory": {"Entry", "key_of", "payloads_of"},
    "puppet": {"capabilities", "operations"},
    "queries": {"Text"},
    "registry": {"GROUP", "Provider", "loaded", "provider"},
}
"""What a module offers to its neighbours, and not to everybody."""


@pytest.mark.parametrize("module", _NAMES)
def test_what_a_module_offers_is_exported(module: str) -> None:
    offered = set(import_module(f"puppets.{module}").__all__)
    assert set(_NAMES[module].split()) == offered - INSIDE.get(module, set())


@pytest.mark.parametrize("name", _HOMES)
def test_a_name_is_found(name: str) -> None:
    assert getattr(puppets, name) is not None
    assert name in dir(puppets)


def test_a_wrong_name_is_said() -> None:
    with pytest.raises(
        AttributeError, match=r"^module 'puppets' has no attribute 'Tea'"
    ):
        _ = puppets.Tea  # type: ignore[attr-defined]  # that is the point


def test_importing_it_loads_next_to_nothing() -> None:
    code = "import sys, puppets; print([n for n in sys.modules if 'puppets.' in n])"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"
