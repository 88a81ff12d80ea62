"""Where code lives: which addresses are repositories or their like, and which of them make web pages."""

import re
from dataclasses import dataclass

from linkscan.hosts.github.addresses import match as locate_on_github
from linkscan.hosts.listed import listed
from linkscan.models import Kind
from linkscan.urls import Url, parse_url


@dataclass(frozen=True, slots=True)
class RepositoryUrl:
    """A place that can hold code: its address, the owner and the name in it in lower case."""

    url: str
    owner: str
    name: str

    @property
    def key(self) -> str:
        """What is the same for all addresses within one home."""
        return f"{self.owner}/{self.name}"


_PART = r"[\w.-]+"
# Hosts of code besides GitHub, each with the shape of its paths: an owner (or none) and a name.
_SHAPES = tuple(
    (re.compile(host), re.compile(path))
    for host, path in (
        (
            rf"(?:{_PART}\.)?git(?:lab)?\.{_PART}",
            rf"/(?P<owner>{_PART}(?:/{_PART})*?)/(?P<name>{_PART})(?:/-/.*|/)?",
        ),
        (r"(?:bitbucket|codeberg)\.org|git(?:ee|ea)\.com", rf"/(?P<owner>{_PART})/(?P<name>{_PART})(?:/.*)?"),
        (r"huggingface\.co", rf"/(?:(?:spaces|datasets)/)?(?P<owner>{_PART})/(?P<name>{_PART})(?:/.*)?"),
        (r"anonymous\.4open\.science", rf"/r(?:epository)?/(?P<owner>)(?P<name>{_PART})(?:/.*)?"),
        (r"zenodo\.org", r"/records?/(?P<owner>)(?P<name>\d+)(?:/.*)?"),
        (r"osf\.io", r"/(?P<owner>)(?P<name>[a-z0-9]{5})(?:/.*)?"),
        (r"(?:\w+\.)?figshare\.com", r"/articles/(?P<owner>)(?:[\w-]+/)*(?P<name>\d+)(?:/.*)?"),
        (r"codeocean\.com", r"/capsule/(?P<owner>)(?P<name>\d+)(?:/.*)?"),
        (r"sourceforge\.net", rf"/p(?:rojects)?/(?P<owner>)(?P<name>{_PART})(?:/.*)?"),
        (r"doi\.org", r"/10\.5281/(?P<owner>)(?P<name>zenodo\.\d+)"),
    )
)
_NO_OWNERS = frozenset(("users", "groups", "explore", "help", "blog", "docs", "papers", "collections", "login"))

TEMPLATES = listed(
    """google/nerfies nerfies/nerfies.github.io eliahuhorwitz/academic-project-page-template
    jonbarron/jonbarron_website academicpages/academicpages.github.io mmistakes/minimal-mistakes
    alshedivat/al-folio jgm/pandoc twbs/bootstrap jgthms/bulma wowchemy/wowchemy-hugo-themes
    wowchemy/wowchemy-hugo-modules hugoblox/hugo-blox-builder gohugoio/hugo jekyll/jekyll jekyll/minima
    pages-themes/cayman pages-themes/minimal pages-themes/slate readthedocs/sphinx_rtd_theme sphinx-
    doc/sphinx squidfunk/mkdocs-material mkdocs/mkdocs docsifyjs/docsify facebook/docusaurus
    rstudio/distill distillpub/template romanhauksson/academic-project-astro-template
    romanhauksson/academic-project-page-next techarohq/anubis fortawesome/font-awesome
    jpswalsh/academicons just-the-docs/just-the-docs pmarsceill/just-the-docs"""
)
"""Repositories that pages link to because they made the page, or because nobody replaced the link."""


def repository_url_of(url: str | None) -> RepositoryUrl | None:
    """Read an address as that of a repository, a deposit or a Space; None for any other."""
    address = parse_url(url) if url else None
    if address is None or address.scheme not in ("http", "https"):
        return None
    return _on_github(address) or _elsewhere(address)


def _on_github(address: Url) -> RepositoryUrl | None:
    target = locate_on_github(address)
    if target is None or target.kind is Kind.PAGE:
        return None
    owner, _, name = target.key.partition(":")[2].partition("/")
    return RepositoryUrl(target.canonical, owner, name.partition("/")[0] or owner)


def _elsewhere(address: Url) -> RepositoryUrl | None:
    for host, path in _SHAPES:
        found = path.fullmatch(address.path) if host.fullmatch(address.site) else None
        if found is not None and found["owner"].partition("/")[0].lower() not in _NO_OWNERS:
            plain = address.href.partition("#")[0]
            return RepositoryUrl(plain, found["owner"].lower(), found["name"].lower().removesuffix(".git"))
    return None


def is_template(home: RepositoryUrl) -> bool:
    """Return whether a repository is known for making other people's pages."""
    return home.key in TEMPLATES


def is_source_of(home: RepositoryUrl, page: Url) -> bool:
    """Return whether a repository is probably the source of a page: of this one, or by its name of any."""
    if home.name.endswith((".github.io", ".github.com", "-website", "-webpage", "-project-page", "_page")):
        return True
    owner, _, domain = page.site.partition(".")
    first = next(iter(page.segments), "").lower()
    return domain == "github.io" and home.owner == owner and home.name == first
