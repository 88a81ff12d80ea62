"""A service that did not answer leaves the question open; one that answers "nothing" settles it."""

import pytest

from linkscan.examine.look_up import GapCause, gap_of, is_answer
from linkscan.models import Channel, Failure, Response

URL = "https://a.example/api"
OPEN = GapCause.UNANSWERED


@pytest.mark.parametrize(
    ("response", "is_one"),
    [
        (Response(URL, 200, body=b"{}"), True),
        (Response(URL, 200, body=b"{}", truncated=True), False),
        (Response(URL, 200, Failure.RESET), False),
        (Response(URL, 204), False),
        (Response(URL, 404), False),
        (Response(URL, failure=Failure.TIMEOUT), False),
    ],
)
def test_valid_answer_is_complete_and_successful(response: Response, *, is_one: bool) -> None:
    assert is_answer(response) is is_one


@pytest.mark.parametrize(
    ("response", "cause"),
    [
        *((Response(URL, status), None) for status in (400, 404, 410, 414, 422)),
        *((Response(URL, status), OPEN) for status in (401, 403, 429, 500, 503)),
        (Response(URL, 404, Failure.RESET), OPEN),
        (Response(URL, failure=Failure.TIMEOUT), OPEN),
        (Response(URL, 200, body=b"<html>hotel"), OPEN),
        (Response(URL, 200, body=b"{}", truncated=True), GapCause.UNREADABLE),
        (Response(URL, 503, body=b"{}", truncated=True), OPEN),
    ],
)
def test_invalid_answer_leaves_the_question_open(response: Response, cause: GapCause | None) -> None:
    gap = gap_of(response, Channel.ARXIV)
    assert (gap and gap.cause) is cause
    assert gap is None or gap.reason.startswith(f"{Channel.ARXIV}: ")
