"""The puppet service: Wechaty's gRPC wire, as its server and as its client."""

from .options import ServiceOptions
from .puppet import ServicePuppet

__all__ = ["ServiceOptions", "ServicePuppet"]
