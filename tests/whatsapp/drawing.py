"""In which generation and language a page is drawn, and what it says there."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import Literal

__all__ = ["GENERATIONS", "Drawn", "Generation", "with_emoji"]

Generation = Literal["2025-packed", "2026-04-bare", "2026-09-classless"]
GENERATIONS: tuple[Generation, ...] = (
    "2025-packed",
    "2026-04-bare",
    "2026-09-classless",
)
WORDS = {
    "en": {
        "list": "Chat list",
        "new": "New chat",
        "search": "Search or start a new chat",
        "box": "Search input textbox",
        "unread": "unread messages",
        "you": "You",
        "quoted": "Quoted message",
        "reaction": "reaction {}. View reactions",
        "gone": "This message was deleted",
        "forwarded": "Forwarded",
        "edited": "Edited",
        "more": "Read more",
        "type": "Type a message",
        "attach": "Attach",
        "send": "Send",
        "read": "Read",
        "delivered": "Delivered",
        "open": "Open picture",
        "download": "Download",
        "voice": "Play voice message",
        "details": "Profile details",
        "contact": "click here for contact info",
        "members": "Alice, Bob, You",
    },
    "es": {
        "list": "Lista de chats",
        "new": "Nuevo chat",
        "search": "Buscar un chat o iniciar uno nuevo",
        "box": "Cuadro de texto para ingresar la búsqueda",
        "unread": "mensajes no leídos",
        "you": "Tú",
        "quoted": "Mensaje citado",
        "reaction": "reacción {}. Ver reacciones",
        "gone": "Se eliminó este mensaje",
        "forwarded": "Reenviado",
        "edited": "Editado",
        "more": "Leer más",
        "type": "Escribe un mensaje",
        "attach": "Adjuntar",
        "send": "Enviar",
        "read": "Leído",
        "delivered": "Entregado",
        "open": "Abrir foto",
        "download": "Descargar",
        "voice": "Reproducir mensaje de voz",
        "details": "Detalles del perfil",
        "contact": "haz clic aquí para ver la info. del contacto",
        "members": "Alice, Bob, Tú",
    },
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """One generation of the page, in one language."""

    generation: Generation
    language: str = "en"
    group: bool = False

    @property
    def packed(self) -> bool:
        return self.generation == "2025-packed"

    @property
    def classless(self) -> bool:
        return self.generation == "2026-09-classless"

    def word(self, name: str) -> str:
        return WORDS[self.language][name]

    def raw(self, id: str, *, own: bool, author: str = "4915100000001@c.us") -> str:
        """The `data-id` of a message."""
        if not self.packed:
            return id
        chat = "120363000000000001@g.us" if self.group else "4915100000001@c.us"
        return f"{str(own).lower()}_{chat}_{id}" + (f"_{author}" if self.group else "")

    def testid(self, name: str) -> str:
        return f' data-testid="{name}"' if self.classless else ""


def with_emoji(text: str) -> str:
    """As the page draws a text: emoji are pictures."""
    shown = escape(text)
    for each in "😀👍🏿❤️":
        shown = shown.replace(
            each, f'<img class="emoji" alt="{each}" data-plain-text="{each}">'
        )
    return shown
