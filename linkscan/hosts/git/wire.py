"""Git's wire protocol over HTTP: pkt-lines, the advertisement of refs, the fetch of objects.

https://git-scm.com/docs/gitprotocol-common, gitprotocol-http and gitprotocol-v2.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import Enum

from linkscan.hosts.git.pack import GitObject, read_pack
from linkscan.http.git_errors import git_error
from linkscan.models import Request, Response


class ControlPacket(Enum):
    """Packets without a payload."""

    FLUSH = b"0000"
    DELIMITER = b"0001"
    END = b"0002"


Packet = bytes | ControlPacket
_CONTROL_PACKETS = {mark.value: mark for mark in ControlPacket}


def pkt_line(line: bytes) -> bytes:
    """Return a line as a pkt-line: four hexadecimal digits of length, then the payload."""
    return b"%04x%s" % (len(line) + 4, line)


def split_packets(stream: bytes) -> tuple[list[Packet], bytes]:
    """Return the packets of a stream up to the first malformed one, and the payload of a last one cut short."""
    packets: list[Packet] = []
    position = 0
    while position + 4 <= len(stream):
        head = stream[position : position + 4]
        if head in _CONTROL_PACKETS:
            packets.append(_CONTROL_PACKETS[head])
            position += 4
            continue
        length = _packet_length(head)
        if length < 4:
            break
        payload = stream[position + 4 : position + length]
        if len(payload) < length - 4:
            return packets, payload
        packets.append(payload)
        position += length
    return packets, b""


def _packet_length(head: bytes) -> int:
    """Return the value of four hexadecimal digits; -1 for anything else (`int` alone takes signs, spaces and `0x`)."""
    return int(head, 16) if all(byte in b"0123456789abcdefABCDEF" for byte in head) else -1


_REFS_LIMIT = 1 << 18  # HEAD and the branches come first; a busy project's pull requests may be cut off
_LINE = re.compile(rb"(?P<oid>[0-9a-f]{40}) (?P<name>[^\0\n]+)(?:\0(?P<capabilities>[^\n]*))?\n?")
_NO_OBJECT = "0" * 40
_ROBOTS = re.compile(r"gh-pages|(dependabot|renovate)/.*|snyk-.*|imgbot")
_USUAL = ("refs/heads/main", "refs/heads/master")


@dataclass(frozen=True, slots=True)
class RefAdvertisement:
    """The refs of a repository by full name, and the full name of the branch that HEAD means."""

    refs: Mapping[str, str] = field(default_factory=dict)
    capabilities: frozenset[str] = frozenset()
    head: str | None = None

    @property
    def branches(self) -> dict[str, str]:
        """The commits of the branches, by short name."""
        return {
            name.removeprefix("refs/heads/"): oid for name, oid in self.refs.items() if name.startswith("refs/heads/")
        }

    @property
    def start(self) -> str | None:
        """The commit a visitor sees first; None where there is none."""
        wanted = ("HEAD", self.head or "", *_USUAL, *(f"refs/heads/{name}" for name in self.branches))
        return next((self.refs[name] for name in wanted if name in self.refs), None)

    @property
    def is_unborn(self) -> bool:
        """Whether there are branches, and HEAD means none of them."""
        return bool(self.branches) and "HEAD" not in self.refs

    @property
    def default_branch(self) -> str | None:
        """The short name of HEAD's branch, if the server told it."""
        return (self.head or "").removeprefix("refs/heads/") or None


def is_bot_branch(branch: str) -> bool:
    """Return whether a branch is made by a bot or holds a web page, not people's work."""
    return _ROBOTS.fullmatch(branch) is not None


def refs_request(remote: str) -> Request:
    """Return the request for the refs in protocol version 0: one request where version 2 needs two."""
    return Request(f"{remote}/info/refs?service=git-upload-pack", max_body=_REFS_LIMIT, final_on=(401,))


def read_refs(response: Response) -> RefAdvertisement | None:
    """Return the refs; None where the response is not a git server's, or an error. No refs: an empty repository."""
    if response.status != 200 or response.failure is not None or git_error(response) is not None:
        return None
    packets, _ = split_packets(response.body)
    if not packets or packets[0] not in (b"# service=git-upload-pack\n", b"# service=git-upload-pack"):
        return None
    told = [line for line in packets[1:] if isinstance(line, bytes)]
    lines = [match for line in told if (match := _LINE.fullmatch(line))]
    if told and not lines:
        return None  # something else than refs, which says nothing about whether there are any
    capabilities = (
        frozenset((lines[0]["capabilities"] or b"").decode("utf-8", "replace").split()) if lines else frozenset()
    )
    refs = {
        line["name"].decode("utf-8", "replace"): line["oid"].decode()
        for line in lines
        if line["oid"].decode() != _NO_OBJECT
    }
    head = next((word.removeprefix("symref=HEAD:") for word in capabilities if word.startswith("symref=HEAD:")), None)
    return RefAdvertisement(refs, capabilities, head)


_HEADERS = (
    ("Git-Protocol", "version=2"),
    ("Content-Type", "application/x-git-upload-pack-request"),
    ("Accept", "application/x-git-upload-pack-result"),
)
_PACK_LIMIT = 1 << 22  # the trees of 20,000 files; where blobs cannot be left out, commits and trees come before them
_DATA = 1  # the side band that carries the pack


def fetch_request(remote: str, advert: RefAdvertisement, wants: Iterable[str], below: int = 0) -> Request:
    """Return the request for objects: of commits all trees, and of their blobs those of fewer than `below` bytes.

    A server that cannot leave blobs out sends all of them.
    """
    features = [b"no-progress", b"ofs-delta", b"deepen 1"]
    if "filter" in advert.capabilities:
        # What is wanted by its own name comes all the same (https://git-scm.com/docs/git-rev-list, `--filter`).
        features.append(b"filter blob:limit=%d" % below if below else b"filter blob:none")
    lines = [*features, *(b"want " + oid.encode() for oid in wants), b"done"]
    head = [b"command=fetch", b"agent=linkscan", b"object-format=sha1"]
    body = (
        b"".join(map(pkt_line, head))
        + ControlPacket.DELIMITER.value
        + b"".join(map(pkt_line, lines))
        + ControlPacket.FLUSH.value
    )
    return Request(f"{remote}/git-upload-pack", "POST", _HEADERS, body, _PACK_LIMIT, is_immutable=True)


def read_fetch(response: Response, known: Mapping[str, GitObject]) -> dict[str, GitObject]:
    """Return the objects that came by name; none where the server refused or broke off before the first."""
    if response.status != 200 or response.failure is not None:
        return {}
    packets, cut = split_packets(response.body)
    if cut:
        packets.append(cut)
    bands = iter(packets)
    for line in bands:
        if isinstance(line, bytes) and line.rstrip(b"\n") == b"packfile":
            break
    pack = b"".join(line[1:] for line in bands if isinstance(line, bytes) and line[:1] == bytes([_DATA]))
    return read_pack(pack, known)
