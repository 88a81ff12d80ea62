"""Searching GitHub for repositories by the exact title of a paper: the last resort of a second look.

Sources: https://docs.github.com/rest/search/search#search-repositories (ten requests a minute without a token), and
https://docs.github.com/search-github/searching-on-github/searching-for-repositories for `in:`. A result is a guess
unless its description or the beginning of its README names the paper and nothing in them suggests third-party work:
lists of papers, reimplementations, forks and homework name papers, too.
"""

import re
from urllib.parse import urlencode

from linkscan.examine.look_up import Gap, GapCause, LookUp, gap_of, is_answer
from linkscan.http.flows import RequestFlow
from linkscan.http.responses import is_marked_private, read_json
from linkscan.http.schemas import Lenient, Schema
from linkscan.models import ANY_TOKEN, Channel, PaperRef, Request, Response, ThirdPartyLink
from linkscan.papers.identifiers import arxiv_id, same_letters
from linkscan.patterns import lazy_pattern

_SEARCH = "https://api.github.com/search/repositories"
_MIN_TITLE_WORDS = 4  # shorter titles are likely to be shared by several papers
_LONGEST_TITLE = 200  # characters; GitHub limits a query to 256
_CANDIDATES = 3
_BEGINNING = 1500  # characters of a README that are taken to describe the repository
_LONGEST_README = 1 << 18
_MOST_PAPERS = 5  # arXiv ids in a README; one with more is a list of papers
_NAME = re.compile(r"[\w-]+/[\w.-]+", re.ASCII)
_NUMBER = lazy_pattern(r"(?<![\d.])\d{4}\.\d{5}(?!\d)")
_THIRD_PARTY_WORDS = lazy_pattern(
    r"(?i)\b(?:un-?official|re-?implement\w*|re-?produc(?:e|es|ed|ing|tion)\b|replicat\w*|third.party|community"
    r"|awesome|curated|(?:paper|reading)s?\W+(?:list|notes?|summar\w*|collection)|(?:list|collection|summary) of"
    r"|my (?:own )?(?:implementation|version|notes)|implementations? by|based on the paper|inspired by"
    r"|toy|minimal|simplified|from scratch|tutorial|course|homework|assignment|student|thesis|wrapper|port of|fork of"
    r"|blog|slides|translation)\b|\u975e\u5b98\u65b9|\u590d\u73b0"
)


class _Repository(Schema):
    full_name: str
    description: Lenient[str] = None
    fork: Lenient[bool] = None
    private: Lenient[bool] = None


class _Found(Schema):
    items: tuple[_Repository, ...]
    incomplete_results: Lenient[bool] = None


def search_repositories(paper: PaperRef) -> RequestFlow[LookUp[tuple[ThirdPartyLink, ...]]]:
    """Return the repositories that name a paper by its title, the likely official ones first.

    A search that timed out (`incomplete_results`), or a README that could not be fetched, leaves a gap.
    """
    title = " ".join(paper.title.replace('"', " ").split())[:_LONGEST_TITLE]
    if len(title.split()) < _MIN_TITLE_WORDS or not same_letters(title):
        return LookUp(())
    query = urlencode({"q": f'"{title}" in:name,description,readme', "per_page": 10}, errors="replace")
    (response,) = yield [Request(f"{_SEARCH}?{query}", auth=ANY_TOKEN, is_private=is_marked_private)]
    found = read_json(response, _Found) if is_answer(response) else None
    if found is None:
        return LookUp((), gap_of(response, Channel.GITHUB))
    gap = Gap(GapCause.UNANSWERED, f"{Channel.GITHUB}: it ran out of time") if found.incomplete_results else None
    candidates = [each for each in found.items if not (each.fork or each.private) and _NAME.fullmatch(each.full_name)][
        :_CANDIDATES
    ]
    if not candidates:
        return LookUp((), gap)
    readmes = yield [
        Request(f"https://raw.githubusercontent.com/{each.full_name}/HEAD/README.md", max_body=_LONGEST_README)
        for each in candidates
    ]
    links = [_link(each, readme, paper) for each, readme in zip(candidates, readmes, strict=True)]
    gaps = (gap_of(readme, Channel.GITHUB) for readme in readmes if not _is_read(readme))
    return LookUp(tuple(sorted(links, key=lambda link: link.is_guess)), gap or next(filter(None, gaps), None))


def _is_read(readme: Response) -> bool:
    """Return whether a README was fetched; a truncated one is good enough."""
    return readme.failure is None and readme.status == 200


def _link(repository: _Repository, readme: Response, paper: PaperRef) -> ThirdPartyLink:
    url = f"https://github.com/{repository.full_name}"
    text = readme.body.decode("utf-8", "replace") if _is_read(readme) else ""
    beginning = text[:_BEGINNING]
    description = repository.description or ""
    is_list = len(set(_NUMBER.findall(text))) > _MOST_PAPERS
    is_theirs = not is_list and not _is_third_party(f"{description}\n{beginning}", paper)
    for words, where in ((description, "its description"), (beginning, "its README")):
        if is_theirs and _names_paper(words, paper):
            return ThirdPartyLink(url, url, f"{where}, found by GitHub's search", channel=Channel.GITHUB)
    return ThirdPartyLink(url, url, "GitHub's search, a guess", is_guess=True, channel=Channel.GITHUB)


def _names_paper(text: str, paper: PaperRef) -> bool:
    """Return whether a text contains the title of a paper or its arXiv id."""
    number = arxiv_id(paper.arxiv_id or "")
    return same_letters(paper.title) in same_letters(text) or bool(number and number in _NUMBER.findall(text))


def _is_third_party(text: str, paper: PaperRef) -> bool:
    """Return whether a text, apart from the title of the paper, suggests that a repository is third-party work."""
    rest = re.sub(re.escape(" ".join(paper.title.split())), " ", " ".join(text.split()), flags=re.IGNORECASE)
    return _THIRD_PARTY_WORDS.search(rest) is not None
