"""A minimal git server that sends a whole small repository, framed as in protocol version 2."""

import zlib
from collections.abc import Mapping
from datetime import UTC, datetime

from linkscan.hosts.git.wire import pkt_line
from linkscan.models import Response
from tests.world.git_objects import snapshot

_TYPES = {b"commit": 1, b"tree": 2, b"blob": 3}
NOBODY = "0" * 40


def git_replies(remote: str, files: Mapping[str, str], branch: str = "main") -> dict[str, Response]:
    """Return the responses of a git server for the repository at `remote`, by address."""
    shot = snapshot(files, datetime(2024, 1, 1, tzinfo=UTC))
    refs = f"{shot.commit} HEAD\0symref=HEAD:refs/heads/{branch} filter\n", f"{shot.commit} refs/heads/{branch}\n"
    pack = b"PACK" + (2).to_bytes(4, "big") + len(shot.store).to_bytes(4, "big")
    pack += b"".join(map(_packed, shot.store.values())) + bytes(20)
    bands = b"".join(pkt_line(b"\1" + pack[at : at + 60_000]) for at in range(0, len(pack), 60_000))
    fetched = f"{remote}/git-upload-pack"
    return {
        **advertised(remote, *refs),
        fetched: Response(fetched, 200, body=pkt_line(b"packfile\n") + bands + b"0000"),
    }


def empty_git(remote: str) -> dict[str, Response]:
    """Return the responses of a git server for a repository without a commit."""
    return advertised(remote, f"{NOBODY} capabilities^{{}}\0filter\n")


def no_git(remote: str, status: int = 401) -> dict[str, Response]:
    """Return the response of a git server for a missing repository."""
    url = f"{remote}/info/refs?service=git-upload-pack"
    return {url: Response(url, status)}


def advertised(remote: str, *lines: str) -> dict[str, Response]:
    """Return the ref advertisement."""
    url = f"{remote}/info/refs?service=git-upload-pack"
    body = pkt_line(b"# service=git-upload-pack\n") + b"0000" + b"".join(pkt_line(line.encode()) for line in lines)
    return {url: Response(url, 200, body=body + b"0000")}


def _packed(whole: bytes) -> bytes:
    """Return an object as in a pack: type and size in seven bits per byte, then the data."""
    head, _, data = whole.partition(b"\0")
    size = len(data)
    first, size = (_TYPES[head.split()[0]] << 4) | (size & 15), size >> 4
    numbers = [first]
    while size:
        numbers[-1] |= 128
        numbers.append(size & 127)
        size >>= 7
    return bytes(numbers) + zlib.compress(data)
