"""report.html for everybody: axe-core, keyboards, narrow screens; and ten thousand papers."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from linkscan.reports.html import render
from linkscan.reports.report import Report
from tests.reports.browsing import Reader, crowd, info


class TestAccess:
    """axe-core finds nothing to complain of, in any state of the page."""

    @pytest.mark.parametrize(("scheme", "width", "fragment"), [
        ("light", 1280, ""),
        ("light", 390, "#paper=1"),
        ("dark", 1280, "#paper=1"),
        ("dark", 390, "#q=zzz"),
    ])  # fmt: skip
    def test_no_rule_of_accessibility_is_violated(
        self, report: Report, reader: Reader, scheme: str, width: int, fragment: str
    ) -> None:
        """Light and dark, phone and desk, with a row open and with nothing found."""
        page = reader.open(report, fragment, color_scheme=scheme, viewport={"width": width, "height": 900})
        page.evaluate("for (const fold of document.querySelectorAll('details')) fold.open = true")
        assert self.violations(page) == []

    def test_no_violations_in_a_crowd(self, reader: Reader) -> None:
        """With pages to turn."""
        assert self.violations(reader.open(crowd(200))) == []

    def test_no_violations_where_there_is_nothing(self, empty: Report, reader: Reader) -> None:
        """An empty table is a table."""
        assert self.violations(reader.open(empty)) == []

    @staticmethod
    def violations(page: Page) -> list[str]:
        # axe is put in through the browser's own door: the page itself would not run it.
        found = Axe().run(page).response["violations"]
        return [f"{v['id']}: {node['html'][:200]}" for v in found for node in v["nodes"]]


class TestSize:
    """Ten thousand papers without a stutter."""

    def test_ten_thousand_papers_stay_usable(self, reader: Reader) -> None:
        """Usable soon after it is opened; each filter answers at once. The limits are for a slow machine."""
        made = crowd(10_000)
        assert len(render(made).encode()) < 25_000_000
        page = reader.open(made)
        ready = page.evaluate("performance.now()")
        response = page.evaluate(
            """() => {
              const timed = (name, value) => {
                const field = document.querySelector(`[name=${name}]`);
                const start = performance.now();
                field.value = value;
                field.dispatchEvent(new Event('input', { bubbles: true }));
                return performance.now() - start;
              };
              return [['verdict', 'missing'], ['verdict', ''], ['q', 'number 77'], ['q', '']]
                .map(([name, value]) => timed(name, value));
            }"""
        )
        assert ready < 8000
        assert max(response) < 1500
        assert info(page) == "1 to 25 of 10,000 papers"
