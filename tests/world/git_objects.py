"""Git's objects, made without git: blobs, trees and commits with their real object names (git help gitformat-*)."""

import hashlib
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

File = str | bytes
Store = dict[str, bytes]


@dataclass(frozen=True, slots=True)
class Submodule:
    """A directory that is another repository at a given commit."""

    url: str
    commit: str = "1234567890abcdef1234567890abcdef12345678"


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a tree."""

    name: str
    mode: str
    oid: str
    size: int | None = None
    entries: tuple["Entry", ...] = ()

    @property
    def kind(self) -> str:
        """Git's word for the type of the object."""
        return {"040000": "tree", "160000": "commit"}.get(self.mode, "blob")


@dataclass(frozen=True)
class Snapshot:
    """One commit with all its objects."""

    commit: str
    tree: Entry
    store: Store = field(repr=False)

    def walk(self) -> Iterator[tuple[str, Entry]]:
        """List every path below the root, directories before what is in them."""
        return _walk("", self.tree)

    def find(self, path: str) -> Entry | None:
        """Return the entry at a path; the empty path is the root."""
        entry = self.tree
        for name in filter(None, path.split("/")):
            inner = {child.name: child for child in entry.entries}.get(name)
            if inner is None:
                return None
            entry = inner
        return entry

    def read(self, entry: Entry) -> bytes:
        """Return the content of a blob."""
        return self.store[entry.oid].partition(b"\0")[2]


def snapshot(files: Mapping[str, File | Submodule], when: datetime, message: str = "Initial commit") -> Snapshot:
    """Return a commit of the files."""
    modules = {path: file for path, file in files.items() if isinstance(file, Submodule)}
    if modules:
        lines = [f'[submodule "{path}"]\n\tpath = {path}\n\turl = {module.url}\n' for path, module in modules.items()]
        files = {**files, ".gitmodules": "".join(lines)}
    store: Store = {}
    tree = _plant(store, "", files)
    stamp = f"A. Author <author@example.org> {int(when.timestamp())} +0000"
    text = f"tree {tree.oid}\nauthor {stamp}\ncommitter {stamp}\n\n{message}\n"
    return Snapshot(_keep(store, "commit", text.encode()), tree, store)


def write_bare(folder: Path, branches: Mapping[str, Snapshot], tags: Mapping[str, str], head: str) -> None:
    """Write a bare repository that git reads: loose objects, loose refs."""
    (folder / "objects" / "info").mkdir(parents=True)
    (folder / "refs" / "heads").mkdir(parents=True)
    (folder / "HEAD").write_text(f"ref: refs/heads/{head}\n")
    (folder / "config").write_text("[core]\n\trepositoryformatversion = 0\n\tbare = true\n")
    for branch, shot in branches.items():
        _write_ref(folder / "refs" / "heads" / branch, shot.commit)
        for oid, data in shot.store.items():
            place = folder / "objects" / oid[:2] / oid[2:]
            place.parent.mkdir(exist_ok=True)
            place.write_bytes(zlib.compress(data, 1))
    for tag, oid in tags.items():
        _write_ref(folder / "refs" / "tags" / tag, oid)


def _write_ref(place: Path, oid: str) -> None:
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text(f"{oid}\n")


def _keep(store: Store, kind: str, data: bytes) -> str:
    whole = f"{kind} {len(data)}\0".encode() + data
    oid = hashlib.sha1(whole, usedforsecurity=False).hexdigest()
    store[oid] = whole
    return oid


def _plant(store: Store, name: str, files: Mapping[str, File | Submodule]) -> Entry:
    folders: dict[str, dict[str, File | Submodule]] = {}
    entries: list[Entry] = []
    for path, file in files.items():
        first, slash, rest = path.partition("/")
        if slash:
            folders.setdefault(first, {})[rest] = file
        elif isinstance(file, Submodule):
            entries.append(Entry(first, "160000", file.commit))
        else:
            data = file.encode() if isinstance(file, str) else file
            entries.append(Entry(first, "100644", _keep(store, "blob", data), len(data)))
    entries += [_plant(store, folder, inside) for folder, inside in folders.items()]
    entries.sort(key=lambda entry: entry.name.encode() + (b"/" if entry.kind == "tree" else b""))
    lines = [f"{int(entry.mode)} {entry.name}".encode() + b"\0" + bytes.fromhex(entry.oid) for entry in entries]
    return Entry(name, "040000", _keep(store, "tree", b"".join(lines)), None, tuple(entries))


def _walk(prefix: str, tree: Entry) -> Iterator[tuple[str, Entry]]:
    for entry in tree.entries:
        path = prefix + entry.name
        yield path, entry
        yield from _walk(f"{path}/", entry)
