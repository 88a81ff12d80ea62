"""What became of each link of a file. Pure."""

import re
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import urlsplit, urlunsplit

from linkscan.documents.reference import Reference
from linkscan.models import Content, Health, Kind, LinkResult

_PERMANENT = (301, 308)


class State(StrEnum):
    """What became of a link: the health of its address, what is wrong behind it, or of a file here."""

    GONE = "gone"
    MISSING = "missing"  # a file or an anchor of these files
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
"""The states that are worth a line, the worst first."""


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A link where it stands; `new` is the address to write instead, of what moved permanently."""

    file: str
    line: int
    column: int
    reference: Reference
    state: State
    reason: str = ""
    new: str | None = None


def state_of(found: LinkResult) -> State:
    """Return what became of an address: what is behind it counts where it answers."""
    if found.content is Content.PLACEHOLDER:
        return State.PLACEHOLDER
    return State.EMPTY if found.content is Content.EMPTY else State(found.health)


def new_address(found: LinkResult) -> str | None:
    """Return where an address has moved for good, with the path and the fragment that it names; None if it has not.

    Of a renamed repository the name is replaced. Of a page the end of the redirects is taken, if each was permanent: a
    temporary one says that the address is to be used further (RFC 9110, 15.4.3).
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
    """Return an address in a repository with the repository's new name."""
    old, new = urlsplit(found.url), urlsplit(found.canonical)
    old_parts, new_parts = old.path.strip("/").split("/"), new.path.strip("/").split("/")
    same_host = old.netloc.lower().removeprefix("www.") == new.netloc.lower().removeprefix("www.")
    if not same_host or len(old_parts) < len(new_parts) or old_parts[: len(new_parts)] == new_parts:
        return None
    path = "/".join(("", *new_parts, *old_parts[len(new_parts) :]))
    return urlunsplit((new.scheme, new.netloc, path, old.query, old.fragment))
