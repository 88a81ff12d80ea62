"""A week of nightly runs: new papers, a kept promise, a rate limit, a kill, a weekend without papers."""

import signal
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from linkscan.cli.inputs import Inputs, Verbosity
from linkscan.cli.outcome import exit_code
from linkscan.cli.scan_run import run
from linkscan.http.clock import Clock
from linkscan.models import ChangeKind, PaperVerdict
from linkscan.run_control import NullListener, StopSignal
from tests.integration.nights import QUERIES, Nights, day, sources, verdicts
from tests.world.faults import Honest, too_many_requests
from tests.world.messages import Request, html
from tests.world.programs import PROGRAM
from tests.world.world import World, serve


@pytest.fixture
def world(clock: Clock) -> Iterator[World]:
    """A simulated internet with the clock of its clients, in a separate thread."""
    with serve(World(now=clock.now)) as running:
        yield running


@pytest.fixture
def nights(world: World, clock: Clock, tmp_path: Path) -> Nights:
    return Nights(world, clock, tmp_path)


def repositories(world: World) -> set[str]:
    """Return the repositories of GitHub that were requested since the last call."""
    paths = [line.split()[1].strip("/").split("/") for line in world.asked("github.com")]
    world.log.forget()
    return {"/".join([owner, name.removesuffix(".git")]) for owner, name, *_ in paths}


def submit(world: World, number: int, title: str, abstract: str, on: date) -> None:
    world.arxiv.paper(f"2611.{number:05}", title, abstract=abstract, category="cs.CL", submitted=on.isoformat())


def test_a_week_of_nightly_runs_finds_what_is_new_and_repeats_no_request(nights: Nights, world: World) -> None:
    """Each night requests what is new and what is still promised, and nothing else again."""
    for name in ("tool", "second", "third"):
        world.github.repository(f"lab/{name}", {"README.md": "# Tool", "main.py": PROGRAM})
    world.github.repository("lab/plan", {"README.md": "# Plan\n\nCode coming soon!"})
    for each in (_monday, _tuesday, _wednesday, _thursday, _friday, _weekend, _next_monday, _next_tuesday):
        each(nights, world)


def _monday(nights: Nights, world: World) -> None:
    """The first run: the whole list."""
    submit(world, 1, "A Plan with a Place", "We will release our code at https://github.com/lab/plan.", day(0))
    submit(world, 2, "A Plan without a Place", "We study plans. Our code will be released soon.", day(0))
    submit(world, 3, "A Tool", "Code is available at https://github.com/lab/tool.", day(0))
    submit(world, 4, "A Study", "We study tools, and claim nothing.", day(0))
    report = nights.run(day(0))
    assert verdicts(report) == {
        "A Plan with a Place": "missing",
        "A Plan without a Place": "missing",
        "A Tool": "available",
        "A Study": "none",
    }
    assert report.notes == ("arxiv:cs.CL: 4 new papers", "hf:new: 0 new papers")
    assert (exit_code(report), repositories(world)) == (0, {"lab/plan", "lab/tool"})
    assert nights.cursor() == {"arxiv:cs.CL": "2026-11-23", "hf:new": "2026-11-23"}
    assert nights.open_promises() == ["A Plan with a Place", "A Plan without a Place"]


def _tuesday(nights: Nights, world: World) -> None:
    """A new paper in each list, and both promises; the tool and the study are settled."""
    submit(world, 5, "A Tool for Tuesday", "Code is available at https://github.com/lab/second.", day(1))
    world.huggingface.paper("2611.00009", "A Paper of the Day", summary="A study of days.", day="2026-11-24")
    report = nights.run(day(1))
    assert report.notes == (
        "arxiv:cs.CL: 1 new paper since 2026-11-23, and 4 that earlier runs had",
        "hf:new: 1 new paper since 2026-11-23",
    )
    assert sources(report) == {
        "A Plan with a Place": ("arxiv:cs.CL",),  # it is still listed, and its text is read again
        "A Plan without a Place": ("arxiv:cs.CL",),
        "A Tool for Tuesday": ("arxiv:cs.CL",),
        "A Paper of the Day": ("hf:new",),
    }
    assert (exit_code(report), repositories(world), report.changes) == (0, {"lab/plan", "lab/second"}, ())


def _wednesday(nights: Nights, world: World) -> None:
    """ArXiv refuses with 429 on both interfaces. This is reported, its cursor stays, and everything else is done."""
    submit(world, 6, "A Tool for Wednesday", "Code is available at https://github.com/lab/third.", day(2))
    for host in ("export.arxiv.org", "oaipmh.arxiv.org"):
        world.fault(host, too_many_requests())
    report = nights.run(day(2))
    for host in ("export.arxiv.org", "oaipmh.arxiv.org"):
        world.heal(host)
    assert report.incomplete[0].startswith("arxiv:cs.CL was not read to the end: arXiv: ")
    assert report.notes[0] == "hf:new: 0 new papers since 2026-11-24, and 1 that earlier runs had"
    assert sources(report) == {"A Plan with a Place": ("ledger",), "A Plan without a Place": ("ledger",)}
    assert (exit_code(report), repositories(world)) == (3, {"lab/plan"})
    assert nights.cursor() == {"arxiv:cs.CL": "2026-11-24", "hf:new": "2026-11-25"}


def _thursday(nights: Nights, world: World) -> None:
    """The run is killed while it waits for an address and leaves nothing; meanwhile the promise is kept."""
    world.github.repository("lab/plan", {"README.md": "# Plan", "main.py": PROGRAM})
    assert nights.killed(day(3)) == -signal.SIGKILL
    assert nights.cursor() == {"arxiv:cs.CL": "2026-11-24", "hf:new": "2026-11-25"}
    assert not (nights.folder / "reports" / "killed").exists()
    assert (nights.folder / "reports" / "latest").resolve().name == "2026-11-25"
    assert nights.open_promises() == ["A Plan with a Place", "A Plan without a Place"]
    world.log.forget()


def _friday(nights: Nights, world: World) -> None:
    """The run reports what Wednesday and Thursday missed, and that the promise is kept."""
    report = nights.run(day(4))
    assert report.notes[0] == "arxiv:cs.CL: 1 new paper since 2026-11-24, and 5 that earlier runs had"
    assert report.notes[1].startswith("hf:new: 0 new papers since 2026-11-25")
    assert verdicts(report) == {
        "A Plan with a Place": "available",
        "A Plan without a Place": "missing",
        "A Tool for Wednesday": "available",
    }
    assert [(change.kind, change.title) for change in report.changes] == [(ChangeKind.KEPT, "A Plan with a Place")]
    assert (exit_code(report), repositories(world)) == (0, {"lab/plan", "lab/third"})
    assert nights.open_promises() == ["A Plan without a Place"]


def _weekend(nights: Nights, world: World) -> None:
    """The lists are empty, which is no error; the remaining promise has no address to examine."""
    for number in (5, 6):
        report = nights.run(day(number))
        assert [note.partition(",")[0] for note in report.notes] == [
            f"{query}: 0 new papers since {day(number - 1)}" for query in QUERIES
        ]
        assert verdicts(report) == {"A Plan without a Place": "missing"}
        assert (exit_code(report), repositories(world), report.changes) == (0, set(), ())
        assert nights.cursor() == dict.fromkeys(QUERIES, day(number).isoformat())


def _next_monday(nights: Nights, world: World) -> None:
    """The authors have put the address into a new version of the abstract."""
    submit(world, 2, "A Plan without a Place", "Our code is available at https://github.com/lab/tool.", day(0))
    report = nights.run(day(7))
    assert verdicts(report) == {"A Plan without a Place": "available"}
    assert ChangeKind.KEPT in {change.kind for change in report.changes}
    assert (exit_code(report), repositories(world), nights.open_promises()) == (0, {"lab/tool"}, [])


def _next_tuesday(nights: Nights, world: World) -> None:
    """Nothing is new and nothing is promised: only the lists are requested."""
    report = nights.run(day(8))
    assert (report.papers, exit_code(report), repositories(world)) == ((), 0, set())


def test_promise_of_a_paper_no_longer_listed_is_watched_from_the_ledger(nights: Nights, world: World) -> None:
    submit(world, 1, "A Plan without a Place", "We study plans. Our code will be released soon.", day(0))
    nights.run(day(0))
    nights.run(day(20))
    report = nights.run(day(21))
    assert sources(report) == {"A Plan without a Place": ("ledger",)}
    assert report.papers[0].verdict is PaperVerdict.MISSING
    assert report.notes[0] == f"arxiv:cs.CL: 0 new papers since {day(20)}"


def test_the_same_recording_gives_the_same_papers_on_any_day(nights: Nights, world: World, tmp_path: Path) -> None:
    submit(world, 1, "A Plan", "Our code will be released soon.", day(0))
    recording = tmp_path / "run.warc.gz"
    settings = nights.settings(name="first")
    first, _ = run(
        Inputs(("arxiv:cs.CL",), None, Verbosity.QUIET),
        settings,
        NullListener(),
        StopSignal(),
        record=recording,
        today=day(0),
    )
    asked = world.count()
    again, _ = run(
        Inputs(("arxiv:cs.CL",), None, Verbosity.QUIET),
        nights.settings(name="again"),
        NullListener(),
        StopSignal(),
        replay=recording,
        today=day(6),
    )
    assert (verdicts(again), again.incomplete) == (verdicts(first), ())
    assert world.count() == asked


def test_kept_promise_is_seen_the_next_night(nights: Nights, world: World) -> None:
    """Responses stay fresh for days, but the address of an open promise is requested every night."""
    world.github.repository("lab/plan", {"README.md": "# Plan\n\nCode coming soon!"})
    world.github.repository("lab/tool", {"README.md": "# Tool", "main.py": PROGRAM})
    submit(world, 1, "A Plan", "We will release our code at https://github.com/lab/plan.", day(0))
    submit(world, 2, "A Tool", "Code is available at https://github.com/lab/tool.", day(0))
    nights.run(day(0), "arxiv:cs.CL")
    world.github.repository("lab/plan", {"README.md": "# Plan", "main.py": PROGRAM})
    report = nights.run(day(1), "arxiv:cs.CL")
    assert [(change.kind, change.title) for change in report.changes] == [(ChangeKind.KEPT, "A Plan")]


def test_second_run_on_a_day_requests_no_promise_again(nights: Nights, world: World) -> None:
    world.github.repository("lab/plan", {"README.md": "# Plan\n\nCode coming soon!"})
    submit(world, 1, "A Plan", "We will release our code at https://github.com/lab/plan.", day(0))
    nights.run(day(0), "arxiv:cs.CL")
    asked = world.count("github.com")
    report = nights.run(day(0), "arxiv:cs.CL", later=3600)
    assert (verdicts(report), world.count("github.com")) == ({"A Plan": "missing"}, asked)


def test_a_recording_holds_what_the_run_knew_of_earlier_ones(nights: Nights, world: World, tmp_path: Path) -> None:
    """Watched papers and those already known are in no response."""
    submit(world, 1, "A Plan", "Our code will be released soon.", day(0))
    submit(world, 2, "A Study", "We study plans, and claim nothing.", day(0))
    nights.run(day(0), "arxiv:cs.CL")
    recording = tmp_path / "run.warc.gz"
    for number in (20, 21):
        recorded = nights.run(day(number), "arxiv:cs.CL", record=recording)
    assert sources(recorded) == {"A Plan": ("ledger",)}
    asked = world.count()
    again = nights.run(day(40), "arxiv:cs.CL", replay=recording, reports=tmp_path / "elsewhere")
    assert (sources(again), verdicts(again), again.notes) == (sources(recorded), verdicts(recorded), recorded.notes)
    assert again.incomplete == ()
    assert world.count() == asked


def test_requests_are_counted_by_purpose(nights: Nights, world: World) -> None:
    world.github.repository("lab/tool", {"README.md": "# Tool", "main.py": PROGRAM})
    submit(world, 1, "A Tool", "Code is available at https://github.com/lab/tool.", day(0))
    submit(world, 2, "A Plan without a Place", "Our code will be released soon.", day(0))
    run = nights.run(day(0), "arxiv:cs.CL", discover=True).run
    assert run is not None
    counts = world.log.counts()
    assert run.requests == sum(run.requests_for.values()) == sum(counts.values())
    assert run.requests_for["papers"] == counts["export.arxiv.org"] == 1
    assert run.requests_for["look-ups"] >= 2  # Hugging Face's record, GitHub's search


def test_a_list_that_still_grows_is_not_answered_by_the_cache(nights: Nights, world: World) -> None:
    """And a complete list is not requested again."""
    world.huggingface.paper("2611.00001", "Early", summary="A study.", day="2026-11-23")
    world.huggingface.paper("2610.00001", "Old", summary="A study.", day="2026-10-01")
    queries = ("hf:2026-11-23", "hf:2026-10-01")
    assert set(verdicts(nights.run(day(0), *queries))) == {"Early", "Old"}
    world.huggingface.paper("2611.00002", "Late", summary="A study of another kind.", day="2026-11-23")
    assert set(verdicts(nights.run(day(1), *queries))) == {"Early", "Late", "Old"}
    lists = [line for line in world.asked("huggingface.co") if "daily_papers" in line]
    assert [("2026-10-01" in line) for line in lists].count(True) == 1


def test_without_watching_only_new_papers_are_examined(nights: Nights, world: World) -> None:
    submit(world, 1, "A Plan", "Our code will be released soon.", day(0))
    nights.run(day(0))
    report = nights.run(day(1), watch="off")
    assert report.papers == ()
    assert report.notes[0] == "arxiv:cs.CL: 0 new papers since 2026-11-23, and 1 that earlier runs had"
    assert exit_code(report) == 0


def test_truncated_feed_is_reported_and_the_next_run_starts_at_the_same_point(nights: Nights, world: World) -> None:
    for number in range(5):
        submit(world, number, f"Plan {number} of several", f"Text {number}. Code will be released.", day(0))
    report = nights.run(day(0), "arxiv:cs.CL", limit=2)
    assert len(report.papers) == 2
    assert any("--limit" in note for note in report.notes)
    assert exit_code(report) == 0
    assert nights.cursor() == {}


def test_a_run_without_network_says_so_and_leaves_the_cursor(nights: Nights, world: World) -> None:
    submit(world, 1, "A Plan", "Our code will be released soon.", day(0))
    nights.run(day(0), "arxiv:cs.CL")
    report = nights.run(day(1), "arxiv:cs.CL", offline=True)
    assert exit_code(report) == 3
    assert sources(report) == {"A Plan": ("ledger",)}
    assert nights.cursor() == {"arxiv:cs.CL": "2026-11-23"}


def test_files_and_sources_are_merged(nights: Nights, world: World, tmp_path: Path) -> None:
    submit(world, 1, "A Plan of Several Words", "Our code will be released soon.", day(0))
    (tmp_path / "own.jsonl").write_text(
        '{"title": "A Plan of Several Words", "abstract": "Our code will be released soon."}\n'
        '{"title": "Another Paper", "abstract": "A study."}\n'
    )
    report = nights.run(day(0), str(tmp_path / "own.jsonl"), "arxiv:cs.CL")
    assert [len(paper.source) for paper in report.papers] == [2, 1]


@pytest.mark.parametrize("watch", [None, "off"])
@pytest.mark.parametrize("words", ["Our code will be released soon.", "We release our code."])
def test_unanswered_look_up_is_repeated_until_answered(
    nights: Nights, world: World, words: str, watch: str | None
) -> None:
    """Even if the list has moved on, and without watching, too."""
    world.github.repository("lab/plan", {"README.md": "# Plan", "main.py": PROGRAM})
    submit(world, 1, "A Plan for Several Things", f"We plan. {words}", day(0))
    settings: dict[str, Any] = {"discover": True, "watch": watch}
    world.fault("huggingface.co", too_many_requests(7200))
    for number in (0, 14):
        report = nights.run(day(number), "arxiv:cs.CL", **settings)
        assert (report.papers[0].verdict, exit_code(report)) == (PaperVerdict.UNVERIFIED, 3)
        assert nights.cursor() == {"arxiv:cs.CL": day(number).isoformat()}
    world.heal("huggingface.co")
    world.huggingface.paper("2611.00001", "A Plan for Several Things", github="https://github.com/lab/plan")
    report = nights.run(day(15), "arxiv:cs.CL", **settings)
    assert (report.papers[0].source, report.papers[0].verdict) == (("ledger",), PaperVerdict.AVAILABLE)
    assert exit_code(report) == 0
    assert nights.run(day(16), "arxiv:cs.CL", **settings).papers == ()


def test_papers_left_out_by_a_budget_are_read_later_without_watching_too(nights: Nights, world: World) -> None:
    world.github.repository("lab/tool", {"README.md": "# Tool", "main.py": PROGRAM})
    submit(world, 1, "A Tool", "Code is available at https://github.com/lab/tool.", day(0))
    report = nights.run(day(0), "arxiv:cs.CL", watch="off", budget_requests=1)
    assert (verdicts(report), exit_code(report)) == ({"A Tool": "unverified"}, 3)
    report = nights.run(day(1), "arxiv:cs.CL", watch="off")
    assert (verdicts(report), exit_code(report)) == ({"A Tool": "available"}, 0)


def test_open_promise_is_looked_up_every_night(nights: Nights, world: World) -> None:
    """A record may name today what it did not name yesterday, however fresh the cache is."""
    world.github.repository("lab/plan", {"README.md": "# Plan", "main.py": PROGRAM})
    submit(world, 1, "A Plan", "Our code will be released soon.", day(0))
    assert verdicts(nights.run(day(0), "arxiv:cs.CL", discover=True)) == {"A Plan": "missing"}
    world.huggingface.paper("2611.00001", "A Plan", github="https://github.com/lab/plan")
    report = nights.run(day(1), "arxiv:cs.CL", discover=True)
    assert [(change.kind, change.title) for change in report.changes] == [(ChangeKind.KEPT, "A Plan")]


@pytest.mark.parametrize("query", ["hf:9999-12-31", "arxiv:cs.CL/9999-12", "biorxiv:0001-01-01/9999-12-31"])
def test_first_and_last_dates_are_valid(nights: Nights, query: str) -> None:
    report = nights.run(day(0), query)
    assert (report.papers, report.notes) == ((), (f"{query}: 0 papers",))


def test_invalid_answer_is_not_served_from_the_cache(nights: Nights, world: World) -> None:
    """Complete lists are cached; pages read before the failure are not requested again."""
    for number in range(150):
        world.huggingface.paper(f"2610.{number:05}", f"Paper {number}", summary="A study.", day="2026-10-01")

    def wall(request: Request, honest: Honest) -> Any:
        return html("<!DOCTYPE html><title>Please sign in</title>") if "p=1" in request.target else honest()

    world.fault("huggingface.co", wall)
    report = nights.run(day(0), "hf:2026-10-01")
    assert (len(report.papers), exit_code(report)) == (100, 3)
    world.heal("huggingface.co")
    report = nights.run(day(1), "hf:2026-10-01")
    assert (len(report.papers), exit_code(report)) == (150, 0)
    pages = [line.rpartition("p=")[2] for line in world.asked("huggingface.co") if "daily_papers" in line]
    assert pages == ["0", "1", "1"]
