"""Every method of Wechaty's abstract Puppet has its counterpart here."""

from __future__ import annotations

import inspect
from enum import IntEnum

import pytest

from puppets import (
    ContactGender,
    ContactType,
    DirtyType,
    FriendshipScene,
    FriendshipType,
    ImageType,
    MessageType,
    PostType,
    Puppet,
    ScanStatus,
    TapType,
    events,
)
from puppets._operations import operations

# The 65 abstract methods of wechaty-puppet 1.21.3, by area. A get/set overload is two
# operations here; a raw payload and its parser are one read; a provider's class covers
# what was protected.
COUNTERPARTS = {
    # Contacts.
    "contactSelfName": ("contact_self_set_name",),
    "contactSelfQRCode": ("contact_self_qrcode",),
    "contactSelfSignature": ("contact_self_set_signature",),
    "contactAlias(get)": ("contact_alias",),
    "contactAlias(set)": ("contact_set_alias",),
    "contactAvatar(get)": ("contact_avatar",),
    "contactAvatar(set)": ("contact_self_set_avatar",),
    "contactPhone": ("contact_set_phone",),
    "contactCorporationRemark": ("contact_set_corporation_remark",),
    "contactDescription": ("contact_set_description",),
    "contactList": ("contact_list",),
    "contactRawPayload": ("contact_payload",),
    "contactRawPayloadParser": ("contact_payload",),
    # Friendships.
    "friendshipAccept": ("friendship_accept",),
    "friendshipAdd": ("friendship_add",),
    "friendshipSearchPhone": ("friendship_search_phone",),
    "friendshipSearchHandle": ("friendship_search_handle",),
    "friendshipRawPayload": ("friendship_payload",),
    "friendshipRawPayloadParser": ("friendship_payload",),
    # Messages.
    "conversationReadMark": ("conversation_mark_read",),
    "messageContact": ("message_contact",),
    "messageFile": ("message_file",),
    "messageImage": ("message_image",),
    "messageMiniProgram": ("message_mini_program",),
    "messageUrl": ("message_url",),
    "messageLocation": ("message_location",),
    "messageForward": ("message_forward",),
    "messageSendContact": ("message_send_contact",),
    "messageSendFile": ("message_send_file",),
    "messageSendLocation": ("message_send_location",),
    "messageSendMiniProgram": ("message_send_mini_program",),
    "messageSendPost": ("message_send_post",),
    "messageSendText": ("message_send_text",),
    "messageSendUrl": ("message_send_url",),
    "messageRecall": ("message_recall",),
    "messageRawPayload": ("message_payload",),
    "messageRawPayloadParser": ("message_payload",),
    # Misc.
    "ding": ("ding",),
    # Rooms.
    "roomAdd": ("room_add",),
    "roomAvatar": ("room_avatar",),
    "roomCreate": ("room_create",),
    "roomDel": ("room_del",),
    "roomList": ("room_list",),
    "roomQRCode": ("room_qrcode",),
    "roomQuit": ("room_quit",),
    "roomTopic(get)": ("room_topic",),
    "roomTopic(set)": ("room_set_topic",),
    "roomAnnounce(get)": ("room_announce",),
    "roomAnnounce(set)": ("room_set_announce",),
    "roomRawPayload": ("room_payload",),
    "roomRawPayloadParser": ("room_payload",),
    "roomMemberList": ("room_member_list",),
    "roomMemberRawPayload": ("room_member_payload",),
    "roomMemberRawPayloadParser": ("room_member_payload",),
    "roomInvitationAccept": ("room_invitation_accept",),
    "roomInvitationRawPayload": ("room_invitation_payload",),
    "roomInvitationRawPayloadParser": ("room_invitation_payload",),
    # Tags.
    "tagContactAdd": ("tag_contact_add",),
    "tagContactDelete": ("tag_contact_delete",),
    "tagContactList": ("tag_contact_list",),
    "tagContactRemove": ("tag_contact_remove",),
    # Posts and taps.
    "postPublish": ("post_publish",),
    "postSearch": ("post_search",),
    "postRawPayload": ("post_payload",),
    "postRawPayloadParser": ("post_payload",),
    "tap": ("tap",),
    "tapSearch": ("tap_search",),
    # Lifecycle.
    "onStart": ("_open", "_receive"),
    "onStop": ("_close",),
}

BEYOND = {
    "message_edit_text",
    "message_history",
    "message_react",
    "message_send_choices",
    "message_unreact",
    "conversation_set_typing",
}

CONCRETE = {
    "contact_search",
    "contact_validate",
    "friendship_list",
    "message_list",
    "message_search",
    "message_send",
    "room_member_search",
    "room_search",
    "room_validate",
    "self_id",
    "start",
    "stop",
    "reset",
    "logout",
}

ENUMS = {
    MessageType: "0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16",
    ContactGender: "0 1 2",
    ContactType: "0 1 2 3",
    FriendshipType: "0 1 2 3",
    FriendshipScene: "0 1 2 3 12 14 15 17 18 25 29 30",
    ScanStatus: "0 1 2 3 4 5",
    ImageType: "0 1 2 3",
    DirtyType: "0 1 2 3 4 5 6",
    PostType: "0 1 2 3",
    TapType: "0 1",
}

WECHATY_EVENTS = (
    "dirty dong error friendship heartbeat login logout message post ready reset "
    "room-invite room-join room-leave room-topic room-announce scan start stop"
)


def test_there_are_65_of_them() -> None:
    assert len({name.partition("(")[0] for name in COUNTERPARTS}) == 65


@pytest.mark.parametrize("name", COUNTERPARTS)
def test_a_method_of_wechaty_has_its_counterpart(name: str) -> None:
    for counterpart in COUNTERPARTS[name]:
        assert inspect.isfunction(getattr(Puppet, counterpart))


def test_every_operation_is_wechatys_or_said_to_be_beyond_it() -> None:
    theirs = {name for names in COUNTERPARTS.values() for name in names}
    assert set(operations()) <= theirs | BEYOND | CONCRETE
    assert not BEYOND & theirs


@pytest.mark.parametrize("name", sorted(CONCRETE))
def test_what_the_base_class_gives_is_there(name: str) -> None:
    assert hasattr(Puppet, name)


@pytest.mark.parametrize("enum", ENUMS, ids=lambda enum: enum.__name__)
def test_the_numbers_are_wechatys(enum: type[IntEnum]) -> None:
    assert " ".join(str(member.value) for member in enum) == ENUMS[enum]


def test_the_numbers_that_the_wire_confuses_are_the_typescript_ones() -> None:
    assert (MessageType.TEXT, MessageType.IMAGE, MessageType.VIDEO) == (7, 6, 15)


@pytest.mark.parametrize("name", WECHATY_EVENTS.split())
def test_every_event_of_wechaty_has_its_class(name: str) -> None:
    kind = "".join(part.title() for part in name.split("-"))
    assert issubclass(getattr(events, f"{kind}Event"), events.Event)
