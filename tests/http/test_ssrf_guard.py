"""The SSRF guard: addresses refused before a byte is sent, and addresses refused at the socket."""

import socket
from typing import Any

import pytest

from linkscan.http.auth import Credentials
from linkscan.http.clock import Clock
from linkscan.http.connector import guarded_socket, open_transport
from linkscan.http.dns_overrides import DnsOverrides, read_dns_overrides
from linkscan.http.failures import UnsafeAddressError
from linkscan.http.proxies import Proxies
from linkscan.http.redirects import RedirectMiddleware
from linkscan.http.sender import Sender
from linkscan.http.ssrf_guard import WEB_PORTS, SsrfGuard, one_spelling, refuse_ip, refuse_request
from linkscan.models import Failure, Request
from linkscan.settings import Settings
from linkscan.urls import parse_url
from tests.http.conftest import OpenWeb
from tests.http.script import Script, says
from tests.http.site import Site, page, redirect

HOSTILE = (
    # this machine, in all spellings
    "http://127.0.0.1/",
    "http://127.0.0.1:8080/",
    "http://127.1/",
    "http://127.0.1/",
    "http://127.255.255.254/",
    "http://2130706433/",
    "http://0x7f000001/",
    "http://0x7f.1/",
    "http://0177.0.0.1/",
    "http://0177.0.0.01/",
    "http://0x7f.0x0.0x0.0x1/",
    "http://017700000001/",
    "http://127.0.0.1./",
    "http://①②⑦.⓪.⓪.①/",
    "http://１２７.0.0.1/",
    "http://127。0。0。1/",
    "http://0/",
    "http://0.0.0.0/",
    "http://0.1.2.3/",
    "http://[::1]/",
    "http://[::]/",
    "http://[0:0:0:0:0:0:0:1]/",
    "http://[::ffff:127.0.0.1]/",
    "http://[::ffff:7f00:1]/",
    "http://[::127.0.0.1]/",
    "http://localhost/",
    "http://LOCALHOST/",
    "http://localhost./",
    "http://a.localhost/",
    "http://%6c%6f%63alhost/",
    "http://ⓛocalhost/",
    # private networks
    "http://10.0.0.1/",
    "http://10.255.255.255/",
    "http://172.16.0.1/",
    "http://172.31.255.254/",
    "http://192.168.0.1/",
    "http://192.168.1.1:8080/",
    "http://0xc0a80101/",
    "http://3232235777/",
    "http://[fc00::1]/",
    "http://[fd12:3456::1]/",
    "http://[fec0::1]/",
    "http://[::ffff:192.168.1.1]/",
    "http://[::ffff:0:192.168.1.1]/",
    "http://printer.local/",
    "http://vault.internal/",
    "http://router.lan/",
    "http://nas.home.arpa/",
    # a provider's network, link-local and metadata services
    "http://100.64.0.1/",
    "http://100.100.100.200/",
    "http://169.254.169.254/latest/meta-data/",
    "http://169.254.1.1/",
    "http://0xa9fea9fe/",
    "http://[fe80::1]/",
    "http://[fd00:ec2::254]/",
    "http://[::ffff:169.254.169.254]/",
    "http://metadata.google.internal/",
    "http://168.63.129.16/",
    "http://192.0.0.192/",
    # IPv4 hidden in IPv6, and relays
    "http://[64:ff9b::7f00:1]/",
    "http://[64:ff9b::a9fe:a9fe]/",
    "http://[64:ff9b:1::1]/",
    "http://[2002:7f00:1::]/",
    "http://[2002:c0a8:101::1]/",
    "http://[2001:0:4136:e378:8000:63bf:3fff:fdd2]/",
    "http://192.88.99.1/",
    # multicast, reserved, documentation
    "http://224.0.0.1/",
    "http://239.255.255.250/",
    "http://[ff02::1]/",
    "http://240.0.0.1/",
    "http://255.255.255.255/",
    "http://192.0.2.1/",
    "http://198.18.0.1/",
    "http://203.0.113.9/",
    "http://[2001:db8::1]/",
    "http://[100::1]/",
    # other schemes
    "ftp://example.org/",
    "file:///etc/passwd",
    "gopher://example.org/1",
    "data:text/html,hi",
    "javascript:alert(1)",
    "ws://example.org/",
    "mailto:a@example.org",
    # credentials in the address
    "http://user@example.org/",
    "http://user:secret@example.org/",
    "http://github.com:x@example.org/",
    "http://:@127.0.0.1/",
    # ports that serve no pages
    "http://example.org:0/",
    "http://example.org:22/",
    "http://example.org:25/",
    "http://example.org:6379/",
    "http://example.org:9200/",
    "http://example.org:11211/",
    "https://example.org:3306/",
    # ports close to those of web pages
    *(f"http://example.org:{port}/" for port in (79, 82, 442, 444, 7999, 8100, 8179, 8190, 8500, 8885, 8998, 9002)),
    # not addresses
    "",
    "http://",
    "http://[::1",
    "http://exa mple.org/",
    "//example.org/",
    "example.org",
    "http://a\ud800b/",
)
HARMLESS = (
    "http://example.org/",
    "https://github.com/a/b",
    "http://93.184.216.34/",
    "http://[2606:2800:220:1:248:1893:25c8:1946]/",
    "http://example.org:8080/",
    "https://example.org:8443/",
    "http://demo.example.org:7860/",
    "http://a_b.example.org/",
    "http://bücher.example/",
    "https://localhost.example.org/",
    "https://mylocal/",
)


def guarding(client: Script, clock: Clock, **options: Any) -> SsrfGuard:
    return SsrfGuard(
        client,
        options.get("pins", DnsOverrides({})),
        options.get("proxy_hosts", frozenset()),
        options.get("allow_private", False),
        clock,
    )


@pytest.mark.anyio
@pytest.mark.parametrize("url", HOSTILE)
async def test_hostile_addresses_are_refused_before_a_byte_is_sent(url: str, clock: Clock) -> None:
    """Each refusal is a value with a reason, and nothing is sent."""
    below = Script([says(200)])
    response = await guarding(below, clock).send(Request(url))
    assert (response.failure, response.attempts, below.requests) == (Failure.UNSAFE, 0, [])
    assert response.detail


@pytest.mark.anyio
@pytest.mark.parametrize("url", HARMLESS)
async def test_harmless_addresses_pass(url: str, clock: Clock) -> None:
    """Ordinary addresses are not refused."""
    assert (await guarding(Script([says(200)]), clock).send(Request(url))).status == 200


@pytest.mark.anyio
@pytest.mark.parametrize("url", HOSTILE)
async def test_a_redirect_to_a_hostile_address_is_refused(url: str, clock: Clock) -> None:
    """Every hop passes the guard; a relative one stays on its host and is harmless."""
    below = Script(lambda request: says(302, location=url) if request.url == "http://a.example/" else says(200))
    response = await RedirectMiddleware(guarding(below, clock), Settings(), clock).send(Request("http://a.example/"))
    if url in ("", "example.org", "//example.org/"):  # these are relative references, which are harmless
        assert response.status is not None
        return
    assert response.failure in (Failure.UNSAFE, Failure.PROTOCOL)
    assert below.urls == ["http://a.example/"]
    assert [hop.url for hop in response.redirects] == ["http://a.example/"]


@pytest.mark.anyio
@pytest.mark.parametrize("url", ["http://127.0.0.1:1234/", "http://192.168.1.1/", "http://a.internal:22/"])
async def test_private_addresses_may_be_allowed(url: str, clock: Clock) -> None:
    """`--allow-private` opens networks and ports, but no other scheme and no credentials."""
    open_to_all = guarding(Script([says(200)]), clock, allow_private=True)
    assert (await open_to_all.send(Request(url))).status == 200
    for refused in ("file:///etc/passwd", "ftp://127.0.0.1/", "http://a:b@127.0.0.1/"):
        assert (await open_to_all.send(Request(refused))).failure is Failure.UNSAFE


@pytest.mark.anyio
async def test_only_the_overridden_host_is_trusted(clock: Clock) -> None:
    """An overridden host may be anywhere; other hosts stay restricted."""
    client = guarding(Script([says(200)]), clock, pins=read_dns_overrides({"wiki.internal": "10.0.0.7:80"}))
    assert (await client.send(Request("http://wiki.internal/"))).status == 200
    assert (await client.send(Request("http://other.internal/"))).failure is Failure.UNSAFE
    assert (await client.send(Request("http://10.0.0.7/"))).failure is Failure.UNSAFE


@pytest.mark.parametrize(
    "address", ["127.0.0.1", "10.1.2.3", "169.254.169.254", "::1", "fe80::1%eth0", "2002:7f00:1::", "x"]
)
def test_the_socket_refuses_what_is_not_public(address: str) -> None:
    """The second choke point sees the address that is connected to."""
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    with pytest.raises(UnsafeAddressError):
        guarded_socket(())((family, socket.SOCK_STREAM, 6, "", (address, 80)))


def test_the_socket_lets_public_and_trusted_addresses_through() -> None:
    """An address is trusted only together with its port."""
    connectable = guarded_socket({("127.0.0.1", 8443)})
    for address in (("93.184.216.34", 80), ("127.0.0.1", 8443)):
        connectable((socket.AF_INET, socket.SOCK_STREAM, 6, "", address)).close()
    with pytest.raises(UnsafeAddressError):
        connectable((socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", 8444)))


async def ask_with_lookup(url: str, responses: list[list[str]], clock: Clock, pins: DnsOverrides | None = None) -> Any:
    """Send through real sockets, with a resolver that returns these answers in turn."""
    looked_up = iter(responses)
    pins = pins or DnsOverrides({})
    async with open_transport(
        pins, Proxies({}, {}), allow_private=False, lookup=lambda _host, _port: next(looked_up)
    ) as transport:
        sending = Sender(transport, Settings(), Credentials({}), clock)
        guard = SsrfGuard(sending, pins, frozenset(), allow_private=False, clock=clock)
        return await RedirectMiddleware(guard, Settings(), clock).send(Request(url))


@pytest.mark.anyio
@pytest.mark.parametrize(
    "addresses",
    [
        ["127.0.0.1"],
        ["10.0.0.1", "192.168.0.1"],
        ["::1"],
        ["169.254.169.254"],
        ["fd00::1", "127.0.0.1"],
        ["::ffff:10.0.0.1"],
    ],
)
async def test_a_name_that_resolves_to_private_addresses_is_refused(addresses: list[str], clock: Clock) -> None:
    """Whatever its name."""
    response = await ask_with_lookup("http://nice.example.org/", [addresses], clock)
    assert response.failure is Failure.UNSAFE
    assert addresses[0].rpartition(":")[2] in response.detail


@pytest.mark.anyio
async def test_the_address_that_was_checked_is_the_one_connected_to(
    clock: Clock, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    """DNS rebinding: a second lookup that turns private is refused, though the first one was fine."""
    host, port = site.address.split(":")
    site.on("/", redirect(f"http://other.example.org:{port}/"))
    public = {host}  # here loopback stands for the public network, and 127.0.0.2 for the private one
    monkeypatch.setattr("linkscan.http.resolver.refuse_ip", lambda ip: None if ip in public else refuse_ip(ip))
    monkeypatch.setattr("linkscan.http.connector.refuse_ip", lambda ip: None if ip in public else refuse_ip(ip))
    monkeypatch.setattr("linkscan.http.ssrf_guard.WEB_PORTS", {int(port)})
    response = await ask_with_lookup(f"http://nice.example.org:{port}/", [[host], ["127.0.0.2"]], clock)
    assert response.failure is Failure.UNSAFE
    assert site.asked == ["GET /"]


@pytest.mark.anyio
async def test_only_the_safe_addresses_of_a_name_are_tried(
    clock: Clock, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A name with a public and a private address is requested at the public one."""
    host, port = site.address.split(":")
    site.on("/", page())
    monkeypatch.setattr("linkscan.http.resolver.refuse_ip", lambda ip: None if ip == host else refuse_ip(ip))
    monkeypatch.setattr("linkscan.http.connector.refuse_ip", lambda ip: None if ip == host else refuse_ip(ip))
    monkeypatch.setattr("linkscan.http.ssrf_guard.WEB_PORTS", {int(port)})
    response = await ask_with_lookup(f"http://nice.example.org:{port}/", [["10.0.0.1", host]], clock)
    assert response.status == 200


@pytest.mark.anyio
async def test_name_that_resolves_to_an_overridden_address_is_not_trusted(clock: Clock, site: Site) -> None:
    """An override is for its own name: another one that resolves to the same private address is refused."""
    pins = read_dns_overrides({"wiki.internal": site.address})
    response = await ask_with_lookup("http://evil.example.org/", [["127.0.0.1"]], clock, pins)
    assert response.failure is Failure.UNSAFE
    assert site.talks == []


@pytest.mark.anyio
async def test_literal_addresses_are_refused_despite_a_wildcard_override(client: OpenWeb, site: Site) -> None:
    """`*` overrides names, not literal addresses."""
    site.on("/", redirect("http://169.254.169.254/"))
    async with client() as asking:
        response = await asking.send(Request("http://a.example/"))
    assert response.failure is Failure.UNSAFE


@pytest.mark.anyio
@pytest.mark.parametrize(
    "url", ["http://proxy.example/admin", "https://proxy.example:8443/", "http://PROXY.example:80/"]
)
async def test_the_proxy_s_own_host_is_not_requested(url: str, clock: Clock) -> None:
    """On no port: through itself it would reach its own machine."""
    below = Script([says(200)])
    response = await guarding(below, clock, proxy_hosts=frozenset({"proxy.example"})).send(Request(url))
    assert (response.failure, response.detail) == (Failure.UNSAFE, "proxy.example is the proxy itself")
    assert below.requests == []


@pytest.mark.parametrize(
    ("host", "spelling"),
    [
        ("proxy.example", "proxy.example"),
        ("PROXY.example.", "proxy.example"),
        ("bücher.example", "xn--bcher-kva.example"),
        ("10.0.0.7", "10.0.0.7"),
        ("0x0a.7", "10.0.0.7"),
        ("2606:2800:0::1", "2606:2800::1"),
        ("[2606:2800:0::1]", "2606:2800::1"),
        ("::ffff:10.0.0.7", "10.0.0.7"),
        ("[::ffff:a00:7]", "10.0.0.7"),
        ("not a host", "not a host"),
    ],
)
def test_a_host_has_one_spelling(host: str, spelling: str) -> None:
    """Otherwise a proxy could be requested by another spelling."""
    assert one_spelling(host) == spelling


def test_the_ports_of_web_pages() -> None:
    """A link checker that connects to any port would scan networks on behalf of strangers."""
    some = "80 443 81 591 3000 4000 5000 5001 6006 7860 7861 8501 8443 8444 8686 8787 8880 8886 8887 8888 8889 8899"
    others = "8999 9000 9001 9080 9090 9443 9999 10443"
    spans = {*range(8000, 8100), *range(8180, 8190)}
    assert {*map(int, f"{some} {others}".split()), *spans} == WEB_PORTS


@pytest.mark.parametrize(
    ("address", "reason"),
    [
        ("168.63.129.16", "a cloud's metadata service"),
        ("192.88.99.1", "a 6to4 relay"),
        ("192.0.0.9", "reserved"),
        ("64:ff9b::a00:1", "an IPv4 address behind NAT64"),
        ("64:ff9b:1::1", "an IPv4 address behind NAT64"),
        ("2002:7f00:1::", "an IPv4 address in 6to4"),
        ("2001:0:1::", "an IPv4 address in Teredo"),
        ("::7f00:2", "an IPv4-compatible address"),
        ("::ffff:0:7f00:1", "an IPv4-translated address"),
        ("fec0::1", "site-local"),
        ("100::1", "a discard-only address"),
        ("3fff::1", "reserved for documentation"),
        ("5f00::1", "a segment-routing address"),
        ("0.0.0.0", "the unspecified address"),
        ("::", "the unspecified address"),
        ("127.1.2.3", "this machine"),
        ("::1", "this machine"),
        ("::ffff:127.0.0.1", "this machine"),
        ("169.254.169.254", "link-local (where clouds keep their metadata service)"),
        ("fe80::1", "link-local (where clouds keep their metadata service)"),
        ("224.0.0.251", "a multicast address"),
        ("ff02::1", "a multicast address"),
        ("100.64.0.1", "not a public address"),
        ("198.18.0.1", "not a public address"),
        ("240.0.0.1", "not a public address"),
        ("fd00::1", "not a public address"),
    ],
)
def test_each_network_is_refused_for_its_own_reason(address: str, reason: str) -> None:
    """So that a test fails if one is removed from the table."""
    said = refuse_ip(address)
    assert said is not None
    assert said.endswith(f" is {reason}")


@pytest.mark.parametrize("name", ["localhost", "local", "internal", "intranet", "lan", "home.arpa", "onion"])
def test_names_outside_public_dns(name: str) -> None:
    for spelling in (name, f"a.{name}", f"a.{name}.", f"{name}."):
        address = parse_url(f"https://{spelling}/")
        assert address is not None
        assert refuse_request(address, private_too=False) == f"{spelling.rstrip('.')} is not a name on the public web"
    public = parse_url(f"https://a{name}.org/")
    assert public is not None
    assert refuse_request(public, private_too=False) is None


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("ftp://a.example/", "ftp is not http or https"),
        ("https://me@a.example/", "the address carries a user name or password"),
        ("https://:x@a.example/", "the address carries a user name or password"),
        ("http://a.example:0/", "port 0 is not a valid port"),
    ],
)
def test_the_form_of_an_address_is_judged_wherever_it_may_lead(url: str, reason: str) -> None:
    address = parse_url(url)
    assert address is not None
    assert refuse_request(address, private_too=True) == reason
    assert refuse_request(address, private_too=False) == reason


def test_addresses_a_person_may_allow() -> None:
    for url in ("http://127.0.0.1:22/", "https://localhost/", "http://a.example:8885/"):
        address = parse_url(url)
        assert address is not None
        assert refuse_request(address, private_too=True) is None
        assert refuse_request(address, private_too=False) is not None
