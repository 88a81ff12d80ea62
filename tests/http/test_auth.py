"""Who gets which credential, in which header, for which paths."""

import pytest
from pydantic import SecretStr

from linkscan.http.auth import ANONYMOUS, Credentials
from linkscan.models import Request

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
    """Its own host over https, for the paths our forges ask, and nobody else."""
    credentials = Credentials(TOKENS)
    assert credentials.header_for(Request(url)) == header
    assert credentials.signs(Request(url)) is (header is not None)


@pytest.mark.parametrize("name", ["authorization", "Authorization"])
def test_a_question_with_a_header_of_its_own_is_left_alone(name: str) -> None:
    """As is one that asks to stay anonymous."""
    credentials = Credentials(TOKENS)
    for headers in (((name, "Basic x"),), (ANONYMOUS,)):
        assert credentials.header_for(Request("https://api.github.com/repos/a/b", headers=headers)) is None


def test_without_tokens_nothing_is_signed() -> None:
    """And nothing is looked up."""
    assert not Credentials({}).signs(Request("https://api.github.com/repos/a/b"))
