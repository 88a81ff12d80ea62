"""Predicate nouns: the noun that says what an artefact is, `it is available as an open-source library`."""

import re

from linkscan.text.claims.mention import Mention
from linkscan.text.claims.tagger import TaggedSentence
from linkscan.text.claims.tagset import ASSETS, Tag, tag_pattern

_AS_FORM = tag_pattern(
    "(?:for|at the word of) (?:name{1,2} comma)?"
    " (?:the|adverb|word|participle|name|open|available|container|of|place)* [code demo data]"
)


def called(sentence: TaggedSentence, start: int, at: int, tag: str = "") -> Mention:
    """Return the mention of the noun at `at`, which says what the authors' own artefact is: `it ... as a library`.

    `tag` stands in for the noun's own tag if it is given.
    """
    tag = tag or sentence.tags[at]
    return Mention(start, at, tag, ASSETS[tag], is_ours=True, is_possessed=True)


def form_at(sentence: TaggedSentence, start: int) -> re.Match[str] | None:
    """Return the match at `start` of the form in which something is released, or None: `as an open-source library`."""
    form = _AS_FORM.match(sentence.tags, start) if sentence.words[start : start + 1] != ("for",) else None
    if form is None or (form[0][0] == Tag.FOR and form[0][-1] == Tag.CODE):
        return form
    if sentence.words[start] == "as" or sentence.words[start + 2] == "form":
        return form
    return None
