"""Which addresses are GitHub's, and what they name."""

import re

from linkscan.address import Address
from linkscan.models import Kind, Place

NAME = "github"
API = "api.github.com"
SITE = "https://github.com"

# First segments that GitHub keeps for itself: its own pages, plus lychee's list
# (https://github.com/lycheeverse/lychee, `lychee-lib/src/types/uri/github.rs`).
RESERVED = frozenset(
    "about account advisories apps articles assets blog business careers codespaces collections contact customer-stories "
    "dashboard enterprise enterprises events explore features fluidicon.png github-copilot gist gists home issues join "
    "login logout marketplace mobile models new news nonprofit notifications open-source organizations "
    "orgs partners premium-support press pricing pulls readme resources robots.txt search security sessions settings "
    "signup site solutions sponsors stars team tags topics trending trust-center users watching why-github".split()
)
_OWNER = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9_-]{0,38})")
_NAME = re.compile(r"[A-Za-z0-9._-]{1,100}")
_GIST = re.compile(r"[0-9a-f]{5,40}")
_INSIDE = {"tree": "tree", "blob": "blob", "raw": "blob", "blame": "blob", "edit": "blob", "commits": ""}


def locate(address: Address) -> Place | None:
    """Name the repository, the path within it, the gist or the owner that an address points to."""
    parts = address.segments
    if address.site == "github.com":
        return _on_site(address, parts)
    if address.site == "gist.github.com":
        return _gist(address, parts)
    if address.site == "gist.githubusercontent.com":
        return _gist(address, parts[:2])
    if address.site == "raw.githubusercontent.com" and len(parts) > 3:
        return _repository(address, (*parts[:2], "blob", *_plain_ref(parts[2:])))
    if address.site == "codeload.github.com" and len(parts) > 1:
        return _repository(address, parts[:2])
    if address.site == API and parts[:1] == ("repos",) and len(parts) > 2:
        return _repository(address, parts[1:3])
    return None


def likely_repository(address: Address) -> str | None:
    """Guess the repository behind a `github.io` page, as an address: a candidate, never a finding.

    `u.github.io/p` is usually built from `u/p`, `u.github.io` from `u/u.github.io`
    (https://docs.github.com/pages/getting-started-with-github-pages/about-github-pages).
    """
    owner, _, domain = address.site.partition(".")
    if (
        domain not in ("github.io", "github.com")
        or not _OWNER.fullmatch(owner)
        or owner in ("gist", "raw", "api")
    ):
        return None
    name = next(iter(address.segments), "")
    if not name or "." in name and name.rpartition(".")[2] in ("html", "htm", "pdf", "md"):
        name = f"{owner}.github.io"
    return f"{SITE}/{owner}/{name}" if _NAME.fullmatch(name) else None


def names(place: Place) -> tuple[str, str]:
    """Give owner and name of a repository, as its address spells them."""
    owner, name = place.canonical.removeprefix(SITE + "/").split("/")[:2]
    return owner, name


def inside(place: Place) -> tuple[str, ...]:
    """Give the parts of branch and path that a place names within its repository."""
    return tuple(place.path.split("/")[1:]) if place.path else ()


def _on_site(address: Address, parts: tuple[str, ...]) -> Place | None:
    if parts and parts[0] == "orgs" and len(parts) > 1:
        parts = parts[1:2]
    if not parts or parts[0].lower() in RESERVED or not _OWNER.fullmatch(parts[0]):
        return None
    if len(parts) == 1:
        owner = parts[0]
        return Place(NAME, f"github:{owner.lower()}", address.href, f"{SITE}/{owner}", Kind.PAGE)
    return _repository(address, parts)


def _repository(address: Address, parts: tuple[str, ...]) -> Place | None:
    name = _NAME.match(parts[1])
    plain = name[0].removesuffix(".git").rstrip(".") if name else ""
    if not plain or not _OWNER.fullmatch(parts[0]):
        return None
    home = f"{parts[0]}/{plain}"
    view = _INSIDE.get(parts[2], "") if len(parts) > 3 else ""
    path = "/".join((view, *parts[3:])) if view else ""
    key = "/".join(filter(None, (f"github:{home.lower()}", path)))
    canonical = "/".join(filter(None, (SITE, home, path)))
    kind = Kind.FILE if view == "blob" else Kind.REPOSITORY
    return Place(NAME, key, address.href, canonical, kind, path)


def _gist(address: Address, parts: tuple[str, ...]) -> Place | None:
    number = next((part.lower() for part in parts[:2][::-1] if _GIST.fullmatch(part.lower())), None)
    if number is None:
        return None
    canonical = "https://gist.github.com/" + "/".join(
        (*parts[: parts.index(number)], number) if number in parts else (number,)
    )
    return Place(NAME, f"gist:{number}", address.href, canonical, Kind.REPOSITORY)


def _plain_ref(parts: tuple[str, ...]) -> tuple[str, ...]:
    """Drop `refs/heads/`, which raw addresses may spell out and page addresses never do."""
    return parts[2:] if parts[:2] in (("refs", "heads"), ("refs", "tags")) else parts
