"""Which environment variables hold the credentials of which host."""

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
"""The environment variables that hold a host's credential, the first that is set wins. An empty one is unset:
GitLab answers 404 to an empty `PRIVATE-TOKEN` (gitlab-org/gitlab#36367)."""

SEVERAL: Mapping[str, str] = {"api.github.com": "GITHUB_TOKENS"}
"""The variable that holds several credentials of a host, with commas or spaces between; it counts before the others."""


def token_variables(environment: Mapping[str, str]) -> dict[str, str]:
    """Return by host the name of the variable that holds its credentials, for each host that has any."""
    candidates = {host: [*filter(None, [SEVERAL.get(host)]), *names] for host, names in TOKENS.items()}
    held = {host: [name for name in names if _split(environment.get(name, ""))] for host, names in candidates.items()}
    return {host: names[0] for host, names in held.items() if names}


def tokens_in(environment: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    """Return the credentials that an environment holds, by API host."""
    return {host: _split(environment[name]) for host, name in token_variables(environment).items()}


def variable_names() -> tuple[str, ...]:
    """Return every variable that may hold a credential."""
    return (*SEVERAL.values(), *(name for names in TOKENS.values() for name in names))


def _split(text: str) -> tuple[str, ...]:
    """Split the value of a variable: no host's credentials have commas or spaces in them."""
    return tuple(dict.fromkeys(text.replace(",", " ").split()))
