"""The library as people call it: any input, results as they come, progress, stop, ledger, reading back."""

import asyncio
import json
import signal
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import aclosing
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from linkscan import (
    InputError,
    Link,
    LinkResult,
    Paper,
    PaperVerdict,
    ProgressListener,
    Report,
    Settings,
    StopCause,
    StopSignal,
    check,
    check_async,
    diff,
    load_papers,
    load_report,
    read,
    scan,
    stream,
    write_reports,
)
from linkscan.inputs.loading import Papers
from linkscan.reports.tables import Table
from tests.world.programs import PROGRAM
from tests.world.world import World, serve

RECORDS = [
    {"id": "1", "title": "A Tool", "abstract": "Our code is available at https://github.com/lab/tool."},
    {"id": "2", "title": "A Plan", "abstract": "The code will be released upon acceptance."},
]
OTHER = {"id": "3", "title": "Another", "abstract": "Our code is available at https://github.com/lab/other."}


@pytest.fixture(scope="module")
def settings() -> Iterator[Settings]:
    world = World()
    world.github.repository("lab/tool", files={"README.md": "# Tool", "main.py": PROGRAM})
    with serve(world):
        yield world.settings()


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with papers, in which the test runs."""
    monkeypatch.chdir(tmp_path)
    for record in RECORDS:
        (tmp_path / f"paper{record['id']}.jsonl").write_text(json.dumps(record) + "\n")
    return tmp_path


PAPERS = tuple(Paper(id=record["id"], title=record["title"], abstract=record["abstract"]) for record in RECORDS)
INPUTS = {
    "a path": "paper1.jsonl",
    "a Path": Path("paper1.jsonl"),
    "a pattern": "*1.jsonl",
    "a paper": PAPERS[0],
    "papers": PAPERS[:1],
    "a record": RECORDS[0],
    "records": RECORDS[:1],
    "paths": [Path("paper1.jsonl")],
    "a generator of papers": (paper for paper in PAPERS[:1]),
    "a DataFrame": pd.DataFrame([{**RECORDS[0], "year": float("nan")}]),
}


@pytest.mark.parametrize("given", INPUTS.values(), ids=INPUTS)
def test_scan_takes_whatever_papers_come_as(folder: Path, settings: Settings, given: Papers) -> None:
    report = scan(given, settings)
    assert [(paper.title, paper.verdict) for paper in report] == [("A Tool", PaperVerdict.AVAILABLE)]


@pytest.mark.parametrize("given", [3, b"bytes", None, [3], [[RECORDS[0]]]])
def test_invalid_paper_is_refused_with_the_accepted_types(given: object) -> None:
    with pytest.raises(TypeError, match=r"linkscan takes paths, sources .* records .* or a DataFrame; it was given "):
        list(load_papers(given))  # type: ignore[arg-type] # that is the test


def test_record_without_abstract_and_pattern_without_files_are_noted(folder: Path) -> None:
    with pytest.raises(InputError, match=r"\*\.nothing: no file matches"):
        list(load_papers("*.nothing"))


@pytest.mark.parametrize("given", ["https://github.com/lab/tool", ["https://github.com/lab/tool"]])
def test_one_address_is_one_address(settings: Settings, given: str | list[str]) -> None:
    assert [found.url for found in check(given, settings)] == ["https://github.com/lab/tool"]


def test_a_text_is_read_as_an_abstract() -> None:
    assert [claim.url for claim in read("Our code is at https://github.com/a/b.").claims] == ["https://github.com/a/b"]
    with pytest.raises(TypeError, match="takes a Paper or a text, not dict"):
        read(RECORDS[0])  # type: ignore[arg-type] # that is the test


def test_progress_is_called_with_done_and_total(settings: Settings) -> None:
    calls: list[tuple[int, int]] = []
    scan(RECORDS, settings, progress=lambda done, total: calls.append((done, total)))
    assert calls == [(0, 1), (1, 1)]


def test_each_paper_is_yielded_once_when_decided(settings: Settings) -> None:
    async def go() -> list[str]:
        return [paper.title async for paper in stream(RECORDS, settings)]

    assert sorted(asyncio.run(go())) == ["A Plan", "A Tool"]


def test_leaving_a_stream_early_ends_the_run(settings: Settings) -> None:
    async def go() -> tuple[str, int]:
        async with aclosing(stream(RECORDS, settings)) as papers:
            first = await anext(papers)
        return first.title, len(asyncio.all_tasks())

    assert asyncio.run(go()) == ("A Tool", 1)


def test_addresses_can_be_awaited_together_or_received_one_by_one(settings: Settings) -> None:
    urls = ["https://github.com/lab/tool", "https://github.com/lab/never"]

    async def go() -> tuple[list[str], list[str]]:
        together = await check_async(urls, settings)
        task = await asyncio.create_task(check_async(urls, settings))
        assert [found.url for found in task] == [found.url for found in together]
        return [found.url for found in together], [found.url async for found in check_async(urls, settings)]

    together, one_by_one = asyncio.run(go())
    assert together == urls
    assert sorted(one_by_one) == sorted(urls)


def test_listener_is_told_of_each_address(settings: Settings) -> None:
    class Listener(ProgressListener):
        heard = 0

        def started(self, links: Sequence[Link]) -> None:
            self.heard += len(links)

        def examined(self, _evidence: LinkResult, /) -> None:
            self.heard += 10

    listener = Listener()
    check(["https://github.com/lab/tool"], settings, progress=listener)
    assert listener.heard == 11


def test_unknown_table_is_refused_with_the_valid_ones(settings: Settings) -> None:
    report = scan(RECORDS, settings)
    with pytest.raises(ValueError, match="no table 'paper'; the tables are papers, links, claims"):
        report.to_rows("paper")  # type: ignore[arg-type] # that is the test


@pytest.mark.parametrize("table", ["papers", "links", "claims"])
def test_a_table_is_a_frame_with_types(settings: Settings, table: Table) -> None:
    frame = scan(RECORDS, settings).to_pandas(table)
    assert list(frame.columns) == list(scan(RECORDS, settings).to_rows(table)[0])
    name, kind = {"links": ("stars", "Int64"), "papers": ("first_seen", "datetime64"), "claims": ("host", "")}[table]
    assert str(frame[name].dtype).startswith(kind)


def test_a_report_can_be_counted_iterated_written_and_read_back(folder: Path, settings: Settings) -> None:
    report = scan(RECORDS, settings)
    assert (len(report), [paper.id for paper in report], bool(scan([], settings))) == (2, ["1", "2"], True)
    assert Report.from_json(report.to_json()) == report
    written = write_reports(report)
    assert Report.load(written[0]) == Report.load("reports/latest") == load_report(written[0].parent) == report
    with pytest.raises(InputError, match="not JSON"):
        Report.from_json("{")


def test_ledger_connects_runs_of_the_library(folder: Path, settings: Settings) -> None:
    scan(RECORDS[1], settings, ledger="ledger.sqlite")
    kept = {**RECORDS[1], "abstract": RECORDS[0]["abstract"]}
    report = scan(kept, settings, ledger=Path("ledger.sqlite"))
    assert [change.kind.value for change in report.changes] == ["kept"]
    assert report.papers[0].claims[0].first_seen
    assert [change.kind for change in diff(scan(RECORDS[1], settings), scan(kept, settings))] == [
        change.kind for change in report.changes
    ]


def test_columns_are_kept_of_files_records_and_frames(folder: Path, settings: Settings) -> None:
    records = [{**RECORDS[1], "track": "oral"}]
    (folder / "tracks.jsonl").write_text(json.dumps(records[0]) + "\n")
    for papers in (records, pd.DataFrame(records), "tracks.jsonl"):
        report = scan(papers, settings.replace(keep="track"))
        assert dict(report.papers[0].kept) == {"track": "oral"}
        assert report.shares("track")[0].group == "oral"


@pytest.mark.parametrize(
    ("given", "says"),
    [
        (3, "it was given int"),
        (None, "it was given NoneType"),
        (b"https://a.org", "it was given bytes"),
        ({"url": "https://a.org"}, "it was given dict"),
        (pd.DataFrame({"url": ["https://a.org"]}), "such as a column of a table; it was given DataFrame"),
        (["https://a.org", None], "None is not text; leave out missing values"),
        (pd.Series(["https://a.org", float("nan")], dtype=object), "nan is not text"),
    ],
)
def test_invalid_argument_is_a_type_error_and_nothing_is_checked(settings: Settings, given: Any, says: str) -> None:
    """Otherwise a table would be read as the names of its columns."""
    with pytest.raises(TypeError, match=says):
        check(given, settings)


def test_a_column_of_a_table_is_addresses(settings: Settings) -> None:
    frame = pd.DataFrame({"url": ["https://github.com/lab/tool", "github.com/lab/tool"]})
    assert [found.health.value for found in check(frame["url"], settings)] == ["ok"]


def test_a_name_that_is_no_column_is_noted(settings: Settings) -> None:
    report = scan([{**RECORDS[1], "track": "oral"}], settings.replace(keep="trak"))
    assert report.notes == ("--keep: the inputs have no column 'trak'; did you mean track?",)


def test_without_pandas_the_error_says_what_to_install(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    report = scan(RECORDS, settings)
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(ModuleNotFoundError, match="to_pandas needs pandas, which is not installed: pip install pandas"):
        report.to_pandas()


def test_recording_path_may_be_a_string(folder: Path, settings: Settings) -> None:
    recorded = scan(RECORDS, settings, record="run.warc.gz")
    replayed = scan(RECORDS, Settings(cache=folder / "none"), replay="run.warc.gz")
    assert [paper.verdict for paper in replayed] == [paper.verdict for paper in recorded]


def test_run_stops_at_its_time_limit(settings: Settings) -> None:
    report = scan(RECORDS, settings, timeout="0.000001s")
    assert report.incomplete


def test_a_notebook_s_interrupt_ends_the_run_with_what_is_known(settings: Settings) -> None:
    """Jupyter runs cells inside an event loop, and interrupts by a KeyboardInterrupt in the main thread."""
    pulled = threading.Event()

    class Stop(StopSignal):
        def pull(self, reason: str = "stopped", cause: StopCause = StopCause.REQUESTED) -> None:
            super().pull(reason, cause)
            pulled.set()

    def progress(done: int, _total: int) -> None:
        if done == 1:
            signal.pthread_kill(threading.main_thread().ident or 0, signal.SIGINT)
            assert pulled.wait(60)

    async def cell() -> Report:
        return scan(RECORDS[:1] * 2 + [OTHER], settings, progress=progress, stop=Stop())

    loop = asyncio.new_event_loop()  # asyncio.run handles interrupts itself, unlike the kernel of a notebook
    try:
        report = loop.run_until_complete(cell())
    finally:
        loop.close()
    assert "interrupted" in report.incomplete
    assert len(report) == 2
