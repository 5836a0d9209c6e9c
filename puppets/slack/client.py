"""What we ask of the Web API, each method by its own name."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence

from slack_sdk.web.async_client import AsyncWebClient

from . import answers, wire
from .calling import Calling
from .connection import Connection
from .options import SlackOptions

__all__ = ["DIRECT", "ROOMS", "SlackClient"]

ROOMS = "public_channel,private_channel,mpim"
DIRECT = "im"


class SlackClient:
    """The Web API's methods that a puppet needs."""

    def __init__(self, options: SlackOptions) -> None:
        self._app_token = options.app_token
        self.connection: Connection = Connection(options)
        self.calling: Calling = Calling(self.connection.native)
        self._get = self.calling.get
        self._post = self.calling.post
        self._send = self.calling.send

    @property
    def native(self) -> AsyncWebClient:
        return self.connection.native

    async def open(self) -> answers.Identity:
        """Connect, and say who the bot is."""
        await self.connection.open()
        return await self.auth_test()

    async def close(self) -> None:
        await self.connection.close()

    # The app.

    async def auth_test(self) -> answers.Identity:
        return await self._post("auth.test", answers.Identity)

    async def apps_connections_open(self) -> str:
        """Where the next socket is to be opened; good for once."""
        answer = await self._post(
            "apps.connections.open", answers.Line, token=self._app_token
        )
        return answer.url

    # People.

    async def users_info(self, user: str) -> wire.User:
        return (await self._get("users.info", answers.UserAnswer, user=user)).user

    async def bots_info(self, bot: str) -> answers.Bot:
        return (await self._get("bots.info", answers.BotAnswer, bot=bot)).bot

    async def users_list(self) -> AsyncIterator[wire.User]:
        async for page in self.calling.pages("users.list", answers.Users):
            for user in page.members:
                yield user

    # Conversations.

    async def users_conversations(self, types: str) -> AsyncIterator[answers.Channel]:
        """Those in which the bot is."""
        async for page in self.calling.pages(
            "users.conversations",
            answers.Channels,
            types=types,
            exclude_archived="true",
        ):
            for channel in page.channels:
                yield channel

    async def conversations_info(self, channel: str) -> answers.Channel:
        answer = answers.ChannelAnswer
        return (await self._get("conversations.info", answer, channel=channel)).channel

    async def conversations_members(self, channel: str) -> AsyncIterator[str]:
        async for page in self.calling.pages(
            "conversations.members",
            answers.Members,
            channel=channel,
        ):
            for member in page.members:
                yield member

    async def conversations_open(self, user: str) -> str:
        """The direct conversation with this one."""
        answer = answers.ChannelAnswer
        return (await self._post("conversations.open", answer, users=user)).channel.id

    async def conversations_create(self, name: str) -> str:
        """A room of nobody but the bot, which only those who are brought in see."""
        given = {"name": name, "is_private": True}
        answer = answers.ChannelAnswer
        return (await self._send("conversations.create", answer, **given)).channel.id

    async def conversations_invite(self, channel: str, users: Sequence[str]) -> None:
        given = {"channel": channel, "users": ",".join(users)}
        await self._post("conversations.invite", answers.Anything, **given)

    async def conversations_kick(self, channel: str, user: str) -> None:
        given = {"channel": channel, "user": user}
        await self._post("conversations.kick", answers.Anything, **given)

    async def conversations_leave(self, channel: str) -> None:
        await self._post("conversations.leave", answers.Anything, channel=channel)

    async def conversations_set_topic(self, channel: str, topic: str) -> None:
        given = {"channel": channel, "topic": topic}
        await self._post("conversations.setTopic", answers.Anything, **given)

    async def conversations_set_purpose(self, channel: str, purpose: str) -> None:
        given = {"channel": channel, "purpose": purpose}
        await self._post("conversations.setPurpose", answers.Anything, **given)

    async def conversations_mark(self, channel: str, ts: str) -> None:
        given = {"channel": channel, "ts": ts}
        await self._post("conversations.mark", answers.Anything, **given)

    async def conversations_history(
        self, channel: str, *, latest: str = "", limit: int = 200, cursor: str = ""
    ) -> answers.History:
        """What was said before `latest`, newest first; what is in threads is not told."""
        return await self._get(
            "conversations.history",
            answers.History,
            channel=channel,
            latest=latest,
            limit=limit,
            cursor=cursor,
        )

    async def conversations_replies(
        self, channel: str, ts: str, *, oldest: str = "", cursor: str = ""
    ) -> answers.History:
        """The thread in which this message is, its beginning first."""
        return await self._get(
            "conversations.replies",
            answers.History,
            channel=channel,
            ts=ts,
            oldest=oldest,
            inclusive="true",
            limit=200,
            cursor=cursor,
        )

    # Messages.

    async def chat_post_message(self, channel: str, **content: object) -> answers.Said:
        given = {"channel": channel, **content}
        return await self._send("chat.postMessage", answers.Said, **given)

    async def chat_post_ephemeral(
        self, channel: str, user: str, **content: object
    ) -> None:
        """Show this one something that nobody else sees, and that is not kept."""
        given = {"channel": channel, "user": user, **content}
        await self._post("chat.postEphemeral", answers.Anything, **given)

    async def chat_update(self, channel: str, ts: str, **content: object) -> None:
        given = {"channel": channel, "ts": ts, **content}
        await self._post("chat.update", answers.Anything, **given)

    async def chat_delete(self, channel: str, ts: str) -> None:
        await self._post("chat.delete", answers.Anything, channel=channel, ts=ts)

    async def chat_get_permalink(self, channel: str, ts: str) -> str:
        given = {"channel": channel, "message_ts": ts}
        answer = await self._get("chat.getPermalink", answers.Permalink, **given)
        return answer.permalink

    async def reactions_add(self, channel: str, ts: str, name: str) -> None:
        given = {"channel": channel, "timestamp": ts, "name": name}
        await self._post("reactions.add", answers.Anything, **given)

    async def reactions_remove(self, channel: str, ts: str, name: str) -> None:
        given = {"channel": channel, "timestamp": ts, "name": name}
        await self._post("reactions.remove", answers.Anything, **given)

    # Files.

    async def files_get_upload_url_external(
        self, filename: str, length: int
    ) -> answers.Ticket:
        given = {"filename": filename, "length": length}
        return await self._get("files.getUploadURLExternal", answers.Ticket, **given)

    async def files_complete_upload_external(
        self, file_id: str, title: str, channel: str
    ) -> wire.File:
        """Show the file in a channel; in which message, Slack may only tell later."""
        answer = await self._send(
            "files.completeUploadExternal",
            answers.Uploaded,
            files=[{"id": file_id, "title": title}],
            channel_id=channel,
        )
        return answer.files[0]

    async def files_info(self, file: str) -> wire.File:
        return (await self._get("files.info", answers.FileAnswer, file=file)).file
