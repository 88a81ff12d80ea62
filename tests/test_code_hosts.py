"""The registry of code hosts has each host once, with the form of its addresses."""

import ast
import re
from pathlib import Path

import pytest

import linkscan
from linkscan.code_hosts import (
    CODE_HOSTS,
    HOLDS_NOTHING_BUT_CODE,
    HostKind,
    find_host,
    find_repository,
    is_on,
    is_self_hosted,
)
from linkscan.content.code_links import leads_of
from linkscan.hosts import zenodo
from linkscan.hosts.html.code_links import find_leads
from linkscan.hosts.html.parser import read_page
from linkscan.models import Asset, Paper
from linkscan.text import read
from linkscan.urls import parse_url
from tests.hosts.flows import data, inspect


@pytest.mark.parametrize(
    ("site", "path", "owner", "name"),
    [
        ("github.com", "/lab/tool", "lab", "tool"),
        ("bitbucket.org", "/lab/tool/src/main", "lab", "tool"),
        ("codeberg.org", "/lab/tool", "lab", "tool"),
        ("gitea.com", "/lab/tool", "lab", "tool"),
        ("git.sr.ht", "/~lab/tool", "~lab", "tool"),
        ("gitlab.com", "/group/sub/tool/-/tree/main", "group/sub", "tool"),
        ("gitlab.inria.fr", "/lab/tool", "lab", "tool"),
        ("git.lab.edu", "/lab/tool", "lab", "tool"),
        ("sourceforge.net", "/projects/tool/files", "", "tool"),
        ("code.google.com", "/p/tool/", "", "tool"),
        ("anonymous.4open.science", "/r/tool-1A2B", "", "tool-1A2B"),
        ("pypi.org", "/project/tool/", "", "tool"),
        ("cran.r-project.org", "/web/packages/tool/index.html", "", "tool"),
        ("cran.r-project.org", "/package=tool", "", "tool"),
        ("bioconductor.org", "/packages/release/bioc/html/tool.html", "", "tool"),
        ("huggingface.co", "/datasets/lab/songs", "lab", "songs"),
        ("zenodo.org", "/records/123", "", "123"),
        ("osf.io", "/ab3de/", "", "ab3de"),
        ("figshare.com", "/articles/dataset/songs/123", "", "123"),
    ],
)
def test_a_path_names_owner_and_name(site: str, path: str, owner: str, name: str) -> None:
    """`owner` is empty for hosts without owners."""
    host = find_host(site)
    assert host is not None
    found = host.path.fullmatch(path)
    assert found is not None
    assert (found["owner"], found["name"]) == (owner, name)


@pytest.mark.parametrize(
    ("url", "is_code"),
    [
        ("https://github.com/lab/tool", True),
        ("https://www.GitHub.com/lab", True),
        ("git@github.com:lab/tool.git", True),
        ("ssh://git@codeberg.org/lab/tool.git", True),
        ("https://pypi.org/project/tool", True),
        ("https://lab.github.io/tool", False),
        ("https://zenodo.org/records/123", False),
        ("https://huggingface.co/lab/model", False),
        ("https://example.org/github.com/lab", False),
        ("", False),
    ],
)
def test_hosts_that_hold_only_code(url: str, is_code: bool) -> None:
    """Archives and hubs hold any kind of artefact."""
    assert is_on(url, HOLDS_NOTHING_BUT_CODE) is is_code


def test_host_kinds_are_distinguished() -> None:
    """Deposits are not repositories."""
    assert is_on("https://zenodo.org/records/1", {HostKind.DEPOSIT})
    assert not is_on("https://zenodo.org/records/1", {HostKind.REPOSITORY})


@pytest.mark.parametrize(
    ("url", "repository"),
    [
        ("https://github.com/lab/tool/tree/main/src", "https://github.com/lab/tool"),
        ("https://gitlab.com/group/lab/tool/-/blob/main/a.py", "https://gitlab.com/group/lab/tool"),
        ("https://codeberg.org/lab/tool.git", "https://codeberg.org/lab/tool"),
        ("https://gitee.com/lab/tool?x=1", "https://gitee.com/lab/tool"),
        ("https://git.sr.ht/~lab/tool/tree", "https://git.sr.ht/~lab/tool"),
        ("https://gitea.lab.edu/lab/tool", "https://gitea.lab.edu/lab/tool"),
        ("https://github.com/lab", None),
        ("https://zenodo.org/records/1", None),
        ("https://example.org/lab/tool", None),
        ("", None),
    ],
)
def test_an_address_leads_to_a_repository_or_to_none(url: str, repository: str | None) -> None:
    assert find_repository(url) == repository


@pytest.mark.parametrize(
    ("site", "expected"),
    [
        ("github.com", False),
        ("gitlab.com", False),
        ("codeberg.org", False),
        ("gitlab.inria.fr", True),
        ("git.lab.edu", True),
        ("gitea.lab.example", True),
        ("lab.example", True),
    ],
)
def test_public_service_is_distinguished_from_a_private_instance(site: str, expected: bool) -> None:
    """A public service does not vanish; a laboratory's own host may."""
    assert is_self_hosted(site) is expected


REPOSITORIES = [
    "https://github.com/lab/tool",
    "https://gitlab.com/lab/tool",
    "https://bitbucket.org/lab/tool",
    "https://codeberg.org/lab/tool",
    "https://gitea.com/lab/tool",
    "https://gitee.com/lab/tool",
    "https://git.sr.ht/~lab/tool",
    "https://notabug.org/lab/tool",
    "https://framagit.org/lab/tool",
    "https://gitlab.inria.fr/lab/tool",
    "https://salsa.debian.org/lab/tool",
    "https://sourceforge.net/projects/tool",
]


@pytest.mark.parametrize("url", REPOSITORIES)
def test_every_module_about_code_knows_every_host(url: str) -> None:
    """Abstracts, pages, READMEs and deposits use the same registry."""
    page = read_page(f"<p>We read songs.<p>Code is available <a href={url}>here</a>.", "https://lab.org/work")
    here = parse_url("https://lab.org/work")
    assert here is not None
    assert find_leads(page, here) == (url,)
    assert leads_of((), f"The code has moved to {url}.", None) == (url,)
    assert leads_of((), None, f"[submodule]\n\turl = {url}.git") == (url,)
    record = {
        "id": 1,
        "metadata": {"related_identifiers": [{"identifier": url, "relation": "isSupplementTo"}]},
    }
    assert inspect(
        zenodo, ["https://zenodo.org/records/1"], {"https://zenodo.org/api/records/1": data(record)}
    ).only.leads == (url,)
    reading = read(Paper(id="1", title="A", abstract=f"We study songs. Our work is available at {url}."))
    assert [claim.asset for claim in reading.claims] == [Asset.CODE]


LISTS = {
    "code_hosts.py": "the registry",
    "settings/credentials.py": "the environment variables of tokens",
    "hosts/__init__.py": "on which sites the addresses of each host are",
    "http/auth.py": "how a token is sent",
    "http/ratelimit/limits.py": "the published limits",
    "spellings.py": "how people abbreviate their names",
    "text/urls/finder.py": "the names that line breaks tear most often",
    "text/urls/domains.py": "names that are addresses without a scheme, of any kind of site",
}
"""Modules that may name several code hosts, with the reason."""


def test_no_other_module_lists_code_hosts() -> None:
    """A second list would be outdated as soon as a host is added."""
    names = [host.site.pattern.replace("\\", "") for host in CODE_HOSTS if host.kind is HostKind.REPOSITORY]
    plain = [name for name in names if re.fullmatch(r"[\w.]+", name)] + ["gitlab.com"]
    assert len(plain) > 7
    package = Path(linkscan.__file__).parent
    listing = set()
    for path in sorted(package.rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        docs = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
        texts = [
            node.value.replace("\\", "")
            for node in ast.walk(tree)
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docs
        ]
        if sum(any(name in text for text in texts) for name in plain) > 1:
            listing.add(str(path.relative_to(package)))
    assert listing - LISTS.keys() == set()
