"""What a response means to a source: papers, or a problem with its cause."""

import pytest

from linkscan.models import Failure, Response
from linkscan.sources.base import ProblemCause, problem_of

URL = "https://service.test/"


@pytest.mark.parametrize(
    ("response", "cause"),
    [
        (Response(URL, 401), ProblemCause.REFUSED),
        (Response(URL, 403), ProblemCause.REFUSED),
        (Response(URL, 429), ProblemCause.LIMITED),
        (Response(URL, 404), ProblemCause.UNAVAILABLE),
        (Response(URL, 500), ProblemCause.UNAVAILABLE),
        (Response(URL, 503), ProblemCause.UNAVAILABLE),
        (Response(URL, 204), ProblemCause.UNAVAILABLE),
        (Response(URL, 429, Failure.LIMITED), ProblemCause.LIMITED),
        (Response(URL, failure=Failure.TIMEOUT), ProblemCause.UNAVAILABLE),
        (Response(URL, failure=Failure.NO_SUCH_HOST), ProblemCause.UNAVAILABLE),
        (Response(URL, failure=Failure.OFFLINE), ProblemCause.OFFLINE),
        (Response(URL, failure=Failure.BUDGET), ProblemCause.OFFLINE),
        (Response(URL, failure=Failure.NOT_RECORDED), ProblemCause.OFFLINE),
        (Response(URL, 200, truncated=True, body=b"[{"), ProblemCause.UNREADABLE),
    ],
)
def test_a_response_without_papers_is_a_problem(response: Response, cause: ProblemCause) -> None:
    problem = problem_of(response, "Service")
    assert problem is not None
    assert problem.cause is cause
    assert problem.reason.startswith("Service: ")


def test_complete_response_is_no_problem() -> None:
    assert problem_of(Response(URL, 200, body=b"[]"), "Service") is None
