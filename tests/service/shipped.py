"""The wire as Wechaty's own package defines it, where that is installed."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

from google.protobuf.descriptor_pb2 import FileDescriptorProto, FileDescriptorSet

from tests.service.foreigner import WECHATY

PROTOS = WECHATY / "node_modules/wechaty-grpc/dist/esm/proto"

_RPC = re.compile(
    r"rpc (\w+)\s*\((stream )?([\w.]+)\)\s*returns \((stream )?([\w.]+)\)"
)


def files(folder: Path) -> tuple[FileDescriptorProto, ...]:
    """Every file of messages, compiled by way of `folder`."""
    compiled = folder / "shipped"
    names = sorted(
        path.relative_to(PROTOS).as_posix()
        for path in PROTOS.rglob("*.proto")
        if path.parent != PROTOS / "wechaty"
    )
    subprocess.run(
        [
            *(sys.executable, "-m", "grpc_tools.protoc", "-I", PROTOS),
            *(f"--descriptor_set_out={compiled}", "--include_imports", *names),
        ],
        check=True,
    )
    return tuple(FileDescriptorSet.FromString(compiled.read_bytes()).file)


def rpcs() -> dict[str, tuple[str, str, bool, bool]]:
    """Of each: what it takes, what it answers, and whether either comes in a stream."""
    text = (PROTOS / "wechaty/puppet.proto").read_text()
    return {
        name: (asked, answer, bool(many), bool(answers))
        for name, many, asked, answers, answer in _RPC.findall(text)
    }
