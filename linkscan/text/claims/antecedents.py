"""Antecedents: what `which`, a missing subject or a missing object refers back to."""

from linkscan.text.claims.event import AGENTS, ReleaseEvent
from linkscan.text.claims.lexicon import USING, word_set
from linkscan.text.claims.mention import NOUNS, Mention
from linkscan.text.claims.phrases import is_attribute, read_first, read_last, read_object
from linkscan.text.claims.tagger import TaggedSentence
from linkscan.text.claims.tagset import MADE_OR_WILL, PREPOSITIONS, Tag, tag_pattern, tag_set

_VERBS = tag_set("present release provide make verb released provided releasing making")
_AUTHORS_VERBS = tag_set("present release provide released")
_NAMEABLE = tag_set("code model data demo")
_RELEASING = tag_set("made will released open")
_NEW = word_set("new novel")
_NEAR_NOUN = 5  # words before a noun that may describe it
_NEAR_OWNER = 3  # words
_NEAR_SOURCE = 12  # words


def read_antecedents(event: ReleaseEvent, which: int) -> list[Mention]:
    """Return what the relative pronoun at `which` refers back to: what the authors made, else the nearest artefact."""
    sentence = event.sentence
    verbs = [index for index in range(which) if _is_finite_verb(sentence, index)]
    last = verbs[-1] if verbs else -1
    is_own = not set(event.trigger).isdisjoint(_RELEASING)
    if _is_source(sentence, which) or (not is_own and _is_used(sentence, last, which)):
        used = read_nearest(sentence, max(last, 0), which)
        return [one._replace(is_ours=True) for one in used if "our" in sentence.words_before(one.at, _NEAR_OWNER)]
    if verbs and sentence.tags[last] in _AUTHORS_VERBS:
        return _read_made(sentence, last, which)
    if verbs and not is_own:
        return []
    nearest = (
        _implemented_in(sentence, which)
        or _singular(sentence, which)
        or read_nearest(sentence, 0, which)
        or _named_subject(sentence, which)
        or _resource(sentence, which)
    )
    is_of_somebody = sentence.words[which] == "that" and AGENTS.isdisjoint(sentence.tags[:which])
    if set(event.trigger) & MADE_OR_WILL and not is_of_somebody:
        return [mention._replace(is_ours=True) for mention in nearest]
    if any(not _NEW.isdisjoint(sentence.words_before(mention.at, _NEAR_NOUN)) for mention in nearest):
        return [mention._replace(is_ours=True) for mention in nearest]
    is_defining = sentence.words[which] == "that"  # a defining clause: the datasets that are available
    return [mention for mention in nearest if mention.is_possessed or not is_defining]


_ONE_FOR = tag_pattern(
    "comma? the [word name adverb participle]* (data) [to for doing][^be will we stop which]* comma?$"
)


def _singular(sentence: TaggedSentence, which: int) -> list[Mention]:
    """Return the data that are one thing, and not the models they are for: `a corpus to train models, which is out`."""
    if sentence.words[which + 1 : which + 2] not in (("is",), ("was",)):
        return []
    found = sentence.search_before(which, _ONE_FOR, _NEAR_SOURCE)
    return read_last(sentence, Tag.DATA, found.end(1)) if found is not None else []


_IMPLEMENTED = tag_pattern(
    "be adverb* (?:participle|present) (?:at|for) (the) [the word name adverb participle]* [code tool demo] name{0,2}$"
)


def _implemented_in(sentence: TaggedSentence, which: int) -> list[Mention]:
    """Return what the authors' method is implemented in: `is implemented in a program that is available`."""
    found = sentence.search_before(which, _IMPLEMENTED, _NEAR_SOURCE)
    if found is None or _IMPLEMENTING.isdisjoint(sentence.words[found.start() : found.start(1)]):
        return []
    named = read_object(sentence, found.start(1), which) if sentence.words[found.start(1)] in ("a", "an") else []
    return [mention._replace(is_ours=True, is_possessed=True) for mention in named]


_IMPLEMENTING = word_set("implemented packaged incorporated programmed embedded")
_IS_SOMETHING = tag_pattern("(?:[adverb word] comma)?(name) (?:be the|comma$)")


def _named_subject(sentence: TaggedSentence, which: int) -> list[Mention]:
    """Return the name that a sentence says something of: `Overall, SongBase is a resource for all, which is free`."""
    subject = _IS_SOMETHING.match(sentence.tags, 0, which)
    return [Mention(subject.start(1), subject.start(1), Tag.NAME, None)] if subject is not None else []


def _read_made(sentence: TaggedSentence, verb: int, which: int) -> list[Mention]:
    """Return what the authors make by the verb before `which`: its object, or the subject of a passive."""
    made = read_object(sentence, verb + 1, which)
    if not made and _IS_MADE.fullmatch(sentence.tags, verb, which):  # a server has been built, which is free
        return read_first(sentence, which)
    if not made and sentence.tags[verb + 1] == Tag.AT:  # they were compiled in a database, which is public
        made = read_nearest(sentence, verb, which)
    return [mention._replace(is_ours=True) for mention in made]


_IS_MADE = tag_pattern("(?<=be)present comma")
_USED = tag_pattern("(?:we [have adverb]*|be adverb*) participle")
_USES = USING | word_set("applied compared tested extended trained evaluated validated")
_SOURCE = tag_pattern("at [the others name word participle adverb container of our]* [data datum] comma?$")


def _is_source(sentence: TaggedSentence, stop: int) -> bool:
    """Return whether the data named last are a source of others: `songs were taken from the SongSet database`."""
    source = sentence.search_before(stop, _SOURCE, _NEAR_SOURCE)
    return source is not None and sentence.words[source.start()] == "from"


def _is_used(sentence: TaggedSentence, verb: int, stop: int) -> bool:
    """Return whether what is named last is used, not made, by a clause after the finite verb at `verb`."""
    used = _USED.finditer(sentence.tags, max(verb, 0), stop)
    return any(sentence.words[found.end() - 1] in _USES for found in used)


def read_possessed(event: ReleaseEvent) -> list[Mention]:
    """Return what belongs to the authors' own artefact: `we present TextNet, whose code is available`."""
    sentence = event.sentence
    which = sentence.tags.rfind(Tag.WHICH, event.left_bound, event.begin)
    if sentence.words[which] != "whose":
        return []
    verbs = [index for index in range(which) if _is_finite_verb(sentence, index)]
    is_by_others = sentence.tags[verbs[-1]] not in _AUTHORS_VERBS if verbs else not sentence.language.has_all_verbs
    return [] if is_by_others else read_object(sentence, which + 1, event.begin)


def _is_finite_verb(sentence: TaggedSentence, index: int) -> bool:
    """Return whether the word at `index` is a finite verb, not a participle of a noun or a noun of the same form."""
    if sentence.tags[index] not in _VERBS or is_attribute(sentence, index) or _is_postponed(sentence, index):
        return False
    return sentence.words[index] not in _NOUN_OR_VERB or sentence.tags[index - 1 : index] in _BEFORE_VERB


_NOUN_OR_VERB = word_set("design designs record records")
_BEFORE_VERB = tag_set("we to and will can adverb plan comma which")


def _is_postponed(sentence: TaggedSentence, index: int) -> bool:
    """Return whether a participle modifies the noun before it: `a benchmark built upon our framework`."""
    return sentence.tags[index - 1 : index] in NOUNS and sentence.tags[index + 1 : index + 2] in PREPOSITIONS


def read_made(event: ReleaseEvent) -> list[Mention]:
    """Return what the authors made according to the preceding clause."""
    stop = event.begin
    if _VERSION.search(event.sentence.tags, max(0, stop - _NEAR_OWNER - 1), stop):
        stop -= 2  # we present the TextNet 2.0 release, available at URL
    made = _MADE.search(event.sentence.tags[:stop])
    return read_object(event.sentence, made.start(1), stop) if made is not None else []


_MADE = tag_pattern("[present release provide]([^we present release provide]*)$")
_VERSION = tag_pattern("name word? release comma$")


_MAKING_NOUNS = word_set("development construction creation compilation")


def read_developed(event: ReleaseEvent, start: int) -> list[Mention]:
    """Return what the authors report the making of: `we report the development of a database of songs`."""
    words = event.sentence.words[start : event.begin]
    making = next((at for at, word in enumerate(words, start) if word in _MAKING_NOUNS), None)
    if making is None:
        return []
    return read_object(event.sentence, making + 2, event.begin)


def read_nearest(sentence: TaggedSentence, start: int, stop: int) -> list[Mention]:
    """Return the last artefact named between two words; data items and tools only if nothing else is named."""
    named = (read_last(sentence, tags, stop, start) for tags in (_NAMEABLE, {Tag.DATUM}, {Tag.TOOL}))
    return [_compound(sentence, one, stop) for one in next(filter(None, named), [])]


def _compound(sentence: TaggedSentence, named: Mention, stop: int) -> Mention:
    """Return the tool whose name begins with that of data: `annotation pipelines` are no annotation."""
    is_modifier = named.tag == Tag.DATA and sentence.tags[named.at + 1 : stop][:1] == Tag.TOOL
    return read_object(sentence, named.at, named.at + 2)[0] if is_modifier else named


def _resource(sentence: TaggedSentence, stop: int) -> list[Mention]:
    """Return the resource named last before a word: `The resource, which is accessible at URL, has songs`."""
    named = read_last(sentence, Tag.EXTRA, stop)
    return [one for one in named if sentence.words[one.at] == "resource"]
