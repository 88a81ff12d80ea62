"""The meaning of responses: blocked is gone, rate limits and failures are not, a portal means nothing."""

from typing import Any

import pytest

from linkscan.hosts import github
from linkscan.hosts.github.status import found, no_data_for
from linkscan.models import Failure, Health, Metadata, Response
from tests.hosts.flows import data, page, place_of

PLACE = place_of(github, "https://github.com/Lab/Tool/tree/main/src")
BLOCK = {"message": "Repository access blocked", "block": {"reason": "tos"}}
LIMIT = {"message": "API rate limit exceeded for 203.0.113.7."}
SECONDARY = {"message": "You have exceeded a secondary rate limit."}


def forbidden(body: Any, **headers: str) -> Response:
    given = {name.replace("_", "-"): value for name, value in headers.items()}
    return Response("", 403, headers=given, body=data(body).body)


@pytest.mark.parametrize(
    ("response", "health", "reason"),
    [
        pytest.param(data(BLOCK, status=451), Health.GONE, "blocked by GitHub: tos", id="451 with its block"),
        pytest.param(data({}, status=451), Health.GONE, "for legal reasons", id="451 without"),
        pytest.param(forbidden(BLOCK), Health.GONE, "blocked by GitHub: tos", id="403 with a block, as of old"),
        pytest.param(
            forbidden({"message": "Repository access blocked"}),
            Health.RESTRICTED,
            "403",
            id="its words without a block",
        ),
        pytest.param(
            forbidden({"message": "Sorry. Your account was suspended."}),
            Health.RESTRICTED,
            "403",
            id="it is our own account that is suspended (sourcegraph-public-snapshot#16638)",
        ),
        pytest.param(forbidden(LIMIT), Health.UNREACHABLE, "rate limit", id="the limit, by its words"),
        pytest.param(
            forbidden({}, x_ratelimit_remaining="0"), Health.UNREACHABLE, "rate limit", id="the limit, by its header"
        ),
        pytest.param(forbidden(SECONDARY, retry_after="60"), Health.UNREACHABLE, "rate limit", id="the second one"),
        pytest.param(Response("", 429), Health.UNREACHABLE, "rate limit", id="429"),
        pytest.param(Response("", failure=Failure.LIMITED), Health.UNREACHABLE, "rate limit", id="still limited"),
        pytest.param(forbidden({"message": "Forbidden"}), Health.RESTRICTED, "403", id="403 without a word"),
        pytest.param(Response("", 401), Health.RESTRICTED, "401", id="a token that is refused"),
        pytest.param(
            data(BLOCK, status=500), Health.UNREACHABLE, "500", id="a block that the status does not bear out"
        ),
        pytest.param(Response("", 503), Health.UNREACHABLE, "503", id="server error"),
        pytest.param(page("<html>hotel"), Health.UNREACHABLE, "git", id="a captive portal"),
        pytest.param(Response("", failure=Failure.TIMEOUT), Health.UNREACHABLE, "no answer", id="time-out"),
        pytest.param(
            Response("", failure=Failure.NO_SUCH_HOST), Health.UNREACHABLE, "name", id="GitHub is never NXDOMAIN"
        ),
        pytest.param(Response("", failure=Failure.OFFLINE), Health.SKIPPED, "offline", id="offline"),
    ],
)
def test_answers_that_are_neither_yes_nor_no(response: Response, health: Health, reason: str) -> None:
    facts = no_data_for(PLACE, response, "git")
    assert facts.health is health
    assert reason in facts.reason
    assert facts.final_url == PLACE.canonical


@pytest.mark.parametrize(
    ("name", "health", "canonical"),
    [
        pytest.param("Lab/Tool", Health.OK, None, id="the same"),
        pytest.param("lab/TOOL", Health.OK, None, id="other capitals are the same name"),
        pytest.param(None, Health.OK, None, id="not told"),
        pytest.param("new/tool", Health.MOVED, "https://github.com/new/tool/tree/main/src", id="another owner"),
    ],
)
def test_a_repository_is_found_under_its_name(name: str | None, health: Health, canonical: str | None) -> None:
    facts = found(PLACE, Metadata(id="7"), name)
    assert (facts.health, facts.canonical) == (health, canonical)
    assert ("id 7" in facts.reason) is (health is Health.MOVED)
    assert [hop.location for hop in facts.redirects] == ([canonical] if canonical else [])


def test_an_archived_repository_is_there_and_says_so() -> None:
    assert "archived" in found(PLACE, Metadata(archived=True), None).reason
