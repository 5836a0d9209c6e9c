"""The contract, on the page of April 2026, in Spanish."""

from __future__ import annotations

from puppets_standins.whatsapp.world import WhatsAppWorld

from .conforming import OneBrowser
from .living import needs_browser


class BareWorld(WhatsAppWorld):
    generation = "2026-04-bare"
    locale = "es"


@needs_browser
class TestWhatsappBare(OneBrowser):
    world_type = BareWorld
