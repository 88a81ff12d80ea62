"""Other senses: words of release used in a sense in which nothing is released.

Articles are published, data are taken from archives, plans are implemented. `exclusions` covers what belongs to others
and what is only wished for.
"""

from collections.abc import Callable

from linkscan.text.claims.candidate import Candidate
from linkscan.text.claims.lexicon import PUBLICLY, word_set
from linkscan.text.claims.patterns import ArgumentSlot
from linkscan.text.claims.tagset import CODE_OR_DEMO, Tag, tag_pattern, tag_set

# Bound once: Python 3.11 takes 180 ns to find a member of an enumeration.
_INSIDE = ArgumentSlot.INSIDE
_OBJECT = ArgumentSlot.OBJECT
_SUBJECT = ArgumentSlot.SUBJECT

_DATA_OR_DATUM = tag_set("data datum")

_PUBLISHED = word_set("published publish publishes publishing")
_ON_TERMS = word_set("under as on via through at with along")
_HOSTS = word_set("github gitlab bitbucket codeberg sourceforge repository")
_UNNAMED = tag_set("tool name it word")


def _is_literature(candidate: Candidate) -> bool:
    """Return whether a publication is meant: `many methods were published`, `we published a review`."""
    event, mention = candidate.event, candidate.mention
    if _PUBLISHED.isdisjoint(candidate.words):
        return False
    if "previously" in candidate.words or (candidate.words[0] == "to" and event.before == Tag.COMMA):
        return True  # (Smith et al., to be published)
    if mention.tag in _DATA_OR_DATUM:  # in a yearbook
        is_news = "new" in candidate.part and candidate.part[-1] == "data" and Tag.HAVE in event.trigger
        is_in_print = (candidate.behind[:1] == ("in",) or is_news) and not (
            candidate.is_promised or mention.is_possessed
        )
        return is_in_print and Tag.PLACE not in event.sentence.tags[event.end :]
    is_made = mention.tag == Tag.TOOL and event.pattern.slot is _OBJECT  # we publish our parser
    is_hosted = not _HOSTS.isdisjoint(candidate.behind)  # published in a GitHub repository
    is_public = candidate.is_linked or candidate.is_open or is_hosted
    is_planned = candidate.is_promised and not mention.is_deep
    if mention.tag not in _UNNAMED or is_made or is_public or is_planned:
        return False
    end = max(event.end, mention.at + 1)
    return _ON_TERMS.isdisjoint(event.sentence.words[end : end + 1])


_OPENERS = tag_set("comma and opening which") | {""}
_ARCHIVED = tag_pattern("available adverb* at the? place")
_WERE = tag_pattern("be adverb* participle")


def _is_in_archive(candidate: Candidate) -> bool:
    """Return whether data in an archive are mentioned in passing: `all sequences available in GenBank were used`."""
    event = candidate.event
    if event.pattern.slot is not _SUBJECT or Tag.BE in event.trigger or candidate.is_linked:
        return False
    if candidate.mention.is_possessed or candidate.mention.tag not in _DATA_OR_DATUM or event.before in _OPENERS:
        return False
    if event.trigger[:1] == Tag.MADE:
        return event.behind == Tag.AT
    is_kept = _ARCHIVED.match(event.sentence.tags, event.end - 1) is not None
    return is_kept and _WERE.search(event.sentence.tags, event.end) is not None


_LEARNERS = word_set("students patients participants learners pupils parents teachers staff nurses clients employees")
_AUDIENCE = tag_pattern("to the? [word adverb participle name]{1,4} (?=at)")


def _is_for_few(candidate: Candidate) -> bool:
    """Return whether it is available to few: `the recordings were made available to students`."""
    event = candidate.event
    if event.behind != Tag.TO or candidate.is_linked:
        return False
    is_for_learners = PUBLICLY.isdisjoint(candidate.words) and not _LEARNERS.isdisjoint(candidate.behind)
    if is_for_learners and not candidate.mention.is_possessed:
        return True
    audience = _AUDIENCE.match(event.sentence.tags, event.end)
    return audience is not None and event.sentence.words[audience.end()] == "by"


_OBTAINED = word_set("downloaded obtained retrieved acquired")


def _is_obtained(candidate: Candidate) -> bool:
    """Return whether the authors obtained it: `data are downloaded from a website`, `are included in this study`."""
    event, mention = candidate.event, candidate.mention
    if event.pattern.slot is not _SUBJECT or mention.is_possessed or Tag.CAN in event.trigger:
        return False
    word = candidate.predicate[1]
    is_from = candidate.behind[:1] == ("from",) and not candidate.is_promised
    is_had = event.trigger[0] == Tag.TO and candidate.predicate[0] == Tag.FOUND  # for practices to be retrieved
    return is_had or (is_from and ((word in _OBTAINED and Tag.BE in event.trigger) or word == "provided"))


def _is_execution(candidate: Candidate) -> bool:
    """Return whether `implementation` means carrying something out, not software."""
    event, mention = candidate.event, candidate.mention
    if mention.tag not in CODE_OR_DEMO or not candidate.part[-1].startswith("implementation"):
        return False
    is_called_open = Tag.OPEN in event.sentence.tags[mention.start : mention.at]
    if candidate.is_linked or mention.is_possessed or candidate.is_open or candidate.is_promised or is_called_open:
        return False
    if event.pattern.slot is _OBJECT:
        return event.sentence.tags[mention.at + 1 : mention.at + 2] == Tag.AND and len(candidate.part) == 1
    is_vague = candidate.predicate[0] == Tag.PROVIDED or candidate.words[-1] == "accessible"
    is_placed = event.behind == Tag.AT  # is provided in the supplement
    return event.pattern.slot is _SUBJECT and not is_placed and (is_vague or candidate.behind[:1] == ("for",))


def _is_figurative(candidate: Candidate) -> bool:
    """Return whether a name is made `accessible` in a figurative sense: to a method, to a reader."""
    event = candidate.event
    if event.pattern.slot is not _INSIDE or candidate.words[-1] != "accessible":
        return False
    return candidate.mention.tag == Tag.NAME and not (candidate.is_linked or candidate.is_open)


SENSES: tuple[Callable[[Candidate], bool], ...] = (
    _is_literature,
    _is_in_archive,
    _is_for_few,
    _is_obtained,
    _is_execution,
    _is_figurative,
)


def has_other_sense(candidate: Candidate) -> bool | None:
    """Return False if the candidate is released only in another sense of the word, else None."""
    for has_sense in SENSES:
        if has_sense(candidate):
            return False
    return None
