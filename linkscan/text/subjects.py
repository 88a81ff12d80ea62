"""Read what stands before an act: `our code is available`, `which will be released`, `code at URL`."""

from collections.abc import Sequence

from linkscan.text.antecedents import read_antecedents, read_made, read_nearest
from linkscan.text.event import Event
from linkscan.text.forms import AS_CODE, called_code
from linkscan.text.item import NOUNS, Item
from linkscan.text.phrases import LONGEST, read_first, read_object, read_subject
from linkscan.text.tags import tags

_BARE_FOLLOWER = tags(r"(?:adverb|for word)*(?:[at to colon opening closing]|address|stop|$)")


def read_subject_act(event: Event, last: Event | None) -> Event | None:
    """Complete an act whose artefacts stand before it; `last` is the act before it."""
    form = AS_CODE.match(event.sentence.letters, event.end)
    if not form and _is_attributive(event):
        return None
    if form and (not set(event.act) & set("kZ") or "O" in form[0]):  # is available as an open-source library
        return event._replace(end=form.end(), items=[called_code(event.end + 1, form.end() - 1)])
    pointed = _pointed_to(event, last)
    if pointed is not None:
        return event._replace(items=pointed)
    items = _set_off(event) or read_subject(event.sentence, event.floor, event.begin)
    if event.before == "c" and all(item.is_deep and not item.is_ours for item in items):
        found = _of_second_verb(event, items)
        if found is not None:
            return found
    if items:
        return event._replace(items=items)
    return _without_subject(event, last)


def _is_attributive(event: Event) -> bool:
    """Tell `the available data` from `the data are available`."""
    if event.cue.name == "is available" and "b" not in event.act:
        return not _BARE_FOLLOWER.match(event.sentence.letters, event.end) or event.before in ("d", "o", "@", "s")
    return event.act[-1] == "v" and event.behind in NOUNS


def _pointed_to(event: Event, last: Event | None) -> Sequence[Item] | None:
    """Read `which is available`, `the code of which is available`, and `it is kept in our archive and will be out`."""
    if event.words[0] in ("all", "both") and event.before in ("", ";", "c"):  # both are available
        return [Item(event.begin, event.begin, "a", None, is_ours=True, is_possessed=False, is_others=False)]
    if event.before == "c" and last is not None and event.sentence.letters[last.end] in "@T":
        return last.items
    if event.before != "q":
        return None
    which = event.begin - 1
    is_part = event.sentence.letters[which - 1] == "t"
    part = read_subject(event.sentence, event.floor, which - 1) if is_part else []
    return part[-1:] or read_antecedents(event, which)


_RELATIVE = tags("which be [^we stop which]+ and$")
"""A clause of two verbs: `which was curated for this work and will be released`."""


def _of_second_verb(event: Event, items: Sequence[Item]) -> Event | None:
    """Read `it shows many environments and is available`, `which was made for this work and is available`."""
    if items:
        first = read_first(event.sentence, event.begin)
        return _with_verb(event)._replace(items=first) if first else None
    relative = _RELATIVE.search(event.sentence.letters, max(event.floor, event.begin - LONGEST), event.begin)
    return event._replace(items=read_antecedents(event, relative.start())) if relative else None


def _without_subject(event: Event, last: Event | None) -> Event | None:
    """Read an act whose subject stands before another verb, or is the object of the clause before."""
    items: Sequence[Item] = ()
    adverbial = event.sentence.letters[event.floor : event.begin]
    if adverbial[:1] == "u" and set("ewq,;").isdisjoint(adverbial):  # to help others our code is available
        determiner = max(event.sentence.letters.rfind(letter, event.floor, event.begin) for letter in "do")
        items = read_object(event.sentence, determiner, event.begin) if determiner >= 0 else ()
    elif event.before in ("c", ",") and not event.has_author(event.floor):
        # The code comes with the paper, and will be kept up.
        items = last.items if last is not None else read_first(event.sentence, event.begin)
        event = event if last is not None else _with_verb(event)
    elif event.before == ",":  # we present a dataset for research, available at URL
        items = read_made(event) or read_nearest(event.sentence, event.begin - 2, event.begin)
    return event._replace(items=items) if items or "b" in event.act else None


_NEAR = 20  # words
_SET_OFF = tags("for [the our all adverb word name participle code model data datum tool extra demo and comma]*$")


def _set_off(event: Event) -> list[Item]:
    """Give what is added with its state: `it is fast, with code and models available at URL`."""
    if "b" in event.act:
        return []
    found = _SET_OFF.search(event.sentence.letters, max(event.floor, event.begin - _NEAR), event.begin)
    if found is None or event.sentence.words[found.start()] != "with":
        return []
    return read_object(event.sentence, found.start() + 1, event.begin)


def _with_verb(event: Event) -> Event:
    """Begin the act at its verb: `All models are multilingual and open-source`."""
    verb = event.sentence.letters.rfind("b", 0, event.begin)
    return event._replace(begin=verb) if verb >= 0 and "b" not in event.act else event
