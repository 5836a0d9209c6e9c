"""The contract, on the page of September 2026."""

from __future__ import annotations

from conformance import Conformance
from puppets_standins.whatsapp.world import WhatsAppWorld

from .living import needs_browser


class ClasslessWorld(WhatsAppWorld):
    generation = "2026-09-classless"
    locale = "en"


@needs_browser
class TestWhatsAppClassless(Conformance):
    world_type = ClasslessWorld
    sdks = ("playwright",)
