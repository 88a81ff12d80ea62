"""GitHub's search by a paper's exact title: its own repository, and those that only name it."""

from typing import Any

import pytest

from linkscan.examine.look_up import LookUp
from linkscan.examine.repository_search import search_repositories
from linkscan.models import Channel, Failure, PaperRef, Request, Response
from tests.hosts.flows import data, failed, hold

TITLE = "Reading Charts with Small Models"
PAPER = PaperRef("1", TITLE, arxiv_id="2401.00001")


def found(*items: dict[str, Any], readme: str = "", paper: PaperRef = PAPER) -> list[tuple[str, bool, str]]:
    def reply(request: Request) -> Response:
        if request.url.startswith("https://api.github.com/search/repositories?"):
            return data({"total_count": len(items), "incomplete_results": False, "items": list(items)})
        return Response(request.url, 200 if readme else 404, body=readme.encode())

    (told, _) = hold(search_repositories(paper), reply)
    links = told.found
    assert {link.channel for link in links} <= {Channel.GITHUB}
    return [(link.url.removeprefix("https://github.com/"), link.is_guess, link.by) for link in links]


@pytest.mark.parametrize(
    ("description", "readme", "by"),
    [
        (f"Code for {TITLE}", "# Charts", "its description, found by GitHub's search"),
        (f'Official implementation of "{TITLE}" (ACL 2024)', "", "its description, found by GitHub's search"),
        (None, f"# {TITLE}\n\nThis is the code of our paper.", "its README, found by GitHub's search"),
        (None, "# Charts\n\nThe code for [our paper](https://arxiv.org/abs/2401.00001).", "its README, found by"),
    ],
)
def test_a_repository_that_names_the_paper_is_its_own(description: str | None, readme: str, by: str) -> None:
    ((name, is_guess, said),) = found({"full_name": "lab/charts", "description": description}, readme=readme)
    assert (name, is_guess) == ("lab/charts", False)
    assert said.startswith(by)


@pytest.mark.parametrize(
    ("description", "readme"),
    [
        (f"Unofficial implementation of {TITLE}", ""),
        (f"A PyTorch re-implementation of {TITLE}", ""),
        (f"Reproduction of {TITLE}", ""),
        (f"{TITLE}: my implementation", ""),
        (f"Course project on {TITLE}", ""),
        (f"Implementation of {TITLE}, by a third party", ""),
        ("Awesome charts", f"# Awesome Charts\n\n- {TITLE}"),
        ("A paper list", f"# Papers\n\n- {TITLE}"),
        ("Papers that I read", f"# Reading notes\n\n## {TITLE}"),
        ("Charts", "# Charts\n\n" + "\n".join(f"- {TITLE} arXiv:2401.{number:05}" for number in range(9))),
        ("Charts", "# Charts\n\n" + "Words. " * 400 + f"\n\n## References\n\n{TITLE}"),
        ("Charts", "# Charts"),
        ("Charts", ""),
    ],
)
def test_repository_made_or_listed_by_others_is_a_guess(description: str, readme: str) -> None:
    ((_, is_guess, _),) = found({"full_name": "somebody/charts", "description": description}, readme=readme)
    assert is_guess


def test_words_of_the_title_do_not_count_as_signs_of_others() -> None:
    paper = PaperRef("1", "A Community Survey of Reproduction in Charts")
    ((_, is_guess, _),) = found({"full_name": "lab/survey", "description": f"Code for {paper.title}"}, paper=paper)
    assert not is_guess


def test_forks_are_left_out_and_the_papers_own_comes_first() -> None:
    own = {"full_name": "lab/charts", "description": f"Code for {TITLE}"}
    others = {"full_name": "somebody/charts", "description": f"Unofficial code for {TITLE}"}
    fork = {"full_name": "fan/charts", "description": f"Code for {TITLE}", "fork": True}
    assert [name for name, _, _ in found(fork, others, own)] == ["lab/charts", "somebody/charts"]


@pytest.mark.parametrize("title", ["A Tool", "Charts", "???? ???? ???? ????", ""])
def test_a_short_title_is_not_searched_for(title: str) -> None:
    assert hold(search_repositories(PaperRef("1", title)), {}) == (LookUp(()), [])


def test_the_query_is_no_longer_than_github_allows_and_asks_for_the_phrase() -> None:
    _, rounds = hold(search_repositories(PaperRef("1", 'A "quoted" title ' * 40)), lambda _: data({"items": []}))
    (request,) = rounds[0]
    query = request.url.partition("q=")[2].partition("&")[0]
    assert query.startswith("%22A+quoted+title+")
    assert len(query) < 300


@pytest.mark.parametrize("answer", [failed(Failure.LIMITED), data({"message": "x"}, status=403), data([]), data(b"{")])
def test_failure_finds_nothing_and_is_reported(answer: Response) -> None:
    told, _ = hold(search_repositories(PAPER), lambda _: answer)
    assert told.found == ()
    assert told.gap is not None


@pytest.mark.parametrize("name", ["../../etc", "lab", "lab/a b", "lab/x?y=1", "https://evil.org/x"])
def test_invalid_name_is_left_out(name: str) -> None:
    assert found({"full_name": name, "description": f"Code for {TITLE}"}) == []


def test_repository_visible_only_to_the_token_is_ignored() -> None:
    closed = {"full_name": "me/unpublished", "description": f"Code for {TITLE}", "private": True}
    assert found(closed) == []
    assert [name for name, *_ in found(closed, {"full_name": "lab/charts", "private": False})] == ["lab/charts"]


@pytest.mark.parametrize(("title", "is_asked"), [("Reading Charts With Models", True), ("Reading Charts Well", False)])
def test_a_title_of_four_words_is_searched_for(title: str, is_asked: bool) -> None:
    _, rounds = hold(search_repositories(PaperRef("1", title)), lambda _: data({"items": []}))
    assert bool(rounds) is is_asked


def test_the_first_three_of_ten_are_looked_at_up_to_a_quarter_of_a_megabyte() -> None:
    items = [{"full_name": f"lab/charts{number}"} for number in range(4)]
    _, (search, readmes) = hold(search_repositories(PAPER), lambda _: data({"items": items}))
    assert "per_page=10" in search[0].url.split("&")
    assert [request.url for request in readmes] == [
        f"https://raw.githubusercontent.com/lab/charts{number}/HEAD/README.md" for number in range(3)
    ]
    assert {request.max_body for request in readmes} == {262_144}


def test_two_hundred_characters_of_a_title_are_searched_for() -> None:
    _, rounds = hold(search_repositories(PaperRef("1", "aaaa bbbb cccc " + "d" * 200)), lambda _: data({"items": []}))
    assert f"q=%22aaaa+bbbb+cccc+{'d' * 185}%22+" in rounds[0][0].url


@pytest.mark.parametrize(("papers", "is_guess"), [(5, False), (6, True)])
def test_a_readme_that_names_more_than_five_papers_is_a_list(papers: int, is_guess: bool) -> None:
    readme = f"# {TITLE}\n\n" + " ".join(f"2401.{number:05}" for number in range(papers))
    assert [guess for _, guess, _ in found({"full_name": "lab/charts"}, readme=readme)] == [is_guess]


@pytest.mark.parametrize(("before", "is_guess"), [(1500 - len(TITLE), False), (1501 - len(TITLE), True)])
def test_a_readme_says_at_its_beginning_what_the_repository_is(before: int, is_guess: bool) -> None:
    """In fifteen hundred characters."""
    assert [guess for _, guess, _ in found({"full_name": "lab/c"}, readme=" " * before + TITLE)] == [is_guess]


@pytest.mark.parametrize(
    ("is_cut", "readme", "is_open"),
    [
        (False, Response("", 200), False),
        (False, Response("", 404), False),
        (True, Response("", 200), True),  # `incomplete_results`: the search ran out of time
        (False, Response("", 503), True),
        (False, failed(Failure.TIMEOUT), True),
        (False, Response("", 200, Failure.RESET), True),
    ],
)
def test_a_search_that_ran_out_of_time_and_a_readme_that_did_not_come_leave_a_gap(
    readme: Response, *, is_cut: bool, is_open: bool
) -> None:
    answer = data({"incomplete_results": is_cut, "items": [{"full_name": "lab/charts"}]})
    told, _ = hold(search_repositories(PAPER), lambda request: answer if "api.github" in request.url else readme)
    assert [link.url for link in told.found] == ["https://github.com/lab/charts"]
    assert (told.gap is not None) is is_open
