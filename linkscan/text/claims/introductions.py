"""Introductions: the authors' own artefact followed by its URL, `we built a database of songs (URL)`."""

from collections.abc import Sequence

from linkscan.code_hosts import HOLDS_NOTHING_BUT_CODE, is_on
from linkscan.models import Asset
from linkscan.text.claims.appositions import described_after_url, described_as_ours
from linkscan.text.claims.context import Context
from linkscan.text.claims.lexicon import USING, word_set
from linkscan.text.claims.making import (
    BEFORE_BRACKET,
    USABLE,
    collected,
    compiled,
    is_named,
    is_usable,
    made_before,
    made_name,
    presented_last,
    was_made,
)
from linkscan.text.claims.mention import Mention
from linkscan.text.claims.phrases import read_last, read_object
from linkscan.text.claims.tagger import LONGEST, TaggedSentence
from linkscan.text.claims.tagset import NAME_OR_WORD, Tag, tag_pattern, tag_set
from linkscan.text.claims.url_attachment import is_elsewhere, is_on_app_host, is_source

# Bound once: Python 3.11 takes 180 ns to find a member of an enumeration.
_ASSET_CODE = Asset.CODE
_ASSET_DATA = Asset.DATA
_ASSET_DEMO = Asset.DEMO
_AFTER_OWN = (Tag.CLOSING, Tag.COMMA, Tag.STOP, Tag.AND)
_AFTER_NAME = (Tag.COMMA, Tag.BE, Tag.STOP)
_AVAILABILITY = word_set("availability available")
_ANY_ARTEFACT = tag_set("code tool model data demo")
HOME_OF = tag_pattern("[code data demo] place colon")
_URL_LABEL = word_set("url web website link at available availability homepage http or and")
_OF_PEOPLE = word_set("identified enrolled recruited registered reported submitted contacted invited ascertained")
"""What is done with patients and cases through a portal, which is then no demo of the paper."""


def read_introduced(sentence: TaggedSentence, spot: int, context: Context) -> list[Mention]:
    """Return the authors' own artefact whose URL is at `spot`: `we built a database of songs (URL)`."""
    if (served := _served_at(sentence, spot)) is not None:
        return served
    opening = sentence.tags.rfind(Tag.OPENING, max(0, spot - BEFORE_BRACKET), spot)
    if opening < 0 and _SET_OFF.match(sentence.tags, spot - 1):  # we built the Song Browser, URL, a server
        opening = spot - 1
    behind = sentence.tags[spot + 1 : spot + 2]
    if (
        opening < 0
        and sentence.tags[spot - 1 : spot] in (NAME_OR_WORD if spot == 1 else Tag.NAME)
        and behind in _AFTER_NAME
    ):
        opening = spot  # the Song Browser URL is a server
    is_own = opening >= 1 and (opening == spot or behind in _AFTER_OWN) and not is_source(sentence, 0, spot)
    own = _bracketed(sentence, opening, spot, context) if is_own else []
    if own or Tag.PRESENT not in sentence.tags[:spot] or not is_on_app_host(sentence.links[spot].link.url):
        return own
    return [Mention(spot, spot, Tag.DEMO, _ASSET_DEMO)]  # two nomograms were built (URL)


def _bracketed(sentence: TaggedSentence, opening: int, spot: int, context: Context) -> list[Mention]:
    """Return the authors' own artefact before the bracket that opens at `opening` and holds the URL."""
    tags, words = sentence.tags, sentence.words
    is_example = sentence.words_before(opening, 2)[:1] in _EXAMPLES  # small shops as Song (URL)
    if is_elsewhere(sentence, spot, begin=0) or is_example or not _MEETINGS.isdisjoint(words[:opening]):
        return []
    if HOME_OF.fullmatch(tags, opening + 1, spot):  # it was built (database homepage: URL)
        return read_last(sentence, USABLE, spot, opening)
    label = opening + 2 if tags.startswith(Tag.OPENING + Tag.NAME, opening) else opening  # (SBDB; URL)
    if _URL_LABEL.issuperset(word for word in words[label:spot] if word.isalpha()):
        return _labelled(sentence, opening, spot) or _owned(sentence, opening, spot, context)
    if _EXPANSION.fullmatch(tags, opening, spot) is None:
        return []
    own = made_before(sentence, opening, spot)  # we built a tool, Tie (Song Tie, URL)
    return own or _own_subject(sentence, opening, spot, context) or _in_title(sentence, opening, spot, context)


_SET_OFF = tag_pattern("comma address [comma stop]")
_MEETINGS = word_set("workshop conference symposium congress")

_OURS = tag_pattern(
    "our [name word adverb of participle available open code data datum demo tool and]* [code data demo tool]"
    " (?:of [name word adverb participle datum]{1,4}|name{1,2})?$"
)


def _possessed(sentence: TaggedSentence, opening: int) -> list[Mention]:
    """Return what a possessive before a bracket names: `we searched it with our song database (URL)`."""
    found = sentence.search_before(opening, _OURS, BEFORE_BRACKET)
    if found is None or sentence.words[found.start()] != "our":
        return []
    named = read_object(sentence, found.start(), opening)
    return [mention for mention in named if mention.asset and is_usable(mention, sentence.words[mention.at])]


_EXPANSION = tag_pattern(
    "opening [name word adverb participle verb of for at to and data datum code tool model demo extra container]+"
    " (?:(?<=name) comma [name word for of and data]+)? [comma colon stop]"
)


def _labelled(sentence: TaggedSentence, opening: int, spot: int) -> list[Mention]:
    """Return what is named before a bracket that says `availability`, or a demo that can be used there."""
    tags = sentence.tags
    if not _AVAILABILITY.isdisjoint(sentence.words[opening:spot]):
        return read_last(sentence, _ANY_ARTEFACT, opening)
    if (
        tags[opening - 1] == Tag.DEMO
        and Tag.CAN in tags[:opening]
        and Tag.WE not in tags[:opening]
        and _OF_PEOPLE.isdisjoint(sentence.words[:opening])
    ):
        return read_last(sentence, Tag.DEMO, opening)  # it can be used through a web calculator (URL)
    return []


def _owned(sentence: TaggedSentence, opening: int, spot: int, context: Context) -> list[Mention]:
    """Return the authors' own artefact before a bracket."""
    if called_ours := _possessed(sentence, opening):
        return called_ours
    own = _own_subject(sentence, opening, spot, context) or made_before(sentence, opening, spot)
    return (
        own
        or was_made(sentence, opening, spot)
        or compiled(sentence, opening)
        or described_as_ours(sentence, spot)
        or collected(sentence, opening, spot)
        or made_name(sentence, opening, context)
        or _in_title(sentence, opening, spot, context)
        or _defined_by_sentence(sentence, opening, context)
        or presented_last(sentence, opening, spot)
        or _at_own_site(sentence, opening, spot, context)
    )


_SERVING = word_set("allows enables lets helps visualizes visualises predicts computes calculates")
_SHORTEST_NAME = 3  # letters


def _at_own_site(sentence: TaggedSentence, opening: int, spot: int, context: Context) -> list[Mention]:
    """Return what the title is about if its name is in the URL after it: `changes in SongBase (http://songbase.org)`."""
    name, url = sentence.words[opening - 1], sentence.links[spot].link.url
    is_own = len(name) >= _SHORTEST_NAME and name in url.lower() and context.opens_title(name)
    if not is_own or not USING.isdisjoint(sentence.words):
        return []
    kind = (context.type_of(name)[0] if context.has_type(name) else None) or context.presented or context.titled
    is_tool = kind is _ASSET_CODE or not _SERVING.isdisjoint(sentence.words[spot : spot + _SUBJECT_WORDS])
    if is_tool and not is_on(url, HOLDS_NOTHING_BUT_CODE):
        kind = _ASSET_DEMO  # it is used there
    return [Mention(opening - 1, opening - 1, Tag.NAME, kind)] if kind is not None else []


_SERVED_AT = tag_pattern(
    "(?:the|^)[word adverb name available open participle]* demo (?:[of for] [the name word of data datum]+)?"
    " (?:be adverb* present adverb*)?"
    " (?:(?:at the? place?|comma) colon?|colon)$"
)
_NAME_COLON = tag_pattern("we [adverb have]* present name{1,4} colon$")
_USE = word_set("using used use uses via through")


def _served_at(sentence: TaggedSentence, spot: int) -> list[Mention] | None:
    """Return what is served at a URL, None if the sentence has another form: `it has a web server at URL`."""
    words = sentence.words
    found = sentence.search_before(spot, _SERVED_AT, BEFORE_BRACKET)
    is_new = found is not None and (words[found.start()] in ("a", "an") or sentence.tags[found.start()] != Tag.THE)
    if found is not None and is_new and not _is_merely_used(words, found.start()):
        return read_last(sentence, Tag.DEMO, spot)
    if words[spot - 1 : spot] == ("at",) or sentence.tags[spot - 1 : spot] == Tag.DATA:
        return made_before(sentence, spot, spot)
    if sentence.search_before(spot, _NAME_COLON, BEFORE_BRACKET):  # we present TextNet: URL, a parser
        return made_before(sentence, spot, spot)
    if is_named(sentence, spot):  # we present a parser, TextNet URL, to do so
        return made_before(sentence, spot, spot) or None
    return None


def _is_merely_used(words: Sequence[str], start: int) -> bool:
    """Return whether the demo whose phrase begins at `start` is merely used: `using a server`."""
    is_served = words[start - 2] in _SERVED or words[start - 3 : start - 1] == ("access", "is")
    return not _USE.isdisjoint(words[: start - 1 if is_served else start])


_SERVED = word_set("accessible available searchable browsable explorable provided offered served")
_EVENTS = word_set("workshop conference symposium meeting challenge competition held")
_EXAMPLES = (("as",), ("like",))
_PHRASE = tag_pattern("[^verb doing present provide release make be have will can found stop when which colon]+$")
_IS_A = tag_pattern(
    "(?:^|stop)the? [name word]{1,4} (?:be|project? have) [the adverb word available open name]*"
    " (?=[code data demo extra])"
)
_PURPOSE = tag_pattern("(?:[for of] [word name datum data]{1,3})?")


def _defined_by_sentence(sentence: TaggedSentence, opening: int, context: Context) -> list[Mention]:
    """Return what the sentence says the title's name is: `SongFinder is a free web server (URL) that finds songs`."""
    found = sentence.search_before(opening, _IS_A, LONGEST)
    if found is None or _PURPOSE.fullmatch(sentence.tags, found.end() + 1, opening) is None:
        return []
    names = [at for at in range(found.start(), opening) if sentence.tags[at] in NAME_OR_WORD]
    is_own = any(context.is_topic(sentence.words[at]) for at in names)
    if is_own and sentence.words[found.end()] == "resource":
        return [Mention(found.end(), found.end(), Tag.DATA, _ASSET_DATA)]
    return read_last(sentence, USABLE, opening) if is_own else []


def _in_title(sentence: TaggedSentence, opening: int, spot: int, context: Context) -> list[Mention]:
    """Return what the title is about if its URL follows its name: `the SongBase database (SB; URL)`."""
    tags, words = sentence.tags, sentence.words
    phrase = sentence.search_before(opening, _PHRASE, BEFORE_BRACKET)
    begin = phrase.start() if phrase is not None else opening
    names = NAME_OR_WORD if sentence.language.has_all_verbs else (Tag.NAME,)  # im Wiener Liedwiki (URL)
    named = [at for at in range(begin, spot) if tags[at] in names]
    name = next((at for at in named if context.is_topic(words[at])), None)
    if name is None and _is_full_title(sentence, opening, context):
        name = opening - 1
    if name is None or Tag.OTHERS in tags[begin:opening] or words[begin - 1] in _BUILT:
        return []
    if called_so := read_last(sentence, USABLE, opening, begin):
        return called_so
    called = described_after_url(sentence, spot)
    return [called] if called is not None else _own_name(sentence, name, spot, context)


_BUILT = word_set("built based")  # it is built upon the SongBase system (URL)
_PROPER = tag_set("name place")
_SUBJECT_WORDS = 3


def _is_full_title(sentence: TaggedSentence, opening: int, context: Context) -> bool:
    """Return whether the title is about the words before a bracket: `the Atlas of Songs (AS; URL)`."""
    words = sentence.words_before(opening, _SUBJECT_WORDS)
    words = words[1:] if words[:1] == ("the",) else words
    phrases = (" ".join(words), " ".join(words[:-1]))
    return not _PROPER.isdisjoint(sentence.tags[opening - len(words) : opening]) and any(
        map(context.is_subject, filter(None, phrases))
    )


def _own_name(sentence: TaggedSentence, at: int, spot: int, context: Context) -> list[Mention]:
    """Return what a name with a URL stands for, as far as the rest of the paper says what it is."""
    name = sentence.words[at]
    if not _EVENTS.isdisjoint(sentence.words):
        return []
    is_code = context.has_type(name) or is_on(sentence.links[spot].link.url, HOLDS_NOTHING_BUT_CODE)
    described = context.type_of(name)[0]
    kind = described if is_code or described is _ASSET_DATA else context.presented
    if kind is None or not (is_code or context.is_topic(name)):
        return []
    if kind is _ASSET_CODE and not is_code:
        kind = _ASSET_DEMO  # it has a URL of its own and is not called a program: it is used there
    return [Mention(at, at, Tag.NAME, kind)]


def _is_subject(context: Context, name: str) -> bool:
    """Return whether a name is in the title, and not as what is merely used."""
    return context.is_titled(name) and not context.uses(name)


_OWN_SUBJECT = tag_pattern(
    "the? [name word data demo code tool participle colon project place]+"
    " (?:opening [name word participle data tool for of at]+ closing [name word data demo code tool]{0,3})? (?=opening)"
)
_HOLDS = tag_pattern("closing adverb* [verb provide word] [^stop comma which we at]{0,6}? [data datum extra]")
_HOLDING = word_set(
    """provides offers contains includes hosts collects archives stores houses comprises integrates annotates
    disseminates catalogs catalogues curates collates maintains covers"""
)
_HELD = word_set("resource resources information")


def _own_subject(sentence: TaggedSentence, opening: int, spot: int, context: Context) -> list[Mention]:
    """Return the title's artefact if it opens a sentence: `The SongBase database (URL) holds songs`."""
    subject = _OWN_SUBJECT.match(sentence.tags)
    if subject is None or subject.end() != opening or sentence.tags[spot + 1 : spot + 2] != Tag.CLOSING:
        return []
    names = [at for at in range(opening) if sentence.tags[at] == Tag.NAME and _is_subject(context, sentence.words[at])]
    nouns = [mention for mention in read_object(sentence, subject.start(), opening) if mention.tag in USABLE]
    if not names and not _is_full_title(sentence, opening, context):
        return []
    called = described_after_url(sentence, spot)
    if called is not None:
        return [called]
    at = names[0] if names else opening - 1
    return nouns or _own_name(sentence, at, spot, context) or _held(sentence, at, spot)


def _held(sentence: TaggedSentence, at: int, spot: int) -> list[Mention]:
    """Return data if that is what a name with a URL is said to hold: `SongBase (URL) provides records of songs`."""
    found = _HOLDS.match(sentence.tags, spot + 1)
    if found is None or _HOLDING.isdisjoint(sentence.words[spot : found.end()]):
        return []
    last = found.end() - 1
    if sentence.tags[last] == Tag.EXTRA and sentence.words[last] not in _HELD:
        return []
    return [Mention(at, at, Tag.DATA, _ASSET_DATA)]
