"""Other senses: words of release used in a sense in which nothing is released.

Articles are published, data are taken from archives, plans are implemented. `exclusions` covers what belongs to others
and what is only wished for.
"""

from linkscan.text.claims.candidate import Candidate
from linkscan.text.claims.lexicon import PUBLICLY, word_set
from linkscan.text.claims.patterns import ArgumentSlot
from linkscan.text.claims.rule import Rule, only_if
from linkscan.text.claims.tagset import CODE_OR_DEMO, Tag, tag_pattern, tag_set

# Bound once: Python 3.11 takes 180 ns to find a member of an enumeration.
_INSIDE = ArgumentSlot.INSIDE
_OBJECT = ArgumentSlot.OBJECT
_SUBJECT = ArgumentSlot.SUBJECT

_DATA_OR_DATUM = tag_set("data datum")

_PUBLISHED = word_set("published publish publishes publishing")
_ON_TERMS = word_set("under as on via through at with along")
_PRINT = word_set("article articles paper papers chapter preprint")
_HOSTS = word_set("github gitlab bitbucket codeberg sourceforge repository")
_UNNAMED = tag_set("tool name it word")


def literature(candidate: Candidate) -> bool | None:
    """Reject publications: `many methods were published`, `the online version of the paper`."""
    return False if _is_version_of_paper(candidate) or _is_literature(candidate) else None


_OF_PAPER = tag_pattern("of the? paper")


def _is_version_of_paper(candidate: Candidate) -> bool:
    if candidate.mention.tag != Tag.DEMO or not candidate.part[-1].endswith("version"):
        return False
    return _OF_PAPER.match(candidate.event.sentence.tags, candidate.mention.at + 1) is not None


def _is_literature(candidate: Candidate) -> bool:
    event, mention = candidate.event, candidate.mention
    if _PUBLISHED.isdisjoint(candidate.words):
        return False
    is_cited = candidate.words[0] == "to" and event.before == Tag.COMMA  # (Smith et al., to be published)
    is_article = candidate.behind[:1] == ("as",) and not _PRINT.isdisjoint(candidate.behind)  # as an article
    if "previously" in candidate.words or is_cited or (is_article and event.pattern.slot is _SUBJECT):
        return True
    if mention.tag in _DATA_OR_DATUM:  # in a yearbook
        is_news = "new" in candidate.part and candidate.part[-1] == "data" and Tag.HAVE in event.trigger
        is_in_print = (candidate.behind[:1] == ("in",) or is_news) and not (
            candidate.is_promised or mention.is_possessed
        )
        return is_in_print and Tag.PLACE not in event.sentence.tags[event.end :]
    is_made = mention.tag == Tag.TOOL and event.pattern.slot is _OBJECT  # we publish our parser
    is_hosted = not _HOSTS.isdisjoint(candidate.behind)  # published in a GitHub repository
    if event.trigger == Tag.RELEASED and event.pattern.slot is _SUBJECT and candidate.behind[:1] == ("in",):
        return not is_hosted  # codes of papers published in a yearbook
    is_public = candidate.is_linked or candidate.is_open or is_hosted
    is_planned = candidate.is_promised and not mention.is_deep
    if mention.tag not in _UNNAMED or is_made or is_public or is_planned:
        return False
    end = max(event.end, mention.at + 1)
    return _ON_TERMS.isdisjoint(event.sentence.words[end : end + 1])


_OPENERS = tag_set("comma and opening which") | {""}
_ARCHIVED = tag_pattern("available adverb* at the? place")
_WERE = tag_pattern("be adverb* participle")


@only_if(
    lambda form: (
        form.slot is _SUBJECT and not form.is_linked and form.noun in _DATA_OR_DATUM and Tag.BE not in form.trigger
    )
)
def in_archive(candidate: Candidate) -> bool | None:
    """Reject data in an archive that are mentioned in passing: `all sequences available in GenBank were used`."""
    event = candidate.event
    if candidate.mention.is_possessed or event.before in _OPENERS:
        return None
    if event.trigger[:1] == Tag.MADE:
        return False if event.behind == Tag.AT else None
    is_kept = _ARCHIVED.match(event.sentence.tags, event.end - 1) is not None
    return False if is_kept and _WERE.search(event.sentence.tags, event.end) is not None else None


_LEARNERS = word_set("students patients participants learners pupils parents teachers staff nurses clients employees")
_AUDIENCE = tag_pattern("to the? [word adverb participle name]{1,4} (?=at)")


@only_if(lambda form: not form.is_linked)
def for_few(candidate: Candidate) -> bool | None:
    """Reject what is available to few: `the recordings were made available to students`."""
    event = candidate.event
    if event.behind != Tag.TO:
        return None
    is_for_learners = PUBLICLY.isdisjoint(candidate.words) and not _LEARNERS.isdisjoint(candidate.behind)
    if is_for_learners and not candidate.mention.is_possessed:
        return False
    audience = _AUDIENCE.match(event.sentence.tags, event.end)
    return False if audience is not None and event.sentence.words[audience.end()] == "by" else None


_FOUND_OR_PROVIDED = tag_set("found provided")
_OBTAINED = word_set("downloaded obtained retrieved acquired")


@only_if(lambda form: form.slot is _SUBJECT and form.predicate in _FOUND_OR_PROVIDED and Tag.CAN not in form.trigger)
def taken(candidate: Candidate) -> bool | None:
    """Reject what the authors took: `data are downloaded from a website`, `are included in this study`."""
    event = candidate.event
    if candidate.mention.is_possessed:
        return None
    word = candidate.predicate[1]
    is_from = candidate.behind[:1] == ("from",) and not candidate.is_promised
    is_had = event.trigger[0] == Tag.TO and candidate.predicate[0] == Tag.FOUND  # for practices to be retrieved
    is_taken = is_from and ((word in _OBTAINED and Tag.BE in event.trigger) or word == "provided")
    return False if is_had or is_taken else None


@only_if(lambda form: form.noun in CODE_OR_DEMO and not form.is_linked and form.slot in (_OBJECT, _SUBJECT))
def execution(candidate: Candidate) -> bool | None:
    """Reject an `implementation` that means carrying something out, and a `user interface` that something has."""
    event, mention = candidate.event, candidate.mention
    if not candidate.part[-1].startswith(("implementation", "user interface")):
        return None
    is_called_open = Tag.OPEN in event.sentence.tags[mention.start : mention.at]
    if mention.is_possessed or candidate.is_open or candidate.is_promised or is_called_open:
        return None
    if event.pattern.slot is _OBJECT:
        is_listed = event.sentence.tags[mention.at + 1 : mention.at + 2] == Tag.AND and len(candidate.part) == 1
        return False if is_listed else None
    is_vague = candidate.predicate[0] == Tag.PROVIDED or candidate.words[-1] == "accessible"
    is_placed = event.behind == Tag.AT  # is provided in the supplement
    return False if not is_placed and (is_vague or candidate.behind[:1] == ("for",)) else None


@only_if(lambda form: form.noun == Tag.CODE and not form.is_linked)
def coding_theory(candidate: Candidate) -> bool | None:
    """Reject codes that are not programs: `we provide two families of cyclic codes`."""
    return False if candidate.part[-1] == "codes" and not _OF_CODING_THEORY.isdisjoint(candidate.part) else None


_OF_CODING_THEORY = word_set(
    """cyclic quasi-cyclic constacyclic bch reed-solomon reed-muller goppa mds lrc ldpc qldpc parity-check polar turbo
    linear self-dual self-orthogonal error-correcting error-correction stabilizer toric
    convolutional griesmer hamming families"""
)


@only_if(lambda form: form.noun == Tag.NAME and form.slot is _INSIDE and not form.is_linked)
def figurative(candidate: Candidate) -> bool | None:
    """Reject a name that is made `accessible` in a figurative sense: to a method, to a reader."""
    return None if candidate.words[-1] != "accessible" or candidate.is_open else False


SENSES: tuple[Rule, ...] = (literature, in_archive, for_few, taken, execution, coding_theory, figurative)
