"""Archived copies. Shapes: https://archive.org/help/wayback_api.php and archive.softwareheritage.org/api/1/."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkscan.examine.archives import HERITAGE, WAYBACK, Copy, SaveOutcome, find_copy, save_repository
from linkscan.models import CacheMode, Failure, Kind, Request, Response
from tests.hosts.flows import Replies, data, failed, hold, page

REPO = "https://github.com/Lab/Tool"
HERITAGE_ASKED = "https://archive.softwareheritage.org/api/1/origin/{}/visit/latest/?require_snapshot=true"
AVAILABLE = "https://archive.org/wayback/available?url=https%3A%2F%2Flab.org%2Fwork"
INDEX = (
    "https://web.archive.org/cdx/search/cdx?url=https%3A%2F%2Flab.org%2Fwork"
    "&output=json&fl=timestamp,original&filter=statuscode:200&limit=-1"
)
PAGE = "https://lab.org/work"
VISIT = {
    "origin": REPO,
    "date": "2023-05-06T07:08:09.123456+00:00",
    "status": "full",
    "snapshot": "6a3a2cf0b2b90ce7ae1cf0a221ed68035b686f5a",
    "type": "git",
}


def closest(status: str = "200", stamp: str = "20210203040506", *, available: bool = True) -> Response:
    snapshot = {
        "status": status,
        "available": available,
        "url": f"http://web.archive.org/web/{stamp}/{PAGE}",
        "timestamp": stamp,
    }
    return data({"url": PAGE, "archived_snapshots": {"closest": snapshot}})


def find(url: str, kind: Kind, replies: Replies) -> tuple[Copy | None, list[str]]:
    copy, rounds = hold(find_copy(url, kind), replies)
    return copy, [request.url for requests in rounds for request in requests]


def test_a_repository_is_kept_by_software_heritage() -> None:
    copy, asked = find(REPO, Kind.REPOSITORY, {HERITAGE_ASKED.format(REPO): data(VISIT)})
    page_url = (
        "https://archive.softwareheritage.org/browse/origin/directory/?origin_url=https%3A%2F%2Fgithub.com%2FLab%2FTool"
    )
    swhid = "swh:1:snp:6a3a2cf0b2b90ce7ae1cf0a221ed68035b686f5a"
    assert copy == Copy(page_url, HERITAGE, "2023-05-06T07:08:09.123456+00:00", swhid)
    assert len(asked) == 1


def test_an_origin_is_looked_for_by_its_spellings_then_in_the_wayback_machine() -> None:
    missing = data({"exception": "NotFoundExc", "reason": "not found"}, status=404)
    none = data({"url": REPO, "archived_snapshots": {}})
    copy, asked = find(REPO + ".git", Kind.REPOSITORY, lambda request: none if "wayback" in request.url else missing)
    assert copy is None
    assert asked[:3] == [HERITAGE_ASKED.format(url) for url in (REPO, REPO.lower(), REPO + ".git")]
    assert len(asked) == 5


@pytest.mark.parametrize(
    "response", [Response("", 429, Failure.LIMITED), Response("", 500), page("<html>"), data(b"{")]
)
def test_unresponsive_archive_is_not_requested_again(response: Response) -> None:
    none = data({"archived_snapshots": {}})
    copy, asked = find(REPO, Kind.REPOSITORY, lambda request: none if "wayback" in request.url else response)
    assert (copy, len(asked)) == (None, 3)


def test_a_page_is_kept_by_the_wayback_machine() -> None:
    copy, asked = find(PAGE, Kind.PAGE, {AVAILABLE: closest()})
    assert copy == Copy(f"https://web.archive.org/web/20210203040506/{PAGE}", WAYBACK, "2021-02-03T04:05:06+00:00")
    assert len(asked) == 1


@pytest.mark.parametrize("status", ["302", "404", "-"])
def test_capture_of_an_error_or_redirect_is_not_a_copy(status: str) -> None:
    rows = data([["timestamp", "original"], ["20200102030405", "http://lab.org/work"]])
    copy, _ = find(PAGE, Kind.PAGE, {AVAILABLE: closest(status), INDEX: rows})
    assert copy == Copy(
        "https://web.archive.org/web/20200102030405/http://lab.org/work", WAYBACK, "2020-01-02T03:04:05+00:00"
    )


@pytest.mark.parametrize(
    "index",
    [
        data([]),
        data([["timestamp", "original"]]),
        data([["timestamp", "original"], ["x", "y"]]),
        data([["timestamp", "original"], ["20200102030405"]]),
        data([["timestamp", "original"], ["20200102030405", "http://lab.org/work", "200"]]),
        page("<html>"),
        Response("", 503),
        failed(Failure.TIMEOUT),
    ],
)
def test_index_without_a_successful_capture_gives_no_copy(index: Response) -> None:
    assert find(PAGE, Kind.PAGE, {AVAILABLE: closest("404"), INDEX: index})[0] is None


@pytest.mark.parametrize(
    "empty", [data({"url": PAGE, "archived_snapshots": {}}), data({}), closest(""), closest(available=False)]
)
def test_empty_answer_does_not_count_and_the_index_is_queried(empty: Response) -> None:
    """internetarchive/wayback#296: `{}` for archived pages."""
    rows = data([["timestamp", "original"], ["20200102030405", "http://lab.org/work"]])
    copy, asked = find(PAGE, Kind.PAGE, {AVAILABLE: empty, INDEX: rows})
    assert asked == [AVAILABLE, INDEX]
    assert copy is not None
    assert (copy.archive, copy.made_at) == (WAYBACK, "2020-01-02T03:04:05+00:00")


SAVE = f"https://archive.softwareheritage.org/api/1/origin/save/git/url/{REPO}/"
UNKNOWN = data({"exception": "NotFoundExc", "reason": "not found"}, status=404)


def save(visit: Response, saved: Response | None) -> tuple[SaveOutcome, Copy | None, list[Request]]:
    """Request that a repository be saved; if `saved` is None, that request fails the test."""

    def reply(request: Request) -> Response:
        if "/save/" not in request.url:
            return visit
        assert saved is not None, "asked to save"
        assert (request.url, request.method) == (SAVE, "POST")
        return saved

    (saving, copy), rounds = hold(save_repository(REPO + ".git"), reply)
    return saving, copy, [request for requests in rounds for request in requests]


def test_archived_repository_is_not_saved_again() -> None:
    saving, copy, _ = save(data(VISIT), None)
    assert saving is SaveOutcome.ARCHIVED
    assert copy is not None
    assert copy.swhid == f"swh:1:snp:{VISIT['snapshot']}"


@pytest.mark.parametrize(
    ("answer", "saving"),
    [
        (data({"save_request_status": "accepted", "save_task_status": "not yet scheduled"}), SaveOutcome.REQUESTED),
        (data({"save_request_status": "pending"}), SaveOutcome.REQUESTED),
        (data({"save_request_status": "rejected"}), SaveOutcome.REFUSED),
        (data({"reason": "blocked origin"}, status=403), SaveOutcome.REFUSED),
        (data({"reason": "no such address"}, status=404), SaveOutcome.REFUSED),
        (data({"reason": "no such scheme"}, status=400), SaveOutcome.REFUSED),
        (Response("", 404, Failure.TIMEOUT), SaveOutcome.LATER),
        (data({"save_request_status": "accepted"}, status=202), SaveOutcome.LATER),
        (data({"reason": "throttled"}, status=429), SaveOutcome.LATER),
        (failed(Failure.LIMITED), SaveOutcome.LATER),
        (page("<html>hotel"), SaveOutcome.LATER),
    ],
)
def test_unarchived_repository_is_requested_to_be_saved(answer: Response, saving: SaveOutcome) -> None:
    told, copy, asked = save(UNKNOWN, answer)
    assert (told, copy) == (saving, None)
    assert (asked[-1].cache, asked[-1].max_wait) == (CacheMode.NO_STORE, 0.0)


@pytest.mark.parametrize("visit", [Response("", 429), Response("", 503), failed(Failure.TIMEOUT), page("<html>")])
def test_unresponsive_archive_gets_no_save_request(visit: Response) -> None:
    assert save(visit, None)[0] is SaveOutcome.LATER


@pytest.mark.parametrize(
    "response",
    [
        data([]),
        page("<html>"),
        Response("", 429),
        failed(Failure.OFFLINE),
    ],
)
def test_missing_copy_gives_none(response: Response) -> None:
    assert find(PAGE, Kind.PAGE, {AVAILABLE: response})[0] is None


@given(st.binary(max_size=200), st.sampled_from([200, 302, 404, 429, 500]), st.sampled_from(list(Kind)))
def test_any_answer_is_a_copy_or_none(body: bytes, status: int, kind: Any) -> None:
    copy, _ = find("https://lab.org/\ud800?x=[", kind, lambda request: Response(request.url, status, body=body))
    assert copy is None or (status == 200 and copy.url.startswith("https://"))


@pytest.mark.parametrize(
    "stamp", ["99999999999999", "00000000000000", "2021/../../x", "２０２１０２０３０４０５０６", "", "\n::error::"]
)
def test_invalid_time_gives_no_copy(stamp: str) -> None:
    index = data([["timestamp", "original"], [stamp, PAGE]])
    assert find(PAGE, Kind.PAGE, {AVAILABLE: closest(stamp=stamp), INDEX: index})[0] is None


@pytest.mark.parametrize(
    "original", ["javascript:alert(1)", "https://lab.org/\n::error::", "", "https://lab.org/" + "x" * 9000]
)
def test_invalid_address_gives_no_copy(original: str) -> None:
    index = data([["timestamp", "original"], ["20210203040506", original]])
    assert find(PAGE, Kind.PAGE, {AVAILABLE: closest("404"), INDEX: index})[0] is None


@pytest.mark.parametrize("told", ["yesterday", "0001-01-01T00:00:00+23:59", "<b>", None])
def test_visit_without_a_time_is_still_a_copy(told: str | None) -> None:
    copy, _ = find(REPO, Kind.REPOSITORY, {HERITAGE_ASKED.format(REPO): data({**VISIT, "date": told})})
    assert copy is not None
    assert copy.made_at is None
