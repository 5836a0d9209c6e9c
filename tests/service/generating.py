"""Python from the .proto files of the puppet service: what `make proto` does."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
FOLDER = "puppets/service/_proto"
SUFFIXES = ("_pb2.py", "_pb2.pyi")

# The generated code asks for a runtime no older than its generator. What it holds is
# a serialized descriptor, which every runtime since 4 reads.
_VERSION_IMPORT = "from google.protobuf import runtime_version as _runtime_version\n"
_VERSION_CHECK = re.compile(r"_runtime_version\.Validate\w+\(.*?\n\)\n", re.DOTALL)
_VERSION_COMMENT = re.compile(r"# Protobuf Python Version: .*\n")

# Enumerations are open: the numbers of Wechaty's TypeScript travel under their names.
_ENUM = re.compile(r"_Union\[(\w+(?:Type|Gender)), str\]")

_ANY_MAPPING = ", _Mapping]"


def generate(into: Path) -> list[Path]:
    """Write the generated files below `into`, and return them."""
    sources = sorted((ROOT / FOLDER).glob("*.proto"))
    outs = [f"--python_out={into}", f"--pyi_out={into}"]
    names = [source.relative_to(ROOT).as_posix() for source in sources]
    subprocess.run(
        [sys.executable, "-m", "grpc_tools.protoc", "-I", ".", *outs, *names],
        cwd=ROOT,
        check=True,
    )
    made = sorted(
        path for path in (into / FOLDER).iterdir() if path.name.endswith(SUFFIXES)
    )
    for path in made:
        path.write_text(_freed(path.read_text()))
    return made


def _freed(text: str) -> str:
    text = _VERSION_COMMENT.sub("", text.replace(_VERSION_IMPORT, ""))
    text = text.replace(_ANY_MAPPING, ", _Mapping[str, object]]")
    return _ENUM.sub(r"_Union[\1, int, str]", _VERSION_CHECK.sub("", text))


if __name__ == "__main__":
    generate(ROOT)
