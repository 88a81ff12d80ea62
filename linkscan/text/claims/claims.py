"""Assemble the claims of a text: draft them sentence by sentence, attach URLs, merge duplicates."""

import re
from collections.abc import Sequence
from itertools import zip_longest
from typing import NamedTuple

from linkscan.code_hosts import HOLDS_NOTHING_BUT_CODE, HostKind, is_on
from linkscan.models import Asset, Claim, Stance
from linkscan.patterns import lazy_pattern
from linkscan.text.claims.candidate import candidates_of
from linkscan.text.claims.captions import read_captions
from linkscan.text.claims.context import Context
from linkscan.text.claims.coreference import resolve
from linkscan.text.claims.cues import find_cues
from linkscan.text.claims.event import ReleaseEvent
from linkscan.text.claims.event_finder import find_events, match_patterns
from linkscan.text.claims.lexicon import PAGES, word_set
from linkscan.text.claims.mention import Mention
from linkscan.text.claims.patterns import AgentRule, ArgumentSlot
from linkscan.text.claims.release_rules import is_released
from linkscan.text.claims.sections import Heading, SectionKind, read_heading
from linkscan.text.claims.sentences import Sentences
from linkscan.text.claims.stance import is_later, read_stance
from linkscan.text.claims.tagger import TaggedSentence, tag_sentence
from linkscan.text.claims.tagset import ASSETS, CORE_ASSETS, Tag, tag_pattern, tag_set
from linkscan.text.claims.url_attachment import attach_urls, is_on_app_host
from linkscan.text.languages.english import ENGLISH
from linkscan.text.languages.identify import language_of
from linkscan.text.languages.language import Language
from linkscan.text.urls.finder import UrlSpan, lower

# Bound once: Python 3.11 takes 180 ns to find a member of an enumeration.
_ASSET_CODE = Asset.CODE
_ASSET_DEMO = Asset.DEMO
_ASSET_OTHER = Asset.OTHER
_BEFORE = AgentRule.BEFORE
_PROMISED = Stance.PROMISED
_RELEASED = Stance.RELEASED
_HEAD = ArgumentSlot.HEAD
_SUBJECT = ArgumentSlot.SUBJECT

_VIDEO_HOST = lazy_pattern(r"//(?:www\.|m\.)?(?:youtube\.com|youtu\.be|vimeo\.com|bilibili\.com)/")


class DraftClaim(NamedTuple):
    """A claim before the claims about one artefact are merged."""

    asset: Asset
    stance: Stance
    url: str | None
    sentence: TaggedSentence


def share_final_url(
    drafts: list[DraftClaim], events: Sequence[ReleaseEvent], sentence: TaggedSentence
) -> list[DraftClaim]:
    """Return drafts with the URL after a final colon shared by all: `we release A and will open-source B: URL`."""
    if len(events) < 2 or len(sentence.links) != 1 or events[-1].pattern.agent is not _BEFORE:
        return drafts
    spot, span = next(iter(sentence.links.items()))
    if spot < events[-1].end or sentence.tags[spot - 1] != Tag.COLON:
        return drafts
    return [draft._replace(url=span.link.url) if draft.url is None else draft for draft in drafts]


def reclassify(draft: DraftClaim) -> DraftClaim:
    """Return the draft, as `other` if it is a demo hosted as a video, or a list of papers that is kept like code."""
    if draft.url is None:
        return draft
    is_list = draft.asset is _ASSET_CODE and _READING_LIST in draft.url.lower()
    if is_list or (draft.asset is _ASSET_DEMO and _VIDEO_HOST.search(draft.url)):
        return draft._replace(asset=_ASSET_OTHER)
    return draft


_READING_LIST = "/awesome-"
"""How the names of repositories begin that list papers on a topic."""


_BARE_TAGS = tag_set("address place look it be and comma colon stop opening closing the available at adverb name")
_MAX_CLAIMS_PER_PAGE = 20  # drafts that a project page may be attached to; keeps reading linear
_ON_A_PAGE = tag_pattern("at [the our] [adverb name word]* place")


def attach(drafts: list[DraftClaim], bare: TaggedSentence, listed: Sequence[DraftClaim]) -> Sequence[DraftClaim]:
    """Attach the URLs of a sentence that consists of nothing else to the drafts that they belong to, in place.

    `listed` are the drafts whose places are listed, as far as the previous sentence. Return those whose list goes on.
    """
    if not bare.links or not _is_bare(bare):
        return ()
    urls = [span.link.url for span in bare.links.values()]
    if listed and PAGES.isdisjoint(bare.words):
        drafts += [draft._replace(url=url) for draft in listed for url in urls]
        return listed
    _attach_to_last(drafts, bare, urls)
    return [draft for draft in drafts if draft.sentence.end == bare.start and draft.sentence.tags[-1:] == Tag.COLON]


def _attach_to_last(drafts: list[DraftClaim], bare: TaggedSentence, urls: Sequence[str]) -> None:
    is_page = not PAGES.isdisjoint(bare.words)
    is_code = all(is_on(url, HOLDS_NOTHING_BUT_CODE) for url in urls)
    for index in reversed(range(max(0, len(drafts) - _MAX_CLAIMS_PER_PAGE), len(drafts))):
        draft = drafts[index]
        is_near = draft.sentence.end == bare.start
        if not is_near and not is_page:
            return
        is_mere_page = is_page or draft.stance is _PROMISED
        if draft.url is None and (_names_page(draft.sentence) or (is_near and (is_code or not is_mere_page))):
            drafts[index : index + 1] = [draft._replace(url=url) for url in urls]


def _is_bare(sentence: TaggedSentence) -> bool:
    pairs = zip(sentence.tags, sentence.words, strict=True)
    return all(tag in _BARE_TAGS or word.isdigit() for tag, word in pairs)


def _names_page(sentence: TaggedSentence) -> bool:
    """Return whether a sentence says that something is `on our project page`."""
    return any(sentence.words[found.end() - 1] in PAGES for found in _ON_A_PAGE.finditer(sentence.tags))


def merge(drafts: list[DraftClaim]) -> list[DraftClaim]:
    """Return one draft for each asset, stance and URL; a draft without a URL is dropped if one with a URL exists."""
    if len(drafts) < 2:
        return drafts
    placed = {(draft.asset, draft.stance) for draft in drafts if draft.url is not None}
    kept: dict[tuple[Asset, Stance, str | None], DraftClaim] = {}
    for draft in drafts:
        if draft.url is not None or (draft.asset, draft.stance) not in placed:
            kept.setdefault((draft.asset, draft.stance, draft.url), draft)
    return list(kept.values())


def find_claims(title: str, text: str, spans: Sequence[UrlSpan], languages: Sequence[Language]) -> list[Claim]:
    """Return the claims of `text` in text order; `title` helps to tell what names stand for.

    `spans` are the URLs of the text. `languages` are those that it is written in, beginning with that of the whole.
    """
    lowered = lower(text)
    cues = find_cues(lowered, languages, has_links=bool(spans))
    if not spans and not cues.positions:
        return []
    sentences = Sentences(text, spans)
    context = Context(title, text, sentences, languages[0])
    drafts: list[DraftClaim] = []
    listed: Sequence[DraftClaim] = ()
    heading: Heading | None = None
    only = languages[0] if len(languages) == 1 else None
    positions = [*cues.positions, *[span.start for span in spans]] if spans else cues.positions
    for start, end in sentences.around(sorted(positions)):
        inside = sentences.spans(start, end)
        language = only or language_of(text[start:end], languages)
        if not inside and not cues.tell(start, end) and not _names_artefact(lowered[start:end], language):
            continue
        if text[max(start, end - _LAST_LETTERS) : end].rstrip().endswith(_QUESTION_MARKS):
            continue  # is the code available?
        own = read_heading(text, start, end, language)
        heading = own or (heading if heading is not None and heading.end == start else None)
        if language is not context.language:
            context = Context(title, text, sentences, language)
        sentence = tag_sentence(text, start, end, inside, begin=own.end if own else start, language=language)
        if drafts:
            is_next = context.last is not None and context.last.end == start
            listed = attach(drafts, sentence, listed if is_next else ())
        drafts += _read_section(sentence, context, heading)
        context.last = sentence
    return _claims(drafts, text)


_LAST_LETTERS = 4  # of a sentence, with the spaces after it
_QUESTION_MARKS = ("?", "？")


def _names_artefact(lowered: str, language: Language) -> bool:
    """Return whether a sentence names an artefact, beside which a weak cue counts."""
    return any(map(f" {lowered}".__contains__, language.naming))


def _read_section(sentence: TaggedSentence, context: Context, heading: Heading | None) -> list[DraftClaim]:
    """Return the draft claims of one sentence, read as part of the section under `heading`."""
    if heading is not None and heading.section is SectionKind.REGISTRATION:
        return []
    found = _read(sentence, context)
    if heading is not None and heading.section is SectionKind.SUPPLEMENT:
        return [draft._replace(asset=_ASSET_OTHER) for draft in found]
    if found and 0 in sentence.links and heading is not None and heading.section is SectionKind.AVAILABILITY:
        return _leading(sentence, context, heading, found) + found
    if found or not sentence.links:
        return found
    return _availability_claims(sentence, context, heading or _implicit_heading(sentence, context))


def _leading(
    sentence: TaggedSentence, context: Context, heading: Heading, found: Sequence[DraftClaim]
) -> list[DraftClaim]:
    """Return the draft of a bare URL that begins an availability section, before what else is said in it."""
    url = sentence.links[0].link.url
    if any(draft.url == url for draft in found):
        return []
    presented = _ASSET_CODE if is_on(url, HOLDS_NOTHING_BUT_CODE) else context.presented or _ASSET_CODE
    return [DraftClaim(heading.asset or presented, _RELEASED, url, sentence)]


_AVAILABLE_AT = tag_pattern(
    "adverb* available adverb* (?:(?:for [word look])? at [the our name place]* colon? address"
    "|available? colon address stop?$)"
)
_LABELLED_URL = tag_pattern("place colon address stop?$|the place be address (?=[opening stop]|$)")


def _implicit_heading(sentence: TaggedSentence, context: Context) -> Heading | None:
    """Return a heading if a sentence without a subject reads as one: `Available at URL`.

    None if it does not, or if the paper presents nothing that could be the subject.
    """
    is_label = "url" in sentence.words[:2] and _LABELLED_URL.match(sentence.tags) is not None
    if not is_label and _AVAILABLE_AT.match(sentence.tags) is None:
        return None
    is_told = context.names_work or context.presented is not None
    return Heading(SectionKind.AVAILABILITY, sentence.start) if is_told else None


def find_closing_claims(title: str, abstract: str, spans: Sequence[UrlSpan]) -> list[Claim]:
    """Return the claim of code at a repository whose URL alone closes an abstract: `Songs are fast to read. URL`."""
    last = spans[-1]
    is_alone = abstract[: last.start].rstrip()[-1:] in _SENTENCE_ENDS and not abstract[last.end :].strip(" .\n")
    if not is_alone or not is_on(last.link.url, HOLDS_NOTHING_BUT_CODE):
        return []
    if not _REVIEWS.isdisjoint(title.lower().split()):
        return []  # a list of papers
    return [Claim(_ASSET_CODE, _RELEASED, last.link.url, abstract[last.start : last.end])]


_SENTENCE_ENDS = frozenset(".!?")
_REVIEWS = word_set("survey review overview")


def find_title_claims(title: str) -> list[Claim]:
    """Return the claims that a title makes: `X: An Open-Source Toolkit for ...`."""
    lowered = lower(title)
    if "open" not in lowered and "avail" not in lowered:
        return []
    sentence = tag_sentence(title, 0, len(title))
    mentions = [mention for event in match_patterns(sentence, ENGLISH.title_patterns) for mention in event.mentions]
    return _claims(
        [DraftClaim(mention.asset, _RELEASED, None, sentence) for mention in mentions if mention.asset], title
    )


def _read(sentence: TaggedSentence, context: Context) -> list[DraftClaim]:
    """Return the draft claims of one sentence, in sentence order."""
    events = find_events(sentence)
    if not events and not sentence.links:
        return []
    drafts: list[tuple[int, DraftClaim]] = []
    taken: set[int] = set()
    for event, following in zip_longest(events, events[1:]):
        stop = _next_event_start(event, following)
        mentions = resolve(event, context)
        has_code = is_known = False
        for mention in mentions:
            is_known = is_known or mention.asset is not None
            has_code = has_code or (mention.tag == Tag.CODE and not mention.is_deep)
        stance = read_stance(event, stop) if mentions else _RELEASED
        free = taken if is_known else set(taken)  # an artefact of unknown kind uses up no URL
        placed = attach_urls(event, mentions, stop, free)
        candidates = candidates_of(event, placed, is_promised=stance is _PROMISED, has_code=has_code)
        for candidate, (mention, links) in zip(candidates, placed, strict=True):
            is_tool = mention.tag == Tag.TOOL or (mention.tag == Tag.NAME and _USED_ONLINE.issubset(event.words))
            is_demo = is_tool and _is_web_demo(event, mention, links, has_code=has_code)
            is_demo = is_demo or (mention.tag in _VAGUE and _is_used_there(event, mention, links, context))
            asset = _ASSET_DEMO if is_demo else _asset_given_urls(mention, links)
            if asset and is_released(candidate):
                drafts += [(mention.at, DraftClaim(asset, stance, url, sentence)) for url in links or (None,)]
                if asset is _ASSET_DEMO and _is_open_source(event):
                    places = (None,) if event.pattern.slot is _HEAD else links or (None,)
                    drafts += [(mention.at, DraftClaim(_ASSET_CODE, stance, url, sentence)) for url in places]
    for mention, asset, url in read_captions(sentence, taken, context):
        drafts.append((mention.at, DraftClaim(asset, _RELEASED, url, sentence)))
    if not drafts:
        return []
    ordered = [reclassify(draft) for _, draft in sorted(drafts, key=lambda pair: pair[0])]
    return share_final_url(ordered, events, sentence)


def _is_open_source(event: ReleaseEvent) -> bool:
    """Return whether a demo is also code: `an open-source app`, the server `is open source and available at URL`."""
    if event.pattern.slot is _HEAD:
        return event.trigger[-1] == Tag.OPEN
    return event.pattern.slot is _SUBJECT and Tag.OPEN in event.trigger


def _availability_claims(sentence: TaggedSentence, context: Context, heading: Heading | None) -> list[DraftClaim]:
    """Return the drafts of an availability section that only gives URLs: they hold what the paper presents."""
    if heading is None or heading.section is not SectionKind.AVAILABILITY:
        return []
    named = next((tag for tag in sentence.tags if tag in CORE_ASSETS or tag == Tag.DEMO), "")
    asset = heading.asset or ASSETS.get(named)
    presented = _ASSET_CODE if not _LICENCES.isdisjoint(sentence.words) else context.presented or _ASSET_CODE
    is_promised = Tag.WILL in sentence.tags or is_later(sentence.words, sentence.language)
    stance = _PROMISED if is_promised else _RELEASED
    urls = [span.link.url for spot, span in sentence.links.items() if not _is_documentation(sentence, spot)]
    return [DraftClaim(asset or _presented_at(url, presented, context), stance, url, sentence) for url in urls]


def _presented_at(url: str, presented: Asset, context: Context) -> Asset:
    """Return what a paper presents, given its URL: packages are code, a tool on the web is a demo."""
    if is_on(url, _PACKAGES):
        return _ASSET_CODE
    is_demo = presented is _ASSET_CODE and context.is_served and not is_on(url, HOLDS_NOTHING_BUT_CODE)
    return _ASSET_DEMO if is_demo else presented


_DOCUMENTATION = tag_pattern("extra (?:be adverb*)? [at colon opening][the our name word place]* $")


def _is_documentation(sentence: TaggedSentence, spot: int) -> bool:
    """Return whether a URL is that of what comes with the work: `with documentation at URL`."""
    return sentence.search_before(spot, _DOCUMENTATION, _NEAR) is not None


_NEAR = 6  # words
_LICENCES = word_set("license licence licenses licences gpl lgpl gplv2 gplv3 mit bsd apache")
_PACKAGES = frozenset((HostKind.PACKAGE,))


def _next_event_start(event: ReleaseEvent, following: ReleaseEvent | None) -> int:
    """Return the index of the first word that belongs to the next release event."""
    if following is None:
        return len(event.sentence.tags)
    starts = [mention.start for mention in following.mentions if mention.start >= event.end]
    return max(event.end, min([following.begin, *starts]))


def _asset_given_urls(mention: Mention, links: Sequence[str]) -> Asset | None:
    """Return the asset of a mention given its URLs: a name at a repository is code, an app at an app host a demo."""
    if mention.tag not in _VAGUE or not links:
        return mention.asset or _asset_at(links)
    if mention.asset is _ASSET_DEMO and all(is_on(link, HOLDS_NOTHING_BUT_CODE) for link in links):
        return _ASSET_CODE
    if mention.asset is _ASSET_CODE and all(map(is_on_app_host, links)):
        return _ASSET_DEMO
    return mention.asset or _asset_at(links)


_VAGUE = (Tag.NAME, Tag.TOOL)


def _asset_at(links: Sequence[str]) -> Asset | None:
    """Return code if one of the URLs is at a code host, `our work is available at URL`; else None."""
    return _ASSET_CODE if any(is_on(link, HOLDS_NOTHING_BUT_CODE) for link in links) else None


_ON_THE_WEB = word_set("interactive online web web-based")
_USED_ONLINE = word_set("used online")
_ACCESS_VERBS = word_set("accessed tried played explored used visited")


def _is_web_demo(event: ReleaseEvent, mention: Mention, links: Sequence[str], *, has_code: bool) -> bool:
    """Return whether a system is used on the web rather than downloaded: `our system can be accessed at URL`."""
    if not links or _asset_at(links) is not None:
        return False
    around = event.words
    start = event.begin if event.pattern.slot is _HEAD else mention.start
    named = event.sentence.words[start : mention.at]
    is_tried = not has_code and (not _ACCESS_VERBS.isdisjoint(around) or {"found", "online"}.issubset(around))
    is_web_tool = event.sentence.words[mention.at] == "webtool" and not has_code
    return is_tried or is_web_tool or not _ON_THE_WEB.isdisjoint(named)


_ON_OUR_SERVER = tag_pattern(
    "adverb* at [our the] [word name adverb available]* demo [for container of our the name word tool]*"
    " [opening at colon]* address"
)


def _is_used_there(event: ReleaseEvent, mention: Mention, links: Sequence[str], context: Context) -> bool:
    """Return whether a program is used at its URL: `our method is accessible through our server (URL)`."""
    if mention.asset is not _ASSET_CODE or mention.at > event.begin or not links or _asset_at(links) is not None:
        return False
    if _ON_OUR_SERVER.match(event.sentence.tags, event.end):
        return True
    is_accessed = mention.tag == Tag.NAME and not _ACCESSED.isdisjoint(event.words)  # TextNet is accessible at URL
    return is_accessed and (context.is_served or not context.has_type(event.sentence.words[mention.at]))


_ACCESSED = word_set("accessible accessed")


def _claims(drafts: list[DraftClaim], text: str) -> list[Claim]:
    return [Claim(draft.asset, draft.stance, draft.url, _quote(text, draft.sentence)) for draft in merge(drafts)]


_BLANKS = re.compile(r" {2,}")


def _quote(text: str, sentence: TaggedSentence) -> str:
    """Return a sentence as reports show it, with runs of spaces collapsed."""
    quoted = text[sentence.start : sentence.end].strip()
    return _BLANKS.sub(" ", quoted) if "  " in quoted else quoted
