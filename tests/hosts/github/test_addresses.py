"""GitHub's addresses, their targets, and one key for all spellings of a target."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkscan.hosts.github.addresses import likely_repository, match
from linkscan.models import Kind, Target
from linkscan.urls import parse_url

REPOSITORY, FILE, PAGE = Kind.REPOSITORY, Kind.FILE, Kind.PAGE


def located(url: str) -> Target | None:
    address = parse_url(url)
    assert address is not None
    return match(address)


@pytest.mark.parametrize(
    ("url", "key", "kind", "path"),
    [
        ("https://github.com/Lab/Tool", "github:lab/tool", REPOSITORY, ""),
        ("http://www.github.com/Lab/Tool/", "github:lab/tool", REPOSITORY, ""),
        ("https://github.com/lab/tool.git", "github:lab/tool", REPOSITORY, ""),
        ("https://github.com/lab/tool?tab=readme-ov-file#usage", "github:lab/tool", REPOSITORY, ""),
        ("https://github.com/lab/tool).", "github:lab/tool", REPOSITORY, ""),
        ("https://github.com/lab/tool.", "github:lab/tool.", REPOSITORY, ""),
        ("https://github.com//lab//tool", "github:lab/tool", REPOSITORY, ""),
        ("https://github.com/lab/tool.js", "github:lab/tool.js", REPOSITORY, ""),
        ("https://github.com/lab/tool/issues/3", "github:lab/tool/issues/3", REPOSITORY, "issues/3"),
        (
            "https://github.com/lab/tool/releases/tag/v1",
            "github:lab/tool/releases/tag/v1",
            REPOSITORY,
            "releases/tag/v1",
        ),
        ("https://github.com/lab/tool/tree", "github:lab/tool", REPOSITORY, ""),
        ("https://github.com/lab/tool/tree/main", "github:lab/tool/tree/main", REPOSITORY, "tree/main"),
        (
            "https://github.com/Lab/Tool/tree/Main/a%20b",
            "github:lab/tool/tree/Main/a b",
            REPOSITORY,
            "tree/Main/a b",
        ),
        ("https://github.com/l/t/blob/main/a.py", "github:l/t/blob/main/a.py", FILE, "blob/main/a.py"),
        ("https://github.com/l/t/raw/main/a.py", "github:l/t/blob/main/a.py", FILE, "blob/main/a.py"),
        ("https://github.com/l/t/blob/main/README.md", "github:l/t/tree/main", REPOSITORY, "tree/main"),
        ("https://github.com/l/t/blob/main/x/readme", "github:l/t/tree/main/x", REPOSITORY, "tree/main/x"),
        (
            "https://raw.githubusercontent.com/l/t/refs/heads/main/x.py",
            "github:l/t/blob/main/x.py",
            FILE,
            "blob/main/x.py",
        ),
        ("https://raw.githubusercontent.com/l/t/main/x.py", "github:l/t/blob/main/x.py", FILE, "blob/main/x.py"),
        (
            "https://codeload.github.com/l/t/zip/refs/heads/main",
            "github:l/t/archive/refs/heads/main.zip",
            REPOSITORY,
            "archive/refs/heads/main.zip",
        ),
        (
            "https://github.com/l/t/releases/download/v1/x.zip",
            "github:l/t/releases/download/v1/x.zip",
            FILE,
            "releases/download/v1/x.zip",
        ),
        (
            "https://github.com/l/t/archive/refs/tags/v7.0.zip",
            "github:l/t/archive/refs/tags/v7.0.zip",
            REPOSITORY,
            "archive/refs/tags/v7.0.zip",
        ),
        ("https://github.com/l/t/zipball/v1", "github:l/t/archive/v1.zip", REPOSITORY, "archive/v1.zip"),
        ("https://codeload.github.com/l/t/tar.gz/v1", "github:l/t/archive/v1.zip", REPOSITORY, "archive/v1.zip"),
        ("https://github.com/l/t/commit/0123abc", "github:l/t/commit/0123abc", REPOSITORY, "commit/0123abc"),
        ("https://github.com/l/t/pull/7/files", "github:l/t/pull/7/files", REPOSITORY, "pull/7/files"),
        ("https://github.com/l/t/pulls/7", "github:l/t/pull/7", REPOSITORY, "pull/7"),
        ("https://github.com/l/t/wiki/Page", "github:l/t/wiki/Page", REPOSITORY, "wiki/Page"),
        ("https://github.com/l/t/discussions/3", "github:l/t/discussions/3", REPOSITORY, "discussions/3"),
        *(
            (f"https://github.com/l/t/{view}", "github:l/t", REPOSITORY, "")
            for view in (
                "releases",
                "issues",
                "wiki",
                "releases/latest",
                "actions/runs/1",
                "settings",
                "graphs/contributors",
                "archive",
            )
        ),
        ("https://api.github.com/repos/l/t/contents", "github:l/t", REPOSITORY, ""),
        ("https://github.com/Lab", "github:lab", PAGE, ""),
        ("https://github.com/orgs/Lab/repositories", "github:lab", PAGE, ""),
        ("https://github.com/lab_company/tool", "github:lab_company/tool", REPOSITORY, ""),
        ("https://gist.github.com/someone/0123456789ABCDEF", "gist:0123456789abcdef", REPOSITORY, ""),
        ("https://gist.github.com/0123456789abcdef", "gist:0123456789abcdef", REPOSITORY, ""),
        ("https://gist.githubusercontent.com/a/0123456789abcdef/raw/x.py", "gist:0123456789abcdef", REPOSITORY, ""),
    ],
)
def test_addresses_are_mapped_to_targets(url: str, key: str, kind: Kind, path: str) -> None:
    target = located(url)
    assert target is not None
    assert (target.key, target.kind, target.path) == (key, kind, path)


@pytest.mark.parametrize(
    "url",
    [
        "https://github.com/",
        "https://github.com/features/actions",
        "https://github.com/Topics/nerf",
        "https://github.com/orgs",
        "https://github.com/sponsors/lab",
        "https://github.com/-lab/tool",
        "https://lab.github.io/tool",
        "https://docs.github.com/rest",
        "https://gist.github.com/someone",
        "https://raw.githubusercontent.com/l/t",
        "https://github.com.evil.org/lab/tool",
        "https://notgithub.com/lab/tool",
        "https://api.github.com/users/lab",
    ],
)
def test_other_addresses_are_left_to_the_website_host(url: str) -> None:
    assert located(url) is None


@pytest.mark.parametrize(
    ("url", "repository"),
    [
        ("https://lab.github.io/tool/", "https://github.com/lab/tool"),
        ("https://lab.github.io/tool/page.html", "https://github.com/lab/tool"),
        ("https://lab.github.io", "https://github.com/lab/lab.github.io"),
        ("https://lab.github.io/index.html", "https://github.com/lab/lab.github.io"),
        ("http://lab.github.com/tool", "https://github.com/lab/tool"),
        ("https://docs.github.com/rest", None),
        ("https://gist.github.com/x", None),
        ("https://github.com/lab/tool", None),
        ("https://lab.org/tool", None),
    ],
)
def test_a_page_has_a_likely_repository(url: str, repository: str | None) -> None:
    address = parse_url(url)
    assert address is not None
    assert likely_repository(address) == repository


@given(st.text(max_size=60))
def test_arbitrary_paths_raise_no_error(path: str) -> None:
    for host in ("github.com", "gist.github.com", "raw.githubusercontent.com", "x.github.io"):
        address = parse_url(f"https://{host}/{path}")
        if address is not None:
            target = match(address)
            likely_repository(address)
            assert target is None or target.key.startswith(("github:", "gist:"))
