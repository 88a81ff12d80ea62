"""Which host gets which credential, in which header, for which paths."""

import re

import pytest
from pydantic import SecretStr

from linkscan.errors import SettingsError
from linkscan.http.auth import AUTH_SCHEMES, Credentials, Login, is_rejection
from linkscan.models import ANY_TOKEN, Request, Response, TokenRef

TOKENS = {
    "api.github.com": (SecretStr("gh"), SecretStr("gh2")),
    "gitlab.com": (SecretStr("gl"),),
    "huggingface.co": (SecretStr("hf"),),
    "git.example.org": (SecretStr("own"),),
    "empty.example.org": (SecretStr(""),),
}
GITHUB = ("authorization", "Bearer gh")


@pytest.mark.parametrize(
    ("url", "header"),
    [
        ("https://api.github.com/repos/a/b", GITHUB),
        ("https://api.github.com/repositories/1", GITHUB),
        ("https://api.github.com/graphql", GITHUB),
        ("https://api.github.com/rate_limit", GITHUB),
        ("https://API.GitHub.com/repos/a/b", GITHUB),
        ("https://api.github.com:443/repos/a/b", GITHUB),
        ("https://gitlab.com/api/v4/projects/a%2Fb", ("private-token", "gl")),
        ("https://huggingface.co/api/models/a/b", ("authorization", "Bearer hf")),
        ("https://git.example.org/api/v1/repos/a/b", ("authorization", "Bearer own")),
        # neither plain http nor another port or host
        ("http://api.github.com/repos/a/b", None),
        ("https://api.github.com:8443/repos/a/b", None),
        ("https://github.com/a/b", None),
        ("https://raw.githubusercontent.com/a/b/main/x", None),
        ("https://api.github.com.evil.example/repos/a/b", None),
        ("https://evil.example/api.github.com/repos/a/b", None),
        ("https://api.github.com@evil.example/repos/a/b", None),
        ("https://xapi.github.com/repos/a/b", None),
        # a link from a paper to an address that only the token may see
        ("https://api.github.com/user", None),
        ("https://api.github.com/user/repos", None),
        ("https://api.github.com/notifications", None),
        ("https://api.github.com/repos/../user/keys", None),
        ("https://api.github.com/repos/%2e%2e/user/keys", None),
        ("https://huggingface.co/settings/tokens", None),
        ("https://git.example.org/a/b", None),
        ("https://empty.example.org/api/x", None),
        ("not an address", None),
    ],
)
def test_hosts_that_get_a_credential(url: str, header: tuple[str, str] | None) -> None:
    """Its own host over https, for the paths that the flows of hosts request, and nobody else."""
    credentials, request = Credentials(TOKENS), Request(url, auth=ANY_TOKEN)
    assert credentials.header_for(request) == header
    assert credentials.authenticates(request) is (header is not None)


@pytest.mark.parametrize("url", ["https://api.github.com/repos/a/b", "https://gitlab.com/api/v4/projects/5/variables"])
def test_request_is_authenticated_only_if_the_flow_asks_for_it(url: str) -> None:
    """An address from a paper, a page or a redirect is never authenticated."""
    credentials = Credentials(TOKENS)
    assert credentials.header_for(Request(url)) is None
    assert credentials.credential_ids(Request(url)) == ()
    assert not credentials.authenticates(Request(url))


def test_without_tokens_nothing_is_authenticated() -> None:
    """And nothing is searched for."""
    assert not Credentials({}).authenticates(Request("https://api.github.com/repos/a/b", auth=ANY_TOKEN))


@pytest.mark.parametrize(
    ("url", "sent"),
    [
        ("https://api.openalex.org/works", "https://api.openalex.org/works?api_key=k%26y"),
        ("https://api.openalex.org/works?search=a", "https://api.openalex.org/works?search=a&api_key=k%26y"),
        ("https://api.openalex.org/people", "https://api.openalex.org/people"),
        ("https://thief.example.org/works", "https://thief.example.org/works"),
    ],
)
def test_a_host_without_a_header_for_it_gets_the_credential_in_the_url(url: str, sent: str) -> None:
    credentials = Credentials({"api.openalex.org": [SecretStr("k&y")]})
    signed = Request(url, auth=ANY_TOKEN)
    assert credentials.url_for(signed) == sent
    assert credentials.header_for(signed) is None
    assert credentials.url_for(Request(url)) == url


TOKEN = "ghp_0123456789abcdefghij+/="
ECHOES = (TOKEN, "ghp_0123456789abcdefghij%2B%2F%3D")


@pytest.mark.parametrize("echo", ECHOES)
def test_token_is_redacted_in_whatever_a_host_repeats(echo: str) -> None:
    """In bodies, header values and names, and failure messages, from any host, authenticated or not."""
    credentials = Credentials({"api.github.com": (SecretStr(TOKEN),)})
    response = Response(
        "https://a.example/",
        200,
        detail=f"broken header {echo!r}",
        headers={"location": f"https://a.example/?t={echo}", f"x-{echo}": "1", "server": "nginx"},
        body=f"you sent {echo}".encode(),
    )
    clean = credentials.redact(response)
    assert echo not in repr(clean)
    assert (clean.body, clean.detail) == (b"you sent ***", "broken header '***'")
    assert clean.headers == {"location": "https://a.example/?t=***", "x-***": "1", "server": "nginx"}


def test_short_values_are_not_redacted() -> None:
    """It occurs in other text by chance."""
    response = Response("https://a.example/", 200, body=b"gh is a word")
    assert Credentials(TOKENS).redact(response) == response


@pytest.mark.parametrize("token", ["gh\u00fc", "a b\tc", "ghp_\u2028", "\x7f"])
def test_a_token_that_no_header_can_carry_is_a_usage_error(token: str) -> None:
    """The error names the variable, not the token."""
    with pytest.raises(SettingsError, match="GITLAB_TOKEN") as caught:
        Credentials({"gitlab.com": (SecretStr(token),)})
    assert token not in str(caught.value)


SIGNED = {
    "api.github.com": "/repos/a/b /repositories/1 /graphql /gists/1 /search/code /rate_limit",
    "gitlab.com": "/api/v4/projects/1 /api/v4/user",
    "huggingface.co": (
        "/api/models/a /api/datasets/a /api/spaces/a /api/collections/a /api/papers/1 /api/daily_papers /api/whoami-v2"
    ),
    "api.semanticscholar.org": "/graph/v1/paper/search",
    "api2.openreview.net": "/notes?a=b",
    "api.openalex.org": "/works",
    "eutils.ncbi.nlm.nih.gov": "/entrez/eutils/esearch.fcgi",
}
HEADERS = {
    "api.github.com": ("authorization", "Bearer "),
    "gitlab.com": ("private-token", ""),
    "huggingface.co": ("authorization", "Bearer "),
    "api.semanticscholar.org": ("x-api-key", ""),
    "api2.openreview.net": ("authorization", "Bearer "),
}


@pytest.mark.parametrize("host", SIGNED)
def test_authenticated_requests_of_each_host(host: str) -> None:
    """With the second of two credentials, as the host documents it."""
    credentials = Credentials({host: (SecretStr("first"), SecretStr("second"))})
    for path in SIGNED[host].split():
        request = (Request(f"https://{host}{path}"))._replace(auth=TokenRef(2))
        sign = "&" if "?" in path else "?"
        if host in HEADERS:
            name, prefix = HEADERS[host]
            assert credentials.header_for(request) == (name, f"{prefix}second")
            assert credentials.url_for(request) == request.url
        else:
            assert credentials.header_for(request) is None
            assert credentials.url_for(request) == f"{request.url}{sign}api_key=second"
    assert not credentials.authenticates((Request(f"https://{host}/of/others"))._replace(auth=TokenRef(2)))
    assert set(SIGNED) == set(AUTH_SCHEMES)


def test_request_that_checks_a_credential() -> None:
    checks = {host: scheme.check for host, scheme in AUTH_SCHEMES.items() if scheme.check}
    assert checks == {
        "api.github.com": "/rate_limit",
        "gitlab.com": "/api/v4/user",
        "huggingface.co": "/api/whoami-v2",
    }


def test_of_several_credentials_each_has_its_number() -> None:
    credentials = Credentials(TOKENS)
    request = Request("https://api.github.com/repos/a/b", auth=ANY_TOKEN)
    assert credentials.credential_ids(request) == (1, 2)
    assert credentials.credential_ids(request._replace(auth=TokenRef(2))) == (2,)
    assert credentials.header_for(request._replace(auth=TokenRef(2))) == ("authorization", "Bearer gh2")
    assert credentials.credential_ids(request._replace(url="https://github.com/a/b")) == ()
    assert credentials.good_credential_ids("api.github.com") == (1, 2)
    assert credentials.good_credential_ids("nobody.example") == ()


def test_credential_has_a_name_that_does_not_reveal_it() -> None:
    one, other = Credentials(TOKENS), Credentials({"gitlab.com": (SecretStr("gh2"),)})
    names = [one.fingerprint("api.github.com", number) for number in (1, 2)]
    assert len(set(names)) == 2
    assert names[1] == other.fingerprint("gitlab.com", 1)
    assert re.fullmatch("[0-9a-f]{16}", names[0])


REJECTED = Response("https://api.github.com/repos/a/b", 401, body=b'{"message": "Bad credentials"}')
SUSPENDED = Response(REJECTED.url, 403, body=b"Sorry. Your account was suspended.")
LIMITED = Response(REJECTED.url, 403, headers={"retry-after": "60"}, body=b"rate limit for your credentials")
NOT_THIS = Response(REJECTED.url, 401, body=b"not for you")


@pytest.mark.parametrize(
    ("response", "is_rejected"),
    [
        (REJECTED, True),
        (NOT_THIS, True),
        (SUSPENDED, True),
        (SUSPENDED._replace(body=b'{"message": "Bad credentials"}'), True),
        (LIMITED, False),
        (SUSPENDED._replace(body=b"Must have admin rights"), False),
        (REJECTED._replace(status=200), False),
        (REJECTED._replace(status=404), False),
        (REJECTED._replace(status=500), False),
    ],
)
def test_responses_that_reject_a_credential(response: Response, *, is_rejected: bool) -> None:
    assert is_rejection(response) is is_rejected


@pytest.mark.parametrize(
    ("response", "is_dropped"),
    [(REJECTED, True), (SUSPENDED, True), (NOT_THIS, False), (LIMITED, False), (REJECTED._replace(status=404), False)],
)
def test_a_rejected_credential_is_dropped_as_long_as_there_is_another(
    response: Response, caplog: pytest.LogCaptureFixture, *, is_dropped: bool
) -> None:
    """By the response to an ordinary request, which is then sent once more with another."""
    credentials = Credentials(TOKENS)
    request = Request(REJECTED.url, auth=ANY_TOKEN)
    assert credentials.should_rotate(request, 2, response) is is_dropped
    assert credentials.good_credential_ids("api.github.com") == ((1,) if is_dropped else (1, 2))
    told = ["api.github.com rejects credential 2 of 2: it is not used"] if is_dropped else []
    assert caplog.messages == told
    assert credentials.should_rotate(request, 2, response) is is_dropped  # another request with it was in flight
    assert caplog.messages == told


def test_the_last_credential_is_kept() -> None:
    """Its rejection ends the run."""
    credentials = Credentials({"gitlab.com": (SecretStr("gl"),)})
    request = Request("https://gitlab.com/api/v4/projects/1", auth=ANY_TOKEN)
    assert not credentials.should_rotate(request, 1, REJECTED)
    assert credentials.good_credential_ids("gitlab.com") == (1,)


def test_check_is_judged_by_its_status_and_never_repeated() -> None:
    credentials = Credentials(TOKENS)
    check = (Request("https://api.github.com/rate_limit"))._replace(auth=TokenRef(1))
    assert not credentials.should_rotate(check, 1, NOT_THIS)
    assert credentials.good_credential_ids("api.github.com") == (2,)


def test_response_of_another_host_drops_no_credential() -> None:
    credentials = Credentials(TOKENS)
    assert not credentials.should_rotate(Request(REJECTED.url), 1, REJECTED)
    assert not credentials.should_rotate(Request("https://github.com/a", auth=ANY_TOKEN), 1, REJECTED)
    assert credentials.good_credential_ids("api.github.com") == (1, 2)


@pytest.mark.parametrize("where", ["name", "value", "detail", "body"])
def test_token_is_redacted_as_a_whole_word(where: str) -> None:
    credentials = Credentials({"api.github.com": (SecretStr(TOKEN),)})
    response = Response("https://api.github.com/x", 200, body=b"-")
    said = {
        "name": response._replace(headers={f"x-{TOKEN}": "1"}),
        "value": response._replace(headers={"x": TOKEN}),
        "detail": response._replace(detail=TOKEN),
        "body": response._replace(body=TOKEN.encode()),
    }[where]
    assert TOKEN not in repr(credentials.redact(said))
    assert "***" in repr(credentials.redact(said))


def test_redaction_is_reduced_for_hosts_that_were_sent_no_credential() -> None:
    """There are many pages, and only a host that has a token can repeat it in another encoding."""
    credentials = Credentials({"api.github.com": (SecretStr(TOKEN),)})
    hidden = TOKEN.encode().hex().encode()
    assert credentials.redact(Response("https://api.github.com/x", 200, body=hidden)).body == b"***"
    assert credentials.redact(Response("https://page.example/x", 200, body=hidden)).body == hidden
    assert credentials.redact(Response("https://page.example/x", 200, body=TOKEN.encode())).body == b"***"
    assert credentials.redact(Response("not an address", 200, body=b"-")).body == b"-"


def test_a_password_is_not_shown() -> None:
    assert repr(Login("ada", "battery")) == "Login(name='ada')"
