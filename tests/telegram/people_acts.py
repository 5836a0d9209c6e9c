"""What people do on Telegram, act by act."""

from __future__ import annotations

from tests.telegram.day import GIF, PICTURE, Day

__all__ = ["PeopleActs"]


class PeopleActs(Day):
    """Every sort of update comes of one of these."""

    async def people_arrive(self) -> None:
        await self.poll()
        self.alice = self.server.sign_up("Alice", "alice_w", last_name="Wong")
        self.bob = self.server.sign_up("Bob")
        self.server.set_avatar(self.alice, PICTURE)
        self.group = self.server.open_group(
            "tea", [self.alice, self.bob], supergroup=True, admin=True
        )

    async def people_talk(self) -> None:
        server, alice, group = self.server, self.alice, self.group
        first = server.say(
            alice, alice, "/start https://example.org #tea a@example.org +12025550123"
        )
        server.say(alice, alice, "again", reply_to=first["message_id"])
        tag = [
            {"type": "text_mention", "offset": 0, "length": 3, "user": {"id": self.bob}}
        ]
        said = server.say(alice, group, "Bob and @puppet_bot", entities=tag)
        server.edit(alice, group, said["message_id"], "changed")
        server.react(self.bob, group, said["message_id"], "👍")
        server.react(self.bob, group, said["message_id"])
        server.forward(alice, group, alice, first["message_id"])
        server.pin(alice, group, said["message_id"])

    async def people_send_files(self) -> None:
        send, alice = self.server.send_file, self.alice
        send(alice, alice, "photo", PICTURE, caption="look")
        paper = ("document", b"%PDF-1.4", "tea.pdf", "application/pdf")
        send(alice, alice, *paper, "read @alice_w")
        song = ("audio", b"ID3", "song.mp3", "audio/mpeg")
        send(alice, alice, *song, duration=3, title="Song", performer="She")
        send(alice, alice, "voice", b"OggS", None, "audio/ogg", duration=2)
        film = ("video", b"ftyp", "film.mp4", "video/mp4")
        send(alice, alice, *film, duration=5, width=640, height=480)
        send(alice, alice, "video_note", b"ftyp", duration=4, length=384)
        send(alice, alice, "animation", GIF, "fun.gif", "image/gif")
        send(alice, alice, "sticker", b"RIFF\x00\x00\x00\x00WEBP", emoji="🍵")
        pictures = [
            ("photo", PICTURE, None, None),
            ("video", b"ftyp", "a.mp4", "video/mp4"),
        ]
        self.server.send_album(alice, self.group, pictures, "two")

    async def people_send_the_rest(self) -> None:
        server, alice = self.server, self.alice
        server.send_location(alice, alice, 52.5, 13.4)
        server.send_venue(alice, alice, 52.5, 13.4, "Tea house", "Leaf Lane 1")
        server.send_contact(alice, alice, "+12025550123", "Bob", user_id=self.bob)
        server.send_dice(alice, alice, 6)
        server.send_poll(alice, self.group, "Tea?", ["yes", "no"])

    async def people_keep_house(self) -> None:
        server, alice, group = self.server, self.alice, self.group
        carol = server.sign_up("Carol", started=False)
        server.rename(alice, group, "coffee")
        server.describe(alice, group, "no tea")
        server.set_photo(alice, group, PICTURE)
        server.set_photo(alice, group, None)
        server.invite(alice, group, [carol])
        server.promote(alice, group, self.bob)
        server.demote(alice, group, self.bob)
        server.remove(alice, group, carol)
        server.block(self.bob)
        server.unblock(self.bob)
        small = server.open_group("small", [alice, self.bob])
        server.invite(alice, small, [carol])
        server.leave(carol, small)
        server.migrate(alice, small)
        thrown_out = server.open_group("brief", [alice])
        server.remove(alice, thrown_out, server.bot.id)
        server.delete_account(carol)
        await self.poll()
