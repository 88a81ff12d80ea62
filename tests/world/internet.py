"""What a test can set up: pages, hosts, forges, archives, and their faults."""

from collections.abc import Callable, Mapping
from itertools import pairwise
from pathlib import Path
from typing import Protocol, TypeVar

from tests.world.anonymous import Anonymous
from tests.world.arxiv import Arxiv
from tests.world.biorxiv import Biorxiv
from tests.world.bitbucket import Bitbucket
from tests.world.crossref import Crossref
from tests.world.doi import Doi
from tests.world.europe_pmc import EuropePmc
from tests.world.faults import Fault, HostFault
from tests.world.figshare import Figshare
from tests.world.git_http import GitServer
from tests.world.gitea import Gitea
from tests.world.github import GitHub
from tests.world.github_hosts import github_hosts
from tests.world.gitlab import GitLab
from tests.world.huggingface import HuggingFace
from tests.world.huggingface_hub import HuggingFaceHub
from tests.world.messages import Handler, Headers, Reply, html, redirect
from tests.world.openalex import OpenAlex
from tests.world.openreview import OpenReview
from tests.world.osf import Osf
from tests.world.pubmed import PubMed
from tests.world.semantic_scholar import SemanticScholar
from tests.world.short_links import ShortLinks
from tests.world.software_heritage import SoftwareHeritage
from tests.world.switchboard import Switchboard
from tests.world.video import YouTube
from tests.world.wayback import Wayback
from tests.world.zenodo import Zenodo


class Service(Protocol):
    """A service that answers for one or more hosts."""

    def hosts(self) -> Mapping[str, Handler]:
        """Return the service that answers for each host (or `*.host`)."""


S = TypeVar("S", bound=Service)


class Internet:
    """Everything on the simulated internet. It can be changed before and while it runs."""

    def __init__(self, folder: Path, latency: float, keep: int, now: Callable[[], float]) -> None:
        self._switchboard = Switchboard(latency, keep, now)
        self._now = now
        self._git = GitServer(folder)
        self.github = GitHub()
        self._switchboard.hosts |= github_hosts(self.github, self._git, now)
        self.huggingface = HuggingFace()
        self._add(HuggingFaceHub(self.huggingface, now))
        self.gitlab = self.gitlab_at("gitlab.com")
        self.codeberg = self.gitea_at("codeberg.org")
        self.gitea = self.gitea_at("gitea.com")
        self.bitbucket = self._add(Bitbucket(self._git, now))
        self.zenodo = self._add(Zenodo(now))
        self.figshare = self._add(Figshare())
        self.osf = self._add(Osf(now))
        self.openreview = self._add(OpenReview())
        self.europe_pmc = self._add(EuropePmc())
        self.crossref = self._add(Crossref(now))
        self.openalex = self._add(OpenAlex(now))
        self.semantic_scholar = self._add(SemanticScholar(now))
        self.biorxiv = self._add(Biorxiv())
        self.pubmed = self._add(PubMed(now))
        self.doi = self._add(Doi())
        self.anonymous = self._add(Anonymous())
        self.youtube = self._add(YouTube())
        self.arxiv = self._add(Arxiv(now))
        self.wayback = self._add(Wayback(now))
        self.software_heritage = self._add(SoftwareHeritage(now))
        self._add(ShortLinks())

    def gitlab_at(self, host: str) -> GitLab:
        """Add a self-hosted GitLab."""
        return self._add(GitLab(host, self._git, self._now))

    def gitea_at(self, host: str) -> Gitea:
        """Add a self-hosted Gitea or Forgejo."""
        return self._add(Gitea(host, self._git))

    def page(self, url: str, body: str = "", *, status: int = 200, headers: Headers | None = None) -> None:
        """Add a page at an address; any other path on its host is a 404, and http redirects to https."""
        self.answer(url, html(body, status, headers))

    def chain(self, *urls: str, status: int = 302) -> None:
        """Redirect each address to the next: `chain("https://bit.ly/x", "https://t.co/y", "https://lab.org/")`."""
        for url, to in pairwise(urls):
            self.answer(url, redirect(to, status))

    def answer(self, url: str, answer: Reply | Handler) -> None:
        """Set the reply for an address, or a function that makes it."""
        self._switchboard.pages.add(url, answer)

    def host(self, pattern: str, handler: Handler) -> None:
        """Set a function that answers for a host (`demo.example`) or for all below one (`*.example.net`)."""
        self._switchboard.hosts[pattern] = handler

    def latency(self, pattern: str, seconds: float) -> None:
        """Delay all responses of a host, or of all hosts below one."""
        self._switchboard.latencies[pattern] = seconds

    def fault(
        self,
        where: str,
        fault: Fault | HostFault,
        *,
        times: int | None = None,
        methods: tuple[str, ...] = (),
        skip: int = 0,
    ) -> None:
        """Attach a fault to a host, an address, an address with `*` at its end, or `*`.

        It affects `times` requests (None: all), after the first `skip`, with these `methods` (empty: any). Without a
        query string, `where` covers all of them. A failure of a whole host lasts until `heal`; with `*` it affects
        all hosts (a machine without network, a portal that has no certificate for the names it answers for).
        """
        if not isinstance(fault, HostFault):
            self._switchboard.troubles.add(where, fault, times, methods, skip)
            return
        if times is not None or methods or skip or "/" in where or where.startswith("*."):
            raise ValueError(f"{fault} befalls a host as a whole, or all; for good, not for a while, and not {where}")
        self._switchboard.host_faults[where] = fault

    def heal(self, host: str) -> None:
        """Remove all faults of a host; `settings()` made afterwards takes that into account."""
        self._switchboard.troubles.lift(host)
        self._switchboard.host_faults.pop(host, None)

    def _add(self, service: S) -> S:
        self._switchboard.hosts |= service.hosts()
        return service
