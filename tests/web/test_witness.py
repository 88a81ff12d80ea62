"""A dead machine, a captive portal, or a few dead links?"""

from dataclasses import replace

import pytest

from linkscan.models import Answer, Failure, Hop, Question
from linkscan.web.caching import ANEW
from linkscan.web.witness import LANDMARKS, Network, Witness
from tests.web.script import Script

PORTAL = "http://login.hotel.example/"
Said = tuple[str, Answer]


def page(url: str, body: bytes = b"own", **more: object) -> Said:
    return url, Answer(url, 200, body=body, **more)  # type: ignore[arg-type] # a table's shorthand


def fails(url: str, failure: Failure = Failure.DNS, detail: str = "") -> Said:
    return url, Answer(url, failure=failure, detail=detail)


def expired(url: str) -> Said:
    return fails(url, Failure.TLS, "certificate: certificate has expired")


def not_yet(url: str) -> Said:
    return fails(url, Failure.TLS, "certificate: certificate is not yet valid")


def sent_to_portal(url: str) -> Said:
    return url, Answer(PORTAL, 200, body=url.encode(), hops=(Hop(url, 302, PORTAL),))


A, B, C, D = (f"http://{name}.example/" for name in "abcd")
PORTAL_PAGES = [page(A, b"log in"), page(B, b"log in"), page(C, b"log in")]
SECURE = [url.replace("http:", "https:") for url in (A, B, C, D)]


@pytest.mark.anyio
@pytest.mark.parametrize(
    ("said", "network"),
    [
        ([], Network.UP),
        ([page(A)], Network.UP),
        ([page(A), fails(B), fails(C)], Network.UP),
        ([fails(A)], Network.UNKNOWN),
        ([fails(A), fails(A), fails(A)], Network.UNKNOWN),
        ([fails(A), fails(B)], Network.UNKNOWN),
        ([fails(A), fails(B), fails(C)], Network.DOWN),
        (
            [fails(A, Failure.NO_SUCH_HOST), fails(B, Failure.TIMEOUT), fails(C, Failure.TLS)],
            Network.DOWN,
        ),
        # certificates of one host may be over; those of all are not
        ([expired(url) for url in SECURE], Network.CLOCK),
        ([not_yet(url) for url in SECURE], Network.CLOCK),
        ([not_yet(SECURE[0]), not_yet(SECURE[1]), not_yet(SECURE[2]), fails(D, Failure.NO_SUCH_HOST)], Network.CLOCK),
        ([expired(SECURE[0]), expired(SECURE[1])], Network.UNKNOWN),
        ([expired(SECURE[0]), fails(B), fails(C)], Network.DOWN),
        ([expired(SECURE[0]), expired(SECURE[1]), expired(SECURE[2]), page(SECURE[3])], Network.UP),
        # what never left this machine shows nothing
        ([page(A, from_cache=True), fails(B), fails(C)], Network.UNKNOWN),
        ([fails(A, Failure.UNSAFE), fails(B, Failure.LIMITED), fails(C, Failure.OFFLINE)], Network.UP),
        # one page for all, or one place that all are sent to, and nothing over https
        (PORTAL_PAGES, Network.CAPTIVE),
        ([sent_to_portal(A), sent_to_portal(B), sent_to_portal(C)], Network.CAPTIVE),
        (
            [*PORTAL_PAGES, fails(SECURE[3], Failure.TLS)],
            Network.CAPTIVE,
        ),
        ([page(A, b"log in"), page(B, b"log in")], Network.UP),
        ([page(A, b"log in"), page(B, b"log in"), page(C, b"own")], Network.UP),
        ([page(A, b"it works"), page(B, b"it works"), page(C, b"it works"), page(SECURE[3])], Network.UP),
        ([page(url, b"it works") for url in SECURE], Network.UP),
    ],
)
async def test_what_the_answers_say_about_our_own_connection(said: list[Said], network: Network) -> None:
    """Two dead links are no dead network; a portal has no certificate for the hosts it speaks for."""
    answers = iter(said)
    witness = Witness(Script(lambda _question: next(answers)[1]))
    for url, answer in said:
        assert await witness.ask(Question(url)) is answer
    assert witness.network() is network


@pytest.mark.anyio
@pytest.mark.parametrize(
    ("landmark", "network"),
    [
        (Answer("", 200, body=b"User-agent: *"), Network.UP),
        (Answer("", 200, body=b"log in"), Network.CAPTIVE),
        (Answer("", failure=Failure.TLS, detail="certificate: self-signed"), Network.CAPTIVE),
        (Answer("", failure=Failure.TIMEOUT), Network.CAPTIVE),
    ],
    ids=["their own page", "the portal's page", "no certificate", "nothing"],
)
async def test_one_page_for_many_names_is_a_portal_only_if_it_speaks_for_landmarks_too(
    landmark: Answer, network: Network
) -> None:
    """A university has many names on one machine, and on most of them "It works!"."""
    known = dict(PORTAL_PAGES)

    def answer(question: Question) -> Answer:
        return known.get(question.url) or replace(landmark, url=question.url)

    witness = Witness(Script(answer))
    for url in known:
        await witness.ask(Question(url))
    assert witness.network() is Network.CAPTIVE
    assert await witness.look_around() is network


@pytest.mark.anyio
async def test_landmarks_are_asked_anew_and_a_run_that_gave_up_says_so() -> None:
    """What the cache says of them shows nothing of today's network."""
    script = Script(lambda question: Answer(question.url, failure=Failure.TIMEOUT))
    witness = Witness(script)
    for url in SECURE:
        await witness.ask(Question(url))
    assert await witness.gives_up()
    assert witness.has_given_up
    asked = [question for question in script.questions if question.url in LANDMARKS]
    assert len(asked) == len(LANDMARKS)
    assert all(ANEW in question.headers for question in asked)


@pytest.mark.anyio
async def test_a_witness_remembers_hosts_not_answers() -> None:
    """A million answers of one host are one sight."""
    witness = Witness(Script(lambda question: Answer(question.url, 200)))
    for number in range(100):
        await witness.ask(Question(f"http://a.example/{number}"))
    assert len(witness.sights) == 1
