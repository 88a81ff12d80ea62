"""A real browser for the tests of the HTML report, and the reports that they open."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Dialog,
    Page,
    Request,
    sync_playwright,
)

from linkscan.models import (
    Asset,
    ClaimResult,
    ClaimVerdict,
    Health,
    LinkResult,
    Metadata,
    PaperResult,
    PaperVerdict,
    Stance,
)
from linkscan.reports.html import render
from linkscan.reports.report import Report
from linkscan.reports.summary import summarise

CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
NO_CHROMIUM = "no Chromium: install the Debian package chromium, or set CHROMIUM to one"


@contextmanager
def chromium() -> Iterator[Browser]:
    """Run the system's browser, headless."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


class Reader:
    """A reader who opens a report; `said` lists requests, dialogs and errors of the page."""

    def __init__(self, context: BrowserContext, folder: Path) -> None:
        self._context = context
        self._file = folder / "report.html"
        self._opened: list[Page | BrowserContext] = []
        self.said: list[str] = []

    def open(self, report: Report, fragment: str = "", **options: Any) -> Page:
        """Write the report and open it; given options, a separate browser context is used."""
        self._file.write_text(render(report), "utf-8")
        browser = self._context.browser
        assert browser is not None
        context = browser.new_context(**options) if options else self._context
        page = context.new_page()
        self._opened.append(context if options else page)
        page.on("request", self._asked)
        page.on("console", self._complained)
        page.on("pageerror", lambda error: self.said.append(str(error)))
        page.on("dialog", self._interrupted)
        page.goto(f"{self._file.as_uri()}{fragment}")
        if options.get("java_script_enabled", True):
            page.wait_for_selector("html[data-ready=yes]", state="attached")
        return page

    def close(self) -> None:
        for each in self._opened:
            each.close()

    def _asked(self, request: Request) -> None:
        if not request.url.startswith("file:"):
            self.said.append(request.url)

    def _complained(self, message: ConsoleMessage) -> None:
        self.said.append(message.text)

    def _interrupted(self, dialog: Dialog) -> None:
        self.said.append("dialog")
        dialog.dismiss()


def titles(page: Page) -> list[str]:
    return page.locator("#papers button.title").all_inner_texts()


def info(page: Page) -> str:
    return page.locator(".dt-info").inner_text()


def crowd(number: int) -> Report:
    """A report on many papers, each with a claim and a link."""
    verdicts, stances, healths = (
        list(ClaimVerdict),
        list(Stance),
        [Health.OK, Health.GONE, Health.UNREACHABLE],
    )
    outcome = [PaperVerdict.AVAILABLE, PaperVerdict.MISSING, PaperVerdict.MISSING, PaperVerdict.UNLINKED]
    papers, links = [], []
    for n in range(number):
        url = f"https://github.com/owner{n}/repository{n}"
        claim = ClaimResult(
            Asset.CODE,
            stances[n % 2],
            url,
            f"Our code is available at {url}.",
            verdicts[n % 5],
            "the file tree holds train.py and 41 other source files",
            first_seen="2026-08-01T10:15:00Z",
        )
        papers.append(
            PaperResult(
                f"p{n}",
                f"A Rather Long Title on Learning Some Thing from Some Other Thing, Number {n}",
                (f"daily.txt:{n}",),
                f"2401.{n:05}",
                verdict=[*outcome, PaperVerdict.UNVERIFIED][n % 5],
                reason=claim.reason,
                links=(url,),
                claims=(claim,),
            )
        )
        metadata = Metadata(f"owner{n}/repository{n}", stars=n, license="MIT", pushed_at=f"20{15 + n % 12}-01-01")
        links.append(
            LinkResult(
                url,
                url,
                canonical=url,
                host="github.com",
                health=healths[n % 3],
                reason="answers",
                metadata=metadata,
            )
        )
    made = tuple(papers), tuple(links)
    return Report(1, "0.1.0", "2026-11-21T10:15:00Z", ("daily.txt",), summarise(*made), *made)
