"""Reports for the tests, one of which contains every word of every vocabulary."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext

from linkscan.models import (
    SCHEMA_VERSION,
    Asset,
    Change,
    ChangeKind,
    ClaimResult,
    ClaimVerdict,
    Content,
    Health,
    Judgement,
    Kind,
    LinkResult,
    Metadata,
    PaperResult,
    PaperVerdict,
    Promise,
    Redirect,
    Stance,
    TrendPoint,
)
from linkscan.reports.report import Report
from linkscan.reports.summary import summarise
from tests.reports.browsing import CHROMIUM, NO_CHROMIUM, Reader, chromium

NOW = "2026-11-21T10:15:00Z"
EARLIER = "2026-11-14T10:15:00Z"
REPO = "https://github.com/ada/engine"
SOON = "https://github.com/grace/compiler"
GONE = "https://github.com/alan/machine"
PAGE = "https://lab.example.org/project"

PAPERS = (
    PaperResult(
        id="1",
        title="Notes on an Analytical Engine",
        source=("daily.txt:3", "weekly.txt:9"),
        arxiv_id="1843.00001",
        verdict=PaperVerdict.AVAILABLE,
        reason="the file tree holds engine.py",
        links=(REPO,),
        claims=(
            ClaimResult(
                Asset.CODE,
                Stance.PROMISED,
                REPO,
                f"Code will be released at {REPO}.",
                ClaimVerdict.AVAILABLE,
                "the file tree holds engine.py",
                first_seen="2026-08-01T10:15:00Z",
                changed_at=NOW,
            ),
            ClaimResult(
                Asset.DATA,
                Stance.RELEASED,
                PAGE,
                f"All cards are at {PAGE}.",
                ClaimVerdict.UNVERIFIED,
                "lab.example.org: no answer in time",
                first_seen="2026-08-01T10:15:00Z",
            ),
        ),
    ),
    PaperResult(
        id="2",
        title="A Compiler for Everyone",
        source=("daily.txt:7",),
        doi="10.1145/800025.1198",
        verdict=PaperVerdict.MISSING,
        reason="promised; README only",
        links=(SOON,),
        claims=(
            ClaimResult(
                Asset.CODE,
                Stance.PROMISED,
                SOON,
                f"The code will be available upon acceptance at {SOON}.",
                ClaimVerdict.PLACEHOLDER,
                "the file tree holds README.md and nothing else",
                first_seen="2026-07-01T10:15:00Z",
            ),
            ClaimResult(
                Asset.MODEL,
                Stance.PROMISED,
                None,
                "Weights will follow soon.",
                ClaimVerdict.UNLINKED,
                "no address in the text",
            ),
        ),
    ),
    PaperResult(
        id="3",
        title="On Computable Numbers",
        verdict=PaperVerdict.MISSING,
        reason="the address is gone",
        links=(GONE,),
        claims=(
            ClaimResult(
                Asset.CODE,
                Stance.RELEASED,
                GONE,
                f"We release our machine at {GONE}.",
                ClaimVerdict.DEAD,
                "the host answers 404",
            ),
        ),
    ),
    PaperResult(
        id="4",
        title="A Mathematical Theory of Communication",
        verdict=PaperVerdict.UNLINKED,
        reason="no address in the text",
        claims=(
            ClaimResult(
                Asset.CODE,
                Stance.RELEASED,
                None,
                "Our code is public.",
                ClaimVerdict.UNLINKED,
                "no address in the text",
            ),
        ),
    ),
    PaperResult(id="5", title="Plain Living", reason="no claim about code"),
)

LINKS = (
    LinkResult(
        REPO,
        raw="github . com/ada/engine",
        repairs=("spaces removed", "scheme added"),
        canonical="https://github.com/ada/difference-engine",
        kind=Kind.REPOSITORY,
        host="github.com",
        health=Health.MOVED,
        reason="renamed to ada/difference-engine",
        status_code=200,
        final_url="https://github.com/ada/difference-engine",
        redirects=(Redirect(REPO, 301, "https://github.com/ada/difference-engine"),),
        content=Content.PRESENT,
        content_reason="the file tree holds engine.py",
        holdings={
            Asset.CODE: Judgement(Content.PRESENT, "engine.py"),
            Asset.DATA: Judgement(Content.UNKNOWN, ""),
        },
        metadata=Metadata(
            full_name="ada/difference-engine",
            stars=42,
            license="MIT",
            language="Python",
            topics=("history", "computing"),
            pushed_at="2026-10-01T00:00:00Z",
            archived=False,
            files=("README.md", "engine.py"),
        ),
        checked_at=NOW,
        attempts=1,
        elapsed_ms=120,
    ),
    LinkResult(
        SOON,
        raw=SOON,
        canonical=SOON,
        kind=Kind.REPOSITORY,
        host="github.com",
        health=Health.OK,
        reason="answers",
        status_code=200,
        final_url=SOON,
        content=Content.PLACEHOLDER,
        content_reason="README.md and nothing else",
        metadata=Metadata(full_name="grace/compiler", stars=0, pushed_at="2025-02-01T00:00:00Z"),
        checked_at=NOW,
        from_cache=True,
        attempts=2,
    ),
    LinkResult(
        GONE,
        raw=GONE,
        canonical=GONE,
        kind=Kind.REPOSITORY,
        host="github.com",
        health=Health.GONE,
        reason="the host answers 404",
        status_code=404,
        final_url=GONE,
        archive_url="https://web.archive.org/web/2024/https://github.com/alan/machine",
        checked_at=NOW,
        attempts=1,
    ),
    LinkResult(
        PAGE,
        raw=PAGE,
        canonical=PAGE,
        kind=Kind.PAGE,
        host="lab.example.org",
        health=Health.UNREACHABLE,
        reason="no answer in time",
        attempts=4,
    ),
)

CHANGES = (
    Change(
        ChangeKind.KEPT,
        "1",
        "Notes on an Analytical Engine",
        Asset.CODE,
        REPO,
        "placeholder",
        "available",
        "the file tree holds engine.py",
        NOW,
    ),
    Change(
        ChangeKind.GONE,
        "3",
        "On Computable Numbers",
        Asset.CODE,
        GONE,
        "available",
        "dead",
        "the host answers 404",
        NOW,
    ),
)

OVERDUE = (
    Promise(
        "2",
        "A Compiler for Everyone",
        Asset.CODE,
        SOON,
        f"The code will be available upon acceptance at {SOON}.",
        "upon acceptance",
        "2026-07-01T10:15:00Z",
        143,
    ),
)


@pytest.fixture(scope="session")
def bare() -> Report:
    """A report of a first run, without a ledger."""
    return Report(
        schema_version=SCHEMA_VERSION,
        linkscan_version="0.1.0",
        generated_at=NOW,
        inputs=("daily.txt", "weekly.txt"),
        summary=summarise(PAPERS, LINKS),
        papers=PAPERS,
        links=LINKS,
    )


@pytest.fixture(scope="session")
def report(bare: Report) -> Report:
    """A report with a history that has every kind of result and change."""
    counts = bare.summary.claims_by_stance
    return replace(
        bare,
        skipped=1,
        incomplete=("budget spent: 3 addresses were not asked",),
        notes=("lab.example.org rests after 4 refusals",),
        compared_with=EARLIER,
        changes=CHANGES,
        overdue=OVERDUE,
        trend=(TrendPoint(EARLIER, counts), TrendPoint(NOW, counts)),
    )


@pytest.fixture(scope="session")
def empty(bare: Report) -> Report:
    """A report without papers."""
    return replace(bare, inputs=(), papers=(), links=(), summary=summarise((), ()))


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    if CHROMIUM is None:
        pytest.skip(NO_CHROMIUM)
    with chromium() as browser:
        yield browser


@pytest.fixture(scope="module")
def browser_context(browser: Browser) -> BrowserContext:
    """The browser context of tests without options; it keeps no state between them."""
    return browser.new_context()


@pytest.fixture
def reader(browser_context: BrowserContext, tmp_path: Path) -> Iterator[Reader]:
    reader = Reader(browser_context, tmp_path)
    yield reader
    reader.close()
