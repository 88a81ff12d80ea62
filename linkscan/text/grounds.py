"""Judge whether what a cue is about is released by the authors: ordered grounds, the first that speaks decides."""

from collections.abc import Callable
from typing import NamedTuple

from linkscan.models import Asset
from linkscan.text.cue import Reads
from linkscan.text.event import Event
from linkscan.text.item import Item
from linkscan.text.tags import tags
from linkscan.text.words import PUBLICLY, words

_FOREIGN = words(
    "existing previous prior other current common standard most many commercial external third-party widely-used"
)
_OPENLY = PUBLICLY | words("fully made public online downloadable")
_EVERYBODY = words("public community download downloading research everyone")
_TERMS = words("under as freely with")
_AGENTS = words("by among across between")
_RATHER_SO = words("commercially routinely often usually commonly typically frequently increasingly widely broadly")
_VAGUE = words("accessible open free live obtainable online")
_QUANTITY = words("number lot majority variety range amount")
_PAST = words("have has was were")
_VAGUE_DATA = words("benchmark benchmarks data")
_TRAINED = ("tuned", "open", "open-source", "open source", "checkpoint", "checkpoints", "ckpt")
_TO_DOWNLOAD = words(
    """a an the our its and full complete official reference example public open-source open source code software
    python c++ matlab pytorch tensorflow jax julia cuda gpu ros r java modular downloadable available documented
    accompanying implementation implementations"""
) | {"open source", "source code"}
"""Words around `implementation` that tell one to download from one that was only made."""

_NEAR = 16  # words: an implementation of songs in open-source software
_SOFTWARE = words("tool tools platform platforms stack suite")
_PREDICATES = "vROZF@"
_WITH_PAPER = tags("(?:and|for word of)? [at for and] [the our] adverb? paper")
"""Released with this paper, made available along with this work."""

_PLACE_FOLLOWS = tags("(?:adverb* at [the our adverb name word]*)?place|adverb* at colon? stop?$")


_A_PLACE = tags("adverb* at [the our] [adverb name word]* place")


class Case(NamedTuple):
    """One artefact of a release act, and what is known around it."""

    event: Event
    item: Item
    is_linked: bool  # an address belongs to it
    is_promised: bool
    has_code: bool  # the act is about code as well

    @property
    def part(self) -> tuple[str, ...]:
        """The words that name the artefact."""
        return self.event.sentence.words[self.item.start : self.item.at + 1]

    @property
    def is_added(self) -> bool:
        """Whether it stands in the row of the act, or is set off: `code for X, and several datasets`."""
        if not self.item.is_deep:
            return True
        sentence, start = self.event.sentence, self.item.start
        return sentence.letters[start - 1] == "c" and (
            sentence.words[start - 1] not in ("and", "or") or sentence.letters[start] in "dsoa"
        )

    @property
    def behind(self) -> tuple[str, ...]:
        """The words behind the cue."""
        return self.event.sentence.words[self.event.end : self.event.end + 6]

    @property
    def predicate(self) -> tuple[str, str]:
        """The tag and the word that say `available`."""
        pairs = zip(self.event.act, self.event.words, strict=True)
        return next((pair for pair in pairs if pair[0] in _PREDICATES), ("@", ""))

    @property
    def is_open(self) -> bool:
        """Whether it is said to be so for everybody: `publicly available`, `available to the community`."""
        is_for_all = not _EVERYBODY.isdisjoint(self.behind) or self.behind[:2] == ("for", "use")
        return is_for_all or not _OPENLY.isdisjoint(self.event.words)


Ground = Callable[[Case], bool | None]
"""Decides, or gives None and leaves it to the next one."""


def is_released(case: Case) -> bool:
    """Tell whether the authors release or promise the artefact; the last ground always decides."""
    return next(verdict for ground in _GROUNDS if (verdict := ground(case)) is not None)


def _others_have_it(case: Case) -> bool | None:
    return False if not case.item.is_ours and not _FOREIGN.isdisjoint(case.part) else None


def _named_by_cue(case: Case) -> bool | None:
    if case.event.cue.name == "see here for":
        return case.item.tag in "CMDE"
    if case.event.cue.name == "is implemented in the package":
        return case.is_linked or not set(case.event.act).isdisjoint("vO")
    return case.is_linked if case.event.cue.name == "you can find" else None


def _provided(case: Case) -> bool | None:
    """One releases artefacts; one also provides insights, frameworks and results."""
    if case.event.cue.reads is not Reads.OBJECT or case.event.act[-1] not in "zZ":
        return None
    item = case.item
    is_called_open = not set(case.event.sentence.letters[item.start : item.at]).isdisjoint("Ov")
    if is_called_open and item.tag != "B":  # we provide an open-source parser
        return not item.is_deep
    is_named_so = (
        (item.tag in "MD" and (case.is_linked or item.is_possessed or (case.has_code and case.is_added)))
        or (item.tag == "B" and item.is_possessed)
        or (item.tag in "SN" and case.is_linked and item.is_ours)
        or (item.tag == "G" and case.is_linked)
        or (item.tag == "S" and case.part[-1] in _SOFTWARE and "software" in case.part)
    )
    return is_named_so or (not item.is_deep and _is_tangible(case))


def _is_tangible(case: Case) -> bool:
    """Tell an artefact by its name alone; an implementation may be on a robot, weights may be shared by layers."""
    tag, part = case.item.tag, case.part
    if tag in "CE":
        is_software = "O" in case.event.sentence.letters[case.item.at : case.item.at + _NEAR]
        is_made = part[-1].startswith("implementation") and not case.is_linked and not is_software
        return not is_made or _TO_DOWNLOAD.issuperset(part)
    if tag in "MN":
        is_shared = case.event.words[-1].startswith("share")
        return not is_shared and any("train" in word or word.endswith(_TRAINED) for word in part)
    return tag == "D" and part[-1] not in _VAGUE_DATA


def _made_available(case: Case) -> bool | None:
    """Methods are made available for many a purpose, `publicly` says that a system is out."""
    is_vague = case.item.tag == "i" and case.event.words[-1] == "accessible"  # making them accessible to robots
    is_anyones = case.item.tag == "S" and not case.item.is_ours
    if case.event.cue.reads is Reads.INSIDE and not case.is_linked and (is_vague or is_anyones):
        return not _OPENLY.isdisjoint(case.event.words)
    return None


def _said_outright(case: Case) -> bool | None:
    """`We release X`; what stands deep in the phrase must be an artefact in its own right."""
    if case.event.cue.reads is Reads.OBJECT and case.item.tag in "SBX" and case.item.is_deep:
        return False
    return True if case.event.cue.reads is not Reads.SUBJECT or case.is_linked else None


def _at_a_place(case: Case) -> bool | None:
    """`Our code can be found on GitHub`, `is on GitHub`."""
    tag, _ = case.predicate
    place = _A_PLACE.match(case.event.sentence.letters, case.event.end) if tag == "v" else None
    if place and ("o" in place[0] or case.event.sentence.words[place.end() - 1].startswith("project")):
        return True
    if tag == "F":
        return _PLACE_FOLLOWS.match(case.event.sentence.letters, case.event.end) is not None
    return True if tag == "@" else None


def _without_verb(case: Case) -> bool | None:
    """`Code available` at the start of a sentence; elsewhere it describes: `the data available`."""
    if set(case.event.act) & set("bpVO"):
        return None
    start = case.item.start
    is_set_off = start <= 1 or case.event.sentence.words[start - 1] in ("(", "with")
    return case.item.tag == "C" and is_set_off


def _general(case: Case) -> bool | None:
    """`A number of datasets are available`, `released by others`, `can be released`."""
    if not _RATHER_SO.isdisjoint(case.event.words):
        return False
    if case.behind[:1] != ("for",) and _WITH_PAPER.match(case.event.sentence.letters, case.event.end):
        return True
    is_any_number = not _QUANTITY.isdisjoint(case.part) and (case.item.tag != "C" or case.predicate[0] != "R")
    if case.item.is_others or is_any_number or (case.behind and case.behind[0] in _AGENTS):
        return False
    return False if "k" in case.event.act and not case.is_promised else None


def _it(case: Case) -> bool | None:
    """A robot has been released, a toolkit has been `publicly` released, `under` a licence."""
    tag, _ = case.predicate
    if case.item.tag != "i" or case.item.asset is not Asset.CODE or tag != "R" or case.is_promised or case.is_open:
        return None
    return not _TERMS.isdisjoint(case.behind[:2])


def _weak_word(case: Case) -> bool | None:
    """`Provided`, `shared`, `open` and `public` are said of many things that are no release."""
    item, (tag, word) = case.item, case.predicate
    if word in _VAGUE and case.event.words[-1] == word:
        return None if item.tag in "CE" or (item.tag in "DM" and (case.is_open or case.has_code)) else False
    if word == "public" and "p" not in case.event.act:
        return None if item.tag in "CDE" else False
    if word == "shared" and case.behind[:1] == ("with",) and not case.is_open:
        return False
    if word == "distributed" and not case.is_open and _TERMS.isdisjoint(case.behind[:2]):
        return False
    return False if tag == "Z" and (item.tag in "SX" or (word != "provided" and not item.is_ours)) else None


def _mere_samples(case: Case) -> bool | None:
    """Images and labels are available everywhere; ours are released."""
    item, (tag, _) = case.item, case.predicate
    return False if item.tag == "B" and not (item.is_possessed or (tag in "RO" and item.is_ours)) else None


def _stated(case: Case) -> bool:
    """What is left is ours if it is called so, or if nothing else is meant by the word."""
    item, (tag, _) = case.item, case.predicate
    if case.is_promised:
        return item.tag in "CMDEX" or item.is_ours
    if item.tag in "CE":
        return True
    if tag in "RO" or "O" in case.event.act:
        return item.is_ours or (item.tag in "MD" and _PAST.isdisjoint(case.event.words))
    if tag == "Z":
        return item.is_possessed or (item.tag == "D" and item.is_ours)
    is_new = item.tag == "D" and "new" in case.part
    return case.has_code or is_new or (item.is_possessed and item.tag != "S") or (item.is_ours and case.is_open)


_GROUNDS: tuple[Ground, ...] = (
    _others_have_it,
    _provided,
    _made_available,
    _named_by_cue,
    _said_outright,
    _at_a_place,
    _without_verb,
    _general,
    _it,
    _weak_word,
    _mere_samples,
    _stated,
)
