"""Who gets which credential, in which header, for which paths."""

import pytest
from pydantic import SecretStr

from linkscan.errors import SettingsError
from linkscan.http.auth import Credentials
from linkscan.models import ANY_TOKEN, Request, Response

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
        # not over https, not another port, not another host
        ("http://api.github.com/repos/a/b", None),
        ("https://api.github.com:8443/repos/a/b", None),
        ("https://github.com/a/b", None),
        ("https://raw.githubusercontent.com/a/b/main/x", None),
        ("https://api.github.com.evil.example/repos/a/b", None),
        ("https://evil.example/api.github.com/repos/a/b", None),
        ("https://api.github.com@evil.example/repos/a/b", None),
        ("https://xapi.github.com/repos/a/b", None),
        # a stranger's link into what is only ours
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
def test_who_is_signed_for(url: str, header: tuple[str, str] | None) -> None:
    """Its own host over https, for the paths that the flows of hosts request, and nobody else."""
    credentials, request = Credentials(TOKENS), Request(url, auth=ANY_TOKEN)
    assert credentials.header_for(request) == header
    assert credentials.authenticates(request) is (header is not None)


@pytest.mark.parametrize("url", ["https://api.github.com/repos/a/b", "https://gitlab.com/api/v4/projects/5/variables"])
def test_a_request_is_signed_only_if_the_flow_of_a_host_asks_for_it(url: str) -> None:
    """An address from a paper, a page or a redirect never does."""
    credentials = Credentials(TOKENS)
    assert credentials.header_for(Request(url)) is None
    assert credentials.credential_ids(Request(url)) == ()
    assert not credentials.authenticates(Request(url))


def test_without_tokens_nothing_is_signed() -> None:
    """And nothing is looked up."""
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
def test_a_token_is_taken_out_of_whatever_a_host_repeats(echo: str) -> None:
    """Body, header values and names, and the words of a failure; from any host, signed for or not."""
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


def test_what_is_too_short_to_be_a_secret_is_left_alone() -> None:
    """It stands in any text by chance."""
    response = Response("https://a.example/", 200, body=b"gh is a word")
    assert Credentials(TOKENS).redact(response) == response


@pytest.mark.parametrize("token", ["gh\u00fc", "a b\tc", "ghp_\u2028", "\x7f"])
def test_a_token_that_no_header_can_carry_is_a_usage_error(token: str) -> None:
    """It names the variable, and not the token."""
    with pytest.raises(SettingsError, match="GITLAB_TOKEN") as caught:
        Credentials({"gitlab.com": (SecretStr(token),)})
    assert token not in str(caught.value)
