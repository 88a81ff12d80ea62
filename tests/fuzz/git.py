"""The git protocol: advertisements, packets, packs and trees from a hostile server."""

import zlib
from hashlib import sha1

from linkscan.hosts.git.pack import read_pack
from linkscan.hosts.git.repository import MOST_FILES, list_files, read_tree, read_tree_snapshot, root_of
from linkscan.hosts.git.wire import pkt_line, read_refs, split_packets
from linkscan.models import Request, Response
from tests.fuzz.bounds import in_time, stretched
from tests.fuzz.drawing import Draw
from tests.fuzz.laws import assert_askable
from tests.hosts.flows import hold

_BUDGET = 1 << 20
_NAMES = (b"README.md", b"main.py", b"src", b".gitmodules", b"..", b"a/b", b"", b"\xff", b"code")
_MODES = (b"100644", b"40000", b"160000", b"120000", b"4", b"040000")
_REFS = (b"HEAD", b"refs/heads/main", b"refs/heads/dev", b"refs/tags/v1", b"refs/pull/1/head", b"capabilities^{}")


def _raw(kind: int, data: bytes) -> bytes:
    """Write one entry of a pack."""
    size, head = len(data), bytearray()
    byte, size = kind << 4 | size & 15, size >> 4
    while size:
        head.append(byte | 128)
        byte, size = size & 127, size >> 7
    return bytes([*head, byte]) + zlib.compress(data)


ADVERT = (
    pkt_line(b"# service=git-upload-pack\n")
    + b"0000"
    + pkt_line(b"1" * 40 + b" HEAD\0filter shallow symref=HEAD:refs/heads/main\n")
    + pkt_line(b"1" * 40 + b" refs/heads/main\n")
    + b"0000"
)
_PACK = b"PACK" + bytes([0, 0, 0, 2, 0, 0, 0, 2]) + _raw(3, b"# Tool\n") + _raw(2, b"100644 a\0" + b"1" * 20)
SEEDS = (
    b"\0" + ADVERT,
    b"\1" + _PACK,
    b"\1" + _PACK[:40],
    b"\2" + pkt_line(b"packfile\n") + pkt_line(b"\1" + _PACK) + b"0000",
    b"\3" + b"100644 README.md\0" + b"1" * 20 + b"40000 src\0" + b"2" * 20,
    b"\4" + bytes(range(200)),
    b"\4" + bytes(range(0, 256, 3)) * 2,
    b"\0\x1b\x1b0004\x1b",
    b"\3\x1b\x1b40000 a\0" + b"1" * 20 + b"\x1b",
    b"\1\x1bPACK\0\0\0\2\0\0\xff\xff\x1b" + _raw(3, b"") + b"\x1b",
)
WORDS = (
    *(b"0000", b"0001", b"0002", b"0004", b"fff0", b"PACK\0\0\0\2", b"# service=git-upload-pack\n", b"packfile\n"),
    *(b"symref=HEAD:", b"filter", b"refs/heads/", b"HEAD\0", b"1" * 40, b"0" * 40, b"40000 ", b"160000 ", b"\x78\x9c"),
)


def attack(data: bytes) -> None:
    """Pass raw bytes to one of the parsers, or run a whole flow with well-formed but false data."""
    what, rest = data[:1], stretched(data[1:])
    with in_time(len(rest)):
        match what[0] % 5 if what else 0:
            case 0:
                _advert(rest)
            case 1:
                objects = read_pack(rest, budget=_BUDGET)
                assert sum(len(obj.data) for obj in objects.values()) <= _BUDGET
            case 2:
                packets, cut = split_packets(rest)
                assert sum(len(each) for each in packets if isinstance(each, bytes)) + len(cut) <= len(rest)
            case 3:
                _tree(rest)
            case 4:
                _look(Draw(rest))


def _advert(body: bytes) -> None:
    advert = read_refs(Response("https://a.org/b.git/info/refs", 200, body=body))
    if advert is not None:
        assert all(len(oid) == 40 for oid in advert.refs.values())
        assert advert.start is None or advert.start in advert.refs.values()
        assert advert.default_branch != ""


def _tree(data: bytes) -> None:
    """Read a tree that may contain itself."""
    objects = read_pack(b"PACK" + bytes([0, 0, 0, 2, 0, 0, 0, 1]) + _raw(2, data))
    (name, tree) = next(iter(objects.items()))
    names = {entry.oid for entry in read_tree(tree)}
    assert root_of(objects, name) is None
    listing = list_files(objects | dict.fromkeys(sorted(names)[:3], tree), name)
    assert len(listing) <= MOST_FILES


def _look(draw: Draw) -> None:
    """Run the flow for one repository."""
    objects: list[tuple[int, bytes]] = []
    for _ in range(1 + draw.byte() % 6):
        _add_object(draw, objects)
    oids = [_oid(kind, data) for kind, data in objects]
    pack = b"PACK" + bytes([0, 0, 0, 2, 0, 0, 0, len(objects)]) + b"".join(_raw(*each) for each in objects)
    refs = b"".join(
        pkt_line(b"%s %s%s\n" % (draw.pick(oids), draw.pick(_REFS), b"\0filter symref=HEAD:refs/heads/main"))
        for _ in range(draw.byte() % 4)
    )
    advert = pkt_line(b"# service=git-upload-pack\n") + b"0000" + refs + b"0000"
    looking = read_tree_snapshot(
        "https://a.org/b.git", draw.pick(((), ("main",), ("main", "src"), ("dev", "a", "b", "c")))
    )
    _, rounds = hold(looking, lambda request: _reply(draw, request, advert, pack))
    for requests in rounds:
        for request in requests:
            assert_askable(request)


def _reply(draw: Draw, request: Request, advert: bytes, pack: bytes) -> Response:
    if draw.chance(16):
        return Response(request.url, draw.pick((404, 401, 500, 403)))
    if request.method == "GET":
        return Response(request.url, 200, body=advert)
    cut = draw.byte() if draw.chance(4) else len(pack)
    return Response(request.url, 200, body=pkt_line(b"packfile\n") + pkt_line(b"\1" + pack[:cut]) + b"0000")


def _add_object(draw: Draw, objects: list[tuple[int, bytes]]) -> None:
    """Add a blob, a tree, a commit or a tag that may refer to earlier objects."""
    oids = [_oid(kind, data) for kind, data in objects] or [b"1" * 40]
    match draw.byte() % 4:
        case 0:
            objects.append((3, draw.some_bytes()))
        case 1:
            lines = [
                b"%s %s\0%s" % (draw.pick(_MODES), draw.pick(_NAMES), bytes.fromhex(str(draw.pick(oids), "ascii")))
                for _ in range(draw.byte() % 5)
            ]
            objects.append((2, b"".join(lines)))
        case 2:
            objects.append((1, b"tree %s\n\nx" % draw.pick(oids)))
        case 3:
            objects.append((4, b"object %s\n" % draw.pick(oids)))


def _oid(kind: int, data: bytes) -> bytes:
    name = {1: b"commit", 2: b"tree", 3: b"blob", 4: b"tag"}[kind]
    return sha1(b"%s %d\0%s" % (name, len(data), data), usedforsecurity=False).hexdigest().encode()
