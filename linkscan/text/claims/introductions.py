"""Introductions: the authors' own artefact followed by its URL, `we built a database of songs (URL)`."""

from collections.abc import Sequence

from linkscan.code_hosts import HOLDS_NOTHING_BUT_CODE, is_on
from linkscan.models import Asset
from linkscan.text.claims.context import Context
from linkscan.text.claims.lexicon import word_set
from linkscan.text.claims.mention import Mention
from linkscan.text.claims.phrases import LONGEST, read_last, read_object
from linkscan.text.claims.tagger import TaggedSentence
from linkscan.text.claims.tagset import ASSETS, MAKING_VERBS, NAME_OR_WORD, Tag, tag_pattern, tag_set
from linkscan.text.claims.url_attachment import is_elsewhere, is_on_app_host, is_source

# Bound once: Python 3.11 takes 180 ns to find a member of an enumeration.
_ASSET_CODE = Asset.CODE
_ASSET_DEMO = Asset.DEMO
_DESCRIBED = (
    "the [the adverb word to verb comma available and open name participle container of]*"
    " [code tool data demo place extra container]+"
)
_APPOSED = tag_pattern(f"(?:closing [comma colon]?|comma) {_DESCRIBED}")
_IS_CALLED = tag_pattern(f"closing comma? be {_DESCRIBED}")
_DATA_NOUNS = word_set("resource resources repository archive collection knowledgebase")
"""Nouns that mean data if the thing so called has a URL of its own."""
_DEMO_NOUNS = word_set("hub portal")
_ONLINE_NOUNS = word_set("system platform environment service")
"""Nouns that mean something used online, unless its URL is at a code host."""
_ON_THE_WEB = word_set("web-based online")
_AFTER_OWN = (Tag.CLOSING, Tag.COMMA, Tag.STOP, Tag.AND)
_CLAUSE_ENDS = tag_set("stop when which verb be have will can found")
_AUTHORS = tag_set("we paper it")
_AVAILABILITY = word_set("availability available")
_ANY_ARTEFACT = tag_set("code tool model data demo")
_USABLE = tag_set("code data demo")
HOME_OF = tag_pattern("[code data demo] place colon")
_URL_LABEL = word_set("url web website link at available availability homepage http or and")
_OF_PEOPLE = word_set("identified enrolled recruited registered reported submitted contacted invited ascertained")
"""What is done with patients and cases through a portal, which is then no demo of the paper."""
_TOOL_NOUNS = word_set(
    """tool tools toolkit toolbox package packages software library server program app application applications code
    plugin suite"""
)


def read_introduced(sentence: TaggedSentence, spot: int, context: Context) -> list[Mention]:
    """Return the authors' own artefact whose URL is at `spot`: `we built a database of songs (URL)`."""
    if (served := _served_at(sentence, spot)) is not None:
        return served
    opening = sentence.tags.rfind(Tag.OPENING, max(0, spot - _BEFORE_BRACKET), spot)
    is_own = opening >= 1 and sentence.tags[spot + 1 : spot + 2] in _AFTER_OWN and not is_source(sentence, 0, spot)
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
        return read_last(sentence, _USABLE, spot, opening)
    label = opening + 2 if tags.startswith(Tag.OPENING + Tag.NAME, opening) else opening  # (SBDB; URL)
    if _URL_LABEL.issuperset(word for word in words[label:spot] if word.isalpha()):
        return _labelled(sentence, opening, spot) or _owned(sentence, opening, spot, context)
    if _EXPANSION.fullmatch(tags, opening, spot) is None:
        return []
    own = _made_before(sentence, opening, spot) if _is_named(sentence, opening) else []  # a tool, Tie (Song Tie, URL)
    return own or _in_title(sentence, opening, spot, context)


def _is_named(sentence: TaggedSentence, stop: int) -> bool:
    """Return whether a noun and a name precede `stop`: `a tool called SongTie`."""
    return sentence.search_before(stop, _NAMED_AT, _BEFORE_BRACKET) is not None


_MEETINGS = word_set("workshop conference symposium congress")

_OURS = tag_pattern(
    "our [name word adverb of participle available open code data datum demo tool and]* [code data demo tool]"
    " (?:of [name word adverb participle datum]{1,4})?$"
)


def _possessed(sentence: TaggedSentence, opening: int) -> list[Mention]:
    """Return what a possessive before a bracket names: `we searched it with our song database (URL)`."""
    found = sentence.search_before(opening, _OURS, _BEFORE_BRACKET)
    if found is None or sentence.words[found.start()] != "our":
        return []
    named = read_object(sentence, found.start(), opening)
    return [mention for mention in named if mention.asset and _is_usable(mention, sentence.words[mention.at])]


_EXPANSION = tag_pattern("opening [name word adverb participle of for at and data datum code tool]+ [comma colon stop]")


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
    own = _own_subject(sentence, opening, spot, context) or _made_before(sentence, opening, spot)
    return (
        own
        or _was_made(sentence, opening)
        or _collected(sentence, opening, spot)
        or _made_name(sentence, opening, context)
        or _in_title(sentence, opening, spot, context)
        or _defined_by_sentence(sentence, opening, context)
        or _presented_last(sentence, opening, spot)
    )


def _made_before(sentence: TaggedSentence, opening: int, spot: int) -> list[Mention]:
    """Return what the authors say they made before a bracket; a noun after it may name it: `X (URL), a database`."""
    tags = sentence.tags
    verb = _making_verb(sentence, opening)
    if verb is None or not _CLAUSE_ENDS.isdisjoint(tags[verb:opening]):
        return []
    mentions = read_object(sentence, verb + 1, opening)
    own = next((mention for mention in mentions if mention.asset and mention.tag != Tag.EXTRA), None)
    if own is None and not _NAMED.isdisjoint(sentence.words[verb:opening]):  # a resource named the Song Database (URL)
        own = next(iter(read_last(sentence, _USABLE, opening)), None)
    if own is None:
        own = _described_after_url(sentence, spot)
    if own is not None and own.tag == Tag.TOOL and _is_named(sentence, opening):
        own = _tool_at(own, sentence, spot)
    if own is None or not _is_usable(own, sentence.words[own.at]):
        return []
    is_open_demo = own.tag == Tag.DEMO and Tag.OPEN in tags[own.start : own.at]
    return [own, own._replace(tag=Tag.CODE, asset=_ASSET_CODE)] if is_open_demo else [own]


def _tool_at(mention: Mention, sentence: TaggedSentence, spot: int) -> Mention:
    """Return what a tool is by its URL: a method on a code host is code, a platform elsewhere a demo."""
    url = sentence.links[spot].link.url
    if is_on(url, HOLDS_NOTHING_BUT_CODE):
        return mention._replace(tag=Tag.CODE, asset=_ASSET_CODE)
    if sentence.words[mention.at] in _ONLINE_NOUNS:
        return mention._replace(tag=Tag.DEMO, asset=_ASSET_DEMO)
    return mention


_WAS_MADE = tag_pattern(
    "(?:^|[stop comma])adverb* the [word name adverb participle tool code]* demo be adverb* present$"
)


def _was_made(sentence: TaggedSentence, opening: int) -> list[Mention]:
    """Return a demo that is said to have been made: `A web calculator was also created (URL)`."""
    found = sentence.search_before(opening, _WAS_MADE, LONGEST)
    return read_last(sentence, Tag.DEMO, opening) if found is not None else []


_COLLECTED = tag_pattern("the [the word adverb name]* data [^be]* be adverb* present [^stop opening address]*$")


def _collected(sentence: TaggedSentence, opening: int, spot: int) -> list[Mention]:
    """Return new data whose URL ends the sentence: `a new dataset of songs was collected for this (URL)`."""
    found = _COLLECTED.match(sentence.tags[:opening])
    is_new = found is not None and not _NEW.isdisjoint(sentence.words[:_FEW])
    return read_last(sentence, Tag.DATA, opening) if is_new and _closes_sentence(sentence, spot) else []


def _closes_sentence(sentence: TaggedSentence, spot: int) -> bool:
    """Return whether a URL in brackets ends its sentence."""
    return sentence.tags[spot:] in (_LAST, _LAST + Tag.STOP)


_LAST = Tag.ADDRESS + Tag.CLOSING


_NEW = word_set("new novel")
_MADE_NAME = tag_pattern("we [adverb have]* present the? name{1,5} (?=word? opening$)")
_MADE = word_set("developed built created develop introduce implemented report")


def _made_name(sentence: TaggedSentence, opening: int, context: Context) -> list[Mention]:
    """Return what the authors made and refer to by name only: `to call it from elsewhere, we developed X (URL)`."""
    found = sentence.search_before(opening + 1, _MADE_NAME, _BEFORE_BRACKET)
    if found is None or _MADE.isdisjoint(sentence.words[found.start() : opening]):
        return []
    at = found.end() - 1
    kind = context.type_of(sentence.words[at])[0]
    return [Mention(at, at, Tag.NAME, kind)]


_PRESENTED = tag_pattern("we [adverb have]* present")
_TAKEN = word_set("from using on via through by in with to")
_NEAR_BRACKET = 6  # words


def _presented_last(sentence: TaggedSentence, opening: int, spot: int) -> list[Mention]:
    """Return what a sentence presents whose URL ends it: `we present a tool that is fast and new (URL)`."""
    presented = sentence.search_before(opening, _PRESENTED, LONGEST)
    if presented is None or not _closes_sentence(sentence, spot):
        return []
    if not _TAKEN.isdisjoint(sentence.words_before(opening, _NEAR_BRACKET)):
        return []
    made = read_object(sentence, presented.end(), opening)
    return [own for own in made if own.asset and _is_usable(own, sentence.words[own.at]) and not own.is_deep]


_GIVEN = tag_pattern("[we paper] [have adverb]* [provided released participle]")
_GIVING = word_set("implemented deployed launched organized organised designed generated integrated")
_COMPILED_INTO = tag_pattern("be adverb* [present participle] at the")


def _making_verb(sentence: TaggedSentence, stop: int) -> int | None:
    """Return the index of the verb before `stop` that says that the authors made something, None if none does."""
    tags, start = sentence.tags, max(0, stop - LONGEST)
    verb = max(tags.rfind(tag, start, stop) for tag in MAKING_VERBS)
    if not _AUTHORS.isdisjoint(tags[start : max(start, verb)]):
        return verb
    for found in (_GIVEN.search(tags, start, stop), _COMPILED_INTO.search(tags, start, stop)):
        if found is None:
            continue
        last = found.end() - 1
        if tags[last] != Tag.THE:  # we provided a calculator (URL)
            return last if tags[last] != Tag.PARTICIPLE or sentence.words[last] in _GIVING else None
        if sentence.words[last - 1] in _INTO and sentence.words[last] in ("a", "an"):
            return last - 1  # the songs were compiled into a database called X (URL)
    return None


_INTO = ("into", "in")
_NAMED = word_set("named called termed dubbed")
_SERVED_AT = tag_pattern(
    "the [word adverb name available open participle]* demo (?:[of for] [the name word of data datum]+)?"
    " (?:be adverb* present adverb*)?"
    " (?:(?:at the? place?|comma) colon?|colon)$"
)
_NAMED_AT = tag_pattern("[code data demo tool] [comma word participle]{0,2} name$")
_NAME_COLON = tag_pattern("we [adverb have]* present name{1,4} colon$")
_USE = word_set("using used use uses via through")


def _served_at(sentence: TaggedSentence, spot: int) -> list[Mention] | None:
    """Return what is served at a URL, None if the sentence has another form: `it has a web server at URL`."""
    words = sentence.words
    found = sentence.search_before(spot, _SERVED_AT, _BEFORE_BRACKET)
    if found is not None and words[found.start()] in ("a", "an") and not _is_merely_used(words, found.start()):
        return read_last(sentence, Tag.DEMO, spot)
    if words[spot - 1 : spot] == ("at",):
        return _made_before(sentence, spot, spot)
    if sentence.search_before(spot, _NAME_COLON, _BEFORE_BRACKET):  # we present TextNet: URL, a parser
        return _made_before(sentence, spot, spot)
    if _is_named(sentence, spot):  # we present a parser, TextNet URL, to do so
        return _made_before(sentence, spot, spot)
    return None


def _is_merely_used(words: Sequence[str], start: int) -> bool:
    """Return whether the demo whose phrase begins at `start` is merely used: `using a server`."""
    is_served = words[start - 2] in _SERVED
    return not _USE.isdisjoint(words[: start - 1 if is_served else start])


_SERVED = word_set("accessible available searchable browsable explorable provided offered served")
_FEW = 4  # words
_EVENTS = word_set("workshop conference symposium meeting challenge competition held")
_EXAMPLES = (("as",), ("like",))
_BEFORE_BRACKET = 12  # words
_PHRASE = tag_pattern("[^verb doing present provide release make be have will can found stop when which colon]+$")
_IS_A = tag_pattern(
    "(?:^|stop)the? [name word]{1,4} (?:be|project? have) [the adverb word available open name]* (?=[code data demo])"
)
_PURPOSE = tag_pattern("(?:for [word name datum data]{1,3})?")


def _defined_by_sentence(sentence: TaggedSentence, opening: int, context: Context) -> list[Mention]:
    """Return what the sentence says the title's name is: `SongFinder is a free web server (URL) that finds songs`."""
    found = sentence.search_before(opening, _IS_A, LONGEST)
    if found is None or _PURPOSE.fullmatch(sentence.tags, found.end() + 1, opening) is None:
        return []
    names = [at for at in range(found.start(), opening) if sentence.tags[at] in NAME_OR_WORD]
    is_own = any(context.is_topic(sentence.words[at]) for at in names)
    return read_last(sentence, _USABLE, opening) if is_own else []


def _in_title(sentence: TaggedSentence, opening: int, spot: int, context: Context) -> list[Mention]:
    """Return what the title is about if its URL follows its name: `the SongBase database (SB; URL)`."""
    tags, words = sentence.tags, sentence.words
    phrase = sentence.search_before(opening, _PHRASE, _BEFORE_BRACKET)
    begin = phrase.start() if phrase is not None else opening
    named = [at for at in range(begin, spot) if tags[at] in NAME_OR_WORD]
    name = next((at for at in named if context.is_topic(words[at])), None)
    if name is None and _is_full_title(sentence, opening, context):
        name = opening - 1
    if name is None or Tag.OTHERS in tags[begin:opening]:
        return []
    if called_so := read_last(sentence, _USABLE, opening, begin):
        return called_so
    called = _described_after_url(sentence, spot)
    return [called] if called is not None else _own_name(sentence, name, spot, context)


_SUBJECT_WORDS = 3


def _is_full_title(sentence: TaggedSentence, opening: int, context: Context) -> bool:
    """Return whether the title is about the words before a bracket: `the Atlas of Songs (AS; URL)`."""
    words = sentence.words_before(opening, _SUBJECT_WORDS)
    phrases = (" ".join(words), " ".join(words[:-1]))
    return Tag.NAME in sentence.tags[opening - len(words) : opening] and any(map(context.is_subject, phrases))


def _described_after_url(sentence: TaggedSentence, spot: int) -> Mention | None:
    """Return what the words after a URL call it: `X (URL), a database`, `X (URL) is a hub for songs`."""
    called = _APPOSED.match(sentence.tags, spot + 1) or _IS_CALLED.match(sentence.tags, spot + 1)
    if called is None:
        return _service_after_url(sentence, spot)
    at = called.end() - 1
    word, tag = sentence.words[at], sentence.tags[at]
    is_used = word in _ONLINE_NOUNS or (
        tag == Tag.TOOL and not _ON_THE_WEB.isdisjoint(sentence.words[called.start() : at])
    )
    if word in _DATA_NOUNS:
        tag = Tag.DATA
    elif word in _DEMO_NOUNS or (is_used and not is_on(sentence.links[spot].link.url, HOLDS_NOTHING_BUT_CODE)):
        tag = Tag.DEMO
    elif tag not in _ANY_ARTEFACT:
        return None
    return Mention(called.start(), at, tag, ASSETS[tag])


_IS_SERVICE = tag_pattern("closing comma? be the [the word adverb name participle]{0,4} word")


def _service_after_url(sentence: TaggedSentence, spot: int) -> Mention | None:
    """Return the demo that the words after a URL describe: `the Song Gallery (URL) is a new service`."""
    found = _IS_SERVICE.match(sentence.tags, spot + 1)
    if found is None or sentence.words[found.end() - 1] != "service":
        return None
    return Mention(spot, spot, Tag.DEMO, _ASSET_DEMO)


def _own_name(sentence: TaggedSentence, at: int, spot: int, context: Context) -> list[Mention]:
    """Return what a name with a URL stands for, as far as the rest of the paper says what it is."""
    name = sentence.words[at]
    if not _EVENTS.isdisjoint(sentence.words):
        return []
    is_code = context.has_type(name) or is_on(sentence.links[spot].link.url, HOLDS_NOTHING_BUT_CODE)
    kind = context.type_of(name)[0] if is_code else context.presented
    if kind is None or not (is_code or context.is_topic(name)):
        return []
    if kind is _ASSET_CODE and not is_code:
        kind = _ASSET_DEMO  # it has a URL of its own and is not called a program: it is used there
    return [Mention(at, at, Tag.NAME, kind)]


def _is_usable(mention: Mention, word: str) -> bool:
    """Return whether an artefact can be used at its URL: data, a demo or software, not a method or a model."""
    return mention.tag in _USABLE or word in _TOOL_NOUNS


_OWN_SUBJECT = tag_pattern("the? [name word data demo code tool participle colon]+ (?=opening)")


def _own_subject(sentence: TaggedSentence, opening: int, spot: int, context: Context) -> list[Mention]:
    """Return the title's artefact if it opens a sentence: `The SongBase database (URL) holds songs`."""
    subject = _OWN_SUBJECT.match(sentence.tags)
    if subject is None or subject.end() != opening or sentence.tags[spot + 1 : spot + 2] != Tag.CLOSING:
        return []
    names = [at for at in range(opening) if sentence.tags[at] == Tag.NAME and context.is_titled(sentence.words[at])]
    nouns = [mention for mention in read_object(sentence, subject.start(), opening) if mention.tag in _USABLE]
    called = _described_after_url(sentence, spot) if names else None
    if called is not None:
        return [called]
    return nouns or _own_name(sentence, names[0], spot, context) if names else []
