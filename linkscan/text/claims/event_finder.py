"""Find the release events of a sentence: match the patterns of its language and fill their argument slots."""

from functools import lru_cache

from linkscan.text.claims.arguments import SLOT_FILLERS
from linkscan.text.claims.event import AGENTS, ReleaseEvent
from linkscan.text.claims.patterns import AgentRule, Pattern, Rows
from linkscan.text.claims.tagger import TaggedSentence
from linkscan.text.claims.tagset import Tag

# Bound once: Python 3.11 takes 180 ns to find a member of an enumeration.
_BEFORE = AgentRule.BEFORE


def find_events(sentence: TaggedSentence) -> list[ReleaseEvent]:
    """Return the release events in sentence order; negated ones are left out."""
    language = sentence.language
    events = match_patterns(sentence, language.patterns)
    if not language.own_patterns or Tag.OUR not in sentence.tags or "our" not in sentence.words:
        return events
    said = [event for event in events if event.trigger != Tag.FOUND]  # our released code for songs heard in each town
    read = {mention.at for event in said for mention in event.mentions}
    own = [
        event
        for event in match_patterns(sentence, language.own_patterns)
        if all((mention.asset or "newly" in event.words) and mention.at not in read for mention in event.mentions)
    ]
    return sorted(events + own, key=lambda event: event.begin) if own else events


def match_patterns(sentence: TaggedSentence, patterns: Rows) -> list[ReleaseEvent]:
    """Return the release events that `patterns` find, in sentence order and without overlap."""
    events: list[ReleaseEvent] = []
    last: ReleaseEvent | None = None
    done = left_bound = 0
    for begin, end, trigger, pattern in _matches(sentence.tags, patterns):
        if begin < done:
            continue
        found = ReleaseEvent(sentence, pattern, begin, end, trigger, left_bound)
        event = SLOT_FILLERS[pattern.slot](found, last) if found.is_complete else None
        if event is not None:
            last, done, left_bound = event, event.end, _left_bound(event)
            events.append(event)
    return [event for event in events if Tag.NOT not in event.trigger] if Tag.NOT in sentence.tags else events


@lru_cache(maxsize=4096)
def _matches(tags: str, patterns: Rows) -> list[tuple[int, int, str, Pattern]]:
    """Return (begin, end, tags, pattern) of every match, from left to right; the longest first where several begin.

    Cached, because most release sentences share a few forms.
    """
    present = set(tags)
    is_by_authors = not present.isdisjoint(AGENTS)
    matches = [
        (*found.span(), found[0], pattern)
        for pattern in patterns.fitting(present)
        if is_by_authors or pattern.agent is not _BEFORE
        for found in pattern.regex.finditer(tags)
    ]
    return sorted(matches, key=lambda match: (match[0], -match[1]))


def _left_bound(event: ReleaseEvent) -> int:
    """Return the index at which the words of a release event end, including its artefacts."""
    return max([event.end, *[mention.at + 1 for mention in event.mentions]])
