"""Argument extraction: fill the argument slot of a release event with the artefacts that are released."""

import re
from collections.abc import Callable

from linkscan.text.claims.antecedents import read_nearest
from linkscan.text.claims.event import AGENTS, ReleaseEvent
from linkscan.text.claims.head_nouns import fill_head
from linkscan.text.claims.lexicon import PUBLICLY, word_set
from linkscan.text.claims.mention import NOUNS, Mention
from linkscan.text.claims.patterns import ArgumentSlot
from linkscan.text.claims.phrases import read_last, read_object
from linkscan.text.claims.predicate_nouns import called, form_at
from linkscan.text.claims.subjects import fill_subject
from linkscan.text.claims.tagger import LONGEST
from linkscan.text.claims.tagset import ASSETS, CORE_ASSETS, PREPOSITIONS, Tag, tag_pattern, tag_set

_PRESENT_TENSE = tag_set("release provide")
_ADJUNCT = tag_pattern("comma? [at for to of] the? [word name paper available]{1,3} comma? (?=[the our all])")
"""An adjunct between a verb and its object: `we release with this paper an implementation`."""
_BY_PAPER = tag_pattern("paper [^which]*$")


def _fill_object(event: ReleaseEvent, _last: ReleaseEvent | None) -> ReleaseEvent | None:
    verb = event.words[-1]
    if (
        event.trigger[-1] in _PRESENT_TENSE
        and verb.endswith("s")
        and not event.sentence.search_before(event.end, _BY_PAPER, LONGEST)
    ):
        return None  # a dataset that provides ...
    if Tag.CAN in event.trigger and not event.pattern.is_possible:
        return None
    before = _antecedent_of_which(event)
    if before or event.trigger[0] == Tag.WHICH:
        return event._replace(mentions=before)
    aside = _ADJUNCT.match(event.sentence.tags, event.end)
    start = aside.end() if aside else event.end
    mentions = read_object(event.sentence, start, _object_end(event, start)) or _unnamed_object(event, start)
    form = form_at(event.sentence, mentions[0].at + 1) if len(mentions) == 1 else None
    if form and mentions[0].tag == Tag.IT:  # we release it as an open-source library
        mentions = [called(event.sentence, mentions[0].at + 1, form.end() - 1)]
    return event._replace(mentions=mentions)


_UNNAMED = tag_pattern(
    "[the our all]+ [word participle of the our]* [word container] (?=[of for at to and comma stop])"
)


def _unnamed_object(event: ReleaseEvent, start: int) -> list[Mention]:
    """Return an object of unknown kind: code if it is open-sourced, data if it is many: `we release the integrals`."""
    found = _UNNAMED.match(event.sentence.tags, start)
    if found is None or not event.sentence.language.has_all_verbs:
        return []
    word = event.sentence.words[found.end() - 1]
    if event.trigger[-1] == Tag.OPEN:
        return [called(event.sentence, start, found.end() - 1, Tag.CODE)]
    is_many = word.endswith("s") and event.sentence.words[start] not in ("a", "an")
    is_data = is_many and event.words[-1] in _RELEASE and word not in _FIGURATIVE
    return [called(event.sentence, start, found.end() - 1, Tag.DATUM)] if is_data else []


_RELEASE = word_set("release releasing released")
_FIGURATIVE = word_set("assumptions constraints conditions requirements restrictions impurities atoms particles")
"""What is released in other senses: assumptions in a proof, atoms in an experiment."""


def _object_end(event: ReleaseEvent, start: int) -> int:
    """Return where an object ends, that of an infinitive at a finite verb: `quienes deseen obtener X pueden ...`."""
    tags = event.sentence.tags
    verbs = (at for at in range(start, len(tags)) if event.trigger[-1] == Tag.DOING and tags[at] in _FINITE)
    return next(verbs, len(tags))


_FINITE = tag_set("can be will")


def _antecedent_of_which(event: ReleaseEvent) -> list[Mention]:
    """Return the antecedent of `which we release`, which is the nearest artefact; empty if there is none."""
    if event.before in ASSETS and event.trigger[-1] == Tag.AVAILABLE:  # a corpus we make available
        return read_nearest(event.sentence, event.left_bound, event.begin)
    is_gap = (
        event.before == Tag.WHICH
        and event.trigger[0] in AGENTS
        and event.sentence.tags[event.begin - 2] not in PREPOSITIONS
    )
    if event.trigger[0] == Tag.WHICH or is_gap:  # but not: for which we provide
        return read_nearest(event.sentence, event.left_bound, event.begin)
    return []


_MAKING_CLAUSE = tag_pattern(
    "(?:[we paper][adverb be will have can not to plan comma and when all]*"
    "|[and comma to at][adverb will can plan to]*)$"
)
_COMPLEMENT = tag_pattern("adverb* [available open]")
_UNKNOWN = tag_pattern("[the our all]+ [word participle tool of]* word")
_PHRASE_CONTINUES = NOUNS | tag_set("name word participle")


def _fill_inside(event: ReleaseEvent, _last: ReleaseEvent | None) -> ReleaseEvent | None:
    """Fill the slot of `make ... available`; None for `make use of available data` and `makes it more available`."""
    tags = event.sentence.tags
    maker = _MAKING_CLAUSE.search(tags[max(0, event.begin - 12) : event.begin])
    if maker is None:
        return None
    event = event.between(event.begin - len(maker[0]), event.end)
    for found in _COMPLEMENT.finditer(tags, event.end, event.end + 40):
        if tags[found.end() : found.end() + 1] in _PHRASE_CONTINUES or tags[found.start() - 1] == Tag.OTHERS:
            continue
        if ":" in event.sentence.words[event.end : found.start()]:
            return None  # the adjective belongs to another clause: we made two lists: of rivers with water available
        mentions = read_object(event.sentence, event.end, found.start()) or _antecedent_of_which(event)
        if not mentions and found.start() == event.end + 1 and tags[event.end] == Tag.WORD:
            mentions = [_lower_case_name(event.end)]
        elif not mentions and found[0][-1] == Tag.OPEN and _UNKNOWN.fullmatch(tags, event.end, found.start()):
            mentions = [called(event.sentence, event.end, found.start() - 1, Tag.CODE)]
        elif not mentions and _is_public_many(event, found):
            mentions = [called(event.sentence, event.end, found.start() - 1, Tag.DATUM)]
        return event.between(event.begin, found.end())._replace(mentions=mentions)
    return None


_THINGS = tag_pattern("[the our all]+ [word name participle of]* word (?:opening name closing)?")


def _is_public_many(event: ReleaseEvent, complement: re.Match[str]) -> bool:
    """Return whether things of unknown kind are made public: `we make the specifications publicly available`."""
    sentence = event.sentence
    said = sentence.words[complement.start() : complement.end()]
    things = _THINGS.fullmatch(sentence.tags, event.end, complement.start())
    if things is None or PUBLICLY.isdisjoint(said) or not sentence.language.has_all_verbs:
        return False
    noun = sentence.tags.find(Tag.OPENING, event.end, complement.start())
    return sentence.words[(noun if noun >= 0 else complement.start()) - 1].endswith("s")


_CLOSING = tag_pattern(
    "([^stop]{0,40}?)([available released provided open release])(?![code tool model data datum demo name word])"
)
_CLOSING_IN_CLAUSE = tag_pattern(
    "((?>[^stop comma opening]|opening [^closing stop]{0,20} closing|comma the [^stop comma]{1,12} comma"
    "|comma [the our]? [word name adverb]{0,3} [code tool model data datum demo extra word] [comma and]"
    "|comma (?=[released provided])){0,40}?)"
    "([available released provided open release])(?![code tool model data datum demo name word])"
)
"""The same without a subordinate clause in between: commas only separate the items of a list."""
_DERIVED = tag_pattern("[comma which others]")
_MERELY_AVAILABLE = tag_pattern("[^adverb comma and closing] available (?:[stop comma]|$)")
"""An adjective that describes the noun before it, rather than what is presented."""
_COMPLETED = tag_set("have be")
_LINKING = Tag.OF + Tag.ADVERB
_ANOTHER = Tag.AND + Tag.THE
_MADE_AND = Tag.PARTICIPLE + Tag.AND
_MADE_BY_OTHERS = tag_pattern("which [^which]*[name word][^which]* make$")
_MAKERS = tag_set("present make made we")
_DEFINITE_SUBJECT = tag_pattern("adverb* the adverb* [code data model demo] word{0,2}")
"""A subject that is known from what precedes: `le corpus, librement disponible, contient ...`."""
_ADJACENT = tag_set("word name adverb colon comma and opening closing participle of")


def _fill_nearest(event: ReleaseEvent, _last: ReleaseEvent | None) -> ReleaseEvent | None:
    """Fill the slot of an adjective that follows its noun: `implémenté dans un logiciel disponible`."""
    begin = max(event.left_bound, event.begin - LONGEST)
    before = event.sentence.tags[begin : event.begin]
    is_by_us = Tag.WE in event.trigger  # ein Korpus, das wir zur Verfügung stellen
    if before.rfind(Tag.VERB) > before.rfind(Tag.PRESENT) and not is_by_us:
        return None  # nous utilisons un corpus disponible, présentons un outil qui utilise un corpus disponible
    if _MADE_BY_OTHERS.search(before):
        return None  # il corpus che la Crusca mette a disposizione
    mentions = read_last(event.sentence, ASSETS, event.begin, begin)
    if not mentions:
        return None
    is_said = is_by_us or not _SAID.isdisjoint(event.trigger)  # un logiciel libre, distribué sous licence
    is_possessed = event.sentence.tags[mentions[-1].at - 1] == Tag.OUR  # notre outil disponible
    is_located = bool(event.sentence.links) or Tag.PLACE in event.trigger
    is_set_off = event.trigger[0] == event.behind == Tag.COMMA
    is_subject = is_set_off and _DEFINITE_SUBJECT.fullmatch(before) is not None
    between = event.sentence.tags[mentions[-1].at + 1 : event.begin]
    is_of_data = event.sentence.tags[mentions[-1].at - 1] == Tag.OF and Tag.CLOSING not in between
    is_made = not _MAKERS.isdisjoint(before)
    is_of_the_data = mentions[-1].tag == Tag.DATA and before.endswith(_OF_THE, 0, mentions[-1].at - begin)
    is_stated = is_said or is_possessed or is_subject or (is_located and (is_made or not is_of_the_data))
    if (is_of_data or not is_made) and not is_stated:
        return None  # les utilisateurs de logiciels libres, dérivé des données disponibles, de los datos en URL
    if (is_said or Tag.PLACE in event.trigger) and not _ADJACENT.issuperset(between):
        return None  # un outil qui permet de classer les documents publiés en ligne
    if Tag.PRESENT in before or is_possessed or is_subject or is_by_us:
        mentions = [mention._replace(is_ours=True) for mention in mentions]
    return event._replace(mentions=mentions)


_SAID = tag_set("released plan")
_OF_THE = Tag.OF + Tag.THE


def _fill_bracket(event: ReleaseEvent, _last: ReleaseEvent | None) -> ReleaseEvent | None:
    """Fill the slot of a predicate in two parts: `haben den Code veröffentlicht`."""
    tags = event.sentence.tags
    is_by_authors = not _MAKERS.isdisjoint(event.trigger)
    closing = (_CLOSING if is_by_authors else _CLOSING_IN_CLAUSE).match(tags, event.end)
    if closing is None or (Tag.HAVE in event.trigger and tags[closing.end() : closing.end() + 1] == Tag.HAVE):
        return None  # wurde ein Korpus untersucht, das andere veröffentlicht haben
    behind = tags[closing.end() : closing.end() + 2].lstrip(_LINKING)[:1]
    is_active = behind == Tag.MAKE or (closing[2] == Tag.RELEASE and Tag.PLAN not in event.trigger)
    is_relative = Tag.COMMA + Tag.THE in closing[1] and Tag.WILL in event.trigger
    if is_active and (is_relative or not _COMPLETED.isdisjoint(event.trigger)):
        return None  # wurde eine Plattform gebaut, die Daten zur Verfügung stellt
    if Tag.COMMA + Tag.WHICH in closing[1] and tags[closing.end() : closing.end() + 1] == Tag.BE:
        return None  # wir stellen TextNet vor, dessen Code verfügbar ist
    if Tag.PRESENT in event.trigger and Tag.WHICH in closing[1] and closing[2] == Tag.RELEASED:
        return None  # nous présentons un outil qui classe les documents publiés
    is_subject = tags[closing.end(1) - 1] == Tag.BE  # hacemos que el código esté disponible
    mentions = read_object(event.sentence, event.end, closing.end(1) - is_subject)
    if Tag.PRESENT in event.trigger:  # nous présentons un corpus et un outil disponible
        mentions = mentions[-1:]
        behind = tags[mentions[0].at + 1 : closing.end(1)] if mentions else ""
        is_of_last = mentions and mentions[0].tag in ASSETS  # nous présentons TextNet, tiré des données disponibles
        is_derived = _DERIVED.search(behind) and _MERELY_AVAILABLE.match(tags, closing.end(1) - 1)
        is_of_other = Tag.VERB in behind or _ANOTHER in behind or not (is_of_last or CORE_ASSETS.isdisjoint(behind))
        if is_derived or is_of_other:
            return None  # nous présentons un outil qui utilise un corpus disponible, tiré des données disponibles
    elif not is_by_authors and (_MADE_AND in closing[1] or Tag.HAVE not in event.trigger):
        mentions = [_with_article(mention, tags) for mention in mentions]
    return event.between(event.begin, closing.end())._replace(mentions=mentions) if mentions else None


def _with_article(mention: Mention, tags: str) -> Mention:
    """Return a mention as the authors' own if it has an article, of either kind: `es wird ein Korpus verteilt`."""
    return mention._replace(is_ours=mention.is_ours or tags[mention.start] == Tag.THE)


def _lower_case_name(at: int) -> Mention:
    """Return a mention of a name in lower case: `we make spectroxide publicly available`."""
    return Mention(at, at, Tag.WORD, None)


SlotFiller = Callable[[ReleaseEvent, ReleaseEvent | None], ReleaseEvent | None]
"""Completes an event, given the previous one; returns None if it is not a release event after all."""


SLOT_FILLERS: dict[ArgumentSlot, SlotFiller] = {
    ArgumentSlot.OBJECT: _fill_object,
    ArgumentSlot.SUBJECT: fill_subject,
    ArgumentSlot.INSIDE: _fill_inside,
    ArgumentSlot.BRACKET: _fill_bracket,
    ArgumentSlot.NEAREST: _fill_nearest,
    ArgumentSlot.HEAD: fill_head,
}
