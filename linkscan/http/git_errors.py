"""Errors that git servers send in the body of a response with a successful status.

A server may send an `ERR` packet wherever it would send refs or a pack, or a message on sideband 3 of a fetch:
https://git-scm.com/docs/gitprotocol-pack, https://git-scm.com/docs/gitprotocol-v2. The known texts are those of git
(`upload-pack.c`, `daemon.c`), GitHub's rate limit of 2026-09 (https://github.com/cli/cli/issues/14329) and its notices
of blocked repositories, GitLab and Bitbucket.
"""

import re
from enum import Enum
from typing import NamedTuple

from linkscan.models import Response
from linkscan.patterns import lazy_pattern

_PEEK = 1 << 12  # bytes of the body that are searched
_MAX_MESSAGE = 300  # characters of a message
_STARTS = frozenset((b"ERR ", b"# se", b"pack", b"ackn", b"shal"))
"""How the first packet of an advertisement or a fetch begins; any other response costs one comparison."""

_PACKET = lazy_pattern(rb"[0-9a-f]{4}", re.IGNORECASE)


class GitErrorKind(Enum):
    """What a git server's error message means."""

    LIMITED = "rate limit"
    UNAVAILABLE = "temporarily unavailable"
    BLOCKED = "blocked by the host"
    NOT_OUR_REF = "no such object"
    DENIED = "missing or not public"
    OTHER = "an unknown error"


class GitError(NamedTuple):
    """An error of a git server: its kind, and its message on one line."""

    kind: GitErrorKind
    message: str


_PHRASES: dict[GitErrorKind, tuple[str, ...]] = {
    GitErrorKind.NOT_OUR_REF: (
        r"not our ref",
        r"want \S+ not valid",
        r"bad object",
        r"no such (?:remote )?ref",
    ),
    GitErrorKind.BLOCKED: (
        r"\bdmca\b",
        r"takedown",
        r"access to this repository has been (?:disabled|blocked)",
        r"repository access blocked",
        r"repository (?:has been |is |was )?(?:disabled|blocked)",
        r"account (?:has been |is |was )?suspended",
        r"unavailable for legal reasons",
        r"violation of",
    ),
    GitErrorKind.LIMITED: (
        r"rate[ -]?limit",
        r"\blimit(?:ed|ing|s)? (?:exceeded|reached|some|unauthenticated|the|your|requests)",
        r"temporarily limit",
        r"too many (?:requests|connections|concurrent)",
        r"slow(?:ing)? down",
        r"throttl",
        r"quota",
        r"abuse detection",
    ),
    GitErrorKind.UNAVAILABLE: (
        r"maintenance",
        r"temporar(?:il)?y",
        r"unavailable",
        r"try again",
        r"retry|retried",
        r"\blater\b",
        r"not responding",
        r"unreachable",
        r"time[d -]?out|deadline exceeded",
        r"overload",
        r"internal (?:server )?error",
        r"\boffline\b|shutting down|not available at this time",
    ),
    GitErrorKind.DENIED: (
        r"access denied|not exported",
        r"not found|could ?n[o']t be found|could not be found",
        r"does(?: not|n't) exist|no such repository",
        r"permission|not authorized|forbidden",
        r"authenticat|credential",
        r"does not appear to be a git repository",
    ),
}
"""Tried in this order, as a message may match several kinds ("limiting ... retry later or authenticate")."""

_KINDS = tuple((kind, lazy_pattern("|".join(words), re.IGNORECASE)) for kind, words in _PHRASES.items())


def git_error(response: Response) -> GitError | None:
    """Return the error in a git server's response; None if it holds none, or is not from a git server."""
    message = _message(response.body[:_PEEK]) if response.body[4:8] in _STARTS else None
    if message is None:
        return None
    text = " ".join(message.decode("utf-8", "replace").split())[:_MAX_MESSAGE]
    return GitError(kind_of_message(text), text)


def kind_of_message(text: str) -> GitErrorKind:
    """Return the kind of a git server's message, wherever in a response it was sent."""
    return next((kind for kind, pattern in _KINDS if pattern.search(text)), GitErrorKind.OTHER)


def _message(stream: bytes) -> bytes | None:
    """Return the payload of the first `ERR` packet, or of the error sideband of a fetch ahead of its data."""
    position, has_pack = 0, False
    while (head := _PACKET.match(stream, position)) is not None:
        length = int(head[0], 16)
        payload = stream[position + 4 : position + max(length, 4)]
        position += max(length, 4)
        if payload.startswith(b"ERR "):
            return payload[4:]
        if has_pack and payload[:1] == b"\3":
            return payload[1:]
        if has_pack and payload[:1] == b"\1":
            return None
        has_pack = has_pack or payload.rstrip(b"\n") == b"packfile"
    return None
