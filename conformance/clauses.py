"""The clauses of the contract that the suite proves, by number."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

import pytest

__all__ = ["CLAUSES", "Clause", "clause"]

F = TypeVar("F", bound=Callable[..., Any])


@dataclass(frozen=True, slots=True)
class Clause:
    """One promise."""

    number: str
    text: str


CLAUSES: tuple[Clause, ...] = (
    # Lifecycle.
    Clause("1.1", "Starting and stopping twice, or at once, is doing it once."),
    Clause(
        "1.2",
        "A start that fails says why at once, leaves the puppet OFF and holding nothing, "
        "and may be tried again.",
    ),
    Clause("1.3", "A start that is cancelled leaves nothing behind either."),
    Clause(
        "1.4", "Start and stop, three times over, leave no task, thread or file open."
    ),
    Clause(
        "1.5",
        "Login comes before all that people do; ready comes once a login, after it, and "
        "never after logout.",
    ),
    Clause(
        "1.6",
        "Logout comes once a login, while `self_id` still answers; after it, it does not.",
    ),
    Clause(
        "1.7",
        "An account that a person must link is ON, not logged in, and shows its code "
        "until it is linked, and again after a logout.",
    ),
    Clause("1.8", "`logout()` ends the session; without one it does nothing."),
    Clause(
        "1.9",
        "A revoked credential ends in a logout and an `Unauthorized`, not in tries.",
    ),
    Clause("1.10", "Heartbeats come while the platform is heard, and only then."),
    Clause("1.11", "`ding` is answered by a dong with the same text."),
    Clause("1.12", "Puppets of one process share nothing, though of one platform."),
    Clause("1.13", "`health` tells how the puppet is doing, truly."),
    Clause("2.1", "Nothing connects before `start()`."),
    # Delivery.
    Clause("3.1", "What was received and not handled yet comes again after a stop."),
    Clause("3.1d", "The same after the process was killed at any moment."),
    Clause("3.2", "An event is heard once, however often the platform says it."),
    Clause(
        "3.2d",
        "The same across restarts of the process; only what a kill cut off comes again, "
        "and says so.",
    ),
    Clause(
        "3.3",
        "What was said while the puppet was away arrives when it is back, or a "
        "`GapEvent` says so.",
    ),
    Clause(
        "3.4",
        "Events of a conversation are handled in order; a slow handler holds up no other.",
    ),
    Clause(
        "3.5", "With `in_flight` events waiting, the platform is asked for no more."
    ),
    Clause("3.6", "A handler that raises is reported, and takes down nothing."),
    Clause("3.7", "What cannot be read is reported with its path, and skipped."),
    Clause(
        "3.8",
        "What the puppet says is heard once, as its own, with the id of the send.",
    ),
    Clause("3.9", "Every id that an event names can be read at once."),
    Clause("3.9d", "The same after the process was killed; who was met is known."),
    Clause("3.10", "Timestamps are the platform's, and in UTC."),
    Clause("3.11", "Reconnecting repeats nothing and loses nothing, however often."),
    Clause(
        "3.12",
        "A connection that is open and says nothing is noticed, said, asked gently, and "
        "mended.",
    ),
    # Operations.
    Clause(
        "4.1",
        "What is sent is on a person's screen under the id of the send, readable.",
    ),
    Clause("4.2", "Text arrives as it was said, whatever is in it."),
    Clause("4.3", "Text over the limit is `TooLong` before anything is sent."),
    Clause(
        "4.4", "Mentions notify, and those of others are told, with a readable text."
    ),
    Clause(
        "4.5",
        "A direct conversation has the other's id; a room's id is told from a person's.",
    ),
    Clause(
        "4.6", "Ids are opaque, stable, unique, and free of slashes and white space."
    ),
    Clause(
        "4.7", "A file arrives byte for byte, with its name, its type and its kind."
    ),
    Clause(
        "4.8",
        "A file over the limit is `TooLarge` before the upload; large ones stream.",
    ),
    Clause(
        "4.9", "A file from an address is fetched with care: no private host, no flood."
    ),
    Clause(
        "4.10",
        "What is recalled is gone; what is unknown is `NotFound`, what is not to be "
        "recalled `Forbidden`.",
    ),
    Clause("4.11", "The recalls, edits and reactions of people arrive."),
    Clause(
        "4.12", "Joining, leaving and renaming arrive with who did it; reads are fresh."
    ),
    Clause("4.13", "Reads are cached until something is dirty."),
    Clause(
        "4.14", "Filters find by text and by pattern, and all of their fields count."
    ),
    Clause("4.15", "What is not there is `NotFound`, never made up; no name is empty."),
    Clause(
        "4.16", "Errors are ours, chained from the platform's, with when to try again."
    ),
    Clause(
        "4.17", "What a platform lacks is `Unsupported`, unasked; what it has was used."
    ),
    Clause("4.18", "The SDK's own client is within reach."),
    Clause(
        "4.19",
        "Choices are seen as they were given, and a choice is heard once, with who made "
        "it; no button waits in vain.",
    ),
    Clause(
        "4.20",
        "Everybody chooses for themselves, and is shown it alone; or the first choice "
        "settles it for all, and who comes later is told.",
    ),
    # Payloads.
    Clause("5.1", "Payloads and events are frozen, with tuples, and times in UTC."),
    Clause("5.2", "Enumerations have Wechaty's own numbers."),
    # The outbox.
    Clause("O.1", "Sends to one conversation arrive in the order of the calls."),
    Clause(
        "O.2",
        "A send that is too fast waits as long as the platform says, and goes on.",
    ),
    Clause(
        "O.3", "A send that surely did not go out is tried again until the timeout."
    ),
    Clause(
        "O.4",
        "A send that may have gone out is not repeated: it is uncertain, or once.",
    ),
    Clause("O.5", "A cancelled send is not sent later."),
    # The suite itself.
    Clause(
        "7.1",
        "No standard test is overridden, but to expect its failure with a reason.",
    ),
)

_NUMBERS = frozenset(clause.number for clause in CLAUSES)


def clause(*numbers: str) -> Callable[[F], F]:
    """Say which clauses a test proves."""
    unknown = set(numbers) - _NUMBERS
    if unknown or not numbers:
        raise ValueError(
            f"no such clause: {', '.join(sorted(unknown)) or 'none given'}"
        )
    return pytest.mark.clause(*numbers)
