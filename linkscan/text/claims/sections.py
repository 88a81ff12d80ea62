"""Headings of structured abstracts: a heading is not a sentence, but says what the section below it is about.

`Availability: URL` claims the release of what the paper presents; `Trial registration: URL` claims nothing.
"""

import re
from enum import StrEnum
from functools import cache
from typing import NamedTuple

from linkscan.models import Asset
from linkscan.patterns import lazy_pattern
from linkscan.text.claims.lexicon import word_set
from linkscan.text.claims.tagset import ASSETS, tag_set
from linkscan.text.languages.english import ENGLISH
from linkscan.text.languages.language import Language

_NAMED = tag_set("code tool model data demo")


class SectionKind(StrEnum):
    """What a section is about."""

    AVAILABILITY = "where the work is"
    SUPPLEMENT = "what comes with the paper"
    REGISTRATION = "where a study is registered"
    OTHER = "anything else"


class Heading(NamedTuple):
    """The heading at the start of a sentence; the sentence proper begins at `end`.

    `asset` is the artefact that the heading names, code in `Code availability`; None if it names none.
    """

    section: SectionKind
    end: int
    asset: Asset | None = None


_HEADING = lazy_pattern(
    r"""(?xi) [\s\[(*_\#•>-]*+
    (?: (?P<availability>
            (?:(?P<kind>software | tools? | source\ code | codes? | data(?:\ and\ materials?|\ sets?|sets?)?
              | web\ ?server | database | resources? | program | package)\ )?
            (?:and\ )?(?:availabil\w{1,6}|accessibility|access)
            (?:(?:,\ |\ ?and\ |\ \&\ )
              (?:implementation|requirements?|accessibility|documentation|contact|reproducibility|license)){0,2}
            (?:\ statement)?
          | implementation\ and\ availability | project\ home\ page | (?P<database>database\ url)
          | (?P<program>program\ (?:summary\ )?url | program\ files\ doi | cpc\ library\ link\ to\ program\ files
              | developer['’]s\ repository\ link))
      | (?P<registration>
            (?:(?:clinical\ |systematic\ review\ |review\ |study\ |protocol\ |prospero\ )?(?:trials?\ )?
              registration(?:\ (?:number|details|no\.?|identifier))?)
          | trial\ registry | clinical\ ?trials?(?:\.gov)?\ (?:number|identifier) | registered)
      | (?P<supplement>supplement(?:ary|al)\ (?:information|materials?|data))
      | (?P<other>contacts? | results? | conclusions? | background | methods? | motivation | summary | objectives?
          | keywords? | funding)
    )
    [\])*_]*+
    (?: (?<=[a-z])(?=(?-i:[A-Z]))
      | (?<=(?-i:[A-Z]{4})) \s++ (?=(?-i:[A-Z]?[a-z]))
      | \s*+ [:–—] \s*+ | \s*+ [.] (?=\s|$) \s*+ | \s++ (?=https?:|www\.|ftp:) | \s*+ \Z )"""
)
_CAPITALS = lazy_pattern(
    r"(?!.*?(?:CODE|DATA|SOFTWARE|DEMO|URL|LINK|WEB|GIT))[A-Z][A-Z ,&/-]{3,60}: (?=[A-Z][a-z]|[a-z]+ )"
)
_ASSETS_BY_PREFIX = {
    "code": Asset.CODE,
    "soft": Asset.CODE,
    "sour": Asset.CODE,
    "prog": Asset.CODE,
    "pack": Asset.CODE,
    "cpc ": Asset.CODE,
    "deve": Asset.CODE,
    "tool": Asset.CODE,
    "data": Asset.DATA,
    "web ": Asset.DEMO,
    "webs": Asset.DEMO,
}
"""The asset that a heading names, by the first four letters of the noun."""
_FIRST_LETTERS = word_set(
    "ava acc cod dat sof too sou web res pro pac imp rev tri cli reg sup con bac met mot sum obj key fun stu sys pub"
    " cpc dev"
)
"""The first three letters of every English heading, a cheap test before the regular expression."""
_KINDS = word_set("cod dat sof too sou web pac pro")
"""Those of `Code availability`, `Project home page` and the like; most sentences that begin so have no heading."""
_BEHIND_KINDS = ("availabil", "access", "url", "home page", "doi", "registration")
_LONGEST = 80  # characters


@cache
def _heading_pattern(availability: str, registration: str) -> re.Pattern[str]:
    """Return a regular expression that finds a heading by its noun, followed by a colon or a line break.

    `availability` and `registration` are the nouns of a language as alternations; either may be empty.
    """
    words = r"[^\n:：.。!?;]"
    nouns = "|".join(f"(?P<{name}>{nouns})" for name, nouns in (("a", availability), ("r", registration)) if nouns)
    return re.compile(
        rf"(?i)[\s\[(*_\#•>【-]*+(?P<name>{words}{{0,40}}?(?:{nouns}){words}{{0,30}}?)[\])*_】]*(?:\s?[:：]\s*|\s*\n\s*\Z)"
    )


def _read_heading_by_noun(text: str, start: int, end: int, language: Language) -> Heading | None:
    """Return the heading, or None, in a language that lists heading nouns: `Verfügbarkeit der Daten:`."""
    if not language.availability:
        return None
    found = _heading_pattern(language.availability, language.registration).match(
        text, start, min(end, start + _LONGEST)
    )
    if found is None:
        return None
    if language.registration and found["r"] is not None:
        return Heading(SectionKind.REGISTRATION, found.end())
    tags = [language.look_up(word)[1] for word in language.tokenizer.words(found["name"], 0, len(found["name"]))]
    return Heading(SectionKind.AVAILABILITY, found.end(), next((ASSETS[tag] for tag in tags if tag in _NAMED), None))


def read_heading(text: str, start: int, end: int, language: Language = ENGLISH) -> Heading | None:
    """Return the heading at the start of `text[start:end]`, or None.

    English headings are recognised in texts of every language.
    """
    if language is not ENGLISH and (heading := _read_heading_by_noun(text, start, end, language)):
        return heading
    beginning = text[start : start + 3]
    letters = beginning.lower()
    may_be_one = letters in _FIRST_LETTERS and (letters not in _KINDS or _names_section(text, start))
    if (may_be_one or not beginning[:1].isalpha()) and (
        found := _HEADING.match(text, start, min(end, start + _LONGEST))
    ):
        return _heading(found)
    if beginning.isupper() and (found := _CAPITALS.match(text, start, min(end, start + _LONGEST))):
        return Heading(SectionKind.OTHER, found.end())  # ACCESS TO MATERIALS: The data are at URL.
    return None


def _names_section(text: str, start: int) -> bool:
    """Return whether the text at `start` has a word with which headings go on that begin as one of `_KINDS`."""
    beginning = text[start : start + _LONGEST].lower()
    return any(map(beginning.__contains__, _BEHIND_KINDS))


def _heading(found: re.Match[str]) -> Heading:
    """Return the heading that the English regular expression matched."""
    if found["registration"] is not None:
        return Heading(SectionKind.REGISTRATION, found.end())
    if found["supplement"] is not None:
        return Heading(SectionKind.SUPPLEMENT, found.end())
    if found["availability"] is None:
        return Heading(SectionKind.OTHER, found.end())
    kind = (found["kind"] or found["database"] or found["program"] or "").lower()
    return Heading(SectionKind.AVAILABILITY, found.end(), _ASSETS_BY_PREFIX.get(kind[:4]))
