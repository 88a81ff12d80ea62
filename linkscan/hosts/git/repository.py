"""One look at a repository: does it answer, what does it hold, what does its README say. Three requests."""

from collections.abc import Generator, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from linkscan.content.file_kinds import SKELETON, holds_code, plainest_readme
from linkscan.hosts.git.fetch import ask_objects, read_objects
from linkscan.hosts.git.pack import Thing
from linkscan.hosts.git.refs import RefAdvertisement, ask_advert, is_robots, read_advert
from linkscan.hosts.git.tree import follow, list_files, root_of
from linkscan.models import File, Request, Response

Look = Generator[Sequence[Request], Sequence[Response], "TreeSnapshot"]

MOST_STEPS = 4  # further requests for a path whose folders did not come with the rest
MOST_BRANCHES = 4  # other branches looked at where HEAD holds no code
FEW = 3  # so few code files are asked for: a promise may be all there is in them
_LONGEST_TEXT = 1 << 18


@dataclass(frozen=True, slots=True)
class TreeSnapshot:
    """What came back. `files` None: not told; `exists` None: not told whether the path within is there.

    `texts` are those of the README, of `.gitmodules`, and of the code where there are few files of it.
    """

    responses: tuple[Response, ...]
    remote: str
    advert: RefAdvertisement | None = None
    exists: bool | None = None
    files: tuple[File, ...] | None = None
    texts: Mapping[str, str] = field(default_factory=dict)


def readme_of(texts: Mapping[str, str]) -> str | None:
    """Return the text of the README, if there is one and it came."""
    path = plainest_readme(texts)
    return texts[path] if path else None


def notice_of(texts: Mapping[str, str]) -> str | None:
    """Return what the code says, where there is so little of it that it may be no more than a promise."""
    little = " ".join(" ".join(text for path, text in texts.items() if holds_code(path)).split())
    return little if 0 < len(little) <= SKELETON else None


@dataclass(slots=True)
class _Visit:
    """What a look gathers on its way."""

    remote: str
    advert: RefAdvertisement
    responses: list[Response]
    things: dict[str, Thing] = field(default_factory=dict)

    def fetch(self, wants: Sequence[str]) -> Generator[Sequence[Request], Sequence[Response], None]:
        """Ask for objects and keep what came."""
        responses = yield [ask_objects(self.remote, self.advert, wants)]
        self.responses.extend(responses)
        for response in responses:
            self.things.update(read_objects(response, self.things))


def read_tree_snapshot(remote: str, inside: tuple[str, ...] = ()) -> Look:
    """Look at the repository at `remote` (`https://host/owner/name.git`), or at a branch or path inside it.

    `inside` is what follows `tree/` in an address: the parts of a branch, tag or commit, then of a path.
    """
    responses = list((yield [ask_advert(remote)]))
    remote = responses[0].url.partition("/info/refs")[0] or remote
    advert = read_advert(responses[0])
    if advert is None:
        return TreeSnapshot(tuple(responses), remote)
    start, parts = _resolve(advert, inside)
    if start is None:
        is_there = _is_there(responses[0], advert, inside)
        nothing = () if is_there and not advert.refs else None
        return TreeSnapshot(tuple(responses), remote, advert, exists=is_there, files=nothing)
    visit = _Visit(remote, advert, responses)
    yield from visit.fetch([start])
    return (yield from _open(visit, start, parts))


def _resolve(advert: RefAdvertisement, inside: tuple[str, ...]) -> tuple[str | None, tuple[str, ...]]:
    """Return the commit that is meant, and the path; the longest branch or tag that fits wins."""
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


def _is_there(first: Response, advert: RefAdvertisement, inside: tuple[str, ...]) -> bool | None:
    """Return whether a place that has no commit is there: the front door always, a branch not told of never.

    An abbreviated commit is not among the refs, nor is what was cut off.
    """
    if not inside:
        return True
    may_be_commit = set(inside[0]) <= set("0123456789abcdef")
    return None if advert.refs and (first.truncated or may_be_commit) else False


def _open(visit: _Visit, start: str, parts: tuple[str, ...]) -> Look:
    """Find the path in what came, asking for folders that did not, and read what it leads to."""
    root = root_of(visit.things, start)
    if root is None:
        return TreeSnapshot(tuple(visit.responses), visit.remote, visit.advert, exists=None if parts else True)
    found = follow(visit.things, root, parts)
    for _ in range(MOST_STEPS):
        if found is None or found.is_known or not found.is_folder:
            break
        yield from visit.fetch([found.oid])
        found = follow(visit.things, root, parts)
    if found is None:
        return TreeSnapshot(tuple(visit.responses), visit.remote, visit.advert, exists=False)
    if not found.is_folder:
        name = parts[-1]
        return TreeSnapshot(tuple(visit.responses), visit.remote, visit.advert, exists=True, files=(File(name),))
    if not found.is_known:
        return TreeSnapshot(tuple(visit.responses), visit.remote, visit.advert, exists=None)
    return (yield from _read(visit, found.oid, () if parts else tuple(_others(visit.advert, start))))


def _read(visit: _Visit, folder: str, others: tuple[tuple[str, str], ...]) -> Look:
    """List the files; fetch README and few code files, and other branches where this one holds no code."""
    listing = list_files(visit.things, folder)
    code = [path for path in listing if holds_code(path)]
    branches = () if code else others
    wanted = [
        *_worth_reading(listing),
        *(path for path in code if len(code) <= FEW and not path.endswith(".ipynb")),
    ]
    missing = [listing[path][0] for path in wanted] + [commit for _, commit in branches]
    if missing:
        yield from visit.fetch(missing)
        listing = list_files(visit.things, folder)
    files = [file for _, file in listing.values()]
    for name, commit in branches:
        root = root_of(visit.things, commit)
        files += [
            File(f"(branch {name})/{file.path}", file.size, file.is_submodule)
            for _, file in (list_files(visit.things, root) if root else {}).values()
        ]
    texts = {
        path: visit.things[oid].data[:_LONGEST_TEXT].decode("utf-8", "replace")
        for path in wanted
        for oid in (listing[path][0],)
        if oid in visit.things
    }
    return TreeSnapshot(
        tuple(visit.responses), visit.remote, visit.advert, exists=True, files=tuple(files), texts=texts
    )


def _worth_reading(listing: Mapping[str, object]) -> Iterator[str]:
    """Name the README and the list of submodules."""
    readme = plainest_readme(path for path in listing if path.count("/") <= 1)
    yield from filter(None, (readme, ".gitmodules" if ".gitmodules" in listing else None))


def _others(advert: RefAdvertisement, start: str) -> Iterator[tuple[str, str]]:
    """Name the other branches that people, not robots, may have put code on."""
    branches = [(name, commit) for name, commit in advert.branches.items() if commit != start and not is_robots(name)]
    yield from branches[:MOST_BRANCHES]
