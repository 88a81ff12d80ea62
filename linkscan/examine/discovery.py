"""Looking up a paper that gives no address: who names a repository for it, and where.

Two places are asked: the paper's page at arXiv, where its authors may comment "Code at ...", and its page at
Hugging Face, where somebody who signed in may have linked it, or a machine guessed (`githubRepoAddedBy`). A guess is
marked as one: it is often somebody else's reimplementation.
"""

import re
from urllib.parse import quote

from linkscan.hosts.base import RequestFlow
from linkscan.hosts.html.code_links import find_leads
from linkscan.hosts.html.repository_urls import repository_url_of
from linkscan.hosts.responses import read_json
from linkscan.hosts.schemas import CamelSchema, Lenient, ListSchema, Schema
from linkscan.hosts.website import read_answer
from linkscan.models import ANY_TOKEN, Channel, PaperRef, Request, Response, ThirdPartyLink
from linkscan.papers.identifiers import arxiv_id, same_letters
from linkscan.urls import parse_url

_HUB = "https://huggingface.co"
_SHORT_NAME = re.compile(r"[\w.-]+/[\w.-]+")
_LONGEST_QUERY = 200


class _Paper(CamelSchema):
    id: str
    title: Lenient[str] = None
    github_repo: Lenient[str] = None
    github_repo_added_by: Lenient[str] = None


class _Hit(Schema):
    paper: _Paper


class _Hits(ListSchema[_Hit]):
    pass


def look_up(citation: PaperRef) -> RequestFlow[tuple[ThirdPartyLink, ...]]:
    """Find who names a repository for a paper, surest first; nobody is an empty tuple, and so is no answer."""
    number = arxiv_id(citation.arxiv_id or "")
    if number is None:
        responses = yield [
            Request(
                f"{_HUB}/api/papers/search?q={quote(citation.title[:_LONGEST_QUERY], errors='replace')}",
                auth=ANY_TOKEN,
            )
        ]
        number = _same_title(responses[0], citation.title)
    if number is None:
        return ()
    pages = yield [Request(f"https://arxiv.org/abs/{number}"), Request(f"{_HUB}/api/papers/{number}", auth=ANY_TOKEN)]
    return tuple(sorted((*_at_arxiv(pages[0]), *_at_hub(pages[1])), key=lambda clue: clue.is_guess))


def _same_title(response: Response, title: str) -> str | None:
    """Return the arXiv number of the paper with the very same title; a similar one is another paper."""
    hits = read_json(response, _Hits) if response.status == 200 else None
    wanted = same_letters(title)
    same = (hit.paper.id for hit in (hits.root if hits else ()) if same_letters(hit.paper.title or "") == wanted)
    return next((number for number in map(arxiv_id, same) if number), None) if wanted else None


def _at_arxiv(response: Response) -> list[ThirdPartyLink]:
    """Read the authors' comment and abstract on arXiv's page."""
    page, address = read_answer(response), parse_url(response.url)
    if page is None or address is None or response.status != 200 or address.site != "arxiv.org":
        return []
    leads = [lead for lead in find_leads(page, address) if repository_url_of(lead)]
    return [ThirdPartyLink(lead, address.href, "its authors, at arXiv") for lead in leads]


def _at_hub(response: Response) -> list[ThirdPartyLink]:
    """Read what Hugging Face links the paper to."""
    paper = read_json(response, _Paper) if response.status == 200 else None
    if paper is None or not paper.github_repo:
        return []
    named = paper.github_repo
    url = f"https://github.com/{named}" if _SHORT_NAME.fullmatch(named) else named
    if repository_url_of(url) is None:
        return []
    is_guess = paper.github_repo_added_by != "user"
    by = "a machine's guess at Hugging Face" if is_guess else "somebody who signed in at Hugging Face"
    return [ThirdPartyLink(url, f"{_HUB}/papers/{paper.id}", by, is_guess, Channel.HUGGING_FACE)]
