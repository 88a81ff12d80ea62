"""Subjects: the artefacts named before a predicate or referred back to, `the code, which is available`."""

import re
from collections.abc import Sequence

from linkscan.code_hosts import HOLDS_NOTHING_BUT_CODE, is_on
from linkscan.models import Asset
from linkscan.text.claims.antecedents import (
    read_antecedents,
    read_developed,
    read_made,
    read_nearest,
    read_possessed,
)
from linkscan.text.claims.coreference import IN_DATABASE
from linkscan.text.claims.event import ReleaseEvent
from linkscan.text.claims.lexicon import PUBLICLY, word_set
from linkscan.text.claims.mention import NOUNS, Mention
from linkscan.text.claims.patterns import ArgumentSlot
from linkscan.text.claims.phrases import read_first, read_object, read_subject
from linkscan.text.claims.predicate_nouns import called, form_at
from linkscan.text.claims.tagger import LONGEST
from linkscan.text.claims.tagset import OPENNESS, PREPOSITIONS, Tag, tag_pattern, tag_set

# Bound once: Python 3.11 takes 180 ns to find a member of an enumeration.
_HEAD = ArgumentSlot.HEAD
_OBJECT = ArgumentSlot.OBJECT
_CLAUSE_BREAKS = tag_set("we when which comma stop")
_MERELY_OFFERED = tag_set("can provided")
_BEFORE_DESCRIPTION = tag_set("the our at others")
_BARE_FOLLOWER = tag_pattern(
    r"(?:adverb|for [word look verb name participle]{1,3})*(?:[at to colon opening closing]|address|stop|$)"
)
_NEW_PHRASE = tag_set("and address stop")
_AT_THE = Tag.AT + Tag.THE


def fill_subject(event: ReleaseEvent, last: ReleaseEvent | None) -> ReleaseEvent | None:
    """Return the event with its subject filled in, None if it has none; `last` is the previous event."""
    tags, end = event.sentence.tags, event.end
    while tags[end : end + 1] == Tag.ADVERB:  # has been released publicly as a web server
        end += 1
    if tags[end : end + 1] == Tag.TO and (audience := _TO_SOMEBODY.match(tags, end)):
        end = audience.end()
    form = form_at(event.sentence, end) if tags[end : end + 1] == Tag.FOR or tags[end : end + 2] == _AT_THE else None
    if (not form and _is_attributive(event)) or _is_purpose(event, last):
        return None
    is_named = form is not None and (not set(event.trigger) & _MERELY_OFFERED or not OPENNESS.isdisjoint(form[0]))
    if form and is_named and not _names_code_and_data(event):  # is available as an open-source library
        named = called(event.sentence, end + 1, form.end() - 1, _form_on_the_web(event, form))
        return event.between(event.begin, form.end())._replace(mentions=[named])
    pointed = _referred_to(event, last)
    if pointed is not None:
        return event._replace(mentions=pointed)
    mentions = _absolute_phrase(event) or _ours_set_off(event) or _named_before(event)
    if event.before == Tag.AND and all(mention.is_deep and not mention.is_ours for mention in mentions):
        found = _with_second_verb(event, mentions)
        if found is not None:
            return found
    mentions = mentions or read_possessed(event) or _of_unknown_kind(event) or _at_code_host(event) or _explored(event)
    mentions = mentions or _before_aside(event)
    if Tag.FOR in event.trigger and (named_inside := _form_inside(event, mentions)):
        mentions = [named_inside]
    if mentions:
        return event._replace(mentions=mentions)
    return _without_subject(event, last)


_CODE_AND_DATA = tag_pattern(
    "(?:code and [the our]? [word name participle]* data|data and [the our]? [word name participle]* code)$"
)


def _names_code_and_data(event: ReleaseEvent) -> bool:
    """Return whether the subject lists both, which the form does not tell apart: `data and code are out as a suite`."""
    return _before_trigger(event, _CODE_AND_DATA) is not None


_ASIDE = tag_pattern("comma [at for of]? [the which] [^stop comma]+ comma$")


def _before_aside(event: ReleaseEvent) -> list[Mention]:
    """Return the subject before what is set off by commas: `Notebooks, die wir nutzen, werden bereitgestellt`."""
    if event.before != Tag.COMMA or event.sentence.language.has_all_verbs:
        return []
    aside = event.sentence.search_before(event.begin, _ASIDE, LONGEST)
    return read_subject(event.sentence, event.left_bound, aside.start()) if aside else []


def _form_on_the_web(event: ReleaseEvent, form: re.Match[str]) -> str:
    """Return the tag of a demo if a form is said to be on the web, else "": `as a web-based software tool`."""
    words = event.sentence.words[form.start() : form.end()]
    return Tag.DEMO if "web-based" in words and form[0][-1] == Tag.CODE else ""


def _form_inside(event: ReleaseEvent, mentions: Sequence[Mention]) -> Mention | None:
    """Return the form that stands between the parts of a predicate: `steht als Bibliothek zur Verfügung`.

    None if the subject says itself what it is.
    """
    is_named = any(mention.asset not in _UNNAMED for mention in mentions)
    if event.sentence.language.has_all_verbs or is_named or "as" not in event.words:
        return None
    place = event.words.index("as")
    start = event.begin + place
    form = form_at(event.sentence, start) if _TO_THE_FORM.fullmatch(event.trigger, 0, place) else None
    return called(event.sentence, start + 1, form.end() - 1) if form and form.end() < event.end else None


_UNNAMED = (None, Asset.OTHER)
_TO_THE_FORM = tag_pattern("(?:[be have will plan can not adverb]|word and|at the? [word name place address]{1,4})*")
"""A verb and adverbials, but no second subject: not `sind Handschriften als Digitalisate verfügbar`."""


def _is_purpose(event: ReleaseEvent, last: ReleaseEvent | None) -> bool:
    """Return whether an event only says what the previous one is for: `we provide a site where songs can be found`."""
    if last is None or last.pattern.slot is not _OBJECT or Tag.CAN not in event.trigger:
        return False
    return "where" in event.sentence.words[max(last.end, event.begin - _NEAR_PREDICATE) : event.begin]


def _named_before(event: ReleaseEvent) -> list[Mention]:
    """Return the artefacts that the words before a trigger name."""
    sentence, begin = event.sentence, event.begin
    mentions = read_subject(sentence, event.left_bound, begin)
    if mentions and sentence.words[mentions[-1].at] in _PRONOUNS:
        mentions = mentions[-1:]  # it uses songs and texts, and it is available
    if sentence.tags[event.left_bound : event.left_bound + 1] == Tag.AT and event.left_bound:
        # is available on the server (URL) and its code is available
        mentions = [
            one
            for one in mentions
            if one.is_possessed or not _NEW_PHRASE.isdisjoint(sentence.tags[event.left_bound : one.start])
        ]
    if not mentions and event.before == Tag.OPENING:
        mentions = read_made(event) or read_nearest(sentence, event.left_bound, begin)
    if not mentions and _is_as_demo(event):  # it is part of a suite, as a web server available at URL
        mentions = read_object(sentence, begin - 1, begin)
    if not mentions and (package := _package_before(event)):
        return [package]
    if event.before == Tag.COMMA and (named := _before_trigger(event, _APPOSED_NAME)) is not None:
        return read_object(sentence, named.start(), begin - 3)  # our package, TextNet, available at URL
    if event.before == Tag.COMMA and Tag.BE not in event.trigger and len(mentions) == 1:
        mentions = _listed_before(event, mentions[0])
    if Tag.BE in event.trigger or not all(mention.is_deep and mention.tag == Tag.EXTRA for mention in mentions):
        return mentions
    if _is_located(event) and event.has_agent():
        return read_made(event) or mentions  # we built a server for their study and display available at URL
    return mentions


_PRONOUNS = word_set("it they")
_APPOSED_NAME = tag_pattern(
    "[the our] [word name adverb participle open available code]* [code data demo] comma name comma$"
)
_OURS_SET_OFF = tag_pattern("our [word name adverb participle]{0,4} [code data model demo] comma$")


def _ours_set_off(event: ReleaseEvent) -> list[Mention]:
    """Return what is ours and set off by a comma: `it is easy using our corpus, available at URL`."""
    if event.before != Tag.COMMA or Tag.BE in event.trigger or not _is_located(event):
        return []
    found = _before_trigger(event, _OURS_SET_OFF)
    return read_object(event.sentence, found.start(), event.begin - 1) if found is not None else []


def _listed_before(event: ReleaseEvent, last: Mention) -> list[Mention]:
    """Return the list of made things that ends with `last`: `we present a database and a parser, available at URL`."""
    made = read_made(event) if event.sentence.tags[last.start - 1 : last.start] == Tag.AND else []
    if not made or made[-1].at != last.at:
        return [last]
    return [mention for mention in made[:-1] if mention.tag in _LISTED and not mention.is_deep] + [last]


_LISTED = tag_set("code data model demo")
_IS_A_PACKAGE = tag_pattern("[name word it] be the [name word adverb open participle]*[code demo]$")


def _package_before(event: ReleaseEvent) -> Mention | None:
    """Return what a name is said to be, if a place follows: `TextNet is an R package available from CRAN`."""
    found = _before_trigger(event, _IS_A_PACKAGE)
    if found is None or Tag.BE in event.trigger or not _is_located(event):
        return None
    return called(event.sentence, found.start(), event.begin - 1)


_SOMETHING = tag_pattern(
    "(?:^|[stop comma])adverb* [the our]+ [word name participle others release adverb container]+$"
)
_NOT_SOFTWARE = word_set("list lists survey surveys bibliography reading readings review reviews summary paper papers")


def _at_code_host(event: ReleaseEvent) -> list[Mention]:
    """Return code if something of unknown kind is at a code host: `the new release is available at URL`."""
    sentence = event.sentence
    urls = [span.link.url for spot, span in sentence.links.items() if spot >= event.end]
    found = _before_trigger(event, _SOMETHING)
    if found is None or not urls or not all(is_on(url, HOLDS_NOTHING_BUT_CODE) for url in urls):
        return []
    if not _NOT_SOFTWARE.isdisjoint(sentence.words[found.start() : event.begin]):
        return []
    return [called(sentence, found.start(), event.begin - 1, Tag.CODE)]


_EXPLORED = word_set("explored browsed played tried")
_TO_SOMEBODY = tag_pattern("to the? [word adverb name participle]{1,3}(?=for)")
"""The audience in `available to the academic community as a web server`."""
_SOME_THING = tag_pattern("[the our all] [word name adverb participle]* [word name]$")


def _explored(event: ReleaseEvent) -> list[Mention]:
    """Return a demo if something of unknown kind can be tried at a URL: `the survey can be explored at URL`."""
    if Tag.CAN not in event.trigger or _EXPLORED.isdisjoint(event.words) or not _is_located(event):
        return []
    found = _before_trigger(event, _SOME_THING)
    return [called(event.sentence, found.start(), event.begin - 1, Tag.DEMO)] if found is not None else []


_MANY_OF_OURS = tag_pattern(
    "(?:^|[stop comma])adverb* (?:all of [the our it]|[the our all]+) (?:word? container of)?"
    " [word name adverb participle place]* word (?=[for of at which])?"
)
_AT_ADDRESS = tag_pattern("at colon? address")
_ON_THE_INTERNET = (("via", "the", "internet"), ("on", "the", "internet"), ("via", "the", "web"), ("on", "the", "web"))


def _of_unknown_kind(event: ReleaseEvent) -> list[Mention]:
    """Return data if things of unknown kind are made public: `the Hamiltonians are made openly available`."""
    is_at_url = _AT_ADDRESS.match(event.sentence.tags, event.end) is not None
    is_said = Tag.MADE in event.trigger or is_at_url or event.sentence.words[event.end :][:3] in _ON_THE_INTERNET
    is_public = is_said and not PUBLICLY.isdisjoint(event.words)
    if Tag.AVAILABLE not in event.trigger or not (is_public or IN_DATABASE.match(event.sentence.tags, event.end)):
        return []
    found = _before_trigger(event, _MANY_OF_OURS)
    if found is None or not event.sentence.words[found.end() - 1].endswith("s"):
        return []
    return [called(event.sentence, found.start(), found.end() - 1, Tag.DATUM)._replace(is_possessed=True)]


_AS_DEMO = tag_pattern("for the [adverb word name open available]* demo$")


def _is_as_demo(event: ReleaseEvent) -> bool:
    """Return whether something is said to be available `as a web server`."""
    found = _before_trigger(event, _AS_DEMO)
    return found is not None and event.sentence.words[found.start()] == "as"


def _is_attributive(event: ReleaseEvent) -> bool:
    """Return whether the predicate is an attributive adjective: `the available data`."""
    if event.pattern.may_describe and Tag.BE not in event.trigger:
        if event.before in NOUNS and event.behind in PREPOSITIONS and _is_before_predicate(event):
            return True
        if event.before == Tag.OPENING and _BRACKETED.match(event.sentence.tags, event.begin):
            return True
        if event.before == Tag.OPENING and event.trigger + event.behind == _BARE_REMARK:
            return True  # ISSN 0000-0000 (online)
        return not _BARE_FOLLOWER.match(event.sentence.tags, event.end) or event.before in _BEFORE_DESCRIPTION
    return event.trigger[-1] == Tag.AVAILABLE and event.behind in NOUNS


_BARE_REMARK = Tag.AVAILABLE + Tag.CLOSING
_BRACKETED = tag_pattern(
    "adverb* available [^closing stop address]{0,14} closing"
    " [will can have]* adverb* be adverb* [available released open provided found]"
)
"""A remark about the subject of a later predicate: `the package (installable with pip) is available`."""
_MAIN_PREDICATE = tag_pattern(
    "(?:at|for)[^comma stop which we be can will have address opening]{1,14}[will can have]* adverb* be adverb*"
    " [available released open provided found]"
)


def _is_before_predicate(event: ReleaseEvent) -> bool:
    """Return whether a participle describes the subject of a later predicate: `the data obtained in X are public`.

    What is provided by somebody is theirs.
    """
    is_participle = set(event.trigger) <= _PARTICIPLES and event.sentence.words[event.end] != "by"
    return is_participle and _MAIN_PREDICATE.match(event.sentence.tags, event.end) is not None


_PARTICIPLES = tag_set("adverb found released provided")


_GOES_ON = tag_pattern("adverb* [for at]")


def _referred_to(event: ReleaseEvent, last: ReleaseEvent | None) -> Sequence[Mention] | None:
    """Return what an event refers back to: `which is available`, `the code of which is available`, `both are out`.

    None if it does not refer back.
    """
    if event.sentence.words[event.begin] in ("all", "both") and event.before in (
        "",
        Tag.STOP,
        Tag.AND,
    ):  # both are available
        return [Mention(event.begin, event.begin, Tag.ALL, None)]
    if event.before == Tag.AND and last is not None and _GOES_ON.match(event.sentence.tags, last.end):
        return last.mentions
    if event.before != Tag.WHICH:
        return None
    which = event.begin - 1
    is_part = event.sentence.tags[which - 1] == Tag.OF
    if is_part and event.sentence.tags[which - 2] == Tag.OTHERS:
        return []  # we compare methods, many of which were published
    part = read_subject(event.sentence, event.left_bound, which) if is_part else []
    return part or read_antecedents(event, which)


_RELATIVE = tag_pattern("(?:which be [^we stop which]+|(?<=comma)which [verb provide] [^we stop which comma]+) and$")
"""A relative clause with two verbs: `which was curated for this work and will be released`."""


def _with_second_verb(event: ReleaseEvent, mentions: Sequence[Mention]) -> ReleaseEvent | None:
    """Return the event with the subject of a second verb, or None: `it has many parts and is available`."""
    if mentions:
        first = read_first(event.sentence, event.begin)
        return _extended_to_verb(event)._replace(mentions=first) if first else None
    relative = _RELATIVE.search(event.sentence.tags, max(event.left_bound, event.begin - LONGEST), event.begin)
    return event._replace(mentions=read_antecedents(event, relative.start())) if relative else None


def _without_subject(event: ReleaseEvent, last: ReleaseEvent | None) -> ReleaseEvent | None:
    """Return the event with a subject from the previous event or clause, or None if it has none."""
    mentions: Sequence[Mention] = ()
    adverbial = event.sentence.tags[event.left_bound : event.begin]
    if adverbial[:1] == Tag.TO and _CLAUSE_BREAKS.isdisjoint(adverbial):  # to help others our code is available
        determined = _before_trigger(event, _DETERMINED)
        mentions = read_object(event.sentence, determined.start(), event.begin) if determined is not None else ()
    if mentions:
        pass
    elif last is not None and last.end == event.begin and event.sentence.language.has_postpositions:
        mentions = last.mentions  # 오픈소스로 배포되며 URL에서 이용 가능하다
    elif last is not None and last.pattern.slot is _HEAD and event.left_bound == event.begin:
        mentions = last.mentions  # this open-source package is available at URL
    elif event.before in (Tag.AND, Tag.COMMA) and not event.has_agent(event.left_bound):
        # The code comes with the paper, and will be kept up.
        mentions = last.mentions if last is not None else _first_or_nearest_name(event)
        event = event if last is not None else _extended_to_verb(event)
    elif event.before in (Tag.COMMA, Tag.OPENING):  # we present a dataset for research, available at URL
        mentions = (
            read_made(event)
            or read_nearest(event.sentence, event.begin - 2, event.begin)
            or read_developed(event, event.left_bound)
        )
    return event._replace(mentions=mentions) if mentions or Tag.BE in event.trigger else None


_DETERMINED = tag_pattern("[the our][^the our]*$")


def _first_or_nearest_name(event: ReleaseEvent) -> Sequence[Mention]:
    """Return the subject of the sentence, else the last name: `all of it is part of TextNet and available at URL`."""
    at = event.begin - 2
    first = read_first(event.sentence, event.begin)
    is_told = any(mention.asset or mention.tag != Tag.WORD for mention in first)
    if is_told or at < event.left_bound or event.sentence.tags[at] != Tag.NAME or not _is_located(event):
        return first
    return [Mention(at, at, Tag.NAME, None)]


_LOCATION = tag_pattern("adverb* at [the our adverb name word participle place]* (?:colon? address|(?<=place))")


def _is_located(event: ReleaseEvent) -> bool:
    """Return whether a place or URL follows a predicate: `available at the following address: URL`."""
    return _LOCATION.match(event.sentence.tags, event.end) is not None


_NEAR_PREDICATE = 20  # words


def _before_trigger(event: ReleaseEvent, pattern: re.Pattern[str]) -> re.Match[str] | None:
    """Return the first match of a pattern over tags before the trigger, after the previous event."""
    start = max(event.left_bound, event.begin - _NEAR_PREDICATE)
    return pattern.search(event.sentence.tags, start, event.begin)


_ABSOLUTE_PHRASE = tag_pattern(
    "[for doing] [the our all adverb word name participle code model data datum tool extra demo and comma open]*$"
)


_WITH = word_set("with using")


def _absolute_phrase(event: ReleaseEvent) -> list[Mention]:
    """Return what an absolute phrase says is available: `it is fast, with code and models available at URL`."""
    if Tag.BE in event.trigger and event.trigger[0] != Tag.TO:  # with code to be made available
        return []
    found = _before_trigger(event, _ABSOLUTE_PHRASE)
    if found is None or event.sentence.words[found.start()] not in _WITH:
        return []
    return read_object(event.sentence, found.start() + 1, event.begin)


def _extended_to_verb(event: ReleaseEvent) -> ReleaseEvent:
    """Return the event extended to its verb: `All models are multilingual and open-source`."""
    subject, verb, _ = event.sentence.tags[: event.begin].rpartition(Tag.BE)
    return event.between(len(subject), event.end) if verb and Tag.BE not in event.trigger else event
