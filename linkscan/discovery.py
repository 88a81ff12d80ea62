"""Looking up a paper that gives no address: who names a repository for it, and where.

Two places are asked: the paper's page at arXiv, where its authors may comment "Code at ...", and its page at
Hugging Face, where somebody who signed in may have linked it, or a machine guessed (`githubRepoAddedBy`). A guess is
marked as one: it is often somebody else's reimplementation.
"""

import re
from urllib.parse import quote

from linkscan.address import parse_address
from linkscan.forges.answers import Told, read_json
from linkscan.forges.page.code_homes import home_of
from linkscan.forges.page.code_links import find_leads
from linkscan.forges.replies import CamelReply, ListReply, Reply
from linkscan.forges.rounds import Talk
from linkscan.forges.website import read_answer
from linkscan.models import Answer, Citation, Clue, Question
from linkscan.papers.identifiers import arxiv_id, same_letters

_HUB = "https://huggingface.co"
_SHORT_NAME = re.compile(r"[\w.-]+/[\w.-]+")
_LONGEST_QUERY = 200


class _Paper(CamelReply):
    id: str
    title: Told[str] = None
    github_repo: Told[str] = None
    github_repo_added_by: Told[str] = None


class _Hit(Reply):
    paper: _Paper


class _Hits(ListReply[_Hit]):
    pass


def look_up(citation: Citation) -> Talk[tuple[Clue, ...]]:
    """Find who names a repository for a paper, surest first; nobody is an empty tuple, and so is no answer."""
    number = arxiv_id(citation.arxiv_id or "")
    if number is None:
        answers = yield [
            Question(f"{_HUB}/api/papers/search?q={quote(citation.title[:_LONGEST_QUERY], errors='replace')}")
        ]
        number = _same_title(answers[0], citation.title)
    if number is None:
        return ()
    pages = yield [Question(f"https://arxiv.org/abs/{number}"), Question(f"{_HUB}/api/papers/{number}")]
    return tuple(sorted((*_at_arxiv(pages[0]), *_at_hub(pages[1])), key=lambda clue: clue.is_guess))


def _same_title(answer: Answer, title: str) -> str | None:
    """Give the arXiv number of the paper with the very same title; a similar one is another paper."""
    hits = read_json(answer, _Hits) if answer.status == 200 else None
    wanted = same_letters(title)
    same = (hit.paper.id for hit in (hits.root if hits else ()) if same_letters(hit.paper.title or "") == wanted)
    return next((number for number in map(arxiv_id, same) if number), None) if wanted else None


def _at_arxiv(answer: Answer) -> list[Clue]:
    """Read the authors' comment and abstract on arXiv's page."""
    page, address = read_answer(answer), parse_address(answer.url)
    if page is None or address is None or answer.status != 200 or address.site != "arxiv.org":
        return []
    leads = [lead for lead in find_leads(page, address) if home_of(lead)]
    return [Clue(lead, address.href, "its authors, at arXiv") for lead in leads]


def _at_hub(answer: Answer) -> list[Clue]:
    """Read what Hugging Face links the paper to."""
    paper = read_json(answer, _Paper) if answer.status == 200 else None
    if paper is None or not paper.github_repo:
        return []
    named = paper.github_repo
    url = f"https://github.com/{named}" if _SHORT_NAME.fullmatch(named) else named
    if home_of(url) is None:
        return []
    is_guess = paper.github_repo_added_by != "user"
    by = "a machine's guess at Hugging Face" if is_guess else "somebody who signed in at Hugging Face"
    return [Clue(url, f"{_HUB}/papers/{paper.id}", by, is_guess)]
