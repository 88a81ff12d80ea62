"""Whether a sentence says that something is not there yet: the rows of `phrases`, and what outweighs them."""

import re

from linkscan.content.phrases import EAST_ASIAN_PROMISES, EUROPEAN_PROMISES, FULFILLED, PROMISES

_MACHINE = re.compile(
    r"\bcontinu(?:al|ous)ly (?:updat|add|improv)\w*|"
    r"\b(?:scripts?|programs?|server|functions?|commands?|workflows?|actions?|jobs?|callback|tool|pipeline|container|"
    r"method|module|class) will (?!also be |be |soon )|\bis being \w+ by\b|"
    r"\bpull requests?\b|\bcontributions\b[^.;]{0,60}\bunder\b|"
    r"\b(?:statements?|phrases?|sentences?|keywords?)\W{1,4}[\"“'‘]",
    re.IGNORECASE,
)
"""What a machine or a contributor will do is no promise of the authors, nor are words that they quote."""
_NEVER = re.compile(
    r"\b(?:cannot|can not|can't|no data can) (?:\W*be )?|\b(?:(?:do|does|did) not|don't) plan\b|\bno plans?\b|"
    r"\bafter (?:filling|signing|agreeing|registering|completing|you (?:fill|sign|agree|register|complete))\b|"
    r"\b(?:fill|complet|sign|submit)\w*\b[^.;]{0,60}\b(?:form|agreement)\b",
    re.IGNORECASE,
)
"""What will never be there, or is there for whoever signs a form, is not promised."""
_WHERE_NOT = re.compile(
    r"\b(?:when|whenever|where|if|unless|in case|in the event)\b[^.;]{0,60}\b(?:is|are|do) not (?:yet |currently )?"
    r"(?:available|public|open|ready|released)\b",
    re.IGNORECASE,
)
"""What a program does where something is missing says nothing of what is there."""
_CONDITION = re.compile(r"^\W*(?:(?:or|and|but|also)\W+)?(?:if|unless|in case|whether|should)\b", re.IGNORECASE)
"""A sentence that begins so speaks of the reader's machine."""


def promise_in(line: str) -> str | None:
    """Return the words that say something is not there yet; None where none do, or it is said to be there now."""
    rows = (*PROMISES, *EUROPEAN_PROMISES) if line.isascii() else (*PROMISES, *EUROPEAN_PROMISES, *EAST_ASIAN_PROMISES)
    lower = line.casefold()
    found = next(filter(None, (row.find(line, lower) for row in rows)), None)
    if (
        found is None
        or _CONDITION.search(line)
        or _MACHINE.search(line)
        or _NEVER.search(line)
        or _WHERE_NOT.search(line)
        or any(row.find(line, lower) for row in FULFILLED)
    ):
        return None
    return found


def is_promise(line: str) -> bool:
    """Return whether a line says that something is not there yet, and not that it is there now."""
    return promise_in(line) is not None
