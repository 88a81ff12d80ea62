"""Which parts of a repository are worth a second question, and what files both questions told of."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from linkscan.content.file_kinds import SKELETON, holds_code, is_asset_folder, plainest_readme
from linkscan.forges.git.advert import is_robots
from linkscan.forges.github.addresses import inside, names
from linkscan.forges.github.cards import Card, Entry, Thing, files_of
from linkscan.forges.github.query import Wish
from linkscan.models import File, Place

MOST_FOLDERS = 8
MOST_BRANCHES = 3
MOST_SPLITS = 3  # a branch may have slashes in its name: `tree/feature/x/src`

_HOLDINGS = re.compile(r".*(data|corpus|benchmark|checkpoint|weight|ckpt|pretrained|model).*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Target:
    """What a place names within its repository, and what git's names for paths in it begin with.

    Those begin with the name of a tree, not of a branch: what they lead to never changes.
    """

    root: str
    thing: Thing | None

    @property
    def entries(self) -> Sequence[Entry]:
        """The lines of the tree; none for a file."""
        return (self.thing.entries if self.thing else None) or ()


def first_wish(place: Place) -> Wish:
    """Ask for a repository, and for the path within it, wherever the name of the branch may end."""
    parts = inside(place)
    splits = range(1, min(len(parts), MOST_SPLITS) + 1)
    return Wish(*names(place), things=tuple("/".join(parts[:at]) + ":" + "/".join(parts[at:]) for at in splits))


def target_of(place: Place, card: Card) -> Target:
    """Find what a place names."""
    things = (card.thing(f"x{number}") for number in range(len(first_wish(place).things)))
    thing = next(filter(None, things), None) if place.path else card.top
    return Target(f"{thing.oid}:" if thing else "", thing)


def second_wish(place: Place, card: Card) -> Wish | None:
    """Ask for README and folders by their real names; for branches and tiny code where there is no more."""
    target = target_of(place, card)
    if target.thing is None or target.thing.oid is None or not target.entries:
        return None
    readme = plainest_readme(entry.name for entry in target.entries if entry.type == "blob")
    texts = [*filter(None, [readme]), *_little_code(target.entries)]
    folders = _worth_opening(target.entries)
    others = {} if place.path or is_settled(target.entries) else _other_branches(card)
    wish = Wish(
        *names(place),
        texts=tuple(target.root + name for name in texts),
        folders=(*(target.root + name for name in folders), *others),
    )
    return wish if wish.texts or wish.folders else None


def is_settled(entries: Sequence[Entry]) -> bool:
    """Tell whether the top of a tree holds more code than a promise."""
    code = [entry.size or 0 for entry in entries if entry.type == "blob" and holds_code(entry.name)]
    return sum(code) > SKELETON


def is_open(files: Sequence[File]) -> bool:
    """Tell a tree that may yet hold code: none was seen, and some folder was not opened."""
    closed = (file.path for file in files if file.path.endswith("/"))
    return not any(holds_code(file.path) for file in files) and not all(map(is_asset_folder, closed))


def list_all(place: Place, card: Card, wish: Wish | None, contents: Card | None) -> tuple[File, ...] | None:
    """List what is known of a tree; release files and other branches stand beside it, in parentheses."""
    target = target_of(place, card)
    if not place.path and card.is_empty:
        return ()
    if target.thing is None:
        return None
    if target.thing.entries is None:
        return (File(place.path.rpartition("/")[2], target.thing.byte_size),)
    files = {file.path: file for file in files_of(target.entries)}
    branches = _other_branches(card)
    for number, folder in enumerate(wish.folders if wish else ()):
        opened = contents.thing(f"d{number}") if contents else None
        if opened is None or opened.entries is None:
            continue
        if folder in branches:
            prefix = f"(branch {branches[folder]})/"
        else:
            prefix = folder.removeprefix(target.root) + "/"
            files.pop(prefix, None)
        files.update((file.path, file) for file in files_of(opened.entries, prefix))
    return (*files.values(), *card.released_files)


def texts_of(wish: Wish | None, contents: Card | None) -> dict[str, str]:
    """Give the texts that were read, by path."""
    if wish is None or contents is None:
        return {}
    things = ((path.partition(":")[2], contents.thing(f"t{number}")) for number, path in enumerate(wish.texts))
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
