"""Read a noun phrase part by part; a part is what stands between commas and conjunctions."""

from collections.abc import Callable
from enum import StrEnum

from linkscan.text.item import ASSETS, Item
from linkscan.text.names import REPOSITORIES, TRAINED, find_name
from linkscan.text.tagging import Sentence
from linkscan.text.words import words


class Skip(StrEnum):
    """What is being passed over, up to the end of a part."""

    NOTHING = ""
    OF = "a phrase with a preposition"
    CLAUSE = "a clause that modifies the noun"
    MAIN = "a clause of its own"


_INDEFINITE = words("a an some any another such one two three four five")
_NUMERALS = words("two three four five six seven eight nine ten")
_LISTED = words("codes models datasets checkpoints weights")
_HOLDING = words("with featuring containing hosting holding")
_NAMES_ITS_CONTENT = (
    words("link links url urls github gitlab bitbucket huggingface here online hub address zenodo") | REPOSITORIES
)
"""Places that name what they hold: a code repository is code, a project page is not the project."""


_JOINING = ("including", "along with", "together with", "accompanied by")
"""What adds a thing of its own, however much stands before it."""


class PartReader:
    """Walks over a phrase and collects the artefacts that its parts name.

    The state is the part that begins at `start`: its `head` so far (-1 for none), what is being skipped, and the
    modifier that the part may still belong to (`inside`).
    """

    def __init__(self, sentence: Sentence, start: int) -> None:
        self.sentence = sentence
        self.letters = sentence.letters
        self.words = sentence.words
        self.items: list[Item] = []
        self.start = start
        self.head = -1
        self.skipping = Skip.NOTHING
        self.inside = Skip.NOTHING
        self._others = False
        self._parentheses: list[Skip] = []

    def close(self, index: int) -> None:
        """End the part before `index` and keep what it names."""
        head = self.head
        if head < 0 and not self.skipping:
            head = self._name(index)
            if head >= 0 and self._is_explained(index):
                self.inside = Skip.NOTHING
        item = self._item(head) if head >= 0 else None
        if item is not None:
            self.items.append(item)
        elif "s" in self.letters[self.start : index]:
            self._others = True
        if self.skipping:
            is_over = self.letters[index - 1 : index] == "A"  # the data collected in this work, and code
            self.inside = Skip.OF if is_over else self.skipping
        elif item is not None and item.is_ours:
            self.inside = Skip.NOTHING
        self._parenthesis(self.letters[index : index + 1])
        self.skipping, self.head, self.start = Skip.NOTHING, -1, index + 1

    def _parenthesis(self, mark: str) -> None:
        if mark == "(":
            self._parentheses.append(self.inside)
            self.inside = Skip.NOTHING
        elif mark == ")" and self._parentheses:
            self.inside = self._parentheses.pop()

    def begin_clause(self) -> None:
        """Forget what was named: a verb makes it the subject of another clause."""
        self.items.clear()
        self.skipping, self.head = Skip.MAIN, -1

    def word(self, index: int) -> None:
        """Take one word of a part."""
        letter = self.letters[index]
        if self.skipping:
            if letter == "q" and self.skipping is Skip.OF:
                self.skipping = Skip.CLAUSE
        elif not self.is_adjective(index) and (step := _STEPS.get(letter)):
            step(self, index)

    def is_adjective(self, index: int) -> bool:
        """Tell whether a participle stands before its noun: `the proposed dataset`."""
        if self.letters[index] not in "IRZFO" or self.head >= 0:
            return False
        following = self.letters[index + 1 : index + 2]
        is_listed = following in ASSETS or self.words[index - 1] == "including"
        before = "doas.yxN,c" if is_listed else "doas.yxN"
        return (
            self.words[index].endswith(("ed", "built", "open-source", "open source"))
            and self.letters[index - 1 : index] in tuple(before)
            and following in tuple("CSMDBEXKN.xc")
        )

    def is_within(self, index: int) -> bool:
        """Tell whether a verb stands inside the phrase: `the data we collected`, `a corpus curated by hand`."""
        letter = self.letters[index]
        behind_noun = self.head == index - 1 >= 0
        is_passive = letter == "I" and self.words[index].endswith(("ed", "built"))
        return self.is_adjective(index) or (behind_noun and (letter == "e" or is_passive))

    def opens_list(self, index: int) -> bool:
        """Tell whether a place says what it holds: `our website featuring videos and code`."""
        is_place = self.head < 0 and self.letters[index - 1 : index] == "G"
        return self.words[index] in _HOLDING and is_place and not self.skipping

    def _item(self, head: int) -> Item | None:
        """Judge the part that ends in `head`: an artefact, or one more word of the modifier before it."""
        run = self.letters[self.start : head + 1]
        if "n" in run or not self._stands_alone(run, head):
            return None
        tag = self.letters[head]
        if tag == "N" and self._parentheses:
            return None  # what an abbreviation stands for
        if tag in ".Nx" and not TRAINED.isdisjoint(self._described(head)):
            tag = "M"  # pre-trained estimators
        goes_on = bool(self.items) and not self.inside and "d" not in run and "s" not in run
        before = self.items[-1] if goes_on else None
        is_ours = (before is not None and before.is_ours) or any(
            self.letters[k] in "oa" or (self.letters[k] == "d" and self.words[k] not in _INDEFINITE)
            for k in range(self.start, head)
        )
        return Item(
            start=self.start,
            at=head,
            tag=tag,
            asset=ASSETS.get(tag),
            is_ours=is_ours,
            is_possessed=(before is not None and before.is_possessed) or "o" in run,
            is_others="s" in run or (self._others and not is_ours),
            is_deep=bool(self.inside),
        )

    def _described(self, head: int) -> tuple[str, ...]:
        """Give the words of a part, and what is set off behind it: `our own X, pre-trained on songs`."""
        is_set_off = self.letters[head + 1 : head + 2] == ","
        return self.words[self.start : head + (3 if is_set_off else 1)]

    def _stands_alone(self, run: str, head: int) -> bool:
        """Tell whether a part is no longer inside the modifier before it: `code for training and the dataset`."""
        if not self.inside or self.inside is Skip.MAIN or self.words[self.start - 1] in _JOINING:
            return True
        counted = "d" in run and "o" not in run and bool(_NUMERALS & set(self.words[self.start : head]))
        if self.inside is Skip.CLAUSE:
            return any(letter in "doa" for letter in run) and not counted
        apposed = self.words[self.start] in ("a", "an") and self.letters[self.start - 1 : self.start] == ","
        return "o" in run or not ("N" in run or apposed or counted)

    def _name(self, index: int) -> int:
        return find_name(self.sentence, self.start, index)

    def _is_explained(self, index: int) -> bool:
        """Tell a name that begins anew, after a modifier: `X, a corpus of songs, and Y, a parser`."""
        is_listed = self.letters[self.start - 1] == "c" or any(item.tag == "N" for item in self.items)
        is_name = set(self.letters[self.start : index]) == {"N"}
        return is_name and is_listed and self.letters[index : index + 2] in (",d", ",o")

    def _skip(self, kind: Skip, index: int) -> None:
        """Pass over the modifier that begins at `index`."""
        if self.head < 0:
            self.head = self._name(index)
        self.skipping = kind

    def take_asset(self, index: int) -> None:
        is_adjacent = self.head == index - 1 >= self.start
        if is_adjacent and self.words[self.head] in _LISTED and self.letters[index] != self.letters[self.head]:
            self.close(self.head)  # codes models and data: a list that lost its commas
            self.start = index
        self.head = index

    def take_pronoun(self, index: int) -> None:
        if self.head < 0:
            self.head = index
        else:
            self._skip(Skip.CLAUSE, index)

    def take_of(self, index: int) -> None:
        if self.head >= 0 or index == self.start or self.letters[index - 1] not in "Kary":  # not: a suite of models
            self._skip(Skip.OF, index)

    def take_to(self, index: int) -> None:
        if self.head >= 0 or self.letters[index - 1 : index] != "G":
            self._skip(Skip.CLAUSE, index)
        elif self.words[index - 1] in REPOSITORIES:
            self._skip(Skip.OF, index)  # but not: a link to the demo

    def take_preposition(self, index: int) -> None:
        if self.letters[index] == "T" and self.head < 0 and self.letters[index - 1 : index] == "G":
            self.take_to(index)
            return
        following = self.letters[index + 1 : index + 2]
        is_gerund = following in tuple("xIgPV.J") and self.words[index + 1].endswith("ing")
        self._skip(Skip.CLAUSE if is_gerund else Skip.OF, index)

    def take_clause(self, index: int) -> None:
        self._skip(Skip.CLAUSE, index)

    def take_introduce(self, index: int) -> None:
        is_noun = index > self.start and self.letters[index - 1] in "dos.CMDSXBxNO"
        if is_noun and not self.words[index].endswith(("ed", "built")):
            self.head = -1  # task design guidelines
        else:
            self._skip(Skip.CLAUSE, index)

    def take_participle(self, index: int) -> None:
        if self.head >= 0 and self.letters[index + 1 : index + 2] not in ASSETS:  # not: data processing scripts
            self._skip(Skip.CLAUSE, index)

    def take_release(self, index: int) -> None:
        is_noun = self.head == index - 1 or self.letters[index + 1 : index + 2] == "t"  # the code release, a release of
        if not is_noun:
            self._skip(Skip.CLAUSE, index)

    def take_noun(self, index: int) -> None:
        is_apposed = self.letters[index] == "N" and self.head == index - 1 >= self.start  # our dataset MAPS
        if self.words[index][:1].isalpha() and not is_apposed:
            self.head = -1

    def take_place(self, index: int) -> None:
        if self.words[index] not in _NAMES_ITS_CONTENT:
            self.head = -1


_STEPS: dict[str, Callable[[PartReader, int], None]] = {
    **dict.fromkeys(ASSETS, PartReader.take_asset),
    **dict.fromkeys("qwefbhkVlmzJ", PartReader.take_clause),
    **dict.fromkeys("xgPRZp", PartReader.take_participle),
    **dict.fromkeys(".N", PartReader.take_noun),
    **dict.fromkeys("T@", PartReader.take_preposition),
    "i": PartReader.take_pronoun,
    "t": PartReader.take_of,
    "u": PartReader.take_to,
    "I": PartReader.take_introduce,
    "r": PartReader.take_release,
    "G": PartReader.take_place,
}
