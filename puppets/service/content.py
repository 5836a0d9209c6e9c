"""What a message holds besides text: links, places and mini programs."""

from __future__ import annotations

from typing import TypeAlias, TypeVar

import msgspec

from .._decoding import decoded
from ..payloads import LocationPayload, MiniProgramPayload, UrlLinkPayload
from . import wire
from .fields import needed
from .wire import pb

__all__ = [
    "location_in",
    "location_out",
    "mini_program_in",
    "mini_program_of",
    "mini_program_out",
    "url_in",
    "url_of",
    "url_out",
    "with_mini_program",
    "with_url",
]

Linking: TypeAlias = pb.MessageUrlResponse | pb.MessageSendUrlRequest
Programmed: TypeAlias = pb.MessageMiniProgramResponse | pb.MessageSendMiniProgramRequest
L = TypeVar("L", pb.MessageUrlResponse, pb.MessageSendUrlRequest)
P = TypeVar("P", pb.MessageMiniProgramResponse, pb.MessageSendMiniProgramRequest)


# Links.


def url_out(link: UrlLinkPayload) -> pb.UrlLinkPayload:
    return pb.UrlLinkPayload(
        url=link.url,
        title=link.title,
        description=link.description,
        thumbnail_url=link.thumbnail_url,
    )


def url_in(said: pb.UrlLinkPayload) -> UrlLinkPayload:
    return UrlLinkPayload(
        url=needed(said.url, "url_link.url"),
        title=said.title,
        description=said.description,
        thumbnail_url=said.thumbnail_url,
    )


def with_url(message: L, link: UrlLinkPayload) -> L:
    """Say it as both generations read it."""
    message.url_link.CopyFrom(url_out(link))
    message.url_link_deprecated = _json(
        wire.UrlLink(
            url=link.url,
            title=link.title,
            description=link.description,
            thumbnail_url=link.thumbnail_url,
        )
    )
    return message


def url_of(message: Linking) -> UrlLinkPayload:
    """What either generation said."""
    if message.HasField("url_link"):
        return url_in(message.url_link)
    said = decoded("link", message.url_link_deprecated.encode(), wire.UrlLink)
    return UrlLinkPayload(
        url=needed(said.url, "url_link_deprecated.url"),
        title=said.title or "",
        description=said.description or "",
        thumbnail_url=said.thumbnail_url or "",
    )


# Mini programs.


def mini_program_out(program: MiniProgramPayload) -> pb.MiniProgramPayload:
    return pb.MiniProgramPayload(
        appid=program.app_id,
        description=program.description,
        page_path=program.page_path,
        icon_url=program.icon_url,
        share_id=program.share_id,
        thumb_url=program.thumb_url,
        title=program.title,
        username=program.username,
        thumb_key=program.thumb_key,
    )


def mini_program_in(said: pb.MiniProgramPayload) -> MiniProgramPayload:
    return MiniProgramPayload(
        app_id=said.appid,
        title=said.title,
        description=said.description,
        page_path=said.page_path,
        icon_url=said.icon_url,
        share_id=said.share_id,
        thumb_url=said.thumb_url,
        thumb_key=said.thumb_key,
        username=said.username,
    )


def with_mini_program(message: P, program: MiniProgramPayload) -> P:
    """Say it as both generations read it."""
    message.mini_program.CopyFrom(mini_program_out(program))
    message.mini_program_deprecated = _json(
        wire.MiniProgram(
            appid=program.app_id,
            title=program.title,
            description=program.description,
            page_path=program.page_path,
            icon_url=program.icon_url,
            share_id=program.share_id,
            thumb_url=program.thumb_url,
            thumb_key=program.thumb_key,
            username=program.username,
        )
    )
    return message


def mini_program_of(message: Programmed) -> MiniProgramPayload:
    """What either generation said."""
    if message.HasField("mini_program"):
        return mini_program_in(message.mini_program)
    json = message.mini_program_deprecated.encode()
    said = decoded("mini program", json, wire.MiniProgram)
    return MiniProgramPayload(
        app_id=said.appid or "",
        title=said.title or "",
        description=said.description or "",
        page_path=said.page_path or "",
        icon_url=said.icon_url or "",
        share_id=said.share_id or "",
        thumb_url=said.thumb_url or "",
        thumb_key=said.thumb_key or "",
        username=said.username or "",
    )


# Places.


def location_out(location: LocationPayload) -> pb.LocationPayload:
    return pb.LocationPayload(
        accuracy=location.accuracy,
        address=location.address,
        latitude=location.latitude,
        longitude=location.longitude,
        name=location.name,
    )


def location_in(said: pb.LocationPayload) -> LocationPayload:
    return LocationPayload(
        latitude=said.latitude,
        longitude=said.longitude,
        # It travels in 32 bits, which tell seven digits.
        accuracy=float(f"{said.accuracy:.7g}"),
        name=said.name,
        address=said.address,
    )


def _json(said: wire.UrlLink | wire.MiniProgram) -> str:
    return msgspec.json.encode(said).decode()
