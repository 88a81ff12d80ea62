"""DNS overrides: which one applies, and which are invalid."""

import pytest

from linkscan.errors import SettingsError
from linkscan.http.dns_overrides import Endpoint, Override, SimulatedDnsError, read_dns_overrides

PINS = {
    "a.example:443": "127.0.0.1:1443",
    "a.example": "127.0.0.1:1000",
    "*:80": "127.0.0.1:1080",
    "*": "[::1]:1001",
    "gone.example": "nxdomain",
    "ill.example": "servfail",
    "Upper.example": "10.0.0.1:1",
}


@pytest.mark.parametrize(
    ("host", "port", "pin"),
    [
        ("a.example", 443, Endpoint("127.0.0.1", 1443)),
        ("a.example", 80, Endpoint("127.0.0.1", 1000)),
        ("a.example.", 443, Endpoint("127.0.0.1", 1443)),
        ("b.example", 80, Endpoint("127.0.0.1", 1080)),
        ("b.example", 443, Endpoint("::1", 1001)),
        ("gone.example", 80, SimulatedDnsError.NXDOMAIN),
        ("ill.example", 443, SimulatedDnsError.SERVFAIL),
        ("upper.example", 443, Endpoint("10.0.0.1", 1)),
        ("127.0.0.1", 80, None),
        ("93.184.216.34", 80, None),
        ("[::1]", 80, None),
    ],
)
def test_most_specific_override_counts(host: str, port: int, pin: Override | None) -> None:
    """host:port before host before *:port before *; never a literal address."""
    assert read_dns_overrides(PINS).find(host, port) == pin


def test_without_overrides_dns_is_queried() -> None:
    """As in any run without them."""
    assert read_dns_overrides({}).find("a.example", 80) is None


@pytest.mark.parametrize(
    "value",
    ["", "127.0.0.1", "localhost:80", "127.0.0.1:x", "::1", "NXDOMAIN?", "1.2.3:80", "1.2.3.4:-1", "[::1]:99999"],
)
def test_invalid_override_is_named_in_the_error(value: str) -> None:
    """It is a usage error that names the key and what is allowed."""
    with pytest.raises(SettingsError, match=r"'a\.example'.*ip:port, nxdomain or servfail"):
        read_dns_overrides({"a.example": value})
