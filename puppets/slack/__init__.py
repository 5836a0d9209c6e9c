"""Slack, through Socket Mode or the Events API, and the Web API."""

from .options import SlackOptions
from .puppet import SlackPuppet
from .refusals import LinkDisabled, MissingScope

__all__ = ["LinkDisabled", "MissingScope", "SlackOptions", "SlackPuppet"]
