"""Find the links of a page that lead to its own code, or the placeholder that it shows instead of one.

Each link is scored by a short list of named signals; links to other people's work are excluded.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache, partial
from typing import Any, NamedTuple

from propcache.api import cached_property

from linkscan.code_hosts import find_host
from linkscan.hosts.html.code_words import texts_saying_code
from linkscan.hosts.html.joined_texts import SEPARATOR
from linkscan.hosts.html.page import Anchor, Page
from linkscan.hosts.html.repository_urls import HOLDS_CODE, RepositoryUrl, is_source_of, is_template, repository_url_of
from linkscan.hosts.html.vocabulary import (
    CREDIT,
    OTHERS,
    OTHERS_HEADING,
    SAYS_CODE_IS_THERE,
    SOON,
    is_code_label,
    names_code,
)
from linkscan.patterns import lazy_pattern
from linkscan.urls import Url, comparable, join_url

ENOUGH = 4
"""The least weight of a link that counts as code."""

AS_GOOD = 3
"""A link whose weight is this much below the best one's does not lead to the same work."""

MOST_LEADS = 3
EQUALS, A_LIST = 3, 4
"""This many links of the best weight, or of about the best weight, are a list of works, none of them the page's own."""

MOST_SCORED = 60
"""The number of links that are scored, at up to half a millisecond each on a malicious page."""

_SITE = lazy_pattern(r"(?:https?:)?//(?:www\.)?([^/?#:@\\]+)", re.IGNORECASE)
_WEB = ("http://", "https://")
_DECLARED = 9
_SENTENCE_END = lazy_pattern(r"(?<=[.!?。！？])\s+|(?<=[。！？])")
_BUTTONS = lazy_pattern(
    r"\W*(?:paper|arxiv|pdf|preprint|publication|video|youtube|data(?:set)?s?|demo|poster|slides|supp\w*|bibtex"
    r"|cite|citation|models?|weights|hugging ?face|colab|openreview|appendix|论文|数据集?|视频|演示)\W*",
    re.IGNORECASE,
)
_HOST_ICON = lazy_pattern(
    r"github|gitlab|bitbucket|octocat|octicon-(?:mark|logo)|fa-code\b|laptop-code|code\.(?:png|svg|jpg)"
    r"|m12 \.297c-6\.63 0-12|m165\.9 397\.4c0 2-2\.3|m8 0c4\.42 0 8 3\.58|m8 0c3\.58 0 0 3\.58"
)
"""Names of icons (Font Awesome, Octicons, Iconify), and the first SVG path commands of GitHub's logo in four sets."""

_NOT_CODE_LABEL = lazy_pattern(
    r"\b(?:issues?|report|discussions?|wiki|sponsor|license|changelog|contributors?|pull requests?)\b",
    re.IGNORECASE,
)
_NOT_CODE_URL = lazy_pattern(
    r"^(?:github\.com|arxiv\.org|openreview\.net|youtube\.com|youtu\.be|twitter\.com|x\.com|scholar\.google\.)"
    r"|/(?:tags?|categor(?:y|ies)|topics?|search)(?:/|$)"
)
"""Targets of links labelled "code" that were never filled in, are mistaken, or lead to a category of posts."""

_PAGE_SUFFIX = lazy_pattern(r"(?:project|page|web|site|website|paper|code|official|release|public|io)+$")


@dataclass(frozen=True)
class PageLink:
    """A link, the repository it leads to, if any, and the context that its signals need."""

    anchor: Anchor
    home: RepositoryUrl | None
    page: Url
    titles: frozenset[str]
    nearby: tuple[Anchor, ...]

    @cached_property
    def sentence(self) -> str:
        """The sentence around the link, including the link's own text, in lower case."""
        before = _SENTENCE_END.split(self.anchor.before)[-1]
        after = _SENTENCE_END.split(self.anchor.after)[0]
        return f"{before} {self.anchor.text} {after}".lower()

    @cached_property
    def is_labelled(self) -> bool:
        """Whether the link's text or accessible name means "code"."""
        names = {self.home.owner, self.home.name, *self.home.name.split("-")} if self.home else ()
        means_code = partial(is_code_label, of_a_repository=bool(self.home), names=names)
        return means_code(self.anchor.text) or means_code(self.anchor.label)

    @cached_property
    def is_announced(self) -> bool:
        """Whether the sentence around the link says that the code is available."""
        sentence = self.sentence
        return SAYS_CODE_IS_THERE.search(sentence) is not None and not OTHERS.search(sentence)

    @property
    def is_among_buttons(self) -> bool:
        """Whether any of the four links before it and the four after it is to the paper, its video or its data."""
        return any(_BUTTONS.fullmatch(other.text or other.label) for other in self.nearby)

    @property
    def is_named_like_page(self) -> bool:
        """Whether the repository is named like the page, that is, like its title, heading, host or path."""
        return self.home is not None and _normalise(self.home.name) in self.titles


class Signal(NamedTuple):
    """One reason for or against taking a link as the page's code, and its weight."""

    name: str
    weight: int
    matches: Callable[[PageLink], bool]


SIGNALS = (
    Signal("is labelled as code", 5, lambda link: link.is_labelled),
    Signal("the text says that the code is there", 4, lambda link: bool(link.home) and link.is_announced),
    Signal("carries the mark of a host", 3, lambda link: bool(link.home and _HOST_ICON.search(link.anchor.look))),
    Signal("is named like the page", 3, lambda link: link.is_named_like_page),
    Signal("stands among the buttons for paper and video", 2, lambda link: link.is_among_buttons),
    Signal("leads to a home of code", 1, lambda link: bool(link.home)),
    Signal("its owner has the page", 1, lambda link: bool(link.home) and _has_same_owner(link)),
    Signal("stands at the foot of the page", -2, lambda link: link.anchor.region == "footer"),
)


def find_leads(page: Page, address: Url) -> tuple[str, ...]:
    """Return the URLs that the page at `address` gives for its code, best first; none if they form a list of works."""
    found = [(url, repository_url_of(url), _DECLARED) for url in _declared_repositories(page, address)]
    for link, weight in weigh(page, address):
        found.append((link.home.url if link.home else str(link.anchor.url), link.home, weight))
    best: dict[str, tuple[int, str]] = {}
    for url, home, weight in found:
        key = home.key if home else comparable(url)
        if weight > best.get(key, (0, ""))[0]:
            best[key] = (weight, url)
    ranked = sorted(best.values(), key=lambda weighed: -weighed[0])
    good = [url for weight, url in ranked if weight > ranked[0][0] - AS_GOOD]
    equals = [url for weight, url in ranked if weight == ranked[0][0]]
    return () if len(equals) >= EQUALS or len(good) >= A_LIST else tuple(good[:MOST_LEADS])


def weigh(page: Page, address: Url) -> Iterator[tuple[PageLink, int]]:
    """Yield the links that count as code, in page order, with their weights."""
    titles = frozenset(filter(None, _possible_names(page, address))) if page.anchors else frozenset()
    scored = 0
    is_on_code_host = _may_hold_code(address.site)
    saying_code = frozenset(page.saying_code)
    for number, anchor in enumerate(page.anchors):
        there = _SITE.match(anchor.reference)
        if not (_may_hold_code(there[1].lower()) if there else is_on_code_host) and anchor not in saying_code:
            continue  # neither a repository nor labelled as code: true of most links, so tested first
        if anchor.url is None or not anchor.url.startswith(_WEB):
            continue
        home = repository_url_of(anchor.url)
        nearby = page.anchors[max(0, number - 4) : number] + page.anchors[number + 1 : number + 5]
        link = PageLink(anchor, home, address, titles, nearby)
        if home is None and not link.is_labelled:
            continue
        scored += 1
        if scored > MOST_SCORED:
            return
        weight = sum(signal.weight for signal in SIGNALS if signal.matches(link))
        if weight >= ENOUGH and not _is_unrelated(link, page):
            yield link, weight


@lru_cache(maxsize=1024)
def _may_hold_code(site: str) -> bool:
    """Return whether URLs on a site may be repositories."""
    host = find_host(site)
    return site.endswith((".github.com", ".githubusercontent.com")) or (host is not None and host.kind in HOLDS_CODE)


def _is_unrelated(link: PageLink, page: Page) -> bool:
    """Return whether a link leads to the page's template or source, to another work, or to no code at all."""
    anchor, home = link.anchor, link.home
    if CREDIT.search(link.sentence) or _is_about_others(anchor.heading, page):
        return True
    if home is None:  # only the label suggests code
        there = comparable(str(anchor.url))
        return there == comparable(link.page.href) or _NOT_CODE_URL.search(there) is not None
    if is_template(home) and not link.is_named_like_page:
        return True
    is_data = "/datasets/" in home.url
    if (is_data or is_source_of(home, link.page)) and not (link.is_labelled or link.is_announced):
        return True
    return _NOT_CODE_LABEL.search(anchor.text) is not None and not link.is_labelled


def _is_about_others(heading: str, page: Page) -> bool:
    """Return whether a heading introduces other works, unless it is the page's title, which may contain "baseline"."""
    is_title = heading in page.headings[:1] or heading in page.title
    return not is_title and len(heading) <= 60 and OTHERS_HEADING.search(heading.lower()) is not None


def _has_same_owner(link: PageLink) -> bool:
    return link.home is not None and link.home.owner == link.page.site.partition(".")[0]


def _declared_repositories(page: Page, address: Url) -> Iterator[str]:
    """Yield the repositories declared in the metadata: `rel=code-repository`, and `codeRepository` in JSON-LD."""
    for relation, declared in page.relations:
        if "code-repository" in relation.split():
            yield declared
    for text in page.linked_data:
        from pydantic_core import from_json  # noqa: PLC0415 - few pages have linked data

        try:
            data = from_json(text)
        except ValueError:
            continue
        for value in _code_repositories(data):
            url = join_url(address.href, value)
            if url and url.startswith(_WEB):
                yield url


def _code_repositories(data: Any) -> Iterator[str]:
    """Yield every `codeRepository` (https://schema.org/SoftwareSourceCode) in linked data."""
    waiting, seen = [data], 0
    while waiting and seen < 5_000:
        seen += 1
        match waiting.pop():
            case dict() as found:
                repository = found.get("codeRepository")
                if isinstance(repository, str):
                    yield repository
                waiting.extend(found.values())
            case list() as found:
                waiting.extend(found)


def _possible_names(page: Page, address: Url) -> Iterator[str]:
    """Yield the possible names of the page: its host, the last segments of its path, its titles up to a colon."""
    yield _normalise(address.site.partition(".")[0])
    yield from (_normalise(part.rpartition(".")[0] or part) for part in address.segments[-2:])
    for title in (page.title, *page.headings[:2]):
        yield _normalise(title.partition(":")[0])


def _normalise(name: str) -> str:
    plain = re.sub(r"[\W_]+", "", name.casefold())
    return _PAGE_SUFFIX.sub("", plain) or plain


_LONGEST_LINE = 160
_LONGEST_LABEL = 80


def find_placeholder(page: Page) -> str | None:
    """Return what the page shows in place of a link to code (a disabled button, a promise), or None."""
    return _placeholder_button(page) or _placeholder_line(page)


def _placeholder_button(page: Page) -> str | None:
    for anchor in page.saying_code:
        text = anchor.text or anchor.label
        if anchor.region == "footer" or len(text) > _LONGEST_LABEL or not names_code(text):
            continue
        if SOON.search(text.lower()):
            return text
        if anchor.url is None and anchor.is_disabled and is_code_label(text):
            return f"{text} (a disabled button)"
    return None


def _placeholder_line(page: Page) -> str | None:
    lines = [paragraph if len(paragraph) <= _LONGEST_LINE else "" for paragraph in page.paragraphs]
    for number in texts_saying_code(SEPARATOR.join(lines)):
        line, following = lines[number], next(iter(page.paragraphs[number + 1 : number + 2]), "")
        if names_code(line) and SOON.search(line.lower()) and not OTHERS.search(line.lower()):
            return line
        if len(following) <= _LONGEST_LABEL and is_code_label(line) and SOON.search(following.lower()):
            return f"{line}: {following}"
    return None
