"""Recordings can be replayed and read by other tools, and contain no secrets."""

import gzip
import re
import threading
import tracemalloc
from collections.abc import Iterator
from contextlib import closing
from io import BytesIO
from pathlib import Path
from typing import Any

import anyio
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic import SecretStr
from warcio.archiveiterator import ArchiveIterator
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from linkscan.errors import SettingsError
from linkscan.http.clock import Clock
from linkscan.http.redirects import RedirectMiddleware
from linkscan.http.warc_replay import WarcReplay, read_info
from linkscan.http.warc_writer import RecordingMiddleware, open_warc_writer
from linkscan.models import ANY_TOKEN, CacheMode, Failure, Redirect, Request, Response
from linkscan.settings import Settings
from tests.http.conftest import OpenWeb
from tests.http.files import everything_in
from tests.http.script import Script, says
from tests.http.site import Site, page, redirect, reset
from tests.http.warp import EPOCH, warp_clock

URL = "http://a.example/x?y=z"
PAGE = "<p>ä\0</p>".encode()
EXCHANGES = (
    (Request(URL), Response(URL, 200, headers={"content-type": "text/html", "x": "1, 2"}, body=PAGE)),
    (Request("http://b.example/"), Response("http://b.example/", 404, asked_at=EPOCH + 0.25)),
    (Request("http://c.example/"), Response("http://c.example/", 302, headers={"location": URL}, attempts=3)),
    (
        Request("http://d.example/"),
        Response("http://d.example/", failure=Failure.NO_SUCH_HOST, detail="nö such"),
    ),
    (Request("http://e.example/"), Response("http://e.example/", 429, Failure.LIMITED, "still limited")),
    (Request("http://f.example/", max_body=3), Response("http://f.example/", 200, body=b"abc", truncated=True)),
    (Request("http://g.example/"), Response("http://g.example/", 999, elapsed_ms=12, from_cache=True)),
    (Request(URL, "POST", (("content-type", "x/y"),), b"query"), Response(URL, 200, body=b"posted")),
    (Request(URL, "HEAD"), Response(URL, 200, body=b"")),
)


async def record(path: Path, exchanges: Any = EXCHANGES) -> None:
    responses = {(q.method, q.url): response for q, response in exchanges}
    async with open_warc_writer(path) as tape:
        client = RecordingMiddleware(Script(lambda request: responses[request.method, request.url]), tape)
        for request, _ in exchanges:
            await client.send(request)


@pytest.mark.anyio
async def test_link_in_place_of_the_part_file_is_not_followed(tmp_path: Path) -> None:
    """A repository may contain links to other files of the user."""
    (tmp_path / "mine").write_text("mine")
    (tmp_path / "run.warc.part").symlink_to(tmp_path / "mine")
    await record(tmp_path / "run.warc")
    assert (tmp_path / "mine").read_text() == "mine"
    assert (tmp_path / "run.warc").read_bytes().startswith(b"WARC/1.1")


@pytest.mark.anyio
@pytest.mark.parametrize("name", ["run.warc.gz", "run.warc"])
async def test_every_response_is_replayed_unchanged(name: str, tmp_path: Path, clock: Clock) -> None:
    """With times, failures and counts; only the length is set anew."""
    await record(tmp_path / name)
    replaying = WarcReplay(tmp_path / name, clock, max_bytes=1 << 20)
    for request, response in EXCHANGES:
        replayed = await replaying.send(request)
        headers = dict(replayed.headers)
        if response.status is not None:
            assert headers.pop("content-length") == str(len(response.body))
        assert headers == response.headers
        assert replayed == Response(**{**response._asdict(), "headers": replayed.headers})
    replaying.close()


@pytest.mark.anyio
async def test_unsent_requests_are_not_in_the_recording(tmp_path: Path, clock: Clock) -> None:
    """Another address, another method, another body, another header."""
    await record(tmp_path / "run.warc.gz")
    replaying = WarcReplay(tmp_path / "run.warc.gz", clock, max_bytes=1 << 20)
    for request in (
        Request("http://z.example/"),
        Request("http://b.example/", "HEAD"),
        Request(URL, "POST", (("content-type", "x/y"),), b"another query"),
        Request(URL, headers=(("accept", "application/json"),)),
    ):
        response = await replaying.send(request)
        assert (response.failure, response.status, response.attempts) == (Failure.NOT_RECORDED, None, 0)
    replaying.close()


@pytest.mark.anyio
async def test_a_whole_run_is_replayed_without_network(site: Site, client: OpenWeb, tmp_path: Path) -> None:
    """Redirects are followed hop by hop again."""
    site.on("/a", redirect("http://other.example/b"))
    site.on("/b", page("there"))
    site.on("/c", reset)
    requests = [Request(f"http://site.example/{name}") for name in "abcd"]
    async with client(record=tmp_path / "run.warc.gz") as asking:
        recorded = [await asking.send(request) for request in requests]
    asked = len(site.talks)
    async with client(replay=tmp_path / "run.warc.gz", cache=tmp_path / "none") as asking:
        replayed = [await asking.send(request) for request in requests]
    assert len(site.talks) == asked
    assert not (tmp_path / "none").exists()
    assert [told(response) for response in replayed] == [told(response) for response in recorded]
    assert replayed[0].redirects == (Redirect("http://site.example/a", 302, "http://other.example/b"),)


def told(response: Response) -> dict[str, Any]:
    kept = {**response._asdict(), "asked_at": pytest.approx(response.asked_at, abs=1e-5)}
    kept["headers"] = {name: value for name, value in response.headers.items() if name != "content-length"}
    return kept


@pytest.mark.anyio
async def test_no_secret_is_recorded(tmp_path: Path) -> None:
    """Neither those of the request nor those that the server set."""
    brought = tuple((name, "s3cret") for name in ("Authorization", "Cookie", "PRIVATE-TOKEN"))
    response = Response(URL, 200, headers={"set-cookie": "id=s3cret", "server": "nginx"})
    await record(tmp_path / "run.warc", [(Request(URL, headers=brought), response)])
    data = (tmp_path / "run.warc").read_bytes()
    assert b"s3cret" not in data
    assert b"nginx" in data


@pytest.mark.anyio
async def test_tokens_are_in_no_recording_and_no_cache(
    site: Site, client: OpenWeb, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """They are added below both middlewares."""
    monkeypatch.setattr("linkscan.http.auth._SECURE", ("http", 80))
    site.on("/repos/a/b", page("{}"))
    async with client(record=tmp_path / "run.warc", tokens={"api.github.com": SecretStr("s3cret")}) as asking:
        await asking.send(Request("http://api.github.com/repos/a/b", auth=ANY_TOKEN))
    assert site.talks[0].headers["authorization"] == "Bearer s3cret"
    assert b"s3cret" not in everything_in(tmp_path)


@pytest.mark.anyio
async def test_no_store_responses_are_not_recorded(tmp_path: Path) -> None:
    """They may say who the user is."""
    async with open_warc_writer(tmp_path / "run.warc") as tape:
        await RecordingMiddleware(Script([says(200, b"me@home")]), tape).send(Request(URL, cache=CacheMode.NO_STORE))
    assert b"me@home" not in (tmp_path / "run.warc").read_bytes()


def records(data: bytes) -> Iterator[Any]:
    for record in ArchiveIterator(BytesIO(data)):
        url = record.rec_headers.get_header("WARC-Target-URI")
        yield record.rec_type, url, record.content_stream().read()


@pytest.mark.anyio
async def test_other_tools_can_read_it(tmp_path: Path) -> None:
    """WARC 1.1: a warcinfo record, and a request and a response for each exchange."""
    await record(tmp_path / "run.warc.gz", EXCHANGES[:2] + EXCHANGES[3:4])
    found = list(records((tmp_path / "run.warc.gz").read_bytes()))
    kinds = [kind for kind, _, _ in found]
    assert kinds == ["warcinfo", "response", "request", "response", "request", "metadata"]
    assert found[1][1:] == (URL, PAGE)


@pytest.mark.anyio
async def test_request_is_recorded_once(tmp_path: Path) -> None:
    """However often it is sent."""
    await record(tmp_path / "run.warc", EXCHANGES[:1] * 5)
    assert len(list(records((tmp_path / "run.warc").read_bytes()))) == 3


async def crash(path: Path) -> None:
    """Raise in the middle of a recording."""
    async with open_warc_writer(path) as tape:
        await RecordingMiddleware(Script([says(200, b"kept")]), tape).send(Request(URL))
        raise ZeroDivisionError


@pytest.mark.anyio
async def test_a_recording_appears_when_it_is_complete(tmp_path: Path, clock: Clock) -> None:
    """Until then, and after a crash, it is a `.part` file with every complete exchange."""
    path = tmp_path / "new" / "run.warc.gz"
    with pytest.raises(ZeroDivisionError):
        await crash(path)
    assert [part.name for part in path.parent.iterdir()] == ["run.warc.gz.part"]
    replaying = WarcReplay(path.with_name("run.warc.gz.part"), clock, max_bytes=100)
    assert (await replaying.send(Request(URL))).body == b"kept"
    replaying.close()


@pytest.mark.anyio
async def test_a_recording_that_cannot_be_written_is_the_caller_s_mistake(tmp_path: Path) -> None:
    """Told before the run."""
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(SettingsError, match=r"--record .*run\.warc"):
        async with open_warc_writer(tmp_path / "file" / "run.warc"):
            pass


@pytest.mark.anyio
async def test_full_disk_spoils_the_recording_but_not_the_run(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """It stays a `.part` file; a warning is logged once."""
    path = tmp_path / "run.warc.gz"
    async with open_warc_writer(path) as tape:
        client = RecordingMiddleware(Script([says(200)]), tape)
        await client.send(Request(URL))
        await anyio.sleep(1)
        tape._file = tape._writer.out = Full()
        for number in range(5):
            assert (await client.send(Request(f"http://b.example/{number}"))).status == 200
    assert (path.exists(), path.with_name("run.warc.gz.part").exists()) == (False, True)
    assert [record.message for record in caplog.records] == [
        "the recording is incomplete and stays a .part file: [Errno 28] No space left on device"
    ]


class Full(BytesIO):
    """A disk without space."""

    def write(self, _data: Any) -> int:
        raise OSError(28, "No space left on device")


@pytest.mark.parametrize(
    "content", [None, b"", b"not a recording", gzip.compress(b"nor this", mtime=0), b"WARC/1.0\r\n\r\n\r\n"]
)
def test_invalid_recording_is_a_usage_error(content: bytes | None, tmp_path: Path) -> None:
    """Told before the run."""
    path = tmp_path / "run.warc.gz"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(SettingsError, match=r"--replay .*run\.warc\.gz"):
        WarcReplay(path, Clock(), max_bytes=100)


@pytest.mark.anyio
async def test_a_cut_recording_gives_its_whole_records(tmp_path: Path, clock: Clock) -> None:
    """And it is reported as truncated."""
    path = tmp_path / "run.warc.gz"
    await record(path)
    data = path.read_bytes()
    whole = []
    for kept in (len(data), len(data) - 800, len(data) // 2, 1000):
        path.write_bytes(data[:kept])
        replaying = WarcReplay(path, clock, max_bytes=1 << 20)
        responses = [await replaying.send(request) for request, _ in EXCHANGES]
        replaying.close()
        for (_, recorded), response in zip(EXCHANGES, responses, strict=True):
            assert response.body == recorded.body or response.failure is Failure.NOT_RECORDED
        whole.append(sum(response.failure is not Failure.NOT_RECORDED for response in responses))
    assert whole[0] == len(EXCHANGES) > whole[1] > whole[2] > whole[3] > 0


@pytest.mark.anyio
@pytest.mark.parametrize(
    ("was", "became"),
    [(b"HTTP/1.1 200 OK", b"HTTP/1.1 404 OK"), (b"<title>Tool", b"<title>Soon"), (b"text/html", b"image/png")],
)
async def test_a_response_that_was_changed_is_not_in_the_recording(
    tmp_path: Path, clock: Clock, was: bytes, became: bytes
) -> None:
    """By the digest in its header (ISO 28500, 5.8)."""
    path, request = tmp_path / "run.warc", Request("https://a.example/")
    response = says(200, b"<title>Tool</title>", content_type="text/html")
    await record(path, [(request, response)])
    path.write_bytes(path.read_bytes().replace(was, became))
    with closing(WarcReplay(path, clock, max_bytes=1 << 20)) as replay:
        assert (await replay.send(request)).failure is Failure.NOT_RECORDED


@pytest.mark.anyio
async def test_text_between_two_records_is_not_printed(
    tmp_path: Path, clock: Clock, capfd: pytest.CaptureFixture[str]
) -> None:
    """It is untrusted and may contain workflow commands. The recording counts as damaged there."""
    path = tmp_path / "run.warc"
    await record(path)
    ends = [at.end() for at in re.finditer(rb"\r\n\r\n(?=WARC/1.1)", path.read_bytes())]
    data = path.read_bytes()
    path.write_bytes(data[: ends[1] - 4] + b"##vso[task.complete]\r\n\r\n" + data[ends[1] :])
    with closing(WarcReplay(path, clock, max_bytes=1 << 20)) as replay:
        assert replay.damage is not None
    assert "##vso" not in "".join(capfd.readouterr())


@pytest.mark.anyio
async def test_recording_of_another_tool_answers_plain_requests(tmp_path: Path, clock: Clock) -> None:
    """For example wget's; compressed and chunked bodies too."""
    body = gzip.compress(b"hello")
    chunked = b"%x\r\n%s\r\n0\r\n\r\n" % (len(body), body)
    with (tmp_path / "wget.warc.gz").open("wb") as file:
        writer: Any = WARCWriter(file, gzip=True)
        headers = [("Content-Encoding", "gzip"), ("Transfer-Encoding", "chunked"), ("X", "1"), ("x", "2")]
        head = StatusAndHeaders("200 OK", headers, protocol="HTTP/1.1")
        record = writer.create_warc_record(URL, "response", BytesIO(chunked), len(chunked), http_headers=head)
        writer.write_record(record)
    replaying = WarcReplay(tmp_path / "wget.warc.gz", clock, max_bytes=100)
    response = await replaying.send(Request(URL))
    assert (response.status, response.body, response.headers["x"]) == (200, b"hello", "1, 2")
    assert (await replaying.send(Request(URL, max_body=2))).body == b"he"
    replaying.close()


@pytest.mark.anyio
async def test_a_bomb_in_a_recording_stops_at_the_cap(tmp_path: Path, clock: Clock) -> None:
    """A recording is untrusted."""
    await record(tmp_path / "run.warc.gz", [(Request(URL), Response(URL, 200, body=b"\0" * 80_000_000))])
    replaying = WarcReplay(tmp_path / "run.warc.gz", clock, max_bytes=1000)
    tracemalloc.start()
    response = await replaying.send(Request(URL))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert (len(response.body), response.truncated) == (1000, True)
    assert peak < 1 << 26  # the decompressed size of one block, however many there are
    replaying.close()


@pytest.mark.anyio
async def test_response_shorter_than_its_length_is_not_replayed(tmp_path: Path, clock: Clock) -> None:
    path = tmp_path / "run.warc"
    await record(path, [(Request(URL), Response(URL, 200, body=b"12345"))])
    data = path.read_bytes()
    assert data.count(b"Content-Length: 5\r\n") == 1
    for length, failure in ((5, None), (6, Failure.NOT_RECORDED)):
        path.write_bytes(data.replace(b"Content-Length: 5\r\n", b"Content-Length: %d\r\n" % length))
        replaying = WarcReplay(path, clock, max_bytes=1000)
        assert (await replaying.send(Request(URL))).failure is failure
        replaying.close()


@pytest.mark.anyio
@pytest.mark.parametrize("field", ["elapsed_ms", "attempts"])
@pytest.mark.parametrize(
    ("count", "is_read"),
    [("0", True), ("2147483648", True), ("2147483649", False), ("-1", False), ("1e9", False), ("9" * 4000, False)],
)
async def test_impossible_count_is_not_replayed(
    tmp_path: Path, clock: Clock, field: str, count: str, *, is_read: bool
) -> None:
    """Reports add counts up."""
    path = tmp_path / "run.warc"
    await record(path, [(Request(URL), Response(URL, 200, elapsed_ms=7, attempts=7))])
    data = path.read_bytes()
    before = f'"{field}": 7'.encode()
    assert data.count(before) == 1
    path.write_bytes(data.replace(before, f'"{field}": {count}'.encode()))
    replaying = WarcReplay(path, clock, max_bytes=1000)
    response = await replaying.send(Request(URL))
    assert response.failure is (None if is_read else Failure.NOT_RECORDED)
    assert not is_read or getattr(response, field) == int(count)
    replaying.close()


@pytest.mark.anyio
@pytest.mark.parametrize(("length", "failure"), [(10_000, Failure.TIMEOUT), (17_000, Failure.NOT_RECORDED)])
async def test_notes_on_a_response_are_read_up_to_sixteen_kibibytes(
    tmp_path: Path, clock: Clock, length: int, failure: Failure
) -> None:
    path = tmp_path / "run.warc"
    await record(path, [(Request(URL), Response(URL, failure=Failure.TIMEOUT, detail="x" * length))])
    replaying = WarcReplay(path, clock, max_bytes=1000)
    assert (await replaying.send(Request(URL))).failure is failure
    replaying.close()


@settings(
    max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(data=st.data())
def test_damaged_recording_never_raises(data: st.DataObject, tmp_path: Path, anyio_backend: Any) -> None:
    """Hypothesis damages the file."""
    path = tmp_path / "run.warc"

    async def replay() -> None:
        await record(path, EXCHANGES[:4])
        junk = bytearray(path.read_bytes())
        for _ in range(data.draw(st.integers(1, 5))):
            start = data.draw(st.integers(0, len(junk) - 1))
            junk[start : start + data.draw(st.integers(0, 20))] = data.draw(st.binary(max_size=20))
        path.write_bytes(junk)
        try:
            replaying = WarcReplay(path, warp_clock(), max_bytes=1000)
        except SettingsError:
            return
        for request, _ in EXCHANGES[:4]:
            response = await RedirectMiddleware(replaying, Settings(max_redirects=3), Clock()).send(request)
            assert response.status is not None or response.failure is not None
        replaying.close()

    anyio.run(replay, backend=anyio_backend[0], backend_options=anyio_backend[1])


@pytest.mark.anyio
@pytest.mark.parametrize("name", ["run.warc", "run.warc.gz"])
async def test_truncated_recording_is_always_detected(tmp_path: Path, clock: Clock, name: str) -> None:
    """Except at the end of a record: then missing exchanges are as if they had never been sent."""
    path = tmp_path / name
    await record(path)
    data = path.read_bytes()
    replaying = WarcReplay(path, clock, max_bytes=100)
    ends = {0, *replaying._offsets.values(), len(data)} | _starts(path)
    replaying.close()
    assert replaying.damage is None
    for kept in (*range(1500, len(data), 37), *range(len(data) - 30, len(data))):
        path.write_bytes(data[:kept])
        replaying = WarcReplay(path, clock, max_bytes=100)
        replaying.close()
        assert (replaying.damage is not None) == (kept not in ends), kept


@pytest.mark.anyio
async def test_order_of_the_records_does_not_matter(tmp_path: Path, clock: Clock) -> None:
    """Nor that of two responses to the same request, of which the later one counts."""
    path = tmp_path / "run.warc"
    probe = Request("http://probe.example/", cache=CacheMode.RELOAD)
    probed = [Response(probe.url, status, asked_at=EPOCH + status) for status in (200, 404)]
    async with open_warc_writer(path, {"note": "kept"}) as tape:
        for request, response in (*EXCHANGES, *((probe, response) for response in probed)):
            await RecordingMiddleware(Script([response]), tape).send(request)
    data = path.read_bytes()
    starts = sorted(_starts(path))
    records = [data[start:end] for start, end in zip(starts, (*starts[1:], None), strict=True)]
    for shuffled in (records[::-1], records[1:] + records[:1], records[::2] + records[1::2]):
        path.write_bytes(b"".join(shuffled))
        with closing(WarcReplay(path, clock, max_bytes=1 << 20)) as replaying:
            assert (await replaying.send(probe)).status == 404
            for request, response in EXCHANGES:
                replayed = await replaying.send(request)
                assert (replayed.status, replayed.failure, replayed.body) == (
                    response.status, response.failure, response.body,
                )  # fmt: skip
        assert replaying.damage is None
        assert read_info(path)["note"] == "kept"


def _starts(path: Path) -> set[int]:
    """Return the offsets at which the records of a recording begin."""
    with path.open("rb") as file:
        records: Any = ArchiveIterator(file)
        return {records.get_record_offset() for _ in records}


@pytest.mark.anyio
async def test_recording_is_written_without_a_thread(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(_: threading.Thread) -> None:
        raise RuntimeError("can't start new thread")

    monkeypatch.setattr(threading.Thread, "start", refused)
    await record(tmp_path / "run.warc.gz")
    monkeypatch.undo()
    assert len(_starts(tmp_path / "run.warc.gz")) > len(EXCHANGES)


@pytest.mark.anyio
async def test_a_full_disk_spoils_a_recording_that_no_thread_writes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("linkscan.http.warc_writer._thread", lambda: None)
    async with open_warc_writer(tmp_path / "run.warc.gz") as tape:
        tape._file = tape._writer.out = Full()
        await RecordingMiddleware(Script([says(200)]), tape).send(Request(URL))
    assert not (tmp_path / "run.warc.gz").exists()
    assert (tmp_path / "run.warc.gz.part").exists()
