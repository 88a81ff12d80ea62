"""A release act of a sentence, and what stands around it."""

from collections.abc import Sequence
from typing import NamedTuple

from linkscan.text.cue import Author, Cue
from linkscan.text.item import Item
from linkscan.text.phrases import LONGEST
from linkscan.text.tagging import Sentence
from linkscan.text.tags import LETTERS

AUTHORS = LETTERS["we"] + LETTERS["paper"]


class Event(NamedTuple):
    """One release act: its cue stands at the words `begin:end`, its artefacts before, behind or inside.

    `floor` is where the act before it ends.
    """

    sentence: Sentence
    cue: Cue
    begin: int
    end: int
    floor: int = 0
    items: Sequence[Item] = ()

    @property
    def act(self) -> str:
        """The tags of the cue."""
        return self.sentence.letters[self.begin : self.end]

    @property
    def words(self) -> tuple[str, ...]:
        """The words of the cue."""
        return self.sentence.words[self.begin : self.end]

    @property
    def before(self) -> str:
        """The tag before the cue, empty at the start of the sentence."""
        return self.sentence.letters[self.begin - 1 : self.begin] if self.begin else ""

    @property
    def behind(self) -> str:
        """The tag behind the cue, empty at the end of the sentence."""
        return self.sentence.letters[self.end : self.end + 1]

    @property
    def fits(self) -> bool:
        """Whether the cue has the words and the author that it wants."""
        if self.cue.words and self.cue.words.isdisjoint(self.words):
            return False
        return self.cue.author is not Author.BEFORE or self.has_author()

    def has_author(self, start: int = 0) -> bool:
        """Tell whether `we` or `this paper` stands before the cue, not before `start`."""
        letters = self.sentence.letters[max(start, self.begin - LONGEST) : self.begin]
        return "e" in letters or "A" in letters
