"""What a response by itself means for its target."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel

from linkscan.http.responses import (
    facts_from_status,
    health_of,
    no_data,
    read_json,
    settled_url,
    with_provenance,
)
from linkscan.http.schemas import Lenient
from linkscan.models import Facts, Failure, Health, Redirect, Response

ASKED = "https://a.org/x"

STATUSES = {
    200: Health.OK,
    201: Health.OK,
    204: Health.OK,
    206: Health.OK,
    300: Health.UNREACHABLE,  # has no single target
    304: Health.UNREACHABLE,  # unconditional requests have no 304
    400: Health.UNREACHABLE,
    401: Health.RESTRICTED,
    402: Health.RESTRICTED,
    403: Health.RESTRICTED,
    404: Health.GONE,
    405: Health.UNREACHABLE,
    407: Health.RESTRICTED,
    408: Health.UNREACHABLE,
    409: Health.UNREACHABLE,
    410: Health.GONE,
    418: Health.UNREACHABLE,
    425: Health.UNREACHABLE,
    429: Health.UNREACHABLE,
    451: Health.RESTRICTED,  # RFC 7725: a legal obstacle, which is not absence
    500: Health.UNREACHABLE,
    502: Health.UNREACHABLE,
    503: Health.UNREACHABLE,
    504: Health.UNREACHABLE,
    511: Health.UNREACHABLE,  # RFC 6585: sent by a captive portal
    530: Health.UNREACHABLE,
    999: Health.RESTRICTED,
}


@pytest.mark.parametrize(("status", "health"), STATUSES.items())
def test_a_status_means_one_health(status: int, health: Health) -> None:
    found, reason = health_of(Response(ASKED, status))
    assert found is health
    assert str(status) in reason


FAILURES = {
    Failure.NO_SUCH_HOST: Health.GONE,
    Failure.DNS: Health.UNREACHABLE,
    Failure.REFUSED: Health.UNREACHABLE,
    Failure.RESET: Health.UNREACHABLE,
    Failure.TLS: Health.UNREACHABLE,
    Failure.CERTIFICATE_DATE: Health.UNREACHABLE,
    Failure.TIMEOUT: Health.UNREACHABLE,
    Failure.PROTOCOL: Health.UNREACHABLE,
    Failure.UNSAFE: Health.SKIPPED,
    Failure.LIMITED: Health.UNREACHABLE,
    Failure.COOLDOWN: Health.UNREACHABLE,
    Failure.PROXY: Health.UNREACHABLE,
    Failure.REDIRECT_LOOP: Health.UNREACHABLE,
    Failure.TOO_MANY_REDIRECTS: Health.UNREACHABLE,
    Failure.EXCLUDED: Health.SKIPPED,
    Failure.OFFLINE: Health.SKIPPED,
    Failure.BUDGET: Health.SKIPPED,
    Failure.NOT_RECORDED: Health.SKIPPED,
}


@pytest.mark.parametrize("failure", list(Failure))
def test_only_a_missing_name_means_gone(failure: Failure) -> None:
    health, reason = health_of(Response(ASKED, failure=failure, detail="why it is so"))
    assert health is FAILURES[failure]
    assert reason.endswith(": why it is so")


def test_a_failure_counts_before_the_status() -> None:
    assert health_of(Response(ASKED, 404, failure=Failure.LIMITED))[0] is Health.UNREACHABLE


@pytest.mark.parametrize("status", [200, 202, 403, 404, 405, 503])
@pytest.mark.parametrize("header", ["cf-mitigated", "x-amzn-waf-action"])
def test_a_bot_check_is_a_wall_whatever_its_status(status: int, header: str) -> None:
    health, reason = health_of(Response(ASKED, status, headers={header: "challenge"}))
    assert health is Health.RESTRICTED
    assert "bot check" in reason


def chain(*steps: tuple[int, str], status: int = 200) -> Response:
    """Return the response at the end of redirects, each given with its status and target."""
    redirects, here = [], ASKED
    for code, there in steps:
        redirects.append(Redirect(here, code, there))
        here = there
    return Response(here, status, redirects=tuple(redirects))


@pytest.mark.parametrize(
    ("response", "settled"),
    [
        (chain(), None),
        (chain((301, "https://a.org/y")), "https://a.org/y"),
        (chain((308, "https://b.org/")), "https://b.org/"),
        (chain((302, "https://b.org/")), None),
        (chain((303, "https://b.org/")), None),
        (chain((307, "https://b.org/")), None),
        (chain((301, "http://a.org/x")), None),
        (chain((301, "https://www.a.org/x")), None),
        (chain((301, "https://a.org/x/")), None),
        (chain((301, "https://a.org/X")), None),
        (chain((301, "https://a.org/x.git")), None),
        (chain((301, "http://www.A.org/X/")), None),
        (chain((301, "https://a.org/x/"), (302, "https://a.org/x/en")), None),
        (chain((301, "https://a.org/y"), (302, "https://a.org/login")), "https://a.org/y"),
        (chain((302, "https://a.org/y"), (301, "https://a.org/z")), None),
        (chain((301, "https://a.org/y"), (301, "https://a.org/z")), "https://a.org/z"),
        (chain((301, "https://a.org/y"), (301, "https://a.org/x/")), None),
    ],
)
def test_only_a_permanent_redirect_to_another_place_moves(response: Response, settled: str | None) -> None:
    assert settled_url(response) == settled
    facts = facts_from_status(response)
    assert facts.health is (Health.OK if settled is None else Health.MOVED)
    assert facts.canonical == settled
    assert facts.final_url == response.url


def test_chain_that_ends_in_404_is_gone_and_kept() -> None:
    facts = facts_from_status(chain((302, "https://a.org/y"), status=404))
    assert (facts.health, facts.status_code, len(facts.redirects)) == (Health.GONE, 404, 1)


def test_a_redirect_loop_keeps_its_detail() -> None:
    facts = facts_from_status(Response(ASKED, failure=Failure.PROTOCOL, detail="redirect loop: a -> b -> a"))
    assert facts.health is Health.UNREACHABLE
    assert "redirect loop: a -> b -> a" in facts.reason


def test_facts_say_how_they_were_learned() -> None:
    first = Response(ASKED, 200, asked_at=5.0, elapsed_ms=10, attempts=2, from_cache=True)
    second = Response(ASKED, 200, asked_at=7.0, elapsed_ms=20, attempts=1)
    facts = with_provenance([first, second], Facts(Health.OK, "there", final_url="https://a.org/z"))
    assert (facts.status_code, facts.final_url) == (200, "https://a.org/z")
    assert (facts.asked_at, facts.elapsed_ms, facts.attempts, facts.from_cache) == (7.0, 30, 3, False)
    assert with_provenance([], facts) is facts


@pytest.mark.parametrize(
    ("response", "health", "reason"),
    [
        (Response(ASKED, 200, body=b"<html>"), Health.UNREACHABLE, "unexpected content"),
        (Response(ASKED, 200, body=b"{", truncated=True), Health.UNREACHABLE, "a truncated response"),
        (chain((301, "https://portal.org/")), Health.UNREACHABLE, "unexpected content"),
        (Response(ASKED, 404), Health.GONE, "404"),
        (Response(ASKED, 403), Health.RESTRICTED, "403"),
        (Response(ASKED, failure=Failure.TIMEOUT), Health.UNREACHABLE, "no answer in time"),
    ],
)
def test_success_without_the_expected_data_is_unreachable(response: Response, health: Health, reason: str) -> None:
    facts = no_data(response, "the API")
    assert facts.health is health
    assert facts.reason.startswith("the API: ")
    assert reason in facts.reason


class _Card(BaseModel):
    name: str
    stars: Lenient[int] = None


@pytest.mark.parametrize(
    ("body", "card"),
    [
        (b'{"name": "x", "stars": 3}', _Card(name="x", stars=3)),
        (b'{"name": "x", "stars": "3"}', _Card(name="x", stars=3)),
        (b'{"name": "x", "stars": ["many"]}', _Card(name="x")),
        (b'{"name": "x"}', _Card(name="x")),
        (b'{"stars": 3}', None),
        (b'["name"]', None),
        (b"<!doctype html>", None),
        (b'{"name": "x"', None),
        (b"", None),
        (b"\xff\xfe", None),
        (b'{"name": "\\ud800"}', None),
        (b"[" * 1_000_000, None),
        (b'{"stars":' * 100_000, None),
        (b'{"name": "x", "stars": ' + b"9" * 100_000 + b"}", None),
    ],
    ids=lambda value: repr(value)[:40],
)
def test_json_is_parsed_or_rejected(body: bytes, card: _Card | None) -> None:
    assert read_json(Response(ASKED, 200, body=body), _Card) == card


def test_a_cut_or_failed_answer_is_not_read() -> None:
    body = b'{"name": "x"}'
    assert read_json(Response(ASKED, 200, body=body, truncated=True), _Card) is None
    assert read_json(Response(ASKED, failure=Failure.RESET, body=body), _Card) is None


@given(st.binary(max_size=200))
def test_arbitrary_bytes_are_parsed_or_rejected(body: bytes) -> None:
    card = read_json(Response(ASKED, 200, body=body), _Card)
    assert card is None or body.strip().startswith(b"{")
