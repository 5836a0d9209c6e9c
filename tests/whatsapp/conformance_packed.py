"""The contract, on the page as it was in 2025."""

from __future__ import annotations

from puppets_standins.whatsapp.world import WhatsAppWorld

from .conforming import OneBrowser
from .living import needs_browser


class PackedWorld(WhatsAppWorld):
    generation = "2025-packed"
    locale = "en"


@needs_browser
class TestWhatsappPacked(OneBrowser):
    world_type = PackedWorld
