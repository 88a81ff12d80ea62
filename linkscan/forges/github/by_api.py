"""Repositories seen with a token: a hundred in one GraphQL question, a second one for READMEs and folders.

Whatever GraphQL could not tell is asked of git; whoever it calls missing gets a second opinion from the page.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from linkscan.filekinds import holds_code, is_readme
from linkscan.forges.github.addresses import inside, names
from linkscan.forges.github.by_git import inspect_by_git, second_opinion, worth_judging
from linkscan.forges.github.cards import Card, Entry, Miss, Thing, files_of, read_cards
from linkscan.forges.github.leads import leads_of
from linkscan.forges.github.outcomes import found, told_by
from linkscan.forges.github.query import Wish, ask_cards, ask_contents
from linkscan.forges.rounds import Talk, no_talk, side_by_side
from linkscan.models import Answer, Facts, File, Health, Place, Question

BATCH = 100
"""With two questions for a batch, a thousand repositories cost twenty."""

MOST_FOLDERS = 8
MOST_BRANCHES = 3
_SPLITS = 3  # a branch name may contain slashes: `tree/feature/x/src`
_DECORATION = re.compile(
    r"\..*|(assets?|images?|imgs?|figs?|figures?|pics?|pictures?|media|videos?|static|docs?|paper|screenshots?|logos?)",
    re.IGNORECASE,
)
_HOLDINGS = re.compile(
    r".*(data|corpus|benchmark|checkpoint|weight|ckpt|pretrained|model).*",
    re.IGNORECASE,
)
_ROBOTS = re.compile(r"gh-pages|dependabot/.*|renovate/.*|snyk-.*|imgbot")

Told = tuple[Card | Miss, Answer]


def inspect_by_api(places: Sequence[Place]) -> Talk[list[Facts]]:
    """Learn what GitHub tells of many repositories at once."""
    cards = yield from _ask_all([_first_wish(place) for place in places], ask_cards)
    wishes = [_second_wish(place, card) for place, (card, _) in zip(places, cards, strict=True)]
    asked = [number for number, wish in enumerate(wishes) if wish is not None]
    answered = yield from _ask_all([wish for wish in wishes if wish is not None], ask_contents)
    contents = dict(zip(asked, answered, strict=True))
    talks = [
        _conclude(place, card, answer, wishes[number], contents.get(number))
        for number, (place, (card, answer)) in enumerate(zip(places, cards, strict=True))
    ]
    return (yield from side_by_side(talks))


def _ask_all(wishes: Sequence[Wish], ask: Callable[[Sequence[Wish]], Question]) -> Talk[list[Told]]:
    """Ask for all at once; in halves, over and again, while that is too much for the server."""
    if not wishes:
        return []
    answers = yield [ask(wishes)]
    told = read_cards(answers[0], len(wishes))
    again = [number for number, card in enumerate(told) if card is Miss.TOO_MUCH]
    results: list[Told] = [(card, answers[0]) for card in told]
    if not again or len(wishes) == 1:
        return results
    middle = (len(again) + 1) // 2
    halves = [[wishes[number] for number in half] for half in (again[:middle], again[middle:])]
    retold = yield from side_by_side([_ask_all(half, ask) for half in halves])
    for number, card in zip(again, (card for half in retold for card in half), strict=True):
        results[number] = card
    return results


def _first_wish(place: Place) -> Wish:
    parts = inside(place)
    splits = range(1, min(len(parts), _SPLITS) + 1)
    return Wish(
        *names(place), things=tuple("/".join(parts[:at]) + ":" + "/".join(parts[at:]) for at in splits)
    )


def _second_wish(place: Place, card: Card | Miss) -> Wish | None:
    """Say what is still to be read: the README by its real name, folders, other branches."""
    if isinstance(card, Miss) or card.is_disabled:
        return None
    root, thing = _target(place, card)
    entries = thing.entries if thing else None
    if not entries:
        return None
    readmes = [entry.name for entry in entries if entry.type == "blob" and is_readme(entry.name)]
    texts = sorted(readmes, key=lambda name: (name.lower() != "readme.md", len(name), name))[:1]
    wish = Wish(
        *names(place),
        texts=tuple(root + name for name in texts),
        folders=tuple(root + name for name in _worth_opening(entries)),
    )
    if not _settled(entries) and not place.path:
        wish = replace(
            wish, folders=(*wish.folders, *(f"refs/heads/{name}:" for name in _other_branches(card)))
        )
    return wish if wish.texts or wish.folders else None


def _target(place: Place, card: Card) -> tuple[str, Thing | None]:
    """Give what a place names within its repository, and what its paths begin with."""
    if not place.path:
        return "HEAD:", card.top
    for number, expression in enumerate(_first_wish(place).things):
        thing = card.thing(f"x{number}")
        if thing is not None:
            return expression if expression.endswith(":") else expression + "/", thing
    return "", None


def _settled(entries: Sequence[Entry]) -> bool:
    return any(entry.type == "blob" and holds_code(entry.name) for entry in entries)


def _worth_opening(entries: Sequence[Entry]) -> list[str]:
    """Name the folders to look into: all but decoration while code is still to be found, else what may hold data."""
    folders = [
        entry.name for entry in entries if entry.type == "tree" and not _DECORATION.fullmatch(entry.name)
    ]
    if _settled(entries):
        folders = [name for name in folders if _HOLDINGS.fullmatch(name)]
    return folders[:MOST_FOLDERS]


def _other_branches(card: Card) -> list[str]:
    default = card.default_branch_ref.name if card.default_branch_ref else None
    return [name for name in card.branches if name != default and not _ROBOTS.fullmatch(name)][:MOST_BRANCHES]


def _conclude(
    place: Place, card: Card | Miss, answer: Answer, wish: Wish | None, content: Told | None
) -> Talk[Facts]:
    """Put together what was told of one repository, or ask elsewhere."""
    if card is Miss.MISSING:
        return second_opinion(place, answer, "GitHub's API")
    if isinstance(card, Miss) or card.name_with_owner is None:
        return inspect_by_git(place)
    if card.is_disabled:
        return no_talk(
            told_by([answer], Facts(Health.GONE, "disabled by GitHub's staff", metadata=card.metadata()))
        )
    answers = [answer] if content is None or content[1] is answer else [answer, content[1]]
    contents = content[0] if content and isinstance(content[0], Card) else None
    return no_talk(told_by(answers, _facts(place, card, wish, contents)))


def _facts(place: Place, card: Card, wish: Wish | None, contents: Card | None) -> Facts:
    _, thing = _target(place, card)
    known = card.metadata()
    if place.path and thing is None:
        return Facts(Health.GONE, f"the repository is there, but not {place.path} in it", metadata=known)
    facts = found(place, known, "the repository is there", card.name_with_owner)
    files = _files(place, card, wish, contents)
    readme = contents.thing("t0") if contents and wish and wish.texts else None
    text = readme.text if readme else None
    submodules = card.submodules.nodes if card.submodules else None
    addresses = "\n".join(f"url = {module.git_url}" for module in submodules or () if module)
    return replace(facts, files=worth_judging(files), readme=text, leads=leads_of(files, text, addresses))


def _files(place: Place, card: Card, wish: Wish | None, contents: Card | None) -> tuple[File, ...] | None:
    """List what is known of the tree; release assets and other branches stand beside it, in parentheses."""
    root, thing = _target(place, card)
    if not place.path and card.is_empty:
        return ()
    if thing is None:
        return None
    if thing.entries is None:
        return (File(place.path.rpartition("/")[2], thing.byte_size),)
    files = {file.path: file for file in files_of(thing.entries)}
    for number, folder in enumerate(wish.folders if wish else ()):
        opened = contents.thing(f"d{number}") if contents else None
        if opened is None or opened.entries is None:
            continue
        if folder.startswith("refs/heads/"):
            prefix = f"(branch {folder.removeprefix('refs/heads/').removesuffix(':')})/"
        else:
            prefix = folder.removeprefix(root) + "/"
            files.pop(prefix, None)
        files.update((file.path, file) for file in files_of(opened.entries, prefix))
    return (*files.values(), *_released(card))


def _released(card: Card) -> list[File]:
    if card.latest_release is None:
        return []
    assets = card.latest_release.release_assets.nodes or ()
    return [
        File(f"(release {card.latest_release.tag_name})/{asset.name}", asset.size)
        for asset in assets
        if asset
    ]
