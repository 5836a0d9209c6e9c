"""What the page says itself, in its languages."""

from __future__ import annotations

import pytest

from puppets.whatsapp.notices import KINDS, YOU, Notice, notice, people
from puppets.whatsapp.selectors import table

LANGUAGES = ("en", "es", "pt", "id", "hi", "ar", "zh")
BOTH = ("Bob", "Carol")
SAID = {
    "en": {
        "Alice added Bob and Carol": Notice(kind="added", actor="Alice", people=BOTH),
        "Alice added you": Notice(kind="added", actor="Alice", people=(YOU,)),
        "You added Bob, Carol": Notice(kind="added", actor=YOU, people=BOTH),
        "You were added": Notice(kind="joined", people=(YOU,)),
        "Bob joined using this group's invite link": Notice(
            kind="joined", people=("Bob",)
        ),
        "Bob left": Notice(kind="left", people=("Bob",)),
        "You left": Notice(kind="left", people=(YOU,)),
        "Alice removed Bob": Notice(kind="removed", actor="Alice", people=("Bob",)),
        "Alice removed you": Notice(kind="removed", actor="Alice", people=(YOU,)),
        "Alice changed the group name from “Tea” to “Cake”": Notice(
            kind="topic", actor="Alice", topic="Cake", old="Tea"
        ),
        "You changed the group name to “Cake”": Notice(
            kind="topic", actor=YOU, topic="Cake"
        ),
        "Alice changed the group description. Click to view.": Notice(
            kind="described", actor="Alice"
        ),
        "Alice created group “Tea”": Notice(kind="created", actor="Alice", topic="Tea"),
        "Messages and calls are end-to-end encrypted. No one else can read": Notice(
            kind="service"
        ),
        "1,234 unread messages": Notice(kind="service"),
    },
    "es": {
        "Alice añadió a Bob y Carol": Notice(kind="added", actor="Alice", people=BOTH),
        "Alice te añadió": Notice(kind="added", actor="Alice", people=(YOU,)),
        "Añadiste a Bob": Notice(kind="added", actor=YOU, people=("Bob",)),
        "Te añadieron": Notice(kind="joined", people=(YOU,)),
        "Bob salió del grupo": Notice(kind="left", people=("Bob",)),
        "Saliste del grupo": Notice(kind="left", people=(YOU,)),
        "Alice eliminó a Bob": Notice(kind="removed", actor="Alice", people=("Bob",)),
        "Alice te eliminó": Notice(kind="removed", actor="Alice", people=(YOU,)),
        "Alice cambió el nombre del grupo de “Té” a “Pan”": Notice(
            kind="topic", actor="Alice", topic="Pan", old="Té"
        ),
        "Alice cambió la descripción del grupo. Haz clic para verla.": Notice(
            kind="described", actor="Alice"
        ),
        "Cambiaste la descripción del grupo": Notice(kind="described", actor=YOU),
        "3 mensajes no leídos": Notice(kind="service"),
    },
    "pt": {
        "Alice adicionou Bob e Carol": Notice(kind="added", actor="Alice", people=BOTH),
        "Alice adicionou você": Notice(kind="added", actor="Alice", people=(YOU,)),
        "Bob saiu": Notice(kind="left", people=("Bob",)),
        "Alice removeu Bob": Notice(kind="removed", actor="Alice", people=("Bob",)),
        "Alice mudou o nome do grupo para “Chá”": Notice(
            kind="topic", actor="Alice", topic="Chá"
        ),
    },
    "id": {
        "Alice menambahkan Bob dan Carol": Notice(
            kind="added", actor="Alice", people=BOTH
        ),
        "Bob keluar": Notice(kind="left", people=("Bob",)),
        "Alice mengeluarkan Anda": Notice(kind="removed", actor="Alice", people=(YOU,)),
        "Alice mengubah nama grup dari “Teh” menjadi “Kue”": Notice(
            kind="topic", actor="Alice", topic="Kue", old="Teh"
        ),
    },
    "hi": {
        "Alice ने Bob और Carol को जोड़ा": Notice(
            kind="added", actor="Alice", people=BOTH
        ),
        "आपने Bob को जोड़ा": Notice(kind="added", actor=YOU, people=("Bob",)),
        "Bob ने ग्रुप छोड़ दिया": Notice(kind="left", people=("Bob",)),
        "Alice ने Bob को निकाला": Notice(kind="removed", actor="Alice", people=("Bob",)),
    },
    "ar": {
        "قام Alice بإضافة Bob": Notice(kind="added", actor="Alice", people=("Bob",)),
        "غادر Bob": Notice(kind="left", people=("Bob",)),
        "قام Alice بإزالة Bob": Notice(kind="removed", actor="Alice", people=("Bob",)),
        "غيّر Alice اسم المجموعة من “شاي” إلى “كعك”": Notice(
            kind="topic", actor="Alice", topic="كعك", old="شاي"
        ),
    },
    "zh": {
        "Alice添加了Bob和Carol": Notice(kind="added", actor="Alice", people=BOTH),
        "您添加了Bob": Notice(kind="added", actor=YOU, people=("Bob",)),
        "Bob退出了群组": Notice(kind="left", people=("Bob",)),
        "Alice移除了Bob": Notice(kind="removed", actor="Alice", people=("Bob",)),
        "Alice将群组名称更改为“茶”": Notice(kind="topic", actor="Alice", topic="茶"),
    },
}


@pytest.mark.parametrize(
    ("language", "text", "meant"),
    [
        (language, text, meant)
        for language, each in SAID.items()
        for text, meant in each.items()
    ],
)
def test_what_is_said_is_understood(language: str, text: str, meant: Notice) -> None:
    assert notice(text, language) == meant
    assert notice(f"\u200e {text}\n", language) == meant


def test_english_is_understood_in_every_language() -> None:
    for language in LANGUAGES:
        assert notice("Bob left", language) == Notice(kind="left", people=("Bob",))


@pytest.mark.parametrize("text", ["", "hello", "Today", "left", "10:15"])
def test_what_is_none_of_these_is_none(text: str) -> None:
    for language in LANGUAGES:
        assert notice(text, language) is None


def test_a_topic_keeps_the_quotes_that_are_in_it() -> None:
    said = notice("Alice changed the group name from “A” to “Bob’s “tea” ”", "en")
    assert said is not None
    assert (said.old, said.topic) == ("A", "Bob’s “tea” ")


def test_not_all_who_came_are_named() -> None:
    said = notice("Alice added Bob and 3 others", "en")
    assert said == Notice(kind="added", actor="Alice", people=("Bob",), others=True)


@pytest.mark.parametrize(
    ("subtitle", "language"),
    [
        ("Alice, Bob, You", "en"),
        ("Alice, Bob, Tú", "es"),
        ("Alice، Bob، أنت", "ar"),
        ("Alice、Bob、您", "zh"),
    ],
)
def test_the_members_below_a_groups_name(subtitle: str, language: str) -> None:
    assert people(subtitle, language) == (("Alice", "Bob", YOU), False)


def test_every_language_has_every_kind() -> None:
    for language in LANGUAGES:
        assert table().strings["you"][language]
    assert set(KINDS) == {
        "service",
        "topic",
        "described",
        "created",
        "joined",
        "added",
        "left",
        "removed",
    }
