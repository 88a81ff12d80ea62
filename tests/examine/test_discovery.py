"""Who names a repository for a paper that gives none; shapes as recorded from huggingface.co/api/papers."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkscan.examine.discovery import look_up
from linkscan.models import Channel, Failure, PaperRef, Response, ThirdPartyLink
from tests.hosts.flows import Replies, data, failed, hold, page

ABS = "https://arxiv.org/abs/2401.00001"
HUB = "https://huggingface.co/api/papers/2401.00001"
SEARCH = "https://huggingface.co/api/papers/search?q=A%20Tool%20for%20Tools"
REPO = "https://github.com/lab/tool"
PAPER: dict[str, Any] = {
    "id": "2401.00001",
    "title": "A Tool for Tools",
    "githubRepo": REPO,
    "githubRepoAddedBy": "user",
}
KNOWN = PaperRef("1", "A Tool for Tools", arxiv_id="2401.00001")
UNKNOWN = PaperRef("1", "A Tool for Tools")
# As on https://arxiv.org: the abstract, the comment with its link, and much of arXiv's own.
COMMENTED = page(
    "<title>[2401.00001] A Tool for Tools</title><h1>A Tool for Tools</h1>"
    "<blockquote>Abstract: We build tools.</blockquote>"
    f"<table><tr><td>Comments:</td><td>10 pages. Code at <a href='{REPO}'>this https URL</a></td></tr></table>"
    "<a href='https://info.arxiv.org/help/code.html'>What is CatalyzeX?</a>"
    "<footer><a href='https://github.com/arxiv'>GitHub</a></footer>",
    ABS,
)
BARE = page("<title>[2401.00001] A Tool for Tools</title><p>We build tools.", ABS)
NOTHING = data({"error": "Paper not found"}, status=404)
AUTHORS = ThirdPartyLink(REPO, ABS, "its authors, at arXiv")
SOMEBODY = ThirdPartyLink(
    REPO,
    "https://huggingface.co/papers/2401.00001",
    "somebody who signed in at Hugging Face",
    channel=Channel.HUGGING_FACE,
)


def find(citation: PaperRef, replies: Replies) -> tuple[tuple[ThirdPartyLink, ...], list[str]]:
    clues, rounds = hold(look_up(citation), replies)
    return clues, [request.url for requests in rounds for request in requests]


def test_a_paper_with_a_number_is_asked_for_at_both() -> None:
    clues, asked = find(KNOWN, {ABS: COMMENTED, HUB: data(PAPER)})
    assert clues == (AUTHORS, SOMEBODY)
    assert asked == [ABS, HUB]


@pytest.mark.parametrize(
    ("at_arxiv", "at_hub", "clues"),
    [
        (BARE, NOTHING, ()),
        (COMMENTED, NOTHING, (AUTHORS,)),
        (BARE, data(PAPER), (SOMEBODY,)),
        (BARE, data({**PAPER, "githubRepo": "lab/tool"}), (SOMEBODY,)),
        (BARE, data({**PAPER, "githubRepo": None}), ()),
        (BARE, data({**PAPER, "githubRepo": "https://example.org/"}), ()),
        (BARE, data({**PAPER, "githubRepo": "javascript:alert(1)"}), ()),
        (failed(Failure.TIMEOUT), failed(Failure.LIMITED), ()),
        (page("<title>Hotel</title>"), page("<title>Hotel</title>"), ()),
        (page(f"<a href={REPO}>Code</a>", "https://portal.org/"), data(b"{"), ()),
    ],
)
def test_what_each_of_them_tells(at_arxiv: Response, at_hub: Response, clues: tuple[ThirdPartyLink, ...]) -> None:
    assert find(KNOWN, {ABS: at_arxiv, HUB: at_hub})[0] == clues


def test_a_guess_is_marked_and_comes_last() -> None:
    guessed = data({**PAPER, "githubRepo": "https://github.com/others/tool", "githubRepoAddedBy": "auto"})
    clues, _ = find(KNOWN, {ABS: COMMENTED, HUB: guessed})
    assert [(clue.url, clue.is_guess) for clue in clues] == [(REPO, False), ("https://github.com/others/tool", True)]


def test_a_paper_without_a_number_is_looked_up_by_its_title() -> None:
    hits = data([{"paper": {"id": "2402.99999", "title": "A Tool for Tools, Revisited"}}, {"paper": PAPER}])
    clues, asked = find(UNKNOWN, {SEARCH: hits, ABS: BARE, HUB: data(PAPER)})
    assert (clues, asked) == ((SOMEBODY,), [SEARCH, ABS, HUB])


@pytest.mark.parametrize(
    "hits",
    [
        data([]),
        data([{"paper": {"id": "2402.99999", "title": "A Tool for Tools, Revisited"}}]),
        data([{"paper": {"id": "not a number", "title": "A Tool for Tools"}}]),
        data({"error": "x"}),
        page("<html>"),
        failed(Failure.OFFLINE),
    ],
)
def test_a_similar_title_is_another_paper(hits: Response) -> None:
    assert find(UNKNOWN, {SEARCH: hits}) == ((), [SEARCH])


def test_a_title_without_letters_finds_nobody() -> None:
    hits = data([{"paper": {"id": "2401.00001", "title": "!!!"}}])
    assert find(PaperRef("1", "???"), lambda _: hits)[0] == ()


@given(st.text(max_size=30), st.binary(max_size=200), st.sampled_from([200, 404, 500]))
def test_any_answer_is_clues_or_none(title: str, body: bytes, status: int) -> None:
    html = {"content-type": "text/html"}
    find(PaperRef("1", title + "\ud800"), lambda request: Response(request.url, status, headers=html, body=body))
    find(KNOWN, lambda request: Response(request.url, status, headers=html, body=body))
