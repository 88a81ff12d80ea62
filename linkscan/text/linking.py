"""Say where each artefact is: which address of a sentence belongs to which of its artefacts."""

from collections.abc import Sequence

from linkscan.text.cue import Reads
from linkscan.text.event import Event
from linkscan.text.item import Item
from linkscan.text.phrases import read_object
from linkscan.text.tagging import Sentence
from linkscan.text.words import PAGES

_STILL_THE_SAME = frozenset("c,():;GdyN@o.a")
_TOGETHER = (("along with",), ("together with",), ("accompanied by",))

Group = tuple[list[Item], list[int]]
"""Artefacts, and the addresses at which all of them are."""


def link_items(event: Event, items: Sequence[Item], stop: int, taken: set[int]) -> list[tuple[Item, list[str]]]:
    """Give every artefact of `event` with its addresses; `stop` is where the next event begins.

    The addresses that were used are added to `taken`.
    """
    sentence = event.sentence
    begin = min([event.begin, *(item.start for item in items if item.start <= event.begin)])
    spots = [spot for spot in sorted(sentence.links) if begin <= spot < stop and spot not in taken]
    if not spots:
        return [(item, []) for item in (*items, *_accompanying(event, stop))]
    items = [*items, *_added(event, spots, stop, {item.at for item in items})]
    groups = _respectively(sentence, _groups(sentence, items, spots))
    taken.update(spot for _, places in groups for spot in places)
    urls = {item.at: [sentence.links[spot].link.url for spot in places] for group, places in groups for item in group}
    return [(item, urls.get(item.at, [])) for item in items]


def _added(event: Event, spots: Sequence[int], stop: int, known: set[int]) -> list[Item]:
    """Read what is added behind the verb or an address: `at URL along with the models`, `and the data at URL`."""
    sentence, is_subject = event.sentence, event.cue.reads is Reads.SUBJECT
    added: list[Item] = []
    if is_subject and event.behind == "c":
        added = [item for item in read_object(sentence, event.end + 1, spots[0]) if item.start < spots[0]]
    start = max(event.end, spots[0] + 1) if is_subject else spots[0] + 1
    while start < stop and sentence.letters[start] == ")":
        start += 1
    if start < stop and sentence.letters[start] in "c,":
        added += read_object(sentence, start + 1, stop)
    return [item for item in added if item.asset and item.at not in known]


def _accompanying(event: Event, stop: int) -> list[Item]:
    """Read what comes with the artefacts: `is released together with the models`."""
    if event.cue.reads is not Reads.SUBJECT or event.sentence.words[event.end : event.end + 1] not in _TOGETHER:
        return []
    return [item for item in read_object(event.sentence, event.end + 1, stop) if item.tag in "CMDEX"]


def _groups(sentence: Sentence, items: Sequence[Item], spots: Sequence[int]) -> list[Group]:
    """Walk from left to right; an address belongs to what was named since the last address."""
    heads = sorted(items, key=lambda item: item.at)
    if heads and spots[-1] < heads[0].at:  # \href{URL}{our data}
        return [(heads, list(spots))]
    groups: list[Group] = []
    waiting: list[Item] = []
    for spot in spots:
        while heads and heads[0].at < spot:
            waiting.append(heads.pop(0))
        if waiting:
            groups.append((waiting, [spot]))
            waiting = []
        elif groups and _goes_on(sentence, groups[-1][1][-1], spot):
            groups[-1][1].append(spot)
    if groups:
        groups[-1][0].extend(waiting + heads)
    return groups


def _goes_on(sentence: Sentence, one: int, other: int) -> bool:
    """Tell whether nothing new is named between two addresses; `and our project page is URL` is new."""
    between = sentence.letters[one + 1 : other]
    return _STILL_THE_SAME.issuperset(between) and PAGES.isdisjoint(sentence.words[one:other])


def _respectively(sentence: Sentence, groups: list[Group]) -> list[Group]:
    if len(groups) != 1 or "respectively" not in sentence.words or len(groups[0][0]) != len(groups[0][1]):
        return groups
    return [([item], [spot]) for item, spot in zip(*groups[0], strict=True)]
