from pigeon.loft import Loft
from pigeon.puppet import PigeonOptions, PigeonPuppet

from conformance import Conformance, Human, Seen, World


class Neighbour(Human):
    why = "people write one line of text, and nothing else"

    def __init__(self, loft, name):
        self.loft, self.name, self.id = loft, name, loft.move_in(name)

    async def says(self, text, *, room=None):
        return self.loft.write(self.id, self.id, text).id

    async def sees(self, *, room=None):
        return [
            Seen(**note.shown) for note in self.loft.notes if note.window == self.id
        ]


class PigeonWorld(World):
    why = "nothing goes wrong in a loft, and it has one pigeon and no rooms"
    requests = property(lambda self: self.loft.requests)

    def __init__(self):
        self.loft = Loft()

    def puppet(self):
        return PigeonPuppet(PigeonOptions(ring="blue ring", loft=self.loft))

    def stranger(self):
        return PigeonPuppet(PigeonOptions(ring="red ring", loft=self.loft))

    async def human(self, name):
        return Neighbour(self.loft, name)


class TestPigeon(Conformance):
    world_type = PigeonWorld
