"""Judge whether an artefact that a cue names is one that the authors release."""

from linkscan.text.cues import Reads, tags
from linkscan.text.events import Event
from linkscan.text.phrases import Item
from linkscan.text.tagging import Sentence

_FOREIGN = frozenset(
    "existing previous prior other current common standard most many commercial external third-party widely-used".split()
)
_OPENLY = frozenset("publicly freely openly publically fully made public online downloadable".split())
_EVERYBODY = frozenset("public community download downloading research everyone".split())
_TERMS = frozenset("under as freely with".split())
_AGENTS = (("by",), ("among",), ("across",), ("between",))
_VAGUE = frozenset("accessible open free live obtainable online".split())
_VAGUE_DATA = frozenset("benchmark benchmarks data".split())
_TO_DOWNLOAD = frozenset(
    "a an the our its full complete official reference example public open-source open source code software python c++ matlab pytorch"
    " tensorflow jax julia cuda gpu ros r java modular downloadable available documented and accompanying implementation implementations".split()
    + ["open source", "source code"]
)
_QUANTITY = frozenset("number lot majority variety range amount".split())
_TRAINED = ("tuned", "open", "open-source", "open source", "checkpoint", "checkpoints", "ckpt")
_PLACE_FOLLOWS = tags("(?:adverb* at [the our adverb name word]*)?place|adverb* at colon? stop?$")


def is_released(event: Event, item: Item, *, linked: bool, promised: bool, with_code: bool) -> bool:
    """Tell whether `item` of `event` is released or promised by the authors."""
    sentence = event.sentence
    words = sentence.words
    part = words[item.start : item.at + 1]
    if any(word in _FOREIGN for word in part) and not item.is_ours:
        return False
    if event.cue.reads is Reads.OBJECT and sentence.letters[event.end - 1] == "z":
        return _is_provided(sentence, event, item, part, linked=linked, with_code=with_code)
    if event.cue.reads is Reads.INSIDE and item.tag == "S" and not (linked or item.is_ours):
        return any(word in _OPENLY for word in words[event.begin : event.end])
    if event.cue.name == "see here for":
        return item.tag in "CMDE"
    if event.cue.name == "you can find":
        return linked
    if event.cue.reads is not Reads.SUBJECT or linked:
        return True
    return _predicate_holds(sentence, event, item, promised=promised, with_code=with_code)


def _is_provided(
    sentence: Sentence, event: Event, item: Item, part: tuple[str, ...], *, linked: bool, with_code: bool
) -> bool:
    """Tell artefacts from what one provides in thought: a framework, a model, results."""
    if item.tag in "MD" and (linked or with_code or item.is_possessed):
        return True
    if (item.tag == "B" and item.is_possessed) or (item.tag == "S" and linked and item.is_ours):
        return True
    if item.is_deep:
        return False
    if item.tag in "CE":
        return not part[-1].startswith("implementation") or linked or all(word in _TO_DOWNLOAD for word in part)
    shared = sentence.words[event.end - 1] in ("share", "shares")  # one also shares parameters
    if item.tag in "MN":
        return not shared and any("train" in word or word.endswith(_TRAINED) for word in part)
    return item.tag == "D" and part[-1] not in _VAGUE_DATA


def _predicate_holds(sentence: Sentence, event: Event, item: Item, *, promised: bool, with_code: bool) -> bool:
    """Judge `... is available` and its like, where no address stands behind it."""
    letters, words = sentence.letters, sentence.words
    act = words[event.begin : event.end]
    predicate, word = next(
        (letter, word) for letter, word in zip(letters[event.begin : event.end], act, strict=True) if letter in "vROZF@"
    )
    if predicate == "F":
        return _PLACE_FOLLOWS.match(letters, event.end) is not None
    if predicate == "@":
        return True
    if not set(letters[event.begin : event.end]) & set("bp"):
        return item.tag == "C" and item.start <= 1
    if words[event.end : event.end + 1] in _AGENTS or item.is_others or _QUANTITY & set(words[item.start : item.at]):
        return False
    if "k" in letters[event.begin : event.end] and not promised:
        return False
    openly = any(word in _OPENLY for word in act) or any(word in _EVERYBODY for word in words[event.end : event.end + 6])
    if predicate == "Z" and (item.tag in "SX" or (word != "provided" and not item.is_ours) or (word == "distributed" and not openly and not _TERMS & set(words[event.end : event.end + 2]))):
        return False
    if word in _VAGUE and act[-1] == word and not ((openly or with_code) and item.tag in "DM") and item.tag not in "CE":
        return False
    if item.tag == "B" and not (item.is_possessed or (predicate in "RO" and item.is_ours)):
        return False
    if word == "shared" and words[event.end : event.end + 1] == ("with",) and not openly:
        return False
    if word == "public" and "p" not in letters[event.begin : event.end] and item.tag not in "CDE":
        return False
    if promised:
        return item.tag in "CMDEX" or item.is_ours
    if item.tag in "CE":
        return True
    if predicate in "RO":
        return item.is_ours or (item.tag in "MD" and not {"have", "has", "was", "were"} & set(act))
    if predicate == "Z":
        return item.is_possessed or (item.tag == "D" and item.is_ours)
    return with_code or (item.is_possessed and item.tag != "S") or (item.is_ours and openly)
