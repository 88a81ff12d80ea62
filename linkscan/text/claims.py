"""Find what the authors say they release: which artefact, out or promised, where."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

from linkscan.models import Asset, Claim, Stance
from linkscan.text.cues import TITLE_CUES, tags
from linkscan.text.events import Event, find_events
from linkscan.text.grounds import is_released
from linkscan.text.kinds import Context, resolve
from linkscan.text.linking import captions, link_items
from linkscan.text.links import Mention
from linkscan.text.sentences import split_sentences
from linkscan.text.tagging import Sentence, tag

_TELLING = (
    *("avai", "releas", "publi", "open-s", "open s", "opens", "github", "accessib", "download", "upload"),
    *("relas", "realea", "avil", "aval", "accessed", "disclos", "dissemin", "found here", "found at", "see here", "be shared"),
)
"""What nearly every claim without an address says; a text with none of these costs next to nothing."""
_HINTING = (
    *("provide", "we share", "also share", "and share", "will share", "is shared", "are shared", "we offer", "we host"),
    *("hosted", "distributed", "suppl", "online", " free"),
)
_NAMING = (
    *(" code", "implement", "dataset", "data set", "benchmark", "software", "corpus", "corpora", "demo", "toolkit", "library"),
    *("package", "annotation", "script", "database", "treebank", "checkpoint", "leaderboard", "trained model", " api"),
)
"""A hint counts only beside the name of an artefact."""


@dataclass(frozen=True, slots=True)
class _Draft:
    """A claim before claims of one artefact are merged."""

    asset: Asset
    stance: Stance
    url: str | None
    sentence: Sentence


def find_claims(title: str, text: str, mentions: Sequence[Mention]) -> list[Claim]:
    """Give the claims of `text` in its order; `title` helps to tell what names mean."""
    lower = f" {text.lower()}"
    if not mentions and not _is_telling(lower):
        return []
    context = Context(title, text)
    drafts: list[_Draft] = []
    first = 0
    for start, end in split_sentences(text, mentions):
        last = first
        while last < len(mentions) and mentions[last].start < end:
            last += 1
        if first < last or _is_telling(lower[start : end + 1]):
            sentence = tag(text, start, end, mentions[first:last])
            drafts = [*_attach(drafts, sentence), *_read(sentence, context)]
            context.pass_over(sentence)
        else:
            context.pass_over((start, end))
        first = last
    return _claims(drafts, text)


def find_title_claims(title: str) -> list[Claim]:
    """Give the claim that a title makes: `X: An Open-Source Toolkit for ...`."""
    if not _is_telling(f" {title.lower()}"):
        return []
    sentence = tag(title, 0, len(title))
    items = [item for event in find_events(sentence, TITLE_CUES) for item in event.items]
    return _claims([_Draft(item.asset, Stance.RELEASED, None, sentence) for item in items if item.asset], title)


def _is_telling(lower: str) -> bool:
    """Tell whether a text in lower case may claim anything; plain searches, because nearly all text does not."""
    return _has_any(lower, _TELLING) or (_has_any(lower, _HINTING) and _has_any(lower, _NAMING))


def _has_any(text: str, words: Sequence[str]) -> bool:
    for word in words:  # noqa: SIM110 (any() with a generator takes three times as long)
        if word in text:
            return True
    return False


def _read(sentence: Sentence, context: Context) -> list[_Draft]:
    """Draft the claims of one sentence."""
    drafts: list[tuple[int, _Draft]] = []
    taken: set[int] = set()
    events = find_events(sentence)
    for event, following in zip_longest(events, events[1:]):
        stop = _reach(event, following)
        items = resolve(event, context)
        stance = _stance(event, stop) if items else Stance.RELEASED
        with_code = any(item.tag == "C" for item in items)
        for item, links in link_items(event, items, stop, taken):
            asset = item.asset or _code_of(links)
            if asset and is_released(event, item, linked=bool(links), promised=stance is Stance.PROMISED, with_code=with_code):
                drafts += [(item.at, _Draft(asset, stance, link, sentence)) for link in links or [None]]
    drafts += [(item.at, _Draft(item.asset, Stance.RELEASED, link, sentence)) for item, link in captions(sentence, taken) if item.asset]
    return [draft for _, draft in sorted(drafts, key=lambda pair: pair[0])]


def _reach(event: Event, following: Event | None) -> int:
    """Give the first word that belongs to the next release act."""
    if following is None:
        return len(event.sentence.letters)
    starts = [item.start for item in following.items if item.start >= event.end]
    return max(event.end, min([following.begin, *starts]))


_CODE_HOST = re.compile(r"//(?:www\.)?(?:github\.com|gitlab\.|bitbucket\.org|anonymous\.4open|gitee\.com)")


def _code_of(links: Sequence[str]) -> Asset | None:
    """Read `our work is available at URL` as code if the address is that of a repository."""
    return Asset.CODE if any(_CODE_HOST.search(link) for link in links) else None


_PROMISE = tags("[will plan]|to adverb* be|can [adverb not]* be adverb* made")
_FUTURE = re.compile(
    r"\b(?:soon|shortly|in the (?:near )?future|(?:up)?on (?:\w+ ){0,2}request|(?:on|with) (?:the )?(?:publication|acceptance|camera)"
    r"|(?:upon|after|once|following|pending|when|if|at the time of)\b[^.;]{0,60}?\b(?:accept(?:ed|ance)|publication|published|review))\b"
)


def _stance(event: Event, stop: int) -> Stance:
    """Tell what is out from what will be: `will be released`, `upon acceptance`, `on request`."""
    start = min([event.begin, *(item.start for item in event.items)]) if event.floor else 0
    around = " ".join(event.sentence.words[start:stop])
    promised = _PROMISE.search(event.act) or _FUTURE.search(around)
    return Stance.PROMISED if promised else Stance.RELEASED


_BARE = frozenset("LGWc,:;()dv@yN")


def _attach(drafts: list[_Draft], bare: Sentence) -> list[_Draft]:
    """Give the addresses of a sentence that is nothing else to the claims of the sentence before it."""
    if not bare.links or set(bare.letters) - _BARE or not drafts:
        return drafts
    last = drafts[-1]
    urls = [mention.link.url for mention in bare.links.values()]
    if last.url is not None or last.sentence.end != bare.start:
        return drafts
    if last.stance is Stance.PROMISED and not all(_CODE_HOST.search(url) for url in urls):
        return drafts  # a project page, rather than the place of the promise
    return [
        linked
        for draft in drafts
        for linked in ([replace(draft, url=url) for url in urls] if draft.sentence is last.sentence and draft.url is None else [draft])
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
