"""Decide whether the authors release the artefact that a release event mentions, now or later.

The rules are ordered; the first that decides counts.
"""

from functools import lru_cache

from linkscan.models import Asset
from linkscan.text.claims.candidate import Candidate
from linkscan.text.claims.coreference import IN_DATABASE
from linkscan.text.claims.exclusions import EXCLUSIONS
from linkscan.text.claims.lexicon import PUBLICLY, USING, word_set
from linkscan.text.claims.other_senses import SENSES
from linkscan.text.claims.ownership import is_ours
from linkscan.text.claims.patterns import ArgumentSlot, Pattern, Requirement
from linkscan.text.claims.place_rules import archived, at_a_place, deposited
from linkscan.text.claims.rule import Form, Rule, may_decide, only_if
from linkscan.text.claims.tagset import (
    ASSETS_BY_NAME,
    CODE_OR_DEMO,
    MODEL_OR_DATA,
    OPENNESS,
    PROVIDING,
    SAID_OUTRIGHT,
    Tag,
    tag_pattern,
    tag_set,
)

# Bound once: Python 3.11 takes 180 ns to find a member of an enumeration.
_NOTHING = Requirement.NOTHING
_ASSET_CODE = Asset.CODE
_ASSET_DATA = Asset.DATA
_INSIDE = ArgumentSlot.INSIDE
_NOT_OTHERS = Requirement.NOT_OTHERS
_OBJECT = ArgumentSlot.OBJECT
_SUBJECT = ArgumentSlot.SUBJECT

_MODEL_OR_NAME = tag_set("model name")
_NAMED = tag_set("code model data demo")
_WEAK = tag_set("tool datum extra")
_PREDICATIVE = tag_set("be made verb open")
_TOOL_OR_NAME = tag_set("tool name")
_TOOL_OR_DATUM = tag_set("tool datum")
_VAGUE_OBJECTS = tag_set("tool datum it")
_PUBLIC_THINGS = tag_set("code data demo")
_VAGUE_THINGS = tag_set("tool extra")
_DATA_OR_DATUM = tag_set("data datum")
_SUBSTANCES = word_set("agent agents")

_ON_TERMS = word_set("distributed licensed licenced")
_TERMS = word_set("under as freely with")
_AIMS = word_set("aim aims hope")
_NEAR_AIM = 3  # words: the aim of this paper is to provide
_AGENTS = word_set("by among across between")
_MEANS = word_set("anonymous ftp")
_BECOMING = word_set("become becomes becoming")
_WERE = word_set("was were")
_GENERALIZING = word_set(
    "commercially routinely often usually commonly typically frequently increasingly widely broadly"
)
_VAGUE = word_set("accessible open free live obtainable online")
_QUANTITY = word_set("number lot majority variety range amount host")
_PAST = word_set("have has was were been")
_OPENNESS_OR_PLACE = tag_set("open available place")
_VAGUE_DATA = word_set("benchmark benchmarks data ontology")
_TRAINED = ("tuned", "open", "open-source", "open source", "checkpoint", "checkpoints")
_TO_DOWNLOAD = word_set(
    """a an the our its and full complete official reference example public open-source open source code software
    python c++ matlab pytorch tensorflow jax julia cuda gpu ros r java modular downloadable available documented
    accompanying implementation implementations"""
) | {"source code"}
"""Words that go with `implementation` if it can be downloaded, rather than having only been made."""

_NEAR_HEAD = 16  # words: an implementation of songs in open-source software
_SOFTWARE = word_set("tool tools platform platforms stack suite")
_WITH_PAPER = tag_pattern("(?:and|for word of)? [at for and] [the our] adverb? paper")
"""The paper as companion: `released with this paper`, `made available along with this work`."""


def is_released(candidate: Candidate) -> bool:
    """Return whether the authors release or promise the artefact; the last rule always decides."""
    event = candidate.event
    rules = _rules_for(event.pattern, event.trigger, candidate.predicate[0], candidate.mention.tag, candidate.is_linked)
    for rule in rules:
        verdict = rule(candidate)
        if verdict is not None:
            return verdict
    raise AssertionError  # the last rule decides


@only_if(lambda form: form.requires is not _NOTHING)
def _required_by_pattern(candidate: Candidate) -> bool | None:
    """Decide by the requirement of the pattern: `see here for our code`, `you can find our code at URL`."""
    match candidate.event.pattern.requires:
        case Requirement.NAMED_ARTEFACT:
            return candidate.mention.tag in _NAMED
        case Requirement.ADDRESS:
            return candidate.is_linked
        case Requirement.ADDRESS_OR_OPEN:
            return candidate.is_linked or not _OPENNESS_OR_PLACE.isdisjoint(candidate.event.trigger)
        case Requirement.OURS | Requirement.NOT_OTHERS:
            return is_ours(candidate)
        case _:
            return None


@only_if(lambda form: form.slot is _OBJECT and form.trigger.rstrip(Tag.ADVERB)[-1:] in PROVIDING)
def _provided(candidate: Candidate) -> bool | None:
    """Decide on objects of `provide`, since papers also provide insights, frameworks and results."""
    mention = candidate.mention
    said_before = candidate.event.sentence.words_before(candidate.event.begin, _NEAR_AIM)
    if "example" in candidate.part or not _AIMS.isdisjoint((*candidate.words, *said_before)):
        return False  # a piece of code in the text, what a paper aims to provide
    is_called_open = not set(candidate.event.sentence.tags[mention.start : mention.at]).isdisjoint(OPENNESS)
    is_easy = mention.tag == Tag.TOOL and "accessible" in candidate.part and PUBLICLY.isdisjoint(candidate.part)
    if (
        is_called_open and mention.tag != Tag.DATUM and "readily" not in candidate.part and not is_easy
    ):  # we provide an open-source parser
        return not mention.is_deep
    is_named_so = (
        (
            mention.tag in MODEL_OR_DATA
            and (candidate.is_linked or mention.is_possessed or (candidate.has_code and candidate.is_added))
        )
        or (mention.tag == Tag.DATUM and (mention.is_possessed or (candidate.is_linked and not mention.is_deep)))
        or (mention.tag in _TOOL_OR_NAME and candidate.is_linked and mention.is_ours)
        or (mention.tag == Tag.PLACE and candidate.is_linked)
        or (mention.tag == Tag.TOOL and candidate.part[-1] in _SOFTWARE and "software" in candidate.part)
        or (mention.tag == Tag.TOOL and mention.is_ours and not PUBLICLY.isdisjoint(candidate.words))
    )
    return is_named_so or (not mention.is_deep and _is_tangible(candidate))


def _is_tangible(candidate: Candidate) -> bool:
    """Return whether the noun alone means an artefact; implementations may be on robots, weights may be shared."""
    tag, part = candidate.mention.tag, candidate.part
    if tag in CODE_OR_DEMO:
        is_software = (
            Tag.OPEN in candidate.event.sentence.tags[candidate.mention.at : candidate.mention.at + _NEAR_HEAD]
        )
        is_made = part[-1].startswith("implementation") and not candidate.is_linked and not is_software
        return not is_made or _TO_DOWNLOAD.issuperset(part) or _to_be_used(candidate)
    if tag in _MODEL_OR_NAME:
        is_shared = candidate.words[-1].startswith("share")
        return not is_shared and any("train" in word or word.endswith(_TRAINED) for word in part)
    return tag == Tag.DATA and part[-1] not in _VAGUE_DATA


_TO_BE_USED = tag_pattern(
    "(?:of [the our word name adverb tool]{1,5})? (?:which can be participle|at name [comma stop])"
)
"""What follows a program, not a deed: `an implementation that can be used`, `an implementation in Python`."""


def _to_be_used(candidate: Candidate) -> bool:
    return _TO_BE_USED.match(candidate.event.sentence.tags, candidate.mention.at + 1) is not None


@only_if(lambda form: form.slot is _INSIDE and form.noun in _VAGUE_OBJECTS and not form.is_linked)
def _made_available(candidate: Candidate) -> bool | None:
    """Decide on vague objects of `make available`: they are released if the words say `publicly` or the like."""
    is_pronoun = candidate.mention.tag == Tag.IT
    is_vague = is_pronoun and candidate.words[-1] == "accessible"  # making them accessible to robots
    is_anyones = candidate.mention.tag in _TOOL_OR_DATUM and not candidate.mention.is_ours
    return candidate.is_called_open if is_vague or is_anyones else None


@only_if(lambda form: form.slot is not _SUBJECT or form.is_linked)
def _explicitly_released(candidate: Candidate) -> bool | None:
    """Accept explicit releases, `we release X`, and subjects with a URL; reject weak nouns that may be modifiers."""
    mention = candidate.mention
    return not (mention.is_deep and mention.tag in _WEAK and candidate.event.pattern.slot is _OBJECT)


@only_if(lambda form: form.noun == Tag.TOOL and Tag.BE in form.trigger)
def _open_tool(candidate: Candidate) -> bool | None:
    """Accept tools that are called open source: `an open-source parser is provided`."""
    mention = candidate.mention
    return True if Tag.OPEN in candidate.event.sentence.tags[mention.start : mention.at] else None


@only_if(lambda form: _PREDICATIVE.isdisjoint(form.trigger))
def _without_verb(candidate: Candidate) -> bool | None:
    """Decide on adjectives without a verb: `Code available` opens a sentence, `the data available` only describes."""
    start = candidate.mention.start
    if candidate.mention.is_possessed and candidate.event.sentence.tags[start - 1 : start] == Tag.BE:
        return None  # TextNet is an R package available from CRAN
    if candidate.mention.tag == Tag.CODE and _AS_FORM.match(candidate.event.sentence.tags, candidate.event.begin - 1):
        return _is_subject_form(candidate)
    if candidate.mention.tag == Tag.DEMO and candidate.is_linked and start == candidate.mention.at:
        return Tag.VERB not in candidate.event.sentence.tags[:start]
    is_set_off = start <= 1 or candidate.event.sentence.words[start - 1] in (Tag.OPENING, "with")
    is_named = candidate.mention.tag == Tag.CODE or (
        candidate.mention.tag == Tag.DATA and "request" in candidate.behind
    )
    return is_named and is_set_off and _QUANTITY.isdisjoint(candidate.part)


_AS_FORM = tag_pattern("[and comma] adverb* available adverb* for the")
_SUBJECTS = tag_set("name our it")


def _is_subject_form(candidate: Candidate) -> bool:
    """Return whether the subject has a form to install: `TextNet is fast and available as a Python package`."""
    sentence = candidate.event.sentence
    return sentence.tags[0] in _SUBJECTS and USING.isdisjoint(sentence.words)


def _general_statement(candidate: Candidate) -> bool | None:
    """Reject general statements, `a number of datasets are available`; accept what is released `with this paper`."""
    event = candidate.event
    if event.before == Tag.TO and not candidate.is_promised:
        return False  # the framework aims to be open-source
    if not _GENERALIZING.isdisjoint(candidate.words) or (
        Tag.WILL not in event.trigger and not _BECOMING.isdisjoint(candidate.words)
    ):
        return False  # drugs become available
    if candidate.is_dated:
        return False
    if candidate.behind[:1] != ("for",) and _WITH_PAPER.match(candidate.event.sentence.tags, candidate.event.end):
        return True
    is_any_number = not _QUANTITY.isdisjoint(candidate.part) and (
        candidate.mention.tag != Tag.CODE or candidate.predicate[0] != Tag.RELEASED
    )
    is_by_others = candidate.behind[:1] and candidate.behind[0] in _AGENTS and "authors" not in candidate.behind[:3]
    is_by_others = is_by_others and _MEANS.isdisjoint(candidate.behind[1:2])
    if candidate.mention.is_others or is_any_number or (is_by_others and not candidate.is_due):
        return False
    until_predicate = event.trigger.partition(candidate.predicate[0])[0]  # is available and can be installed
    return False if Tag.CAN in until_predicate and not candidate.is_promised else None


@only_if(lambda form: form.noun == Tag.IT and form.predicate == Tag.RELEASED)
def _pronoun_released(candidate: Candidate) -> bool | None:
    """Decide on `it has been released`, which needs terms: a robot is released too, but not `under` a licence."""
    if candidate.mention.asset is not _ASSET_CODE or candidate.is_promised or candidate.is_open:
        return None
    return not _TERMS.isdisjoint(candidate.behind[:2])


_IN_SUPPLEMENT = tag_pattern("[at for] [the our]* extra")


@only_if(lambda form: not form.is_linked)
def _reported(candidate: Candidate) -> bool | None:
    """Reject what is reported rather than released: trials `included`, data that `were published`."""
    mention, (_, word) = candidate.mention, candidate.predicate
    if mention.tag == Tag.DEMO and candidate.behind[:1] == ("within",):
        return False
    if word == "included" and mention.tag == Tag.CODE:
        return _IN_SUPPLEMENT.match(candidate.event.sentence.tags, candidate.event.end) is not None
    if mention.tag not in _DATA_OR_DATUM:
        return False if word == "included" else None
    if word == "included" or (word == "provided" and candidate.behind[:1] == ("through",)):
        return False
    is_past = word == "published" and not _WERE.isdisjoint(candidate.words)
    return False if is_past and not (candidate.is_open or mention.is_possessed) else None


def _weak_word(candidate: Candidate) -> bool | None:
    """Reject weak predicates of weak nouns: many things are `provided`, `shared`, `open` or `public`."""
    mention, (tag, word) = candidate.mention, candidate.predicate
    if word in _VAGUE and candidate.words[-1] == word:
        return (
            None
            if mention.tag in CODE_OR_DEMO
            or (mention.tag == Tag.NAME and mention.is_ours and candidate.is_called_open)
            or (mention.tag in MODEL_OR_DATA and (candidate.is_open or candidate.has_code))
            else False
        )
    if word == "public" and Tag.MADE not in candidate.event.trigger:
        return None if mention.tag in _PUBLIC_THINGS else False
    if word == "shared" and candidate.behind[:1] == ("with",) and not candidate.is_open:
        return False
    if word in _ON_TERMS and candidate.behind[:1] == ("under",) and (mention.is_ours or mention.tag == Tag.CODE):
        return True
    if word in _ON_TERMS and not candidate.is_open and _TERMS.isdisjoint(candidate.behind[:2]):
        return False
    return (
        False
        if tag == Tag.PROVIDED
        and (
            mention.tag in _VAGUE_THINGS
            or (word != "provided" and not (mention.is_ours or _is_data_to_come(candidate)))
        )
        else None
    )


def _is_data_to_come(candidate: Candidate) -> bool:
    """Return whether data are promised: `de-identified data will be posted on the website`."""
    return candidate.is_promised and candidate.mention.tag == Tag.DATA


@only_if(lambda form: form.noun == Tag.DATUM)
def _sample_items(candidate: Candidate) -> bool | None:
    """Reject images and labels that are merely available, unless they are the authors' own."""
    mention, (tag, _) = candidate.mention, candidate.predicate
    is_outright = tag in SAID_OUTRIGHT or candidate.is_promised or Tag.MADE in candidate.event.trigger
    is_this = candidate.part[0] in _THIS and candidate.is_called_open
    is_public = candidate.is_made_public or is_this or (mention.is_ours and (is_outright or _is_served(candidate)))
    return None if mention.is_possessed or is_public else False


_THIS = word_set("this these")


def _is_served(candidate: Candidate) -> bool:
    """Return whether data are said to be online or in a database, as others' images that one uses seldom are."""
    is_online = candidate.words[-1] == "online"
    return is_online or IN_DATABASE.match(candidate.event.sentence.tags, candidate.event.end) is not None


def _remaining(candidate: Candidate) -> bool:
    """Decide the rest: released if it is called the authors' own, or if the noun leaves no other meaning."""
    mention, (tag, _) = candidate.mention, candidate.predicate
    if candidate.is_promised:
        is_substance = (
            not mention.is_possessed and candidate.part[-1] in _SUBSTANCES
        )  # these agents should be available
        return mention.tag in ASSETS_BY_NAME or (mention.is_ours and not is_substance)
    if mention.tag in CODE_OR_DEMO:
        return True
    if tag in SAID_OUTRIGHT or Tag.OPEN in candidate.event.trigger:
        return mention.is_ours or (mention.tag in MODEL_OR_DATA and _PAST.isdisjoint(candidate.words))
    if tag == Tag.PROVIDED:
        is_named = candidate.has_code and mention.tag in MODEL_OR_DATA
        return mention.is_possessed or is_named or (mention.tag == Tag.DATA and mention.is_ours)
    is_new = "new" in candidate.part and candidate.part[-1] != "data"
    is_new = is_new and (mention.tag == Tag.DATA or (mention.tag == Tag.DATUM and _is_served(candidate)))
    return (
        candidate.has_code
        or candidate.is_made_public
        or is_new
        or (mention.is_possessed and mention.tag != Tag.TOOL)
        or (mention.is_ours and candidate.is_open)
        or (mention.tag in MODEL_OR_DATA and candidate.is_beside_ours)
    )


_RULES: tuple[Rule, ...] = (
    *EXCLUSIONS,
    *SENSES,
    deposited,
    _provided,
    _made_available,
    _required_by_pattern,
    _explicitly_released,
    archived,
    at_a_place,
    _without_verb,
    _general_statement,
    _pronoun_released,
    _reported,
    _open_tool,
    _weak_word,
    _sample_items,
    _remaining,
)


@lru_cache(maxsize=4096)
def _rules_for(pattern: Pattern, trigger: str, predicate: str, noun: str, is_linked: bool) -> tuple[Rule, ...]:  # noqa: FBT001 - a key of the cache
    """Return the rules that may decide on an artefact of a pattern; `noun` is its tag."""
    form = Form(pattern.slot, pattern.requires, trigger, predicate, noun, is_linked)
    return tuple(rule for rule in _RULES if may_decide(rule, form))
