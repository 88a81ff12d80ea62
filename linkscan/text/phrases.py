"""Read the artefacts that a noun phrase names: `our code, the trained models and a demo` names three."""

from dataclasses import dataclass

from linkscan.models import Asset
from linkscan.text.tagging import Sentence

ASSETS = {
    "C": Asset.CODE,
    "S": Asset.CODE,
    "M": Asset.MODEL,
    "D": Asset.DATA,
    "B": Asset.DATA,
    "E": Asset.DEMO,
    "X": Asset.OTHER,
}
_INDEFINITE = frozenset("a an some any another such one two three four five".split())
_NUMERALS = frozenset("two three four five six seven eight nine ten".split())
_KEEPS_HEAD = frozenset(
    "repository repositories repo repos link links url urls github gitlab bitbucket huggingface here online hub address zenodo".split()
)
"""Places that name what they hold: a code repository is code, a project page is not the project."""

_DEEDS = frozenset(
    "analyzed analysed evaluated compared showed demonstrated conducted benchmarked tested validated performed discussed used studied found"
    " investigated explored trained".split()
)
_LISTED = frozenset("codes models datasets checkpoints weights".split())
_TRAINED = frozenset("pretrained pre-trained trained fine-tuned finetuned".split())
_HOLDING = frozenset("with featuring containing hosting holding".split())

LONGEST = 120
"""Words that are looked at for one phrase; keeps reading linear where a text has no full stop."""


@dataclass(frozen=True, slots=True)
class Item:
    """One artefact of a phrase. `asset` is None for a name or a pronoun, whose kind is said elsewhere.

    `start` is the first word of its part of the phrase, `at` its head. `is_ours` tells "the" and "our" from "a",
    `is_possessed` "our" from "the"; both hold for a whole list. A deep one follows a modifier, and may
    belong to that: the second artefact of `a study of code and models`.
    """

    start: int
    at: int
    tag: str
    asset: Asset | None
    is_ours: bool
    is_possessed: bool
    is_others: bool
    is_deep: bool = False


class _Reader:
    """Walks over a phrase, part by part; a part is what stands between commas and conjunctions."""

    def __init__(self, sentence: Sentence, start: int) -> None:
        self.sentence = sentence
        self.items: list[Item] = []
        self.start = start
        self.head = -1
        self.skipping = ""
        self.came_from = ""
        self.others = False
        self.outside: list[str] = []

    def close(self, index: int) -> None:
        """End the current part before `index`, keep what it names."""
        head = self.head
        if head < 0 and not self.skipping:
            head = self._name(index)
        item = self._item(head) if head >= 0 else None
        if item is not None:
            self.items.append(item)
        elif "s" in self.sentence.letters[self.start : index]:
            self.others = True
        self.came_from = self.skipping or (self.came_from if item is None or not item.is_ours else "")
        if self.sentence.letters[index : index + 1] == "(":
            self.outside.append(self.came_from)
        elif self.sentence.letters[index : index + 1] == ")" and self.outside:
            self.came_from = self.outside.pop()
        self.skipping, self.head, self.start = "", -1, index + 1

    def _item(self, head: int) -> Item | None:
        """Judge the part that ends in `head`: an artefact, or a further word of the modifier before it."""
        letters, words = self.sentence.letters, self.sentence.words
        run = letters[self.start : head + 1]
        counted = "d" in run and "o" not in run and _NUMERALS & set(words[self.start : head])
        determined = any(letter in "doa" for letter in run) and not counted
        apposed = words[self.start] in ("a", "an") and letters[self.start - 1 : self.start] == ","
        if "n" in run or (self.came_from == "clause" and not determined) or (self.came_from == "of" and ("N" in run or apposed or counted)):
            return None
        tag = letters[head]
        if tag == "N" and self.outside:
            return None  # what an abbreviation stands for
        if tag in ".N" and any(word in _TRAINED for word in words[self.start : head]):
            tag = "M"  # pre-trained estimators
        before = self.items[-1] if self.items and not self.came_from and "d" not in run and "s" not in run else None
        ours = bool(before and before.is_ours) or any(
            letters[k] in "oa" or (letters[k] == "d" and words[k] not in _INDEFINITE) for k in range(self.start, head)
        )
        possessed = bool(before and before.is_possessed) or "o" in run
        others = "s" in run or (self.others and not ours)
        return Item(self.start, head, tag, ASSETS.get(tag), ours, possessed, others, bool(self.came_from))

    def skip(self, kind: str, index: int) -> None:
        """Pass over a modifier that begins at `index`: a phrase with `of`, a clause."""
        if self.head < 0:
            self.head = self._name(index)
        self.skipping = kind

    def _name(self, index: int) -> int:
        """Find the name or pronoun that a part without a common noun consists of."""
        run = self.sentence.letters[self.start : index]
        if "i" in run and not set(run) - set("idyax"):
            return self.start + run.index("i")
        if run and run.strip("ya") == "" and "a" in run:
            return self.start + run.index("a")
        bare = run.rstrip("y")
        if bare[-1:] == "N" and not set(bare) - set("NdoyxO."):
            return self.start + len(bare) - 1
        if bare[-1:] == "." and any(word in _TRAINED for word in self.sentence.words[self.start : index]):
            return self.start + len(bare) - 1
        if bare in ("oA", "dA"):
            return self.start + 1
        if (self.start == 0 and bare in (".", "..")) or (bare[:1] == "o" and bare[-1:] == "." and not set(bare) & set("GA")):
            return self.start + len(bare) - 1
        return -1

    def word(self, index: int) -> None:
        """Take one word of a part."""
        letters, words = self.sentence.letters, self.sentence.words
        letter = letters[index]
        if self.skipping or self.is_adjective(index):
            if self.skipping and letter == "q":
                self.skipping = "clause"
            return
        if letter in ASSETS or (letter == "i" and self.head < 0):
            if self.head == index - 1 >= self.start and words[self.head] in _LISTED and letter != letters[self.head]:
                self.close(self.head)  # codes models and data: a list that lost its commas
                self.start = index
            self.head = index
        elif letter == "u" and index and letters[index - 1] == "G" and self.head < 0:
            return  # a link to the demo
        elif letter == "t":
            if self.head < 0 and index > self.start and letters[index - 1] in "Kay":
                return
            self.skip("of", index)
        elif letter in "T@":
            gerund = index + 1 < len(letters) and words[index + 1].endswith("ing") and letters[index + 1] in "xIgPV."
            self.skip("clause" if gerund else "of", index)
        elif (
            letter == "I"
            and index > self.start
            and letters[index - 1] in "dos.CMDSXBxNO"
            and not words[index].endswith(("ed", "built"))
        ):
            self.head = -1  # task design guidelines
        elif letter in "uqweifbhkVlmrzIJ" or (letter in "xgPRZp" and self.head >= 0 and not self._leads_on(index)):
            self.skip("clause", index)
        elif letter == "r" and self.head == index - 1 >= self.start:
            return  # the code release
        elif letter == "N" and self.head == index - 1 >= self.start:
            return  # our dataset MAPS
        elif (letter in ".N" and words[index][:1].isalpha()) or (letter == "G" and words[index] not in _KEEPS_HEAD):
            self.head = -1

    def is_within(self, index: int) -> bool:
        """Tell whether a verb stands inside the phrase: `the data we collected`, `a corpus curated by hand`."""
        letters, word = self.sentence.letters, self.sentence.words[index]
        after_noun = self.head == index - 1 >= 0
        return self.is_adjective(index) or (
            after_noun and (letters[index] == "e" or (letters[index] == "I" and word.endswith(("ed", "built"))))
        )

    def is_adjective(self, index: int) -> bool:
        """Tell whether a participle stands before its noun: `the proposed dataset`."""
        letters, word = self.sentence.letters, self.sentence.words[index]
        return (
            letters[index] in "IRZFO"
            and self.head < 0
            and word.endswith(("ed", "built", "open-source", "open source"))
            and letters[index - 1 : index] in tuple("doas.yxN,c" if letters[index + 1 : index + 2] in ASSETS else "doas.yxN")
            and letters[index + 1 : index + 2] in tuple("CSMDBEXKN.xc")
        )

    def opens_list(self, index: int) -> bool:
        """Tell whether a place says what it holds: `our website featuring videos and code`."""
        return (
            self.sentence.words[index] in _HOLDING
            and not self.skipping
            and self.head < 0
            and self.sentence.letters[index - 1 : index] == "G"
        )

    def _leads_on(self, index: int) -> bool:
        """Tell whether an artefact follows at once: the `processing` of `data processing scripts`."""
        return self.sentence.letters[index + 1 : index + 2] in ASSETS


def read_object(sentence: Sentence, start: int, stop: int) -> list[Item]:
    """Give what the phrase from `start` names, up to the next clause."""
    letters = sentence.letters
    reader = _Reader(sentence, start)
    index = start
    stop = min(stop, start + LONGEST)
    while index < stop:
        letter = letters[index]
        if letter in ";w":
            break
        if letter in "efbhk" and reader.skipping != "clause":
            return reader.items  # the part before it is the subject of another clause
        if letter in ",c:()L" or reader.opens_list(index):
            reader.close(index)
            following = letters[index + 1 : index + 2]
            if letter == "c" and following and (
                (following in "VIrzme" and not reader.is_adjective(index + 1)) or _is_deed(sentence, index + 1)
            ):
                return reader.items
        else:
            reader.word(index)
        index += 1
    reader.close(index)
    return reader.items


def _is_deed(sentence: Sentence, index: int) -> bool:
    """Tell a second verb from an adjective: `and analyzed two methods`, not `and trained models`."""
    return sentence.words[index] in _DEEDS and sentence.letters[index + 1 : index + 2] not in tuple(ASSETS)


def read_subject(sentence: Sentence, floor: int, stop: int) -> list[Item]:
    """Give what the phrase that ends before `stop` names; clauses before it do not count."""
    letters = sentence.letters
    start = max(floor, stop - LONGEST, letters.rfind(";", 0, stop) + 1)
    index = _skip_adverbial(letters, start, stop)
    reader = _Reader(sentence, index)
    while index < stop:
        letter = letters[index]
        if letter in ",c:()L" or reader.opens_list(index):
            reader.close(index)
        elif letter == "r" and index and letters[index - 1] in "CDMX":
            pass  # the code release
        elif letter == "w" or (letter in "ebfhkVImrlz" and not reader.skipping and not reader.is_within(index)):
            reader.items.clear()
            reader.skipping = "main"
            reader.head = -1
        else:
            reader.word(index)
        index += 1
    reader.close(index)
    return reader.items


def read_first(sentence: Sentence, stop: int) -> list[Item]:
    """Give the subject of a sentence whose second verb stands at `stop`: `The corpus has X and is available`."""
    start = _skip_adverbial(sentence.letters, 0, stop)
    items = read_object(sentence, start, stop)[:1]
    return [item for item in items if item.start == start and (item.is_ours or item.tag in "iN")]


def _skip_adverbial(letters: str, start: int, stop: int) -> int:
    """Pass over `To foster research, ...` and `In this paper, ...`."""
    if letters[start : start + 1] == "@" and start:
        return start + 1
    if letters[start : start + 1] in tuple("u@Tw") and 0 <= (comma := letters.find(",", start, stop)):
        return comma + 1
    return start
