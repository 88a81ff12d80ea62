"""Find what the authors say they release: which artefact, out or promised, where."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from itertools import takewhile, zip_longest
from typing import NamedTuple

from linkscan.models import Asset, Claim, Stance
from linkscan.text.captions import read_captions
from linkscan.text.cue import Author
from linkscan.text.descriptions import TITLE_DESCRIPTIONS
from linkscan.text.event import Event
from linkscan.text.events import find_events, match_cues
from linkscan.text.grounds import Case, is_released
from linkscan.text.item import Item
from linkscan.text.kinds import Context, resolve
from linkscan.text.linking import link_items
from linkscan.text.links import Mention
from linkscan.text.sentences import Sentences
from linkscan.text.tagging import Sentence, tag
from linkscan.text.tags import tags
from linkscan.text.words import PAGES, words

_TELLING = ("avai", "releas", "publi", "open", "github", "access", "load")
"""What nearly every claim without an address says; a text with none of these costs next to nothing."""
_HINTING = ("provide", "share", "we offer", "distributed")
_HINTING_BEHIND = (
    "we ",
    "lso ",
    "her ",
    "ly ",
    "nd ",
    "is ",
    "are ",
    "be ",
    "en ",
    "per ",
    "ork ",
    "ill ",
    "to ",
    ", ",
)
"""What stands before a hint: we, also, further, publicly, and, is, been, this paper."""
_NAMING = (
    *(
        " code",
        "implement",
        "dataset",
        "data set",
        "benchmark",
        "software",
        "corpus",
        "corpora",
        "demo ",
        "toolkit",
        " data ",
    ),
    *(
        "library",
        "package",
        "annotation",
        " script",
        "database",
        "treebank",
        "checkpoint",
        "leaderboard",
        "trained model",
        " api",
    ),
)
"""A hint counts only in one sentence with the name of an artefact."""


class _Draft(NamedTuple):
    """A claim before claims of one artefact are merged."""

    asset: Asset
    stance: Stance
    url: str | None
    sentence: Sentence


def find_claims(title: str, text: str, mentions: Sequence[Mention]) -> list[Claim]:
    """Give the claims of `text` in its order; `title` helps to tell what names mean."""
    lower = text.lower()
    telling = sorted(_positions(lower, _TELLING))
    hinting = [place for place in _positions(lower, _HINTING) if lower.endswith(_HINTING_BEHIND, 0, place)]
    if not (mentions or telling or hinting):
        return []
    sentences = Sentences(text, mentions)
    context = Context(title, text, sentences)
    drafts: list[_Draft] = []
    for start, end in sentences.around(sorted({*telling, *hinting, *(mention.start for mention in mentions)})):
        inside = sentences.mentions(start, end)
        is_telling = bisect_left(telling, start) < bisect_left(telling, end)
        if not inside and not is_telling and not _names_artefact(lower, start, end):
            continue
        sentence = tag(text, start, end, inside)
        _attach(drafts, sentence)
        drafts += _read(sentence, context)
        context.last = sentence
    return _claims(drafts, text)


def _positions(text: str, words: Sequence[str]) -> list[int]:
    """Find words by plain searches: most texts hold none of them."""
    positions = []
    for word in words:
        position = text.find(word)
        while position >= 0:
            positions.append(position)
            position = text.find(word, position + 1)
    return positions


def _names_artefact(lower: str, start: int, end: int) -> bool:
    sentence = f" {lower[start:end]}"
    return any(word in sentence for word in _NAMING)


def find_title_claims(title: str) -> list[Claim]:
    """Give the claim that a title makes: `X: An Open-Source Toolkit for ...`."""
    lower = title.lower()
    if "open" not in lower and "avail" not in lower:
        return []
    sentence = tag(title, 0, len(title))
    items = [item for event in match_cues(sentence, TITLE_DESCRIPTIONS) for item in event.items]
    return _claims([_Draft(item.asset, Stance.RELEASED, None, sentence) for item in items if item.asset], title)


def _read(sentence: Sentence, context: Context) -> list[_Draft]:
    """Draft the claims of one sentence."""
    drafts: list[tuple[int, _Draft]] = []
    taken: set[int] = set()
    events = find_events(sentence)
    for event, following in zip_longest(events, events[1:]):
        stop = _reach(event, following)
        items = resolve(event, context)
        stance = _stance(event, stop) if items else Stance.RELEASED
        has_code = any(item.tag == "C" and not item.is_deep for item in items)
        for item, links in link_items(event, items, stop, taken):
            asset = Asset.DEMO if _is_tried(event, item, links) and not has_code else item.asset or _asset_at(links)
            case = Case(event, item, bool(links), stance is Stance.PROMISED, has_code)
            if asset and is_released(case):
                drafts += [(item.at, _Draft(asset, stance, url, sentence)) for url in links or (None,)]
    for item, asset, url in read_captions(sentence, taken):
        drafts.append((item.at, _Draft(asset, Stance.RELEASED, url, sentence)))
    ordered = [_watched(draft) for _, draft in sorted(drafts, key=lambda pair: pair[0])]
    return _share(ordered, events, sentence)


def _share(drafts: list[_Draft], events: Sequence[Event], sentence: Sentence) -> list[_Draft]:
    """Give the address behind a colon to all acts of one subject: `we release A and will open-source B: URL`."""
    if len(events) < 2 or len(sentence.links) != 1 or events[-1].cue.author is not Author.BEFORE:
        return drafts
    spot, mention = next(iter(sentence.links.items()))
    if spot < events[-1].end or sentence.letters[spot - 1] != ":":
        return drafts
    return [draft._replace(url=mention.link.url) if draft.url is None else draft for draft in drafts]


def _reach(event: Event, following: Event | None) -> int:
    """Give the first word that belongs to the next release act."""
    if following is None:
        return len(event.sentence.letters)
    starts = [item.start for item in following.items if item.start >= event.end]
    return max(event.end, min([following.begin, *starts]))


_CODE_HOST = re.compile(r"//(?:www\.)?(?:github\.com|gitlab\.|bitbucket\.org|anonymous\.4open|gitee\.com)")


_VIDEO_HOST = re.compile(r"//(?:www\.|m\.)?(?:youtube\.com|youtu\.be|vimeo\.com|bilibili\.com)/")


def _asset_at(links: Sequence[str]) -> Asset | None:
    """Read `our work is available at URL` as code if the address is that of a repository."""
    return Asset.CODE if any(_CODE_HOST.search(link) for link in links) else None


_TRIED = words("accessed tried played explored used visited")


def _is_tried(event: Event, item: Item, links: Sequence[str]) -> bool:
    """Tell a system on the web from one to download: `our system can be accessed at URL`."""
    is_on_the_web = bool(links) and _asset_at(links) is None
    return item.tag == "S" and is_on_the_web and not _TRIED.isdisjoint(event.words)


def _watched(draft: _Draft) -> _Draft:
    """A demo that is a video is no demo."""
    if draft.asset is Asset.DEMO and draft.url is not None and _VIDEO_HOST.search(draft.url):
        return draft._replace(asset=Asset.OTHER)
    return draft


_PROMISE = tags("[will plan]|to adverb* be|can [adverb not]* be adverb* made")
_FUTURE = re.compile(
    r"""(?x)
    \b (?: soon | shortly | in\ the\ (?:near\ )?future | (?:up)?on\ (?:\w+\ ){0,2}request
      | (?:on|with)\ (?:the\ )?(?:publication|acceptance|camera)
      | (?:upon|after|once|following|pending|when|if|at\ the\ time\ of)\b [^.;]{0,60}?
        \b(?:accept(?:ed|ance)|publication|published|review)
    ) \b"""
)


_FUTURE_WORDS = words(
    "soon shortly future request publication acceptance accepted published review camera camera-ready"
)
"""One of these is in every such phrase."""


def _stance(event: Event, stop: int) -> Stance:
    """Tell what is out from what will be: `will be released`, `upon acceptance`, `on request`."""
    start = min([event.begin, *(item.start for item in event.items)]) if event.floor else 0
    around = event.sentence.words[start:stop]
    is_promised = _PROMISE.search(event.act) or (
        not _FUTURE_WORDS.isdisjoint(around) and _FUTURE.search(" ".join(around))
    )
    return Stance.PROMISED if is_promised else Stance.RELEASED


_BARE = frozenset("LGWibc,:;()dv@yN")


def _attach(drafts: list[_Draft], bare: Sentence) -> None:
    """Give the addresses of a sentence that is nothing else to the claims of the sentence before it."""
    if not drafts or not bare.links or drafts[-1].sentence.end != bare.start:
        return
    if any(letter not in _BARE and not word.isdigit() for letter, word in zip(bare.letters, bare.words, strict=True)):
        return
    last = drafts[-1]
    urls = [mention.link.url for mention in bare.links.values()]
    is_page = last.stance is Stance.PROMISED or not PAGES.isdisjoint(bare.words)
    is_meant = not PAGES.isdisjoint(last.sentence.words) or all(_CODE_HOST.search(url) for url in urls)
    if last.url is not None or (is_page and not is_meant):
        return  # a project page, rather than the place of what was said before it
    first = len(drafts) - sum(1 for _ in takewhile(lambda draft: draft.sentence is last.sentence, reversed(drafts)))
    drafts[first:] = [
        linked
        for draft in drafts[first:]
        for linked in ([draft._replace(url=url) for url in urls] if draft.url is None else [draft])
    ]


def _merge(drafts: list[_Draft]) -> list[_Draft]:
    """Keep one claim for each artefact, stance and address; one with an address outdoes one without."""
    placed = {(draft.asset, draft.stance) for draft in drafts if draft.url is not None}
    kept: dict[tuple[Asset, Stance, str | None], _Draft] = {}
    for draft in drafts:
        if draft.url is not None or (draft.asset, draft.stance) not in placed:
            kept.setdefault((draft.asset, draft.stance, draft.url), draft)
    return list(kept.values())


def _claims(drafts: list[_Draft], text: str) -> list[Claim]:
    return [
        Claim(draft.asset, draft.stance, draft.url, text[draft.sentence.start : draft.sentence.end].strip())
        for draft in _merge(drafts)
    ]
