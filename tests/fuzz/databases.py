"""Ledger and caches: a planted or damaged file is used, or refused with one line."""

import asyncio
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, suppress
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from linkscan.errors import LinkscanError
from linkscan.history import open_ledger
from linkscan.http.cache.admin import cache_stats
from linkscan.http.cache.disk import RESPONSES
from linkscan.http.cache.store import ResponseStore
from linkscan.http.clock import Clock
from linkscan.http.ratelimit.quota_store import QuotaStore
from linkscan.models import Asset, ClaimResult, ClaimVerdict, Health, LinkResult, PaperResult, Response, Stance
from linkscan.reports.report import Report
from linkscan.reports.summary import summarise
from tests.fuzz.bounds import in_time

_URL = "https://github.com/o/r"
_CLAIM = ClaimResult(Asset.CODE, Stance.PROMISED, _URL, "Code will be released.", ClaimVerdict.UNLINKED, "no address")
_PAPERS = (PaperResult("p", "The title", arxiv_id="2401.00001", links=(_URL,), claims=(_CLAIM,)),)
_LINKS = (LinkResult(_URL, _URL, canonical=_URL, host="github.com", health=Health.OK, reason="200"),)
_REPORT = Report(1, "0", "2026-01-02T00:00:00Z", ("a",), summarise(_PAPERS, _LINKS), _PAPERS, _LINKS)
_MEMORY = "/dev/shm" if Path("/dev/shm").is_dir() else None
_MODULUS = 1 << 16

SEEDS = (
    b"\0",
    b"\0\0\x10\x04junk\0\x64\x08\xff\xff\xff\xff\xff\xff\xff\xff",
    b"\1",
    b"\1\0\x64\x04\0\0\0\0",
    b'\2{"a": {"limit": 5, "remaining": 4, "reset_at": 1e9}}',
    b"\3links\nhealth\nzombie",
    b"\3claims\nverdict\nnobody",
    b"\3papers\nlast_seen\n\xff\xfe",
    b"\4response\nX'6e6f'",
)
WORDS = (
    *(b"\0\x10\x04", b"\0\x12\x01\0", b"\0\x64\x01", b"SQLite format 3\0", b"null", b"1e999", b"[[[[[[", b"-1"),
    *(b"papers\n", b"claims\n", b"links\n", b"runs\n", b"changes\n", b"sources\n"),
    *(
        b"health\n",
        b"verdict\n",
        b"stance\n",
        b"asset\n",
        b"url\n",
        b"reason\n",
        b"sentence\n",
        b"first_seen\n",
        b"at\n",
    ),
)


def attack(data: bytes) -> None:
    """Damage the bytes of a ledger or a cache, put values into their rows, or write the quota file."""
    kind, rest = (data[0] % 5 if data else 0), data[1:]
    with TemporaryDirectory(dir=_MEMORY) as name, in_time(len(rest)):
        folder = Path(name)
        ledger, responses = folder / "ledger.sqlite", folder / RESPONSES
        shutil.copytree(_made(), folder, dirs_exist_ok=True)
        match kind:
            case 0:
                _damage(ledger, rest)
            case 1:
                _damage(responses / "cache.db", rest)
            case 2:
                (folder / "quotas.json").write_bytes(rest)
            case 3:
                _say(ledger, rest)
            case _:
                _say(responses / "cache.db", b"Cache\nvalue\n" + rest)
        _use_ledger(ledger)
        _use_cache(folder)


@cache
def _made() -> Path:
    """Return a folder with the files of a run; it is removed when the process ends."""
    holder = TemporaryDirectory(dir=_MEMORY)
    _HOLDERS.append(holder)
    folder = Path(holder.name)
    with open_ledger(folder / "ledger.sqlite") as ledger:
        ledger.record(_REPORT)
    _use_cache(folder)
    return folder


_HOLDERS: list[TemporaryDirectory[str]] = []


def _edits(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield offsets and bytes to write there: two bytes of offset, one of length."""
    at = 0
    while at + 3 < len(data):
        size = data[at + 2] % 32 + 1
        yield int.from_bytes(data[at : at + 2]) % _MODULUS, data[at + 3 : at + 3 + size]
        at += 3 + size


def _damage(file: Path, data: bytes) -> None:
    held = bytearray(file.read_bytes())
    for place, bytes_ in _edits(data):
        held[place : place + len(bytes_)] = bytes_
    file.write_bytes(held)


def _say(file: Path, data: bytes) -> None:
    """Put a value into a column of every row."""
    table, column, value = [*data.split(b"\n", 2), b"", b""][:3]
    name, place = (part.decode("ascii", "replace").replace('"', "") for part in (table, column))
    with suppress(sqlite3.Error, ValueError), closing(sqlite3.connect(file)) as book:
        book.execute(f'UPDATE "{name}" SET "{place}" = CAST(? AS TEXT)', (value,))
        book.commit()


def _use_ledger(path: Path) -> None:
    with suppress(LinkscanError), open_ledger(path, wait=0) as ledger:
        for use in (
            lambda: ledger.annotate(_REPORT),
            lambda: ledger.record(_REPORT),
            ledger.read_until,
            ledger.open_papers,
            ledger.unjudged_papers,
            lambda: ledger.health(_REPORT.generated_at),
            ledger.settled_at,
            ledger.first_seen,
            lambda: ledger.history("p"),
            lambda: ledger.history(_URL),
        ):
            with suppress(LinkscanError):
                use()


def _use_cache(folder: Path) -> None:
    cache_stats(folder)

    async def use() -> None:
        store = ResponseStore(folder / RESPONSES)
        for key in ("response", "another"):
            if (found := store.get(key)) is not None:
                assert isinstance(found, Response)
        store.set("response", Response("https://a.example/", 200, body=b"x", asked_at=1e9))
        store.close()

    asyncio.run(use())
    quotas = QuotaStore(folder, Clock())
    quotas.get("a")
    quotas.save()
