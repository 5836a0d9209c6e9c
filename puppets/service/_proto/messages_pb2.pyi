import datetime

from google.protobuf import timestamp_pb2 as _timestamp_pb2
from google.protobuf import wrappers_pb2 as _wrappers_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf.internal import enum_type_wrapper as _enum_type_wrapper
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class ImageType(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    IMAGE_TYPE_UNSPECIFIED: _ClassVar[ImageType]
    IMAGE_TYPE_THUMBNAIL: _ClassVar[ImageType]
    IMAGE_TYPE_HD: _ClassVar[ImageType]
    IMAGE_TYPE_ARTWORK: _ClassVar[ImageType]

class PayloadType(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    PAYLOAD_TYPE_UNSPECIFIED: _ClassVar[PayloadType]
    PAYLOAD_TYPE_MESSAGE: _ClassVar[PayloadType]
    PAYLOAD_TYPE_CONTACT: _ClassVar[PayloadType]
    PAYLOAD_TYPE_ROOM: _ClassVar[PayloadType]
    PAYLOAD_TYPE_ROOM_MEMBER: _ClassVar[PayloadType]
    PAYLOAD_TYPE_FRIENDSHIP: _ClassVar[PayloadType]

class ContactGender(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    CONTACT_GENDER_UNSPECIFIED: _ClassVar[ContactGender]
    CONTACT_GENDER_MALE: _ClassVar[ContactGender]
    CONTACT_GENDER_FEMALE: _ClassVar[ContactGender]

class ContactType(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    CONTACT_TYPE_UNSPECIFIED: _ClassVar[ContactType]
    CONTACT_TYPE_PERSONAL: _ClassVar[ContactType]
    CONTACT_TYPE_OFFICIAL: _ClassVar[ContactType]
    CONTACT_TYPE_CORPORATION: _ClassVar[ContactType]

class EventType(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    EVENT_TYPE_UNSPECIFIED: _ClassVar[EventType]
    EVENT_TYPE_HEARTBEAT: _ClassVar[EventType]
    EVENT_TYPE_MESSAGE: _ClassVar[EventType]
    EVENT_TYPE_DONG: _ClassVar[EventType]
    EVENT_TYPE_POST: _ClassVar[EventType]
    EVENT_TYPE_ERROR: _ClassVar[EventType]
    EVENT_TYPE_FRIENDSHIP: _ClassVar[EventType]
    EVENT_TYPE_ROOM_INVITE: _ClassVar[EventType]
    EVENT_TYPE_ROOM_JOIN: _ClassVar[EventType]
    EVENT_TYPE_ROOM_LEAVE: _ClassVar[EventType]
    EVENT_TYPE_ROOM_TOPIC: _ClassVar[EventType]
    EVENT_TYPE_SCAN: _ClassVar[EventType]
    EVENT_TYPE_READY: _ClassVar[EventType]
    EVENT_TYPE_RESET: _ClassVar[EventType]
    EVENT_TYPE_LOGIN: _ClassVar[EventType]
    EVENT_TYPE_LOGOUT: _ClassVar[EventType]
    EVENT_TYPE_DIRTY: _ClassVar[EventType]

class FriendshipType(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    FRIENDSHIP_TYPE_UNSPECIFIED: _ClassVar[FriendshipType]
    FRIENDSHIP_TYPE_CONFIRM: _ClassVar[FriendshipType]
    FRIENDSHIP_TYPE_RECEIVE: _ClassVar[FriendshipType]
    FRIENDSHIP_TYPE_VERIFY: _ClassVar[FriendshipType]

class FriendshipSceneType(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    FRIENDSHIP_SCENE_TYPE_UNSPECIFIED: _ClassVar[FriendshipSceneType]
    FRIENDSHIP_SCENE_TYPE_QQ: _ClassVar[FriendshipSceneType]
    FRIENDSHIP_SCENE_TYPE_EMAIL: _ClassVar[FriendshipSceneType]
    FRIENDSHIP_SCENE_TYPE_WEIXIN: _ClassVar[FriendshipSceneType]
    FRIENDSHIP_SCENE_TYPE_QQTBD: _ClassVar[FriendshipSceneType]
    FRIENDSHIP_SCENE_TYPE_ROOM: _ClassVar[FriendshipSceneType]
    FRIENDSHIP_SCENE_TYPE_PHONE: _ClassVar[FriendshipSceneType]
    FRIENDSHIP_SCENE_TYPE_CARD: _ClassVar[FriendshipSceneType]
    FRIENDSHIP_SCENE_TYPE_LOCATION: _ClassVar[FriendshipSceneType]
    FRIENDSHIP_SCENE_TYPE_BOTTLE: _ClassVar[FriendshipSceneType]
    FRIENDSHIP_SCENE_TYPE_SHAKING: _ClassVar[FriendshipSceneType]
    FRIENDSHIP_SCENE_TYPE_QRCODE: _ClassVar[FriendshipSceneType]

class MessageType(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    MESSAGE_TYPE_UNSPECIFIED: _ClassVar[MessageType]
    MESSAGE_TYPE_ATTACHMENT: _ClassVar[MessageType]
    MESSAGE_TYPE_AUDIO: _ClassVar[MessageType]
    MESSAGE_TYPE_CONTACT: _ClassVar[MessageType]
    MESSAGE_TYPE_EMOTICON: _ClassVar[MessageType]
    MESSAGE_TYPE_IMAGE: _ClassVar[MessageType]
    MESSAGE_TYPE_TEXT: _ClassVar[MessageType]
    MESSAGE_TYPE_VIDEO: _ClassVar[MessageType]
    MESSAGE_TYPE_CHAT_HISTORY: _ClassVar[MessageType]
    MESSAGE_TYPE_LOCATION: _ClassVar[MessageType]
    MESSAGE_TYPE_MINI_PROGRAM: _ClassVar[MessageType]
    MESSAGE_TYPE_TRANSFER: _ClassVar[MessageType]
    MESSAGE_TYPE_RED_ENVELOPE: _ClassVar[MessageType]
    MESSAGE_TYPE_RECALLED: _ClassVar[MessageType]
    MESSAGE_TYPE_URL: _ClassVar[MessageType]
IMAGE_TYPE_UNSPECIFIED: ImageType
IMAGE_TYPE_THUMBNAIL: ImageType
IMAGE_TYPE_HD: ImageType
IMAGE_TYPE_ARTWORK: ImageType
PAYLOAD_TYPE_UNSPECIFIED: PayloadType
PAYLOAD_TYPE_MESSAGE: PayloadType
PAYLOAD_TYPE_CONTACT: PayloadType
PAYLOAD_TYPE_ROOM: PayloadType
PAYLOAD_TYPE_ROOM_MEMBER: PayloadType
PAYLOAD_TYPE_FRIENDSHIP: PayloadType
CONTACT_GENDER_UNSPECIFIED: ContactGender
CONTACT_GENDER_MALE: ContactGender
CONTACT_GENDER_FEMALE: ContactGender
CONTACT_TYPE_UNSPECIFIED: ContactType
CONTACT_TYPE_PERSONAL: ContactType
CONTACT_TYPE_OFFICIAL: ContactType
CONTACT_TYPE_CORPORATION: ContactType
EVENT_TYPE_UNSPECIFIED: EventType
EVENT_TYPE_HEARTBEAT: EventType
EVENT_TYPE_MESSAGE: EventType
EVENT_TYPE_DONG: EventType
EVENT_TYPE_POST: EventType
EVENT_TYPE_ERROR: EventType
EVENT_TYPE_FRIENDSHIP: EventType
EVENT_TYPE_ROOM_INVITE: EventType
EVENT_TYPE_ROOM_JOIN: EventType
EVENT_TYPE_ROOM_LEAVE: EventType
EVENT_TYPE_ROOM_TOPIC: EventType
EVENT_TYPE_SCAN: EventType
EVENT_TYPE_READY: EventType
EVENT_TYPE_RESET: EventType
EVENT_TYPE_LOGIN: EventType
EVENT_TYPE_LOGOUT: EventType
EVENT_TYPE_DIRTY: EventType
FRIENDSHIP_TYPE_UNSPECIFIED: FriendshipType
FRIENDSHIP_TYPE_CONFIRM: FriendshipType
FRIENDSHIP_TYPE_RECEIVE: FriendshipType
FRIENDSHIP_TYPE_VERIFY: FriendshipType
FRIENDSHIP_SCENE_TYPE_UNSPECIFIED: FriendshipSceneType
FRIENDSHIP_SCENE_TYPE_QQ: FriendshipSceneType
FRIENDSHIP_SCENE_TYPE_EMAIL: FriendshipSceneType
FRIENDSHIP_SCENE_TYPE_WEIXIN: FriendshipSceneType
FRIENDSHIP_SCENE_TYPE_QQTBD: FriendshipSceneType
FRIENDSHIP_SCENE_TYPE_ROOM: FriendshipSceneType
FRIENDSHIP_SCENE_TYPE_PHONE: FriendshipSceneType
FRIENDSHIP_SCENE_TYPE_CARD: FriendshipSceneType
FRIENDSHIP_SCENE_TYPE_LOCATION: FriendshipSceneType
FRIENDSHIP_SCENE_TYPE_BOTTLE: FriendshipSceneType
FRIENDSHIP_SCENE_TYPE_SHAKING: FriendshipSceneType
FRIENDSHIP_SCENE_TYPE_QRCODE: FriendshipSceneType
MESSAGE_TYPE_UNSPECIFIED: MessageType
MESSAGE_TYPE_ATTACHMENT: MessageType
MESSAGE_TYPE_AUDIO: MessageType
MESSAGE_TYPE_CONTACT: MessageType
MESSAGE_TYPE_EMOTICON: MessageType
MESSAGE_TYPE_IMAGE: MessageType
MESSAGE_TYPE_TEXT: MessageType
MESSAGE_TYPE_VIDEO: MessageType
MESSAGE_TYPE_CHAT_HISTORY: MessageType
MESSAGE_TYPE_LOCATION: MessageType
MESSAGE_TYPE_MINI_PROGRAM: MessageType
MESSAGE_TYPE_TRANSFER: MessageType
MESSAGE_TYPE_RED_ENVELOPE: MessageType
MESSAGE_TYPE_RECALLED: MessageType
MESSAGE_TYPE_URL: MessageType

class FileBoxChunk(_message.Message):
    __slots__ = ("data", "name")
    DATA_FIELD_NUMBER: _ClassVar[int]
    NAME_FIELD_NUMBER: _ClassVar[int]
    data: bytes
    name: str
    def __init__(self, data: _Optional[bytes] = ..., name: _Optional[str] = ...) -> None: ...

class MessageImageStreamRequest(_message.Message):
    __slots__ = ("id", "type")
    ID_FIELD_NUMBER: _ClassVar[int]
    TYPE_FIELD_NUMBER: _ClassVar[int]
    id: str
    type: ImageType
    def __init__(self, id: _Optional[str] = ..., type: _Optional[_Union[ImageType, int, str]] = ...) -> None: ...

class MessageImageStreamResponse(_message.Message):
    __slots__ = ("file_box_chunk",)
    FILE_BOX_CHUNK_FIELD_NUMBER: _ClassVar[int]
    file_box_chunk: FileBoxChunk
    def __init__(self, file_box_chunk: _Optional[_Union[FileBoxChunk, _Mapping[str, object]]] = ...) -> None: ...

class MessageFileStreamRequest(_message.Message):
    __slots__ = ("id",)
    ID_FIELD_NUMBER: _ClassVar[int]
    id: str
    def __init__(self, id: _Optional[str] = ...) -> None: ...

class MessageFileStreamResponse(_message.Message):
    __slots__ = ("file_box_chunk",)
    FILE_BOX_CHUNK_FIELD_NUMBER: _ClassVar[int]
    file_box_chunk: FileBoxChunk
    def __init__(self, file_box_chunk: _Optional[_Union[FileBoxChunk, _Mapping[str, object]]] = ...) -> None: ...

class MessageSendFileStreamRequest(_message.Message):
    __slots__ = ("conversation_id", "file_box_chunk")
    CONVERSATION_ID_FIELD_NUMBER: _ClassVar[int]
    FILE_BOX_CHUNK_FIELD_NUMBER: _ClassVar[int]
    conversation_id: str
    file_box_chunk: FileBoxChunk
    def __init__(self, conversation_id: _Optional[str] = ..., file_box_chunk: _Optional[_Union[FileBoxChunk, _Mapping[str, object]]] = ...) -> None: ...

class MessageSendFileStreamResponse(_message.Message):
    __slots__ = ("id_string_value_deprecated", "id")
    ID_STRING_VALUE_DEPRECATED_FIELD_NUMBER: _ClassVar[int]
    ID_FIELD_NUMBER: _ClassVar[int]
    id_string_value_deprecated: _wrappers_pb2.StringValue
    id: str
    def __init__(self, id_string_value_deprecated: _Optional[_Union[_wrappers_pb2.StringValue, _Mapping[str, object]]] = ..., id: _Optional[str] = ...) -> None: ...

class StartRequest(_message.Message):
    __slots__ = ()
    def __init__(self) -> None: ...

class StartResponse(_message.Message):
    __slots__ = ()
    def __init__(self) -> None: ...

class StopRequest(_message.Message):
    __slots__ = ()
    def __init__(self) -> None: ...

class StopResponse(_message.Message):
    __slots__ = ()
    def __init__(self) -> None: ...

class VersionRequest(_message.Message):
    __slots__ = ()
    def __init__(self) -> None: ...

class VersionResponse(_message.Message):
    __slots__ = ("version",)
    VERSION_FIELD_NUMBER: _ClassVar[int]
    version: str
    def __init__(self, version: _Optional[str] = ...) -> None: ...

class LogoutRequest(_message.Message):
    __slots__ = ()
    def __init__(self) -> None: ...

class LogoutResponse(_message.Message):
    __slots__ = ()
    def __init__(self) -> None: ...

class DingRequest(_message.Message):
    __slots__ = ("data",)
    DATA_FIELD_NUMBER: _ClassVar[int]
    data: str
    def __init__(self, data: _Optional[str] = ...) -> None: ...

class DingResponse(_message.Message):
    __slots__ = ()
    def __init__(self) -> None: ...

class DirtyPayloadRequest(_message.Message):
    __slots__ = ("type", "id")
    TYPE_FIELD_NUMBER: _ClassVar[int]
    ID_FIELD_NUMBER: _ClassVar[int]
    type: PayloadType
    id: str
    def __init__(self, type: _Optional[_Union[PayloadType, int, str]] = ..., id: _Optional[str] = ...) -> None: ...

class DirtyPayloadResponse(_message.Message):
    __slots__ = ()
    def __init__(self) -> None: ...

class ContactListRequest(_message.Message):
    __slots__ = ()
    def __init__(self) -> None: ...

class ContactListResponse(_message.Message):
    __slots__ = ("ids",)
    IDS_FIELD_NUMBER: _ClassVar[int]
    ids: _containers.RepeatedScalarFieldContainer[str]
    def __init__(self, ids: _Optional[_Iterable[str]] = ...) -> None: ...

class ContactPayloadRequest(_message.Message):
    __slots__ = ("id",)
    ID_FIELD_NUMBER: _ClassVar[int]
    id: str
    def __init__(self, id: _Optional[str] = ...) -> None: ...

class ContactPayloadResponse(_message.Message):
    __slots__ = ("id", "gender", "type", "name", "avatar", "address", "alias", "city", "friend", "province", "signature", "star", "weixin", "corporation", "title", "description", "coworker", "phones")
    ID_FIELD_NUMBER: _ClassVar[int]
    GENDER_FIELD_NUMBER: _ClassVar[int]
    TYPE_FIELD_NUMBER: _ClassVar[int]
    NAME_FIELD_NUMBER: _ClassVar[int]
    AVATAR_FIELD_NUMBER: _ClassVar[int]
    ADDRESS_FIELD_NUMBER: _ClassVar[int]
    ALIAS_FIELD_NUMBER: _ClassVar[int]
    CITY_FIELD_NUMBER: _ClassVar[int]
    FRIEND_FIELD_NUMBER: _ClassVar[int]
    PROVINCE_FIELD_NUMBER: _ClassVar[int]
    SIGNATURE_FIELD_NUMBER: _ClassVar[int]
    STAR_FIELD_NUMBER: _ClassVar[int]
    WEIXIN_FIELD_NUMBER: _ClassVar[int]
    CORPORATION_FIELD_NUMBER: _ClassVar[int]
    TITLE_FIELD_NUMBER: _ClassVar[int]
    DESCRIPTION_FIELD_NUMBER: _ClassVar[int]
    COWORKER_FIELD_NUMBER: _ClassVar[int]
    PHONES_FIELD_NUMBER: _ClassVar[int]
    id: str
    gender: ContactGender
    type: ContactType
    name: str
    avatar: str
    address: str
    alias: str
    city: str
    friend: bool
    province: str
    signature: str
    star: bool
    weixin: str
    corporation: str
    title: str
    description: str
    coworker: bool
    phones: _containers.RepeatedScalarFieldContainer[str]
    def __init__(self, id: _Optional[str] = ..., gender: _Optional[_Union[ContactGender, int, str]] = ..., type: _Optional[_Union[ContactType, int, str]] = ..., name: _Optional[str] = ..., avatar: _Optional[str] = ..., address: _Optional[str] = ..., alias: _Optional[str] = ..., city: _Optional[str] = ..., friend: _Optional[bool] = ..., province: _Optional[str] = ..., signature: _Optional[str] = ..., star: _Optional[bool] = ..., weixin: _Optional[str] = ..., corporation: _Optional[str] = ..., title: _Optional[str] = ..., description: _Optional[str] = ..., coworker: _Optional[bool] = ..., phones: _Optional[_Iterable[str]] = ...) -> None: ...

class ContactSelfQRCodeRequest(_message.Message):
    __slots__ = ()
    def __init__(self) -> None: ...

class ContactSelfQRCodeResponse(_message.Message):
    __slots__ = ("qrcode",)
    QRCODE_FIELD_NUMBER: _ClassVar[int]
    qrcode: str
    def __init__(self, qrcode: _Optional[str] = ...) -> None: ...

class ContactSelfNameRequest(_message.Message):
    __slots__ = ("name",)
    NAME_FIELD_NUMBER: _ClassVar[int]
    name: str
    def __init__(self, name: _Optional[str] = ...) -> None: ...

class ContactSelfNameResponse(_message.Message):
    __slots__ = ()
    def __init__(self) -> None: ...

class ContactSelfSignatureRequest(_message.Message):
    __slots__ = ("signature",)
    SIGNATURE_FIELD_NUMBER: _ClassVar[int]
    signature: str
    def __init__(self, signature: _Optional[str] = ...) -> None: ...

class ContactSelfSignatureResponse(_message.Message):
    __slots__ = ()
    def __init__(self) -> None: ...

class ContactAliasRequest(_message.Message):
    __slots__ = ("id", "alias_string_value_deprecated", "alias")
    ID_FIELD_NUMBER: _ClassVar[int]
    ALIAS_STRING_VALUE_DEPRECATED_FIELD_NUMBER: _ClassVar[int]
    ALIAS_FIELD_NUMBER: _ClassVar[int]
    id: str
    alias_string_value_deprecated: _wrappers_pb2.StringValue
    alias: str
    def __init__(self, id: _Optional[str] = ..., alias_string_value_deprecated: _Optional[_Union[_wrappers_pb2.StringValue, _Mapping[str, object]]] = ..., alias: _Optional[str] = ...) -> None: ...

class ContactAliasResponse(_message.Message):
    __slots__ = ("alias_string_value_deprecated", "alias")
    ALIAS_STRING_VALUE_DEPRECATED_FIELD_NUMBER: _ClassVar[int]
    ALIAS_FIELD_NUMBER: _ClassVar[int]
    alias_string_value_deprecated: _wrappers_pb2.StringValue
    alias: str
    def __init__(self, alias_string_value_deprecated: _Optional[_Union[_wrappers_pb2.StringValue, _Mapping[str, object]]] = ..., alias: _Optional[str] = ...) -> None: ...

class ContactAvatarRequest(_message.Message):
    __slots__ = ("id", "filebox_string_value_deprecated", "file_box")
    ID_FIELD_NUMBER: _ClassVar[int]
    FILEBOX_STRING_VALUE_DEPRECATED_FIELD_NUMBER: _ClassVar[int]
    FILE_BOX_FIELD_NUMBER: _ClassVar[int]
    id: str
    filebox_string_value_deprecated: _wrappers_pb2.StringValue
    file_box: str
    def __init__(self, id: _Optional[str] = ..., filebox_string_value_deprecated: _Optional[_Union[_wrappers_pb2.StringValue, _Mapping[str, object]]] = ..., file_box: _Optional[str] = ...) -> None: ...

class ContactAvatarResponse(_message.Message):
    __slots__ = ("filebox_string_value_deprecated", "file_box")
    FILEBOX_STRING_VALUE_DEPRECATED_FIELD_NUMBER: _ClassVar[int]
    FILE_BOX_FIELD_NUMBER: _ClassVar[int]
    filebox_string_value_deprecated: _wrappers_pb2.StringValue
    file_box: str
    def __init__(self, filebox_string_value_deprecated: _Optional[_Union[_wrappers_pb2.StringValue, _Mapping[str, object]]] = ..., file_box: _Optional[str] = ...) -> None: ...

class ContactPhoneRequest(_message.Message):
    __slots__ = ("contact_id", "phones")
    CONTACT_ID_FIELD_NUMBER: _ClassVar[int]
    PHONES_FIELD_NUMBER: _ClassVar[int]
    contact_id: str
    phones: _containers.RepeatedScalarFieldContainer[str]
    def __init__(self, contact_id: _Optional[str] = ..., phones: _Optional[_Iterable[str]] = ...) -> None: ...

class ContactPhoneResponse(_message.Message):
    __slots__ = ("phones",)
    PHONES_FIELD_NUMBER: _ClassVar[int]
    phones: _containers.RepeatedScalarFieldContainer[str]
    def __init__(self, phones: _Optional[_Iterable[str]] = ...) -> None: ...

class ContactCorporationRemarkRequest(_message.Message):
    __slots__ = ("contact_id", "corporation_remark_string_value_deprecated", "corporation_remark")
    CONTACT_ID_FIELD_NUMBER: _ClassVar[int]
    CORPORATION_REMARK_STRING_VALUE_DEPRECATED_FIELD_NUMBER: _ClassVar[int]
    CORPORATION_REMARK_FIELD_NUMBER: _ClassVar[int]
    contact_id: str
    corporation_remark_string_value_deprecated: _wrappers_pb2.StringValue
    corporation_remark: str
    def __init__(self, contact_id: _Optional[str] = ..., corporation_remark_string_value_deprecated: _Optional[_Union[_wrappers_pb2.StringValue, _Mapping[str, object]]] = ..., corporation_remark: _Optional[str] = ...) -> None: ...

class ContactCorporationRemarkResponse(_message.Message):
    __slots__ = ()
    def __init__(self) -> None: ...

class ContactDescriptionRequest(_message.Message):
    __slots__ = ("contact_id", "description_string_value_deprecated", "description")
    CONTACT_ID_FIELD_NUMBER: _ClassVar[int]
    DESCRIPTION_STRING_VALUE_DEPRECATED_FIELD_NUMBER: _ClassVar[int]
    DESCRIPTION_FIELD_NUMBER: _ClassVar[int]
    contact_id: str
    description_string_value_deprecated: _wrappers_pb2.StringValue
    description: str
    def __init__(self, contact_id: _Optional[str] = ..., description_string_value_deprecated: _Optional[_Union[_wrappers_pb2.StringValue, _Mapping[str, object]]] = ..., description: _Optional[str] = ...) -> None: ...

class ContactDescriptionResponse(_message.Message):
    __slots__ = ()
    def __init__(self) -> None: ...

class UploadRequest(_message.Message):
    __slots__ = ("chunk",)
    CHUNK_FIELD_NUMBER: _ClassVar[int]
    chunk: bytes
    def __init__(self, chunk: _Optional[bytes] = ...) -> None: ...

class UploadResponse(_message.Message):
    __slots__ = ("id",)
    ID_FIELD_NUMBER: _ClassVar[int]
    id: str
    def __init__(self, id: _Optional[str] = ...) -> None: ...

class DownloadRequest(_message.Message):
    __slots__ = ("id",)
    ID_FIELD_NUMBER: _ClassVar[int]
    id: str
    def __init__(self, id: _Optional[str] = ...) -> None: ...

class DownloadResponse(_message.Message):
    __slots__ = ("chunk",)
    CHUNK_FIELD_NUMBER: _ClassVar[int]
    chunk: bytes
    def __init__(self, chunk: _Optional[bytes] = ...) -> None: ...

class EventRequest(_message.Message):
    __slots__ = ()
    def __init__(self) -> None: ...

class EventResponse(_message.Message):
    __slots__ = ("type", "payload", "sequence", "epoch")
    TYPE_FIELD_NUMBER: _ClassVar[int]
    PAYLOAD_FIELD_NUMBER: _ClassVar[int]
    SEQUENCE_FIELD_NUMBER: _ClassVar[int]
    EPOCH_FIELD_NUMBER: _ClassVar[int]
    type: EventType
    payload: str
    sequence: int
    epoch: str
    def __init__(self, type: _Optional[_Union[EventType, int, str]] = ..., payload: _Optional[str] = ..., sequence: _Optional[int] = ..., epoch: _Optional[str] = ...) -> None: ...

class Referrer(_message.Message):
    __slots__ = ("contact_id", "room_id")
    CONTACT_ID_FIELD_NUMBER: _ClassVar[int]
    ROOM_ID_FIELD_NUMBER: _ClassVar[int]
    contact_id: str
    room_id: str
    def __init__(self, contact_id: _Optional[str] = ..., room_id: _Optional[str] = ...) -> None: ...

class FriendshipPayloadRequest(_message.Message):
    __slots__ = ("id", "payload_string_value_deprecated", "payload")
    ID_FIELD_NUMBER: _ClassVar[int]
    PAYLOAD_STRING_VALUE_DEPRECATED_FIELD_NUMBER: _ClassVar[int]
    PAYLOAD_FIELD_NUMBER: _ClassVar[int]
    id: str
    payload_string_value_deprecated: _wrappers_pb2.StringValue
    payload: str
    def __init__(self, id: _Optional[str] = ..., payload_string_value_deprecated: _Optional[_Union[_wrappers_pb2.StringValue, _Mapping[str, object]]] = ..., payload: _Optional[str] = ...) -> None: ...

class FriendshipPayloadResponse(_message.Message):
    __slots__ = ("id", "contact_id", "hello", "type", "stranger", "ticket", "scene", "receive_time")
    ID_FIELD_NUMBER: _ClassVar[int]
    CONTACT_ID_FIELD_NUMBER: _ClassVar[int]
    HELLO_FIELD_NUMBER: _ClassVar[int]
    TYPE_FIELD_NUMBER: _ClassVar[int]
    STRANGER_FIELD_NUMBER: _ClassVar[int]
    TICKET_FIELD_NUMBER: _ClassVar[int]
    SCENE_FIELD_NUMBER: _ClassVar[int]
    RECEIVE_TIME_FIELD_NUMBER: _ClassVar[int]
    id: str
    contact_id: str
    hello: str
    type: FriendshipType
    stranger: str
    ticket: str
    scene: FriendshipSceneType
    receive_time: _timestamp_pb2.Timestamp
    def __init__(self, id: _Optional[str] = ..., contact_id: _Optional[str] = ..., hello: _Optional[str] = ..., type: _Optional[_Union[FriendshipType, int, str]] = ..., stranger: _Optional[str] = ..., ticket: _Optional[str] = ..., scene: _Optional[_Union[FriendshipSceneType, int, str]] = ..., receive_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping[str, object]]] = ...) -> None: ...

class FriendshipSearchPhoneRequest(_message.Message):
    __slots__ = ("phone",)
    PHONE_FIELD_NUMBER: _ClassVar[int]
    phone: str
    def __init__(self, phone: _Optional[str] = ...) -> None: ...

class FriendshipSearchPhoneResponse(_message.Message):
    __slots__ = ("contact_id_string_value_deprecated", "contact_id")
    CONTACT_ID_STRING_VALUE_DEPRECATED_FIELD_NUMBER: _ClassVar[int]
    CONTACT_ID_FIELD_NUMBER: _ClassVar[int]
    contact_id_string_value_deprecated: _wrappers_pb2.StringValue
    contact_id: str
    def __init__(self, contact_id_string_value_deprecated: _Optional[_Union[_wrappers_pb2.StringValue, _Mapping[str, object]]] = ..., contact_id: _Optional[str] = ...) -> None: ...

class FriendshipSearchHandleRequest(_message.Message):
    __slots__ = ("weixin",)
    WEIXIN_FIELD_NUMBER: _ClassVar[int]
    weixin: str
    def __init__(self, weixin: _Optional[str] = ...) -> None: ...

class FriendshipSearchHandleResponse(_message.Message):
    __slots__ = ("contact_id_string_value_deprecated", "contact_id")
    CONTACT_ID_STRING_VALUE_DEPRECATED_FIELD_NUMBER: _ClassVar[int]
    CONTACT_ID_FIELD_NUMBER: _ClassVar[int]
    contact_id_string_value_deprecated: _wrappers_pb2.StringValue
    contact_id: str
    def __init__(self, contact_id_string_value_deprecated: _Optional[_Union[_wrappers_pb2.StringValue, _Mapping[str, object]]] = ..., contact_id: _Optional[str] = ...) -> None: ...

class FriendshipAddRequest(_message.Message):
    __slots__ = ("contact_id", "hello", "source_room_id_string_value_deprecated", "source_contact_id_string_value_deprecated", "referrer")
    CONTACT_ID_FIELD_NUMBER: _ClassVar[int]
    HELLO_FIELD_NUMBER: _ClassVar[int]
    SOURCE_ROOM_ID_STRING_VALUE_DEPRECATED_FIELD_NUMBER: _ClassVar[int]
    SOURCE_CONTACT_ID_STRING_VALUE_DEPRECATED_FIELD_NUMBER: _ClassVar[int]
    REFERRER_FIELD_NUMBER: _ClassVar[int]
    contact_id: str
    hello: str
    source_room_id_string_value_deprecated: _wrappers_pb2.StringValue
    source_contact_id_string_value_deprecated: _wrappers_pb2.StringValue
    referrer: Referrer
    def __init__(self, contact_id: _Optional[str] = ..., hello: _Optional[str] = ..., source_room_id_string_value_deprecated: _Optional[_Union[_wrappers_pb2.StringValue, _Mapping[str, object]]] = ..., source_contact_id_string_value_deprecated: _Optional[_Union[_wrappers_pb2.StringValue, _Mapping[str, object]]] = ..., referrer: _Optional[_Union[Referrer, _Mapping[str, object]]] = ...) -> None: ...

class FriendshipAddResponse(_message.Message):
    __slots__ = ()
    def __init__(self) -> None: ...

class FriendshipAcceptRequest(_message.Message):
    __slots__ = ("id",)
    ID_FIELD_NUMBER: _ClassVar[int]
    id: str
    def __init__(self, id: _Optional[str] = ...) -> None: ...

class FriendshipAcceptResponse(_message.Message):
    __slots__ = ()
    def __init__(self) -> None: ...

class LocationPayload(_message.Message):
    __slots__ = ("accuracy", "address", "latitude", "longitude", "name")
    ACCURACY_FIELD_NUMBER: _ClassVar[int]
    ADDRESS_FIELD_NUMBER: _ClassVar[int]
    LATITUDE_FIELD_NUMBER: _ClassVar[int]
    LONGITUDE_FIELD_NUMBER: _ClassVar[int]
    NAME_FIELD_NUMBER: _ClassVar[int]
    accuracy: float
    address: str
    latitude: float
    longitude: float
    name: str
    def __init__(self, accuracy: _Optional[float] = ..., address: _Optional[str] = ..., latitude: _Optional[float] = ..., longitude: _Optional[float] = ..., name: _Optional[str] = ...) -> None: ...

class MiniProgramPayload(_message.Message):
    __slots__ = ("appid", "description", "page_path", "icon_url", "share_id", "thumb_url", "title", "username", "thumb_key")
    APPID_FIELD_NUMBER: _ClassVar[int]
    DESCRIPTION_FIELD_NUMBER: _ClassVar[int]
    PAGE_PATH_FIELD_NUMBER: _ClassVar[int]
    ICON_URL_FIELD_NUMBER: _ClassVar[int]
    SHARE_ID_FIELD_NUMBER: _ClassVar[int]
    THUMB_URL_FIELD_NUMBER: _ClassVar[int]
    TITLE_FIELD_NUMBER: _ClassVar[int]
    USERNAME_FIELD_NUMBER: _ClassVar[int]
    THUMB_KEY_FIELD_NUMBER: _ClassVar[int]
    appid: str
    description: str
    page_path: str
    icon_url: str
    share_id: str
    thumb_url: str
    title: str
    username: str
    thumb_key: str
    def __init__(self, appid: _Optional[str] = ..., description: _Optional[str] = ..., page_path: _Optional[str] = ..., icon_url: _Optional[str] = ..., share_id: _Optional[str] = ..., thumb_url: _Optional[str] = ..., title: _Optional[str] = ..., username: _Optional[str] = ..., thumb_key: _Optional[str] = ...) -> None: ...

class UrlLinkPayload(_message.Message):
    __slots__ = ("description", "thumbnail_url", "title", "url")
    DESCRIPTION_FIELD_NUMBER: _ClassVar[int]
    THUMBNAIL_URL_FIELD_NUMBER: _ClassVar[int]
    TITLE_FIELD_NUMBER: _ClassVar[int]
    URL_FIELD_NUMBER: _ClassVar[int]
    description: str
    thumbnail_url: str
    title: str
    url: str
    def __init__(self, description: _Optional[str] = ..., thumbnail_url: _Optional[str] = ..., title: _Optional[str] = ..., url: _Optional[str] = ...) -> None: ...

class MessagePayloadRequest(_message.Message):
    __slots__ = ("id",)
    ID_FIELD_NUMBER: _ClassVar[int]
    id: str
    def __init__(self, id: _Optional[str] = ...) -> None: ...

class MessagePayloadResponse(_message.Message):
    __slots__ = ("id", "filename", "text", "timestamp_deprecated", "type", "talker_id", "room_id", "listener_id", "mention_ids", "receive_time")
    ID_FIELD_NUMBER: _ClassVar[int]
    FILENAME_FIELD_NUMBER: _ClassVar[int]
    TEXT_FIELD_NUMBER: _ClassVar[int]
    TIMESTAMP_DEPRECATED_FIELD_NUMBER: _ClassVar[int]
    TYPE_FIELD_NUMBER: _ClassVar[int]
    TALKER_ID_FIELD_NUMBER: _ClassVar[int]
    ROOM_ID_FIELD_NUMBER: _ClassVar[int]
    LISTENER_ID_FIELD_NUMBER: _ClassVar[int]
    MENTION_IDS_FIELD_NUMBER: _ClassVar[int]
    RECEIVE_TIME_FIELD_NUMBER: _ClassVar[int]
    id: str
    filename: str
    text: str
    timestamp_deprecated: int
    type: MessageType
    talker_id: str
    room_id: str
    listener_id: str
    mention_ids: _containers.RepeatedScalarFieldContainer[str]
    receive_time: _timestamp_pb2.Timestamp
    def __init__(self, id: _Optional[str] = ..., filename: _Optional[str] = ..., text: _Optional[str] = ..., timestamp_deprecated: _Optional[int] = ..., type: _Optional[_Union[MessageType, int, str]] = ..., talker_id: _Optional[str] = ..., room_id: _Optional[str] = ..., listener_id: _Optional[str] = ..., mention_ids: _Optional[_Iterable[str]] = ..., receive_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping[str, object]]] = ...) -> None: ...

class MessageImageRequest(_message.Message):
    __slots__ = ("id", "type")
    ID_FIELD_NUMBER: _ClassVar[int]
    TYPE_FIELD_NUMBER: _ClassVar[int]
    id: str
    type: ImageType
    def __init__(self, id: _Optional[str] = ..., type: _Optional[_Union[ImageType, int, str]] = ...) -> None: ...

class MessageImageResponse(_message.Message):
    __slots__ = ("file_box",)
    FILE_BOX_FIELD_NUMBER: _ClassVar[int]
    file_box: str
    def __init__(self, file_box: _Optional[str] = ...) -> None: ...

class MessageContactRequest(_message.Message):
    __slots__ = ("id",)
    ID_FIELD_NUMBER: _ClassVar[int]
    id: str
    def __init__(self, id: _Optional[str] = ...) -> None: ...

class MessageContactResponse(_message.Message):
    __slots__ = ("id",)
    ID_FIELD_NUMBER: _ClassVar[int]
    id: str
    def __init__(self, id: _Optional[str] = ...) -> None: ...

class MessageFileRequest(_message.Message):
    __slots__ = ("id",)
    ID_FIELD_NUMBER: _ClassVar[int]
    id: str
    def __init__(self, id: _Optional[str] = ...) -> None: ...

class MessageFileResponse(_message.Message):
    __slots__ = ("file_box",)
    FILE_BOX_FIELD_NUMBER: _ClassVar[int]
    file_box: str
    def __init__(self, file_box: _Optional[str] = ...) -> None: ...

class MessageMiniProgramRequest(_message.Message):
    __slots__ = ("id",)
    ID_FIELD_NUMBER: _ClassVar[int]
    id: str
    def __init__(self, id: _Optional[str] = ...) -> None: ...

class MessageMiniProgramResponse(_message.Message):
    __slots__ = ("mini_program_deprecated", "mini_program")
    MINI_PROGRAM_DEPRECATED_FIELD_NUMBER: _ClassVar[int]
    MINI_PROGRAM_FIELD_NUMBER: _ClassVar[int]
    mini_program_deprecated: str
    mini_program: MiniProgramPayload
    def __init__(self, mini_program_deprecated: _Optional[str] = ..., mini_program: _Optional[_Union[MiniProgramPayload, _Mapping[str, object]]] = ...) -> None: ...

class MessageUrlRequest(_message.Message):
    __slots__ = ("id",)
    ID_FIELD_NUMBER: _ClassVar[int]
    id: str
    def __init__(self, id: _Optional[str] = ...) -> None: ...

class MessageUrlResponse(_message.Message):
    __slots__ = ("url_link_deprecated", "url_link")
    URL_LINK_DEPRECATED_FIELD_NUMBER: _ClassVar[int]
    URL_LINK_FIELD_NUMBER: _ClassVar[int]
    url_link_deprecated: str
    url_link: UrlLinkPayload
    def __init__(self, url_link_deprecated: _Optional[str] = ..., url_link: _Optional[_Union[UrlLinkPayload, _Mapping[str, object]]] = ...) -> None: ...

class MessageSendContactRequest(_message.Message):
    __slots__ = ("conversation_id", "contact_id")
    CONVERSATION_ID_FIELD_NUMBER: _ClassVar[int]
    CONTACT_ID_FIELD_NUMBER: _ClassVar[int]
    conversation_id: str
    contact_id: str
    def __init__(self, conversation_id: _Optional[str] = ..., contact_id: _Optional[str] = ...) -> None: ...

class MessageSendContactResponse(_message.Message):
    __slots__ = ("id_string_value_deprecated", "id")
    ID_STRING_VALUE_DEPRECATED_FIELD_NUMBER: _ClassVar[int]
    ID_FIELD_NUMBER: _ClassVar[int]
    id_string_value_deprecated: _wrappers_pb2.StringValue
    id: str
    def __init__(self, id_string_value_deprecated: _Optional[_Union[_wrappers_pb2.StringValue, _Mapping[str, object]]] = ..., id: _Optional[str] = ...) -> None: ...

class MessageSendFileRequest(_message.Message):
    __slots__ = ("conversation_id", "file_box")
    CONVERSATION_ID_FIELD_NUMBER: _ClassVar[int]
    FILE_BOX_FIELD_NUMBER: _ClassVar[int]
    conversation_id: str
    file_box: str
    def __init__(self, conversation_id: _Optional[str] = ..., file_box: _Optional[str] = ...) -> None: ...

class MessageSendFileResponse(_message.Message):
    __slots__ = ("id_string_value_deprecated", "id")
    ID_STRING_VALUE_DEPRECATED_FIELD_NUMBER: _ClassVar[int]
    ID_FIELD_NUMBER: _ClassVar[int]
    id_string_value_deprecated: _wrappers_pb2.StringValue
    id: str
    def __init__(self, id_string_value_deprecated: _Optional[_Union[_wrappers_pb2.StringValue, _Mapping[str, object]]] = ..., id: _Optional[str] = ...) -> None: ...

class MessageSendTextRequest(_message.Message):
    __slots__ = ("conversation_id", "text", "mentional_ids")
    CONVERSATION_ID_FIELD_NUMBER: _ClassVar[int]
    TEXT_FIELD_NUMBER: _ClassVar[int]
    MENTIONAL_IDS_FIELD_NUMBER: _ClassVar[int]
    conversation_id: str
    text: str
    mentional_ids: _containers.RepeatedScalarFieldContainer[str]
    def __init__(self, conversation_id: _Optional[str] = ..., text: _Optional[str] = ..., mentional_ids: _Optional[_Iterable[str]] = ...) -> None: ...

class MessageSendTextResponse(_message.Message):
    __slots__ = ("id_string_value_deprecated", "id")
    ID_STRING_VALUE_DEPRECATED_FIELD_NUMBER: _ClassVar[int]
    ID_FIELD_NUMBER: _ClassVar[int]
    id_string_value_deprecated: _wrappers_pb2.StringValue
    id: str
    def __init__(self, id_string_value_deprecated: _Optional[_Union[_wrappers_pb2.StringValue, _Mapping[str, object]]] = ..., id: _Optional[str] = ...) -> None: ...

class MessageSendMiniProgramRequest(_message.Message):
    __slots__ = ("conversation_id", "mini_program_deprecated", "mini_program")
    CONVERSATION_ID_FIELD_NUMBER: _ClassVar[int]
    MINI_PROGRAM_DEPRECATED_FIELD_NUMBER: _ClassVar[int]
    MINI_PROGRAM_FIELD_NUMBER: _ClassVar[int]
    conversation_id: str
    mini_program_deprecated: str
    mini_program: MiniProgramPayload
    def __init__(self, conversation_id: _Optional[str] = ..., mini_program_deprecated: _Optional[str] = ..., mini_program: _Optional[_Union[MiniProgramPayload, _Mapping[str, object]]] = ...) -> None: ...

class MessageSendMiniProgramResponse(_message.Message):
    __slots__ = ("id_string_value_deprecated", "id")
    ID_STRING_VALUE_DEPRECATED_FIELD_NUMBER: _ClassVar[int]
    ID_FIELD_NUMBER: _ClassVar[int]
    id_string_value_deprecated: _wrappers_pb2.StringValue
    id: str
    def __init__(self, id_string_value_deprecated: _Optional[_Union[_wrappers_pb2.StringValue, _Mapping[str, object]]] = ..., id: _Optional[str] = ...) -> None: ...

class MessageSendUrlRequest(_message.Message):
    __slots__ = ("conversation_id", "url_link_deprecated", "url_link")
    CONVERSATION_ID_FIELD_NUMBER: _ClassVar[int]
    URL_LINK_DEPRECATED_FIELD_NUMBER: _ClassVar[int]
    URL_LINK_FIELD_NUMBER: _ClassVar[int]
    conversation_id: str
    url_link_deprecated: str
    url_link: UrlLinkPayload
    def __init__(self, conversation_id: _Optional[str] = ..., url_link_deprecated: _Optional[str] = ..., url_link: _Optional[_Union[UrlLinkPayload, _Mapping[str, object]]] = ...) -> None: ...

class MessageSendUrlResponse(_message.Message):
    __slots__ = ("id_string_value_deprecated", "id")
    ID_STRING_VALUE_DEPRECATED_FIELD_NUMBER: _ClassVar[int]
    ID_FIELD_NUMBER: _ClassVar[int]
    id_string_value_deprecated: _wrappers_pb2.StringValue
    id: str
    def __init__(self, id_string_value_deprecated: _Optional[_Union[_wrappers_pb2.StringValue, _Mapping[str, object]]] = ..., id: _Optional[str] = ...) -> None: ...

class MessageRecallRequest(_message.Message):
    __slots__ = ("id",)
    ID_FIELD_NUMBER: _ClassVar[int]
    id: str
    def __init__(self, id: _Optional[str] = ...) -> None: ...

class MessageRecallResponse(_message.Message):
    __slots__ = ("success",)
    SUCCESS_FIELD_NUMBER: _ClassVar[int]
    success: bool
    def __init__(self, success: _Optional[bool] = ...) -> None: ...

class MessageForwardRequest(_message.Message):
    __slots__ = ("message_id", "conversation_id")
    MESSAGE_ID_FIELD_NUMBER: _ClassVar[int]
    CONVERSATION_ID_FIELD_NUMBER: _ClassVar[int]
    message_id: str
    conversation_id: str
    def __init__(self, message_id: _Optional[str] = ..., conversation_id: _Optional[str] = ...) -> None: ...

class MessageForwardResponse(_message.Message):
    __slots__ = ("id_string_value_deprecated", "id")
    ID_STRING_VALUE_DEPRECATED_FIELD_NUMBER: _ClassVar[int]
    ID_FIELD_NUMBER: _ClassVar[int]
    id_string_value_deprecated: _wrappers_pb2.StringValue
    id: str
    def __init__(self, id_string_value_deprecated: _Optional[_Union[_wrappers_pb2.StringValue, _Mapping[str, object]]] = ..., id: _Optional[str] = ...) -> None: ...

class MessageLocationRequest(_message.Message):
    __slots__ = ("id",)
    ID_FIELD_NUMBER: _ClassVar[int]
    id: str
    def __init__(self, id: _Optional[str] = ...) -> None: ...

class MessageLocationResponse(_message.Message):
    __slots__ = ("location",)
    LOCATION_FIELD_NUMBER: _ClassVar[int]
    location: LocationPayload
    def __init__(self, location: _Optional[_Union[LocationPayload, _Mapping[str, object]]] = ...) -> None: ...

class MessageSendLocationRequest(_message.Message):
    __slots__ = ("conversation_id", "location")
    CONVERSATION_ID_FIELD_NUMBER: _ClassVar[int]
    LOCATION_FIELD_NUMBER: _ClassVar[int]
    conversation_id: str
    location: LocationPayload
    def __init__(self, conversation_id: _Optional[str] = ..., location: _Optional[_Union[LocationPayload, _Mapping[str, object]]] = ...) -> None: ...

class MessageSendLocationResponse(_message.Message):
    __slots__ = ("id",)
    ID_FIELD_NUMBER: _ClassVar[int]
    id: str
    def __init__(self, id: _Optional[str] = ...) -> None: ...

class RoomInvitationPayloadRequest(_message.Message):
    __slots__ = ("id", "payload_string_value_deprecated", "payload")
    ID_FIELD_NUMBER: _ClassVar[int]
    PAYLOAD_STRING_VALUE_DEPRECATED_FIELD_NUMBER: _ClassVar[int]
    PAYLOAD_FIELD_NUMBER: _ClassVar[int]
    id: str
    payload_string_value_deprecated: _wrappers_pb2.StringValue
    payload: str
    def __init__(self, id: _Optional[str] = ..., payload_string_value_deprecated: _Optional[_Union[_wrappers_pb2.StringValue, _Mapping[str, object]]] = ..., payload: _Optional[str] = ...) -> None: ...

class RoomInvitationPayloadResponse(_message.Message):
    __slots__ = ("id", "inviter_id", "topic", "member_count", "member_ids", "timestamp_uint64_deprecated", "avatar", "invitation", "receiver_id", "receive_time")
    ID_FIELD_NUMBER: _ClassVar[int]
    INVITER_ID_FIELD_NUMBER: _ClassVar[int]
    TOPIC_FIELD_NUMBER: _ClassVar[int]
    MEMBER_COUNT_FIELD_NUMBER: _ClassVar[int]
    MEMBER_IDS_FIELD_NUMBER: _ClassVar[int]
    TIMESTAMP_UINT64_DEPRECATED_FIELD_NUMBER: _ClassVar[int]
    AVATAR_FIELD_NUMBER: _ClassVar[int]
    INVITATION_FIELD_NUMBER: _ClassVar[int]
    RECEIVER_ID_FIELD_NUMBER: _ClassVar[int]
    RECEIVE_TIME_FIELD_NUMBER: _ClassVar[int]
    id: str
    inviter_id: str
    topic: str
    member_count: int
    member_ids: _containers.RepeatedScalarFieldContainer[str]
    timestamp_uint64_deprecated: int
    avatar: str
    invitation: str
    receiver_id: str
    receive_time: _timestamp_pb2.Timestamp
    def __init__(self, id: _Optional[str] = ..., inviter_id: _Optional[str] = ..., topic: _Optional[str] = ..., member_count: _Optional[int] = ..., member_ids: _Optional[_Iterable[str]] = ..., timestamp_uint64_deprecated: _Optional[int] = ..., avatar: _Optional[str] = ..., invitation: _Optional[str] = ..., receiver_id: _Optional[str] = ..., receive_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping[str, object]]] = ...) -> None: ...

class RoomInvitationAcceptRequest(_message.Message):
    __slots__ = ("id",)
    ID_FIELD_NUMBER: _ClassVar[int]
    id: str
    def __init__(self, id: _Optional[str] = ...) -> None: ...

class RoomInvitationAcceptResponse(_message.Message):
    __slots__ = ()
    def __init__(self) -> None: ...

class RoomMemberPayloadRequest(_message.Message):
    __slots__ = ("id", "member_id")
    ID_FIELD_NUMBER: _ClassVar[int]
    MEMBER_ID_FIELD_NUMBER: _ClassVar[int]
    id: str
    member_id: str
    def __init__(self, id: _Optional[str] = ..., member_id: _Optional[str] = ...) -> None: ...

class RoomMemberPayloadResponse(_message.Message):
    __slots__ = ("id", "room_alias", "inviter_id", "avatar", "name")
    ID_FIELD_NUMBER: _ClassVar[int]
    ROOM_ALIAS_FIELD_NUMBER: _ClassVar[int]
    INVITER_ID_FIELD_NUMBER: _ClassVar[int]
    AVATAR_FIELD_NUMBER: _ClassVar[int]
    NAME_FIELD_NUMBER: _ClassVar[int]
    id: str
    room_alias: str
    inviter_id: str
    avatar: str
    name: str
    def __init__(self, id: _Optional[str] = ..., room_alias: _Optional[str] = ..., inviter_id: _Optional[str] = ..., avatar: _Optional[str] = ..., name: _Optional[str] = ...) -> None: ...

class RoomMemberListRequest(_message.Message):
    __slots__ = ("id",)
    ID_FIELD_NUMBER: _ClassVar[int]
    id: str
    def __init__(self, id: _Optional[str] = ...) -> None: ...

class RoomMemberListResponse(_message.Message):
    __slots__ = ("member_ids",)
    MEMBER_IDS_FIELD_NUMBER: _ClassVar[int]
    member_ids: _containers.RepeatedScalarFieldContainer[str]
    def __init__(self, member_ids: _Optional[_Iterable[str]] = ...) -> None: ...

class RoomListRequest(_message.Message):
    __slots__ = ()
    def __init__(self) -> None: ...

class RoomListResponse(_message.Message):
    __slots__ = ("ids",)
    IDS_FIELD_NUMBER: _ClassVar[int]
    ids: _containers.RepeatedScalarFieldContainer[str]
    def __init__(self, ids: _Optional[_Iterable[str]] = ...) -> None: ...

class RoomPayloadRequest(_message.Message):
    __slots__ = ("id",)
    ID_FIELD_NUMBER: _ClassVar[int]
    id: str
    def __init__(self, id: _Optional[str] = ...) -> None: ...

class RoomPayloadResponse(_message.Message):
    __slots__ = ("id", "topic", "avatar", "owner_id", "admin_ids", "member_ids", "handle")
    ID_FIELD_NUMBER: _ClassVar[int]
    TOPIC_FIELD_NUMBER: _ClassVar[int]
    AVATAR_FIELD_NUMBER: _ClassVar[int]
    OWNER_ID_FIELD_NUMBER: _ClassVar[int]
    ADMIN_IDS_FIELD_NUMBER: _ClassVar[int]
    MEMBER_IDS_FIELD_NUMBER: _ClassVar[int]
    HANDLE_FIELD_NUMBER: _ClassVar[int]
    id: str
    topic: str
    avatar: str
    owner_id: str
    admin_ids: _containers.RepeatedScalarFieldContainer[str]
    member_ids: _containers.RepeatedScalarFieldContainer[str]
    handle: str
    def __init__(self, id: _Optional[str] = ..., topic: _Optional[str] = ..., avatar: _Optional[str] = ..., owner_id: _Optional[str] = ..., admin_ids: _Optional[_Iterable[str]] = ..., member_ids: _Optional[_Iterable[str]] = ..., handle: _Optional[str] = ...) -> None: ...

class RoomAddRequest(_message.Message):
    __slots__ = ("id", "contact_id", "invite_only")
    ID_FIELD_NUMBER: _ClassVar[int]
    CONTACT_ID_FIELD_NUMBER: _ClassVar[int]
    INVITE_ONLY_FIELD_NUMBER: _ClassVar[int]
    id: str
    contact_id: str
    invite_only: bool
    def __init__(self, id: _Optional[str] = ..., contact_id: _Optional[str] = ..., invite_only: _Optional[bool] = ...) -> None: ...

class RoomAddResponse(_message.Message):
    __slots__ = ()
    def __init__(self) -> None: ...

class RoomAvatarRequest(_message.Message):
    __slots__ = ("id",)
    ID_FIELD_NUMBER: _ClassVar[int]
    id: str
    def __init__(self, id: _Optional[str] = ...) -> None: ...

class RoomAvatarResponse(_message.Message):
    __slots__ = ("file_box",)
    FILE_BOX_FIELD_NUMBER: _ClassVar[int]
    file_box: str
    def __init__(self, file_box: _Optional[str] = ...) -> None: ...

class RoomCreateRequest(_message.Message):
    __slots__ = ("contact_ids", "topic")
    CONTACT_IDS_FIELD_NUMBER: _ClassVar[int]
    TOPIC_FIELD_NUMBER: _ClassVar[int]
    contact_ids: _containers.RepeatedScalarFieldContainer[str]
    topic: str
    def __init__(self, contact_ids: _Optional[_Iterable[str]] = ..., topic: _Optional[str] = ...) -> None: ...

class RoomCreateResponse(_message.Message):
    __slots__ = ("id",)
    ID_FIELD_NUMBER: _ClassVar[int]
    id: str
    def __init__(self, id: _Optional[str] = ...) -> None: ...

class RoomDelRequest(_message.Message):
    __slots__ = ("id", "contact_id")
    ID_FIELD_NUMBER: _ClassVar[int]
    CONTACT_ID_FIELD_NUMBER: _ClassVar[int]
    id: str
    contact_id: str
    def __init__(self, id: _Optional[str] = ..., contact_id: _Optional[str] = ...) -> None: ...

class RoomDelResponse(_message.Message):
    __slots__ = ()
    def __init__(self) -> None: ...

class RoomQuitRequest(_message.Message):
    __slots__ = ("id",)
    ID_FIELD_NUMBER: _ClassVar[int]
    id: str
    def __init__(self, id: _Optional[str] = ...) -> None: ...

class RoomQuitResponse(_message.Message):
    __slots__ = ()
    def __init__(self) -> None: ...

class RoomTopicRequest(_message.Message):
    __slots__ = ("id", "topic_string_value_deprecated", "topic")
    ID_FIELD_NUMBER: _ClassVar[int]
    TOPIC_STRING_VALUE_DEPRECATED_FIELD_NUMBER: _ClassVar[int]
    TOPIC_FIELD_NUMBER: _ClassVar[int]
    id: str
    topic_string_value_deprecated: _wrappers_pb2.StringValue
    topic: str
    def __init__(self, id: _Optional[str] = ..., topic_string_value_deprecated: _Optional[_Union[_wrappers_pb2.StringValue, _Mapping[str, object]]] = ..., topic: _Optional[str] = ...) -> None: ...

class RoomTopicResponse(_message.Message):
    __slots__ = ("topic_string_value_deprecated", "topic")
    TOPIC_STRING_VALUE_DEPRECATED_FIELD_NUMBER: _ClassVar[int]
    TOPIC_FIELD_NUMBER: _ClassVar[int]
    topic_string_value_deprecated: _wrappers_pb2.StringValue
    topic: str
    def __init__(self, topic_string_value_deprecated: _Optional[_Union[_wrappers_pb2.StringValue, _Mapping[str, object]]] = ..., topic: _Optional[str] = ...) -> None: ...

class RoomQRCodeRequest(_message.Message):
    __slots__ = ("id",)
    ID_FIELD_NUMBER: _ClassVar[int]
    id: str
    def __init__(self, id: _Optional[str] = ...) -> None: ...

class RoomQRCodeResponse(_message.Message):
    __slots__ = ("qrcode",)
    QRCODE_FIELD_NUMBER: _ClassVar[int]
    qrcode: str
    def __init__(self, qrcode: _Optional[str] = ...) -> None: ...

class RoomAnnounceRequest(_message.Message):
    __slots__ = ("id", "text_string_value_deprecated", "text")
    ID_FIELD_NUMBER: _ClassVar[int]
    TEXT_STRING_VALUE_DEPRECATED_FIELD_NUMBER: _ClassVar[int]
    TEXT_FIELD_NUMBER: _ClassVar[int]
    id: str
    text_string_value_deprecated: _wrappers_pb2.StringValue
    text: str
    def __init__(self, id: _Optional[str] = ..., text_string_value_deprecated: _Optional[_Union[_wrappers_pb2.StringValue, _Mapping[str, object]]] = ..., text: _Optional[str] = ...) -> None: ...

class RoomAnnounceResponse(_message.Message):
    __slots__ = ("text_string_value_deprecated", "text")
    TEXT_STRING_VALUE_DEPRECATED_FIELD_NUMBER: _ClassVar[int]
    TEXT_FIELD_NUMBER: _ClassVar[int]
    text_string_value_deprecated: _wrappers_pb2.StringValue
    text: str
    def __init__(self, text_string_value_deprecated: _Optional[_Union[_wrappers_pb2.StringValue, _Mapping[str, object]]] = ..., text: _Optional[str] = ...) -> None: ...

class TagContactAddRequest(_message.Message):
    __slots__ = ("id", "contact_id")
    ID_FIELD_NUMBER: _ClassVar[int]
    CONTACT_ID_FIELD_NUMBER: _ClassVar[int]
    id: str
    contact_id: str
    def __init__(self, id: _Optional[str] = ..., contact_id: _Optional[str] = ...) -> None: ...

class TagContactAddResponse(_message.Message):
    __slots__ = ()
    def __init__(self) -> None: ...

class TagContactRemoveRequest(_message.Message):
    __slots__ = ("id", "contact_id")
    ID_FIELD_NUMBER: _ClassVar[int]
    CONTACT_ID_FIELD_NUMBER: _ClassVar[int]
    id: str
    contact_id: str
    def __init__(self, id: _Optional[str] = ..., contact_id: _Optional[str] = ...) -> None: ...

class TagContactRemoveResponse(_message.Message):
    __slots__ = ()
    def __init__(self) -> None: ...

class TagContactDeleteRequest(_message.Message):
    __slots__ = ("id",)
    ID_FIELD_NUMBER: _ClassVar[int]
    id: str
    def __init__(self, id: _Optional[str] = ...) -> None: ...

class TagContactDeleteResponse(_message.Message):
    __slots__ = ()
    def __init__(self) -> None: ...

class TagContactListRequest(_message.Message):
    __slots__ = ("contact_id_string_value_deprecated", "contact_id")
    CONTACT_ID_STRING_VALUE_DEPRECATED_FIELD_NUMBER: _ClassVar[int]
    CONTACT_ID_FIELD_NUMBER: _ClassVar[int]
    contact_id_string_value_deprecated: _wrappers_pb2.StringValue
    contact_id: str
    def __init__(self, contact_id_string_value_deprecated: _Optional[_Union[_wrappers_pb2.StringValue, _Mapping[str, object]]] = ..., contact_id: _Optional[str] = ...) -> None: ...

class TagContactListResponse(_message.Message):
    __slots__ = ("ids",)
    IDS_FIELD_NUMBER: _ClassVar[int]
    ids: _containers.RepeatedScalarFieldContainer[str]
    def __init__(self, ids: _Optional[_Iterable[str]] = ...) -> None: ...
