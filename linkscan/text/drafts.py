"""Claims as they are drafted: given the address of a sentence nearby, merged where they say the same."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from linkscan.models import Asset, Stance
from linkscan.text.cue import Author
from linkscan.text.event import Event
from linkscan.text.tagging import Sentence
from linkscan.text.tags import tags
from linkscan.text.words import PAGES

CODE_HOST = re.compile(r"//(?:www\.)?(?:github\.com|gitlab\.|bitbucket\.org|anonymous\.4open|gitee\.com)")

_VIDEO_HOST = re.compile(r"//(?:www\.|m\.)?(?:youtube\.com|youtu\.be|vimeo\.com|bilibili\.com)/")


class Draft(NamedTuple):
    """A claim before claims of one artefact are merged."""

    asset: Asset
    stance: Stance
    url: str | None
    sentence: Sentence


def share(drafts: list[Draft], events: Sequence[Event], sentence: Sentence) -> list[Draft]:
    """Give the address behind a colon to all acts of one subject: `we release A and will open-source B: URL`."""
    if len(events) < 2 or len(sentence.links) != 1 or events[-1].cue.author is not Author.BEFORE:
        return drafts
    spot, mention = next(iter(sentence.links.items()))
    if spot < events[-1].end or sentence.letters[spot - 1] != ":":
        return drafts
    return [draft._replace(url=mention.link.url) if draft.url is None else draft for draft in drafts]


def reclassify(draft: Draft) -> Draft:
    """Call a demo that is a video `other`: it is watched, not tried."""
    if draft.asset is Asset.DEMO and draft.url is not None and _VIDEO_HOST.search(draft.url):
        return draft._replace(asset=Asset.OTHER)
    return draft


_BARE = frozenset("LGWibc,:;()dv@yN")
_MOST = 20  # claims that one page may belong to; keeps reading linear
_ON_A_PAGE = tags("at [the our] [adverb name word]* place")


def attach(drafts: list[Draft], bare: Sentence) -> None:
    """Give the addresses of a sentence that is nothing else to the claims that they belong to."""
    if not drafts or not bare.links or not _is_bare(bare):
        return
    urls = [mention.link.url for mention in bare.links.values()]
    is_page = not PAGES.isdisjoint(bare.words)
    is_code = all(CODE_HOST.search(url) for url in urls)
    for index in range(len(drafts) - 1, max(-1, len(drafts) - 1 - _MOST), -1):
        draft = drafts[index]
        is_near = draft.sentence.end == bare.start
        if not is_near and not is_page:
            return
        is_mere_page = is_page or draft.stance is Stance.PROMISED
        if draft.url is None and (_names_page(draft.sentence) or (is_near and (is_code or not is_mere_page))):
            drafts[index : index + 1] = [draft._replace(url=url) for url in urls]


def _is_bare(sentence: Sentence) -> bool:
    pairs = zip(sentence.letters, sentence.words, strict=True)
    return all(letter in _BARE or word.isdigit() for letter, word in pairs)


def _names_page(sentence: Sentence) -> bool:
    """Tell whether something is said to be `on our project page`."""
    return any(sentence.words[found.end() - 1] in PAGES for found in _ON_A_PAGE.finditer(sentence.letters))


def merge(drafts: list[Draft]) -> list[Draft]:
    """Keep one claim for each artefact, stance and address; one with an address outdoes one without."""
    placed = {(draft.asset, draft.stance) for draft in drafts if draft.url is not None}
    kept: dict[tuple[Asset, Stance, str | None], Draft] = {}
    for draft in drafts:
        if draft.url is not None or (draft.asset, draft.stance) not in placed:
            kept.setdefault((draft.asset, draft.stance, draft.url), draft)
    return list(kept.values())
