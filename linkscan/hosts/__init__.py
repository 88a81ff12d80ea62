"""The hosts that linkscan supports. Each yields requests and interprets the responses; none accesses the network.

A host is a module that satisfies `base.Host`. `HOSTS` is tried in order; `website`, which accepts every URL, is last.
"""

from functools import lru_cache

from linkscan.hosts.base import Host
from linkscan.hosts.registry import EVERYWHERE, LazyHost
from linkscan.models import Target
from linkscan.urls import Url

_DOI = r"(?:dx\.)?doi\.org"

HOSTS = (
    LazyHost("github", r"(?:(?:gist|api|codeload)\.)?github\.com|(?:gist|raw)\.githubusercontent\.com"),
    LazyHost("huggingface", r"huggingface\.co|hf\.co"),
    LazyHost("gitlab", r"gitlab\..*"),
    LazyHost("bitbucket", r"bitbucket\.org"),
    LazyHost("gitea", r"codeberg\.org|gitea\.com|git\.disroot\.org|(?:next|code)\.forgejo\.org|(?:gitea|forgejo)\..*"),
    LazyHost("zenodo", rf"zenodo\.org|{_DOI}"),
    LazyHost("figshare", rf"(?:.+\.)?figshare\.com|{_DOI}"),
    LazyHost("osf", rf"osf\.io|{_DOI}"),
    LazyHost("arxiv", rf"(?:.+\.)?arxiv\.org|{_DOI}"),
    LazyHost("doi", _DOI),  # after the hosts that handle their own DOIs
    LazyHost("anonymous", r"anonymous\.4open\.science"),
    LazyHost(
        "drive",
        r"(?:drive|docs)\.google\.com|(?:dl\.)?dropbox\.com|onedrive\.live\.com|1drv\.ms|pan\.baidu\.com"
        r"|[\w-]+\.sharepoint\.com",
    ),
    LazyHost("youtube", r"youtu\.be|(?:m\.)?youtube\.com|youtube-nocookie\.com"),
    LazyHost("pypi", r"pypi\.org"),
    LazyHost(
        "shorteners",
        r"aka\.ms|bit\.ly|bitly\.com|buff\.ly|cutt\.ly|dub\.sh|dwz\.cn|git\.io|goo\.gl|is\.gd|j\.mp|lnkd\.in|ow\.ly"
        r"|rb\.gy|s\.id|shorturl\.at|suo\.im|t\.cn|t\.co|t\.ly|tiny\.cc|tinyurl\.com|urlz\.fr|v\.gd|zenodo\.org",
        name="short",
    ),
    LazyHost("website", EVERYWHERE),
)
"""Each host's module, and a pattern of its sites."""

_BY_NAME: dict[str, Host] = {host.NAME: host for host in HOSTS}


@lru_cache(maxsize=4096)
def _hosts_on(site: str) -> tuple[LazyHost, ...]:
    return tuple(host for host in HOSTS if host.is_on(site))


def match(address: Url) -> Target:
    """Return the target that a URL points to, from the first host that recognises the URL."""
    for host in _hosts_on(address.site):
        target = host.match(address)
        if target is not None:
            return target
    raise AssertionError("website takes every address")  # `website.match` never returns None


def host_of(target: Target) -> Host:
    """Return the host that a target belongs to."""
    return _BY_NAME[target.host]
