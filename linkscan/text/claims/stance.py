"""The stance of a release event: released already, or promised."""

from collections.abc import Sequence

from linkscan.models import Stance
from linkscan.text.claims.event import ReleaseEvent
from linkscan.text.claims.tagset import Tag, tag_pattern
from linkscan.text.languages.language import Language

# Bound once: Python 3.11 takes 180 ns to find a member of an enumeration.
_PROMISED = Stance.PROMISED
_RELEASED = Stance.RELEASED

_PLANNED = tag_pattern(
    "(?:we will|plan to) adverb* [verb present word] [the our name word adverb participle code tool model data]*$"
)
"""The first of two verbs that share an auxiliary: `we plan to extend the parser and make it available`."""
_NEAR_PLAN = 10  # words
_PROMISE = tag_pattern("[will plan]|to adverb* be|can [adverb not]* be adverb* made")


def read_stance(event: ReleaseEvent, stop: int) -> Stance:
    """Return the stance of `event`; `will be released`, `upon acceptance` and `on request` are promises.

    Words from `stop` on, which is where the next event begins, do not count.
    """
    start = min([event.begin, *(mention.start for mention in event.mentions)]) if event.left_bound else 0
    end = event.sentence.tags.find(Tag.STOP, event.end, stop)
    stop = end if end >= 0 else stop  # the code is available; the models will follow
    around = event.sentence.words[start:stop]
    fixed = event.pattern.stance
    is_promised = fixed is _PROMISED or (fixed is None and _PROMISE.search(event.trigger) is not None)
    is_described = event.trigger[0] == Tag.OUR  # our public corpus will help in the future
    is_promised = is_promised or (not is_described and is_later(around, event.sentence.language))
    if not is_promised and event.trigger[0] == Tag.AND:
        is_promised = event.sentence.search_before(event.begin, _PLANNED, _NEAR_PLAN) is not None
    return _PROMISED if is_promised else _RELEASED


def is_later(words: Sequence[str], language: Language) -> bool:
    """Return whether `words` postpone a release: `upon acceptance`, `on request`."""
    if language.later_words.isdisjoint(words):
        return False
    return language.later is None or language.later.search(" ".join(words)) is not None
