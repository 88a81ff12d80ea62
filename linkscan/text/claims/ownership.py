"""Whose a thing is, and who provides it: `von der Bibliothek bereitgestellt` is not the authors'."""

from linkscan.text.claims.candidate import Candidate
from linkscan.text.claims.lexicon import word_set
from linkscan.text.claims.patterns import Requirement
from linkscan.text.claims.tagset import CODE_OR_DEMO, Tag, tag_pattern, tag_set

_NOT_OTHERS = Requirement.NOT_OTHERS
_IDEAS = tag_set("tool model datum it")
_OPENNESS_OR_PLACE = tag_set("open available place")
_VAGUE_DATA = word_set("benchmark benchmarks data")


def is_ours(candidate: Candidate) -> bool:
    """Return whether nothing says that it belongs to others, and something says that it is an artefact."""
    mention = candidate.mention
    if mention.is_others or (Tag.CAN in candidate.event.trigger and not candidate.event.pattern.is_possible):
        return False
    if _is_by_others(candidate) or _is_by_thing(candidate) or _is_possible(candidate):
        return False
    if candidate.event.pattern.requires is _NOT_OTHERS:
        return not (candidate.is_beside_object or candidate.is_general or _is_merely_provided(candidate))
    is_definite = mention.is_ours or mention.tag in CODE_OR_DEMO or candidate.is_promised or candidate.has_code
    return candidate.is_linked or is_definite


_DONE = tag_set("released provided")
_BY_WHOM = "by whom"
"""The form in which the rules know a preposition that may introduce an agent: `von`."""
_SOMEBODY = tag_pattern("the? (?:word adverb?){0,3} [name word] (?!word{0,2} [place address our we paper project])")


def _is_by_others(candidate: Candidate) -> bool:
    """Return whether a passive names an agent, who is not the authors: `von der Bibliothek bereitgestellt`."""
    event, at = candidate.event, candidate.mention.at
    tags = event.sentence.tags
    if _DONE.isdisjoint(event.trigger):  # disponibile dal 2020
        return False
    if candidate.behind[:1] == (_BY_WHOM,) and _SOMEBODY.match(tags, event.end + 1):
        return True
    agents = (
        place
        for place, word in enumerate(candidate.words)
        if word == _BY_WHOM and (place == 0 or event.begin + place > at + 1)
    )
    return any(_SOMEBODY.match(event.trigger, place + 1) for place in agents)


def _is_possible(candidate: Candidate) -> bool:
    """Return whether a clause that ends in a passive is about what can be: `können geprüft und angeboten werden`."""
    event = candidate.event
    return event.trigger[-1] == Tag.WILL and Tag.CAN in event.sentence.tags[candidate.mention.at : event.begin]


_TOPICAL = tag_set("tool model demo name word data extra")


def _is_merely_provided(candidate: Candidate) -> bool:
    """Return whether it is provided, but neither where nor openly, and may be an idea: `ツールを提供する`."""
    event, mention = candidate.event, candidate.mention
    if Tag.PROVIDED not in event.trigger or not event.sentence.language.has_clauses_before_nouns:
        return False
    if candidate.is_linked or candidate.has_code or Tag.WILL in event.trigger or "later" in event.words:
        return False
    is_ours = mention.tag == Tag.MODEL and (candidate.part[-1] == "weights" or Tag.WE in event.sentence.tags)
    is_idea = mention.tag in _IDEAS and not is_ours
    is_vague = is_idea or (mention.tag == Tag.DATA and candidate.part[-1] in _VAGUE_DATA)
    return is_vague and _OPENNESS_OR_PLACE.isdisjoint(event.sentence.tags[mention.start : event.end])


def _is_by_thing(candidate: Candidate) -> bool:
    """Return whether a thing provides it, rather than the authors: `本システムはデータを提供する`."""
    event = candidate.event
    if "object" not in event.words or Tag.PROVIDED not in event.trigger or candidate.is_linked:
        return False
    words, tags = event.sentence.words, event.sentence.tags
    start = tags.rfind(Tag.STOP, 0, candidate.mention.at) + 1
    before = words[start : candidate.mention.at]
    return "topic" in before and tags[start + before.index("topic") - 1] in _TOPICAL
