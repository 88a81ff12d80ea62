"""Appositions: what the words after the URL of a name call it, `X (URL), a database of songs`."""

from linkscan.code_hosts import HOLDS_NOTHING_BUT_CODE, is_on
from linkscan.models import Asset
from linkscan.text.claims.lexicon import word_set
from linkscan.text.claims.mention import Mention
from linkscan.text.claims.tagger import TaggedSentence
from linkscan.text.claims.tagset import ASSETS, Tag, tag_pattern, tag_set

# Bound once: Python 3.11 takes 180 ns to find a member of an enumeration.
_ASSET_DEMO = Asset.DEMO
_DESCRIBED = (
    "the [the adverb word to verb comma available and open name participle container of model datum]*"
    " [code tool data demo place extra container]+"
)
_APPOSED = tag_pattern(f"(?:closing [comma colon]?|comma) {_DESCRIBED}")
_IS_CALLED = tag_pattern(
    f"(?:closing comma?)? (?:be|have be adverb* [present participle] (?:and [present participle])? for) {_DESCRIBED}"
)
_DATA_NOUNS = word_set("resource resources repository archive collection knowledgebase")
"""Nouns that mean data if the thing so called has a URL of its own."""
_DEMO_NOUNS = word_set("hub portal website") | {"web site"}
ONLINE_NOUNS = word_set("system platform environment service webtool")
"""Nouns that mean something used online, unless its URL is at a code host."""
_ON_THE_WEB = word_set("web-based online")
_ANY_ARTEFACT = tag_set("code tool model data demo")


def described_after_url(sentence: TaggedSentence, spot: int) -> Mention | None:
    """Return what the words after a URL call it: `X (URL), a database`, `X (URL) is a hub for songs`."""
    called = _APPOSED.match(sentence.tags, spot + 1) or _IS_CALLED.match(sentence.tags, spot + 1)
    if called is None:
        return _service_after_url(sentence, spot)
    at = called.end() - 1
    word, tag = sentence.words[at], sentence.tags[at]
    is_used = word in ONLINE_NOUNS or (
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


_IS_OURS = tag_pattern(
    "closing comma the [word name adverb participle available open]* [code data demo tool] which? we [have adverb]*"
    " present"
)


def described_as_ours(sentence: TaggedSentence, spot: int) -> list[Mention]:
    """Return what the authors say they made after its URL: `in SongBase (URL), a database we have developed`."""
    described = described_after_url(sentence, spot) if _IS_OURS.match(sentence.tags, spot + 1) else None
    return [described] if described is not None else []
