"""Metadata of a repository from git alone, and the source of each value."""

import pytest

from linkscan.hosts.git.metadata import complete, tags_of
from linkscan.hosts.git.repository import TreeSnapshot, read_tree_snapshot
from linkscan.hosts.git.wire import RefAdvertisement
from linkscan.models import Metadata, Response
from tests.hosts.flows import hold
from tests.hosts.git.conftest import Server

REMOTE = "https://git.example.org/lab/tool.git"
CFF = (
    'cff-version: 1.2.0\ntitle: "A tool"\nlicense: MIT\nurl: https://tool.example.org\nkeywords:\n  - rain\n  - snow\n'
)


def test_repository_gives_metadata(server: Server) -> None:
    server.create("lab/tool")
    files = {"CITATION.cff": CFF, "src/a.py": "x" * 50, "run.sh": "y" * 500, "index.html": "z" * 900}
    server.commit("lab/tool", files)
    server.git("lab/tool", "tag", "v1.2")
    server.git("lab/tool", "tag", "v1.10")
    snapshot, _ = hold(read_tree_snapshot(REMOTE), server.response)
    known = complete(Metadata(), snapshot, is_whole=True)
    assert (known.license, known.description, known.homepage) == ("MIT", "A tool", "https://tool.example.org")
    assert known.topics == ("rain", "snow")
    assert (known.language, known.languages) == ("Python", ("Python", "HTML", "Shell"))
    assert known.latest_release == "v1.10"
    assert known.pushed_at is not None
    assert known.derived is not None
    assert "license: CITATION.cff (git)" in known.derived
    assert "pushed_at: the last commit (git)" in known.derived


def test_licence_file_outranks_the_citation_file(server: Server) -> None:
    server.create("lab/tool")
    server.commit("lab/tool", {"CITATION.cff": CFF, "LICENSE": "Apache License\nVersion 2.0, January 2004\n" * 99})
    snapshot, asked = hold(read_tree_snapshot(REMOTE), server.response)
    assert complete(Metadata(), snapshot, is_whole=True).license == "Apache-2.0"
    assert len(asked) == 2


def test_metadata_of_the_host_are_kept(server: Server) -> None:
    server.create("lab/tool")
    server.commit("lab/tool", {"a.py": "x" * 50})
    snapshot, _ = hold(read_tree_snapshot(REMOTE), server.response)
    known = complete(Metadata(language="Cuda", languages=("Cuda",), pushed_at="2020"), snapshot, is_whole=True)
    assert (known.language, known.pushed_at, known.derived) == ("Cuda", "2020", None)


def test_part_of_a_repository_gives_no_metadata_of_the_whole(server: Server) -> None:
    server.create("lab/tool")
    server.commit("lab/tool", {"a/a.py": "x" * 50})
    snapshot, _ = hold(read_tree_snapshot(REMOTE, ("main", "a")), server.response)
    assert complete(Metadata(), snapshot, is_whole=False) == Metadata()


@pytest.mark.parametrize(
    ("refs", "is_cut", "tags"),
    [
        ({"refs/tags/v2": "1", "refs/tags/v10": "2", "refs/tags/v10^{}": "3"}, False, ("v10", "v2")),
        ({"refs/heads/main": "1"}, False, ()),
        ({"refs/heads/main": "1"}, True, None),
    ],
)
def test_tags_are_versions_newest_first(refs: dict[str, str], *, is_cut: bool, tags: tuple[str, ...] | None) -> None:
    snapshot = TreeSnapshot((Response(REMOTE, 200, truncated=is_cut),), REMOTE, RefAdvertisement(refs))
    assert tags_of(snapshot) == tags
