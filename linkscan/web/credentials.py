"""Which credential goes to which host, and in which header. The only module that opens a secret."""

from collections.abc import Mapping
from dataclasses import dataclass

from pydantic import SecretStr

from linkscan.address import parse_address
from linkscan.models import Question

# A question that carries this header is asked without a credential, whatever its host.
ANONYMOUS = ("authorization", "")


@dataclass(frozen=True, slots=True)
class Custom:
    """How one host takes credentials, and for which paths we ask with one.

    The paths keep a stranger's link to `https://api.github.com/user/keys` from being answered in our name.
    `variables` are the environment variables that a user sets it with; `check` is a free question that
    tells whether the credential is good.
    """

    host: str
    variables: str
    header: str
    prefix: str
    paths: tuple[str, ...]
    check: str


CUSTOMS = {
    custom.host: custom
    for custom in (
        Custom(  # https://docs.github.com/en/rest/authentication/authenticating-to-the-rest-api
            "api.github.com",
            "GITHUB_TOKEN or GH_TOKEN",
            "authorization",
            "Bearer ",
            ("/repos/", "/repositories/", "/graphql", "/gists/", "/search/", "/rate_limit"),
            "/rate_limit",
        ),
        Custom(  # https://docs.gitlab.com/api/rest/authentication/
            "gitlab.com",
            "GITLAB_TOKEN",
            "private-token",
            "",
            ("/api/v4/projects/", "/api/v4/user"),
            "/api/v4/user",
        ),
        Custom(  # https://huggingface.co/docs/hub/security-tokens
            "huggingface.co",
            "HF_TOKEN",
            "authorization",
            "Bearer ",
            (
                "/api/models/",
                "/api/datasets/",
                "/api/spaces/",
                "/api/collections/",
                "/api/papers/",
                "/api/whoami-v2",
            ),
            "/api/whoami-v2",
        ),
    )
}


def custom_of(host: str) -> Custom:
    """Tell how a host takes credentials; one that is not known takes a bearer token under `/api/`."""
    return CUSTOMS.get(host) or Custom(host, f"the token for {host}", "authorization", "Bearer ", ("/api/",), "")


_SECURE = ("https", 443)


class Credentials:
    """Hands out the header for a question, to its own host over https and nowhere else."""

    def __init__(self, tokens: Mapping[str, SecretStr]) -> None:
        self._tokens = tokens

    def signs(self, question: Question) -> bool:
        """Tell whether this question goes out with a credential."""
        return bool(self._tokens) and self.header_for(question) is not None

    def header_for(self, question: Question) -> tuple[str, str] | None:
        """Give the header that signs a question; None when it is asked anonymously."""
        address = parse_address(question.url)
        if address is None or (address.scheme, address.port) != _SECURE:
            return None
        secret = self._tokens.get(address.host)
        custom = custom_of(address.host)
        is_ours = address.path.startswith(custom.paths) and not any(
            name.lower() in ("authorization", custom.header) for name, _ in question.headers
        )
        if secret is None or not secret.get_secret_value() or not is_ours:
            return None
        return custom.header, custom.prefix + secret.get_secret_value()
