"""Coreference: what a name or a pronoun stands for: `TextFlint` for a toolkit, `it` for the corpus just mentioned."""

from collections.abc import Sequence

from linkscan.code_hosts import HOLDS_NOTHING_BUT_CODE, is_on
from linkscan.models import Asset
from linkscan.text.claims.artefact_names import WEBSITES
from linkscan.text.claims.context import Context
from linkscan.text.claims.event import CODE_HOSTS, ReleaseEvent, is_at_code_place, is_bare_release
from linkscan.text.claims.lexicon import PUBLICLY, word_set
from linkscan.text.claims.mention import Mention
from linkscan.text.claims.patterns import AgentRule, ArgumentSlot
from linkscan.text.claims.phrases import read_last, read_object
from linkscan.text.claims.tagger import TaggedSentence
from linkscan.text.claims.tagset import PRONOUNS, WORKS, Tag, tag_pattern, tag_set

# Bound once: Python 3.11 takes 180 ns to find a member of an enumeration.
_ASSET_CODE = Asset.CODE
_ASSET_DATA = Asset.DATA
_ASSET_DEMO = Asset.DEMO
_ASSET_MODEL = Asset.MODEL
_ASSET_OTHER = Asset.OTHER
_HEAD = ArgumentSlot.HEAD
_OBJECT = ArgumentSlot.OBJECT
_NOWHERE = AgentRule.NOWHERE
_SUBJECT = ArgumentSlot.SUBJECT

_MAKES = tag_set("present release provide released releasing open")
_NAMEABLE = tag_set("code model data demo tool")

_MAX_VERBS = 4
_HARDWARE = word_set(
    """robot robots hand hands arm gripper grippers mechanism mechanisms sensor sensors actuator device devices glove
    drone vehicle board exoskeleton prosthesis quadrotor quadruped humanoid manipulator camera electronics"""
)
_NOT_SOFTWARE = _HARDWARE | word_set(
    """guideline survey review report article book course curriculum preregistration registration trial checklist
    questionnaire talk thesis handbook proof brochure leaflet"""
)
_COMPUTED = word_set("calculated computed measured observed estimated derived simulated fitted recorded predicted")
_PLURAL = word_set("they them these both")


def resolve(event: ReleaseEvent, context: Context) -> list[Mention]:
    """Return the artefacts of an event, with names and pronouns resolved to what they stand for.

    Empty if the event is about an artefact of others.
    """
    if not _is_about_ours(event, context):
        return []
    mentions = _without_appositions(event)
    return [
        resolved
        for mention in mentions
        for resolved in ([_specify(mention, event, context)] if mention.asset else _resolve(mention, event, context))
    ]


_VAGUE = tag_set("datum extra")
_SYSTEM_NOUNS = word_set("tool app application system platform software program interface")
_LIBRARIES = word_set("library libraries")
_NETWORKS = word_set("network networks")
_OF_DATA = tag_pattern("of [adverb word name participle]* [datum data]")
_THROUGH_DEMO = tag_pattern("at the [word name adverb]* demo [at colon opening]* address")
_DEFINITE = word_set("the this our")
_SERVED = (_ASSET_DATA, _ASSET_DEMO)
_AMBIGUOUS = _SYSTEM_NOUNS | _LIBRARIES | _NETWORKS | {"model", "resource"}


def _specify(mention: Mention, event: ReleaseEvent, context: Context) -> Mention:
    """Return a mention with the asset that its noun means in this paper: `model` is code where nothing is learnt."""
    word = event.sentence.words[mention.at]
    is_ambiguous = word in _AMBIGUOUS or mention.tag in _VAGUE
    return _disambiguate(word, mention, event, context) if is_ambiguous else mention


def _disambiguate(word: str, mention: Mention, event: ReleaseEvent, context: Context) -> Mention:
    """Return a mention with the asset that an ambiguous noun means."""
    if word in _LIBRARIES and _is_of_data(mention, event):
        return mention._replace(tag=Tag.DATA, asset=_ASSET_DATA)
    if word in _NETWORKS and not context.learns:  # a network of proteins
        mention = mention._replace(tag=Tag.DATUM, asset=_ASSET_DATA)
    if mention.tag == Tag.DATUM:
        return _served_through(mention, event)
    if word in _FINDINGS and mention.tag == Tag.EXTRA and event.sentence.links:
        mention = _served_through(mention, event)
    is_named = event.sentence.tags[mention.at - 1 : mention.at] == Tag.NAME
    is_program = Tag.OPEN in event.trigger or (event.pattern.slot is _SUBJECT and is_named)  # the SPILL model is out
    if word == "model" and is_program and not context.learns:
        return mention._replace(tag=Tag.TOOL, asset=_ASSET_CODE)
    slot, is_definite = event.pattern.slot, event.sentence.words[mention.start] in _DEFINITE
    is_placed = slot is _SUBJECT and bool(event.sentence.links)
    is_out = is_placed and (is_definite or Tag.AVAILABLE in event.trigger or event.before == Tag.WHICH)
    is_resource = word == "resource" and (is_out or (slot is _HEAD and Tag.AVAILABLE in event.trigger))
    if is_resource or (is_placed and mention.tag == Tag.EXTRA and _is_in_data(mention, event)):
        return mention._replace(tag=Tag.DATA, asset=_ASSET_DATA)
    is_own = word == "platform" and is_definite and is_placed and context.presented in _SERVED
    is_served = word in _SYSTEM_NOUNS and mention.tag == Tag.TOOL and context.is_served and slot is _SUBJECT
    if is_own or (is_served and (is_definite or is_named) and _is_linked_off_code_hosts(event)):
        return mention._replace(tag=Tag.DEMO, asset=context.presented if is_own else _ASSET_DEMO)
    return mention


_OF_THINGS = tag_pattern(
    "of [the it adverb word name participle]* [word paper] (?=[comma stop at for which to and be participle]|$)"
)
_OF_PROGRAMS = word_set(
    "functions routines procedures operations primitives widgets effects techniques blocks elements"
)


def _is_of_data(mention: Mention, event: ReleaseEvent) -> bool:
    """Return whether a library is one of data: `of stellar spectra`, `of synthetic stars`, not `of functions`."""
    sentence, behind = event.sentence, mention.at + 1
    if _OF_DATA.match(sentence.tags, behind):
        return True
    things = _OF_THINGS.match(sentence.tags, behind)
    if things is None or Tag.OPEN in event.trigger or Tag.NAME in sentence.tags[mention.start : mention.at]:
        return False  # an open-source library, a Python library
    word = sentence.words[things.end() - 1]
    return word.endswith("s") and word not in _OF_PROGRAMS


def _is_in_data(mention: Mention, event: ReleaseEvent) -> bool:
    """Return whether something is in data at a URL: `the results are available in the SongBase database (URL)`."""
    if event.sentence.words[mention.at] == "resources" and event.sentence.tags[mention.at - 1 : mention.at] == Tag.NAME:
        return True  # SongBase resources
    if event.sentence.words[mention.at] not in _FINDINGS:
        return False  # details of the trial are available in the trials database
    place = _IN_DATA_AT.match(event.sentence.tags, event.end)
    return place is not None and "as" not in event.sentence.words[event.end : place.end()]


_FINDINGS = word_set("results result information findings outputs output lists list statistics examples samples")
_IN_DATA_AT = tag_pattern(
    "adverb* at the [name word participle adverb extra available place]* data name{0,3}"
    " [opening at colon the name]* address"
)


def _served_through(mention: Mention, event: ReleaseEvent) -> Mention:
    """Return a mention, as a demo if it is accessed through one: `predictions are available via the web server`."""
    is_served = event.pattern.slot is _SUBJECT and _THROUGH_DEMO.match(event.sentence.tags, event.end) is not None
    return mention._replace(tag=Tag.DEMO, asset=_ASSET_DEMO) if is_served else mention


def _is_about_ours(event: ReleaseEvent, context: Context) -> bool:
    """Return whether what `is an open-source toolkit` is unnamed, or bears a name that this paper introduces."""
    if event.pattern.slot is not _HEAD:
        return True
    is_set_off = event.before == Tag.NAME  # X, the largest public corpus
    is_named = event.trigger[0] == Tag.NAME  # X provides an open-source corpus
    is_called_ours = event.trigger[0] == Tag.OUR  # our publicly available code
    if is_called_ours or (Tag.PRESENT in event.trigger and not is_named):
        return True
    is_presented = is_set_off and _IS_PRESENTED.match(event.sentence.tags, event.end)
    if is_presented or (event.pattern.agent is not _NOWHERE and not is_set_off) or _is_made_afterwards(event):
        return True
    if Tag.AT in event.trigger and event.trigger[0] == Tag.BE and event.trigger[-1] == Tag.OPEN:
        return _is_in_own(event, context)
    if event.begin and event.trigger[0] == Tag.BE and context.uses(event.sentence.words[event.begin - 1]):
        return False
    is_expanded = event.before == Tag.CLOSING and event.trigger[0] == Tag.BE  # TextNet (Text Network) is ...
    stop = event.sentence.tags[: event.begin].rfind(Tag.OPENING) if is_expanded else event.begin + is_named
    name = event.sentence.tags[: max(stop, 0)].rfind(Tag.NAME)
    return name < 0 or context.introduces(event.sentence.words[name])


_IS_PRESENTED = tag_pattern(
    "[name word participle]{0,3} [code tool data demo] [comma colon]+ [be have adverb]+ present"
)
"""What follows the adjective in `TextNet, an open-source parser, has been developed`."""
_WE_MADE = tag_pattern("[name word]{0,3} code? [tool code data] name? which? we adverb* present")
"""The rest of `an open-source tool that we present`."""
_MADE_AFTERWARDS = tag_pattern("[adverb word name which]{0,4} [code tool model data demo] [adverb case]* present")


def _is_made_afterwards(event: ReleaseEvent) -> bool:
    """Return whether a verb behind it says that the authors made it: `이 논문은 X라는 오픈소스 도구를 제안한다`."""
    if _WE_MADE.match(event.sentence.tags, event.end):
        return True
    is_verb_last = event.sentence.language.has_postpositions
    return is_verb_last and event.has_agent() and _MADE_AFTERWARDS.match(event.sentence.tags, event.end) is not None


def _is_in_own(event: ReleaseEvent, context: Context) -> bool:
    """Return whether a method `is implemented in an open-source tool` of the authors."""
    if "the" not in event.words:
        return event.before != Tag.NAME or context.introduces(event.sentence.words[event.begin - 1])
    behind = slice(event.end, event.end + 4)
    names = zip(event.sentence.tags[behind], event.sentence.words[behind], strict=True)
    return any(tag == Tag.NAME and context.introduces(word) for tag, word in names)


def _without_appositions(event: ReleaseEvent) -> Sequence[Mention]:
    """Return the mentions without names that others explain: `X, a dataset` is one artefact, `X and its code` two."""
    mentions, tags = event.mentions, event.sentence.tags
    if not any(mention.asset for mention in mentions):
        return mentions
    return [
        mention
        for mention in mentions
        if mention.asset
        or mention.tag in PRONOUNS
        or (mention.tag == Tag.PLACE and _HOLDS.match(tags, mention.at + 1))
        or (mention.tag == Tag.NAME and not mention.is_deep and _is_listed(mention, tags))
    ]


_LIST = tag_pattern("for? and|comma and extra|comma [word name]{0,2} [code model data extra demo] [comma and]")


def _is_listed(mention: Mention, tags: str) -> bool:
    """Return whether a name is an item of a list: it is in `X, code, and models`, not in `X, a dataset, and code`."""
    is_explained = tags[mention.at + 1 : mention.at + 3] in (Tag.COMMA + Tag.THE, Tag.COMMA + Tag.OUR)
    is_last = tags[mention.start - 1 : mention.start] == Tag.AND and not is_explained
    return is_last or _LIST.match(tags, mention.at + 1) is not None


def _resolve(mention: Mention, event: ReleaseEvent, context: Context) -> list[Mention]:
    is_subject = event.pattern.slot is _SUBJECT
    word = event.sentence.words[mention.at]
    if mention.tag in PRONOUNS:
        assets = _assets_of_pronoun(event, mention, context)
        return [mention._replace(tag=Tag.IT, asset=asset, is_ours=True) for asset in assets]
    if mention.tag == Tag.PLACE:
        is_site = word in WEBSITES
        return _website(mention, event, context) if is_site else [_repository(mention, event, context)]
    if mention.tag in WORKS:  # our work: code if it is open source or at a repository
        is_open = Tag.OPEN in event.trigger or Tag.OPEN in event.sentence.tags[mention.start : mention.at]
        is_code = is_open or (not is_subject and mention.is_ours)  # but not: we published a paper
        return [mention._replace(asset=_ASSET_CODE) if is_code else mention]
    if mention.tag == Tag.WORD and Tag.OUR in event.sentence.tags[mention.start : mention.at]:
        return [_unknown_noun_of_ours(mention, event)] if is_subject else []
    kind, is_ours = context.type_of(word)
    is_out = Tag.AVAILABLE in event.trigger or Tag.OPEN in event.trigger
    if mention.tag == Tag.WORD and not is_ours and is_out and event.sentence.links and context.is_proper(word):
        mention = mention._replace(tag=Tag.NAME)  # Glimmer is available at URL
    is_accompanied = _WITH_EXTRA.match(event.sentence.tags, mention.at + 1) is not None  # X, along with documentation
    is_beside_others = is_subject and mention.tag == Tag.NAME and len(event.mentions) > 1 and not is_accompanied
    is_beside_others = is_beside_others and not context.is_topic(word)
    is_unknown = (mention.tag == Tag.WORD or not is_ours) and not context.tells_of(word)
    is_bare = is_unknown and is_bare_release(event)  # cells release a drug, butterflies were released
    if is_bare or (not is_ours and (mention.tag == Tag.WORD or (is_beside_others and not context.has_type(word)))):
        return [mention._replace(tag=Tag.NAME, asset=_ASSET_CODE)] if is_at_code_place(event) else []
    if kind is _ASSET_CODE and IN_DATABASE.match(event.sentence.tags, event.end) and not context.has_type(word):
        kind = _ASSET_DATA  # the SNPs are available in a database
    if kind is _ASSET_DEMO and is_at_code_place(event):
        kind = _ASSET_CODE  # the demo runs elsewhere; this is its source code
    return [mention._replace(tag=Tag.NAME, asset=kind, is_ours=is_ours or not is_subject)]


_WITH_EXTRA = tag_pattern("comma and extra")


def _unknown_noun_of_ours(mention: Mention, event: ReleaseEvent) -> Mention:
    """Return what an unknown noun with `our` stands for: `our recommender` is code, `our moments` are data."""
    word = event.sentence.words[mention.at]
    if word in _NOT_SOFTWARE:
        return mention._replace(tag=Tag.EXTRA, asset=_ASSET_OTHER)
    if word.endswith("s") and not _COMPUTED.isdisjoint(event.sentence.words[mention.start : mention.at]):
        return mention._replace(tag=Tag.DATA, asset=_ASSET_DATA)  # our calculated transition moments
    if _is_plural(word) and _is_linked_off_code_hosts(event):
        return mention._replace(tag=Tag.DATUM, asset=_ASSET_DATA)  # our moments are available at URL
    return mention._replace(tag=Tag.TOOL, asset=_ASSET_CODE)


def _is_plural(word: str) -> bool:
    return word.endswith("s") and not word.endswith(("ss", "us", "is"))


def _is_linked_off_code_hosts(event: ReleaseEvent) -> bool:
    """Return whether the sentence of an event has URLs, none of them at a code host."""
    urls = [span.link.url for span in event.sentence.links.values()]
    return bool(urls) and not any(is_on(url, HOLDS_NOTHING_BUT_CODE) for url in urls)


def _website(mention: Mention, event: ReleaseEvent, context: Context) -> list[Mention]:
    """Return what a website gives access to: `the website of SongBase is available at URL` is the data or demo."""
    sentence = event.sentence
    if event.pattern.slot is not _SUBJECT or not sentence.links:
        return []
    named = _OF_NAME.match(sentence.tags, mention.at + 1)
    names = sentence.words[mention.start : named.end() if named else mention.at]
    kind = next((context.type_of(name)[0] for name in names if context.is_topic(name)), None)
    if kind is None and sentence.words[mention.start : mention.at] == ("the",) and not named:
        is_public = not PUBLICLY.isdisjoint(event.words)  # the website is freely available at URL
        kind = context.presented or (_ASSET_DEMO if is_public else None)
    return [mention._replace(asset=kind, is_ours=True)] if kind in (_ASSET_DATA, _ASSET_DEMO) else []


_OF_NAME = tag_pattern("of the? name")


def _repository(mention: Mention, event: ReleaseEvent, context: Context) -> Mention:
    """Return what a repository holds: `the TextNet repository` holds what TextNet is, one in the title holds data."""
    sentence = event.sentence
    before = zip(sentence.tags[mention.start : mention.at], sentence.words[mention.start : mention.at], strict=True)
    names = [word for tag, word in before if tag == Tag.NAME]
    if names and context.has_type(names[-1]):
        return mention._replace(asset=context.type_of(names[-1])[0])
    if event.pattern.slot is _OBJECT and _HOLDS_CODE.match(sentence.tags, mention.at + 1):
        host = sentence.words[mention.at - 1]
        return mention._replace(tag=Tag.CODE, asset=_ASSET_CODE) if host in CODE_HOSTS else mention
    is_named = sentence.words[mention.start] == "the" or mention.at == 0  # GEO is available at URL
    is_titled = context.is_titled(sentence.words[mention.at]) and is_named
    if is_titled or _HOLDS_DATA.match(sentence.tags, mention.at + 1):
        return mention._replace(asset=_ASSET_DATA)
    return mention


_HOLDS_DATA = tag_pattern(
    "(?:opening address closing)? for [it the our word name adverb and comma others]* [data datum]"
)
"""What follows a repository of data: `an online repository (URL) for these and other maps`."""
_HOLDS_CODE = tag_pattern("(?:doing|for) (?=[the our word name adverb and participle]* [code tool])")
"""What follows a repository of code: `a GitHub repository containing the parsers`."""
_HOLDS = tag_pattern(
    "(?:doing|for) (?=[the our word name adverb and participle]* [code tool])"
    "|(?:opening address closing)? for [it the our word name adverb and comma others]* [data datum]"
)
IN_DATABASE = tag_pattern("adverb* at the [name word participle adverb extra available]* data")


def _assets_of_pronoun(event: ReleaseEvent, mention: Mention, context: Context) -> list[Asset]:
    """Return the assets that a pronoun stands for: antecedents in its own sentence, else in the previous one."""
    most = None if mention.tag == Tag.ALL or event.sentence.words[mention.at] in _PLURAL else 1
    for sentence, stop in ((event.sentence, min(mention.at, event.begin)), (context.before(event.sentence), None)):
        meant = [
            _asset_of(named, event, sentence.words[named.at], context)
            for named in _antecedents(sentence, stop)[:most]
            if named.asset
            or context.is_titled(word := sentence.words[named.at])
            or (named.tag == Tag.NAME and (context.introduces(word) or context.has_type(word) or event.sentence.links))
        ]
        if meant == [_ASSET_DATA] and Tag.OPEN in event.trigger and context.presented is _ASSET_CODE:
            return [_ASSET_CODE]  # it sorts songs; it is open source
        if meant == [_ASSET_OTHER] and most == 1 and event.sentence.links and context.presented:
            return [context.presented]  # SongBase offers information. It is available at URL
        if meant:
            return meant
    if most == 1 and event.sentence.links and context.presented:
        return [context.presented]  # the paper's own artefact
    is_open = Tag.OPEN in event.trigger or _IS_OPEN.match(event.sentence.tags, mention.at) is not None
    return [_ASSET_CODE] if is_open else []


def _asset_of(named: Mention, event: ReleaseEvent, word: str, context: Context) -> Asset:
    """Return the asset of an antecedent; networks of which nothing is learnt are data, web platforms are demos."""
    if word in _NETWORKS and not context.learns:
        return _ASSET_DATA
    if named.tag == Tag.TOOL and _is_linked_off_code_hosts(event):
        if word in _SYSTEM_NOUNS and context.is_served:
            return _ASSET_DEMO
        if context.presented in _SERVED:
            return context.presented  # the paper's own database or server
    return named.asset or context.type_of(word)[0]


_IS_OPEN = tag_pattern("it be adverb* open")
_IS_A = tag_pattern("name adverb* [be have can will verb]|word be the")


_IS_SUBJECT = tag_pattern(
    "(?:adverb comma?)*(the [name word participle]{0,3} [code tool demo data]) adverb* [can will verb]"
)


def _antecedents(sentence: TaggedSentence, stop: int | None) -> list[Mention]:
    """Return what is made or released in a sentence before `stop`, else what is named last."""
    tags = sentence.tags[:stop]
    if stop is None and _IS_A.match(tags):
        return read_object(sentence, 0, 1)  # TextNet is fast and uses models. It is available
    if subject := _IS_SUBJECT.match(tags):
        return read_object(sentence, subject.start(1), subject.end(1))  # The parser handles data. It is available
    made: dict[int, Mention] = {}
    for index in [index for index, tag in enumerate(tags) if tag in _MAKES][:_MAX_VERBS]:
        mentions = [mention for mention in read_object(sentence, index + 1, len(tags)) if mention.tag != Tag.IT]
        made |= {mention.at: mention for mention in mentions[:1]}
        made |= {mention.at: mention for mention in mentions[1:] if mention.asset and not mention.is_deep}
    if made:
        return list(made.values())
    if stop is not None and tags[:1] == Tag.NAME and tags[1:2] == Tag.BE:
        return read_object(sentence, 0, 1)  # TextNet is open source, and it is available
    return read_last(sentence, _NAMEABLE, len(tags)) or read_last(sentence, Tag.DATUM, len(tags))
