"""Objects of packs are read, even from damaged packs."""

import struct
import subprocess
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkscan.hosts.git.pack import GitObject, object_name, read_pack
from tests.hosts.git.conftest import Server
from tests.steps import steps


def head(kind: int, size: int) -> bytes:
    """Write the first bytes of an entry."""
    first, rest = kind << 4 | size & 15, size >> 4
    out = []
    while rest:
        out.append(first | 128)
        first, rest = rest & 127, rest >> 7
    return bytes([*out, first])


def entry(kind: int, data: bytes, base: bytes = b"", claimed: int | None = None) -> bytes:
    """Write an entry; `base` is the reference of a delta to its base."""
    return head(kind, len(data) if claimed is None else claimed) + base + zlib.compress(data)


def pack(*entries: bytes, count: int | None = None) -> bytes:
    """Write a pack."""
    number = len(entries) if count is None else count
    return b"PACK" + struct.pack(">II", 2, number) + b"".join(entries) + b"\0" * 20


HELLO, WORLD = GitObject("blob", b"hello"), GitObject("blob", b"hello world")
DELTA = bytes([5, 11, 0x90, 5, 6]) + b" world"  # copy 5 bytes from the start, insert 6


@pytest.mark.parametrize(
    ("stream", "objects"),
    [
        pytest.param(pack(), [], id="nothing in it"),
        pytest.param(pack(entry(3, b"hello")), [HELLO], id="a blob"),
        pytest.param(
            pack(entry(3, b"hello"), entry(6, DELTA, bytes([len(entry(3, b"hello"))]))),
            [HELLO, WORLD],
            id="a delta that says how far back its base is",
        ),
        pytest.param(
            pack(entry(3, b"hello"), entry(7, DELTA, bytes.fromhex(object_name(HELLO)))),
            [HELLO, WORLD],
            id="a delta that names its base",
        ),
        pytest.param(pack(entry(7, DELTA, b"\1" * 20), entry(3, b"hello")), [HELLO], id="a delta without its base"),
        pytest.param(pack(entry(3, b"hello"), count=9), [HELLO], id="cut short"),
        pytest.param(pack(entry(3, b"hello"), entry(3, b"hello world")[:-6]), [HELLO], id="cut within"),
        pytest.param(pack(entry(3, b"hello", claimed=3)), [], id="more than it claims"),
        pytest.param(pack(entry(3, b"hello", claimed=9)), [], id="less than it claims"),
        pytest.param(pack(entry(5, b"hello")), [], id="a kind that is not"),
        pytest.param(pack(entry(3, b"hello"), b"\x33garbage"), [HELLO], id="not compressed"),
        pytest.param(b"PACK\0\0\0\4\0\0\0\1", [], id="a version to come"),
        pytest.param(b"<html>", [], id="a web page"),
    ],
)
def test_objects_of_a_truncated_pack_are_read(stream: bytes, objects: list[GitObject]) -> None:
    assert list(read_pack(stream).values()) == objects


@pytest.mark.parametrize(
    "delta",
    [
        pytest.param(b"\5\7" + bytes([0x90, 5]), id="too short a result"),
        pytest.param(b"\6\5" + bytes([0x90, 5]), id="another base"),
        pytest.param(b"\5\1\0", id="the order that is reserved"),
        pytest.param(b"\5\xff\xff\xff\xff\xff\xff\xff\xff\xff\x7f", id="an endless size"),
        pytest.param(b"\5\5\x90", id="cut within an order"),
    ],
)
def test_invalid_delta_ends_the_pack(delta: bytes) -> None:
    base = entry(3, b"hello")
    assert list(read_pack(pack(base, entry(6, delta, bytes([len(base)])))).values()) == [HELLO]


@pytest.mark.parametrize(
    "bomb",
    [
        pytest.param(pack(entry(3, b"\0" * 10_000_000)), id="an object beyond the budget"),
        pytest.param(pack(entry(3, b"\0" * 10_000_000, claimed=10)), id="an object that lies about its size"),
        pytest.param(
            pack(entry(3, b"hello"), entry(6, b"\5\xff\xff\xff\x7f" + b"\x90\5" * 9, b"\x0e")),
            id="a delta that blows up",
        ),
        pytest.param(
            pack(
                entry(3, b"\0" * 60_000),
                entry(
                    7,
                    b"\xe0\xd4\x03" + b"\x80\x9f\x49" + b"\xb0\x60\xea" * 20,
                    bytes.fromhex(object_name(GitObject(HELLO.kind, b"\0" * 60_000))),
                ),
            ),
            id="a delta that copies its base twenty times",
        ),
    ],
)
def test_a_bomb_costs_no_more_than_the_budget(bomb: bytes) -> None:
    found = read_pack(bomb, budget=1 << 16)
    assert sum(len(obj.data) for obj in found.values()) <= 1 << 16


def test_many_objects_share_one_budget() -> None:
    bomb = pack(*(entry(3, b"%06d" % number * 1000) for number in range(100)))
    assert sum(len(obj.data) for obj in read_pack(bomb, budget=50_000).values()) <= 50_000


def deltas(number: int) -> bytes:
    """Write a pack with deltas of one object, each with 5,000 instructions of six bytes to copy its first letter."""
    orders = b"\5" + b"\x88\x27" + b"\x9f\0\0\0\0\1" * 5000
    return pack(entry(3, b"hello"), *(entry(7, orders, bytes.fromhex(object_name(HELLO))) for _ in range(number)))


def read_few(bomb: bytes) -> None:
    """Read a pack within a budget."""
    read_pack(bomb, budget=1 << 16)


def test_deltas_have_a_budget_too() -> None:
    """Each is a few bytes on the wire, kilobytes of instructions, and a tiny result."""
    assert len(read_pack(deltas(200), budget=1 << 16)) == 2
    few, many = steps(read_few, deltas(5)), steps(read_few, deltas(12))
    assert many < 1.5 * few  # entries beyond the budget are not read


def test_deltas_without_a_base_count_towards_the_budget() -> None:
    """Data that are unpacked in vain count as well."""
    bomb = pack(*(entry(7, b"\0" * 1000, b"\1" * 20) for _ in range(100)), entry(3, b"hello"))
    assert read_pack(bomb, budget=50_000) == {}


def test_a_delta_that_copies_nothing_ends_the_pack() -> None:
    base = entry(3, b"hello")
    assert list(read_pack(pack(base, entry(6, b"\5\0\x91\x07\1", bytes([len(base)])))).values()) == [HELLO]


def test_every_object_of_a_real_pack_is_read(server: Server) -> None:
    server.create("lab/tool")
    for number in range(4):  # similar and long enough for git to pack them as deltas
        text = "\n".join(f"line {line} of {number if line == 50 else 'all'}" for line in range(200))
        server.commit("lab/tool", {"long.txt": text, f"folder/{number}.txt": "short"}, f"branch-{number}")
    objects = server.git("lab/tool", "rev-list", "--all", "--objects").split("\n")
    names = {line.split()[0] for line in objects}
    for flags in (["--delta-base-offset"], []):
        command = ["git", "-C", str(server.folder / "lab/tool.git"), "pack-objects", "--stdout", "-q", *flags]
        stream = subprocess.run(command, input="\n".join(names).encode(), capture_output=True, check=True).stdout
        assert set(read_pack(stream)) == names


@given(st.binary(max_size=400))
def test_arbitrary_bytes_raise_no_error(noise: bytes) -> None:
    assert isinstance(read_pack(b"PACK\0\0\0\2\0\0\0\7" + noise), dict)


@given(st.integers(0, 150), st.binary(min_size=1, max_size=4))
def test_objects_of_a_damaged_pack_match_their_names(position: int, damage: bytes) -> None:
    whole = pack(
        entry(3, b"hello"),
        entry(6, DELTA, bytes([len(entry(3, b"hello"))])),
        entry(2, b"40000 a\0" + b"x" * 20),
    )
    objects = read_pack(whole[:position] + damage + whole[position + len(damage) :])
    assert all(name == object_name(found) for name, found in objects.items())
