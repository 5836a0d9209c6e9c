"""A long day on the stand-in Slack: all that people do, and every method, asked by slack-sdk."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from slack_sdk.errors import SlackApiError
from slack_sdk.models.blocks import ActionsBlock, ButtonElement
from slack_sdk.web.async_client import AsyncWebClient

from puppets_standins.slack import APP_TOKEN, BOT_TOKEN, Pace, SlackServer

from .asking import come

__all__ = ["Played", "play"]

USER_TOKEN = "xoxp-1-2-3-alice"
MORE_SCOPES = {"usergroups:write", "users.profile:write"}


@dataclass
class Played:
    """What was answered and told on that day."""

    answers: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    told: list[dict[str, Any]] = field(default_factory=list)
    pressed: list[dict[str, Any]] = field(default_factory=list)

    @property
    def methods(self) -> set[str]:
        return {method for method, _ in self.answers}


async def play() -> Played:
    """The whole day."""
    played = Played()
    async with SlackServer(Pace(answer=0.2, retries=())) as server:
        server.witness(lambda method, answer: played.answers.append((method, answer)))
        server.app.scopes.update(MORE_SCOPES)
        day = Day(server)
        for act in (
            day.people_arrive,
            day.bot_looks_round,
            day.people_talk,
            day.bot_talks,
            day.people_press,
            day.bot_keeps_house,
            day.bot_sends_files,
            day.people_keep_house,
            day.bot_goes_wrong,
            day.bot_leaves,
        ):
            await act()
        played.told = [dict(each) for each in server.app.outlet.told]
        played.pressed = [dict(each) for each in server.app.outlet.pressed]
    return played


class Day:
    """Alice, Bob and a bot in a channel, a private one, a group and two direct conversations."""

    def __init__(self, server: SlackServer) -> None:
        self.server = server
        self.bot = server.app.user.id
        self.api = self._client(BOT_TOKEN)
        self.alice = self.bob = self.room = self.secret = ""

    def _client(self, token: str) -> AsyncWebClient:
        return AsyncWebClient(token=token, base_url=f"{self.server.url}/api/")

    async def people_arrive(self) -> None:
        server = self.server
        self.alice, self.bob = server.sign_up("Alice"), server.sign_up("Bob")
        people = [self.alice, self.bob, self.bot]
        self.room = server.open_room("tea", people, topic="Tea & cake")
        self.secret = server.open_room("secret", people, private=True)
        server.open_group(people)
        server.portray(self.bob, b"\x89PNG")
        server.add_usergroup("Tea drinkers", "tea-drinkers", [self.alice])

    async def bot_looks_round(self) -> None:
        api, types = self.api, "public_channel,private_channel,im,mpim"
        await api.api_test(foo="bar")
        await api.auth_test()
        await self._client(APP_TOKEN).apps_connections_open(app_token=APP_TOKEN)
        await api.bots_info(bot=self.server.app.bot_id)
        await api.team_info()
        await api.emoji_list()
        await api.users_list(limit=2)
        await api.users_info(user=self.bob)
        await api.users_lookupByEmail(email=self.server.user(self.alice).email)
        await api.users_getPresence(user=self.alice)
        await api.users_profile_get(user=self.bob)
        await api.users_conversations(types=types)
        await api.conversations_open(users=self.alice, return_im=True)
        await api.conversations_list(types=types)
        await api.conversations_info(channel=self.room, include_num_members=True)
        await api.conversations_members(channel=self.room, limit=1)
        await api.usergroups_list(include_users=True, include_count=True)
        group = (await api.usergroups_create(name="Cake eaters"))["usergroup"]["id"]
        await api.usergroups_users_update(usergroup=group, users=[self.alice])
        await api.usergroups_users_list(usergroup=group)

    async def people_talk(self) -> None:
        server, alice, room = self.server, self.alice, self.room
        first = server.say(alice, room, "see https://example.com 😀 & <this>")
        server.say(alice, room, {"type": "user", "user_id": self.bot}, " your turn")
        server.say(alice, alice, "in private")
        server.say(self.bob, room, "an answer", thread=first.ts)
        server.say(self.bob, room, "for all", thread=first.ts, broadcast=True)
        server.say_of_oneself(alice, room, "yawns")
        server.edit(alice, room, first.ts, "edited")
        server.unfurl(room, first.ts, "A page", "https://example.com")
        server.react(self.bob, room, first.ts, "tada")
        server.unreact(self.bob, room, first.ts, "tada")
        server.delete(room, first.ts)
        gone = server.say(alice, room, "gone soon")
        server.delete(room, gone.ts)
        made = server.make_file(alice, "notes.txt", "text/plain", b"tea")
        shared = server.send_file(alice, room, made, "look")
        server.edit(alice, room, shared.ts, "look here")

    async def bot_talks(self) -> None:
        api, room = self.api, self.room
        said = await api.chat_postMessage(channel=room, text="*hello* :tea:")
        answer = {"channel": room, "thread_ts": said["ts"], "reply_broadcast": True}
        await api.chat_postMessage(text="an answer", **answer)
        await api.chat_postMessage(channel=room, text="boo", username="Ghost")
        await api.chat_meMessage(channel=room, text="yawns")
        await api.chat_postEphemeral(channel=room, text="psst", user=self.alice)
        await api.chat_update(channel=room, ts=said["ts"], text="hello again")
        await api.chat_getPermalink(channel=room, message_ts=said["ts"])
        item = {"channel": room, "timestamp": said["ts"]}
        await api.reactions_add(name="thumbsup", **item)
        await api.reactions_get(**item)
        await api.conversations_history(channel=room, limit=5)
        await api.conversations_history(channel=room)
        await api.conversations_replies(channel=room, ts=said["ts"])
        await api.reactions_remove(name="thumbsup", **item)
        await api.chat_delete(channel=room, ts=said["ts"])
        direct = await api.conversations_open(users=self.alice)
        where = direct["channel"]["id"]
        await api.conversations_mark(channel=where, ts=said["ts"])
        await api.conversations_close(channel=where)
        await api.conversations_close(channel=where)

    async def people_press(self) -> None:
        button = ButtonElement(text="tea & cake", value="t", action_id="tea")
        row = ActionsBlock(elements=[button])
        for channel in (self.room, self.secret, self.alice):
            said = await self.api.chat_postMessage(
                channel=channel, text="which?", blocks=[row]
            )
            there = said["channel"]
            self.server.press(self.alice, there, said["ts"], "tea & cake")

    async def bot_keeps_house(self) -> None:
        api = self.api
        made = await api.conversations_create(name="cake")
        cake = made["channel"]["id"]
        await api.conversations_invite(channel=cake, users=[self.alice, self.bob])
        await api.conversations_rename(channel=cake, name="cakes")
        await api.conversations_setTopic(channel=cake, topic="Cake & tea")
        await api.conversations_setPurpose(channel=cake, purpose="to eat")
        await api.conversations_kick(channel=cake, user=self.bob)
        await api.conversations_leave(channel=cake)
        await api.conversations_join(channel=cake)
        await api.conversations_join(channel=cake)
        await api.conversations_archive(channel=cake)

    async def bot_sends_files(self) -> None:
        api = self.api
        sent = await api.files_upload_v2(
            channel=self.room,
            filename="report.pdf",
            content=b"%PDF-1.4",
            title="A report",
            alt_txt="pages",
            initial_comment="see page 2",
        )
        await come(lambda: not self.server.shares)
        await api.files_info(file=sent["file"]["id"])
        await api.files_list()
        await api.files_delete(file=sent["file"]["id"])

    async def people_keep_house(self) -> None:
        server, alice = self.server, self.alice
        for room in (self.room, self.secret):
            server.set_topic(alice, room, "Just tea")
            server.set_purpose(alice, room, "to drink")
            server.rename(alice, room, f"{server.store.channels[room].name}-2")
            server.leave(self.bob, room)
            server.invite(alice, room, self.bob)
            server.archive(alice, room)
            server.archive(alice, room, archived=False)
        server.allow(alice, USER_TOKEN, ["users.profile:write"])
        person = self._client(USER_TOKEN)
        await person.users_profile_set(profile={"title": "Tea & cake"})
        server.deactivate(self.bob)
        self.room = server.move(self.room)

    async def bot_goes_wrong(self) -> None:
        """Refusals have their own keys."""
        for asked in (
            self.api.conversations_invite(channel=self.room, users="U0NOBODY0"),
            self.api.chat_postMessage(channel=self.room, text="x" * 40_001),
            self.api.api_call("chat.postMessage"),
            self._client("xoxb-nobody").auth_test(),
        ):
            try:
                await asked
            except SlackApiError:
                continue
            raise AssertionError("this was to be refused")

    async def bot_leaves(self) -> None:
        for room in (self.room, self.secret):
            self.server.remove(self.alice, room, self.bot)
        self.server.uninstall()
