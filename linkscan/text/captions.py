"""Read addresses that stand beside a caption: `Code: URL`, `URL for the code`, `For code, visit URL`."""

from collections.abc import Iterator

from linkscan.models import Asset
from linkscan.text.item import Item
from linkscan.text.names import REPOSITORIES
from linkscan.text.phrases import read_object
from linkscan.text.tagging import Sentence
from linkscan.text.tags import tags
from linkscan.text.words import PAGES, words

_NAMING = (
    "[paper project release code tool model data datum demo extra container place name word adverb participle"
    " the our all others and comma of to for opening open available]"
)
_LOCATING = "[at colon opening closing place name the our comma participle word adverb]"
_CAPTION = tags(f"[look adverb]* {_NAMING}* (?:be|available|released)? {_LOCATING}*")
_REQUEST = tags("(?:[for at]|to look) [^we]* comma? adverb* look")  # For code, visit; To access the data, see
_PURPOSE = tags("[comma closing]* (?:for|opening)")
_HOSTS_CODE = REPOSITORIES | words("github gitlab bitbucket")


def read_captions(sentence: Sentence, taken: set[int]) -> Iterator[tuple[Item, Asset, str]]:
    """Give the artefact, its kind and its address for every address that no release act has `taken`."""
    start = 0
    items: list[Item] = []
    for spot in sorted(sentence.links):
        if spot not in taken:
            begin = max(start, sentence.letters.rfind(";", 0, spot) + 1)
            if not items or set(sentence.letters[start:spot]) - set("c,()"):  # not: Code: URL, URL
                items = _captioned(sentence, begin, spot)
            for item in items:
                if item.asset:
                    yield item, item.asset, sentence.links[spot].link.url
        start = spot + 1


def _captioned(sentence: Sentence, begin: int, spot: int) -> list[Item]:
    """Read the caption of the address at `spot`; what belongs to it begins at `begin`."""
    letters = sentence.letters
    caption = letters[begin:spot]
    opening = letters.rfind("(", begin, spot)
    items: list[Item] = []
    if _REQUEST.match(caption):
        items = [item for item in read_object(sentence, begin + 1 + (caption[0] == "u"), spot) if item.tag != "S"]
    elif begin <= opening < spot - 1 and _CAPTION.fullmatch(letters, opening, spot):
        items = read_object(sentence, opening + 1, spot)
    elif _CAPTION.fullmatch(caption):
        first = begin + len(caption) - len(caption.lstrip("Wy"))
        items = read_object(sentence, first, begin + len(caption.rstrip("b@:(d")))
        items = items if any(item.asset for item in items) else _repository(sentence, begin, spot)
    purpose = _PURPOSE.match(letters, spot + 1)
    if not any(item.asset for item in items) and purpose and ("W" in caption or not caption):
        items = read_object(sentence, purpose.end(), len(letters))
    return items


def _repository(sentence: Sentence, begin: int, spot: int) -> list[Item]:
    """Read `GitHub: URL`, with nothing else named, as code."""
    named = sentence.words[begin:spot]
    if _HOSTS_CODE.isdisjoint(named) or not PAGES.isdisjoint(named):
        return []
    return [Item(begin, begin, "C", Asset.CODE, is_ours=True, is_possessed=True, is_others=False)]
