"""Head nouns: the noun that an adjective modifies, `we present X, an open-source toolkit`."""

from linkscan.text.claims.event import ReleaseEvent
from linkscan.text.claims.lexicon import PUBLICLY, word_set
from linkscan.text.claims.mention import NOUNS, Mention
from linkscan.text.claims.phrases import read_object
from linkscan.text.claims.predicate_nouns import called
from linkscan.text.claims.tagset import ASSETS, DETERMINERS, Tag, tag_pattern, tag_set

_NEAR_NOUN = 8  # words before a noun that may modify it
_CLAUSE_OPENERS = tag_set("and colon")
_ADJECTIVAL = tag_set("address word adverb participle provided present available to verb and comma")
_FINITE = tag_set("be have will can verb present provide make")
_OF_OTHERS = word_set("most popular widely existing several many various other previous current")
_SHOWN = word_set("present introduce")
_PROPOSED = word_set("propose proposes proposed")
_GATHERED = word_set("compile compiles compiled collect collects collected gather gathered assemble assembled curate")
_PUBLIC = word_set("public downloadable freely-available publicly-available publicly-accessible open-access") | {
    "open access"
}


def fill_head(event: ReleaseEvent, _last: ReleaseEvent | None) -> ReleaseEvent | None:
    """Return the event with the noun that its adjective modifies, or None: `we present X, an open-source toolkit`."""
    if not _is_own_description(event):
        return None
    mention = _noun_before(event) or _noun_after(event) or _subject_named(event)
    if mention is None or (event.trigger[-1] == Tag.AVAILABLE and _is_many_items(event, mention)):
        return None
    is_mere = event.sentence.words[mention.at] == "data" and event.words[-1] == "published"  # our published data
    if event.words[0] == "our" and (mention.tag == Tag.TOOL or is_mere or not _BEFORE.isdisjoint(event.words)):
        is_reported = "published" in event.words  # our recently published method
        if is_reported or event.words[1:] == ("public",):  # our public school system
            return None
    is_way_of_work = event.sentence.words[mention.at] == "approach" and not _PROPOSED.isdisjoint(event.words)
    if is_way_of_work or _is_others_data(event, mention):
        return None
    is_plural_model = mention.tag == Tag.MODEL and event.sentence.words[mention.at].endswith("s")
    begins_clause = not set(event.trigger).isdisjoint(_CLAUSE_OPENERS) and set(event.trigger).isdisjoint(DETERMINERS)
    if is_plural_model and begins_clause:
        return None  # and open-source models fail on it; a title that ends in "open-source models"
    return event._replace(mentions=[mention])


def _is_own_description(event: ReleaseEvent) -> bool:
    """Return whether the authors describe their own artefact: `a new open-source`, not `a popular open-source`."""
    words = event.words
    if event.trigger[0] == Tag.PRESENT and event.before in DETERMINERS:
        return False  # on an established public benchmark
    is_first = "first" in words  # used to create the first public corpus
    is_shown = words[0] in _SHOWN  # we build on our parser to present a toolkit
    if (
        event.before == Tag.TO
        and not (is_first or is_shown)
        and (Tag.AT in event.trigger or event.trigger[0] == Tag.PRESENT)
    ):
        return False  # an algorithm to be implemented in an open-source tool, an experiment to develop one
    if event.behind == Tag.OF and event.trigger[-1] == Tag.OPEN:
        return False  # an open source of metadata
    if not _GATHERED.isdisjoint(words) and Tag.THE not in event.trigger:
        return False  # we compile open-source frameworks
    is_public = event.trigger[-1] != Tag.AVAILABLE or words[-1] in _PUBLIC or not PUBLICLY.isdisjoint(words)
    joining = ("as", "among") if event.pattern.words else ("as",)  # the largest among public corpora
    apposed = _APPOSED.search(event.trigger)
    start = apposed.start() if apposed is not None else 0
    purposes = (word for tag, word in zip(event.trigger[start:], words[start:], strict=True) if tag == Tag.FOR)
    is_planned = Tag.PLAN in event.trigger or event.sentence.language.has_clauses_before_nouns
    has_purpose = not is_planned and any(word not in joining for word in purposes)
    return is_public and not has_purpose and _OF_OTHERS.isdisjoint(words)


def _is_many_items(event: ReleaseEvent, mention: Mention) -> bool:
    """Return whether items are meant, `public news articles`, not one thing: `a publicly available table`."""
    is_one = "a" in event.words and not event.sentence.words[mention.at].endswith("s")
    return mention.tag == Tag.DATUM and not is_one


_CREATED = word_set(
    "build builds built create creates created develop develops developed construct constructs constructed"
)


def _is_others_data(event: ReleaseEvent, mention: Mention) -> bool:
    """Return whether data of others are meant: `we present methods, metrics, and publicly available datasets`."""
    words, trigger = event.words, event.trigger
    if trigger[0] != Tag.PRESENT or mention.tag != Tag.DATA:
        return False
    noun = event.sentence.words[mention.at]
    if not noun.endswith("s") or noun.endswith("us") or not _CREATED.isdisjoint(words):
        return False
    described = trigger[max(trigger.rfind(tag) for tag in (Tag.AND, Tag.COMMA, Tag.PRESENT)) + 1 :]
    return set(described).isdisjoint(DETERMINERS) or words[len(trigger) - len(described)] == "the"


_NAMED = (Tag.NAME, Tag.IT)
_BEFORE = word_set("recently previously")
_APPOSED = tag_pattern("[comma colon] the [adverb word comma]* open$")


def _noun_before(event: ReleaseEvent) -> Mention | None:
    """Return the noun that the adjective follows, if the language puts it there: `un outil open source`."""
    if not event.sentence.language.is_head_first:
        return None
    at = max(event.trigger.rfind(tag) for tag in NOUNS)
    return called(event.sentence, event.begin + at, event.begin + at) if event.trigger[at] in ASSETS else None


def _subject_named(event: ReleaseEvent) -> Mention | None:
    """Return the subject if no known noun follows: `TextNet is an open-source answer to the lack of parsers`."""
    at = event.begin + event.trigger.find(Tag.DATA)
    if Tag.DATA in event.trigger:  # this data set is the first public set
        return called(event.sentence, event.begin, at)
    at = event.begin - 1
    if event.before not in _NAMED or event.trigger[0] != Tag.BE:
        return None
    return Mention(at, at, event.before, None)


def _noun_after(event: ReleaseEvent) -> Mention | None:
    """Return the noun after `open-source`, past further adjectives: `an open-source, modular framework`."""
    tags, words = event.sentence.tags, event.sentence.words
    start = event.end
    if event.sentence.language.has_clauses_before_nouns:  # a verb closes the sentence, not the phrase
        noun = next((at for at in range(start, min(start + _NEAR_NOUN, len(tags))) if tags[at] in ASSETS), None)
        return called(event.sentence, start, noun) if noun is not None else None
    if tags[start : start + 1] == Tag.OPENING and Tag.CLOSING in tags[start:]:
        start = tags.index(Tag.CLOSING, start) + 1  # an open-source (Apache 2.0) parser
    while tags[start : start + 1] in _ADJECTIVAL or words[start + 1 : start + 2] == ("/",):
        start += 1
    if words[start : start + 1] == ("project",):
        return called(event.sentence, start, start, Tag.CODE)
    stop = len(tags)
    if not tags[: event.begin].strip(Tag.ADVERB + Tag.COMMA):  # finally, this open-source package is small
        stop = next((at for at in range(start + 1, len(tags)) if tags[at] in _FINITE), stop)
    mentions = read_object(event.sentence, start, stop)
    if len(mentions) > 1 and _COMPOUND.match(tags, mentions[0].at):
        return mentions[1]._replace(start=start)
    is_next = bool(mentions) and _QUALIFIERS.fullmatch(tags, start, mentions[0].start) is not None
    return mentions[0] if is_next else None


_QUALIFIERS = tag_pattern("(?:[name word participle]+ comma)*")
"""What else may precede the noun: `an open-source fast, XUV multi-frequency, steady wind model`."""
_COMPOUND = tag_pattern("[datum data] and word{1,2} [tool code]")
"""What a tool is for, in two words: `an open-source assembly and analysis pipeline`."""
