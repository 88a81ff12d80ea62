"""Read the artefacts that a noun phrase names: `our code, the trained models and a demo` names three."""

from collections.abc import Iterable

from linkscan.text.claims.lexicon import word_set
from linkscan.text.claims.mention import Mention
from linkscan.text.claims.noun_phrases import Chunker, Skip
from linkscan.text.claims.tagger import LONGEST, TaggedSentence
from linkscan.text.claims.tagset import (
    ASSETS,
    DETERMINERS,
    NAME_OR_WORD,
    PART_ENDS,
    PREPOSITIONS,
    Tag,
    tag_pattern,
    tag_set,
)

_AUXILIARIES = tag_set("be will have can")
_PHRASE_STOPS = tag_set("stop when case")
_SECOND_VERBS = tag_set("verb present release provide make we")
_CLAUSE_VERBS = tag_set("we verb present make release plan provide")
_CLAUSE_MARKS = tag_set("we will be have can")
_CLAUSE_WORDS = _AUXILIARIES | _CLAUSE_VERBS | tag_set("when which to")
"""Words at which a clause may begin in a subject."""
_ADVERBIAL_OPENERS = tag_set("to at for when")
_ACCESS_TO = ("access", "to")
_BUILDING = (("building",), ("based",), ("starting",), ("drawing",))
_RELEASE_OF = tag_pattern("(?<=[the word adverb available])release of")
_RELEASABLE_NOUNS = tag_set("code data model extra")
_FINITE = tag_set("be have verb present make release plan provide will can")
_NAME_OR_PRONOUN = tag_set("it name word")


def read_object(sentence: TaggedSentence, start: int, stop: int) -> list[Mention]:
    """Return what the phrase that begins at `start` names, up to `stop` or the next clause."""
    tags = sentence.tags
    start = _behind_access(sentence, start)
    chunker = Chunker(sentence, start)
    stop = min(stop, start + LONGEST)
    head_last = sentence.language.has_clauses_before_nouns
    index = _skip_clause_before_noun(chunker, start, stop) if head_last else start
    while index < stop:
        tag = tags[index]
        if tag in _PHRASE_STOPS:
            break
        is_clause = tag in _CLAUSE_MARKS and tags[index - 1] != Tag.TO
        if is_clause and not _is_inside(chunker, index) and not _is_relative(chunker, index):
            return chunker.mentions  # the part before it is the subject of another clause
        if tag in PART_ENDS or chunker.opens_list(index):
            chunker.close(index)
            if tag == Tag.AND and not head_last and _is_verb(chunker, index + 1):
                return chunker.mentions
            if head_last and tag == Tag.COMMA and not _is_list_comma(tags, index):
                return chunker.mentions
            if head_last:
                index = _skip_clause_before_noun(chunker, index + 1, stop) - 1
        else:
            chunker.word(index)
        index += 1
    chunker.close(index)
    return chunker.mentions


def _behind_access(sentence: TaggedSentence, start: int) -> int:
    """Return where the noun phrase begins after `access to`, which adds nothing to it."""
    return start + len(_ACCESS_TO) if sentence.words[start : start + len(_ACCESS_TO)] == _ACCESS_TO else start


def read_last(sentence: TaggedSentence, tags: Iterable[str], stop: int, start: int = 0) -> list[Mention]:
    """Return the mention of the last word before `stop` with one of `tags`; empty if there is none from `start` on."""
    last = max(sentence.tags.rfind(tag, start, stop) for tag in tags)
    return read_object(sentence, last, last + 1) if last >= 0 else []


def _is_list_comma(tags: str, comma: int) -> bool:
    """Return whether a comma separates list items rather than clauses: `公开了代码，数据和模型`."""
    return tags[comma + 1 : comma + 2] in _LISTED


_LISTED = tag_set("code tool model data datum demo extra the our and all name container")


def _skip_clause_before_noun(chunker: Chunker, start: int, stop: int) -> int:
    """Return where the noun phrase begins after a clause that modifies it: `包含文本的数据集`."""
    tags = chunker.tags
    part = _PART.match(tags, start, stop)
    if part is None or Tag.WHICH not in part[0]:
        return start
    which = tags.rfind(Tag.WHICH, start, part.end())
    chunker.begin_part(which)
    return which + 1


_PART = tag_pattern("[^comma and colon opening closing address stop]*")


def _is_inside(chunker: Chunker, index: int) -> bool:
    """Return whether a verb is inside a clause that modifies a noun, which a gerund or an infinitive has no room for.

    `the code that we use is`, but `the code for reproducing our results is`.
    """
    if chunker.skipping != Skip.CLAUSE:
        return False
    has_subject = chunker.head is None or not _RELATIVE.isdisjoint(chunker.tags[chunker.start : index])
    return has_subject or chunker.tags[index] not in _AUXILIARIES or chunker.tags[index - 1] == Tag.TO


_RELATIVE = tag_set("which we when be will have can")


def _is_relative(chunker: Chunker, index: int) -> bool:
    """Return whether a clause modifies the noun before it: `the dataset we built`, `labels in a hub we call X`."""
    return chunker.tags[index] == Tag.WE and (chunker.head == index - 1 or chunker.skipping == Skip.OF)


def _is_verb(chunker: Chunker, index: int) -> bool:
    """Return whether the word at `index` is a second verb: `and present a method`, not `and proposed models`."""
    return chunker.tags[index : index + 1] in _SECOND_VERBS and not chunker.is_adjective(index)


def read_subject(sentence: TaggedSentence, floor: int, stop: int) -> list[Mention]:
    """Return what the phrase that ends before `stop` names, ignoring earlier clauses; it begins at `floor` or later."""
    tags = sentence.tags
    index = _subject_start(sentence, max(floor, stop - LONGEST), stop)
    chunker = Chunker(sentence, index)
    shared: list[Mention] = []
    while index < stop:
        tag = tags[index]
        if tag in PART_ENDS or chunker.opens_list(index):
            chunker.close(index)
        elif tag not in _CLAUSE_WORDS:
            chunker.word(index)
        elif tag == Tag.RELEASE and index and tags[index - 1] in _RELEASABLE_NOUNS:
            pass  # the code release
        elif tag == Tag.RELEASE and _is_release_of(sentence, index):
            index += 1
            chunker.start = index + 1  # the first release of TextNet
        elif tag == Tag.VERB and index == chunker.start and chunker.inside == Skip.CLAUSE:
            chunker.take_clause(index)  # the code to train and evaluate models
        elif tag == Tag.WILL and _is_object_marker(sentence, index):
            return []  # 用户将数据上传至服务器
        elif tag == Tag.TO and sentence.language.has_clauses_before_nouns:  # 数据集由我们采集，并已发布
            chunker.close(index)
            shared = chunker.mentions[:]
            chunker.begin_anew(index)
        elif _begins_clause(chunker, tag, index):
            _begin_clause(chunker, tag, index)
        else:
            chunker.word(index)
        index += 1
    chunker.close(index)
    return chunker.mentions or shared


def _subject_start(sentence: TaggedSentence, start: int, stop: int) -> int:
    """Return where a subject begins: behind a full stop, in an open parenthesis, or after an adverbial."""
    tags = sentence.tags
    start = max(start, tags.rfind(Tag.STOP, start, stop) + 1, _inside_parenthesis(tags, start, stop))
    if (that := tags.rfind(_IS_THAT, start, stop)) >= 0:
        start = that + len(_IS_THAT)
    return _skip_adverbial(sentence, start, stop)


_IS_THAT = Tag.BE + Tag.WHICH
"""The start of a clause that is the predicate of another: `a feature is that the code is available`."""


def _is_release_of(sentence: TaggedSentence, index: int) -> bool:
    return sentence.words[index] == "release" and _RELEASE_OF.match(sentence.tags, index) is not None


def _is_object_marker(sentence: TaggedSentence, index: int) -> bool:
    """Return whether `将` marks the object of somebody who is not an author, rather than the future."""
    language = sentence.language
    is_chinese_like = language.has_clauses_before_nouns and not language.has_postpositions
    return is_chinese_like and _AGENTS.isdisjoint(sentence.tags[:index])


_AGENTS = tag_set("we paper")


def _inside_parenthesis(tags: str, start: int, stop: int) -> int:
    """Return the start of the text in a parenthesis still open at `stop`: `our parser (the code will be released)`.

    0 if no parenthesis is open from `start` on, or it does not hold the subject.
    """
    opening = tags.rfind(Tag.OPENING, start, stop)
    is_open = Tag.CLOSING not in tags[opening:stop]
    is_subject = not ASSETS.keys().isdisjoint(tags[opening:stop]) or _NAMED.fullmatch(tags, opening + 1, stop)
    return opening + 1 if is_open and is_subject else 0


def _begin_clause(chunker: Chunker, tag: str, index: int) -> None:
    """Discard what was named so far: a clause begins at `index`, after which the subject may begin."""
    language = chunker.sentence.language
    opens_it = tag == Tag.WHEN and index == chunker.start and language.is_head_first
    if language.has_clauses_before_nouns or opens_it or tag == Tag.WHICH:  # da der Code verfügbar ist
        chunker.begin_anew(index)
    else:
        chunker.begin_clause()


def _begins_clause(chunker: Chunker, tag: str, index: int) -> bool:
    """Return whether a new clause begins at `index`: at a conjunction, or a verb that is not inside the phrase."""
    if tag == Tag.WHEN:
        return True
    if tag == Tag.WHICH:  # eine Schnittstelle, über welche die Daten verfügbar sind
        return chunker.sentence.language.is_head_first and chunker.tags[index - 1 : index] in PREPOSITIONS
    if tag in _AUXILIARIES:
        return chunker.skipping != Skip.CLAUSE
    if tag == Tag.VERB and chunker.tags[index + 1 : index + 2] == Tag.BE:
        return False  # documentation and support are available
    if chunker.words[index] in _NOUN_OR_VERB and _IS_NOUN.match(chunker.tags, index - 1):
        return False  # the experimental design tool
    return tag in _CLAUSE_VERBS and not chunker.skipping and not chunker.is_within(index)


_NOUN_OR_VERB = word_set("design report record")
_IS_NOUN = tag_pattern("[word name the] present [code tool model data demo]")


def is_attribute(sentence: TaggedSentence, index: int) -> bool:
    """Return whether a participle is attributive: `the annotated datasets`, `our proposed method`."""
    is_behind_article = sentence.tags[index - 1 : index] in _BEFORE_ATTRIBUTE
    following = sentence.tags[index + 1 : index + 2]
    is_before_noun = following in _ATTRIBUTED or (
        sentence.tags[index - 1] in DETERMINERS and following in NAME_OR_WORD  # the proposed estimators
    )
    return is_behind_article and sentence.words[index].endswith("ed") and is_before_noun


_BEFORE_ATTRIBUTE = tag_set("the our word adverb")
_ATTRIBUTED = tag_set("code tool model data datum demo extra container")
_IS_MADE = tag_pattern("have? be adverb* present")


def read_first(sentence: TaggedSentence, stop: int) -> list[Mention]:
    """Return the subject of a sentence whose second verb is at `stop`: `The corpus has X and is available`."""
    tags = sentence.tags
    start = _skip_adverbial(sentence, 0, stop)
    verb = next((at for at in range(start, stop) if tags[at] in _FINITE and not is_attribute(sentence, at)), stop)
    mentions = read_object(sentence, start, verb)
    is_made = _IS_MADE.match(tags, verb) is not None  # a corpus is collected and released
    return [
        mention._replace(is_ours=mention.is_ours or is_made)
        for mention in mentions
        if mention.start == start
        and (
            mention.is_ours
            or is_made
            or mention.tag in _NAME_OR_PRONOUN
            or Tag.NAME in tags[start : mention.at]  # TextNet source code is
        )
    ]


def _skip_adverbial(sentence: TaggedSentence, start: int, stop: int) -> int:
    """Return the index after an opening adverbial: `To foster research, ...`, `Building on earlier work, ...`."""
    tags = sentence.tags
    while tags[start : start + 1] in (Tag.ADVERB, Tag.COMMA):
        start += 1
    if (access := _behind_access(sentence, start)) > start:
        return access
    first = tags[start : start + 1]
    if first == Tag.AT and start:
        return start + 1
    behind = tags[start + 1 : start + 2]
    is_participial = (sentence.words[start : start + 1] in _BUILDING and behind in PREPOSITIONS) or (
        behind in DETERMINERS and sentence.words[start].endswith("ing")  # applying this method, a corpus was built
    )
    if first not in _ADVERBIAL_OPENERS and not is_participial:
        return start
    if Tag.COMMA in tags[start:stop]:
        return tags.index(Tag.COMMA, start) + 1
    anew = _SUBJECT_START.search(tags, start, stop) if first == Tag.FOR else None
    return anew.end() if anew is not None else start


_NAMED = tag_pattern("the? name word?")
_SUBJECT_START = tag_pattern("[word name participle] (?=[the our])")
"""The start of a subject after an adverbial without a comma: `for large analyses the software is available`."""
