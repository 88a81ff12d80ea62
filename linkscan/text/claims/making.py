"""Making: the artefact that a sentence says the authors made, before its URL: `we built a database of songs (URL)`."""

from linkscan.code_hosts import HOLDS_NOTHING_BUT_CODE, is_on
from linkscan.models import Asset
from linkscan.text.claims.appositions import ONLINE_NOUNS, described_after_url
from linkscan.text.claims.context import Context
from linkscan.text.claims.lexicon import word_set
from linkscan.text.claims.mention import Mention
from linkscan.text.claims.phrases import read_last, read_object
from linkscan.text.claims.tagger import LONGEST, TaggedSentence
from linkscan.text.claims.tagset import MAKING_VERBS, Tag, tag_pattern, tag_set

# Bound once: Python 3.11 takes 180 ns to find a member of an enumeration.
_ASSET_CODE = Asset.CODE
_ASSET_DATA = Asset.DATA
_ASSET_DEMO = Asset.DEMO
_CLAUSE_ENDS = tag_set("stop when which verb be have will can found")
_AUTHORS = tag_set("we paper it")
_TOOL_NOUNS = word_set(
    """tool tools toolkit toolbox package packages software library server program app application applications code
    plugin suite"""
)
_FEW = 4  # words

BEFORE_BRACKET = 12
"""The number of words before a bracket in which the artefact is named whose URL it holds."""
USABLE = tag_set("code data demo")
"""What can be used at its URL."""


def is_usable(mention: Mention, word: str) -> bool:
    """Return whether an artefact can be used at its URL: data, a demo or software, not a method or a model."""
    return mention.tag in USABLE or word in _TOOL_NOUNS


def is_named(sentence: TaggedSentence, stop: int) -> bool:
    """Return whether a noun and a name precede `stop`: `a tool called SongTie`."""
    return sentence.search_before(stop, _NAMED_AT, BEFORE_BRACKET) is not None


_NAMED_AT = tag_pattern("[code data demo tool] [comma word participle]{0,2} name$")


def made_before(sentence: TaggedSentence, opening: int, spot: int) -> list[Mention]:
    """Return what the authors say they made before a bracket; a noun after it may name it: `X (URL), a database`."""
    tags = sentence.tags
    verb = _making_verb(sentence, opening)
    if verb is None or not _CLAUSE_ENDS.isdisjoint(tags[verb:opening]):
        return []
    inside = _INSIDE.match(tags, verb + 1) if sentence.words[verb] == "implemented" else None
    mentions = read_object(sentence, inside.end() if inside is not None else verb + 1, opening)
    if mentions and mentions[-1].at == opening - 1 and _AND_USABLE.fullmatch(tags, mentions[-1].start - 1, opening):
        mentions = mentions[-1:]  # a method and a web server (URL)
    own = next((mention for mention in mentions if mention.asset and mention.tag != Tag.EXTRA), None)
    if own is None and not _NAMED.isdisjoint(sentence.words[verb:opening]):  # a resource named the Song Database (URL)
        own = next(iter(read_last(sentence, USABLE, opening)), None)
    if own is None:
        own = _resource(sentence, opening) or _site(sentence, opening)
    if own is None:
        own = _updated(sentence, opening, spot) or described_after_url(sentence, spot)
    if own is not None and own.tag == Tag.TOOL and is_named(sentence, opening):
        own = _tool_at(own, sentence, spot)
    if own is None or not is_usable(own, sentence.words[own.at]) or _is_taken(sentence, own.at, opening):
        return []
    is_open_demo = own.tag == Tag.DEMO and Tag.OPEN in tags[own.start : own.at]
    return [own, own._replace(tag=Tag.CODE, asset=_ASSET_CODE)] if is_open_demo else [own]


def _is_taken(sentence: TaggedSentence, at: int, opening: int) -> bool:
    """Return whether data come from what has the URL: `we present data from a trial run (URL)`."""
    return sentence.words[at] == "data" and "from" in sentence.words[at:opening]


_INSIDE = tag_pattern("[the our it]+ [name word tool]{0,3} at (?=the)")
"""What precedes the artefact that a method is implemented in: `we have implemented this in a package`."""
_AND_USABLE = tag_pattern("and [^and]* [code data demo]")
_RESOURCE = tag_pattern("the [name word participle]* name [word data]{0,2} extra$")


def _resource(sentence: TaggedSentence, opening: int) -> Mention | None:
    """Return the data that a resource with a name is: `we present the SongBase resource (URL)`."""
    found = sentence.search_before(opening, _RESOURCE, BEFORE_BRACKET)
    if found is None or sentence.words[opening - 1] != "resource":
        return None
    return Mention(found.start(), opening - 1, Tag.DATA, _ASSET_DATA)


_SITE = tag_pattern(
    "the [name word adverb participle available open and]* place (?:for? participle? name{1,3}|comma)?$"
)
_WEBSITE = ("website", "web site")
_BESIDE = word_set("project companion dedicated supplementary supplemental accompanying")


def _site(sentence: TaggedSentence, opening: int) -> Mention | None:
    """Return the demo that a new website is, not one about a paper: `we describe a free website (URL)`."""
    found = sentence.search_before(opening, _SITE, BEFORE_BRACKET)
    if found is None:
        return None
    at = sentence.tags.rfind(Tag.PLACE, found.start(), opening)
    is_new = sentence.words[found.start()] in ("a", "an") and sentence.words[at] in _WEBSITE
    is_beside = not _BESIDE.isdisjoint(sentence.words[found.start() : at])
    return Mention(found.start(), at, Tag.DEMO, _ASSET_DEMO) if is_new and not is_beside else None


_OF_NAME = tag_pattern("[word release container tool] of the? name{1,3}$")
_NOUN_AFTER = tag_pattern("closing [word name]{0,2} [code data demo tool]")
_UPDATES = word_set("update upgrade release version extension edition")


def _updated(sentence: TaggedSentence, opening: int, spot: int) -> Mention | None:
    """Return what is named around a URL if a version of it is presented: `an update of the SongSet (URL) dataset`."""
    version = sentence.search_before(opening, _OF_NAME, BEFORE_BRACKET)
    noun = _NOUN_AFTER.match(sentence.tags, spot + 1)
    if version is None or noun is None or sentence.words[version.start()] not in _UPDATES:
        return None
    return next(iter(read_object(sentence, spot + 2, noun.end())), None)


def _tool_at(mention: Mention, sentence: TaggedSentence, spot: int) -> Mention:
    """Return what a tool is by its URL: a method on a code host is code, a platform elsewhere a demo."""
    url = sentence.links[spot].link.url
    if is_on(url, HOLDS_NOTHING_BUT_CODE):
        return mention._replace(tag=Tag.CODE, asset=_ASSET_CODE)
    if sentence.words[mention.at] in ONLINE_NOUNS:
        return mention._replace(tag=Tag.DEMO, asset=_ASSET_DEMO)
    return mention


_WAS_MADE = tag_pattern(
    "(?:^|[stop comma])adverb* the [word name adverb participle tool code]* demo be adverb* present$"
)


_SERVER_MADE = tag_pattern(
    "(adverb* the [word name adverb participle]* demo) [name word]{0,2} have? be adverb* present"
    " [^stop opening address]*$"
)
_MAKING_OF = tag_pattern("[word code] of the [name word adverb participle available open]* [data demo]$")
_MAKING = word_set("development deployment creation construction implementation launch")


def _is_new(sentence: TaggedSentence, start: int) -> bool:
    """Return whether the words at `start` speak of the making of something new: `development of a portal`."""
    making, _, article = sentence.words[start : start + 3]
    return making in _MAKING and article in ("a", "an")


_INDEFINITE = tag_pattern(
    "the [the word name adverb verb participle available open code datum and comma]* [data demo]"
    " extra? (?:comma? participle for? name{1,4} word{0,2}|comma name{1,3}|for word{1,3})?$"
)
_IS_MADE = tag_pattern("closing comma? have? be adverb* [present participle]")


def was_made(sentence: TaggedSentence, opening: int, spot: int) -> list[Mention]:
    """Return what is said to have been made: `A web calculator was created (URL)`, `a database (URL) was built`."""
    if sentence.search_before(opening, _WAS_MADE, LONGEST):
        return read_last(sentence, Tag.DEMO, opening)
    if (made := _SERVER_MADE.match(sentence.tags[:opening])) and _closes_sentence(sentence, spot):
        return read_last(sentence, Tag.DEMO, made.end(1))  # a server was developed that finds songs (URL)
    if (found := sentence.search_before(opening, _MAKING_OF, BEFORE_BRACKET)) and _is_new(sentence, found.start()):
        return read_last(sentence, USABLE, opening)
    made = _IS_MADE.match(sentence.tags, spot + 1)
    if made is None or sentence.words[made.end() - 1] not in _CREATED:
        return []
    site = _site(sentence, opening)
    return [site] if site else _indefinite(sentence, opening)


def _indefinite(sentence: TaggedSentence, stop: int) -> list[Mention]:
    """Return the data or demo of the indefinite phrase before `stop`: `a database of songs called SongBase`."""
    found = sentence.search_before(stop, _INDEFINITE, BEFORE_BRACKET)
    if found is None or sentence.words[found.start()] not in ("a", "an"):
        return []
    return read_last(sentence, USABLE, stop)


_CREATED = word_set("created generated developed built constructed established designed set launched implemented")
_COMPILING = tag_pattern(
    "[verb participle present provide] [^verb participle present provide doing stop which when we]*?"
    " (the) [the word adverb participle available open and]* available [word adverb name code]* data"
    " extra? (?:for word{1,3})?$"
)
_COMPILES = word_set(
    """create provide summarize summarise summarized summarised collected compiled integrated organized organised
    stored gathered generate develop build construct"""
)
_WITHIN = word_set("create provide generate develop build construct in into as")


def compiled(sentence: TaggedSentence, opening: int) -> list[Mention]:
    """Return an open database in which something was put: `to summarize songs in a public database (URL)`."""
    found = sentence.search_before(opening, _COMPILING, LONGEST)
    if found is None or sentence.words[found.start()] not in _COMPILES:
        return []
    return _indefinite(sentence, opening) if sentence.words[found.start(1) - 1] in _WITHIN else []


_COLLECTED = tag_pattern(
    "(?:^|comma) (the)[the word adverb name]* [data datum] [^be comma]* (?:comma [^be comma]* comma)? be adverb*"
    " (present) [^stop opening address]*$"
)


def collected(sentence: TaggedSentence, opening: int, spot: int) -> list[Mention]:
    """Return new data whose URL ends the sentence: `a new dataset of songs was collected for this (URL)`."""
    found = sentence.search_before(opening, _COLLECTED, LONGEST)
    if found is None or not _closes_sentence(sentence, spot):
        return []
    start = found.start(1)
    is_built = sentence.words[start] in ("a", "an") and sentence.words[found.start(2)] in _CREATED
    is_new = is_built or not _NEW.isdisjoint(sentence.words[start : start + _FEW])
    return read_last(sentence, _DATA, found.start(2), start) if is_new else []


def _closes_sentence(sentence: TaggedSentence, spot: int) -> bool:
    """Return whether a URL in brackets ends its sentence."""
    return sentence.tags[spot:] in (_LAST, _LAST + Tag.STOP)


_LAST = Tag.ADDRESS + Tag.CLOSING


_NEW = word_set("new novel")
_DATA = tag_set("data datum")
_MADE_NAME = tag_pattern("we [adverb have]* present the? name{1,5} (?=word? opening$)")
_MADE = word_set("developed built created develop introduce implemented report")


def made_name(sentence: TaggedSentence, opening: int, context: Context) -> list[Mention]:
    """Return what the authors made and refer to by name only: `to call it from elsewhere, we developed X (URL)`."""
    found = sentence.search_before(opening + 1, _MADE_NAME, BEFORE_BRACKET)
    if found is None or _MADE.isdisjoint(sentence.words[found.start() : opening]):
        return []
    at = found.end() - 1
    kind = context.type_of(sentence.words[at])[0]
    return [Mention(at, at, Tag.NAME, kind)]


_PRESENTED = tag_pattern("we [adverb have]* present")
_TAKEN = word_set("from using on via through by in with to")
_NEAR_BRACKET = 6  # words
_TAKEN_IN = tag_pattern("[present participle] at the [name word datum project]*$")
"""The end of a clause that says where others did something: `songs collected in the Great Choir Project`."""


def presented_last(sentence: TaggedSentence, opening: int, spot: int) -> list[Mention]:
    """Return what a sentence presents whose URL ends it: `we present a tool that is fast and new (URL)`."""
    presented = sentence.search_before(opening, _PRESENTED, LONGEST)
    if presented is None or not _closes_sentence(sentence, spot):
        return []
    taken = sentence.search_before(opening, _TAKEN_IN, BEFORE_BRACKET)
    if taken is not None or not _TAKEN.isdisjoint(sentence.words_before(opening, _NEAR_BRACKET)):
        return []
    made = read_object(sentence, presented.end(), opening)
    if sentence.language.has_all_verbs:  # we present an algorithm that is fast (URL)
        made = [_tool_at(own, sentence, spot) if own.tag == Tag.TOOL else own for own in made]
    return [own for own in made if own.asset and is_usable(own, sentence.words[own.at]) and not own.is_deep]


_GIVEN = tag_pattern("[we paper] [have adverb]* [provided released participle]")
_GIVING = word_set("implemented deployed launched organized organised designed generated integrated")
_COMPILED_INTO = tag_pattern("be adverb* [present participle] at the")


def _making_verb(sentence: TaggedSentence, stop: int) -> int | None:
    """Return the index of the verb before `stop` that says that the authors made something, None if none does."""
    tags, start = sentence.tags, max(0, stop - LONGEST)
    verb = max(tags.rfind(tag, start, stop) for tag in MAKING_VERBS)
    if not _AUTHORS.isdisjoint(tags[start : max(start, verb)]) and sentence.words[verb] not in _ENUMERATING:
        return verb
    for found in (_GIVEN.search(tags, start, stop), _COMPILED_INTO.search(tags, start, stop)):
        if found is None:
            continue
        last = found.end() - 1
        if tags[last] != Tag.THE:  # we provided a calculator (URL)
            return last if tags[last] != Tag.PARTICIPLE or sentence.words[last] in _GIVING else None
        is_compiled = sentence.words[last - 2] in _COMPILED
        if is_compiled and sentence.words[last - 1] in _INTO and sentence.words[last] in ("a", "an"):
            return last - 1  # the songs were compiled into a database called X (URL)
    return None


_ENUMERATING = word_set("include includes included")
"""Verbs that list what others made: `these include the Song Database (URL)`."""
_COMPILED = word_set(
    """compiled collected organized organised stored integrated summarized summarised presented gathered assembled
    deposited included listed incorporated merged combined placed displayed"""
)
_INTO = ("into", "in")
_NAMED = word_set("named called termed dubbed")
