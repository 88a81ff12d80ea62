"""Match GitHub's URLs and determine what they name."""

import re

from linkscan.hosts.github.subpages import is_subpage, ref_of
from linkscan.models import Kind, Target
from linkscan.urls import Url

NAME = "github"
API = "api.github.com"
SITE = "https://github.com"
GISTS = "https://gist.github.com"

# First path segments that GitHub reserves for its own pages, so that they are no owners. The rows up to "watching" are
# from lychee (https://github.com/lycheeverse/lychee, `types/uri/github.rs`), the others from other tools.
RESERVED = frozenset(
    {
        "about",
        "collections",
        "events",
        "explore",
        "features",
        "issues",
        "marketplace",
        "new",
        "notifications",
        "pricing",
        "pulls",
        "sponsors",
        "topics",
        "watching",
        "account",
        "apps",
        "blog",
        "careers",
        "codespaces",
        "contact",
        "copilot",
        "customer-stories",
        "dashboard",
        "enterprise",
        "gist",
        "gists",
        "github-copilot",
        "join",
        "login",
        "logout",
        "nonprofit",
        "organizations",
        "orgs",
        "readme",
        "search",
        "security",
        "sessions",
        "settings",
        "signup",
        "site",
        "stars",
        "team",
        "trending",
        "user-attachments",
        "users",
    }
)
_OWNER = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,38}")  # logins of enterprise-managed users end in `_company`
_NAME = re.compile(r"[A-Za-z0-9._-]{1,100}")
_GIST = re.compile(r"[0-9a-f]{5,40}")
_VIEWS = {"tree": "tree", "blob": "blob", "raw": "blob", "blame": "blob", "edit": "blob"}
_PAGE_FILE = re.compile(r"\.(html?|pdf|md)$", re.IGNORECASE)
_README = re.compile(r"readme(\.\w+)?", re.IGNORECASE)


def match(address: Url) -> Target | None:
    """Return the repository, path within it, gist or owner that a URL points to."""
    parts = address.segments
    site = address.site
    if site == "github.com":
        return _on_site(address, parts)
    if site in ("gist.github.com", "gist.githubusercontent.com"):
        return _gist(address, parts[:2])
    if site == "raw.githubusercontent.com" and len(parts) > 3:
        return _repository(address, (*parts[:2], "blob", *_short_ref(parts[2:])))
    if site == API and parts[:1] == ("repos",):
        return _repository(address, parts[1:3])
    return _repository(address, _from_codeload(parts)) if site == "codeload.github.com" else None


def likely_repository(address: Url) -> str | None:
    """Return the URL of the repository that a `github.io` page is probably built from: a guess, never evidence.

    `u.github.io/p` is usually built from `u/p`, `u.github.io` from `u/u.github.io`
    (https://docs.github.com/pages/getting-started-with-github-pages/about-github-pages). Old papers still link to
    `u.github.com/p`.
    """
    owner, _, domain = address.site.partition(".")
    is_service = domain == "github.com" and owner in (
        "api",
        "gist",
        "raw",
        "docs",
        "help",
        "education",
        "copilot",
    )
    if domain not in ("github.io", "github.com") or is_service or not _OWNER.fullmatch(owner):
        return None
    name = next(iter(address.segments), "")
    if not name or _PAGE_FILE.search(name):
        name = f"{owner}.github.io"
    return f"{SITE}/{owner}/{name}" if _NAME.fullmatch(name) else None


def names(target: Target) -> tuple[str, str]:
    """Return owner and name of a repository, as spelt in its URL."""
    owner, name = target.canonical.removeprefix(SITE + "/").split("/")[:2]
    return owner, name


def as_spelled(target: Target) -> Target | None:
    """Return the target with the trailing dots that were taken for punctuation; None if its URL has none."""
    owner, name = names(target)
    full = target.key.removeprefix("github:").split("/")[1]
    if full == name.lower():
        return None
    spelled = f"{SITE}/{owner}/{name}{full[len(name) :]}"
    return target._replace(canonical="/".join(filter(None, (spelled, target.path))))


def inside(target: Target) -> tuple[str, ...]:
    """Return the segments of the ref and path within its repository that a target names, for git to look up."""
    return ref_of(target.path)


def _on_site(address: Url, parts: tuple[str, ...]) -> Target | None:
    if parts[:1] == ("orgs",):
        parts = parts[1:2]
    if not parts or parts[0].lower() in RESERVED or not _OWNER.fullmatch(parts[0]):
        return None
    if len(parts) > 1:
        return _repository(address, parts)
    owner = parts[0]
    return Target(NAME, f"github:{owner.lower()}", address.href, f"{SITE}/{owner}", Kind.PAGE)


def _repository(address: Url, parts: tuple[str, ...]) -> Target | None:
    """Return a repository, with the path or subpage that the URL names; listings and settings are dropped.

    Dots at the end of a name are usually the sentence's punctuation, but GitHub allows such names, so they stay in the
    key.
    """
    name = _NAME.match(parts[1]) if len(parts) > 1 else None
    full = name[0].removesuffix(".git") if name else ""
    plain = full.rstrip(".")
    if not plain or not _OWNER.fullmatch(parts[0]):
        return None
    home = f"{parts[0]}/{plain}"
    path = "/".join(_path(parts[2:]))
    key = "/".join(filter(None, (f"github:{parts[0]}/{full}".lower(), path)))
    canonical = "/".join(filter(None, (f"{SITE}/{home}", path)))
    kind = Kind.FILE if path.startswith(("blob/", "releases/download/")) else Kind.REPOSITORY
    return Target(NAME, key, address.href, canonical, kind, path)


def _path(parts: tuple[str, ...]) -> tuple[str, ...]:
    """Return `tree` or `blob`, then branch and path, or a subpage. A link to a README is taken as one to its folder."""
    view = _VIEWS.get(parts[0]) if len(parts) > 1 else None
    if view is None:
        return _subpage(parts)
    if view == "blob" and len(parts) > 2 and _README.fullmatch(parts[-1]):
        return ("tree", *parts[1:-1])
    return (view, *parts[1:])


def _subpage(parts: tuple[str, ...]) -> tuple[str, ...]:
    if parts[:1] in (("zipball",), ("tarball",)) and len(parts) > 1:
        parts = ("archive", *parts[1:-1], f"{parts[-1]}.zip")
    if parts[:1] == ("pulls",) and len(parts) == 2:
        parts = ("pull", parts[1])
    return parts if is_subpage("/".join(parts)) else ()


def _from_codeload(parts: tuple[str, ...]) -> tuple[str, ...]:
    """Return `owner/name/zip/refs/tags/v1` as the path of the archive on github.com that redirects to it."""
    is_archive = len(parts) > 3 and parts[2] in ("zip", "tar.gz", "legacy.zip", "legacy.tar.gz")
    return (*parts[:2], "archive", *parts[3:-1], f"{parts[-1]}.zip") if is_archive else parts[:2]


def _gist(address: Url, parts: tuple[str, ...]) -> Target | None:
    number = next((part.lower() for part in reversed(parts) if _GIST.fullmatch(part.lower())), None)
    if number is None:
        return None
    owner = parts[0] if parts[0].lower() != number else None
    canonical = "/".join(filter(None, (GISTS, owner, number)))
    return Target(NAME, f"gist:{number}", address.href, canonical, Kind.REPOSITORY)


def _short_ref(parts: tuple[str, ...]) -> tuple[str, ...]:
    """Return the segments without `refs/heads/` or `refs/tags/`, which raw URLs may contain and page URLs never do."""
    return parts[2:] if parts[:2] in (("refs", "heads"), ("refs", "tags")) else parts
