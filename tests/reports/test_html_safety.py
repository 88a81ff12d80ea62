"""report.html with untrusted text: nothing is executed, nothing is requested."""

import re
from dataclasses import replace
from importlib.resources import files
from pathlib import Path
from urllib.parse import quote

from playwright.sync_api import Browser, Page

from linkscan.models import (
    Asset,
    ClaimResult,
    ClaimVerdict,
    Content,
    Health,
    Judgement,
    LinkResult,
    Metadata,
    PaperResult,
    PaperVerdict,
    Redirect,
    Stance,
)
from linkscan.reports.html import SCRIPTS as SCRIPT_FILES
from linkscan.reports.html import render
from linkscan.reports.report import Report
from linkscan.reports.summary import summarise
from tests.reports.browsing import Reader
from tests.reports.payloads import FORMULAS, MARKDOWN, SCRIPTS


class TestSafety:
    """No untrusted text is executed, and nothing is requested."""

    PAYLOADS = (*SCRIPTS, *MARKDOWN, *FORMULAS)

    @classmethod
    def hostile(cls, report: Report) -> Report:
        """A report with each payload in every field that may be untrusted."""
        papers, links, changes = [], [], []
        for n, bad in enumerate(cls.PAYLOADS):
            url = f"https://h{n}.example/{bad}" if n % 2 else f"{bad}#{n}"
            claim = ClaimResult(Asset.CODE, Stance.PROMISED, url, bad, ClaimVerdict.DEAD, bad, bad, bad, bad)
            papers.append(
                PaperResult(f"{n}{bad}", bad, (bad,), bad, bad, bad, PaperVerdict.MISSING, bad, (url,), (claim,))
            )
            about = Metadata(
                bad, bad, bad, bad, license=bad, language=bad, languages=(bad,), topics=(bad,), files=(bad,),
                default_branch=bad, created_at=bad, pushed_at=bad, parent=bad, latest_release=bad,
            )  # fmt: skip
            links.append(
                LinkResult(
                    url, bad, (bad,), bad, host=bad, health=Health.MOVED, reason=bad, final_url=bad,
                    redirects=(Redirect(bad, 301, bad),), content=Content.PRESENT, content_reason=bad,
                    holdings={Asset.CODE: Judgement(Content.PRESENT, bad)}, code_url=bad, metadata=about,
                    archive_url=bad, checked_at=bad,
                )
            )  # fmt: skip
            changes.append(
                replace(
                    report.changes[0],
                    paper=f"{n}{bad}",
                    title=bad,
                    url=bad,
                    before=bad,
                    after=bad,
                    reason=bad,
                )
            )
        overdue = tuple(replace(report.overdue[0], paper=bad, title=bad, sentence=bad) for bad in cls.PAYLOADS)
        return replace(
            report, linkscan_version=cls.PAYLOADS[2], inputs=cls.PAYLOADS, incomplete=cls.PAYLOADS,
            notes=cls.PAYLOADS, compared_with=cls.PAYLOADS[2], papers=tuple(papers), links=tuple(links),
            changes=tuple(changes), overdue=overdue, summary=summarise(papers, links),
        )  # fmt: skip

    def test_payload_list_is_long_enough(self) -> None:
        """At least fifty that could execute something."""
        assert len(set(SCRIPTS)) >= 50

    def test_nothing_runs_and_nothing_is_requested(self, report: Report, reader: Reader) -> None:
        """Every row is opened, each payload searched for and each filter tried; the policy had nothing to block."""
        page = reader.open(self.hostile(report))
        page.select_option("select[name=rows]", "500")
        page.evaluate("for (const b of document.querySelectorAll('button.title')) b.click()")
        page.evaluate("for (const fold of document.querySelectorAll('details')) fold.open = true")
        assert page.locator(".details").count() == len(self.PAYLOADS)
        self.read_tree_snapshot(page)
        page.evaluate("for (const b of document.querySelectorAll('button.title')) b.click()")  # closed again
        page.select_option("select[name=rows]", "25")
        page.evaluate(
            """(payloads) => {
              const [search, host] = ['q', 'host'].map((name) => document.querySelector(`[name=${name}]`));
              const enter = (field, value) => {
                field.value = value;
                field.dispatchEvent(new Event('input', { bubbles: true }));
              };
              for (const payload of [...payloads, '']) enter(search, payload);
              for (const option of host.options) enter(host, option.value);
            }""",
            self.PAYLOADS,
        )
        self.read_tree_snapshot(page)
        page.evaluate("new Promise((idle) => requestIdleCallback(idle))")
        assert reader.said == []

    @staticmethod
    def read_tree_snapshot(page: Page) -> None:
        """Check for foreign elements, event handlers and links to other schemes."""
        made = page.evaluate(
            """() => ({
              names: [...new Set([...document.body.querySelectorAll('*')].map((e) => e.localName))],
              handlers: [...document.querySelectorAll('*')]
                .flatMap((e) => e.getAttributeNames()).filter((n) => n.startsWith('on')),
              links: [...document.querySelectorAll('a')].map((a) => a.protocol),
              scripts: document.scripts.length,
            })"""
        )
        ours = (
            "a b blockquote button col colgroup dd details div dl dt fieldset figcaption figure footer form "
            "g h1 h2 h3 header i input label legend li line main nav noscript option p pre q rect script "
            "section select span strong summary svg table tbody td text th thead time title tr ul wbr"
        )
        assert set(made["names"]) <= set(ours.split())
        assert (made["handlers"], made["scripts"]) == ([], len(SCRIPT_FILES) + 1)  # and the data
        assert set(made["links"]) <= {"https:", "http:", "file:"}

    def test_hostile_fragment_of_the_page(self, report: Report, reader: Reader) -> None:
        """The fragment is chosen by the sender of a link."""
        page = reader.open(report, f"#q={quote(SCRIPTS[2])}&verdict={quote(SCRIPTS[2])}&paper=%ZZ")
        for bad in (quote(payload, errors="replace") for payload in SCRIPTS):
            for fragment in (f"#q={bad}&verdict={bad}&host={bad}&paper={bad}", f"#{bad}", f"#{bad}={bad}"):
                page.evaluate("(fragment) => { location.hash = fragment }", fragment)
        self.read_tree_snapshot(page)
        assert reader.said == []

    def test_the_policy_allows_what_is_in_the_file_and_nothing_else(self, report: Report) -> None:
        """No inline code and no source but the hashes; and no attribute that would load anything."""
        text = render(report)
        (policy,) = re.findall(r'http-equiv="Content-Security-Policy" content="([^"]*)"', text)
        assert policy.startswith("default-src &#39;none&#39;; script-src &#39;sha256-")
        assert "unsafe" not in policy
        head = text.partition("<script type")[0]
        assert re.findall(r"\ssrc=|url\(|@import|<iframe|<object", head) == []
        assert re.findall(r"<link [^>]*>", head) == ['<link rel="icon" href="data:,">']

    def test_a_script_put_into_the_file_does_not_run(self, browser: Browser, report: Report, tmp_path: Path) -> None:
        """A second line of defence: the browser would refuse an injected script."""
        file = tmp_path / "report.html"
        bad = "<script>document.title = 'run'</script><img src=x onerror=\"document.title = 'run'\">"
        file.write_text(render(report).replace("<main>", f"<main>{bad}"), "utf-8")
        page = browser.new_page()
        page.goto(file.as_uri())
        assert page.title() != "run"
        page.close()

    def test_third_party_code_matches_its_notice(self) -> None:
        """The version in the file is the one that the script fetches, and its licence is next to it."""
        vendor = files("linkscan.reports") / "assets" / "vendor"
        (version,) = re.findall(r"^VERSION=(.+)$", (vendor / "fetch.sh").read_text("utf-8"), re.MULTILINE)
        assert f"DataTables {version}\n" in (vendor / "dataTables.min.js").read_text("utf-8")[:200]
        assert "MIT License" in (vendor / "dataTables.LICENSE.txt").read_text("utf-8")
