"""The registry of code hosts names each host once, and knows the shape of its addresses."""

import pytest

from linkscan.code_hosts import HOLDS_NOTHING_BUT_CODE, HostKind, find_host, is_on


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
    """`owner` is empty where a host has none."""
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
def test_hosts_of_nothing_but_code(url: str, is_code: bool) -> None:
    """Archives and hubs hold anything."""
    assert is_on(url, HOLDS_NOTHING_BUT_CODE) is is_code


def test_kinds_are_told_apart() -> None:
    """Deposits are no repositories."""
    assert is_on("https://zenodo.org/records/1", {HostKind.DEPOSIT})
    assert not is_on("https://zenodo.org/records/1", {HostKind.REPOSITORY})
