"""Asking for objects: the `fetch` command of protocol version 2 (https://git-scm.com/docs/gitprotocol-v2)."""

from collections.abc import Iterable, Mapping

from linkscan.hosts.git.pack import Thing, read_pack
from linkscan.hosts.git.pktline import Mark, packet, split_packets
from linkscan.hosts.git.refs import RefAdvertisement
from linkscan.models import Request, Response

_HEADERS = (
    ("Git-Protocol", "version=2"),
    ("Content-Type", "application/x-git-upload-pack-request"),
    ("Accept", "application/x-git-upload-pack-result"),
)
_LIMIT = 1 << 22  # the trees of 20,000 files; where blobs cannot be left out, commits and trees come before them
_DATA = 1  # the side band that carries the pack


def ask_objects(remote: str, advert: RefAdvertisement, wants: Iterable[str]) -> Request:
    """Ask for objects: of commits the whole tree of names and no files, if the server can leave files out."""
    features = [b"no-progress", b"ofs-delta", b"deepen 1"]
    if "filter" in advert.abilities:
        features.append(b"filter blob:none")  # what is wanted by its own name comes all the same
    lines = [*features, *(b"want " + oid.encode() for oid in wants), b"done"]
    head = [b"command=fetch", b"agent=linkscan", b"object-format=sha1"]
    body = b"".join(map(packet, head)) + Mark.DELIMITER.value + b"".join(map(packet, lines)) + Mark.FLUSH.value
    return Request(f"{remote}/git-upload-pack", "POST", _HEADERS, body, _LIMIT, is_immutable=True)


def read_objects(response: Response, known: Mapping[str, Thing]) -> dict[str, Thing]:
    """Read the objects that came; nothing where the server refused or broke off before the first."""
    if response.status != 200:
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
