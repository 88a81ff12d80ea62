"""The links in files with their state. Pure."""

import re
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import urlsplit, urlunsplit

from linkscan.documents.reference import Reference
from linkscan.models import Content, Health, Kind, LinkResult

_PERMANENT = (301, 308)


class State(StrEnum):
    """The state of a link: the health of its address, missing content behind it, or a missing local file."""

    GONE = "gone"
    MISSING = "missing"  # a local file or anchor
    INVALID = "invalid"
    EMPTY = "empty"
    PLACEHOLDER = "placeholder"
    MOVED = "moved"
    RESTRICTED = "restricted"
    UNREACHABLE = "unreachable"
    SKIPPED = "skipped"
    IGNORED = "ignored"
    OK = "ok"


FINDINGS = (State.GONE, State.MISSING, State.INVALID, State.EMPTY, State.PLACEHOLDER, State.MOVED, State.RESTRICTED, State.UNREACHABLE)  # fmt: skip  # noqa: E501
"""The states that are reported, the worst first."""


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A link with its position and state; `new` is the new address if it has moved permanently."""

    file: str
    line: int
    column: int
    reference: Reference
    state: State
    reason: str = ""
    new: str | None = None


def state_of(found: LinkResult) -> State:
    """Return the state for the result of an address: missing content takes precedence over its health."""
    if found.content is Content.PLACEHOLDER:
        return State.PLACEHOLDER
    return State.EMPTY if found.content is Content.EMPTY else State(found.health)


def new_address(found: LinkResult) -> str | None:
    """Return the address to which one has moved permanently, with its path and fragment, or None if it has not.

    For a renamed repository, its name in the address is replaced. For a page, it is the end of the redirect chain if
    all redirects were permanent: after a temporary one the original address should still be used (RFC 9110, 15.4.3).
    """
    if found.health is not Health.MOVED:
        return None
    old = urlsplit(found.url)
    if found.kind is Kind.REPOSITORY and (renamed := _renamed(found)):
        new = renamed
    elif found.final_url and all(hop.status in _PERMANENT for hop in found.redirects):
        new = found.final_url
    else:
        return None
    if not urlsplit(new).fragment and old.fragment:
        new = urlunsplit((*urlsplit(new)[:4], old.fragment))
    return new if re.fullmatch(r"https?://[!-~]+", new) and new != found.url else None


def _renamed(found: LinkResult) -> str | None:
    """Return an address in a repository with the new name of the repository, or None if it is not renamed."""
    old, new = urlsplit(found.url), urlsplit(found.canonical)
    old_parts, new_parts = old.path.strip("/").split("/"), new.path.strip("/").split("/")
    same_host = old.netloc.lower().removeprefix("www.") == new.netloc.lower().removeprefix("www.")
    if not same_host or len(old_parts) < len(new_parts) or old_parts[: len(new_parts)] == new_parts:
        return None
    path = "/".join(("", *new_parts, *old_parts[len(new_parts) :]))
    return urlunsplit((new.scheme, new.netloc, path, old.query, old.fragment))
