"""Authentication: which credential is sent to which host, and in which header. The only module that reads a secret."""

import hashlib
import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote

from linkscan.errors import SettingsError
from linkscan.http.rate_limit_headers import is_rate_limited
from linkscan.http.redaction import Redactor
from linkscan.models import Request, Response
from linkscan.urls import parse_url

if TYPE_CHECKING:
    from pydantic import SecretStr  # already loaded wherever there is a credential

log = logging.getLogger(__name__)


class AuthScheme(NamedTuple):
    """How one host accepts credentials, and under which paths.

    The credential is sent in `header`, after `prefix`, or in the query parameter `parameter` if the host has no header
    for it. `variables` lists the environment variables that hold it, for messages. `check` is the path of a request
    that is free of charge and validates the credential; `login` is the path that exchanges a name and a password for a
    token. Both are empty if the host has none.
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
    """Return the authentication scheme of a host; an unknown host takes a bearer token under `/api/`."""
    return AUTH_SCHEMES.get(host) or AuthScheme(
        host, f"the token for {host}", "authorization", "Bearer ", ("/api/",), ""
    )


_SECURE = ("https", 443)
_REJECTIONS = (401, 403)
# GitHub: "Bad credentials"; Hugging Face: "Invalid credentials in ..."; a token whose owner's account is suspended:
# sourcegraph-public-snapshot#16638
_CREDENTIAL_ERRORS = (b"redentials", b"account was suspended")


def is_rejection(response: Response) -> bool:
    """Return whether the response to a credential check rejects the credential."""
    if response.status == 403:
        return not is_rate_limited(response) and _mentions_credential(response)
    return response.status == 401


def _mentions_credential(response: Response) -> bool:
    return any(words in response.body for words in _CREDENTIAL_ERRORS)


class Credentials:
    """Supplies the header that authenticates a request, for the credential's own host over https and nowhere else.

    Only a request that opts in (`Request.auth`) is authenticated. A host may have several credentials; the rate limiter
    chooses among them, and one that the host rejects is dropped as long as another remains. `also_secret` are further
    secrets that `redact` removes, such as a proxy's password.
    """

    def __init__(self, tokens: Mapping[str, "Sequence[SecretStr]"], also_secret: Sequence[str] = ()) -> None:
        self._secrets = {
            host: secrets
            for host, given in tokens.items()
            if (secrets := tuple(_checked(host, value) for secret in given if (value := secret.get_secret_value())))
        }
        self._usable = {host: tuple(range(1, len(secrets) + 1)) for host, secrets in self._secrets.items()}
        self._sessions: dict[tuple[str, int], str] = {}  # tokens obtained for names and passwords
        self._secret_values = [*also_secret, *(secret for secrets in self._secrets.values() for secret in secrets)]
        logins = (self.login_of(host, number) for host, numbers in self._usable.items() for number in numbers)
        self._secret_values += [login.password for login in logins if login]
        self._redactor = Redactor(self._secret_values)

    def authenticates(self, request: Request) -> bool:
        """Return whether this request is sent with a credential."""
        return self._credential_for(request) is not None

    def credential_ids(self, request: Request) -> tuple[int, ...]:
        """Return the numbers of the credentials that a request may be sent with; empty if it is anonymous."""
        signed = self._credential_for(request)
        if signed is None:
            return ()
        host, number = signed
        return (number,) if number else self._usable[host]

    def header_for(self, request: Request) -> tuple[str, str] | None:
        """Return the header that authenticates a request; None if it is anonymous, or authenticated by its URL."""
        scheme, secret = self._signature(request)
        return (scheme.header, scheme.prefix + secret) if scheme is not None and scheme.header else None

    def url_for(self, request: Request) -> str:
        """Return the URL to send a request to, with the credential in it if its host takes it as a query parameter."""
        scheme, secret = self._signature(request)
        if scheme is None or not scheme.parameter:
            return request.url
        return f"{request.url}{'&' if '?' in request.url else '?'}{scheme.parameter}={quote(secret, safe='')}"

    def _signature(self, request: Request) -> tuple[AuthScheme | None, str]:
        signed = self._credential_for(request)
        if signed is None:
            return None, ""
        host, number = signed[0], signed[1] or 1
        if self.login_of(host, number) is None:
            return auth_scheme_of(host), self._secrets[host][number - 1]
        token = self._sessions.get((host, number))
        return (auth_scheme_of(host), token) if token else (None, "")

    def login_of(self, host: str, number: int) -> "Login | None":
        """Return the name and the password that a credential consists of; None if it is a token."""
        secret = self._secrets[host][number - 1]
        if not _is_login(host, secret):
            return None
        name, _, password = secret.partition(":")
        return Login(name, password)

    def log_in(self, host: str, number: int, token: str) -> None:
        """Store the token obtained for a name and a password, for the rest of the run."""
        self._sessions[host, number] = _checked(host, token)
        self._secret_values.append(token)
        self._redactor = Redactor(self._secret_values)

    def redact(self, response: Response) -> Response:
        """Return a response with every credential of this run removed from its body, headers and detail.

        Some hosts echo what they were sent: in an error page, in a header, in a redirect, or in a malformed status
        line, which becomes the detail of a failure.
        """
        hide = self._redactor
        if not hide.secrets:
            return response
        headers = response.headers
        if hide.is_suspect(str(headers)):  # one check for all headers
            headers = {hide.text(name): hide.text(value) for name, value in headers.items()}
        address = parse_url(response.url)
        may_know = address is not None and address.host in self._secrets
        body = hide.body(response.body) if may_know else hide.strangers_body(response.body)
        return response._replace(headers=headers, body=body, detail=hide.text(response.detail))

    def should_rotate(self, request: Request, number: int, response: Response) -> bool:
        """Drop a credential that its host has rejected; return whether to send the request again with another one."""
        if response.status not in _REJECTIONS or not is_rejection(response):
            return False
        signed = self._credential_for(request)
        if signed is None:
            return False
        host, is_check = signed[0], signed[1] != 0
        if not is_check and not _mentions_credential(response):
            return False
        if number in self._usable[host] and len(self._usable[host]) > 1:
            self._usable[host] = tuple(good for good in self._usable[host] if good != number)
            log.warning("%s rejects credential %d of %d: it is not used", host, number, len(self._secrets[host]))
        return not is_check and number not in self._usable[host]

    def good_credential_ids(self, host: str) -> tuple[int, ...]:
        """Return the numbers of a host's credentials, without the rejected ones."""
        return self._usable.get(host, ())

    def fingerprint(self, host: str, number: int) -> str:
        """Return an identifier by which a later run recognises a credential, without revealing it."""
        secret = self._secrets[host][number - 1]
        return hashlib.blake2b(secret.encode(), digest_size=8, person=b"linkscan").hexdigest()

    def _credential_for(self, request: Request) -> tuple[str, int] | None:
        """Return the host that would receive a credential with this request, and the credential's number.

        The number is 0 if any credential of the host will do. None if the request is anonymous.
        """
        if not self._secrets or request.auth is None:
            return None
        address = parse_url(request.url)
        if address is None or (address.scheme, address.port) != _SECURE or address.host not in self._secrets:
            return None
        if not address.path.startswith(auth_scheme_of(address.host).paths):
            return None
        return address.host, request.auth.credential_id


def _is_login(host: str, secret: str) -> bool:
    """Return whether a credential is a name and a password, to be exchanged for a token."""
    return bool(auth_scheme_of(host).login) and ":" in secret


def _checked(host: str, secret: str) -> str:
    """Return a credential that fits in a header (RFC 9110 5.5); SettingsError names the variable of any other."""
    if _is_login(host, secret):
        return secret
    if not (secret.isascii() and secret.isprintable()):
        raise SettingsError(f"{auth_scheme_of(host).variables}: a token may contain only printable ASCII characters")
    return secret
