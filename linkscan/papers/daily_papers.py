"""Text copied from pages of daily papers (https://huggingface.co/papers), navigation included."""

import re
from collections.abc import Iterable, Iterator

from linkscan.errors import InputError
from linkscan.models import Paper
from linkscan.papers.input_file import InputFile
from linkscan.papers.layout import assemble, paragraphs
from linkscan.patterns import lazy_pattern

_MONTH = r"(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.?"
_DAY = r"(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*,?\s)?"
_DATE = rf"{_DAY}(?:{_MONTH}\s\d{{1,2}}(?:,?\s\d{{4}})?|\d{{1,2}}\s{_MONTH}(?:\s\d{{4}})?)"
_COUNT = r"[+▲△⬆·•-]*\s*\d[\d,.]*[kKM]?"

_BANNERS = r"Get trending papers in your email inbox(?: once a day)?!?|by\s?AK and the research community"
"""Text specific to these pages, which may run into the text that follows."""

_BUTTONS = """new, subscribe, papers, daily papers, trending papers, daily, weekly, monthly, trending, top,
    today, yesterday, upvote, community, abstract, view arxiv page, view pdf, view paper, arxiv page, paper page,
    project page, add to collection, github, arxiv, search, hugging face, models, datasets, spaces, buckets,
    posts, docs, solutions, pricing, enterprise, log in, sign up, previous, next, load more, show more,
    back to top, system theme, company, tos, privacy, about, jobs, careers, website"""
_BUTTON_TEXTS = frozenset(map(str.strip, _BUTTONS.split(",")))
_OTHERS = [
    rf"(?:(?:published|submitted) on )?{_DATE}",
    r"submitted by(?: \S+)?",
    rf"(?:github |page )?{_COUNT}(?: of {_COUNT}| (?:author|upvote|comment|like|star)s?)?",
    r"\W+",
    r"©.*",
]
_FURNITURE = lazy_pattern("|".join([_BANNERS, *_OTHERS]), re.IGNORECASE)
_GLUED = lazy_pattern(rf"^(?i:{_BANNERS})\s*(?=\S)")
# Unless the word goes on, as in "Subscribers"; "SubscribeeP-ALM" is a button followed by a title.
_BUTTON = lazy_pattern(r"^(?:Subscribe|Daily Papers)(?![a-z]+(?!\w))(?=[^\W_])")
_GLUED_DATE = lazy_pattern(rf"^{_DATE}(?!st|nd|rd|th)(?=[A-Za-z])")
_TELLING = lazy_pattern(rf"(?im)^[^\w\n#|<]*(?:{_BANNERS}|daily papers\s*$)")


def sniff(head: str) -> bool:
    """Return whether a line has text that is specific to these pages."""
    return _TELLING.search(head) is not None


def load(source: InputFile) -> Iterator[Paper | InputError]:
    """Yield a paper for each title with its paragraphs; the rest of the page is dropped."""
    return assemble(paragraphs(_papers_only(source.lines())), source)


def _papers_only(lines: Iterable[tuple[int, str]]) -> Iterator[tuple[int, str]]:
    """Drop navigation, and strip what runs into a title."""
    for number, line in lines:
        text = line.strip()
        for glued in (_GLUED, _GLUED, _BUTTON, _GLUED, _GLUED_DATE):  # in the order of the page
            text = glued.sub("", text, count=1)
        if not text or not (text.lower() in _BUTTON_TEXTS or _FURNITURE.fullmatch(text)):
            yield number, text
