"""Take a snapshot of a repository: whether it exists, its files and its README. Usually two requests."""

import re
from collections import Counter, deque
from collections.abc import Generator, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import NamedTuple

from linkscan.content.file_kinds import SKELETON, FileKind, holds_code, kind_of, plainest_readme
from linkscan.content.file_roles import LITTLE, TENSOR
from linkscan.content.language import interpreter_of
from linkscan.hosts.git.pack import GitObject
from linkscan.hosts.git.wire import RefAdvertisement, fetch_request, is_bot_branch, read_fetch, read_refs, refs_request
from linkscan.http.git_errors import GitError, GitErrorKind, git_error
from linkscan.models import File, Request, Response

MOST_FILES = 50_000  # entries read: trees that repeat a subtree at every level expand exponentially
_WIDE = 1 << 16  # bytes of a tree object: some two thousand entries
_FIRST_LINE = 256  # bytes; as much of a `#!` line as Linux reads (binfmt_script)
_LONGEST_PATH = 4096  # characters; PATH_MAX on Linux (limits.h)
_FOLDER, _SUBMODULE = b"40000", b"160000"


class TreeEntry(NamedTuple):
    """One entry of a tree object."""

    name: str
    oid: str
    mode: bytes

    @property
    def is_folder(self) -> bool:
        """Whether the entry is a folder."""
        return self.mode == _FOLDER


def root_of(objects: Mapping[str, GitObject], commit: str) -> str | None:
    """Return the object name of a commit's root tree, following annotated tags; None if an object is missing."""
    for _ in range(8):  # a tag may point to another tag
        obj = objects.get(commit)
        if obj is None:
            return None
        word, _, rest = obj.data.partition(b"\n")[0].partition(b" ")
        name = rest.decode("ascii", "replace")
        if obj.kind == "commit":
            return name if word == b"tree" else None
        if obj.kind != "tag":
            return None
        commit = name
    return None


def read_tree(tree: GitObject) -> Iterator[TreeEntry]:
    """Yield the entries of a tree object up to the first malformed one."""
    data, position = tree.data, 0
    while position < len(data):
        space = data.find(b" ", position, position + 8)
        end = data.find(b"\0", space)
        if space < 0 or end < 0 or end + 21 > len(data):
            return
        name = data[space + 1 : end].decode("utf-8", "replace")
        yield TreeEntry(name, data[end + 1 : end + 21].hex(), data[position:space])
        position = end + 21


class ResolvedPath(NamedTuple):
    """The object that a path resolves to; `is_known` tells whether the pack contained it."""

    oid: str
    is_folder: bool
    is_known: bool


def follow(objects: Mapping[str, GitObject], root: str, parts: tuple[str, ...]) -> ResolvedPath | None:
    """Resolve a path from a root tree, up to the first folder that is not in the pack; None if it does not exist."""
    oid = root
    for depth, part in enumerate(parts):
        tree = objects.get(oid)
        if tree is None or tree.kind != "tree":
            return ResolvedPath(oid, is_folder=True, is_known=False)
        entry = next((entry for entry in read_tree(tree) if entry.name == part), None)
        if entry is None:
            return None
        if not entry.is_folder:
            return ResolvedPath(entry.oid, False, entry.oid in objects) if depth == len(parts) - 1 else None
        oid = entry.oid
    return ResolvedPath(oid, is_folder=True, is_known=oid in objects)


def list_files(objects: Mapping[str, GitObject], root: str) -> dict[str, tuple[str, File]]:
    """Return (object name, file) by path for all files below a tree; a path that ends in `/` is an unopened folder."""
    listing: dict[str, tuple[str, File]] = {}
    waiting, wide = deque([("", root)]), deque[tuple[str, str]]()  # very large folders are opened last
    room = MOST_FILES
    closed = set[str]()  # `room` only shrinks, so a folder that did not fit once need not be tried again
    while waiting or wide:
        is_last = not waiting
        prefix, oid = (waiting or wide).popleft()
        if not is_last and prefix and oid in objects and len(objects[oid].data) > _WIDE:
            wide.append((prefix, oid))
            continue
        entries = None if oid in closed or len(prefix) > _LONGEST_PATH else _entries_within(room, objects.get(oid))
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
                listing[path] = (entry.oid, _file(path, entry, objects.get(entry.oid)))
    return listing


def _file(path: str, entry: TreeEntry, blob: GitObject | None) -> File:
    """Return a file with its size, and the interpreter of a script without extension, if its blob is in the pack."""
    runs = blob is not None and "." not in entry.name and blob.data.startswith(b"#!")
    return File(
        path,
        len(blob.data) if blob else None,
        is_submodule=entry.mode == _SUBMODULE,
        interpreter=interpreter_of(blob.data[:_FIRST_LINE].decode("utf-8", "replace")) if blob and runs else None,
    )


def _entries_within(room: int, tree: GitObject | None) -> list[TreeEntry] | None:
    """Return the entries of a tree; None if it is not a tree or has more than `room` entries."""
    if tree is None or tree.kind != "tree":
        return None
    entries = list(islice(read_tree(tree), room + 1))
    return entries if len(entries) <= room else None


TreeFlow = Generator[Sequence[Request], Sequence[Response], "TreeSnapshot"]

FIRST = 1 << 15
"""Blobs smaller than this many bytes are fetched along with the trees. Most READMEs and licences are."""
MOST_STEPS = 4  # further requests for a path whose folders were not in the first response
MOST_BRANCHES = 20  # other branches to examine if HEAD has few code files; their trees are mostly shared
MORE_BRANCHES = File("(other branches)/")
"""Stands for the branches that were not examined, as an unopened folder."""

FEW = 3  # code files; if there are no more, they are fetched, as they may contain only a promise
MOST_TINY = 20  # code files; if there are no more, their sizes are fetched, as all may be nearly empty
MOST_SIZED = 1000  # files; the blobs of a data set of many tiny files would not fit into a response
FEW_FILES = 60
_LONGEST_TEXT = 1 << 18
_LICENSE = re.compile(r"(?:licen[cs]e|copying|unlicense)(?:[_.-][\w.-]*)?", re.IGNORECASE)
_JUDGED_BY_SIZE = (FileKind.DATA, FileKind.WEIGHTS, FileKind.OTHER)


@dataclass(frozen=True, slots=True)
class TreeSnapshot:
    """What the responses show. `files` is None if unknown, `exists` is None if it is unknown whether the path exists.

    `texts` maps paths to contents: README, licence, `CITATION.cff`, `.gitmodules`, and code if there is little of it.
    """

    responses: tuple[Response, ...]
    remote: str
    advert: RefAdvertisement | None = None
    exists: bool | None = None
    files: tuple[File, ...] | None = None
    texts: Mapping[str, str] = field(default_factory=dict)
    commit: str | None = None

    @property
    def error(self) -> GitError | None:
        """The first git error that the server reported in place of refs or objects."""
        return next(filter(None, map(git_error, self.responses)), None)


def readme_of(texts: Mapping[str, str]) -> str | None:
    """Return the text of the README; None if there is none or it was not fetched."""
    path = plainest_readme(texts)
    return texts[path] if path else None


def license_of(texts: Mapping[str, str]) -> str | None:
    """Return the path of the licence file, if its text was fetched."""
    return next(filter(_LICENSE.fullmatch, texts), None)


def notice_of(texts: Mapping[str, str]) -> str | None:
    """Return the text of all code if it is short enough to be only a promise, else None."""
    little = " ".join(" ".join(text for path, text in texts.items() if holds_code(path)).split())
    return little if 0 < len(little) <= SKELETON else None


def is_next_to_nothing(files: Iterable[File]) -> bool:
    """Return whether the code files together are small enough to be only a promise; False if a size is unknown."""
    sizes = [file.size for file in files if holds_code(file.path)]
    return all(size is not None for size in sizes) and sum(size or 0 for size in sizes) <= SKELETON


@dataclass(slots=True)
class _Session:
    """The remote of a snapshot, and what has been received from it so far."""

    remote: str
    advert: RefAdvertisement
    responses: list[Response]
    objects: dict[str, GitObject] = field(default_factory=dict)

    def fetch(self, wants: Sequence[str], below: int = 0) -> Generator[Sequence[Request], Sequence[Response], None]:
        """Fetch objects and store them; retry without the size filter if the server does not support it."""
        responses = yield [fetch_request(self.remote, self.advert, wants, below)]
        self.responses.extend(responses)
        fetched = read_fetch(responses[0], self.objects)
        self.objects.update(fetched)
        if below and not fetched and _rejects_filter(responses[0]):
            yield from self.fetch(wants)


def read_tree_snapshot(remote: str, inside: tuple[str, ...] = ()) -> TreeFlow:
    """Return a snapshot of the repository at `remote` (`https://host/owner/name.git`), or of a path inside it.

    `inside` is what follows `tree/` in a URL, split at slashes: a branch, tag or commit, then a path.
    """
    responses = list((yield [refs_request(remote)]))
    remote = responses[0].url.partition("/info/refs")[0] or remote
    advert = read_refs(responses[0])
    if advert is None:
        return TreeSnapshot(tuple(responses), remote)
    start, parts = _resolve(advert, inside)
    if start is None:
        is_there = _exists(responses[0], advert, inside)
        nothing = () if is_there and not advert.refs else None
        return TreeSnapshot(tuple(responses), remote, advert, exists=is_there, files=nothing)
    session = _Session(remote, advert, responses)
    yield from session.fetch([start], FIRST)
    return (yield from _open(session, start, parts))


def _rejects_filter(response: Response) -> bool:
    """Return whether the only likely reason for a fetch without objects is its filter."""
    error = git_error(response)
    is_refusal = error is not None and error.kind is GitErrorKind.OTHER
    return response.status == 200 and response.failure is None and (error is None or is_refusal)


def _resolve(advert: RefAdvertisement, inside: tuple[str, ...]) -> tuple[str | None, tuple[str, ...]]:
    """Return the commit and the path within it; the longest branch or tag name that matches wins."""
    if not inside:
        return advert.start, ()
    for length in range(len(inside), 0, -1):
        name = "/".join(inside[:length])
        for space in ("refs/heads/", "refs/tags/", ""):
            if space + name in advert.refs:
                return advert.refs[space + name], inside[length:]
    if len(inside[0]) == 40 and set(inside[0]) <= set("0123456789abcdef"):
        return inside[0], inside[1:]
    return None, inside[1:]


def _exists(first: Response, advert: RefAdvertisement, inside: tuple[str, ...]) -> bool | None:
    """Return whether a target that resolves to no commit exists; None if that cannot be known.

    An empty repository exists; a branch that is not advertised does not, unless the advertisement was truncated or the
    name may be an abbreviated commit.
    """
    if not inside:
        return True
    may_be_commit = set(inside[0]) <= set("0123456789abcdef")
    return None if advert.refs and (first.truncated or may_be_commit) else False


def _open(session: _Session, start: str, parts: tuple[str, ...]) -> TreeFlow:
    """Resolve the path, fetching folders that are missing, and read the folder it leads to."""
    is_by_name = start not in session.advert.refs.values()  # a commit named in the URL to which no ref points
    root = root_of(session.objects, start)
    if root is None:
        exists = None if is_by_name or parts else True
        error = git_error(session.responses[-1])
        if is_by_name and error is not None and error.kind is GitErrorKind.NOT_OUR_REF:
            exists = False
        return TreeSnapshot(tuple(session.responses), session.remote, session.advert, exists=exists)
    found = follow(session.objects, root, parts)
    for _ in range(MOST_STEPS):
        if found is None or found.is_known or not found.is_folder:
            break
        yield from session.fetch([found.oid])
        found = follow(session.objects, root, parts)
    if found is None:
        return TreeSnapshot(tuple(session.responses), session.remote, session.advert, exists=False)
    if not found.is_folder:
        name = parts[-1]
        return TreeSnapshot(tuple(session.responses), session.remote, session.advert, exists=True, files=(File(name),))
    if not found.is_known:
        return TreeSnapshot(tuple(session.responses), session.remote, session.advert, exists=None)
    snapshot = yield from _read(session, found.oid, () if parts else tuple(_other_branches(session.advert, start)))
    commit = session.objects.get(start)
    return replace(snapshot, commit=commit.data.decode("utf-8", "replace") if commit else None)


def _read(session: _Session, folder: str, others: tuple[tuple[str, str], ...]) -> TreeFlow:
    """List the files; fetch the README, decisive sizes, and, if there is little code, its text and other branches."""
    listing = list_files(session.objects, folder)
    if _lacks_folders(session, listing):
        yield from session.fetch([folder])
        listing = list_files(session.objects, folder)
    code = [path for path in listing if holds_code(path)]
    branches = others[:MOST_BRANCHES] if listing and len(code) <= FEW else ()
    below = _size_threshold(listing)
    wanted = [
        *_worth_reading(listing),
        *(path for path in code if len(code) <= FEW and not path.endswith(".ipynb")),
    ]
    missing = [listing[path][0] for path in wanted if listing[path][0] not in session.objects]
    missing += [commit for _, commit in branches]
    if below <= FIRST and not session.responses[-1].truncated:
        below = 0  # the first fetch already contained all blobs of that size
    if missing or below:
        yield from session.fetch([*missing, *([folder] if below else ())], below)
        listing = list_files(session.objects, folder)
    wanted += [path for path in _tiny_code(listing) if path not in wanted]
    files = [file for _, file in listing.values()]
    if is_next_to_nothing(files):
        files += [file for name, commit in branches for file in _files_on_branch(session, name, commit)]
        files += [MORE_BRANCHES] if len(others) > len(branches) and listing else []
    texts = {
        path: session.objects[oid].data[:_LONGEST_TEXT].decode("utf-8", "replace")
        for path in wanted
        for oid in (listing[path][0],)
        if oid in session.objects
    }
    return TreeSnapshot(
        tuple(session.responses), session.remote, session.advert, exists=True, files=tuple(files), texts=texts
    )


def _files_on_branch(session: _Session, name: str, commit: str) -> Iterator[File]:
    """Yield the files of another branch; if its tree is missing, an unopened folder."""
    root = root_of(session.objects, commit)
    listing = list_files(session.objects, root) if root else {"": ("", File(""))}
    yield from (replace(file, path=f"(branch {name})/{file.path}") for _, file in listing.values())


def _lacks_folders(session: _Session, listing: Mapping[str, tuple[str, File]]) -> bool:
    """Return whether trees are missing that a fetch without any blobs would contain.

    The size of a response is limited, and so is what a pack may unpack to; small, repetitive files exhaust the latter.
    """
    missing = (path for path, (oid, _) in listing.items() if path.endswith("/") and oid not in session.objects)
    return "filter" in session.advert.capabilities and any(True for _ in missing)


def _size_threshold(listing: Mapping[str, object]) -> int:
    """Return the size in bytes below which a file's exact size matters; 0 if none does or too many would be fetched."""
    kinds = Counter(map(kind_of, listing))
    code = kinds[FileKind.CODE] + kinds[FileKind.SCRIPT] + kinds[FileKind.SHELL]
    if len(listing) > MOST_SIZED or (code > MOST_TINY and not any(kinds[kind] for kind in _JUDGED_BY_SIZE)):
        return 0
    return (TENSOR if kinds[FileKind.WEIGHTS] and len(listing) <= FEW_FILES else LITTLE) + 1


def _tiny_code(listing: Mapping[str, tuple[str, File]]) -> list[str]:
    """Return the paths of the code files, if together they are small enough to be only a promise."""
    files = [file for _, file in listing.values()]
    return [file.path for file in files if holds_code(file.path)] if is_next_to_nothing(files) else []


def _worth_reading(listing: Mapping[str, object]) -> Iterator[str]:
    """Yield the paths of the README, the licence, `.gitmodules` and `CITATION.cff`, as far as they exist."""
    readme = plainest_readme(path for path in listing if path.count("/") <= 1)
    license_ = min(filter(_LICENSE.fullmatch, listing), key=len, default=None)
    named = (name for name in (".gitmodules", "CITATION.cff") if name in listing)
    yield from filter(None, (readme, license_, *named))


def _other_branches(advert: RefAdvertisement, start: str) -> Iterator[tuple[str, str]]:
    """Yield name and commit of the other branches, except those that bots or web pages use."""
    for name, commit in advert.branches.items():
        if commit != start and not is_bot_branch(name):
            yield name, commit
