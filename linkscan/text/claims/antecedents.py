"""Antecedents: what `which`, a missing subject or a missing object refers back to."""

from linkscan.text.claims.event import AGENTS, ReleaseEvent
from linkscan.text.claims.lexicon import word_set
from linkscan.text.claims.mention import NOUNS, Mention
from linkscan.text.claims.phrases import is_attribute, read_last, read_object
from linkscan.text.claims.tagger import TaggedSentence
from linkscan.text.claims.tagset import CORE_ASSETS, MADE_OR_WILL, PREPOSITIONS, Tag, tag_pattern, tag_set

_VERBS = tag_set("present release provide make verb released provided releasing making")
_AUTHORS_VERBS = tag_set("present release provide released")
_RELEASING = tag_set("made will released open")
_NEW = word_set("new novel")
_NEAR_NOUN = 5  # words before a noun that may describe it


def read_antecedents(event: ReleaseEvent, which: int) -> list[Mention]:
    """Return what the relative pronoun at `which` refers back to: what the authors made, else the nearest artefact."""
    sentence = event.sentence
    verbs = [index for index in range(which) if _is_finite_verb(sentence, index)]
    if verbs and sentence.tags[verbs[-1]] in _AUTHORS_VERBS:
        made = read_object(sentence, verbs[-1] + 1, which)
        if not made and sentence.tags[verbs[-1] + 1] == Tag.AT:  # they were compiled in a database, which is public
            made = read_nearest(sentence, verbs[-1] + 1, which)
        return [mention._replace(is_ours=True) for mention in made]
    if verbs and not set(event.trigger) & _RELEASING:
        return []
    nearest = read_nearest(sentence, 0, which)
    is_of_somebody = sentence.words[which] == "that" and AGENTS.isdisjoint(sentence.tags[:which])
    if set(event.trigger) & MADE_OR_WILL and not is_of_somebody:
        return [mention._replace(is_ours=True) for mention in nearest]
    if any(not _NEW.isdisjoint(sentence.words_before(mention.at, _NEAR_NOUN)) for mention in nearest):
        return [mention._replace(is_ours=True) for mention in nearest]
    is_defining = sentence.words[which] == "that"  # a defining clause: the datasets that are available
    return [mention for mention in nearest if mention.is_possessed or not is_defining]


def read_possessed(event: ReleaseEvent) -> list[Mention]:
    """Return what belongs to the authors' own artefact: `we present TextNet, whose code is available`."""
    sentence = event.sentence
    which = sentence.tags.rfind(Tag.WHICH, event.left_bound, event.begin)
    if which < 0 or sentence.words[which] != "whose":
        return []
    verbs = [index for index in range(which) if _is_finite_verb(sentence, index)]
    if verbs and sentence.tags[verbs[-1]] not in _AUTHORS_VERBS:
        return []
    return [mention._replace(is_ours=True) for mention in read_object(sentence, which + 1, event.begin)]


def _is_finite_verb(sentence: TaggedSentence, index: int) -> bool:
    """Return whether the word at `index` is a finite verb, not a participle of a noun or a noun of the same form."""
    if sentence.tags[index] not in _VERBS or is_attribute(sentence, index) or _is_postponed(sentence, index):
        return False
    return sentence.words[index] not in _NOUN_OR_VERB or sentence.tags[index - 1 : index] in _BEFORE_VERB


_NOUN_OR_VERB = word_set("design designs record records")
_BEFORE_VERB = tag_set("we to and will can adverb plan comma which")


def _is_postponed(sentence: TaggedSentence, index: int) -> bool:
    """Return whether a participle modifies the noun before it: `a benchmark built upon our framework`."""
    is_participle = sentence.words[index].endswith(("ed", "built"))
    follows_noun = sentence.tags[index - 1 : index] in NOUNS and sentence.tags[index + 1 : index + 2] in PREPOSITIONS
    return is_participle and follows_noun


def read_made(event: ReleaseEvent) -> list[Mention]:
    """Return what the authors made according to the preceding clause."""
    made = _MADE.search(event.sentence.tags, 0, event.begin)
    return read_object(event.sentence, made.start(1), event.begin) if made is not None else []


_MADE = tag_pattern("[present release provide]([^we present release provide]*)$")


_MAKING_NOUNS = word_set("development construction creation compilation")


def read_developed(event: ReleaseEvent, start: int) -> list[Mention]:
    """Return what the authors report the making of: `we report the development of a database of songs`."""
    words = event.sentence.words[start : event.begin]
    making = next((at for at, word in enumerate(words, start) if word in _MAKING_NOUNS), None)
    if making is None or Tag.WE not in event.sentence.tags[start:making]:
        return []
    return read_object(event.sentence, making + 2, event.begin)


def read_nearest(sentence: TaggedSentence, start: int, stop: int) -> list[Mention]:
    """Return the last artefact named between two words; data items and tools only if nothing else is named."""
    named = (read_last(sentence, tags, start, stop) for tags in (CORE_ASSETS, {Tag.DATUM}, {Tag.TOOL}))
    return next(filter(None, named), [])
