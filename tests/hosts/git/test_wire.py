"""Packets, ref advertisements and fetches: server data are parsed, and hostile data do no harm."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkscan.hosts.git.wire import (
    ControlPacket,
    Packet,
    RefAdvertisement,
    is_bot_branch,
    pkt_line,
    read_refs,
    refs_request,
    split_packets,
)
from linkscan.models import Failure, Response
from tests.hosts.git.conftest import Server


@pytest.mark.parametrize(
    ("stream", "packets", "cut"),
    [
        pytest.param(b"", [], b"", id="nothing"),
        pytest.param(b"0006a\n0000", [b"a\n", ControlPacket.FLUSH], b"", id="a line and a flush"),
        pytest.param(b"000100060", [ControlPacket.DELIMITER], b"0", id="cut within a line"),
        pytest.param(b"0004", [b""], b"", id="an empty line"),
        pytest.param(b"000aabcdef0002", [b"abcdef", ControlPacket.END], b"", id="the end of a response"),
        pytest.param(b"00ffabc", [], b"abc", id="cut short: what is there of the last line"),
        pytest.param(b"0003abc", [], b"", id="a length that cannot be"),
        pytest.param(b"+004abcd", [], b"", id="a sign is no digit"),
        pytest.param(b"<html>", [], b"", id="a web page"),
        pytest.param(b"000", [], b"", id="too short for a length"),
    ],
)
def test_stream_is_split_into_packets(stream: bytes, packets: list[Packet], cut: bytes) -> None:
    assert split_packets(stream) == (packets, cut)


@given(st.lists(st.binary(max_size=100)))
def test_framed_packets_are_parsed_back(lines: list[bytes]) -> None:
    assert split_packets(b"".join(map(pkt_line, lines))) == (lines, b"")


@given(st.binary(max_size=300))
def test_arbitrary_bytes_raise_no_error(stream: bytes) -> None:
    packets, cut = split_packets(stream)
    assert sum(len(found) for found in packets if isinstance(found, bytes)) + len(cut) <= len(stream)


ONE, TWO, NOBODY = "1" * 40, "2" * 40, "0" * 40
SERVICE = pkt_line(b"# service=git-upload-pack\n") + b"0000"


def advert(*lines: str) -> Response:
    body = SERVICE + b"".join(pkt_line(line.encode()) for line in lines) + b"0000"
    return Response("https://git.example.org/lab/tool.git/info/refs", 200, body=body)


ABILITIES = "\0multi_ack symref=HEAD:refs/heads/trunk filter agent=git/2.39\n"


def test_branches_and_capabilities_are_read() -> None:
    read = read_refs(
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
    assert "filter" in read.capabilities


@pytest.mark.parametrize(
    ("lines", "start"),
    [
        pytest.param([f"{ONE} refs/heads/dev\0filter\n", f"{TWO} refs/heads/master\n"], TWO, id="a usual name"),
        pytest.param([f"{ONE} refs/heads/v1\0filter\n", f"{TWO} refs/heads/v2\n"], ONE, id="the first there is"),
        pytest.param([f"{NOBODY} capabilities^{{}}\0filter\n"], None, id="an empty repository"),
        pytest.param([], None, id="an empty repository of old"),
    ],
)
def test_repository_without_head_uses_another_branch(lines: list[str], start: str | None) -> None:
    read = read_refs(advert(*lines))
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
def test_other_answers_are_no_advertisements(response: Response) -> None:
    assert read_refs(response) is None


def test_truncated_line_is_no_branch() -> None:
    whole = advert(f"{ONE} HEAD{ABILITIES}", f"{TWO} refs/heads/feature\n").body
    read = read_refs(Response("", 200, body=whole[:-8]))
    assert read is not None
    assert read.branches == {}


def test_branch_without_a_name_is_ignored() -> None:
    read = read_refs(advert(f"{ONE} HEAD\0symref=HEAD:refs/heads/"))
    assert read is not None
    assert read.default_branch is None


def test_empty_repository_is_distinguished_from_a_missing_one(server: Server) -> None:
    server.create("lab/empty")
    empty = server.response(refs_request("https://git.example.org/lab/empty.git"))
    missing = server.response(refs_request("https://git.example.org/lab/missing.git"))
    assert read_refs(empty) == RefAdvertisement(capabilities=read_refs(empty).capabilities)  # type: ignore[union-attr]
    assert (missing.status, read_refs(missing)) == (404, None)


@pytest.mark.parametrize(
    ("branch", "verdict"), [("gh-pages", True), ("dependabot/pip/x", True), ("dev", False), ("v2", False)]
)
def test_branches_of_bots_are_recognised(branch: str, verdict: bool) -> None:
    assert is_bot_branch(branch) is verdict


@given(st.binary(max_size=300))
def test_arbitrary_bytes_are_parsed_or_rejected(noise: bytes) -> None:
    advertised = read_refs(Response("", 200, body=SERVICE + noise))
    assert advertised is None or all(int(oid, 16) for oid in advertised.refs.values())
