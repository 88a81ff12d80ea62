"""Authentication: which credential goes to which host, and in which header. The only module that opens a secret."""

import hashlib
import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING
from urllib.parse import quote

from linkscan.errors import SettingsError
from linkscan.http.rate_limit_headers import is_rate_limited
from linkscan.http.redaction import Redactor
from linkscan.models import Request, Response
from linkscan.urls import parse_url

if TYPE_CHECKING:
    from pydantic import SecretStr  # whoever has a credential has loaded it

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class AuthScheme:
    """How one host takes credentials, and under which paths.

    The credential goes into `header` after `prefix`, or into the query parameter `parameter` where there is no
    header for it. `variables` are the environment variables that a user sets it with; `check` is the path of a free
    request that tells whether the credential is good, empty if there is none; `login` the path that gives a token for
    a name and a password, empty if there is none.
    """

    host: str
    variables: str
    header: str
    prefix: str
    paths: tuple[str, ...]
    check: str
    parameter: str = ""
    login: str = ""


AUTH_SCHEMES = {
    scheme.host: scheme
    for scheme in (
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
                "/api/daily_papers",
                "/api/whoami-v2",
            ),
            "/api/whoami-v2",
        ),
        AuthScheme(  # https://www.semanticscholar.org/product/api: "include it in the x-api-key header"
            "api.semanticscholar.org", "S2_API_KEY", "x-api-key", "", ("/graph/v1/",), ""
        ),
        AuthScheme(  # openreview-py 2.9.1, openreview/api/client.py, `login_user`: POST /login gives a bearer token
            "api2.openreview.net",
            "OPENREVIEW_TOKEN, or OPENREVIEW_USERNAME and OPENREVIEW_PASSWORD",
            "authorization",
            "Bearer ",
            ("/notes",),
            "",
            login="/login",
        ),
        AuthScheme(  # https://developers.openalex.org/api-reference/authentication
            "api.openalex.org", "OPENALEX_API_KEY", "", "", ("/works",), "", parameter="api_key"
        ),
        AuthScheme(  # https://www.ncbi.nlm.nih.gov/books/NBK25497/
            "eutils.ncbi.nlm.nih.gov", "NCBI_API_KEY", "", "", ("/entrez/eutils/",), "", parameter="api_key"
        ),
    )
}


@dataclass(frozen=True, slots=True)
class Login:
    """A name and a password."""

    name: str
    password: str = field(repr=False)


def auth_scheme_of(host: str) -> AuthScheme:
    """Return how a host takes credentials; an unknown host takes a bearer token under `/api/`."""
    return AUTH_SCHEMES.get(host) or AuthScheme(
        host, f"the token for {host}", "authorization", "Bearer ", ("/api/",), ""
    )


_SECURE = ("https", 443)
_REJECTIONS = (401, 403)
# GitHub: "Bad credentials"; Hugging Face: "Invalid credentials in ..."; an owner's account that is suspended:
# sourcegraph-public-snapshot#16638
_ABOUT_THE_CREDENTIAL = (b"redentials", b"account was suspended")


def is_rejection(response: Response) -> bool:
    """Return whether the response to a credential check rejects the credential."""
    if response.status == 403:
        return not is_rate_limited(response) and _is_about_the_credential(response)
    return response.status == 401


def _is_about_the_credential(response: Response) -> bool:
    return any(words in response.body for words in _ABOUT_THE_CREDENTIAL)


class Credentials:
    """Returns the header that signs a request, to the credential's own host over https and nowhere else.

    Only a request that asks for it (`Request.auth`) is signed. A host may have several credentials, which are used
    in turn; one that it rejects is used no more as long as there is another. `also_secret` are further secrets that
    `redact` takes out, a proxy's password.
    """

    def __init__(self, tokens: Mapping[str, "Sequence[SecretStr]"], also_secret: Sequence[str] = ()) -> None:
        self._secrets = {
            host: secrets
            for host, given in tokens.items()
            if (secrets := tuple(_checked(host, value) for secret in given if (value := secret.get_secret_value())))
        }
        self._good = {host: tuple(range(1, len(secrets) + 1)) for host, secrets in self._secrets.items()}
        self._sessions: dict[tuple[str, int], str] = {}  # the tokens that names and passwords were exchanged for
        self._held = [*also_secret, *(secret for secrets in self._secrets.values() for secret in secrets)]
        logins = (self.login_of(host, number) for host, numbers in self._good.items() for number in numbers)
        self._held += [login.password for login in logins if login]
        self._redactor = Redactor(self._held)

    def authenticates(self, request: Request) -> bool:
        """Return whether this request is sent with a credential."""
        return self._signed_by(request) is not None

    def credential_ids(self, request: Request) -> tuple[int, ...]:
        """Return the numbers of the credentials a request may be sent with; none when it is anonymous."""
        signed = self._signed_by(request)
        if signed is None:
            return ()
        host, number = signed
        return (number,) if number else self._good[host]

    def header_for(self, request: Request) -> tuple[str, str] | None:
        """Return the header that signs a request; None when it is anonymous, or signed by its URL."""
        scheme, secret = self._signature(request)
        return (scheme.header, scheme.prefix + secret) if scheme is not None and scheme.header else None

    def url_for(self, request: Request) -> str:
        """Return the URL to send a request to: with the credential in it where its host takes it as a parameter."""
        scheme, secret = self._signature(request)
        if scheme is None or not scheme.parameter:
            return request.url
        return f"{request.url}{'&' if '?' in request.url else '?'}{scheme.parameter}={quote(secret, safe='')}"

    def _signature(self, request: Request) -> tuple[AuthScheme | None, str]:
        signed = self._signed_by(request)
        if signed is None:
            return None, ""
        host, number = signed[0], signed[1] or 1
        if self.login_of(host, number) is None:
            return auth_scheme_of(host), self._secrets[host][number - 1]
        token = self._sessions.get((host, number))
        return (auth_scheme_of(host), token) if token else (None, "")

    def login_of(self, host: str, number: int) -> "Login | None":
        """Return the name and the password that a credential is; None where it is a token."""
        secret = self._secrets[host][number - 1]
        if not _is_login(host, secret):
            return None
        name, _, password = secret.partition(":")
        return Login(name, password)

    def log_in(self, host: str, number: int, token: str) -> None:
        """Keep the token that a name and a password were exchanged for, for as long as the run takes."""
        self._sessions[host, number] = _checked(host, token)
        self._held.append(token)
        self._redactor = Redactor(self._held)

    def redact(self, response: Response) -> Response:
        """Take every credential of this run out of a response: body, headers and detail.

        Some hosts repeat what they were sent: in an error page, in a header, in a redirect, in a broken status line
        that becomes the detail of a failure.
        """
        hide = self._redactor
        if not hide.secrets:
            return response
        headers = response.headers
        if hide.is_suspect(str(headers)):  # asked once for all of them
            headers = {hide.text(name): hide.text(value) for name, value in headers.items()}
        address = parse_url(response.url)
        may_know = address is not None and address.host in self._secrets
        body = hide.body(response.body) if may_know else hide.strangers_body(response.body)
        return replace(response, headers=headers, body=body, detail=hide.text(response.detail))

    def should_rotate(self, request: Request, number: int, response: Response) -> bool:
        """Drop a credential that its host has rejected; return whether another one may send the same request."""
        if response.status not in _REJECTIONS or not is_rejection(response):
            return False
        signed = self._signed_by(request)
        if signed is None:
            return False
        host, is_check = signed[0], signed[1] != 0
        if not is_check and not _is_about_the_credential(response):
            return False
        if number in self._good[host] and len(self._good[host]) > 1:
            self._good[host] = tuple(good for good in self._good[host] if good != number)
            log.warning("%s rejects credential %d of %d: it is not used", host, number, len(self._secrets[host]))
        return not is_check and number not in self._good[host]

    def good_credential_ids(self, host: str) -> tuple[int, ...]:
        """Return the numbers of a host's credentials, the rejected ones left out."""
        return self._good.get(host, ())

    def fingerprint(self, host: str, number: int) -> str:
        """Return a name by which another run recognizes a credential, and which does not reveal it."""
        secret = self._secrets[host][number - 1]
        return hashlib.blake2b(secret.encode(), digest_size=8, person=b"linkscan").hexdigest()

    def _signed_by(self, request: Request) -> tuple[str, int] | None:
        """Return the host that would be sent a credential with this request, and which; None when it would not."""
        if not self._secrets or request.auth is None:
            return None
        address = parse_url(request.url)
        if address is None or (address.scheme, address.port) != _SECURE or address.host not in self._secrets:
            return None
        if not address.path.startswith(auth_scheme_of(address.host).paths):
            return None
        return address.host, request.auth.credential_id


def _is_login(host: str, secret: str) -> bool:
    """Return whether a credential is a name and a password, which a host takes for a token."""
    return bool(auth_scheme_of(host).login) and ":" in secret


def _checked(host: str, secret: str) -> str:
    """Return a credential that a header can carry; SettingsError names the variable of any other (RFC 9110 5.5)."""
    if _is_login(host, secret):
        return secret
    if not (secret.isascii() and secret.isprintable()):
        raise SettingsError(f"{auth_scheme_of(host).variables}: a token has only printable ASCII characters")
    return secret
