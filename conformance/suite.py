"""The whole contract, area by area. Who writes an area names it here."""

from __future__ import annotations

from .harness import Harness
from .stateful import Walks
from .test_absence import Absence
from .test_afterlife import Afterlife
from .test_cache import Freshness
from .test_cards import Cards
from .test_changes import Changes
from .test_choices import Choices
from .test_contacts import Contacts
from .test_delivery import Delivery
from .test_errors import Errors
from .test_events import Events
from .test_files import Files
from .test_friendships import Friendships
from .test_heart import Heart
from .test_ids import Ids
from .test_killed import Killed
from .test_life import Life
from .test_lifecycle import Lifecycle
from .test_linking import Linking
from .test_login import Login
from .test_members import Members
from .test_mentions import Mentions
from .test_message_queries import MessageQueries
from .test_messages import Messages
from .test_outbox import Sending
from .test_particulars import Particulars
from .test_payloads import Payloads
from .test_posts import Posts
from .test_queries import Queries
from .test_rooms import Rooms
from .test_settling import Settling
from .test_shape import Shape
from .test_tags import Tags
from .test_text import Texts
from .test_unknown import Unknown
from .test_uploads import Uploads

__all__ = ["Conformance"]


class Conformance(
    Shape,
    Lifecycle,
    Login,
    Linking,
    Life,
    Heart,
    Delivery,
    Absence,
    Killed,
    Afterlife,
    Events,
    Particulars,
    Sending,
    Errors,
    Messages,
    Texts,
    Mentions,
    Ids,
    Files,
    Uploads,
    Cards,
    Changes,
    Choices,
    Settling,
    Rooms,
    Members,
    Contacts,
    Friendships,
    Tags,
    Posts,
    Freshness,
    Queries,
    MessageQueries,
    Unknown,
    Payloads,
    Walks,
    Harness,
):
    """The whole contract: subclass it, name your `world_type`, and run pytest."""
