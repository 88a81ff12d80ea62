"""The environment variables that hold the credentials of each host."""

from collections.abc import Mapping

TOKENS: Mapping[str, tuple[str, ...]] = {
    "api.github.com": ("GITHUB_TOKEN", "GH_TOKEN"),
    "gitlab.com": ("GITLAB_TOKEN",),
    "huggingface.co": ("HF_TOKEN",),
    "api.semanticscholar.org": ("S2_API_KEY",),
    "api2.openreview.net": ("OPENREVIEW_TOKEN",),
    "api.openalex.org": ("OPENALEX_API_KEY",),
    "eutils.ncbi.nlm.nih.gov": ("NCBI_API_KEY",),
}
"""The environment variables that hold a host's credential; the first that is set wins. An empty one counts as unset:
GitLab answers 404 to an empty `PRIVATE-TOKEN` (gitlab-org/gitlab#36367)."""

SEVERAL: Mapping[str, str] = {"api.github.com": "GITHUB_TOKENS"}
"""The variables that hold several credentials of a host, separated by commas or spaces; they take precedence."""


LOGINS: Mapping[str, tuple[str, str]] = {"api2.openreview.net": ("OPENREVIEW_USERNAME", "OPENREVIEW_PASSWORD")}
"""The variables that hold a name and a password, for hosts that exchange these for a token; a token takes precedence.
Together they are one credential, `name:password` (RFC 7617, user-pass); no token of such a host contains a colon."""


def token_variables(environment: Mapping[str, str]) -> dict[str, str]:
    """Return the name of the variable that holds a host's credentials, by host, for all hosts that have any."""
    candidates = {host: [*filter(None, [SEVERAL.get(host)]), *names] for host, names in TOKENS.items()}
    held = {host: [name for name in names if _split(environment.get(name, ""))] for host, names in candidates.items()}
    logins = {host: password for host, (_, password) in LOGINS.items() if _login(host, environment)}
    return logins | {host: names[0] for host, names in held.items() if names}


def secret_variables(environment: Mapping[str, str]) -> tuple[str, ...]:
    """Return the names of all variables from which the credentials in an environment are read."""
    used = token_variables(environment)
    names = {password: name for name, password in LOGINS.values()}
    return tuple(each for used_name in used.values() for each in (*filter(None, [names.get(used_name)]), used_name))


def tokens_in(environment: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    """Return the credentials in an environment, by API host."""
    logins = {password: host for host, (_, password) in LOGINS.items()}
    return {
        host: (_login(host, environment),) if name in logins else _split(environment[name])
        for host, name in token_variables(environment).items()
    }


def variable_names() -> tuple[str, ...]:
    """Return the names of all variables that may hold a credential."""
    return (*SEVERAL.values(), *(name for names in (*TOKENS.values(), *LOGINS.values()) for name in names))


def _login(host: str, environment: Mapping[str, str]) -> str:
    """Return a name and a password as one credential; empty if either is missing."""
    name, password = (environment.get(variable, "").strip("\r\n") for variable in LOGINS[host])
    return f"{name}:{password}" if name and password else ""


def _split(text: str) -> tuple[str, ...]:
    """Return the credentials in the value of a variable; none of them contains a comma or a space."""
    return tuple(dict.fromkeys(text.replace(",", " ").split()))
