"""The first answer of a git server tells its branches, and whether there are any."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkscan.hosts.git.pktline import packet
from linkscan.hosts.git.refs import RefAdvertisement, ask_advert, is_robots, read_advert
from linkscan.models import Failure, Response
from tests.hosts.git.conftest import Server

ONE, TWO, NOBODY = "1" * 40, "2" * 40, "0" * 40
SERVICE = packet(b"# service=git-upload-pack\n") + b"0000"


def advert(*lines: str) -> Response:
    body = SERVICE + b"".join(packet(line.encode()) for line in lines) + b"0000"
    return Response("https://git.example.org/lab/tool.git/info/refs", 200, body=body)


ABILITIES = "\0multi_ack symref=HEAD:refs/heads/trunk filter agent=git/2.39\n"


def test_branches_and_abilities_are_told() -> None:
    read = read_advert(
        advert(
            f"{ONE} HEAD{ABILITIES}",
            f"{TWO} refs/heads/a/b\n",
            f"{ONE} refs/heads/trunk\n",
            f"{TWO} refs/tags/v1\n",
        )
    )
    assert read is not None
    assert read.branches == {"a/b": TWO, "trunk": ONE}
    assert (read.start, read.default_branch) == (ONE, "trunk")
    assert "filter" in read.abilities


@pytest.mark.parametrize(
    ("lines", "start"),
    [
        pytest.param([f"{ONE} refs/heads/dev\0filter\n", f"{TWO} refs/heads/master\n"], TWO, id="a usual name"),
        pytest.param([f"{ONE} refs/heads/v1\0filter\n", f"{TWO} refs/heads/v2\n"], ONE, id="the first there is"),
        pytest.param([f"{NOBODY} capabilities^{{}}\0filter\n"], None, id="an empty repository"),
        pytest.param([], None, id="an empty repository of old"),
    ],
)
def test_a_repository_without_head_starts_somewhere(lines: list[str], start: str | None) -> None:
    read = read_advert(advert(*lines))
    assert read is not None
    assert read.start == start


@pytest.mark.parametrize(
    "response",
    [
        pytest.param(Response("https://git.example.org", 404), id="missing"),
        pytest.param(Response("https://git.example.org", 200, body=b"<html>Welcome to the hotel"), id="a portal"),
        pytest.param(Response("https://git.example.org", 200), id="nothing"),
        pytest.param(Response("https://git.example.org", failure=Failure.TIMEOUT), id="a failure"),
    ],
)
def test_other_answers_are_no_adverts(response: Response) -> None:
    assert read_advert(response) is None


def test_a_cut_line_is_no_branch() -> None:
    whole = advert(f"{ONE} HEAD{ABILITIES}", f"{TWO} refs/heads/feature\n").body
    read = read_advert(Response("", 200, body=whole[:-8]))
    assert read is not None
    assert read.branches == {}


def test_a_branch_without_a_name_is_none() -> None:
    read = read_advert(advert(f"{ONE} HEAD\0symref=HEAD:refs/heads/"))
    assert read is not None
    assert read.default_branch is None


def test_an_empty_repository_is_told_from_a_missing_one(server: Server) -> None:
    server.create("lab/empty")
    empty = server.response(ask_advert("https://git.example.org/lab/empty.git"))
    missing = server.response(ask_advert("https://git.example.org/lab/missing.git"))
    assert read_advert(empty) == RefAdvertisement(abilities=read_advert(empty).abilities)  # type: ignore[union-attr]
    assert (missing.status, read_advert(missing)) == (404, None)


@pytest.mark.parametrize(
    ("branch", "verdict"), [("gh-pages", True), ("dependabot/pip/x", True), ("dev", False), ("v2", False)]
)
def test_branches_of_robots_are_known(branch: str, verdict: bool) -> None:
    assert is_robots(branch) is verdict


@given(st.binary(max_size=300))
def test_any_bytes_are_read_without_complaint(noise: bytes) -> None:
    read_advert(Response("", 200, body=SERVICE + noise))
