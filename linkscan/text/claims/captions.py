"""Captions: claims made by the label of a URL, `Code: URL`, `For the data, see URL`."""

from collections.abc import Iterator

from linkscan.code_hosts import HOLDS_NOTHING_BUT_CODE, is_on
from linkscan.models import Asset
from linkscan.text.claims.artefact_names import REPOSITORIES
from linkscan.text.claims.context import Context
from linkscan.text.claims.introductions import HOME_OF, read_introduced
from linkscan.text.claims.lexicon import PAGES, word_set
from linkscan.text.claims.mention import Mention
from linkscan.text.claims.phrases import read_object
from linkscan.text.claims.tagger import TaggedSentence
from linkscan.text.claims.tagset import Tag, tag_pattern, tag_set

# Bound once: Python 3.11 takes 180 ns to find a member of an enumeration.
_ASSET_CODE = Asset.CODE
_ASSET_DATA = Asset.DATA
_LIST_MARKS = tag_set("and comma opening closing")
_NAMING = (
    "[paper project release code tool model data datum demo extra container place name word adverb case participle"
    " the our all others and comma of to for opening open available]"
)
_LOCATING = "[at colon opening closing place name the our comma participle word adverb case]"
_CAPTION = tag_pattern(f"[look adverb]* {_NAMING}* (?:be|available|released)? {_LOCATING}*")
_REQUEST = tag_pattern(
    "(?:[for at of]|to look) [^we]* comma? adverb* (?<!opening)look"
)  # For code, visit; To access the data, see
_USED_BY_AUTHORS = tag_pattern(
    "closing? (?:(?:comma [^comma stop]* comma)? be adverb* [participle found verb]|at [at adverb]* verb)"
)
"""What follows the URL of others' data: `a database (URL), which is large, was used`; `(URL)에서 수집하였다`."""
_PURPOSE = tag_pattern("[comma closing]* (?:for|opening)")
_DATA_ARCHIVES = word_set("figshare dryad pangaea dataverse")
_HOLDS_ANYTHING = word_set("osf zenodo") | {"open science framework", "open science"}
_USING = word_set("used uses using utilized utilised analysed analyzed obtained retrieved extracted")
"""Verbs that say that the authors used what others released."""
_CLONING = word_set("cloning clone")
_ARTICLES = word_set("article articles commentary editorial")
_NEAR_URL = 5  # words
_SHORT = 12  # words; a longer caption may be a clause with a verb that is not known
_LONGEST_FIELD = 5  # words; of a program summary
_PROGRAM_FIELDS = ("program summary url", "program files doi", "link to program files")
"""Fields of a program summary (Computer Physics Communications) that give the location of the program."""
_MERE_PLACE = tag_set("place colon at the")
_HOSTS_CODE = REPOSITORIES | word_set("github gitlab bitbucket codeberg gitea gitee sourceforge")
_AGENT = tag_pattern("made adverb* available at")


def read_captions(sentence: TaggedSentence, taken: set[int], context: Context) -> Iterator[tuple[Mention, Asset, str]]:
    """Yield (artefact, asset, URL) for every URL that no release event has `taken`, in sentence order."""
    start = 0
    mentions: list[Mention] = []
    if taken.issuperset(sentence.links) or ("by" in sentence.words and _AGENT.search(sentence.tags)):
        return  # no URL is left, or it was made available by others
    for spot in sorted(sentence.links):
        if spot not in taken:
            begin = max(start, sentence.tags.rfind(Tag.STOP, start, spot) + 1)
            while mentions and sentence.tags[begin] in _LIST_MARKS:  # Code (URL) and data (URL)
                begin += 1
            if not mentions or set(sentence.tags[start:spot]) - _LIST_MARKS:  # not: Code: URL, URL
                mentions = _captioned(sentence, begin, spot)
                if not any(mention.asset for mention in mentions):
                    mentions = read_introduced(sentence, spot, context) or _titled(sentence, spot, context)
            for mention in mentions:
                if mention.asset and not mention.is_others:
                    is_resource = mention.tag == Tag.EXTRA and _is_resource(
                        sentence, mention.at, (begin, spot), context
                    )
                    yield mention, _ASSET_DATA if is_resource else mention.asset, sentence.links[spot].link.url
        start = spot + 1


_ON_THE_WORK = PAGES | word_set("documentation tutorial tutorials manual issues")
"""Words of a sentence whose URL leads to what is said about the work."""


def _titled(sentence: TaggedSentence, spot: int, context: Context) -> list[Mention]:
    """Return code for the repository that bears the name that the title is about: `it maps songs (URL/songmap)`."""
    url = sentence.links[spot].link.url
    is_in_brackets = sentence.tags[spot - 1 : spot] == Tag.OPENING and _ON_THE_WORK.isdisjoint(sentence.words)
    if not is_in_brackets or not is_on(url, HOLDS_NOTHING_BUT_CODE):
        return []
    name = url.rstrip("/").rpartition("/")[2].lower().removesuffix(".git")
    return [Mention(spot, spot, Tag.CODE, _ASSET_CODE)] if context.is_topic(name) else []


_THIS_RESOURCE = tag_pattern(
    "[the our] [the word adverb]* extra opening|the name[name word of and datum opening closing]* extra opening"
)


def _is_resource(sentence: TaggedSentence, at: int, caption: tuple[int, int], context: Context) -> bool:
    """Return whether a sentence begins with `This new resource (URL)`, or names one that is in the title: data."""
    begin, _ = caption
    if sentence.words[at] != "resource" or not _THIS_RESOURCE.fullmatch(sentence.tags, *caption):
        return False
    names = [sentence.words[place] for place in range(begin, at) if sentence.tags[place] == Tag.NAME]
    return not names or any(map(context.is_titled, names))


def _captioned(sentence: TaggedSentence, begin: int, spot: int) -> list[Mention]:
    """Return what the caption of the URL at `spot` names; the caption may begin at `begin` at the earliest."""
    tags = sentence.tags
    caption = tags[begin:spot]
    field = " ".join(sentence.words[max(0, spot - _LONGEST_FIELD) : spot - 1])
    is_cloned = not _CLONING.isdisjoint(sentence.words[max(begin, spot - _NEAR_URL) : spot])
    if is_cloned or field.endswith(_PROGRAM_FIELDS):
        return [Mention(begin, begin, Tag.CODE, _ASSET_CODE)]
    if _USED_BY_AUTHORS.match(tags, spot + 1) or _is_inside_clause(sentence, spot):
        return []
    if "related" in sentence.words[:spot] and not _ARTICLES.isdisjoint(sentence.words_before(spot, _NEAR_URL)):
        return []  # please see the related article: URL
    opening = tags.rfind(Tag.OPENING, begin, spot)
    mentions: list[Mention] = []
    if _REQUEST.match(caption):
        mentions = [mention for mention in read_object(sentence, begin + 1, spot) if mention.tag != Tag.TOOL]
    elif begin <= opening < spot - 1 and _is_in_brackets(sentence, opening, spot):
        mentions = read_object(sentence, opening + 1, spot)
    elif (
        (sentence.language.has_all_verbs or len(caption) <= _SHORT)
        and _CAPTION.fullmatch(caption)
        and (_USING.isdisjoint(named := sentence.words[begin:spot]) or "from" not in named)
    ):
        first = begin + len(caption) - len(caption.lstrip(Tag.LOOK + Tag.ADVERB))
        mentions = read_object(
            sentence, first, begin + len(caption.rstrip(Tag.BE + Tag.AT + Tag.COLON + Tag.OPENING + Tag.THE))
        )
        mentions = mentions if any(mention.asset for mention in mentions) else _repository(sentence, begin, spot)
    purpose = _PURPOSE.match(tags, spot + 1)
    if not any(mention.asset for mention in mentions) and purpose and (Tag.LOOK in caption or not caption):
        mentions = read_object(sentence, purpose.end(), len(tags))
    return mentions


def _is_in_brackets(sentence: TaggedSentence, opening: int, spot: int) -> bool:
    """Return whether a caption stands in a bracket with its URL; a long one may be a remark: `(z. B. bei X, URL)`."""
    if not sentence.language.has_all_verbs and spot - opening > _NEAR_URL:
        return False
    return sentence.words[opening + 1] not in _SOURCES and _CAPTION.fullmatch(sentence.tags, opening, spot) is not None


_SOURCES = word_set("following using from via according based")
"""Words at which a remark begins about what the authors drew on: `(following the song vocabulary: URL)`."""


def _is_inside_clause(sentence: TaggedSentence, spot: int) -> bool:
    """Return whether a URL in brackets stands in the middle of a clause, which may have a verb that is not known."""
    if sentence.language.has_all_verbs or not _GOES_ON.match(sentence.tags, spot + 1):
        return False
    return not sentence.search_before(spot, _BEHIND_PLACE, _NEAR_URL)


_GOES_ON = tag_pattern(
    "closing [word name verb be will can have plan the at adverb case which participle not](?! look)"
)
_BEHIND_PLACE = tag_pattern("place opening$")


def _repository(sentence: TaggedSentence, begin: int, spot: int) -> list[Mention]:
    """Return code for a bare `GitHub: URL`, data for `Figshare DOI: URL`, what it is the home of for `Database URL`."""
    named = sentence.words[begin:spot]
    if HOME_OF.fullmatch(sentence.tags, begin, spot):  # Database website: URL
        return read_object(sentence, begin, begin + 1)
    if not _DATA_ARCHIVES.isdisjoint(named) and _MERE_PLACE.issuperset(sentence.tags[begin:spot]):
        return [Mention(begin, begin, Tag.DATA, _ASSET_DATA)]
    if _HOSTS_CODE.isdisjoint(named) or not _HOLDS_ANYTHING.isdisjoint(named):
        return []
    if not PAGES.isdisjoint(named) and not is_on(sentence.links[spot].link.url, HOLDS_NOTHING_BUT_CODE):
        return []
    return [Mention(begin, begin, Tag.CODE, _ASSET_CODE)]
