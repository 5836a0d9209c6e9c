"""The messages and the rpcs of the puppet service, and their generated code."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest
from google.protobuf.descriptor_pb2 import (
    DescriptorProto,
    EnumDescriptorProto,
    FieldDescriptorProto,
    FileDescriptorProto,
)
from google.protobuf.descriptor_pool import DescriptorPool
from google.protobuf.message_factory import GetMessageClass

from puppets.service import rpcs
from puppets.service._proto import service_pb2
from puppets.service.wire import pb

from . import generating, shipped

OURS = 1000
"""Fields with this number and above are our own."""

npm_package = pytest.mark.skipif(
    not shipped.PROTOS.is_dir(), reason="Wechaty's own wechaty-grpc is not installed"
)


def test_the_generated_code_is_fresh(tmp_path: Path) -> None:
    made = generating.generate(tmp_path)
    assert len(made) == 4
    for path in made:
        kept = generating.ROOT / path.relative_to(tmp_path)
        assert kept.read_text() == path.read_text(), "run `make proto`"


def test_the_generated_code_asks_for_no_version_of_its_runtime() -> None:
    for path in (generating.ROOT / generating.FOLDER).glob("*_pb2.py"):
        assert "runtime_version" not in path.read_text()


def test_the_table_of_rpcs_is_the_service() -> None:
    methods = service_pb2.DESCRIPTOR.services_by_name["Puppet"].methods
    assert service_pb2.DESCRIPTOR.services_by_name["Puppet"].full_name == rpcs.SERVICE
    assert len(methods) == 61
    told = {
        rpc.name: (
            rpc.asked.DESCRIPTOR,
            rpc.answer.DESCRIPTOR,
            rpc.asks_many,
            rpc.answers_many,
        )
        for rpc in rpcs.RPCS.values()
    }
    assert told == {
        method.name: (
            method.input_type,
            method.output_type,
            method.client_streaming,
            method.server_streaming,
        )
        for method in methods
    }


def test_an_rpc_has_the_path_that_every_wechaty_calls() -> None:
    assert rpcs.CONTACT_SELF_QR_CODE.path == "/wechaty.Puppet/ContactSelfQRCode"
    assert rpcs.RPCS["Event"] is rpcs.EVENT


@npm_package
def test_the_rpcs_are_those_that_wechaty_ships() -> None:
    assert shipped.rpcs() == {
        rpc.name: (
            rpc.asked.DESCRIPTOR.full_name.removeprefix("wechaty."),
            rpc.answer.DESCRIPTOR.full_name.removeprefix("wechaty."),
            rpc.asks_many,
            rpc.answers_many,
        )
        for rpc in rpcs.RPCS.values()
    }


@npm_package
def test_the_messages_are_those_that_wechaty_ships(tmp_path: Path) -> None:
    ours = FileDescriptorProto()
    pb.DESCRIPTOR.CopyToProto(ours)
    theirs = [f for f in shipped.files(tmp_path) if f.package == "wechaty.puppet"]
    assert shape(ours.message_type) == shape(m for f in theirs for m in f.message_type)
    assert numbers(ours.enum_type) == numbers(e for f in theirs for e in f.enum_type)


@npm_package
def test_others_do_not_see_our_own_fields(tmp_path: Path) -> None:
    pool = DescriptorPool()
    for each in shipped.files(tmp_path):
        pool.Add(each)
    found = pool.FindMessageTypeByName("wechaty.puppet.EventResponse")
    theirs = GetMessageClass(found)
    ours = pb.EventResponse(type=2, payload="{}", sequence=7, epoch="e")
    read = theirs.FromString(ours.SerializeToString())
    assert [field.name for field, _ in read.ListFields()] == ["type", "payload"]


Field = tuple[int, str, int, int, bool, bool]


def shape(messages: Iterable[DescriptorProto]) -> dict[str, list[Field]]:
    """What the bytes of each message depend on, and what its fields are called."""
    return {
        message.name: [field(each) for each in message.field if each.number < OURS]
        for message in messages
    }


def field(each: FieldDescriptorProto) -> Field:
    kind = each.type_name.rpartition(".")[2]
    return (
        each.number,
        f"{each.name} {kind}",
        each.type,
        each.label,
        each.proto3_optional,
        each.options.deprecated,
    )


def numbers(enums: Iterable[EnumDescriptorProto]) -> dict[str, dict[str, int]]:
    return {
        enum.name: {value.name: value.number for value in enum.value} for enum in enums
    }
