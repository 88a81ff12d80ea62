"""Which credentials go to which host, and in which header. The only module that opens a secret."""

import hashlib
import logging
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from pydantic import SecretStr

from linkscan.http.rate_limit_headers import is_limited
from linkscan.models import Request, Response
from linkscan.urls import parse_url

log = logging.getLogger(__name__)

# A question that carries this header is asked without a credential, whatever its host.
ANONYMOUS = ("authorization", "")


@dataclass(frozen=True, slots=True)
class AuthScheme:
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


AUTH_SCHEMES = {
    custom.host: custom
    for custom in (
        AuthScheme(  # https://docs.github.com/en/rest/authentication/authenticating-to-the-rest-api
            "api.github.com",
            "GITHUB_TOKENS, GITHUB_TOKEN or GH_TOKEN",
            "authorization",
            "Bearer ",
            ("/repos/", "/repositories/", "/graphql", "/gists/", "/search/", "/rate_limit"),
            "/rate_limit",
        ),
        AuthScheme(  # https://docs.gitlab.com/api/rest/authentication/
            "gitlab.com",
            "GITLAB_TOKEN",
            "private-token",
            "",
            ("/api/v4/projects/", "/api/v4/user"),
            "/api/v4/user",
        ),
        AuthScheme(  # https://huggingface.co/docs/hub/security-tokens
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


def custom_of(host: str) -> AuthScheme:
    """Return how a host takes credentials; one that is not known takes a bearer token under `/api/`."""
    return AUTH_SCHEMES.get(host) or AuthScheme(
        host, f"the token for {host}", "authorization", "Bearer ", ("/api/",), ""
    )


_SECURE = ("https", 443)
_HUSHED = "***"
_BY = "linkscan-credential"  # a header for this room only: it is read here and never sent
_NO = (401, 403)
# GitHub: "Bad credentials"; Hugging Face: "Invalid credentials in ..."; an owner's account that is suspended:
# sourcegraph-public-snapshot#16638
_ABOUT_US = (b"redentials", b"account was suspended")


def signed_by(request: Request, number: int) -> Request:
    """Ask a question with one of its host's credentials, counted from 1; without this it is the first."""
    return replace(request, headers=(*request.headers, (_BY, str(number))))


def is_rejection(response: Response) -> bool:
    """Return an answer to a question about the credential itself that does not know it."""
    return response.status == 401 or (response.status == 403 and not is_limited(response) and _is_about_us(response))


def _is_about_us(response: Response) -> bool:
    return any(words in response.body for words in _ABOUT_US)


class Credentials:
    """Hands out the header for a question, to its own host over https and nowhere else.

    A host may have several credentials, which are used in turn; one that it rejects is used no more as long as
    there is another.
    """

    def __init__(self, tokens: Mapping[str, Sequence[SecretStr]]) -> None:
        self._secrets = {
            host: secrets
            for host, given in tokens.items()
            if (secrets := tuple(secret.get_secret_value() for secret in given if secret.get_secret_value()))
        }
        self._good = {host: tuple(range(1, len(secrets) + 1)) for host, secrets in self._secrets.items()}

    def signs(self, request: Request) -> bool:
        """Return whether this question goes out with a credential."""
        return bool(self._secrets) and self._host(request) is not None

    def credential_ids(self, request: Request) -> tuple[int, ...]:
        """Return the numbers of the credentials a question may go out with; none when it is asked anonymously."""
        host = self._host(request) if self._secrets else None
        if host is None:
            return ()
        number = _number(request)
        return (number,) if number else self._good[host]

    def header_for(self, request: Request) -> tuple[str, str] | None:
        """Return the header that signs a question; None when it is asked anonymously."""
        host = self._host(request) if self._secrets else None
        if host is None:
            return None
        custom = custom_of(host)
        return custom.header, custom.prefix + self._secrets[host][(_number(request) or 1) - 1]

    def redact(self, request: Request, response: Response) -> Response:
        """Take our credential out of the answer to a signed question: some error pages repeat what they were sent."""
        host = self._host(request) if self._secrets else None
        for secret in self._secrets[host] if host else ():
            if secret.encode() in response.body or any(secret in value for value in response.headers.values()):
                headers = {name: value.replace(secret, _HUSHED) for name, value in response.headers.items()}
                response = replace(
                    response, body=response.body.replace(secret.encode(), _HUSHED.encode()), headers=headers
                )
        return response

    def drops(self, request: Request, number: int, response: Response) -> bool:
        """Put a credential aside that its host has rejected; tell whether another one may ask the same."""
        if response.status not in _NO or not is_rejection(response) or (host := self._host(request)) is None:
            return False
        is_check = _number(request) is not None
        if not is_check and not _is_about_us(response):
            return False
        if number in self._good[host] and len(self._good[host]) > 1:
            self._good[host] = tuple(good for good in self._good[host] if good != number)
            log.warning("%s rejects credential %d of %d: it is not used", host, number, len(self._secrets[host]))
        return not is_check and number not in self._good[host]

    def numbers(self, host: str) -> tuple[int, ...]:
        """Return the numbers of a host's credentials, the rejected ones left out."""
        return self._good.get(host, ())

    def label(self, host: str, number: int) -> str:
        """Name a credential so that another run knows it again, and nobody learns it."""
        secret = self._secrets[host][number - 1]
        return hashlib.blake2b(secret.encode(), digest_size=8, person=b"linkscan").hexdigest()

    def _host(self, request: Request) -> str | None:
        """Return the host that a question is signed for; None when it is not."""
        address = parse_url(request.url)
        if address is None or (address.scheme, address.port) != _SECURE or address.host not in self._secrets:
            return None
        custom = custom_of(address.host)
        is_ours = address.path.startswith(custom.paths) and not any(
            name.lower() in ("authorization", custom.header) for name, _ in request.headers
        )
        return address.host if is_ours else None


def unmarked(headers: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Return the headers that are for the server: those with a value, in lower case."""
    return ((name.lower(), value) for name, value in headers if value and name != _BY)


def _number(request: Request) -> int | None:
    return next((int(value) for name, value in request.headers if name == _BY), None)
