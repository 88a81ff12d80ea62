"""Distinguish no network, a captive portal, and a few dead links."""

import pytest

from linkscan.http.connectivity import PROBE_URLS, ConnectivityMonitor, Network, observation_of
from linkscan.models import CacheMode, Failure, Redirect, Request, Response
from tests.http.script import Script, says

PORTAL = "http://login.hotel.example/"
Said = tuple[str, Response]


def page(url: str, body: bytes = b"own", **more: object) -> Said:
    return url, Response(url, 200, body=body, **more)  # type: ignore[arg-type] # shorthand for the table


def lost(url: str, body: bytes = b"not found") -> Said:
    return url, Response(url, 404, body=body)


def fails(url: str, failure: Failure = Failure.DNS, detail: str = "") -> Said:
    return url, Response(url, failure=failure, detail=detail)


def expired(url: str) -> Said:
    return fails(url, Failure.CERTIFICATE_DATE, "certificate: certificate has expired")


def not_yet(url: str) -> Said:
    return fails(url, Failure.CERTIFICATE_DATE, "certificate: certificate is not yet valid")


def untrusted(url: str) -> Said:
    return fails(url, Failure.TLS, "certificate: unable to get local issuer certificate")


def sent_to_portal(url: str) -> Said:
    return url, Response(PORTAL, 200, body=url.encode(), redirects=(Redirect(url, 302, PORTAL),))


A, B, C, D = (f"http://{name}.example/" for name in "abcd")
PORTAL_PAGES = [page(A, b"log in"), page(B, b"log in"), page(C, b"log in")]
SECURE = [url.replace("http:", "https:") for url in (A, B, C, D)]


@pytest.mark.anyio
@pytest.mark.parametrize(
    ("said", "network"),
    [
        ([], Network.UP),
        ([page(A)], Network.UNPROVEN),
        ([page(A), fails(B), fails(C)], Network.UNPROVEN),
        ([fails(A)], Network.UNKNOWN),
        ([fails(A), fails(A), fails(A)], Network.UNKNOWN),
        ([fails(A), fails(B)], Network.UNKNOWN),
        ([fails(A), fails(B), fails(C)], Network.DOWN),
        (
            [fails(A, Failure.NO_SUCH_HOST), fails(B, Failure.TIMEOUT), fails(C, Failure.TLS)],
            Network.DOWN,
        ),
        # the certificate of one host may have expired, but not those of all
        ([expired(url) for url in SECURE], Network.CLOCK),
        ([not_yet(url) for url in SECURE], Network.CLOCK),
        ([not_yet(SECURE[0]), not_yet(SECURE[1]), not_yet(SECURE[2]), fails(D, Failure.NO_SUCH_HOST)], Network.CLOCK),
        ([expired(SECURE[0]), expired(SECURE[1])], Network.UNKNOWN),
        # one untrusted certificate is the host's own; if all are untrusted, a proxy intercepts
        ([untrusted(url) for url in SECURE], Network.INTERCEPTED),
        ([untrusted(SECURE[0]), untrusted(SECURE[1])], Network.UNKNOWN),
        ([*(untrusted(url) for url in SECURE[:3]), fails(D)], Network.DOWN),
        ([*(untrusted(url) for url in SECURE[:3]), page(SECURE[3])], Network.UP),
        ([expired(SECURE[0]), fails(B), fails(C)], Network.DOWN),
        ([expired(SECURE[0]), expired(SECURE[1]), expired(SECURE[2]), page(SECURE[3])], Network.UP),
        # requests that never left this machine show nothing
        ([page(A, from_cache=True), fails(B), fails(C)], Network.UNKNOWN),
        ([fails(A, Failure.UNSAFE), fails(B, Failure.LIMITED), fails(C, Failure.OFFLINE)], Network.UP),
        # one page for all, or one redirect target for all, and nothing over https
        (PORTAL_PAGES, Network.CAPTIVE),
        ([sent_to_portal(A), sent_to_portal(B), sent_to_portal(C)], Network.CAPTIVE),
        (
            [*PORTAL_PAGES, fails(SECURE[3], Failure.TLS)],
            Network.CAPTIVE,
        ),
        ([page(A, b"log in"), page(B, b"log in")], Network.UNPROVEN),
        ([lost(A)], Network.UNPROVEN),
        ([lost(A), page(B)], Network.UNPROVEN),
        ([lost(A), page(SECURE[1])], Network.UP),
        ([lost(SECURE[0])], Network.UP),
        ([lost("http://127.0.0.1/x")], Network.UP),
        ([lost("http://a.example:8080/x")], Network.UP),  # a portal answers on the ports of browsers
        ([sent_to_portal(A), sent_to_portal(B)], Network.UNPROVEN),
        ([page(url, b"the same page of " + url.encode()) for url in (A, B, C)], Network.UNPROVEN),
        ([lost(url, b"not found: " + url.encode()) for url in (A, B, C)], Network.UNPROVEN),
        ([page(A, b"log in"), page(B, b"log in"), page(C, b"own")], Network.UNPROVEN),
        ([page(A, b"it works"), page(B, b"it works"), page(C, b"it works"), page(SECURE[3])], Network.UP),
        # a filter whose certificates this machine trusts, or does not: the probe URLs decide
        ([page(url, b"blocked") for url in SECURE], Network.CAPTIVE),
        ([page(url, b"it works") for url in SECURE[:2]], Network.UP),
    ],
)
async def test_responses_and_the_state_of_the_network(said: list[Said], network: Network) -> None:
    """Two dead links do not mean no network; a portal has no certificate for the hosts it impersonates."""
    responses = iter(said)
    witness = ConnectivityMonitor(Script(lambda _question: next(responses)[1]))
    for url, response in said:
        assert await witness.send(Request(url)) is response
    assert witness.network() is network


@pytest.mark.anyio
@pytest.mark.parametrize(
    ("landmark", "network"),
    [
        (Response("", 200, body=b"User-agent: *"), Network.UP),
        (Response("", 200, body=b"log in"), Network.CAPTIVE),
        (Response("", failure=Failure.TLS, detail="certificate: self-signed"), Network.CAPTIVE),
        (Response("", failure=Failure.TIMEOUT), Network.CAPTIVE),
    ],
    ids=["their own page", "the portal's page", "no certificate", "nothing"],
)
async def test_one_page_for_many_names_is_a_portal_only_if_probes_get_it_too(
    landmark: Response, network: Network
) -> None:
    """A university has many names on one machine, and on most of them "It works!"."""
    known = dict(PORTAL_PAGES)

    def response(request: Request) -> Response:
        return known.get(request.url) or landmark._replace(url=request.url)

    witness = ConnectivityMonitor(Script(response))
    for url in known:
        await witness.send(Request(url))
    assert witness.network() is Network.CAPTIVE
    assert await witness.probe() is network


@pytest.mark.anyio
@pytest.mark.parametrize("said", [lost(A), sent_to_portal(A), page(A)])
@pytest.mark.parametrize(
    ("plain", "secure", "network"),
    [
        (None, Response("", failure=Failure.REFUSED), Network.CAPTIVE),
        (None, Response("", 200, body=b"User-agent: *"), Network.UP),
        (Response("", 301, body=b"moved"), Response("", failure=Failure.REFUSED), Network.UNENCRYPTED),
        (Response("", 404, body=b"an echo"), Response("", failure=Failure.TLS), Network.UNENCRYPTED),
        (Response("", failure=Failure.TIMEOUT), Response("", failure=Failure.TIMEOUT), Network.UP),
        (Response("", failure=Failure.OFFLINE), Response("", failure=Failure.OFFLINE), Network.UP),
        (Response("", failure=Failure.BUDGET), Response("", failure=Failure.BUDGET), Network.UNPROVEN),
        (Response("", 200, body=b"own"), Response("", failure=Failure.COOLDOWN), Network.UNPROVEN),
        (Response("", 200, body=b"own"), Response("", 429, failure=Failure.LIMITED), Network.UP),
    ],
    ids=[
        *("as for the host", "https works", "another page", "an echo", "nothing", "offline"),
        *("budget spent", "not requested", "https is limited"),
    ],
)
async def test_plain_http_answers_count_if_any_host_answers_over_https(
    said: Said, plain: Response | None, secure: Response, network: Network
) -> None:
    """A portal may answer anything for any address, and repeat the address, so that no two pages are equal."""

    def response(request: Request) -> Response:
        if request.url in PROBE_URLS:
            return secure._replace(url=request.url)
        if request.url == A or plain is None:
            return said[1]._replace(url=said[1].url if said[1].redirects else request.url)
        return plain._replace(url=request.url)

    monitor = ConnectivityMonitor(Script(response))
    await monitor.send(Request(A))
    assert monitor.network() is Network.UNPROVEN
    assert await monitor.probe() is network
    assert not monitor.budget_exhausted


class Held:
    """The plain-http responses, and whether they were stored."""

    def __init__(self) -> None:
        self.fate = "held"

    def release_unproven(self) -> None:
        self.fate = "stored"

    def discard_unproven(self) -> None:
        self.fate = "dropped"


NO_TLS = [fails(url, Failure.TLS) for url in SECURE[:3]]


def at(second: float, said: Said) -> Said:
    """Return a response that was requested at a second, and took one."""
    return said[0], said[1]._replace(asked_at=second, elapsed_ms=1000)


@pytest.mark.anyio
@pytest.mark.parametrize(
    ("said", "unproven", "fate"),
    [
        ([*NO_TLS, at(1, lost(A)), at(5, page(SECURE[3]))], {"a.example"}, "dropped"),
        ([*NO_TLS[:2], at(1, lost(A)), at(5, page(SECURE[3]))], set(), "stored"),  # two dead hosts
        ([*NO_TLS, at(1, lost(A)), at(1.5, page(SECURE[3]))], set(), "stored"),  # which answered meanwhile
        ([at(1, page(SECURE[3])), *NO_TLS, at(1.5, lost(A)), at(5, page(SECURE[3]))], set(), "stored"),
        ([at(1, page(SECURE[3])), *NO_TLS, at(5, lost(A))], {"a.example"}, "dropped"),
        ([at(1, page(SECURE[3])), at(5, lost(A))], {"a.example"}, "dropped"),  # the probe URLs decide
    ],
    ids=["ends", "two dead hosts", "works meanwhile", "worked meanwhile", "begins", "begins, and nothing else"],
)
async def test_a_portal_may_begin_and_end_in_the_middle_of_a_run(
    said: list[Said], unproven: set[str], fate: str
) -> None:
    """Its responses are neither believed nor stored; those of hosts over https before and after are."""

    def response(request: Request) -> Response:
        if request.url in PROBE_URLS:
            return Response(request.url, failure=Failure.TLS)
        return (next(left, lost(A))[1])._replace(url=request.url)

    held, left = Held(), iter(said)
    monitor = ConnectivityMonitor(Script(response), held)
    for url, _ in said:
        await monitor.send(Request(url))
    assert await monitor.probe() is Network.UP
    assert (monitor.unproven, held.fate) == (unproven, fate)


@pytest.mark.anyio
async def test_probes_are_repeated_and_an_aborted_run_is_reported() -> None:
    """Cached responses say nothing about today's network."""
    script = Script(lambda request: Response(request.url, failure=Failure.TIMEOUT))
    witness = ConnectivityMonitor(script)
    for url in SECURE:
        await witness.send(Request(url))
    assert await witness.should_abort()
    assert witness.has_aborted
    asked = [request for request in script.requests if request.url in PROBE_URLS]
    assert len(asked) == len(PROBE_URLS)
    assert all(request.cache is CacheMode.RELOAD for request in asked)


@pytest.mark.anyio
async def test_monitor_remembers_hosts_not_responses() -> None:
    """A million responses of one host are one observation."""
    witness = ConnectivityMonitor(Script(lambda request: Response(request.url, 200)))
    for number in range(100):
        await witness.send(Request(f"http://a.example/{number}"))
    assert len(witness.observations) == 1


def refuses(url: str) -> tuple[Request, Response]:
    return Request(url), Response(url, failure=Failure.PROXY, detail="http://p:3128 answered 407")


@pytest.mark.parametrize("count", [1, 4])
def test_a_proxy_that_refuses_everything_is_named(count: int) -> None:
    """However many hosts there are: the proxy is at fault, and none of them."""
    monitor = ConnectivityMonitor(Script([says(200)]))
    for number in range(count):
        observation = observation_of(*refuses(f"http://h{number}.example/"))
        assert observation is not None
        monitor.record(observation)
    assert monitor.network() is Network.PROXY
    assert monitor.network().is_out
    assert monitor.why_out(Network.PROXY).startswith(
        "the proxy rejects every request: http://p:3128 answered 407 (check "
    )


@pytest.mark.anyio
@pytest.mark.parametrize(
    ("failure", "detail", "says"),
    [
        (Failure.DNS, "no server for names answers", "HTTPS_PROXY=http://HOST:PORT"),
        (Failure.TLS, "certificate: unable to get local issuer certificate", "SSL_CERT_FILE"),
    ],
)
async def test_last_failure_and_advice_are_reported(failure: Failure, detail: str, says: str) -> None:
    """With only one address, the probe URLs decide."""
    monitor = ConnectivityMonitor(Script(lambda request: Response(request.url, failure=failure, detail=detail)))
    await monitor.send(Request(SECURE[0]))
    why = monitor.why_out(await monitor.probe())
    assert detail in why
    assert says in why


def test_a_proxy_that_refuses_one_host_is_its_policy() -> None:
    monitor = ConnectivityMonitor(Script([says(200)]))
    fine = Request("https://a.example/"), Response("https://a.example/", 200, body=b"page")
    for exchange in (refuses("https://b.example/"), fine):
        observation = observation_of(*exchange)
        assert observation is not None
        monitor.record(observation)
    assert monitor.network() is Network.UP
