"""The contract, on the page of September 2026."""

from __future__ import annotations

from puppets_standins.whatsapp.world import WhatsAppWorld

from .conforming import OneBrowser
from .living import needs_browser


class ClasslessWorld(WhatsAppWorld):
    generation = "2026-09-classless"
    locale = "en"


@needs_browser
class TestWhatsapp(OneBrowser):
    world_type = ClasslessWorld
