"""The noun-phrase chunker: collects the artefacts that a phrase names, part by part.

Parts are separated by commas and conjunctions.
"""

from collections.abc import Callable
from typing import Final

from linkscan.text.claims.artefact_names import REPOSITORIES, TRAINED, WEBSITES, find_name
from linkscan.text.claims.lexicon import word_set
from linkscan.text.claims.mention import Mention
from linkscan.text.claims.tagger import TaggedSentence
from linkscan.text.claims.tagset import ASSETS, DETERMINERS, NAME_OR_WORD, PREPOSITIONS, Tag, tag_pattern, tag_set

_CLAUSE_STARTS = tag_set("which when we will be have can verb plan make provide doing")
_PARTICIPLES = tag_set("participle releasing making released provided made")
_BEFORE_LISTED_ADJECTIVE = tag_set("the our all others word adverb participle name comma and")
_BEFORE_ADJECTIVE = tag_set("the our all others word adverb participle name")
_ADJECTIVES = tag_set("present released provided found open")
_TRAINABLE = tag_set("word name participle")
_LEARNT = word_set("classifier classifiers detector detectors")
_BEFORE_OF = tag_set("container all release adverb")
_BEHIND_ADJECTIVE = tag_set("code tool model data datum demo extra container name word participle and")
_GERUNDS = tag_set("participle present releasing making verb word doing")
_LISTED_PARTICIPLE = tag_pattern(
    "present [word name]{1,3} (?:comma [code tool model data datum demo extra the participle word name]+)*"
    " [code tool model data datum]? comma? and [the our participle]* [word name]{0,2} [code tool model data datum demo]"
)
"""A participle in the middle of a list: `the code, constructed song data, and models`."""
_SUBJECT_PARTICIPLE = tag_pattern(
    "(?<=and) present [name word participle]{1,2} [code tool model data datum demo extra container] [be have will can]"
)
"""A participle in the second part of a subject: `the code and collected ranking data will be`."""
_PREPOSITIONAL = tag_pattern("the at the? word?$")
"""The start of a phrase between an article and its noun: `die auf dem Portal angebotenen Daten`."""
_ATTRIBUTE = tag_pattern("the(?:$|at)")
"""An article that is not followed by its noun."""
_POSTMODIFIERS = tag_set("at for of which")
_OWNING = tag_set("our all")
_JOINING_TAGS = tag_set("and comma")
_BRACKETS = tag_set("opening closing")
_DEFINITE = tag_set("the our all")
_OF_OTHERS = Tag.OF + Tag.OTHERS


class Skip:
    """What is being skipped up to the end of a part. Plain constants like `Tag`, since they are read for every word."""

    NOTHING: Final = ""
    OF: Final = "a prepositional phrase"
    CLAUSE: Final = "a clause that modifies the noun"
    MAIN: Final = "a clause of its own"


_INDEFINITE = word_set("a an some any another such one two three four five")
_LISTED = word_set("codes models datasets checkpoints weights")
_BESIDE_CODE = word_set("data dataset datasets weights")
"""Nouns before which `code` is an item of a list; elsewhere it is a modifier: `code models` are models of code."""

_VERSIONS = word_set("version versions")
_MAKING = word_set("development construction creation compilation")
_LINKS = word_set("link links url urls")
_PACKAGES = word_set("package packages library module toolbox plugin command")
_BEFORE_PACKAGE = tag_set("name open code")

_HOLDING = word_set("with featuring containing hosting holding")
_NAMES_ITS_CONTENT = (
    word_set("link links url urls github gitlab bitbucket huggingface here online hub address zenodo") | REPOSITORIES
)
"""Places whose content the noun before them names: a code repository is code, a project page is not the project."""

_SERVED = word_set("database server portal atlas catalogue catalog") | {"web server", "web portal", "knowledge base"}
"""What a website is there for: `the database website can be accessed`."""
_APPLICATIONS = word_set("application applications app apps tool tools platform")
_SETS = word_set("set sets")
_COLLECTIONS = word_set("collection collections")
_JOINING = ("including", "along with", "together with", "accompanied by")
"""Words that add another artefact whatever precedes them."""

_OPENERS = tag_set("adverb comma")
"""Words that may precede the subject of a sentence."""


class Chunker:
    """Walks over a phrase and collects the artefacts that its parts name.

    The state describes the part that begins at `start`: the index of its `head` so far, what is being skipped, and
    the kind of modifier that the part may still belong to (`inside`). A definite part without a noun opens the next.
    """

    head: int | None = None
    skipping: str = Skip.NOTHING
    inside: str = Skip.NOTHING
    _after_others = False
    _is_in_materials = False
    _is_denied = False
    _opened = ""

    def __init__(self, sentence: TaggedSentence, start: int) -> None:
        self.sentence = sentence
        self.tags = sentence.tags
        self.words = sentence.words
        self.mentions: list[Mention] = []
        self.start = start
        self._head_first = sentence.language.is_head_first
        self._head_last = sentence.language.has_clauses_before_nouns
        self._parentheses: list[str] = []

    def close(self, index: int) -> None:
        """End the part before `index` and add what it names to the mentions."""
        head = self.head
        if head is None and not self.skipping:
            head = self._collection(index)
            head = self._name(index) if head is None else head
            if head is not None and self._is_listed_name(index):
                self.inside = Skip.NOTHING
        mention = None if head is None else self._mention(head, index)
        if mention is not None:
            self._add(mention)
        elif head is None and self._opens_list(index):
            self._opened = self.tags[self.start : index]
        elif Tag.OTHERS in self.tags[self.start : index]:
            self._after_others = not self._head_last or index == self.start + 1  # 近年，
        if self.skipping:
            is_over = self.tags[index - 1 : index] == Tag.PAPER  # the data collected in this work, and code
            self.inside = Skip.NOTHING if self._head_last else Skip.OF if is_over else self.skipping
        elif mention is not None and mention.is_ours:
            self.inside = Skip.NOTHING
        if self.tags[index : index + 1] in _BRACKETS:
            self._parenthesis(self.tags[index])
        self.skipping, self.head, self.start = Skip.NOTHING, None, index + 1
        self._is_denied = False

    def _add(self, mention: Mention) -> None:
        """Add what a part names to the mentions."""
        self._is_in_materials |= self.words[self.start - 1] == "including" and self._last_has(Tag.EXTRA)
        if self._is_in_materials and mention.tag == Tag.DATUM:  # supplements including survey questions
            mention = mention._replace(tag=Tag.EXTRA, asset=ASSETS[Tag.EXTRA])
        is_name_before = self._head_last and self._last_has(Tag.NAME) and self.tags[self.start] == Tag.NAME
        if is_name_before and mention.tag in ASSETS:
            self.mentions.pop()  # X和Y数据集 are both data sets
        self.mentions.append(mention)
        self._opened = ""

    def _opens_list(self, end: int) -> bool:
        """Return whether the article of a part without a plural also belongs to the next: `the raw and final data`."""
        if self.skipping or self.inside or self.tags[end : end + 1] not in _JOINING_TAGS:
            return False
        return not self.words[end - 1].endswith("s") and self._is_definite(end)

    def _collection(self, end: int) -> int | None:
        """Return the index of a set or collection in a part, which counts as data whatever it contains."""
        words, tags = self.words, self.tags
        is_of = (words[at] in _SETS and (at == end - 1 or tags[at + 1] == Tag.OF) for at in range(self.start, end))
        return next((at for at, found in enumerate(is_of, self.start) if found or words[at] in _COLLECTIONS), None)

    def _last_has(self, tag: str) -> bool:
        """Return whether the last mention has a tag."""
        return bool(self.mentions) and self.mentions[-1].tag == tag

    def _parenthesis(self, mark: str) -> None:
        """Enter or leave a parenthesis, which has modifiers of its own."""
        self._opened = ""
        if mark == Tag.OPENING:
            self._parentheses.append(self.inside)
            self.inside = Skip.NOTHING
        elif self._parentheses:
            self.inside = self._parentheses.pop()

    def begin_clause(self) -> None:
        """Discard the mentions so far: a verb makes them the subject of another clause."""
        self.mentions.clear()
        self.skipping, self.head, self._opened = Skip.MAIN, None, ""

    def begin_anew(self, index: int) -> None:
        """Discard the mentions so far: a verb ends a clause that modifies the noun after it."""
        self.mentions.clear()
        self.begin_part(index)

    def begin_part(self, index: int) -> None:
        """Begin a new part after `index`, discarding what modifies its noun, such as the words before `的` or `の`."""
        self._is_denied = Tag.NOT in self.tags[self.start : index]
        self._opened = ""
        self._after_others = self.tags[index - 1 : index] == Tag.OTHERS  # 大量的数据集
        self.skipping, self.inside, self.head, self.start = Skip.NOTHING, Skip.NOTHING, None, index + 1

    def word(self, index: int) -> None:
        """Process one word of a part."""
        tag = self.tags[index]
        if self._head_last and tag == Tag.WHICH:
            self.begin_part(index)
        elif self.skipping:
            if tag == Tag.WHICH and self.skipping == Skip.OF:
                self.skipping = Skip.CLAUSE
        elif not (tag in _ADJECTIVES and self.is_adjective(index)) and (step := _STEPS.get(tag)):
            step(self, index)

    def is_adjective(self, index: int) -> bool:
        """Return whether a participle is attributive: `the proposed dataset`."""
        if self.tags[index] not in _ADJECTIVES or self.head is not None:
            return False
        if self.tags[index - 1] == Tag.COMMA and _LISTED_PARTICIPLE.match(self.tags, index):
            return self.words[index].endswith(("ed", "built"))
        if self.tags[index - 1] == Tag.AND and _SUBJECT_PARTICIPLE.match(self.tags, index):
            return self.words[index].endswith(("ed", "built"))
        following = self.tags[index + 1 : index + 2]
        is_listed = following in ASSETS or self.words[index - 1] == "including"
        before = _BEFORE_LISTED_ADJECTIVE if is_listed else _BEFORE_ADJECTIVE
        return (
            self.words[index].endswith(("ed", "built", "open-source", "open source"))
            and self.tags[index - 1 : index] in before
            and following in _BEHIND_ADJECTIVE
        )

    def is_within(self, index: int) -> bool:
        """Return whether a verb is part of the phrase: `the data we collected`, `a corpus curated by hand`."""
        tag = self.tags[index]
        behind_noun = self.head is not None and not self.tags[self.head + 1 : index].strip(Tag.NAME)  # the tool X we
        is_passive = tag == Tag.PRESENT and self.words[index].endswith(("ed", "built"))
        return self.is_adjective(index) or (behind_noun and (tag == Tag.WE or is_passive))

    def opens_list(self, index: int) -> bool:
        """Return whether a place is followed by a list of what it holds: `our website featuring videos and code`."""
        if self.words[index] not in _HOLDING or self.head is not None or self.skipping:
            return False
        return self.tags[index - 1 : index] == Tag.PLACE

    def _mention(self, head: int, end: int) -> Mention | None:
        """Return what the part before `end` with this `head` names, None if it belongs to the modifier before it."""
        run = self.tags[self.start : end if self._head_first else head + 1]
        if Tag.NOT in run or self._is_denied or (self.inside and not self._stands_alone(run, end)):
            return None
        tag = self.tags[head]
        tag = Tag.DATUM if tag == Tag.CONTAINER else tag
        if self._parentheses and tag == Tag.NAME:
            return None  # an abbreviation or its expansion
        if (tag in _TRAINABLE or self.words[head] in _LEARNT) and not TRAINED.isdisjoint(self._described_by(head)):
            tag = Tag.MODEL  # pre-trained estimators
        goes_on = not self.inside and Tag.THE not in run and Tag.OTHERS not in run
        before = self.mentions[-1] if goes_on and self.mentions else None
        opened = self._opened if goes_on else ""
        is_ours = bool(opened) or (before is not None and before.is_ours) or self._is_definite(head)
        is_possessed = (before is not None and before.is_possessed) or Tag.OUR in run + opened
        is_others = (
            (Tag.OTHERS in run and Tag.OTHERS in self._adjectives(run, head))
            or self.tags.startswith(_OF_OTHERS, head + 1)  # the code of many compilers
            or (self._after_others and not is_ours)
        )
        return Mention(self.start, head, tag, ASSETS.get(tag), is_ours, is_possessed, is_others, bool(self.inside))

    def _is_definite(self, head: int) -> bool:
        """Return whether a part is definite: `our code`, `the code`, not `a code`."""
        for at in range(self.start, head):
            tag = self.tags[at]
            if tag in _OWNING or (tag == Tag.THE and self.words[at] not in _INDEFINITE) or self.words[at] == "these":
                return True
        return False

    def _adjectives(self, run: str, head: int) -> str:
        """Return the tags of a part up to a preposition after its head: `die Daten über mehrere Schnittstellen`."""
        if not self._head_first:
            return run
        noun = head - self.start
        return next((run[:at] for at in range(noun + 1, len(run)) if run[at] in _POSTMODIFIERS), run)

    def _described_by(self, head: int) -> tuple[str, ...]:
        """Return the words of a part and of an apposition after it: `our own X, pre-trained on songs`."""
        is_set_off = self.tags[head + 1 : head + 2] == Tag.COMMA
        return self.words[self.start : head + (3 if is_set_off else 1)]

    def _stands_alone(self, run: str, end: int) -> bool:
        """Return whether a part behind a modifier is not inside it: `code for training and the dataset`."""
        if self.inside == Skip.MAIN or self.words[self.start - 1] in _JOINING:
            return True
        if self.inside == Skip.CLAUSE:
            return any(tag in _DEFINITE for tag in run)
        is_second = self.words[self.start - 1] == "and" and self.words[end : end + 1] == ("are",)
        if is_second and [self.words[one.at] for one in self.mentions] in (["code"], ["source code"]):
            return True  # the code of X and the Y corpus are available
        apposed = self.words[self.start] in ("a", "an") and self.tags[self.start - 1 : self.start] == Tag.COMMA
        return Tag.OUR in run or not (Tag.NAME in run or apposed)

    def _name(self, index: int) -> int | None:
        return find_name(self.sentence, self.start, index)

    def _is_listed_name(self, index: int) -> bool:
        """Return whether a part is a listed name with an apposition: Y in `X, a corpus of songs, and Y, a parser`."""
        is_name = set(self.tags[self.start : index]) == {Tag.NAME}
        return is_name and self.tags[index : index + 2] in (Tag.COMMA + Tag.THE, Tag.COMMA + Tag.OUR)

    def _skip(self, kind: str, index: int) -> None:
        """Begin to skip the modifier that starts at `index`."""
        if self.head is None:
            self.head = self._name(index)
        self.skipping = kind

    def take_asset(self, index: int) -> None:
        if self._head_first and self.head is not None:
            return  # le code du modèle
        if self._head_first and _PREPOSITIONAL.search(self.tags, self.start, index):
            return  # die auf dem Portal
        is_adjacent = self.head == index - 1
        if is_adjacent and self.tags[index - 1] == Tag.DEMO and self.words[index] in _APPLICATIONS:
            return  # a web portal application
        if is_adjacent and (self.words[index - 1] in _LISTED or self._begins_list(index)):
            self.close(index)  # codes models and data: a list without commas
            self.start = index
        self.head = index

    def _begins_list(self, index: int) -> bool:
        """Return whether code is the first item of a list without commas: `the code dataset and weights`."""
        before = self.words[self.start : index]
        is_bare = before[-1] == "code" and {"the", "all"}.issuperset(before[:-1])
        is_last_but_one = self.tags[index + 1 : index + 2] == Tag.AND
        return is_bare and is_last_but_one and self.words[index] in _BESIDE_CODE

    def take_pronoun(self, index: int) -> None:
        if self.head is None:
            self.head = index

    def take_of(self, index: int) -> None:
        if self._head_first and index == self.start and Tag.CONTAINER in self.tags[: self.start]:
            return  # l'ensemble des données et des scripts
        if self._head_first and _OPENERS.issuperset(self.tags[:index]):
            return  # enfin, des lexiques seront distribués
        if self.head is None and self.words[index - 1] in _MAKING:
            self.start = index + 1  # the development of databases and a parser
            return
        if self.head is None and self.words[index - 1] in _LINKS:
            return  # the link of our code
        if self.words[index - 1] in _VERSIONS and self.head == index - 2:
            self.head = None  # a prototype version of the server
        # a suite of models, version 14 of TextNet
        is_of_set = self.tags[index - 1] in _BEFORE_OF or self.words[index - 1].isdigit()
        if self.head is not None or not is_of_set:
            self._skip(Skip.OF, index)

    def take_to(self, index: int) -> None:
        if self.head is not None or self.tags[index - 1 : index] != Tag.PLACE:
            self._skip(Skip.CLAUSE, index)
        elif self.words[index - 1] in REPOSITORIES:
            self._skip(Skip.OF, index)  # but not: a link to the demo

    def take_preposition(self, index: int) -> None:
        if self.tags[index] == Tag.FOR and self.tags[index - 1 : index] == Tag.PLACE:
            self.take_to(index)
            return
        if self.tags[index] == Tag.AT and self.sentence.language.has_postpositions:
            self.begin_part(index)
            return
        if self._head_first and self.head is None and _ATTRIBUTE.search(self.tags, self.start, index):
            return  # die im Rahmen von X entwickelte Software
        following = self.tags[index + 1 : index + 2]
        is_gerund = following in _GERUNDS and self.words[index + 1].endswith("ing")
        self._skip(Skip.CLAUSE if is_gerund else Skip.OF, index)

    def take_clause(self, index: int) -> None:
        if self._head_last and self.head is None:
            return  # 缺陷检测数据集
        self._skip(Skip.CLAUSE, index)

    def take_determiner(self, index: int) -> None:
        if self.head == index - 1 and self.words[index].endswith("ing"):
            self._skip(Skip.OF, index)  # the scripts accompanying TextNet

    def take_introduce(self, index: int) -> None:
        if not self.words[index].endswith(("ed", "built")):
            self.head = None  # task design guidelines

    def take_participle(self, index: int) -> None:
        following = self.tags[index + 1 : index + 2]
        if index == self.start and self.tags[index - 1] == Tag.COMMA and following in DETERMINERS:
            self._skip(Skip.CLAUSE, index)  # an overview, listing their designs
            return
        if self.head == index - 1 and following == Tag.AND and self.words[index].endswith("ing"):
            self.head = None  # model training and data processing code
        elif self.head is not None and following not in ASSETS:  # not: data processing scripts
            self._skip(Skip.CLAUSE, index)

    def take_noun(self, index: int) -> None:
        if self._head_first:
            return  # le corpus annoté
        is_apposed = self.head == index - 1 and (
            self.tags[index] == Tag.NAME or self._is_package_name(index)  # our dataset MAPS, the R package songr
        )
        if self.words[index][0].isalpha() and not is_apposed:
            self.head = None

    def _is_package_name(self, index: int) -> bool:
        """Return whether a lower-case word is the name of the package before it: `the R package songr`."""
        return self.words[index - 1] in _PACKAGES and self.tags[index - 2 : index - 1] in _BEFORE_PACKAGE

    def take_negation(self, index: int) -> None:
        if self.head is not None and self.words[index] == "without":
            self._skip(Skip.OF, index)  # a demo without registration

    def take_place(self, index: int) -> None:
        is_of_data = self.head is not None and (
            self.words[self.head] == "data release"
            or (self.words[self.head] in _SERVED and self.words[index] in WEBSITES)
        )
        if self.words[index] not in _NAMES_ITS_CONTENT and not is_of_data:
            self.head = None


_STEPS: dict[str, Callable[[Chunker, int], None]] = {
    **dict.fromkeys(ASSETS, Chunker.take_asset),
    **dict.fromkeys(_CLAUSE_STARTS, Chunker.take_clause),
    **dict.fromkeys(_PARTICIPLES, Chunker.take_participle),
    **dict.fromkeys(NAME_OR_WORD, Chunker.take_noun),
    **dict.fromkeys(PREPOSITIONS, Chunker.take_preposition),
    Tag.IT: Chunker.take_pronoun,
    Tag.OF: Chunker.take_of,
    Tag.TO: Chunker.take_to,
    Tag.PRESENT: Chunker.take_introduce,
    Tag.THE: Chunker.take_determiner,
    Tag.NOT: Chunker.take_negation,
    Tag.PLACE: Chunker.take_place,
}
