"""Find what `which` points back to, and what else was named before an act of its sentence."""

from linkscan.text.event import Event
from linkscan.text.item import NOUNS, Item
from linkscan.text.phrases import read_object
from linkscan.text.tagging import Sentence
from linkscan.text.words import words

_VERBS = "IrzmVRZgP"
_NEW = words("new novel")
_NEAR = 5  # words before a noun that may describe it


def read_antecedents(event: Event, which: int) -> list[Item]:
    """Give what `which` points back to: what was made before it, else the nearest artefact that the act fits."""
    sentence = event.sentence
    verb = next((index for index in range(which - 1, -1, -1) if _is_verb(sentence, index)), -1)
    if verb >= 0 and sentence.letters[verb] in "IrzR":
        return [item._replace(is_ours=True) for item in read_object(sentence, verb + 1, which)]
    if verb >= 0 and not set(event.act) & set("pfRO"):
        return []
    nearest = read_nearest(sentence, 0, which)
    if set(event.act) & set("pf"):
        return [item._replace(is_ours=True) for item in nearest]
    if any(not _NEW.isdisjoint(sentence.words[max(0, item.at - _NEAR) : item.at]) for item in nearest):
        return [item._replace(is_ours=True) for item in nearest]
    is_defining = sentence.words[which] == "that"  # the datasets that are available, rather than all others
    return [item for item in nearest if item.is_possessed or not is_defining]


def _is_verb(sentence: Sentence, index: int) -> bool:
    """Tell a verb from a participle before its noun: `the annotated datasets`."""
    is_noun_next = sentence.letters[index + 1 : index + 2] in NOUNS
    is_adjective = is_noun_next and sentence.letters[index - 1] in "do.y" and sentence.words[index].endswith("ed")
    return sentence.letters[index] in _VERBS and not is_adjective


def read_made(event: Event) -> list[Item]:
    """Give what the authors made in the clause before."""
    letters = event.sentence.letters
    verb = max(letters.rfind(letter, 0, event.begin) for letter in "Irz")
    return (
        read_object(event.sentence, verb + 1, event.begin)
        if verb >= 0 and "e" not in letters[verb : event.begin]
        else []
    )


def read_nearest(sentence: Sentence, start: int, stop: int) -> list[Item]:
    """Give the last artefact that is named between two words."""
    places = (max(sentence.letters.rfind(letter, start, stop) for letter in kinds) for kinds in ("CMD", "B", "S"))
    nearest = next((place for place in places if place >= 0), -1)
    return read_object(sentence, nearest, nearest + 1) if nearest >= 0 else []
