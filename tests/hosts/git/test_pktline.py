"""pkt-lines are read whole, or not at all."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkscan.hosts.git.pktline import Mark, Packet, packet, split_packets


@pytest.mark.parametrize(
    ("stream", "packets", "cut"),
    [
        pytest.param(b"", [], b"", id="nothing"),
        pytest.param(b"0006a\n0000", [b"a\n", Mark.FLUSH], b"", id="a line and a flush"),
        pytest.param(b"000100060", [Mark.DELIMITER], b"0", id="cut within a line"),
        pytest.param(b"0004", [b""], b"", id="an empty line"),
        pytest.param(b"000aabcdef0002", [b"abcdef", Mark.END], b"", id="the end of a response"),
        pytest.param(b"00ffabc", [], b"abc", id="cut short: what is there of the last line"),
        pytest.param(b"0003abc", [], b"", id="a length that cannot be"),
        pytest.param(b"+004abcd", [], b"", id="a sign is no digit"),
        pytest.param(b"<html>", [], b"", id="a web page"),
        pytest.param(b"000", [], b"", id="too short for a length"),
    ],
)
def test_a_stream_is_taken_apart(stream: bytes, packets: list[Packet], cut: bytes) -> None:
    assert split_packets(stream) == (packets, cut)


@given(st.lists(st.binary(max_size=100)))
def test_what_was_framed_comes_back(lines: list[bytes]) -> None:
    assert split_packets(b"".join(map(packet, lines))) == (lines, b"")


@given(st.binary(max_size=300))
def test_any_bytes_are_read_without_complaint(stream: bytes) -> None:
    packets, cut = split_packets(stream)
    assert sum(len(found) for found in packets if isinstance(found, bytes)) + len(cut) <= len(stream)
