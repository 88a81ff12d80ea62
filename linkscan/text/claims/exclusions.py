"""Exclusions: sentences with the words of a release in which the authors release nothing.

The artefact belongs to others, the authors only used it, or it is only demanded for.
"""

from linkscan.models import Asset
from linkscan.text.claims.candidate import Candidate
from linkscan.text.claims.lexicon import USING, word_set
from linkscan.text.claims.patterns import AgentRule, ArgumentSlot
from linkscan.text.claims.rule import Rule, only_if
from linkscan.text.claims.tagset import MAKING_VERBS, Tag, tag_pattern, tag_set

# Bound once: Python 3.11 takes 180 ns to find a member of an enumeration.
_ASSET_DATA = Asset.DATA
_NOWHERE = AgentRule.NOWHERE
_OBJECT = ArgumentSlot.OBJECT
_SUBJECT = ArgumentSlot.SUBJECT

_OTHERS = word_set(
    """existing previous prior other current common standard most many commercial external third-party widely-used his
    her"""
)
_RELEASE_PREDICATES = tag_set("available released")
_GIVEN = tag_set("available released provided")
_OTHER_AGENTS = tag_set("the name others")
_PAST = word_set("have has was were been")
_OBTAINED = word_set("downloaded obtained retrieved acquired")
_OBTAINED_FIRST = tag_pattern(
    "(?<!can)[be have]+ adverb* (?:verb|found adverb* [at of the]|[at of] [^be have comma found]{1,8} found)"
    " [^be have comma found]{0,12} and$"
)
_DATA = tag_set("data datum")
_LONG_CLAUSE = 24  # words
_CONDITIONS = word_set("if unless whether")
_DEMANDS = word_set("should must")
_CLAUSE = tag_pattern("[^be verb participle have make provide release we stop which will can]*$")
_DONE_WITH = word_set("performed conducted analysed analyzed fitted computed calculated estimated carried tested")
_WITH = word_set("with using in by")
_USED_AFTERWARDS = tag_pattern("[at the our adverb name word place address opening closing comma]* be adverb* [^at]")
_USES = word_set(
    """used analysed analyzed included reviewed assessed evaluated searched considered examined compared identified
    screened selected processed downloaded retrieved extracted"""
)
_FEW = 2  # words
_NEAR_USE = 3  # words
_PACKAGES = word_set("packages libraries toolboxes apps applications tools programs")


def belongs_to_others(candidate: Candidate) -> bool | None:
    """Reject what belongs to others: `existing datasets`, `commercial software`."""
    mention, words = candidate.mention, candidate.event.sentence.words
    pattern = candidate.event.pattern
    if pattern.slot is _OBJECT and pattern.agent is _NOWHERE and "their" in candidate.part:
        return False  # it helps researchers in sharing their data
    if mention.is_ours or words[mention.start - 2 : mention.start] == ("these", "and"):  # these and other products
        return None
    return None if _OTHERS.isdisjoint(candidate.part) else False


@only_if(lambda form: form.predicate in _GIVEN)
def released_by_others(candidate: Candidate) -> bool | None:
    """Reject what others release: `made available by the ministry`; but not `by anonymous ftp`."""
    if candidate.behind[:1] != ("by",) or "authors" in candidate.behind or candidate.is_due:
        return None
    tags, agent = candidate.event.sentence.tags, candidate.event.end + 1
    if candidate.predicate[0] == Tag.PROVIDED:  # but not: by the corresponding author
        return False if _NAME_SOON.match(tags, agent) else None
    is_said = candidate.predicate[0] in _RELEASE_PREDICATES
    return False if is_said and tags[agent : agent + 1] in _OTHER_AGENTS else None


@only_if(lambda form: form.predicate == Tag.FOUND or (form.slot is _SUBJECT and form.noun in _DATA))
def obtained(candidate: Candidate) -> bool | None:
    """Reject what the authors obtained, `data were downloaded from URL`, and others' images that `can be found`."""
    if candidate.event.pattern.slot is _SUBJECT and not candidate.mention.is_possessed:
        between = candidate.event.sentence.tags[candidate.mention.at + 1 : candidate.event.begin]
        if candidate.mention.tag in _DATA and _OBTAINED_FIRST.search(between[-_LONG_CLAUSE:]):
            return False  # the data were obtained from X and are available at URL
    if candidate.predicate[0] != Tag.FOUND:
        return None
    if Tag.CAN not in candidate.event.trigger and not _PAST.isdisjoint(candidate.words):
        return False
    if (
        Tag.BE not in candidate.event.trigger
        and candidate.predicate[1] in _OBTAINED
        and candidate.behind[:1] == ("from",)
    ):
        return False  # an application to songs downloaded from URL
    agent = candidate.event.sentence.tags[candidate.event.end + 1 : candidate.event.end + 2]
    if Tag.CAN not in candidate.event.trigger and candidate.behind[:1] == ("by",) and agent in _OTHER_AGENTS:
        return False  # the interface is accessed by a browser
    mention = candidate.mention
    is_ours = mention.is_possessed or (mention.is_ours and (candidate.is_linked or candidate.has_identifier))
    return False if mention.tag == Tag.DATUM and not is_ours else None


def conditional(candidate: Candidate) -> bool | None:
    """Reject a condition: `results can be reproduced if the code is made available`; but not `if accepted, ...`."""
    event = candidate.event
    is_after = event.sentence.language.has_clauses_before_nouns
    if not is_after and candidate.behind[:1] == ("when",) and not candidate.is_promised:
        return False  # the modes are available when the pedal is down
    before = event.sentence.words[event.left_bound : event.begin]
    if _CONDITIONS.isdisjoint(before):
        return None
    at = max(at for at, word in enumerate(before) if word in _CONDITIONS)
    return False if _CLAUSE.match(event.sentence.tags, event.left_bound + at + 1, event.begin) else None


@only_if(lambda form: not form.is_linked)
def demanded(candidate: Candidate) -> bool | None:
    """Reject a demand: `authors should make their data available`; but not `our code should be available soon`."""
    if _DEMANDS.isdisjoint(candidate.words) and not _is_second_demand(candidate):
        return None
    is_ours = "our" in candidate.part or "soon" in candidate.behind or "request" in candidate.behind
    return None if is_ours else False


def _is_second_demand(candidate: Candidate) -> bool:
    """Return whether a verb without an auxiliary shares that of the verb before it: `should build and release`."""
    event = candidate.event
    if event.before != Tag.AND and event.trigger[0] != Tag.AND:
        return False
    is_bare = event.trigger[-1] in MAKING_VERBS or Tag.MAKE in event.trigger
    return is_bare and not _DEMANDS.isdisjoint(event.sentence.words_before(event.begin, _NEAR_DEMAND))


@only_if(lambda form: Tag.CAN in form.trigger)
def left_to_others(candidate: Candidate) -> bool | None:
    """Reject what users are free to do: `songs can be shared via the platform`."""
    return None if candidate.predicate[1] not in _GIVING or candidate.mention.is_possessed else False


_GIVING = word_set("shared uploaded submitted deposited posted")


@only_if(lambda form: not form.is_linked)
def general(candidate: Candidate) -> bool | None:
    """Reject what is said in general: `datasets are usually made available in repositories`."""
    event = candidate.event
    if _GENERALLY.isdisjoint(event.sentence.words[max(0, event.begin - 1) : event.end]):
        return None
    is_widely = event.sentence.words_before(event.end, 2)[:1] == ("generally",)  # made generally available
    return None if is_widely or candidate.mention.is_possessed else False


@only_if(lambda form: form.trigger[0] == Tag.AND and not form.is_linked)
def undertaken(candidate: Candidate) -> bool | None:
    """Reject the subject of a noun: `the challenges of publishing data`, `an effort to build and share data`."""
    event = candidate.event
    words, found = event.sentence.words, event.sentence.search_before(event.begin, _UNDERTAKING, _NEAR_DEMAND)
    if found is None:
        return None
    is_gerund = found[0][0] == Tag.OF and words[event.begin - 1].endswith("ing")
    return False if is_gerund or words[found.start()] in _UNDERTAKINGS else None


_UNDERTAKING = tag_pattern("(?:of|[word extra] to) adverb* [participle doing present verb word]$")
_UNDERTAKINGS = word_set("effort efforts need needs challenge call opportunity incentive obligation way ways attempt")
_GENERALLY = word_set("generally typically usually often commonly normally rarely sometimes")
_NEAR_DEMAND = 6  # words


def merely_used(candidate: Candidate) -> bool | None:
    """Reject what others made or was only used: `we used the dataset available there`, `images there were analysed`."""
    event, mention = candidate.event, candidate.mention
    if event.before == Tag.WHICH and _is_used_as_subject(candidate):
        return False
    if event.pattern.slot is not _SUBJECT or "our" in candidate.part:
        return None
    if Tag.BE in event.trigger:
        is_made = mention.at + 1 < event.begin and _is_made_by_others(candidate)
        return False if is_made or _is_in_database(candidate) else None
    is_used = not USING.isdisjoint(event.sentence.words_before(mention.at, mention.at - mention.start + _NEAR_USE))
    is_used = is_used and _REPRODUCED.isdisjoint(event.sentence.words[: mention.start])
    means = event.sentence.words_before(mention.start, _FEW)
    is_means = means[-1:] != () and means[-1] in _WITH and means[0] in _DONE_WITH
    then = _USED_AFTERWARDS.match(event.sentence.tags, event.end)
    is_used_then = then is not None and event.sentence.words[then.end() - 1] in _USES
    return False if is_used or is_means or is_used_then else None


_REPRODUCED = word_set("reproduced replicated reproducible replicable")
"""What can be done with the authors' own artefacts: `the results can be reproduced using the code at URL`."""
_GOES_ON = tag_pattern("comma be adverb* participle")


def _is_used_as_subject(candidate: Candidate) -> bool:
    """Return whether what a relative clause describes was used: `TextNet, which is an open-source tool, was used`."""
    sentence = candidate.event.sentence
    used = _GOES_ON.match(sentence.tags, candidate.mention.at + 1)
    return used is not None and sentence.words[used.end() - 1] in _USES


_IN_DATABASE = tag_pattern("adverb* at the [word adverb]* name [name word]* data")


def _is_in_database(candidate: Candidate) -> bool:
    """Return whether data come from a database: `data used in this study are available from the SongSet database`."""
    sentence, mention = candidate.event.sentence, candidate.mention
    if mention.asset is not _ASSET_DATA or sentence.words[mention.at + 1 : mention.at + 2] != ("used",):
        return False
    place = _IN_DATABASE.match(sentence.tags, candidate.event.end)
    return place is not None and candidate.behind[0] != "in"


_NAME_SOON = tag_pattern("the? name")
_VERBS = tag_set("verb be have can will which")


def _is_made_by_others(candidate: Candidate) -> bool:
    """Return whether the subject says who made it: `the database developed by the Song Centre is available`."""
    sentence, at, begin = candidate.event.sentence, candidate.mention.at, candidate.event.begin
    if sentence.words[at + 1] == "by":  # the data by the Space Agency
        return _NAME_SOON.match(sentence.tags, at + 2, begin) is not None
    made = sentence.tags.find(Tag.PRESENT, at + 1, begin)
    if made < 0 or sentence.words[made + 1] != "by" or not _VERBS.isdisjoint(sentence.tags[at:made]):
        return False
    return _NAME_SOON.match(sentence.tags, made + 2, begin) is not None


@only_if(lambda form: not form.is_linked and Tag.CONTAINER not in form.trigger)
def generic(candidate: Candidate) -> bool | None:
    """Reject what belongs to nobody in particular, `packages are available`; but not `a set of open-source tools`."""
    mention = candidate.mention
    is_bare = mention.start == mention.at and candidate.part[-1] in _PACKAGES and not mention.is_ours
    return False if is_bare else None


EXCLUSIONS: tuple[Rule, ...] = (
    belongs_to_others,
    released_by_others,
    obtained,
    conditional,
    demanded,
    general,
    left_to_others,
    undertaken,
    merely_used,
    generic,
)
