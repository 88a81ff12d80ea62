"""Tell what is out from what will be: `will be released`, `upon acceptance`, `on request`."""

import re

from linkscan.models import Stance
from linkscan.text.event import Event
from linkscan.text.tags import tags
from linkscan.text.words import words

_PROMISE = tags("[will plan]|to adverb* be|can [adverb not]* be adverb* made")
_FUTURE = re.compile(
    r"""(?x)
    \b (?: soon | shortly | in\ the\ (?:near\ )?future | (?:up)?on\ (?:\w+\ ){0,2}request
      | (?:on|with)\ (?:the\ )?(?:publication|acceptance|camera)
      | (?:upon|after|once|following|pending|when|if|at\ the\ time\ of)\b [^.;]{0,60}?
        \b(?:accept(?:ed|ance)|publication|published|review)
    ) \b"""
)


_FUTURE_WORDS = words(
    "soon shortly future request publication acceptance accepted published review camera camera-ready"
)
"""One of these is in every such phrase."""


def read_stance(event: Event, stop: int) -> Stance:
    """Tell what is out from what will be: `will be released`, `upon acceptance`, `on request`."""
    start = min([event.begin, *(item.start for item in event.items)]) if event.floor else 0
    around = event.sentence.words[start:stop]
    is_promised = _PROMISE.search(event.act) or (
        not _FUTURE_WORDS.isdisjoint(around) and _FUTURE.search(" ".join(around))
    )
    return Stance.PROMISED if is_promised else Stance.RELEASED
