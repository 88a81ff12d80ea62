"""The languages that are read, one module each: words and patterns for one engine (`linkscan.text.claims`)."""

from functools import cache
from importlib import import_module

from linkscan.text.languages.english import ENGLISH
from linkscan.text.languages.language import Language

_OTHERS = ("chinese", "japanese", "korean", "french", "german", "spanish", "portuguese", "italian", "russian", "dutch")
"""Modules of languages; each defines a `Language` under its own name in capitals."""


@cache
def languages_read() -> tuple[Language, ...]:
    """Return the languages that are read, English first; the others are imported on the first call."""
    others = (getattr(import_module(f"{__name__}.{module}"), module.upper()) for module in _OTHERS)
    return (ENGLISH, *others)
