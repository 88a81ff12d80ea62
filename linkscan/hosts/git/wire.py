"""Git's wire protocol over HTTP: pkt-lines, the ref advertisement, fetching objects.

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
    """The special packets that carry no payload."""

    FLUSH = b"0000"
    DELIMITER = b"0001"
    END = b"0002"


Packet = bytes | ControlPacket
_CONTROL_PACKETS = {mark.value: mark for mark in ControlPacket}


def pkt_line(line: bytes) -> bytes:
    """Encode a line as a pkt-line: its length in four hexadecimal digits, then the payload."""
    return b"%04x%s" % (len(line) + 4, line)


def split_packets(stream: bytes) -> tuple[list[Packet], bytes]:
    """Return the packets of a stream up to the first malformed one, and the partial payload of a truncated last one."""
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
    """Return the value of four hexadecimal digits; -1 for anything else (`int` also accepts signs, spaces and `0x`)."""
    return int(head, 16) if all(byte in b"0123456789abcdefABCDEF" for byte in head) else -1


_REFS_LIMIT = 1 << 18  # bytes; HEAD and branches come first, so a busy project loses only pull requests and tags
_LINE = re.compile(rb"(?P<oid>[0-9a-f]{40}) (?P<name>[^\0\n]+)(?:\0(?P<capabilities>[^\n]*))?\n?")
_NO_OBJECT = "0" * 40
_NOT_BY_PEOPLE = re.compile(r"gh-pages|(dependabot|renovate)/.*|snyk-.*|imgbot")
_USUAL_BRANCHES = ("refs/heads/main", "refs/heads/master")


@dataclass(frozen=True, slots=True)
class RefAdvertisement:
    """The refs of a repository by full name, and the full name of the branch that HEAD points to."""

    refs: Mapping[str, str] = field(default_factory=dict)
    capabilities: frozenset[str] = frozenset()
    head: str | None = None

    @property
    def branches(self) -> dict[str, str]:
        """The branches' commits, by short name."""
        return {
            name.removeprefix("refs/heads/"): oid for name, oid in self.refs.items() if name.startswith("refs/heads/")
        }

    @property
    def start(self) -> str | None:
        """The commit a visitor sees first; None if there are no commits."""
        wanted = ("HEAD", self.head or "", *_USUAL_BRANCHES, *(f"refs/heads/{name}" for name in self.branches))
        return next((self.refs[name] for name in wanted if name in self.refs), None)

    @property
    def is_unborn(self) -> bool:
        """Whether HEAD points to a branch that does not exist, though others do."""
        return bool(self.branches) and "HEAD" not in self.refs

    @property
    def default_branch(self) -> str | None:
        """The short name of HEAD's branch, if the server advertises it."""
        return (self.head or "").removeprefix("refs/heads/") or None


def is_bot_branch(branch: str) -> bool:
    """Return whether a branch was created by a bot or holds a website (`gh-pages`), judging by its name."""
    return _NOT_BY_PEOPLE.fullmatch(branch) is not None


def refs_request(remote: str) -> Request:
    """Return the request for the refs in protocol version 0, which takes one request where version 2 takes two."""
    return Request(f"{remote}/info/refs?service=git-upload-pack", max_body=_REFS_LIMIT, final_on=(401,))


def read_refs(response: Response) -> RefAdvertisement | None:
    """Return the advertised refs, none for an empty repository; None if the response is an error or not from git."""
    if response.status != 200 or response.failure is not None or git_error(response) is not None:
        return None
    packets, _ = split_packets(response.body)
    if not packets or packets[0] not in (b"# service=git-upload-pack\n", b"# service=git-upload-pack"):
        return None
    payloads = [line for line in packets[1:] if isinstance(line, bytes)]
    lines = [match for line in payloads if (match := _LINE.fullmatch(line))]
    if payloads and not lines:
        return None  # unreadable, which does not mean that there are no refs
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
_PACK_LIMIT = 1 << 22  # bytes: the trees of 20,000 files; in an unfiltered pack, commits and trees precede the blobs
_DATA = 1  # the side-band that carries the pack


def fetch_request(remote: str, advert: RefAdvertisement, wants: Iterable[str], below: int = 0) -> Request:
    """Return the request for objects: the wanted ones, all trees below them, and blobs of fewer than `below` bytes.

    A server that does not support filters sends all blobs.
    """
    features = [b"no-progress", b"ofs-delta", b"deepen 1"]
    if "filter" in advert.capabilities:
        # The filter does not apply to wanted objects themselves (https://git-scm.com/docs/git-rev-list, `--filter`).
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
    """Return the fetched objects by name; none if the server refused or the response ended before the first."""
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
