"""What a person does on the page: one noun a module, and each act with its own check."""

from .places import Card, Download, Member, Profile, Sent, Visit, Whom
from .watch import Glance

__all__ = ["Card", "Download", "Glance", "Member", "Profile", "Sent", "Visit", "Whom"]
