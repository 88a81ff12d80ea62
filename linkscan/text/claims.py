"""Find what the authors say they release: which artefact, out or promised, where."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from itertools import zip_longest

from linkscan.models import Asset, Claim, Stance
from linkscan.text.captions import read_captions
from linkscan.text.descriptions import TITLE_DESCRIPTIONS
from linkscan.text.drafts import CODE_HOST, Draft, attach, merge, reclassify, share
from linkscan.text.event import Event
from linkscan.text.events import find_events, match_cues
from linkscan.text.grounds import Case, is_released
from linkscan.text.item import Item
from linkscan.text.kinds import Context, resolve
from linkscan.text.linking import link_items
from linkscan.text.links import Mention
from linkscan.text.search import find_words, lower
from linkscan.text.sentences import Sentences
from linkscan.text.stances import read_stance
from linkscan.text.tagging import Sentence, tag
from linkscan.text.words import words

_TELLING = ("avai", "releas", "publi", "open", "github", "access", "supplement")
"""What nearly every claim without an address says; a text with none of these costs next to nothing."""
_HINTING = ("provide", "share", "we offer", "distributed")
_HINTING_BEHIND = tuple(f"{ending} " for ending in words("we lso her ly nd is are be en per ork ill to ,"))
"""What stands before a hint: we, also, further, publicly, and, is, been, this paper."""
_NAMING = re.compile(
    r" (?:code|script|api|data )|data ?set|database|corpus|corpora|benchmark|treebank|annotation|implement|software"
    r"|library|package|toolkit|demo |leaderboard|checkpoint|trained model"
)
"""A hint counts only in one sentence with the name of an artefact."""


def find_claims(title: str, text: str, mentions: Sequence[Mention]) -> list[Claim]:
    """Give the claims of `text` in its order; `title` helps to tell what names mean."""
    lowered = lower(text)
    telling = find_words(lowered, _TELLING)
    hinting = [place for place in find_words(lowered, _HINTING) if lowered.endswith(_HINTING_BEHIND, 0, place)]
    if not (mentions or telling or hinting):
        return []
    sentences = Sentences(text, mentions)
    context = Context(title, text, sentences)
    drafts: list[Draft] = []
    for start, end in sentences.around(sorted({*telling, *hinting, *(mention.start for mention in mentions)})):
        inside = sentences.mentions(start, end)
        is_telling = bisect_left(telling, start) < bisect_left(telling, end)
        if not inside and not is_telling and not _NAMING.search(f" {lowered[start:end]}"):
            continue
        sentence = tag(text, start, end, inside)
        attach(drafts, sentence)
        drafts += _read(sentence, context)
        context.last = sentence
    return _claims(drafts, text)


def find_title_claims(title: str) -> list[Claim]:
    """Give the claim that a title makes: `X: An Open-Source Toolkit for ...`."""
    lowered = lower(title)
    if "open" not in lowered and "avail" not in lowered:
        return []
    sentence = tag(title, 0, len(title))
    items = [item for event in match_cues(sentence, TITLE_DESCRIPTIONS) for item in event.items]
    return _claims([Draft(item.asset, Stance.RELEASED, None, sentence) for item in items if item.asset], title)


def _read(sentence: Sentence, context: Context) -> list[Draft]:
    """Draft the claims of one sentence."""
    drafts: list[tuple[int, Draft]] = []
    taken: set[int] = set()
    events = find_events(sentence)
    for event, following in zip_longest(events, events[1:]):
        stop = _reach(event, following)
        items = resolve(event, context)
        stance = read_stance(event, stop) if items else Stance.RELEASED
        has_code = any(item.tag == "C" and not item.is_deep for item in items)
        for item, links in link_items(event, items, stop, taken):
            asset = Asset.DEMO if _is_tried(event, item, links) and not has_code else item.asset or _asset_at(links)
            case = Case(event, item, bool(links), stance is Stance.PROMISED, has_code)
            if asset and is_released(case):
                drafts += [(item.at, Draft(asset, stance, url, sentence)) for url in links or (None,)]
    for item, asset, url in read_captions(sentence, taken):
        drafts.append((item.at, Draft(asset, Stance.RELEASED, url, sentence)))
    ordered = [reclassify(draft) for _, draft in sorted(drafts, key=lambda pair: pair[0])]
    return share(ordered, events, sentence)


def _reach(event: Event, following: Event | None) -> int:
    """Give the first word that belongs to the next release act."""
    if following is None:
        return len(event.sentence.letters)
    starts = [item.start for item in following.items if item.start >= event.end]
    return max(event.end, min([following.begin, *starts]))


def _asset_at(links: Sequence[str]) -> Asset | None:
    """Read `our work is available at URL` as code if the address is that of a repository."""
    return Asset.CODE if any(CODE_HOST.search(link) for link in links) else None


_TRIED = words("accessed tried played explored used visited")


def _is_tried(event: Event, item: Item, links: Sequence[str]) -> bool:
    """Tell a system on the web from one to download: `our system can be accessed at URL`."""
    is_on_the_web = bool(links) and _asset_at(links) is None
    return item.tag == "S" and is_on_the_web and not _TRIED.isdisjoint(event.words)


def _claims(drafts: list[Draft], text: str) -> list[Claim]:
    return [
        Claim(draft.asset, draft.stance, draft.url, text[draft.sentence.start : draft.sentence.end].strip())
        for draft in merge(drafts)
    ]
