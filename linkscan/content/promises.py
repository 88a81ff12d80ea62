"""Detect sentences that promise something: the wordings in `phrases`, and the exceptions that override them."""

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
"""What a program or a contributor will do, and quoted wordings: not promises of the authors."""
_NEVER = re.compile(
    r"\b(?:cannot|can not|can't|no data can) (?:\W*be )?|\b(?:(?:do|does|did) not|don't) plan\b|\bno plans?\b|"
    r"\bafter (?:filling|signing|agreeing|registering|completing|you (?:fill|sign|agree|register|complete))\b|"
    r"\b(?:fill|complet|sign|submit)\w*\b[^.;]{0,60}\b(?:form|agreement)\b",
    re.IGNORECASE,
)
"""What is never to be released, or already available on signing a form: not promises."""
_IF_MISSING = re.compile(
    r"\b(?:when|whenever|where|if|unless|in case|in the event)\b[^.;]{0,60}\b(?:is|are|do) not (?:yet |currently )?"
    r"(?:available|public|open|ready|released)\b",
    re.IGNORECASE,
)
"""What a program does if something is missing: no statement about what is available."""
_CONDITION = re.compile(r"^\W*(?:(?:or|and|but|also)\W+)?(?:if|unless|in case|whether|should)\b", re.IGNORECASE)
"""The start of a condition, which usually concerns the reader's machine."""


def promise_in(line: str) -> str | None:
    """Return the part of a line that says something is not available yet; None if there is none or it is outweighed."""
    rows = (*PROMISES, *EUROPEAN_PROMISES) if line.isascii() else (*PROMISES, *EUROPEAN_PROMISES, *EAST_ASIAN_PROMISES)
    lower = line.casefold()
    found = next(filter(None, (row.find(line, lower) for row in rows)), None)
    if (
        found is None
        or _CONDITION.search(line)
        or _MACHINE.search(line)
        or _NEVER.search(line)
        or _IF_MISSING.search(line)
        or any(row.find(line, lower) for row in FULFILLED)
    ):
        return None
    return found


def is_promise(line: str) -> bool:
    """Return whether a line says that something is not available yet, and not that it is available now."""
    return promise_in(line) is not None
