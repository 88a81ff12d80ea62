"""A dead machine, a captive portal, or a few dead links?"""

import pytest

from linkscan.models import Answer, Failure, Hop, Question
from linkscan.web.witness import Network, Witness
from tests.web.script import Script

PORTAL = "http://login.hotel.example/"
Said = tuple[str, Answer]


def page(url: str, body: bytes = b"own", **more: object) -> Said:
    return url, Answer(url, 200, body=body, **more)  # type: ignore[arg-type] # a table's shorthand


def fails(url: str, failure: Failure = Failure.DNS) -> Said:
    return url, Answer(url, failure=failure)


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
async def test_a_witness_remembers_hosts_not_answers() -> None:
    """A million answers of one host are one sight."""
    witness = Witness(Script(lambda question: Answer(question.url, 200)))
    for number in range(100):
        await witness.ask(Question(f"http://a.example/{number}"))
    assert len(witness.sights) == 1
