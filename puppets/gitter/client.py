"""What we ask of a homeserver: one method an endpoint."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlencode

import msgspec
from nio.client.async_client import AsyncClient

from .._decoding import decoded
from ..errors import NotFound
from . import answers, wire
from .calling import Calling, path
from .files import Files
from .options import GitterOptions

__all__ = ["GitterClient"]

PAGE = 100


class GitterClient:
    """The endpoints of the Client-Server API that the puppet needs."""

    def __init__(self, options: GitterOptions) -> None:
        self._calling = Calling(options)
        self.files: Files = Files(self._calling, options.download_limit)
        self.native: AsyncClient = self._calling.native

    def open(self, address: str) -> None:
        """Ask there from now on."""
        self.native.homeserver = address
        self._calling.open()

    async def close(self) -> None:
        await self._calling.close()

    async def well_known(self) -> bytes:
        """What is said, under the name of a homeserver, of where that is."""
        where = "/.well-known/matrix/client"
        async with self._calling.response("well-known", "GET", where) as response:
            return await response.read()

    async def versions(self) -> tuple[tuple[str, ...], str]:
        """Of the API that it speaks; and when it answered."""
        where = "/_matrix/client/versions"
        async with self._calling.response("versions", "GET", where) as response:
            told = decoded("versions", await response.read(), answers.Versions)
            return told.versions, response.headers.get("Date", "")

    # The account.

    def show(self, token: str) -> None:
        """Show this token from now on."""
        self.native.access_token = token

    async def login(self, user: str, password: str, device: str) -> answers.LoggedIn:
        who: dict[str, object] = {
            "type": "m.login.password",
            "identifier": {"type": "m.id.user", "user": user},
            "password": password,
            "initial_device_display_name": "wechaty-puppets",
        }
        if device:
            who["device_id"] = device
        return await self._calling.post("login", path("login"), answers.LoggedIn, who)

    async def logout(self) -> None:
        await self._calling.post("logout", path("logout"), answers.Nothing)

    async def whoami(self) -> answers.WhoAmI:
        where = path("account", "whoami")
        return await self._calling.get("whoami", where, answers.WhoAmI)

    async def profile(self, user_id: str) -> answers.Profile:
        where = path("profile", user_id)
        return await self._calling.get("profile", where, answers.Profile)

    async def set_profile(self, user_id: str, name: str, value: str) -> None:
        where = path("profile", user_id, name)
        await self._calling.put("profile", where, answers.Nothing, {name: value})

    async def account_data(self, user_id: str, kind: str) -> bytes:
        """What the account keeps under this name; nothing where it keeps nothing."""
        where = path("user", user_id, "account_data", kind)
        try:
            return bytes(await self._calling.get(kind, where, msgspec.Raw))
        except NotFound:
            return bytes(wire.NOTHING)

    async def set_account_data(
        self, user_id: str, kind: str, content: object, *, room_id: str = ""
    ) -> None:
        place = ("rooms", room_id) if room_id else ()
        where = path("user", user_id, *place, "account_data", kind)
        await self._calling.put(kind, where, answers.Nothing, content)

    # What happens.

    async def sync(
        self, since: str | None, wait: float, grace: float, only: str
    ) -> tuple[bytes, str]:
        """The answer as it is, and when it was given; `only` is a filter, as JSON."""
        query = {"timeout": str(round(wait * 1000)), "filter": only}
        if since is not None:
            query["since"] = since
        target = f"{path('sync')}?{urlencode(query)}"
        async with self._calling.response(
            "sync", "GET", target, wait=wait + grace
        ) as response:
            return await response.read(), response.headers.get("Date", "")

    # Rooms.

    async def joined_rooms(self) -> tuple[str, ...]:
        told = await self._calling.get(
            "joined_rooms", path("joined_rooms"), answers.JoinedRooms
        )
        return told.joined_rooms

    async def members(self, room_id: str) -> dict[str, answers.Looks]:
        """Who is in a room, and how they look there."""
        where = path("rooms", room_id, "joined_members")
        return (await self._calling.get("joined_members", where, answers.Joined)).joined

    async def people(self, room_id: str) -> list[str]:
        """Who is in a room, and who is invited: whoever may read what is said there."""
        where = path("rooms", room_id, "members")
        query = {"not_membership": "leave"}
        told = await self._calling.get("members", where, answers.Chunk, query)
        found = []
        for raw in told.chunk:
            event = decoded("members", raw, wire.StateEvent)
            who = decoded("members", event.content, wire.Member)
            if who.membership in {"join", "invite"}:
                found.append(event.state_key)
        return found

    async def state(self, room_id: str) -> tuple[wire.StateEvent, ...]:
        where = path("rooms", room_id, "state")
        return await self._calling.get("state", where, tuple[wire.StateEvent, ...])

    async def state_of(self, room_id: str, kind: str, key: str = "") -> bytes:
        """What this state holds; nothing where there is none."""
        where = path("rooms", room_id, "state", kind, key)
        try:
            return bytes(await self._calling.get(kind, where, msgspec.Raw))
        except NotFound:
            return bytes(wire.NOTHING)

    async def set_state(self, room_id: str, kind: str, content: object) -> None:
        where = path("rooms", room_id, "state", kind, "")
        await self._calling.put(kind, where, answers.Sent, content)

    async def create(self, how: Mapping[str, object]) -> str:
        where = path("createRoom")
        return (
            await self._calling.post("createRoom", where, answers.Created, how)
        ).room_id

    async def join(self, room_id: str, *servers: str) -> None:
        """By way of these servers, where the homeserver does not know the room."""
        # Homeservers of before 2024 know the older name alone.
        query = [(name, each) for each in servers for name in ("via", "server_name")]
        where = f"{path('join', room_id)}?{urlencode(query)}"
        await self._calling.post("join", where, answers.Created)

    async def act(self, room_id: str, verb: str, **body: str) -> None:
        """To `invite`, `kick` or `leave`."""
        where = path("rooms", room_id, verb)
        await self._calling.post(verb, where, answers.Nothing, body)

    async def resolve(self, alias: str) -> str:
        where = path("directory", "room", alias)
        return (await self._calling.get("directory", where, answers.Directory)).room_id

    # What is said.

    async def send(
        self, room_id: str, kind: str, transaction: str, content: object
    ) -> str:
        """Sent again under the same transaction, it is the same event."""
        where = path("rooms", room_id, "send", kind, transaction)
        told = await self._calling.put("send", where, answers.Sent, content, send=True)
        return told.event_id

    async def redact(self, room_id: str, event_id: str, transaction: str) -> None:
        where = path("rooms", room_id, "redact", event_id, transaction)
        await self._calling.put("redact", where, answers.Sent, {}, send=True)

    async def event(self, room_id: str, event_id: str) -> bytes:
        where = path("rooms", room_id, "event", event_id)
        return bytes(await self._calling.get("event", where, msgspec.Raw))

    async def messages(
        self,
        room_id: str,
        *,
        since: str = "",
        until: str = "",
        only: str = "",
        limit: int = PAGE,
    ) -> answers.Chunk:
        """A page of what was said before `since`, newest first, as far as `until`."""
        given = {"from": since, "to": until, "filter": only}
        query = {"dir": "b", "limit": str(limit)}
        query |= {name: value for name, value in given.items() if value}
        where = path("rooms", room_id, "messages")
        return await self._calling.get("messages", where, answers.Chunk, query)

    async def reactions(self, room_id: str, event_id: str) -> list[msgspec.Raw]:
        parts = ("rooms", room_id, "relations", event_id, "m.annotation", "m.reaction")
        where = path(*parts, version="client/v1")
        found: list[msgspec.Raw] = []
        query = {"limit": str(PAGE)}
        while True:
            told = await self._calling.get("relations", where, answers.Chunk, query)
            found += told.chunk
            if not told.next_batch:
                return found
            query["from"] = told.next_batch

    async def set_typing(self, room_id: str, user_id: str, *, seconds: float) -> None:
        where = path("rooms", room_id, "typing", user_id)
        body = {"typing": seconds > 0, "timeout": round(seconds * 1000)}
        await self._calling.put("typing", where, answers.Nothing, body)

    async def mark_read(self, room_id: str, event_id: str) -> None:
        where = path("rooms", room_id, "read_markers")
        body = {"m.fully_read": event_id, "m.read": event_id}
        await self._calling.post("read_markers", where, answers.Nothing, body)

    # Keys and devices.

    async def keys(self, verb: str, asked: bytes) -> bytes:
        """To `upload`, `query` or `claim` keys, as nio's machine words it."""
        where = path("keys", verb)
        body = msgspec.Raw(asked)
        return bytes(await self._calling.post(f"keys/{verb}", where, msgspec.Raw, body))

    async def send_to_device(
        self, kind: str, transaction: str, content: object
    ) -> None:
        where = path("sendToDevice", kind, transaction)
        await self._calling.put("sendToDevice", where, answers.Nothing, content)
