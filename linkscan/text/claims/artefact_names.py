"""Names of artefacts: which word of a phrase is the name of an artefact that no common noun describes."""

from linkscan.patterns import lazy_pattern
from linkscan.text.claims.lexicon import word_set
from linkscan.text.claims.tagger import TaggedSentence
from linkscan.text.claims.tagset import DETERMINERS, NAME_OR_WORD, WORKS, Tag, tag_pattern, tag_set

_NAME_PHRASE = tag_set("name the our adverb participle open word")
_WORK_PHRASE = tag_set("open adverb word")
_NOT_NAMES = tag_set("place paper project")
_VERSION_OF = tag_pattern("container word? of")
_VERSION = lazy_pattern(r"v(?:er)?\.?\d[\d.]*|\d+(?:\.\d+)*")

TRAINED = word_set("pretrained pre-trained trained fine-tuned finetuned")
REPOSITORIES = word_set("repository repositories repo repos")
WEBSITES = word_set("website webpage homepage") | {"web site", "web page", "home page"}


def find_name(sentence: TaggedSentence, start: int, stop: int) -> int | None:
    """Return the index of the word that names the artefact in `start:stop`, a part without a common noun, or None."""
    run = sentence.tags[start:stop]
    if of := _VERSION_OF.search(run):  # the latest version of TextNet, version 14 of TextNet
        start, run = start + of.end(), run[of.end() :]
    if Tag.ALL in run and not run.strip(Tag.ADVERB + Tag.ALL):
        return start + run.index(Tag.ALL)
    bare = run.rstrip(Tag.ADVERB)
    last = start + len(bare) - 1
    if len(bare) > 1 and bare[-2] == Tag.NAME and _VERSION.fullmatch(sentence.words[last]):
        last -= 1  # TextNet 2.0
    if start == 0 and bare == Tag.NAME + Tag.WORD:
        last = 0  # SongSet base is available
    return last if bare and _is_name(sentence, start, last) else None


def _is_name(sentence: TaggedSentence, start: int, last: int) -> bool:
    run = sentence.tags[start : last + 1]
    ending = run[-1]
    if ending == Tag.NAME:
        return not set(run) - _NAME_PHRASE
    if ending in WORKS:  # our work, the project, not the article
        return (
            sentence.words[last] != "article"
            and run[0] in DETERMINERS
            and not set(run[1:-1]) - _WORK_PHRASE - DETERMINERS
        )
    if ending == Tag.PLACE:
        is_website = sentence.words[last] in WEBSITES and Tag.OUR not in run  # the website of SongBase
        is_archive = start == last == 0 or sentence.words[last] == "archive"  # GEO is available
        return is_website or is_archive or sentence.words[last] in REPOSITORIES
    if ending == Tag.PARTICIPLE:  # a captioner trained on the corpus
        return sentence.words[last].endswith("trained") and run[-2:-1] in NAME_OR_WORD
    if ending != Tag.WORD:
        return False
    is_trained = not TRAINED.isdisjoint(sentence.words[start:last])
    is_first = start == 0 and run in (Tag.WORD, Tag.WORD + Tag.WORD)  # Songverse is available
    return is_trained or is_first or (run[0] == Tag.OUR and not set(run) & _NOT_NAMES)
