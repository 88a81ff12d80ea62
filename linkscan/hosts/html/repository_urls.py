"""Recognise repository URLs, templates and sources of web pages, and the git remote that a page declares."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from linkscan.code_hosts import HostKind, find_host
from linkscan.hosts.github.addresses import SITE
from linkscan.hosts.github.addresses import match as match_github
from linkscan.hosts.html.page import Page
from linkscan.models import Kind
from linkscan.urls import Url, parse_url


@dataclass(frozen=True, slots=True)
class RepositoryUrl:
    """The URL of a repository, deposit or Space, with owner and name in lower case."""

    url: str
    owner: str
    name: str

    @property
    def key(self) -> str:
        """Owner and name, the same for all URLs within one repository."""
        return f"{self.owner}/{self.name}"


HOLDS_CODE = frozenset((HostKind.REPOSITORY, HostKind.ANONYMOUS, HostKind.HUB, HostKind.DEPOSIT))
_NO_OWNERS = frozenset(("users", "groups", "explore", "help", "blog", "docs", "papers", "collections", "login"))

TEMPLATES = frozenset(
    {
        "google/nerfies",
        "nerfies/nerfies.github.io",
        "eliahuhorwitz/academic-project-page-template",
        "jonbarron/jonbarron_website",
        "academicpages/academicpages.github.io",
        "mmistakes/minimal-mistakes",
        "alshedivat/al-folio",
        "jgm/pandoc",
        "twbs/bootstrap",
        "jgthms/bulma",
        "wowchemy/wowchemy-hugo-themes",
        "wowchemy/wowchemy-hugo-modules",
        "hugoblox/hugo-blox-builder",
        "gohugoio/hugo",
        "jekyll/jekyll",
        "jekyll/minima",
        "pages-themes/cayman",
        "pages-themes/minimal",
        "pages-themes/slate",
        "readthedocs/sphinx_rtd_theme",
        "sphinx-doc/sphinx",
        "squidfunk/mkdocs-material",
        "mkdocs/mkdocs",
        "docsifyjs/docsify",
        "facebook/docusaurus",
        "rstudio/distill",
        "distillpub/template",
        "romanhauksson/academic-project-astro-template",
        "romanhauksson/academic-project-page-next",
        "techarohq/anubis",
        "fortawesome/font-awesome",
        "jpswalsh/academicons",
        "just-the-docs/just-the-docs",
        "pmarsceill/just-the-docs",
    }
)
"""Site generators, themes and templates: pages link to these as credits or because the link was never replaced."""


def repository_url_of(url: str | None) -> RepositoryUrl | None:
    """Return the repository, deposit or Space that a URL leads to; None for any other URL."""
    address = parse_url(url) if url else None
    if address is None or address.scheme not in ("http", "https"):
        return None
    is_github = address.site == SITE.partition("://")[2]
    return _on_github(address) or (None if is_github else _on_other_hosts(address))


def _on_github(address: Url) -> RepositoryUrl | None:
    target = match_github(address)
    if target is None or target.kind is Kind.PAGE:
        return None
    owner, _, name = target.key.partition(":")[2].partition("/")
    return RepositoryUrl(target.canonical, owner, name.partition("/")[0] or owner)


def _on_other_hosts(address: Url) -> RepositoryUrl | None:
    host = find_host(address.site)
    found = host.path.fullmatch(address.path) if host and host.kind in HOLDS_CODE else None
    if found is None or found["owner"].partition("/")[0].lower() in _NO_OWNERS:
        return None
    plain = address.href.partition("#")[0]
    return RepositoryUrl(plain, found["owner"].lower(), found["name"].lower().removesuffix(".git"))


def is_template(home: RepositoryUrl) -> bool:
    """Return whether a repository is a known template for web pages."""
    return home.key in TEMPLATES


def is_source_of(home: RepositoryUrl, page: Url) -> bool:
    """Return whether a repository is probably the source of this page or, judging by its name, of another."""
    if home.name.endswith((".github.io", ".github.com", "-website", "-webpage", "-project-page", "_page")):
        return True
    owner, _, domain = page.site.partition(".")
    first = next(iter(page.segments), "").lower()
    return domain == "github.io" and home.owner == owner and home.name == first


_GO_IMPORT = re.compile(r"(?P<prefix>\S+)\s+git\s+(?P<remote>https://\S+)")


def remote_of(page: Page, address: Url) -> str | None:
    """Return the git remote of the repository that the page at `address` shows; None if it declares none on its host.

    cgit and gitweb declare `rel="vcs-git"` (https://joeyh.name/rfc/rel-vcs/), Gitea declares `go-import`
    (https://go.dev/ref/mod#vcs-find); GitLab is recognised by `og:site_name`, and the project by the page's path.
    """
    return next((remote for remote in _declared_remotes(page, address) if _is_on_same_host(remote, address)), None)


def _declared_remotes(page: Page, address: Url) -> Iterator[str]:
    yield from (url for relation, url in page.relations if "vcs-git" in relation.split())
    imported = _GO_IMPORT.fullmatch(page.meta.get("go-import", "").strip())
    if imported is not None:
        yield imported["remote"]
    project = address.path.partition("/-/")[0].strip("/")
    if page.meta.get("og:site_name") == "GitLab" and "/" in project:
        yield f"https://{address.host}/{project.removesuffix('.git')}.git"


def _is_on_same_host(remote: str, address: Url) -> bool:
    """Return whether a remote is on the page's host; vanity pages of Go modules declare remotes on other hosts."""
    there = parse_url(remote)
    return there is not None and there.scheme == "https" and there.host == address.host
