"""Read the noun that an adjective says is out: `an open-source toolkit`."""

from linkscan.text.event import Event
from linkscan.text.forms import called_code
from linkscan.text.item import Item
from linkscan.text.phrases import read_object
from linkscan.text.words import PUBLICLY, words

_OF_OTHERS = words("most popular existing several many various other previous current")
_GATHERED = words("compile compiles compiled collect collects collected gather gathered assemble assembled curate")
_PUBLIC = words("public downloadable freely-available publicly-available publicly-accessible open-access")


def read_head_act(event: Event, _last: Event | None) -> Event | None:
    """Read `we present X, an open-source toolkit`; the noun that the adjective describes is what is out."""
    if not _is_own_description(event):
        return None
    item = _described(event) or _bearer(event)
    if item is None or (event.act[-1] == "v" and item.tag == "B"):  # public news articles
        return None
    is_plural_model = item.tag == "M" and event.sentence.words[item.at].endswith("s")
    begins_clause = not set(event.act).isdisjoint("c:") and set(event.act).isdisjoint("do")
    if is_plural_model and begins_clause:
        return None  # and open-source models fail on it; a title that ends in "open-source models"
    return event._replace(items=[item])


def _is_own_description(event: Event) -> bool:
    """Tell `a new, open-source` from `the most popular open-source`, `publicly available` from `available`."""
    words = event.words
    if not _GATHERED.isdisjoint(words) and "d" not in event.act:
        return False  # we compile open-source frameworks
    is_public = event.act[-1] != "v" or words[-1] in _PUBLIC or words[-2] in PUBLICLY
    joining = ("as", "among") if event.cue.words else ("as",)  # the largest among public corpora
    has_purpose = any(letter == "T" and word not in joining for letter, word in zip(event.act, words, strict=True))
    return is_public and not has_purpose and _OF_OTHERS.isdisjoint(words)


def _bearer(event: Event) -> Item | None:
    """Give the name itself where no known noun follows: `TextNet is an open-source answer to the lack of parsers`."""
    at = event.begin - 1
    if event.before != "N" or event.act[0] != "b" or "O" not in event.act:
        return None
    return Item(at, at, "N", None, is_ours=False, is_possessed=False, is_others=False)


def _described(event: Event) -> Item | None:
    """Give the noun behind `open-source`, over further adjectives: `an open-source, modular framework`."""
    letters, words = event.sentence.letters, event.sentence.words
    start = event.end
    while letters[start : start + 1] in tuple("L.yxvuV") or (
        letters[start : start + 1] in ("c", ",") and letters[start + 1 : start + 2] not in tuple("deo")
    ):
        start += 1
    if words[start : start + 1] == ("project",):
        return called_code(start, start)
    items = read_object(event.sentence, start, len(letters))
    return items[0] if items and items[0].start == start else None
