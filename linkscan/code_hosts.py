"""The sites that host code: their host names, the form of their paths, and what they hold. Data, one row per host.

This is the only place that decides whether an address is a place for code, in abstracts, pages, READMEs and deposits.
"""

import re
from collections.abc import Iterable
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from linkscan.patterns import lazy_pattern


class HostKind(StrEnum):
    """What a host is for."""

    REPOSITORY = "repository"  # version-controlled source code
    ANONYMOUS = "anonymous"  # a repository shown without its owner's name
    PACKAGE = "package"  # a registry of software packages
    HUB = "hub"  # models, data sets and demos
    DEPOSIT = "deposit"  # an archive of anything
    DRIVE = "drive"  # a cloud drive or an object store, which lasts as long as its owner pays


class CodeHost(NamedTuple):
    """One host: `site` matches its name without `www.`, and `path` the path of a repository or deposit on it.

    The groups `owner` (empty if the host has no owners) and `name` of `path` identify the place.
    """

    site: re.Pattern[str]
    path: re.Pattern[str]
    kind: HostKind
    is_self_hosted: bool = False  # an institution's own instance, which may disappear together with it


_PART = r"[\w.~-]+"
_OWNED = rf"/(?P<owner>{_PART})/(?P<name>{_PART})(?:/.*)?"
_NESTED = rf"/(?P<owner>{_PART}(?:/{_PART})*?)/(?P<name>{_PART})(?:/-/.*|/)?"


def _host(site: str, path: str, kind: HostKind = HostKind.REPOSITORY, *, is_self_hosted: bool = False) -> CodeHost:
    return CodeHost(lazy_pattern(site, re.IGNORECASE), lazy_pattern(path, re.IGNORECASE), kind, is_self_hosted)


_ANYTHING = rf"/(?:.*/)?(?P<owner>)(?P<name>{_PART})/?"

# Repositories of research data that are used in many fields: https://www.re3data.org/
_ARCHIVES = (
    r"(?:\w+\.)?dataverse\.[\w.-]+",
    r"[\w-]*dataverse[\w-]*\.[\w.-]+",
    r"data(?:dryad\.org|\.mendeley\.com|\.4tu\.nl|\.csiro\.au|hub\.io|\.world)",
    r"(?:\w+\.)?ieee-dataport\.org",
    r"physionet\.org",
    r"openneuro\.org",
    r"(?:doi\.)?pangaea\.de",
    r"(?:www\.)?scidb\.cn",
    r"opendatalab\.(?:com|org\.cn)",
    r"openxlab\.org\.cn",
    r"(?:\w+\.)?synapse\.org",
    r"academictorrents\.com",
    r"(?:b2share|b2drop)\.eudat\.eu",
    r"gigadb\.org",
    r"(?:www\.)?openml\.org",
    r"aistudio\.baidu\.com",
    r"tianchi\.aliyun\.com",
)
_DRIVES = (
    r"(?:drive|docs)\.google\.com",
    r"drive\.usercontent\.google\.com",
    r"(?:\w+\.)?dropbox(?:usercontent)?\.com",
    r"(?:\w+\.)?1drv\.ms",
    r"onedrive\.live\.com",
    r"[\w-]+\.sharepoint\.(?:com|cn)",
    r"(?:pan|yun)\.baidu\.com",
    r"pan\.quark\.cn",
    r"(?:www\.)?(?:alipan|aliyundrive)\.com",
    r"(?:www\.)?(?:terabox|mediafire|wetransfer|4shared)\.com",
    r"mega\.(?:nz|co\.nz|io)",
    r"(?:app|[\w-]+\.app)\.box\.com|[\w-]+\.box\.com",
    r"disk\.yandex\.[\w.]+|yadi\.sk|cloud\.mail\.ru|drive\.proton\.me|(?:[\w-]+\.)?pcloud\.(?:com|link)",
    r"(?:\w+\.)?erda\.(?:dk|au\.dk)|gofile\.io|(?:www\.)?(?:icedrive|filen)\.\w+|workdrive\.zoho\w*\.com",
    r"(?:cloud|pan|disk|box|jbox|rec|nextcloud|owncloud|seafile|sync|share|drive|nas)\.[\w-]+\.(?:edu(?:\.\w+)?|ac\.\w+)",
    r"(?:nextcloud|owncloud|seafile|sciebo|faubox|heibox|keeper|polybox|switchdrive|datashare|filesender)\.[\w.-]+",
    r"(?:[\w.-]+\.)?s3(?:[.-][\w-]+)*\.amazonaws\.com(?:\.cn)?",
    r"[\w-]+\.cloudfront\.net",
    r"(?:storage|console)\.(?:googleapis|cloud\.google)\.com|[\w.-]+\.storage\.googleapis\.com",
    r"[\w-]+\.blob\.core\.windows\.net",
    r"[\w.-]+\.(?:aliyuncs|myqcloud|bcebos|digitaloceanspaces|backblazeb2|r2\.cloudflarestorage|wasabisys)\.com",
    r"dl\.fbaipublicfiles\.com",
)

CODE_HOSTS: tuple[CodeHost, ...] = (
    _host(r"github\.com", _OWNED),
    _host(r"bitbucket\.org", _OWNED),
    _host(r"codeberg\.org", _OWNED),
    _host(r"gitea\.com", _OWNED),
    _host(r"gitee\.com", _OWNED),
    _host(r"git\.sr\.ht", _OWNED),
    _host(r"notabug\.org", _OWNED),
    _host(r"(?:gitlab|framagit|0xacab|opencode)\.(?:com|org|net)", _NESTED),
    _host(rf"(?:{_PART}\.)?git(?:lab)?\.{_PART}", _NESTED, is_self_hosted=True),
    _host(rf"(?:gitea|forgejo)\.{_PART}", _OWNED, is_self_hosted=True),
    _host(r"salsa\.debian\.org", _NESTED),
    _host(r"sourceforge\.net", rf"/p(?:rojects)?/(?P<owner>)(?P<name>{_PART})(?:/.*)?"),
    _host(r"launchpad\.net", rf"/(?P<owner>)(?P<name>{_PART})(?:/.*)?"),
    _host(r"code\.google\.com", rf"/(?:archive/)?p/(?P<owner>)(?P<name>{_PART})(?:/.*)?"),
    _host(r"anonymous\.4open\.science", rf"/r(?:epository)?/(?P<owner>)(?P<name>{_PART})(?:/.*)?", HostKind.ANONYMOUS),
    _host(r"pypi\.org", rf"/project/(?P<owner>)(?P<name>{_PART})(?:/.*)?", HostKind.PACKAGE),
    _host(
        r"cran\.r-project\.org",
        rf"/(?:web/packages/|package=)(?P<owner>)(?P<name>{_PART})(?:/.*)?",
        HostKind.PACKAGE,
    ),
    _host(
        r"bioconductor\.org", rf"/packages/(?:{_PART}/)*?(?P<owner>)(?P<name>{_PART}?)(?:\.html)?/?", HostKind.PACKAGE
    ),
    _host(r"anaconda\.org", _OWNED, HostKind.PACKAGE),
    _host(r"npmjs\.com", rf"/package/(?P<owner>)(?P<name>(?:@{_PART}/)?{_PART})(?:/.*)?", HostKind.PACKAGE),
    _host(r"crates\.io", rf"/crates/(?P<owner>)(?P<name>{_PART})(?:/.*)?", HostKind.PACKAGE),
    _host(r"hub\.docker\.com", rf"/r/(?P<owner>{_PART})/(?P<name>{_PART})(?:/.*)?", HostKind.PACKAGE),
    _host(r"ascl\.net", r"/(?P<owner>)(?P<name>\d{4}\.\d{3}|code/v/\d+)/?", HostKind.PACKAGE),
    _host(
        r"huggingface\.co",
        rf"/(?:(?:spaces|datasets)/)?(?P<owner>{_PART})/(?P<name>{_PART})(?:/.*)?",
        HostKind.HUB,
    ),
    _host(r"zenodo\.org", r"/records?/(?P<owner>)(?P<name>\d+)(?:/.*)?", HostKind.DEPOSIT),
    _host(r"doi\.org", r"/10\.5281/(?P<owner>)(?P<name>zenodo\.\d+)", HostKind.DEPOSIT),
    _host(r"osf\.io", r"/(?P<owner>)(?P<name>[a-z0-9]{5})(?:/.*)?", HostKind.DEPOSIT),
    _host(r"(?:\w+\.)?figshare\.com", r"/articles/(?P<owner>)(?:[\w-]+/)*(?P<name>\d+)(?:/.*)?", HostKind.DEPOSIT),
    _host(r"codeocean\.com", r"/capsule/(?P<owner>)(?P<name>\d+)(?:/.*)?", HostKind.DEPOSIT),
    *(_host(site, _ANYTHING, HostKind.DEPOSIT) for site in _ARCHIVES),
    *(_host(site, _ANYTHING, HostKind.DRIVE) for site in _DRIVES),
)

HOLDS_NOTHING_BUT_CODE = frozenset((HostKind.REPOSITORY, HostKind.ANONYMOUS, HostKind.PACKAGE))
"""Kinds of host on which everything is code."""

_URL = lazy_pattern(
    r"(?:\w+://)?(?:[^/@\s]*@)?(?:www\.)?(?P<site>[^/:?#]+)(?::\d+(?=/|$))?(?P<path>/[^?#]*)?", re.IGNORECASE
)


@lru_cache(maxsize=4096)
def find_host(site: str) -> CodeHost | None:
    """Return the code host whose site is `site`, a host name without `www.`; None if there is none."""
    return next((host for host in CODE_HOSTS if host.site.fullmatch(site)), None)


def is_on(url: str, kinds: Iterable[HostKind]) -> bool:
    """Return whether an address leads to a host of one of `kinds`, whatever its path."""
    found = _URL.match(url)
    host = find_host(found["site"]) if found else None
    return host is not None and host.kind in kinds


def find_repository(url: str) -> str | None:
    """Return the address of the repository that an address leads to or into; None if it leads elsewhere.

    >>> find_repository("https://gitlab.com/group/lab/tool/-/tree/main/src")
    'https://gitlab.com/group/lab/tool'
    """
    found = _URL.match(url)
    host = find_host(found["site"]) if found else None
    if found is None or host is None or host.kind is not HostKind.REPOSITORY:
        return None
    place = host.path.fullmatch(found["path"] or "")
    return url[: found.start("path") + place.end("name")].removesuffix(".git") if place else None


def is_self_hosted(site: str) -> bool:
    """Return whether a site is not a public service, so that it may disappear together with its operator."""
    host = find_host(site)
    return host is None or host.is_self_hosted
