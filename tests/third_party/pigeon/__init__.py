"""Messages by carrier pigeon: a platform that nobody has, and its puppet."""

from .puppet import PigeonPuppet as PigeonPuppet
