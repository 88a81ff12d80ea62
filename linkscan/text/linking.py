"""Say where each artefact is: which address of a sentence belongs to which of its artefacts."""

from collections.abc import Iterator, Sequence

from linkscan.models import Asset
from linkscan.text.cues import Reads, tags
from linkscan.text.events import Event
from linkscan.text.phrases import Item, read_object
from linkscan.text.tagging import Sentence

_STILL_THE_SAME = frozenset("c,():;GdyN@o.a")
_CAPTION = tags(
    "(?:[look adverb]*)[paper code tool model data datum demo extra container place name word adverb the our all and comma participle of opening others open available to for]*"
    "(?:be|available|released)?[at colon opening closing place name the our comma]*$"
)
_LEADING = tags("[for at][^we]*comma?adverb*look")
_FOR = tags("[comma closing]*(?:for|opening)")
_REPOSITORY = frozenset("github gitlab bitbucket repository repo repositories".split())
_PAGE = frozenset("page website site webpage homepage pages".split())


def link_items(
    event: Event, items: Sequence[Item], stop: int, taken: set[int]
) -> list[tuple[Item, list[str]]]:
    """Give every artefact of `event` with its addresses; `stop` is where the next event begins."""
    sentence = event.sentence
    begin = min([event.begin, *(item.start for item in items if item.start <= event.begin)])
    spots = [spot for spot in sorted(sentence.links) if begin <= spot < stop and spot not in taken]
    items = list(items)
    if spots:
        if event.cue.reads is Reads.SUBJECT and sentence.letters[event.end : event.end + 1] == "c":
            items += [item for item in read_object(sentence, event.end + 1, spots[0]) if item.asset and item.start < spots[0]]
        after = max(event.end, spots[0] + 1) if event.cue.reads is Reads.SUBJECT else spots[0] + 1
        known = {item.at for item in items}
        items += [item for item in _added(sentence, after, stop) if item.at not in known]
    groups = _groups(sentence, items, spots)
    taken.update(spot for _, places in groups for spot in places)
    linked = {item.at: [sentence.links[spot].link.url for spot in places] for group, places in groups for item in group}
    if len(groups) == 1 and "respectively" in sentence.words and len(groups[0][0]) == len(groups[0][1]):
        linked = {item.at: [sentence.links[spot].link.url] for item, spot in zip(*groups[0], strict=True)}
    return [(item, linked.get(item.at, [])) for item in items]


def _added(sentence: Sentence, start: int, stop: int) -> list[Item]:
    """Read what is added behind an address: `at URL, and the data at URL`, `at URL along with the models`."""
    letters = sentence.letters
    while start < stop and letters[start] in ")":
        start += 1
    if letters[start : start + 1] not in ("c", ","):
        return []
    return [item for item in read_object(sentence, start + 1, stop) if item.asset]


def _groups(sentence: Sentence, items: Sequence[Item], spots: Sequence[int]) -> list[tuple[list[Item], list[int]]]:
    """Walk from left to right; an address belongs to what was named since the last address."""
    groups: list[tuple[list[Item], list[int]]] = []
    waiting: list[Item] = []
    heads = sorted(items, key=lambda item: item.at)
    if heads and spots and spots[-1] < heads[0].at:  # \href{URL}{our data}
        return [(heads, list(spots))]
    for spot in spots:
        while heads and heads[0].at < spot:
            waiting.append(heads.pop(0))
        if waiting:
            groups.append((waiting, [spot]))
            waiting = []
        elif groups and not set(sentence.letters[groups[-1][1][-1] + 1 : spot]) - _STILL_THE_SAME and not _another(sentence, groups[-1][1][-1], spot):
            groups[-1][1].append(spot)
    rest = waiting + heads
    if groups and rest:
        groups[-1][0].extend(rest)
    return groups


def _another(sentence: Sentence, one: int, other: int) -> bool:
    """Tell whether a page of its own is named between two addresses: `and our project page is URL`."""
    return any(word in _PAGE for word in sentence.words[one:other])


def captions(sentence: Sentence, taken: set[int]) -> Iterator[tuple[Item, str]]:
    """Read addresses with a caption: `Code: URL`, `URL for the code`, `For code, visit URL`."""
    letters = sentence.letters
    start = 0
    items: list[Item] = []
    for spot in sorted(sentence.links):
        if spot not in taken:
            begin = max(start, letters.rfind(";", 0, spot) + 1)
            if not items or set(letters[start:spot]) - set("c,()"):  # Code: URL, URL
                items = _captioned(sentence, begin, spot)
            for item in items:
                yield item, sentence.links[spot].link.url
        start = spot + 1


def _captioned(sentence: Sentence, begin: int, spot: int) -> list[Item]:
    letters, words = sentence.letters, sentence.words
    opening = letters.rfind("(", begin, spot)
    segment = letters[begin:spot]
    found: list[Item] = []
    if _LEADING.match(segment):
        found = read_object(sentence, begin + 1, spot)
    elif opening >= 0 and _CAPTION.fullmatch(letters[opening:spot]) and opening + 1 < spot:
        found = read_object(sentence, opening + 1, spot)
    elif _CAPTION.fullmatch(segment):
        first = begin + len(segment) - len(segment.lstrip("Wy"))
        found = read_object(sentence, first, begin + len(segment.rstrip("b@:(d")))
        if not any(item.asset for item in found) and _REPOSITORY & set(words[begin:spot]) and not _PAGE & set(words[begin:spot]):
            found = [Item(begin, begin, "C", Asset.CODE, is_ours=True, is_possessed=True, is_others=False)]
    found = [item for item in found if item.asset]
    if not found and ("W" in segment or not segment) and (behind := _FOR.match(letters, spot + 1)):
        found = [item for item in read_object(sentence, behind.end(), len(letters)) if item.asset]
    return found
