"""Looking up a paper that gives no address: which other records of it name a repository.

Three are asked: arXiv's, where its authors may comment "Code at ..."; Hugging Face's, where somebody who signed in may
have linked a repository, or a machine guessed (`githubRepoAddedBy`); and, with a token, OpenReview's. A guess is marked
as one: it is often somebody else's reimplementation. Records of authors are read as those that are given as input.
"""

import re
from collections.abc import Mapping, Sequence
from io import BytesIO
from urllib.parse import quote, urlencode

from linkscan.errors import InputError
from linkscan.hosts.base import RequestFlow
from linkscan.hosts.html.repository_urls import repository_url_of
from linkscan.hosts.responses import read_json
from linkscan.hosts.schemas import CamelSchema, Lenient, ListSchema, Schema
from linkscan.models import ANY_TOKEN, Channel, Paper, PaperRef, Request, Response, ThirdPartyLink
from linkscan.papers.formats import named
from linkscan.papers.identifiers import arxiv_id, same_letters
from linkscan.papers.source import Source

_HUB = "https://huggingface.co"
_ARXIV = "https://export.arxiv.org/api/query"  # https://info.arxiv.org/help/api/user-manual.html
_OPENREVIEW = "https://api2.openreview.net/notes"  # https://docs.openreview.net/reference/api-v2
_IDS_A_REQUEST = 100
_LONGEST_FEED = 1 << 24
_LONGEST_QUERY = 200
_SHORT_NAME = re.compile(r"[\w.-]+/[\w.-]+")
_IN_THE_RECORD = {"abstract": "in the abstract", "title": "in the title", "comment": "in their comment"}


class _Paper(CamelSchema):
    id: str
    title: Lenient[str] = None
    github_repo: Lenient[str] = None
    github_repo_added_by: Lenient[str] = None


class _Hit(Schema):
    paper: _Paper


class _Hits(ListSchema[_Hit]):
    pass


def find_number(paper: PaperRef) -> RequestFlow[str | None]:
    """Return the arXiv id of a paper: its own, else that of the paper with the very same title at Hugging Face."""
    if number := arxiv_id(paper.arxiv_id or ""):
        return number
    wanted = same_letters(paper.title)
    if not wanted:
        return None
    query = quote(paper.title[:_LONGEST_QUERY], errors="replace")
    (response,) = yield [Request(f"{_HUB}/api/papers/search?q={query}", auth=ANY_TOKEN)]
    hits = read_json(response, _Hits) if response.status == 200 else None
    same = (hit.paper.id for hit in (hits.root if hits else ()) if same_letters(hit.paper.title or "") == wanted)
    return next((number for number in map(arxiv_id, same) if number), None)


def arxiv_links(numbers: Sequence[str]) -> RequestFlow[Mapping[str, tuple[ThirdPartyLink, ...]]]:
    """Return by arXiv id what the authors say in the records of papers at arXiv; a hundred are asked for at once."""
    found: dict[str, tuple[ThirdPartyLink, ...]] = {}
    for start in range(0, len(numbers), _IDS_A_REQUEST):
        some = numbers[start : start + _IDS_A_REQUEST]
        parameters = urlencode({"id_list": ",".join(some), "max_results": len(some)}, safe=",/")
        (response,) = yield [Request(f"{_ARXIV}?{parameters}", max_body=_LONGEST_FEED)]
        for paper in _records(response, "xml"):
            if paper.arxiv_id is not None and paper.arxiv_id in some:
                page = f"https://arxiv.org/abs/{paper.arxiv_id}"
                found[paper.arxiv_id] = _named_in(paper, page, "at arXiv", Channel.ARXIV)
    return found


def hub_links(number: str) -> RequestFlow[tuple[ThirdPartyLink, ...]]:
    """Return what Hugging Face links a paper of arXiv to."""
    (response,) = yield [Request(f"{_HUB}/api/papers/{number}", auth=ANY_TOKEN)]
    paper = read_json(response, _Paper) if response.status == 200 else None
    if paper is None or not paper.github_repo:
        return ()
    given = paper.github_repo
    url = f"https://github.com/{given}" if _SHORT_NAME.fullmatch(given) else given
    if repository_url_of(url) is None:
        return ()
    is_guess = paper.github_repo_added_by != "user"
    by = "a machine's guess at Hugging Face" if is_guess else "somebody who signed in at Hugging Face"
    return (ThirdPartyLink(url, f"{_HUB}/papers/{paper.id}", by, is_guess, Channel.HUGGING_FACE),)


def openreview_links(paper: PaperRef) -> RequestFlow[tuple[ThirdPartyLink, ...]]:
    """Return what the authors say in records with the very same title at OpenReview, which asks for a token."""
    wanted = same_letters(paper.title)
    if not wanted:
        return ()
    parameters = urlencode({"content.title": paper.title, "limit": "10"}, errors="replace")
    (response,) = yield [Request(f"{_OPENREVIEW}?{parameters}", auth=ANY_TOKEN)]
    found: dict[str, ThirdPartyLink] = {}
    for record in _records(response, "json"):
        if same_letters(record.title) == wanted:
            for link in _named_in(record, record.url or _OPENREVIEW, "at OpenReview", Channel.OPENREVIEW):
                found.setdefault(link.url, link)
    return tuple(found.values())


def _records(response: Response, format_name: str) -> list[Paper]:
    """Return the papers in a response; none where it is no such answer."""
    if response.failure is not None or response.status != 200 or response.truncated or not response.body:
        return []
    try:
        entries = list(named(format_name).load(Source("record", BytesIO(response.body))))
    except InputError:
        return []
    return [entry for entry in entries if isinstance(entry, Paper)]


def _named_in(record: Paper, page: str, where: str, channel: Channel) -> tuple[ThirdPartyLink, ...]:
    """Return the addresses that a record gives for its authors' work: those of claims, repositories in its fields."""
    from linkscan.text import read  # noqa: PLC0415 - its grammar takes 60 ms, which other runs need not pay

    reading = read(record)
    given = [(claim.url, claim.origin) for claim in reading.claims if claim.url is not None]
    given += [
        (link.url, link.origin)
        for link in reading.links
        if link.origin not in ("abstract", "title") and link.url not in reading.guesses and repository_url_of(link.url)
    ]
    found: dict[str, ThirdPartyLink] = {}
    for url, origin in given:
        by = f"its authors, {_IN_THE_RECORD.get(origin, f'under {origin}')} {where}"
        found.setdefault(url, ThirdPartyLink(url, page, by, channel=channel))
    return tuple(found.values())
