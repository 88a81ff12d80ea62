"""Read the artefacts that a noun phrase names: `our code, the trained models and a demo` names three."""

from linkscan.text.item import ASSETS, Item
from linkscan.text.parts import PartReader, Skip
from linkscan.text.tagging import Sentence
from linkscan.text.tags import tags
from linkscan.text.words import words

LONGEST = 120
"""Words that are looked at for one phrase; keeps reading linear where a text has no full stop."""

_DEEDS = words(
    """analyzed analysed evaluated compared showed demonstrated conducted benchmarked tested validated performed
    discussed used studied found investigated explored trained"""
)


def read_object(sentence: Sentence, start: int, stop: int) -> list[Item]:
    """Give what the phrase from `start` names, up to the next clause."""
    letters = sentence.letters
    reader = PartReader(sentence, start)
    index = start
    stop = min(stop, start + LONGEST)
    while index < stop:
        letter = letters[index]
        if letter in ";w":
            break
        if letter in "efbhk" and reader.skipping is not Skip.CLAUSE and not _is_relative(reader, index):
            return reader.items  # the part before it is the subject of another clause
        if letter in ",c:()L" or reader.opens_list(index):
            reader.close(index)
            if letter == "c" and _is_verb(reader, index + 1):
                return reader.items
        else:
            reader.word(index)
        index += 1
    reader.close(index)
    return reader.items


def _is_relative(reader: PartReader, index: int) -> bool:
    """Tell whether a clause describes the noun before it: `the dataset we built`, `labels in a hub we call X`."""
    is_in_modifier = reader.skipping is Skip.OF and reader.letters[index - 1] in "CSMDBEXKGN."
    return reader.letters[index] == "e" and (reader.head == index - 1 >= reader.start or is_in_modifier)


def _is_verb(reader: PartReader, index: int) -> bool:
    """Tell whether a second verb stands at `index`: `and analyzed two methods`, not `and trained models`."""
    following = reader.letters[index : index + 1]
    if following and following in "VIrzme":
        return not reader.is_adjective(index)
    return bool(following) and reader.words[index] in _DEEDS and reader.letters[index + 1 : index + 2] not in ASSETS


def read_subject(sentence: Sentence, floor: int, stop: int) -> list[Item]:
    """Give what the phrase that ends before `stop` names; clauses before it do not count."""
    letters = sentence.letters
    start = max(floor, stop - LONGEST, letters.rfind(";", 0, stop) + 1, _inside_parenthesis(letters, stop))
    index = _skip_adverbial(letters, start, stop)
    reader = PartReader(sentence, index)
    while index < stop:
        letter = letters[index]
        if letter in ",c:()L" or reader.opens_list(index):
            reader.close(index)
        elif letter == "r" and index and letters[index - 1] in "CDMX":
            pass  # the code release
        elif letter == "V" and index == reader.start and reader.inside is Skip.CLAUSE:
            reader.take_clause(index)  # the code to train and evaluate models
        elif _begins_clause(reader, letter, index):
            reader.begin_clause()
        else:
            reader.word(index)
        index += 1
    reader.close(index)
    return reader.items


def _inside_parenthesis(letters: str, stop: int) -> int:
    """Give where the parenthesis begins that is still open at `stop`: `our parser (the code will be released)`."""
    opening = letters.rfind("(", max(0, stop - LONGEST), stop)
    is_open = opening >= 0 and letters.find(")", opening, stop) < 0
    return opening + 1 if is_open and not ASSETS.keys().isdisjoint(letters[opening:stop]) else 0


def _begins_clause(reader: PartReader, letter: str, index: int) -> bool:
    """Tell whether a verb ends the phrase before it, unless it stands inside the phrase."""
    if letter == "w":
        return True
    if letter in "bfhk":
        return reader.skipping is not Skip.CLAUSE
    return letter in "eVImrlz" and not reader.skipping and not reader.is_within(index)


_IS_MADE = tags("have? be adverb* present")


def read_first(sentence: Sentence, stop: int) -> list[Item]:
    """Give the subject of a sentence whose second verb stands at `stop`: `The corpus has X and is available`."""
    letters = sentence.letters
    start = _skip_adverbial(letters, 0, stop)
    verb = next((index for index in range(start, stop) if letters[index] in "bhVImrlzfk"), stop)
    items = read_object(sentence, start, verb)[:1]
    is_made = _IS_MADE.match(letters, verb) is not None  # a corpus is collected and released
    return [
        item._replace(is_ours=item.is_ours or is_made)
        for item in items
        if item.start == start and (item.is_ours or is_made or item.tag in "iN")
    ]


def _skip_adverbial(letters: str, start: int, stop: int) -> int:
    """Pass over `To foster research, ...` and `In this paper, ...`."""
    while letters[start : start + 1] in ("y", ","):
        start += 1
    first = letters[start : start + 1]
    if first == "@" and start:
        return start + 1
    if first in tuple("u@Tw") and (comma := letters.find(",", start, stop)) >= 0:
        return comma + 1
    return start
