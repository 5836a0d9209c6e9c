"""What a puppet service can be asked, each with what it takes and what it answers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Generic, TypeAlias, TypeVar

from google.protobuf.message import Message

from .wire import pb

SERVICE = "wechaty.Puppet"

Asked = TypeVar("Asked", bound=Message)
Answer = TypeVar("Answer", bound=Message)


@dataclass(frozen=True, slots=True)
class Rpc(Generic[Asked, Answer]):
    """
    One of the 61.

    The table stands here, and not in stubs that grpcio would generate: those demand the
    very version that generated them, or a later one, and have no types.
    """

    name: str
    asked: type[Asked]
    answer: type[Answer]
    asks_many: bool = False
    answers_many: bool = False

    @property
    def path(self) -> str:
        return f"/{SERVICE}/{self.name}"


AnyRpc: TypeAlias = Rpc[Message, Message]


# Files in pieces, as before uploads.
MESSAGE_FILE_STREAM = Rpc(
    "MessageFileStream",
    pb.MessageFileStreamRequest,
    pb.MessageFileStreamResponse,
    answers_many=True,
)
MESSAGE_IMAGE_STREAM = Rpc(
    "MessageImageStream",
    pb.MessageImageStreamRequest,
    pb.MessageImageStreamResponse,
    answers_many=True,
)
MESSAGE_SEND_FILE_STREAM = Rpc(
    "MessageSendFileStream",
    pb.MessageSendFileStreamRequest,
    pb.MessageSendFileStreamResponse,
    asks_many=True,
)

# The puppet.
START = Rpc("Start", pb.StartRequest, pb.StartResponse)
STOP = Rpc("Stop", pb.StopRequest, pb.StopResponse)
LOGOUT = Rpc("Logout", pb.LogoutRequest, pb.LogoutResponse)
DING = Rpc("Ding", pb.DingRequest, pb.DingResponse)
VERSION = Rpc("Version", pb.VersionRequest, pb.VersionResponse)
EVENT = Rpc("Event", pb.EventRequest, pb.EventResponse, answers_many=True)
DIRTY_PAYLOAD = Rpc("DirtyPayload", pb.DirtyPayloadRequest, pb.DirtyPayloadResponse)

# Contacts.
CONTACT_SELF_QR_CODE = Rpc(
    "ContactSelfQRCode", pb.ContactSelfQRCodeRequest, pb.ContactSelfQRCodeResponse
)
CONTACT_SELF_NAME = Rpc(
    "ContactSelfName", pb.ContactSelfNameRequest, pb.ContactSelfNameResponse
)
CONTACT_SELF_SIGNATURE = Rpc(
    "ContactSelfSignature",
    pb.ContactSelfSignatureRequest,
    pb.ContactSelfSignatureResponse,
)
CONTACT_PAYLOAD = Rpc(
    "ContactPayload", pb.ContactPayloadRequest, pb.ContactPayloadResponse
)
CONTACT_ALIAS = Rpc("ContactAlias", pb.ContactAliasRequest, pb.ContactAliasResponse)
CONTACT_AVATAR = Rpc("ContactAvatar", pb.ContactAvatarRequest, pb.ContactAvatarResponse)
CONTACT_PHONE = Rpc("ContactPhone", pb.ContactPhoneRequest, pb.ContactPhoneResponse)
CONTACT_CORPORATION_REMARK = Rpc(
    "ContactCorporationRemark",
    pb.ContactCorporationRemarkRequest,
    pb.ContactCorporationRemarkResponse,
)
CONTACT_DESCRIPTION = Rpc(
    "ContactDescription", pb.ContactDescriptionRequest, pb.ContactDescriptionResponse
)
CONTACT_LIST = Rpc("ContactList", pb.ContactListRequest, pb.ContactListResponse)

# Friendships.
FRIENDSHIP_PAYLOAD = Rpc(
    "FriendshipPayload", pb.FriendshipPayloadRequest, pb.FriendshipPayloadResponse
)
FRIENDSHIP_SEARCH_PHONE = Rpc(
    "FriendshipSearchPhone",
    pb.FriendshipSearchPhoneRequest,
    pb.FriendshipSearchPhoneResponse,
)
FRIENDSHIP_SEARCH_WEIXIN = Rpc(
    "FriendshipSearchWeixin",
    pb.FriendshipSearchHandleRequest,
    pb.FriendshipSearchHandleResponse,
)
FRIENDSHIP_SEARCH_HANDLE = Rpc(
    "FriendshipSearchHandle",
    pb.FriendshipSearchHandleRequest,
    pb.FriendshipSearchHandleResponse,
)
FRIENDSHIP_ADD = Rpc("FriendshipAdd", pb.FriendshipAddRequest, pb.FriendshipAddResponse)
FRIENDSHIP_ACCEPT = Rpc(
    "FriendshipAccept", pb.FriendshipAcceptRequest, pb.FriendshipAcceptResponse
)

# Messages.
MESSAGE_FILE = Rpc("MessageFile", pb.MessageFileRequest, pb.MessageFileResponse)
MESSAGE_IMAGE = Rpc("MessageImage", pb.MessageImageRequest, pb.MessageImageResponse)
MESSAGE_SEND_FILE = Rpc(
    "MessageSendFile", pb.MessageSendFileRequest, pb.MessageSendFileResponse
)
MESSAGE_PAYLOAD = Rpc(
    "MessagePayload", pb.MessagePayloadRequest, pb.MessagePayloadResponse
)
MESSAGE_CONTACT = Rpc(
    "MessageContact", pb.MessageContactRequest, pb.MessageContactResponse
)
MESSAGE_MINI_PROGRAM = Rpc(
    "MessageMiniProgram", pb.MessageMiniProgramRequest, pb.MessageMiniProgramResponse
)
MESSAGE_URL = Rpc("MessageUrl", pb.MessageUrlRequest, pb.MessageUrlResponse)
MESSAGE_RECALL = Rpc("MessageRecall", pb.MessageRecallRequest, pb.MessageRecallResponse)
MESSAGE_FORWARD = Rpc(
    "MessageForward", pb.MessageForwardRequest, pb.MessageForwardResponse
)
MESSAGE_LOCATION = Rpc(
    "MessageLocation", pb.MessageLocationRequest, pb.MessageLocationResponse
)
MESSAGE_SEND_CONTACT = Rpc(
    "MessageSendContact", pb.MessageSendContactRequest, pb.MessageSendContactResponse
)
MESSAGE_SEND_TEXT = Rpc(
    "MessageSendText", pb.MessageSendTextRequest, pb.MessageSendTextResponse
)
MESSAGE_SEND_MINI_PROGRAM = Rpc(
    "MessageSendMiniProgram",
    pb.MessageSendMiniProgramRequest,
    pb.MessageSendMiniProgramResponse,
)
MESSAGE_SEND_URL = Rpc(
    "MessageSendUrl", pb.MessageSendUrlRequest, pb.MessageSendUrlResponse
)
MESSAGE_SEND_LOCATION = Rpc(
    "MessageSendLocation", pb.MessageSendLocationRequest, pb.MessageSendLocationResponse
)

# Rooms.
ROOM_PAYLOAD = Rpc("RoomPayload", pb.RoomPayloadRequest, pb.RoomPayloadResponse)
ROOM_LIST = Rpc("RoomList", pb.RoomListRequest, pb.RoomListResponse)
ROOM_ADD = Rpc("RoomAdd", pb.RoomAddRequest, pb.RoomAddResponse)
ROOM_AVATAR = Rpc("RoomAvatar", pb.RoomAvatarRequest, pb.RoomAvatarResponse)
ROOM_CREATE = Rpc("RoomCreate", pb.RoomCreateRequest, pb.RoomCreateResponse)
ROOM_DEL = Rpc("RoomDel", pb.RoomDelRequest, pb.RoomDelResponse)
ROOM_QUIT = Rpc("RoomQuit", pb.RoomQuitRequest, pb.RoomQuitResponse)
ROOM_TOPIC = Rpc("RoomTopic", pb.RoomTopicRequest, pb.RoomTopicResponse)
ROOM_QR_CODE = Rpc("RoomQRCode", pb.RoomQRCodeRequest, pb.RoomQRCodeResponse)
ROOM_ANNOUNCE = Rpc("RoomAnnounce", pb.RoomAnnounceRequest, pb.RoomAnnounceResponse)
ROOM_MEMBER_PAYLOAD = Rpc(
    "RoomMemberPayload", pb.RoomMemberPayloadRequest, pb.RoomMemberPayloadResponse
)
ROOM_MEMBER_LIST = Rpc(
    "RoomMemberList", pb.RoomMemberListRequest, pb.RoomMemberListResponse
)
ROOM_INVITATION_PAYLOAD = Rpc(
    "RoomInvitationPayload",
    pb.RoomInvitationPayloadRequest,
    pb.RoomInvitationPayloadResponse,
)
ROOM_INVITATION_ACCEPT = Rpc(
    "RoomInvitationAccept",
    pb.RoomInvitationAcceptRequest,
    pb.RoomInvitationAcceptResponse,
)

# Tags.
TAG_CONTACT_ADD = Rpc(
    "TagContactAdd", pb.TagContactAddRequest, pb.TagContactAddResponse
)
TAG_CONTACT_REMOVE = Rpc(
    "TagContactRemove", pb.TagContactRemoveRequest, pb.TagContactRemoveResponse
)
TAG_CONTACT_DELETE = Rpc(
    "TagContactDelete", pb.TagContactDeleteRequest, pb.TagContactDeleteResponse
)
TAG_CONTACT_LIST = Rpc(
    "TagContactList", pb.TagContactListRequest, pb.TagContactListResponse
)

# Files.
DOWNLOAD = Rpc("Download", pb.DownloadRequest, pb.DownloadResponse, answers_many=True)
UPLOAD = Rpc("Upload", pb.UploadRequest, pb.UploadResponse, asks_many=True)

RPCS: Mapping[str, AnyRpc] = {
    rpc.name: rpc for rpc in list(globals().values()) if isinstance(rpc, Rpc)
}
"""All of them, by name."""
