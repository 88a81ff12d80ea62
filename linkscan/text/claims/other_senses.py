"""Other senses: words of release that hand out nothing.

Animals are released and articles published; data are needed, are available even so, or are taken from where others
keep them. `exclusions` hold what others have and what is only wished for.
"""

from collections.abc import Callable

from linkscan.patterns import lazy_pattern
from linkscan.text.claims.candidate import Candidate
from linkscan.text.claims.lexicon import PUBLICLY, word_set
from linkscan.text.claims.patterns import ArgumentSlot
from linkscan.text.claims.tagset import CODE_OR_DEMO, MODEL_OR_DATA, NAME_OR_WORD, Tag, tag_pattern, tag_set

# Bound once: Python 3.11 takes 180 ns to find a member of an enumeration.
_HEAD = ArgumentSlot.HEAD
_INSIDE = ArgumentSlot.INSIDE
_OBJECT = ArgumentSlot.OBJECT
_SUBJECT = ArgumentSlot.SUBJECT

_NEAR = 8  # words

_NEEDED = word_set("need needs needed")


def _is_needed(candidate: Candidate) -> bool:
    """`Data need to be made public`."""
    event = candidate.event
    if candidate.mention.is_possessed:
        return False
    before = event.sentence.words[max(0, event.begin - 2) : event.begin]
    return event.trigger[:1] == Tag.TO and not _NEEDED.isdisjoint(before)


_OF_CONDUCT = word_set("conduct ethics practice")
_CASES = word_set("case cases")
_OF_LAW = word_set(
    """civil penal criminal building dress zip postal icd icd-9 icd-10 icd-11 diagnosis diagnostic procedure billing tax
    labor labour moral ethical genetic asme qr morse country cultural legal fire electrical"""
)


def _is_rule_book(candidate: Candidate) -> bool:
    """A `code of conduct`, the `penal code`, `ICD-10 codes`, the cases of an engineering code."""
    mention, words = candidate.mention, candidate.event.sentence.words
    if mention.tag != Tag.CODE or candidate.part[-1] not in ("code", "codes"):
        return False
    behind = words[mention.at + 1 : mention.at + 3]
    is_of_law = behind[:1] != () and (behind[0] in _CASES or (behind[0] == "of" and behind[-1] in _OF_CONDUCT))
    return is_of_law or not _OF_LAW.isdisjoint(candidate.part)


_ASSUMED = word_set("assume assumes assumed assuming suppose provided")
_EVEN_WHEN = tag_pattern("adverb when [word name adverb participle the our code data tool model datum and comma]*$")


def _is_supposed(candidate: Candidate) -> bool:
    """`Even when data are available`, `we assume that the code is available`."""
    event = candidate.event
    if event.pattern.slot is not _SUBJECT or candidate.mention.is_possessed or candidate.is_linked:
        return False
    start = min((mention.start for mention in event.mentions), default=candidate.mention.start)
    words = event.sentence.words
    condition = _EVEN_WHEN.search(event.sentence.tags, max(0, start - _NEAR), start)
    if condition is not None and words[condition.start()] == "even":
        return True
    return "that" in words[:start] and not _ASSUMED.isdisjoint(words[:start])


_PUBLISHED = word_set("published publish publishes publishing")
_ON_TERMS = word_set("under as on via through at with along")
_HOSTS = word_set("github gitlab bitbucket codeberg sourceforge repository")
_UNNAMED = tag_set("tool name it word")


def _is_literature(candidate: Candidate) -> bool:
    """`Many methods were published`, `we published a review`; data and code are published otherwise."""
    event, mention = candidate.event, candidate.mention
    if _PUBLISHED.isdisjoint(event.words):
        return False
    if "previously" in event.words or (event.words[0] == "to" and event.before == Tag.COMMA):
        return True  # (Smith et al., to be published)
    if mention.tag in _DATA_OR_DATUM:  # in a yearbook
        is_news = "new" in candidate.part and candidate.part[-1] == "data" and Tag.HAVE in event.trigger
        is_in_print = (candidate.behind[:1] == ("in",) or is_news) and not (
            candidate.is_promised or mention.is_possessed
        )
        return is_in_print and Tag.PLACE not in event.sentence.tags[event.end : event.end + _NEAR]
    is_made = mention.tag == Tag.TOOL and event.pattern.slot is _OBJECT  # we publish our parser
    is_hosted = not _HOSTS.isdisjoint(candidate.behind)  # published in a GitHub repository
    is_public = candidate.is_linked or candidate.is_open or candidate.has_code or is_hosted
    if mention.tag not in _UNNAMED or is_made or is_public:
        return False
    if candidate.is_promised:
        return mention.tag == Tag.NAME and mention.is_deep
    end = max(event.end, mention.at + 1)
    return _ON_TERMS.isdisjoint(event.sentence.words[end : end + 1])


_RELEASED_WORDS = word_set("released release releases releasing")
_CAUGHT = word_set("captured caught marked tagged recaptured banded ringed trapped collected captive")
_AWAY = word_set("from into back onto")


def _is_set_free(candidate: Candidate) -> bool:
    """A drug is `released from` a carrier, a bird `back into` its range, once caught and marked."""
    event = candidate.event
    if _RELEASED_WORDS.isdisjoint(event.words) or candidate.is_linked or candidate.mention.tag not in _UNNAMED:
        return False
    if not (_CAUGHT.isdisjoint(event.words) or candidate.is_open):
        return True
    behind = candidate.mention.at + 1 if event.pattern.slot is _OBJECT else event.end
    return not _AWAY.isdisjoint(event.sentence.words[behind : behind + 1])


_ABLE = word_set("able ability capable capacity")


def _is_ability(candidate: Candidate) -> bool:
    """`Cells are able to take up and release a drug`, `the ability to publish data`."""
    event = candidate.event
    if event.pattern.slot is not _OBJECT or candidate.is_linked:
        return False
    before = event.sentence.words[max(0, event.begin - _NEAR) : event.begin]
    return not _ABLE.isdisjoint(before) and ("to" in before or "of" in before)


def _is_compound(candidate: Candidate) -> bool:
    """`A breeding and release program`, `the challenge of storing and publishing data`."""
    event = candidate.event
    words, at = event.sentence.words, event.begin
    if event.pattern.slot is not _OBJECT or event.before == "" or words[at] != "and":
        return False
    is_modifier = words[event.end - 1] == "release" and event.sentence.tags[event.end] == Tag.TOOL
    if is_modifier and event.sentence.tags[at - 1] in NAME_OR_WORD:
        return True  # capture, mark and release methods
    is_gerund = words[at - 1].endswith("ing") and event.sentence.tags[at - 1] in _GERUND
    return is_gerund and (words[event.end - 1] == "release" or words[max(0, at - 2)] == "of")


_GERUND = tag_set("participle word doing present releasing")


_WHICH_PART = tag_pattern("[at for] which [^be have verb can will]*$")


def _is_outside(candidate: Candidate) -> bool:
    """`Models about which data are available`: what stands before `about which` is not the subject."""
    event, mention = candidate.event, candidate.mention
    if event.pattern.slot is not _SUBJECT or mention.at >= event.begin:
        return False
    return _WHICH_PART.search(event.sentence.tags, mention.at + 1, event.begin) is not None


_MASSES = word_set("amounts quantities")
_SOME = word_set("most many some few several")


def _is_of_many(candidate: Candidate) -> bool:
    """`Most of them are available`, `there are few open-source tools`."""
    words, start = candidate.event.sentence.words, candidate.mention.start
    if candidate.is_linked or candidate.mention.is_possessed:
        return False
    if words[max(0, start - _NEAR) : start] and not _MASSES.isdisjoint(words[max(0, start - _NEAR) : start]):
        return candidate.event.pattern.slot is _SUBJECT
    if candidate.event.begin and words[candidate.event.begin - 1] == "there":
        return True
    return words[start - 1 : start] == ("of",) and words[max(0, start - 2)] in _SOME


_WHILE_USED = tag_pattern("comma be adverb* participle")


def _is_used_here(candidate: Candidate) -> bool:
    """`X, which is an open-source system, was used to train`, `using a parser (open-source)`."""
    event = candidate.event
    tags, words = event.sentence.tags, event.sentence.words
    if event.pattern.slot is _HEAD and event.before == Tag.WHICH:
        used = _WHILE_USED.search(tags, candidate.mention.at, candidate.mention.at + _NEAR)
        is_ours = Tag.OUR in tags[max(0, event.begin - _NEAR) : event.begin]
        return used is not None and words[used.end() - 1] == "used" and not is_ours
    is_aside = event.before == Tag.OPENING and event.behind == Tag.CLOSING and event.trigger == Tag.OPEN
    return is_aside and not candidate.mention.is_possessed and not _USING.isdisjoint(words[: event.begin])


_KEPT = tag_pattern("available adverb* at the? place")


def _is_kept_elsewhere(candidate: Candidate) -> bool:
    """`All sequences available in GenBank`, `data made available through an archive show`: a part of a sentence."""
    event = candidate.event
    if event.pattern.slot is not _SUBJECT or Tag.BE in event.trigger or candidate.is_linked:
        return False
    if candidate.mention.is_possessed or candidate.mention.tag not in _DATA_OR_DATUM or event.before in _OPENERS:
        return False
    if event.trigger[:1] == Tag.MADE:
        return event.behind in _AT_BY
    is_kept = _KEPT.match(event.sentence.tags, event.end - 1) is not None
    return is_kept and _WERE.search(event.sentence.tags, event.end) is not None


_AT_BY = tag_set("at")
_OPENERS = tag_set("comma and opening which") | {""}
_DATA_OR_DATUM = tag_set("data datum")
_WERE = tag_pattern("be adverb* participle")
_USING = word_set("use used using uses")

_YEAR = lazy_pattern(r"(?:january|february|march|april|may|june|july|august|september|october|november|december) \d{4}")
_LEARNERS = word_set("students patients participants learners pupils parents teachers staff nurses clients employees")
_AUDIENCE = tag_pattern("to the? [word adverb participle name]{1,4} (?=at)")


def _is_for_few(candidate: Candidate) -> bool:
    """`The recordings were made available to students`, or to readers `by a translation`."""
    event = candidate.event
    if candidate.is_linked or event.behind != Tag.TO:
        return False
    if (
        not candidate.mention.is_possessed
        and PUBLICLY.isdisjoint(event.words)
        and not _LEARNERS.isdisjoint(candidate.behind[:4])
    ):
        return True
    audience = _AUDIENCE.match(event.sentence.tags, event.end)
    return audience is not None and event.sentence.words[audience.end()] == "by"


def _is_long_ago(candidate: Candidate) -> bool:
    """`Ten years ago, a classification was released`, a report `was released in May 2017`."""
    event = candidate.event
    if candidate.mention.is_possessed or candidate.is_linked or candidate.is_promised:
        return False
    is_dated = candidate.behind[:1] == ("in",) and _YEAR.fullmatch(" ".join(candidate.behind[1:3])) is not None
    return "ago" in event.sentence.words[: event.begin] or (is_dated and candidate.predicate[0] == Tag.RELEASED)


_INCOMING = word_set("become becomes")


def _is_coming(candidate: Candidate) -> bool:
    """`Soon larger datasets will become available`; ours will be."""
    return not (_INCOMING.isdisjoint(candidate.event.words) or candidate.mention.is_ours or candidate.is_linked)


def _is_open_question(candidate: Candidate) -> bool:
    """`The model is open for comparison`, `we open this Special Issue`."""
    event = candidate.event
    if event.pattern.slot is _OBJECT and event.words[-1:] == ("open",) and candidate.mention.tag == Tag.NAME:
        return True
    return candidate.event.words[-1:] == ("open",) and candidate.behind[:1] == ("for",)


_TAKING = word_set("downloaded obtained retrieved acquired")


def _is_taken(candidate: Candidate) -> bool:
    """`The data are downloaded from a website`, `were provided from a database`, `are included in this study`."""
    event, mention = candidate.event, candidate.mention
    word = candidate.predicate[1]
    if event.pattern.slot is not _SUBJECT or mention.is_possessed or Tag.CAN in event.trigger:
        return False
    if word == "included":
        return mention.tag in MODEL_OR_DATA and not candidate.is_linked and candidate.behind[:1] == ("in",)
    is_from = candidate.behind[:1] == ("from",) and not candidate.is_promised
    is_had = event.words[0] == "to" and candidate.predicate[0] == Tag.FOUND  # for practices to be retrieved
    return is_had or (is_from and ((word in _TAKING and Tag.BE in event.trigger) or word == "provided"))


_DESCRIBED_BY = word_set("with through")


def _is_work(candidate: Candidate) -> bool:
    """The `implementation` of a plan is work, not software."""
    event, mention = candidate.event, candidate.mention
    if mention.tag not in CODE_OR_DEMO or not candidate.part[-1].startswith("implementation"):
        return False
    is_called_open = Tag.OPEN in event.sentence.tags[mention.start : mention.at]
    if candidate.is_linked or mention.is_possessed or candidate.is_open or candidate.is_promised or is_called_open:
        return False
    if event.pattern.slot is _OBJECT:
        return event.sentence.tags[mention.at + 1 : mention.at + 2] == Tag.AND and len(candidate.part) == 1
    is_vague = candidate.predicate[0] == Tag.PROVIDED or event.words[-1] == "accessible"
    return event.pattern.slot is _SUBJECT and (is_vague or candidate.behind[:1] == ("for",))


_PURPOSES = word_set("aim goal objective purpose")


def _is_purpose(candidate: Candidate) -> bool:
    """`The aim of this study is to provide an atlas`, `results of the study to provide a database`."""
    event = candidate.event
    if event.trigger[:1] != Tag.PAPER or Tag.PROVIDE not in event.trigger or Tag.TO not in event.trigger:
        return False
    before = event.sentence.words[max(0, event.begin - _NEAR) : event.begin]
    return event.trigger[1:2] == Tag.TO or not _PURPOSES.isdisjoint(before)


def _is_format(candidate: Candidate) -> bool:
    """`The script is only available as raster data`."""
    return "only" in candidate.event.words and "as" in candidate.event.words and not candidate.is_linked


def _is_made_clear(candidate: Candidate) -> bool:
    """One makes a tree `accessible` to a method."""
    event = candidate.event
    is_accessible = event.pattern.slot is _INSIDE and event.words[-1] == "accessible"
    return is_accessible and candidate.mention.tag == Tag.NAME and not (candidate.is_linked or candidate.is_open)


SENSES: tuple[Callable[[Candidate], bool], ...] = (
    _is_rule_book,
    _is_needed,
    _is_supposed,
    _is_literature,
    _is_set_free,
    _is_ability,
    _is_compound,
    _is_outside,
    _is_of_many,
    _is_used_here,
    _is_kept_elsewhere,
    _is_for_few,
    _is_long_ago,
    _is_coming,
    _is_open_question,
    _is_taken,
    _is_work,
    _is_purpose,
    _is_format,
    _is_made_clear,
)


def has_other_sense(candidate: Candidate) -> bool | None:
    """Refuse what is released in another sense of the word."""
    return False if any(sense(candidate) for sense in SENSES) else None
