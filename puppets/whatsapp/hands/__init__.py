"""What a person does on the page: one noun a module, and each act with its own check."""

from .places import Card, Download, Member, Profile, Sent, Visit, Whom

__all__ = ["Card", "Download", "Member", "Profile", "Sent", "Visit", "Whom"]
