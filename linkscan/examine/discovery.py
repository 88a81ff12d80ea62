"""Looking up a paper that gives no address, to see whether another record of it names a repository.

Three services are queried: arXiv, where authors often add a comment "Code at ..."; Hugging Face, where a signed-in user
may have linked a repository, or a program guessed one (`githubRepoAddedBy`); and, with a token, OpenReview. Guesses are
marked as such, since they are often third-party reimplementations. Records written by the authors are parsed like input
records. Each look-up reports what could not be answered (`look_up.LookUp`).
"""

import re
from collections.abc import Mapping, Sequence
from io import BytesIO
from urllib.parse import quote, urlencode

from linkscan.errors import InputError
from linkscan.examine.look_up import Gap, LookUp, gap_of, is_answer
from linkscan.hosts.html.repository_urls import repository_url_of
from linkscan.http.flows import RequestFlow
from linkscan.http.responses import read_json
from linkscan.http.schemas import CamelSchema, Lenient, ListSchema, Schema
from linkscan.models import ANY_TOKEN, Channel, Failure, Paper, PaperRef, Request, Response, ThirdPartyLink
from linkscan.papers.formats import named
from linkscan.papers.identifiers import arxiv_id, same_letters
from linkscan.papers.input_file import InputFile
from linkscan.sources.arxiv_oai import MOST_RECORDS, NO_SUCH_RECORD, OAI_ERROR, record_request
from linkscan.sources.openreview_notes import has_private_notes, with_public_notes

_HUB = "https://huggingface.co"
_ARXIV = "https://export.arxiv.org/api/query"  # https://info.arxiv.org/help/api/user-manual.html
_OPENREVIEW = "https://api2.openreview.net/notes"  # https://docs.openreview.net/reference/api-v2
_IDS_PER_REQUEST = 100
_NOT_SENT = (Failure.OFFLINE, Failure.BUDGET, Failure.NOT_RECORDED)
Links = tuple[ThirdPartyLink, ...]
_LONGEST_FEED = 1 << 24
_LONGEST_QUERY = 200
_SHORT_NAME = re.compile(r"[\w.-]+/[\w.-]+")
_TOTAL = re.compile(rb"<opensearch:totalResults[^>]*>(\d{1,9})<")
_IN_THE_RECORD = {"abstract": "in the abstract", "comment": "in their comment"}


class _Paper(CamelSchema):
    id: str
    title: Lenient[str] = None
    github_repo: Lenient[str] = None
    github_repo_added_by: Lenient[str] = None


class _Hit(Schema):
    paper: _Paper


class _Hits(ListSchema[_Hit]):
    pass


class _Note(Schema):
    pass


class _Notes(Schema):
    notes: tuple[_Note, ...]


def find_number(paper: PaperRef) -> RequestFlow[LookUp[str | None]]:
    """Return the arXiv id of a paper: its own, or that of the paper with exactly the same title on Hugging Face."""
    if number := arxiv_id(paper.arxiv_id or ""):
        return LookUp(number)
    wanted = same_letters(paper.title)
    if not wanted:
        return LookUp(None)
    query = quote(paper.title[:_LONGEST_QUERY], errors="replace")
    (response,) = yield [Request(f"{_HUB}/api/papers/search?q={query}", auth=ANY_TOKEN)]
    hits = read_json(response, _Hits) if is_answer(response) else None
    if hits is None:
        return LookUp(None, gap_of(response, Channel.HUGGING_FACE))
    same = (hit.paper.id for hit in hits.root if same_letters(hit.paper.title or "") == wanted)
    return LookUp(next((number for number in map(arxiv_id, same) if number), None))


def arxiv_links(numbers: Sequence[str]) -> RequestFlow[Mapping[str, LookUp[Links]]]:
    """Return, by arXiv id, the links that authors give in their arXiv records; requests are batched by a hundred ids.

    arXiv rejects a whole batch with 400 if one of its identifiers is malformed; the batch is then split in half and
    retried. If the API does not answer, a few records are requested through OAI-PMH instead.
    """
    found: dict[str, LookUp[Links]] = {}
    waiting = [numbers[start : start + _IDS_PER_REQUEST] for start in range(0, len(numbers), _IDS_PER_REQUEST)]
    while waiting:
        some = waiting.pop()
        parameters = urlencode({"id_list": ",".join(some), "max_results": len(some)}, safe=",/")
        (response,) = yield [Request(f"{_ARXIV}?{parameters}", max_body=_LONGEST_FEED)]
        if response.failure is None and response.status == 400 and len(some) > 1:
            waiting += [some[: len(some) // 2], some[len(some) // 2 :]]
        else:
            found |= yield from _look_ups_from(some, response)
    return found


def _look_ups_from(numbers: Sequence[str], response: Response) -> RequestFlow[dict[str, LookUp[Links]]]:
    """Return the look-ups of a batch from arXiv's response; a few missing records are requested one by one."""
    records = {paper.arxiv_id: paper for paper in _records(response, "xml")}
    gap = None if _is_whole(response, len(records)) else gap_of(response, Channel.ARXIV)
    left = [number for number in numbers if number not in records]
    found = {number: _look_up_in(records.get(number), gap) for number in numbers}
    if gap and len(left) <= MOST_RECORDS and response.failure not in _NOT_SENT:
        found |= yield from _look_ups_through_oai(left, gap)
    return found


def _look_ups_through_oai(numbers: Sequence[str], gap: Gap) -> RequestFlow[dict[str, LookUp[Links]]]:
    """Return the look-ups of records that the API did not return, through OAI-PMH, stopping when that fails too."""
    found: dict[str, LookUp[Links]] = dict.fromkeys(numbers, LookUp((), gap))
    for number in numbers:
        (response,) = yield [record_request(number)]
        error = OAI_ERROR.search(response.body)
        record = next(iter(_records(response, "xml")), None)
        if record is None and (error is None or error[1] != NO_SUCH_RECORD):
            break
        found[number] = _look_up_in(record, None)
    return found


def _look_up_in(record: Paper | None, gap: Gap | None) -> LookUp[Links]:
    if record is None or record.arxiv_id is None:
        return LookUp((), gap)
    return LookUp(_links_given_in(record, f"https://arxiv.org/abs/{record.arxiv_id}", "at arXiv", Channel.ARXIV))


def _is_whole(response: Response, records: int) -> bool:
    """Return whether a response holds as many papers as it counts: arXiv occasionally returns an empty page.

    Source: lukasschwab/arxiv.py#129.
    """
    total = _TOTAL.search(response.body)
    return is_answer(response) and total is not None and records >= int(total[1])


def hub_links(number: str) -> RequestFlow[LookUp[Links]]:
    """Return the repository that Hugging Face links to an arXiv paper."""
    (response,) = yield [Request(f"{_HUB}/api/papers/{number}", auth=ANY_TOKEN)]
    paper = read_json(response, _Paper) if is_answer(response) else None
    if paper is None:
        return LookUp((), gap_of(response, Channel.HUGGING_FACE))
    given = paper.github_repo or ""
    url = f"https://github.com/{given}" if _SHORT_NAME.fullmatch(given) else given
    if not given or repository_url_of(url) is None:
        return LookUp(())
    is_guess = paper.github_repo_added_by != "user"
    by = "a machine's guess at Hugging Face" if is_guess else "somebody who signed in at Hugging Face"
    return LookUp((ThirdPartyLink(url, f"{_HUB}/papers/{paper.id}", by, is_guess, Channel.HUGGING_FACE),))


def openreview_links(paper: PaperRef) -> RequestFlow[LookUp[Links]]:
    """Return the links that authors give in OpenReview records with exactly the same title; this requires a token."""
    wanted = same_letters(paper.title)
    if not wanted:
        return LookUp(())
    parameters = urlencode({"content.title": paper.title, "limit": "10"}, errors="replace")
    (response,) = yield [Request(f"{_OPENREVIEW}?{parameters}", auth=ANY_TOKEN, is_private=has_private_notes)]
    if not is_answer(response) or read_json(response, _Notes) is None:
        return LookUp((), gap_of(response, Channel.OPENREVIEW))
    found: dict[str, ThirdPartyLink] = {}
    for record in _records(with_public_notes(response), "json"):
        if same_letters(record.title) == wanted:
            for link in _links_given_in(record, record.url or _OPENREVIEW, "at OpenReview", Channel.OPENREVIEW):
                found.setdefault(link.url, link)
    return LookUp(tuple(found.values()))


def _records(response: Response, format_name: str) -> list[Paper]:
    """Return the papers in a response; an empty list if the response cannot be parsed as such."""
    if not is_answer(response):
        return []
    try:
        entries = list(named(format_name).load(InputFile("record", BytesIO(response.body))))
    except InputError:
        return []
    return [entry for entry in entries if isinstance(entry, Paper)]


def _links_given_in(record: Paper, page: str, where: str, channel: Channel) -> tuple[ThirdPartyLink, ...]:
    """Return the addresses of the authors' own work in a record: those in claims, and repositories in its fields."""
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
