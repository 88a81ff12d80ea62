"""Commits and trees: from the objects of a pack to a list of files."""

from collections import deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice

from linkscan.hosts.git.pack import Thing
from linkscan.models import File

MOST_FILES = 50_000  # names read; a tree that names another many times over, and so on down, would never end
_LONGEST_PATH = 4096  # characters; Linux's own limit (limits.h)
_FOLDER, _SUBMODULE = b"40000", b"160000"


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a tree."""

    name: str
    oid: str
    mode: bytes

    @property
    def is_folder(self) -> bool:
        """Return a folder from a file."""
        return self.mode == _FOLDER


def root_of(things: Mapping[str, Thing], commit: str) -> str | None:
    """Name the root tree of a commit, or of what a tag points to."""
    for _ in range(8):  # tags of tags
        thing = things.get(commit)
        if thing is None:
            return None
        word, _, rest = thing.data.partition(b"\n")[0].partition(b" ")
        name = rest.decode("ascii", "replace")
        if thing.kind == "commit":
            return name if word == b"tree" else None
        if thing.kind != "tag":
            return None
        commit = name
    return None


def read_tree(tree: Thing) -> Iterator[Entry]:
    """Read the entries of a tree, as far as they make sense."""
    data, position = tree.data, 0
    while position < len(data):
        space = data.find(b" ", position, position + 8)
        end = data.find(b"\0", space)
        if space < 0 or end < 0 or end + 21 > len(data):
            return
        name = data[space + 1 : end].decode("utf-8", "replace")
        yield Entry(name, data[end + 1 : end + 21].hex(), data[position:space])
        position = end + 21


@dataclass(frozen=True, slots=True)
class Found:
    """What a path leads to: an entry that is not a folder, a tree, or a tree that is not in the pack."""

    oid: str
    is_folder: bool
    is_known: bool


def follow(things: Mapping[str, Thing], root: str, parts: tuple[str, ...]) -> Found | None:
    """Walk down from a tree; None where the path does not exist."""
    oid = root
    for depth, part in enumerate(parts):
        tree = things.get(oid)
        if tree is None or tree.kind != "tree":
            return Found(oid, is_folder=True, is_known=False)
        entry = next((entry for entry in read_tree(tree) if entry.name == part), None)
        if entry is None:
            return None
        if not entry.is_folder:
            return Found(entry.oid, False, entry.oid in things) if depth == len(parts) - 1 else None
        oid = entry.oid
    return Found(oid, is_folder=True, is_known=oid in things)


def list_files(things: Mapping[str, Thing], root: str) -> dict[str, tuple[str, File]]:
    """List all files below a tree by path, with their objects; a folder that is not there ends in `/`."""
    listing: dict[str, tuple[str, File]] = {}
    waiting = deque([("", root)])
    room = MOST_FILES
    closed = set[str]()  # there is never more room than before: what once had none is not counted again
    while waiting:
        prefix, oid = waiting.popleft()
        entries = None if oid in closed or len(prefix) > _LONGEST_PATH else _at_most(room, things.get(oid))
        if entries is None:
            closed.add(oid)
            listing[prefix] = (oid, File(prefix))
            continue
        room -= len(entries)
        for entry in entries:
            path = prefix + entry.name
            if entry.is_folder:
                waiting.append((path + "/", entry.oid))
            else:
                blob = things.get(entry.oid)
                size = len(blob.data) if blob else None
                listing[path] = (entry.oid, File(path, size, is_submodule=entry.mode == _SUBMODULE))
    return listing


def _at_most(room: int, tree: Thing | None) -> list[Entry] | None:
    """Read the entries of a tree; None if it is none, or there are more than `room` of them."""
    if tree is None or tree.kind != "tree":
        return None
    entries = list(islice(read_tree(tree), room + 1))
    return entries if len(entries) <= room else None
