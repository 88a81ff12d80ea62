"""Which parts of a repository are worth a second question, and what files both questions told of."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from linkscan.content.file_kinds import SKELETON, holds_code, is_asset_folder, plainest_readme
from linkscan.hosts.git.refs import is_robots
from linkscan.hosts.github.addresses import inside, names
from linkscan.hosts.github.graphql import Wish
from linkscan.hosts.github.graphql_schema import Card, Entry, Thing, files_of
from linkscan.models import File, Target

MOST_FOLDERS = 8
MOST_BRANCHES = 3
MOST_SPLITS = 3  # a branch may have slashes in its name: `tree/feature/x/src`

_HOLDINGS = re.compile(r".*(data|corpus|benchmark|checkpoint|weight|ckpt|pretrained|model).*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class RepositoryContents:
    """What a place names within its repository, and what git's names for paths in it begin with.

    Those begin with the name of a tree, not of a branch: what they lead to never changes.
    """

    root: str
    thing: Thing | None

    @property
    def entries(self) -> Sequence[Entry]:
        """The lines of the tree; none for a file."""
        return (self.thing.entries if self.thing else None) or ()


def first_wish(target: Target) -> Wish:
    """Ask for a repository, and for the path within it, wherever the name of the branch may end."""
    parts = inside(target)
    splits = range(1, min(len(parts), MOST_SPLITS) + 1)
    return Wish(*names(target), things=tuple("/".join(parts[:at]) + ":" + "/".join(parts[at:]) for at in splits))


def contents_of(target: Target, card: Card) -> RepositoryContents:
    """Find what a place names."""
    things = (card.thing(f"x{number}") for number in range(len(first_wish(target).things)))
    thing = next(filter(None, things), None) if target.path else card.top
    return RepositoryContents(f"{thing.oid}:" if thing else "", thing)


def second_wish(target: Target, card: Card) -> Wish | None:
    """Ask for README and folders by their real names; for branches and tiny code where there is no more."""
    tree = contents_of(target, card)
    if tree.thing is None or tree.thing.oid is None or not tree.entries:
        return None
    readme = plainest_readme(entry.name for entry in tree.entries if entry.type == "blob")
    texts = [*filter(None, [readme]), *_little_code(tree.entries)]
    folders = _worth_opening(tree.entries)
    others = {} if target.path or is_settled(tree.entries) else _other_branches(card)
    payload = Wish(
        *names(target),
        texts=tuple(tree.root + name for name in texts),
        folders=(*(tree.root + name for name in folders), *others),
    )
    return payload if payload.texts or payload.folders else None


def is_settled(entries: Sequence[Entry]) -> bool:
    """Return whether the top of a tree holds more code than a promise."""
    code = [entry.size or 0 for entry in entries if entry.type == "blob" and holds_code(entry.name)]
    return sum(code) > SKELETON


def is_open(files: Sequence[File]) -> bool:
    """Return a tree that may yet hold code: none was seen, and some folder was not opened."""
    closed = (file.path for file in files if file.path.endswith("/"))
    return not any(holds_code(file.path) for file in files) and not all(map(is_asset_folder, closed))


def list_all(target: Target, card: Card, payload: Wish | None, contents: Card | None) -> tuple[File, ...] | None:
    """List what is known of a tree; release files and other branches stand beside it, in parentheses."""
    tree = contents_of(target, card)
    if not target.path and card.is_empty:
        return ()
    if tree.thing is None:
        return None
    if tree.thing.entries is None:
        return (File(target.path.rpartition("/")[2], tree.thing.byte_size),)
    files = {file.path: file for file in files_of(tree.entries)}
    branches = _other_branches(card)
    for number, folder in enumerate(payload.folders if payload else ()):
        opened = contents.thing(f"d{number}") if contents else None
        if opened is None or opened.entries is None:
            continue
        if folder in branches:
            prefix = f"(branch {branches[folder]})/"
        else:
            prefix = folder.removeprefix(tree.root) + "/"
            files.pop(prefix, None)
        files.update((file.path, file) for file in files_of(opened.entries, prefix))
    return (*files.values(), *card.released_files)


def texts_of(payload: Wish | None, contents: Card | None) -> dict[str, str]:
    """Return the texts that were read, by path."""
    if payload is None or contents is None:
        return {}
    things = ((path.partition(":")[2], contents.thing(f"t{number}")) for number, path in enumerate(payload.texts))
    return {path: thing.text for path, thing in things if thing and thing.text is not None}


def _little_code(entries: Sequence[Entry]) -> Iterator[str]:
    """Name code so small that a promise may be all there is in it."""
    if not is_settled(entries):
        yield from (entry.name for entry in entries if entry.type == "blob" and holds_code(entry.name))


def _worth_opening(entries: Sequence[Entry]) -> list[str]:
    """Name the folders to look into: all but decoration where code is sought, else what may hold data."""
    folders = [entry.name for entry in entries if entry.type == "tree" and not is_asset_folder(entry.name + "/")]
    if is_settled(entries):
        folders = [name for name in folders if _HOLDINGS.fullmatch(name)]
    return folders[:MOST_FOLDERS]


def _other_branches(card: Card) -> dict[str, str]:
    """Name the other branches that people may have put code on, by git's name for their files."""
    others = (name for name in card.branches if name != card.default_branch and not is_robots(name))
    return {f"{card.branches[name]}:": name for name in islice(others, MOST_BRANCHES)}
