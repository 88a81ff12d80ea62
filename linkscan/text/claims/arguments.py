"""Argument extraction: fill the argument slot of a release event with what is released."""

import re
from collections.abc import Callable, Sequence

from linkscan.code_hosts import HOLDS_NOTHING_BUT_CODE, is_on
from linkscan.text.claims.antecedents import read_antecedents, read_developed, read_made, read_nearest
from linkscan.text.claims.event import AGENTS, ReleaseEvent
from linkscan.text.claims.lexicon import PUBLICLY, word_set
from linkscan.text.claims.noun_phrases import NOUNS, Mention
from linkscan.text.claims.patterns import ArgumentSlot
from linkscan.text.claims.phrases import LONGEST, read_first, read_object, read_subject
from linkscan.text.claims.tagger import TaggedSentence
from linkscan.text.claims.tagset import (
    ASSETS,
    DETERMINERS,
    OPENNESS,
    PREPOSITIONS,
    Tag,
    tag_pattern,
    tag_set,
)

# Bound once: Python 3.11 takes 180 ns to find a member of an enumeration.
_OBJECT = ArgumentSlot.OBJECT

_NEAR_NOUN = 8  # words before a noun that may describe it
_CLAUSE_OPENERS = tag_set("and colon")
_ADJECTIVAL = tag_set("address word adverb participle available to verb")
_NEW_PHRASE = tag_set("the we our")
_CLAUSE_BREAKS = tag_set("we when which comma stop")
_MERELY_OFFERED = tag_set("can provided")
_ADJECTIVAL_BEHIND = tag_set("name word participle")
_PRESENT_TENSE = tag_set("release provide")
_BEFORE_DESCRIPTION = tag_set("the our at others")

_AS_FORM = tag_pattern(
    "(?:for|at the word of) (?:the|adverb|word|participle|name|open|available|container|of)* [code demo data]"
)


def _called(sentence: TaggedSentence, start: int, at: int, tag: str = "") -> Mention:
    """Return what is called an artefact by another word: `it ... as a library`, `an open-source project`."""
    tag = tag or sentence.tags[at]
    return Mention(start, at, tag, ASSETS[tag], is_ours=True, is_possessed=True, is_others=False)


def _form_at(sentence: TaggedSentence, start: int) -> re.Match[str] | None:
    """Return the form in which something is out: `as an open-source library`, `as a web server`."""
    form = _AS_FORM.match(sentence.tags, start)
    if form is None or (form[0][0] == Tag.FOR and form[0][-1] == Tag.CODE):
        return form
    if sentence.words[start] == "as" or sentence.words[start + 2] == "form":
        return form
    return None


_OF_OTHERS = word_set("most popular existing several many various other previous current")
_GATHERED = word_set("compile compiles compiled collect collects collected gather gathered assemble assembled curate")
_PUBLIC = word_set("public downloadable freely-available publicly-available publicly-accessible open-access")


def _fill_head(event: ReleaseEvent, _last: ReleaseEvent | None) -> ReleaseEvent | None:
    """Fill the slot with the noun that an adjective describes: `we present X, an open-source toolkit`."""
    if not _is_own_description(event):
        return None
    mention = _described_behind(event) or _described(event) or _bearer(event)
    if mention is None or (event.trigger[-1] == Tag.AVAILABLE and mention.tag == Tag.DATUM):  # public news articles
        return None
    is_plural_model = mention.tag == Tag.MODEL and event.sentence.words[mention.at].endswith("s")
    begins_clause = not set(event.trigger).isdisjoint(_CLAUSE_OPENERS) and set(event.trigger).isdisjoint(DETERMINERS)
    if is_plural_model and begins_clause:
        return None  # and open-source models fail on it; a title that ends in "open-source models"
    return event._replace(mentions=[mention])


def _is_own_description(event: ReleaseEvent) -> bool:
    """Return whether the authors describe what is theirs: `a new, open-source`, not `the most popular open-source`."""
    words = event.words
    if not _GATHERED.isdisjoint(words) and Tag.THE not in event.trigger:
        return False  # we compile open-source frameworks
    is_public = event.trigger[-1] != Tag.AVAILABLE or words[-1] in _PUBLIC or words[-2] in PUBLICLY
    joining = ("as", "among") if event.pattern.words else ("as",)  # the largest among public corpora
    start = event.trigger.rfind(Tag.COMMA) if words[0] != "the" and _APPOSED.search(event.trigger) else 0
    purposes = (word for tag, word in zip(event.trigger[start:], words[start:], strict=True) if tag == Tag.FOR)
    has_purpose = not event.sentence.language.has_clauses_before_nouns and any(word not in joining for word in purposes)
    return is_public and not has_purpose and _OF_OTHERS.isdisjoint(words)


_APPOSED = tag_pattern("comma the [adverb word]* open$")


def _described_behind(event: ReleaseEvent) -> Mention | None:
    """Return the noun that its adjective follows: `un outil open source`; in English none does."""
    if not event.sentence.language.is_head_first:
        return None
    at = max(event.trigger.rfind(tag) for tag in NOUNS)
    return _called(event.sentence, event.begin + at, event.begin + at) if event.trigger[at] in ASSETS else None


def _bearer(event: ReleaseEvent) -> Mention | None:
    """Return the name itself where no known noun follows: `TextNet is an open-source answer to the lack of parsers`."""
    at = event.begin + event.trigger.find(Tag.DATA)
    if at >= event.begin and Tag.DATA in event.trigger:  # this data set is the first public set
        return _called(event.sentence, event.begin, at)
    at = event.begin - 1
    if event.before != Tag.NAME or event.trigger[0] != Tag.BE or Tag.OPEN not in event.trigger:
        return None
    return Mention(at, at, Tag.NAME, None, is_ours=False, is_possessed=False, is_others=False)


def _described(event: ReleaseEvent) -> Mention | None:
    """Return the noun behind `open-source`, over further adjectives: `an open-source, modular framework`."""
    tags, words = event.sentence.tags, event.sentence.words
    start = event.end
    if event.sentence.language.has_clauses_before_nouns:  # a verb closes the sentence, not the phrase
        noun = next((at for at in range(start, min(start + _NEAR_NOUN, len(tags))) if tags[at] in ASSETS), None)
        return _called(event.sentence, start, noun) if noun is not None else None
    while tags[start : start + 1] in _ADJECTIVAL or (
        tags[start : start + 1] in (Tag.AND, Tag.COMMA) and tags[start + 1 : start + 2] not in _NEW_PHRASE
    ):
        start += 1
    while tags[start : start + 1] == Tag.NAME and words[start + 1 : start + 2] == ("/",):
        start += 2  # an open-source Python/C package
    if words[start : start + 1] == ("project",):
        return _called(event.sentence, start, start, Tag.CODE)
    stop = len(tags)
    if event.begin == 0 and (verb := tags.find(Tag.BE, start, start + _NEAR_NOUN)) >= 0:
        stop = verb  # this open-source package is small
    mentions = read_object(event.sentence, start, stop)
    return mentions[0] if mentions and mentions[0].start == start else None


_BARE_FOLLOWER = tag_pattern(
    r"(?:adverb|for [word look verb name participle]{1,3})*(?:[at to colon opening closing]|address|stop|$)"
)


_AT_THE = Tag.AT + Tag.THE


def _fill_subject(event: ReleaseEvent, last: ReleaseEvent | None) -> ReleaseEvent | None:
    """Fill the slot with what stands before the trigger; `last` is the event before."""
    tags, end = event.sentence.tags, event.end
    while tags[end : end + 1] == Tag.ADVERB:  # has been released publicly as a web server
        end += 1
    form = _form_at(event.sentence, end) if tags[end : end + 1] == Tag.FOR or tags[end : end + 2] == _AT_THE else None
    if (not form and _is_attributive(event)) or _is_aside(event, last):
        return None
    is_named = form is not None and (not set(event.trigger) & _MERELY_OFFERED or not OPENNESS.isdisjoint(form[0]))
    if form and is_named:  # is available as an open-source library
        return event._replace(end=form.end(), mentions=[_called(event.sentence, end + 1, form.end() - 1)])
    pointed = _pointed_to(event, last)
    if pointed is not None:
        return event._replace(mentions=pointed)
    mentions = _set_off(event) or _named_before(event)
    if event.before == Tag.AND and all(mention.is_deep and not mention.is_ours for mention in mentions):
        found = _of_second_verb(event, mentions)
        if found is not None:
            return found
    mentions = mentions or _of_unknown_kind(event) or _at_code_host(event)
    if mentions:
        return event._replace(mentions=mentions)
    return _without_subject(event, last)


def _is_aside(event: ReleaseEvent, last: ReleaseEvent | None) -> bool:
    """Return whether this says what a release is for: `we provide a site where songs can be found`."""
    if last is None or last.pattern.slot is not _OBJECT or Tag.CAN not in event.trigger:
        return False
    return "where" in event.sentence.words[max(last.end, event.begin - _NEAR_PREDICATE) : event.begin]


def _named_before(event: ReleaseEvent) -> list[Mention]:
    """Return what the words before a trigger name."""
    sentence, begin = event.sentence, event.begin
    mentions = read_subject(sentence, event.left_bound, begin)
    if not mentions and event.before == Tag.IT:  # a tool for many kinds of data, and it is available
        mentions = read_object(sentence, begin - 1, begin)
    if not mentions and event.before == Tag.OPENING:
        mentions = read_made(event) or read_nearest(sentence, event.left_bound, begin - 1)
    if not mentions and _is_as_demo(event):  # it is part of a suite, as a web server available at URL
        mentions = read_object(sentence, begin - 1, begin)
    if Tag.BE in event.trigger or not all(mention.is_deep and mention.tag == Tag.EXTRA for mention in mentions):
        return mentions
    if _is_located(event) and event.has_agent():
        return read_made(event) or mentions  # we built a server for their study and display available at URL
    return mentions


_SOMETHING = tag_pattern("(?:^|[stop comma])adverb* [the our]+ [word name participle others release adverb]+$")
_NO_SOFTWARE = word_set("list lists survey surveys bibliography reading readings review reviews summary paper papers")


def _at_code_host(event: ReleaseEvent) -> list[Mention]:
    """Return code where something unknown is at a place of nothing but code: `the new release is available at URL`."""
    sentence = event.sentence
    urls = [span.link.url for spot, span in sentence.links.items() if spot >= event.end]
    found = _SOMETHING.search(sentence.tags, max(event.left_bound, event.begin - _NEAR_PREDICATE), event.begin)
    if found is None or not urls or not all(is_on(url, HOLDS_NOTHING_BUT_CODE) for url in urls):
        return []
    if not _NO_SOFTWARE.isdisjoint(sentence.words[found.start() : event.begin]):
        return []
    return [_called(sentence, found.start(), event.begin - 1, Tag.CODE)]


_MANY_OF_OURS = tag_pattern("(?:^|[stop comma])adverb* [the our all]+ [word name adverb]* word (?=[for of at which])?")


_IN_DATABASE = tag_pattern("adverb* at the [name word participle adverb]* data")


def _of_unknown_kind(event: ReleaseEvent) -> list[Mention]:
    """Return data where things that nobody knows are made public: `the Hamiltonians are made openly available`."""
    is_public = Tag.MADE in event.trigger and not PUBLICLY.isdisjoint(event.words)
    if Tag.AVAILABLE not in event.trigger or not (is_public or _IN_DATABASE.match(event.sentence.tags, event.end)):
        return []
    start = max(event.left_bound, event.begin - _NEAR_PREDICATE)
    found = _MANY_OF_OURS.search(event.sentence.tags, start, event.begin)
    if found is None or not event.sentence.words[found.end() - 1].endswith("s"):
        return []
    return [_called(event.sentence, found.start(), found.end() - 1, Tag.DATUM)._replace(is_possessed=True)]


_AS_DEMO = tag_pattern("for the [adverb word name open available]* demo$")


def _is_as_demo(event: ReleaseEvent) -> bool:
    """Return whether what is available is said to be so `as a web server`."""
    found = _AS_DEMO.search(event.sentence.tags, max(event.left_bound, event.begin - _NEAR_PREDICATE), event.begin)
    return found is not None and event.sentence.words[found.start()] == "as"


def _is_attributive(event: ReleaseEvent) -> bool:
    """Return whether the predicate is an adjective before its noun: `the available data`."""
    if event.pattern.may_describe and Tag.BE not in event.trigger:
        return not _BARE_FOLLOWER.match(event.sentence.tags, event.end) or event.before in _BEFORE_DESCRIPTION
    return event.trigger[-1] == Tag.AVAILABLE and event.behind in NOUNS


def _pointed_to(event: ReleaseEvent, last: ReleaseEvent | None) -> Sequence[Mention] | None:
    """Return what an event points back to: `which is available`, `the code of which is available`, `both are out`."""
    if event.sentence.words[event.begin] in ("all", "both") and event.before in (
        "",
        Tag.STOP,
        Tag.AND,
    ):  # both are available
        return [Mention(event.begin, event.begin, Tag.ALL, None, is_ours=True, is_possessed=False, is_others=False)]
    if event.before == Tag.AND and last is not None and event.sentence.tags[last.end] in PREPOSITIONS:
        return last.mentions
    if event.before != Tag.WHICH:
        return None
    which = event.begin - 1
    is_part = event.sentence.tags[which - 1] == Tag.OF
    part = read_subject(event.sentence, event.left_bound, which - 1) if is_part else []
    return part[-1:] or read_antecedents(event, which)


_RELATIVE = tag_pattern("which be [^we stop which]+ and$")
"""A clause of two verbs: `which was curated for this work and will be released`."""


def _of_second_verb(event: ReleaseEvent, mentions: Sequence[Mention]) -> ReleaseEvent | None:
    """Fill the slot of a second verb: `it has many parts and is available`, `which was made for this and is out`."""
    if mentions:
        first = read_first(event.sentence, event.begin)
        return _with_verb(event)._replace(mentions=first) if first else None
    relative = _RELATIVE.search(event.sentence.tags, max(event.left_bound, event.begin - LONGEST), event.begin)
    return event._replace(mentions=read_antecedents(event, relative.start())) if relative else None


def _without_subject(event: ReleaseEvent, last: ReleaseEvent | None) -> ReleaseEvent | None:
    """Fill the slot from before another verb, or with the object of the clause before."""
    mentions: Sequence[Mention] = ()
    adverbial = event.sentence.tags[event.left_bound : event.begin]
    if adverbial[:1] == Tag.TO and _CLAUSE_BREAKS.isdisjoint(adverbial):  # to help others our code is available
        determiner = max(event.sentence.tags.rfind(tag, event.left_bound, event.begin) for tag in DETERMINERS)
        mentions = read_object(event.sentence, determiner, event.begin) if determiner >= 0 else ()
    elif event.before in (Tag.AND, Tag.COMMA) and not event.has_agent(event.left_bound):
        # The code comes with the paper, and will be kept up.
        mentions = last.mentions if last is not None else _first_or_nearest_name(event)
        event = event if last is not None else _with_verb(event)
    elif event.before in (Tag.COMMA, Tag.OPENING):  # we present a dataset for research, available at URL
        mentions = (
            read_made(event)
            or read_nearest(event.sentence, event.begin - 2, event.begin)
            or read_developed(event, event.left_bound)
        )
    return event._replace(mentions=mentions) if mentions or Tag.BE in event.trigger else None


def _first_or_nearest_name(event: ReleaseEvent) -> Sequence[Mention]:
    """Return the subject of the sentence, else the name before: `all of it is part of TextNet and available at URL`."""
    at = event.begin - 2
    first = read_first(event.sentence, event.begin)
    is_told = any(mention.asset or mention.tag != Tag.WORD for mention in first)
    if is_told or at < event.left_bound or event.sentence.tags[at] != Tag.NAME or not _is_located(event):
        return first
    return [Mention(at, at, Tag.NAME, None, is_ours=False, is_possessed=False, is_others=False)]


_LOCATION = tag_pattern("adverb* at [the our adverb name word participle place]* (?:colon? address|(?<=place))")


def _is_located(event: ReleaseEvent) -> bool:
    """Return whether a place follows a predicate: `available at the following address: URL`."""
    return _LOCATION.match(event.sentence.tags, event.end) is not None


_NEAR_PREDICATE = 20  # words
_SET_OFF = tag_pattern(
    "for [the our all adverb word name participle code model data datum tool extra demo and comma]*$"
)


def _set_off(event: ReleaseEvent) -> list[Mention]:
    """Return what is added with its state: `it is fast, with code and models available at URL`."""
    if Tag.BE in event.trigger:
        return []
    found = _SET_OFF.search(event.sentence.tags, max(event.left_bound, event.begin - _NEAR_PREDICATE), event.begin)
    if found is None or event.sentence.words[found.start()] != "with":
        return []
    return read_object(event.sentence, found.start() + 1, event.begin)


def _with_verb(event: ReleaseEvent) -> ReleaseEvent:
    """Return the event begun at its verb: `All models are multilingual and open-source`."""
    verb = event.sentence.tags.rfind(Tag.BE, 0, event.begin)
    return event._replace(begin=verb) if verb >= 0 and Tag.BE not in event.trigger else event


_ASIDE = tag_pattern("comma? [at for to of] the? [word name paper available]{1,3} comma? (?=[the our all])")
"""What may stand between a verb and its object: `we release with this paper an implementation`."""


_BY_PAPER = tag_pattern("paper [^which]*$")


def _fill_object(event: ReleaseEvent, _last: ReleaseEvent | None) -> ReleaseEvent | None:
    verb = event.words[-1]
    if (
        event.trigger[-1] in _PRESENT_TENSE
        and verb.endswith("s")
        and not _BY_PAPER.search(event.sentence.tags, max(0, event.begin - LONGEST), event.end)
    ):
        return None  # a dataset that provides ...
    if Tag.CAN in event.trigger and not event.pattern.is_possible:
        return None
    before = _before_which(event)
    if before or event.trigger[0] == Tag.WHICH:
        return event._replace(mentions=before)
    aside = _ASIDE.match(event.sentence.tags, event.end)
    start = aside.end() if aside else event.end
    mentions = read_object(event.sentence, start, len(event.sentence.tags))
    form = _form_at(event.sentence, mentions[0].at + 1) if len(mentions) == 1 else None
    if form and mentions[0].tag == Tag.IT:  # we release it as an open-source library
        mentions = [_called(event.sentence, mentions[0].at + 1, form.end() - 1)]
    return event._replace(mentions=mentions)


def _before_which(event: ReleaseEvent) -> list[Mention]:
    """Return what stands before `which we release`: the nearest artefact."""
    is_gap = (
        event.before == Tag.WHICH
        and event.trigger[0] in AGENTS
        and event.sentence.tags[event.begin - 2] not in PREPOSITIONS
    )
    if event.trigger[0] == Tag.WHICH or is_gap:  # but not: for which we provide
        return read_nearest(event.sentence, event.left_bound, event.begin)
    return []


_MAKER = tag_pattern(
    "(?:[we paper][adverb be will have can not to plan comma and when all]*"
    "|[and comma to at][adverb will can plan to]*)$"
)
_COMPLETION = tag_pattern("adverb* [available open]")
_GOES_ON = NOUNS | _ADJECTIVAL_BEHIND


def _fill_inside(event: ReleaseEvent, _last: ReleaseEvent | None) -> ReleaseEvent | None:
    """Fill the slot of `make ... available`; `make use of available data` and `makes it more available` have none."""
    tags = event.sentence.tags
    maker = _MAKER.search(tags[max(0, event.begin - 12) : event.begin])
    if maker is None:
        return None
    event = event._replace(begin=event.begin - len(maker[0]))
    for found in _COMPLETION.finditer(tags, event.end, event.end + 40):
        if tags[found.end() : found.end() + 1] in _GOES_ON or tags[found.start() - 1] == Tag.OTHERS:
            continue
        mentions = read_object(event.sentence, event.end, found.start()) or _before_which(event)
        if not mentions and found.start() == event.end + 1 and tags[event.end] == Tag.WORD:
            mentions = [_lower_case_name(event.end)]
        return event._replace(end=found.end(), mentions=mentions)
    return None


_CLOSING = tag_pattern("[available released provided open release](?![code tool model data datum demo name word])")
_LONGEST_BRACKET = 40  # words


_MAKERS = tag_set("present make made we")


def _fill_nearest(event: ReleaseEvent, _last: ReleaseEvent | None) -> ReleaseEvent | None:
    """Fill the slot of an adjective that follows its noun: `implémenté dans un logiciel disponible`."""
    begin = max(event.left_bound, event.begin - LONGEST)
    before = event.sentence.tags[begin : event.begin]
    if Tag.VERB in before and Tag.PRESENT not in before:
        return None  # nous utilisons un corpus disponible
    if _MAKERS.isdisjoint(before) and not event.sentence.links:
        return None  # les utilisateurs de logiciels libres
    nearest = max(event.sentence.tags.rfind(tag, begin, event.begin) for tag in ASSETS)
    mentions = read_object(event.sentence, nearest, nearest + 1) if nearest >= 0 else []
    if Tag.PRESENT in before:
        mentions = [mention._replace(is_ours=True) for mention in mentions]
    return event._replace(mentions=mentions) if mentions else None


def _fill_bracket(event: ReleaseEvent, _last: ReleaseEvent | None) -> ReleaseEvent | None:
    """Fill the slot of a predicate in two parts: `haben den Code veröffentlicht`."""
    tags = event.sentence.tags
    stop = tags.find(Tag.STOP, event.end, event.end + _LONGEST_BRACKET)
    closing = _CLOSING.search(tags, event.end, stop if stop >= 0 else event.end + _LONGEST_BRACKET)
    if closing is None:
        return None
    mentions = read_object(event.sentence, event.end, closing.start())
    if Tag.PRESENT in event.trigger:  # nous présentons un corpus et un outil disponible
        mentions = mentions[-1:]
    return event._replace(end=closing.end(), mentions=mentions)


def _lower_case_name(at: int) -> Mention:
    """Return a name that looks like a word: `we make spectroxide publicly available`."""
    return Mention(at, at, Tag.WORD, None, is_ours=False, is_possessed=False, is_others=False)


SlotFiller = Callable[[ReleaseEvent, ReleaseEvent | None], ReleaseEvent | None]
"""Completes an event, given the one before it; None if it is none after all."""

SLOT_FILLERS: dict[ArgumentSlot, SlotFiller] = {
    ArgumentSlot.OBJECT: _fill_object,
    ArgumentSlot.SUBJECT: _fill_subject,
    ArgumentSlot.INSIDE: _fill_inside,
    ArgumentSlot.BRACKET: _fill_bracket,
    ArgumentSlot.NEAREST: _fill_nearest,
    ArgumentSlot.HEAD: _fill_head,
}
