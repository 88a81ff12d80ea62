"""URL attachment: which URL of a sentence belongs to which of its mentions."""

from collections.abc import Sequence

from linkscan.patterns import lazy_pattern
from linkscan.text.claims.event import ReleaseEvent
from linkscan.text.claims.lexicon import PAGES, word_set
from linkscan.text.claims.mention import Mention
from linkscan.text.claims.patterns import ArgumentSlot
from linkscan.text.claims.phrases import read_object
from linkscan.text.claims.tagger import TaggedSentence
from linkscan.text.claims.tagset import ASSETS_BY_NAME, PREPOSITIONS, Tag, tag_pattern, tag_set

# Bound once: Python 3.11 takes 180 ns to find a member of an enumeration.
_OBJECT = ArgumentSlot.OBJECT
_SUBJECT = ArgumentSlot.SUBJECT
_JOINERS = tag_set("and comma")
_NEAR = 6  # words between a preposition and the URL
_NEAR_REQUIREMENT = 12  # words of a requirement and before it
_SOURCE = tag_pattern("at [the word and]* [name data project] [the name word data project and]* opening$")
_REQUIRED = tag_pattern(
    "(?:[verb participle doing] [at for]? the? name{1,3}"
    "|[participle present] at [the our]? [name word participle]{1,5}) opening$"
)
_REQUIRED_BEFORE = tag_pattern("[verb participle doing at for] [at for]? the? name{1,3} opening$")
_REQUIRING = word_set(
    "written coded programmed runs run works requires require needs need requiring uses use using built based"
)
_LICENCE = lazy_pattern(r"(?i)/licen[cs]es?(?:/|$)")
_IMAGE = (".gif", ".png", ".jpg")
_AT_FIRST = tag_pattern("at address comma?")
_AS_FORM = tag_pattern("[closing comma and]* for")
"""What adds a form after a URL: `at URL or as source code at URL`, `at URL as a program and a web server`."""
_NOTHING_NEW = tag_set("address and comma opening closing colon stop place the adverb name at our word all for")
_AT_A_PLACE = tag_pattern("at the? place")
_TOGETHER = (("along with",), ("together with",), ("accompanied by",))
Group = tuple[list[Mention], list[int]]
"""Artefacts, and the positions of the URLs at which all of them are."""


def attach_urls(
    event: ReleaseEvent, mentions: Sequence[Mention], stop: int, taken: set[int]
) -> list[tuple[Mention, list[str]]]:
    """Return every artefact of `event` with its URLs; `stop` is where the next event begins.

    The positions of the URLs that were used are added to `taken`.
    """
    sentence = event.sentence
    if not sentence.links:
        return [(mention, []) for mention in (*mentions, *_accompanying(event, stop))]
    begin = min([event.begin, *[mention.start for mention in mentions]])
    is_object = event.pattern.slot is _OBJECT
    spots = [
        spot
        for spot in sentence.links
        if begin <= spot < stop
        and spot not in taken
        and not (is_object and is_source(sentence, event.end, spot))
        and not is_elsewhere(sentence, spot, begin=event.begin)
    ]
    if not spots and is_object and _AT_FIRST.fullmatch(sentence.tags, 0, event.begin):
        spots = [1]  # at URL we provide the code
    if not spots and len(mentions) == 1 and mentions[0].tag == Tag.IT:
        spots = _of_antecedent(sentence, mentions[0].at)
        return [(mentions[0], [sentence.links[spot].link.url for spot in spots])]
    if not spots:
        return [(mention, []) for mention in (*mentions, *_accompanying(event, stop))]
    added = _added(event, spots, stop, {mention.at for mention in mentions}) if mentions else []
    if added and added[0].start == spots[0] + 2 and sentence.words[spots[0] + 2] in ("a", "an"):
        mentions = [mention for mention in mentions if mention.tag != Tag.NAME]  # X, available at URL, a dictionary
    mentions = [*mentions, *added]
    urls: dict[int, list[str]] = {}
    for group, places in _respectively(sentence, _groups(sentence, mentions, spots)):
        taken.update(places)
        at_places = [sentence.links[spot].link.url for spot in places]
        urls.update([(mention.at, at_places) for mention in group])
    return [(mention, urls.get(mention.at, [])) for mention in mentions]


def _of_antecedent(sentence: TaggedSentence, pronoun: int) -> list[int]:
    """Return the position of the URL of a pronoun's antecedent: `we built TextNet (URL) and make it available`."""
    tags = sentence.tags
    return [spot for spot in sentence.links if spot < pronoun and tags[spot - 1 : spot] == Tag.OPENING]


_APP_HOST = lazy_pattern(
    r"//[\w.-]+\.(?:streamlit\.app|streamlitapp\.com|shinyapps\.io|herokuapp\.com|hf\.space|gradio\.live)(?:/|$)"
)


def is_on_app_host(url: str) -> bool:
    """Return whether a URL is on a host that runs the web apps of others."""
    return _APP_HOST.search(url) is not None


def is_source(sentence: TaggedSentence, start: int, spot: int) -> bool:
    """Return whether a URL is that of a source the authors draw on: `code to parse files from X (URL)`."""
    source = _SOURCE.search(sentence.tags, max(start, spot - _NEAR), spot)
    return source is not None and sentence.words[source.start()] == "from"


def is_elsewhere(sentence: TaggedSentence, spot: int, begin: int) -> bool:
    """Return whether a URL leads to an image, a licence or a requirement: `written in Java (URL)`."""
    url = sentence.links[spot].link.url
    if url.endswith(_IMAGE) or _LICENCE.search(url):
        return True
    before = sentence.tags[spot - 1 : spot]
    if before == Tag.AT:
        return sentence.tags[spot - 2] in _EXTRA_OR_PLACE and _is_documentation(sentence, spot)
    if before != Tag.OPENING:
        return False
    found = sentence.search_before(spot, _REQUIRED if spot > begin else _REQUIRED_BEFORE, _NEAR_REQUIREMENT)
    return found is not None and (found[0][0] in PREPOSITIONS or sentence.words[found.start()] in _REQUIRING)


_WITH_EXTRA = tag_pattern("for [the our word adverb participle]* extra place? at$")
_EXTRA_OR_PLACE = tag_set("extra place")
_DOCUMENTATION = word_set("documentation tutorial tutorials manual")


def _is_documentation(sentence: TaggedSentence, spot: int) -> bool:
    """Return whether a URL is that of the documentation: `is available, with a documentation website at URL`."""
    found = sentence.search_before(spot, _WITH_EXTRA, _NEAR_REQUIREMENT)
    return found is not None and not _DOCUMENTATION.isdisjoint(sentence.words[found.start() : found.end()])


def _added(event: ReleaseEvent, spots: Sequence[int], stop: int, known: set[int]) -> list[Mention]:
    """Return the artefacts added after the verb or a URL: `at URL along with the models`, `and the data at URL`."""
    sentence, is_subject = event.sentence, event.pattern.slot is _SUBJECT
    added: list[Mention] = []
    if is_subject and event.behind == Tag.AND:
        added = read_object(sentence, event.end, spots[0])
    start = max(event.end, spots[0] + 1)
    while start < stop and sentence.tags[start] == Tag.CLOSING:
        start += 1
    if start < stop and sentence.tags[start] in _JOINERS:
        added += read_object(sentence, start, stop)
    elif sentence.words[start : start + 1] == ("with",):  # the code is available at URL with a web application
        added += [mention for mention in read_object(sentence, start + 1, stop) if mention.tag == Tag.DEMO]
    forms = zip(spots, [*spots[1:], stop], strict=True) if Tag.FOR in sentence.tags[spots[0] : stop] else ()
    for spot, following in forms:
        form = _AS_FORM.match(sentence.tags, spot + 1, following)
        if form is not None and sentence.words[form.end() - 1] == "as":
            added += read_object(sentence, form.end(), following)
    return [mention for mention in added if mention.asset and mention.at not in known]


def _is_named_before(event: ReleaseEvent) -> bool:
    """Return whether an event releases what precedes it: `X is released`, `X, which we release`."""
    return event.pattern.slot is _SUBJECT or event.trigger[0] == Tag.WHICH or event.before == Tag.WHICH


def _accompanying(event: ReleaseEvent, stop: int) -> list[Mention]:
    """Return what is released along with the artefacts: `is released together with the models`."""
    if Tag.AND not in event.sentence.tags[event.end : event.end + _NEAR]:
        return []
    place = _AT_A_PLACE.match(event.sentence.tags, event.end)
    joined = place.end() if place else event.end
    while event.sentence.tags[joined : joined + 1] == Tag.ADVERB:  # is released publicly along with the models
        joined += 1
    if event.sentence.words[joined : joined + 3] == ("and", "coupled", "with"):
        joined += 3
    elif not _is_named_before(event) or event.sentence.words[joined : joined + 1] not in _TOGETHER:
        return []
    return [mention for mention in read_object(event.sentence, joined, stop) if mention.tag in ASSETS_BY_NAME]


def _groups(sentence: TaggedSentence, mentions: Sequence[Mention], spots: Sequence[int]) -> list[Group]:
    """Return groups from left to right; a URL belongs to what was named since the previous URL."""
    heads = sorted(mentions, key=lambda mention: mention.at)
    if heads and spots[-1] < heads[0].at:  # \href{URL}{our data}
        return [(heads, list(spots))]
    groups: list[Group] = []
    waiting: list[Mention] = []
    for spot in spots:
        while heads and heads[0].at < spot:
            waiting.append(heads.pop(0))
        if waiting:
            groups.append((waiting, [spot]))
            waiting = []
        elif groups and _is_same_list(sentence, groups[-1][1][-1], spot):
            groups[-1][1].append(spot)
    if groups:
        groups[-1][0].extend(waiting + heads)
    return groups


def _is_same_list(sentence: TaggedSentence, one: int, other: int) -> bool:
    """Return whether nothing new is named between two URLs; `and our project page is URL` is new."""
    return _NOTHING_NEW.issuperset(sentence.tags[one:other]) and PAGES.isdisjoint(sentence.words[one:other])


def _respectively(sentence: TaggedSentence, groups: list[Group]) -> list[Group]:
    """Return one group for each artefact and its URL if the sentence says `respectively`, else `groups`.

    URLs that hold the names of what is there say it too.
    """
    if len(groups) != 1 or len(groups[0][0]) != len(groups[0][1]):
        return groups
    pairs = zip(*groups[0], strict=True)
    is_named = len(groups[0][0]) > 1 and all(
        mention.tag == Tag.NAME and sentence.words[mention.at] in sentence.links[spot].link.url.lower()
        for mention, spot in pairs
    )
    if not is_named and "respectively" not in sentence.words:
        return groups
    return [([mention], [spot]) for mention, spot in zip(*groups[0], strict=True)]
