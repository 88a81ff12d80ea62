"""report.html for everybody: axe-core, keyboards, narrow screens; and ten thousand papers."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from linkscan.reports.html import render
from linkscan.reports.report import Report
from tests.reports.browsing import Reader, crowd, info


class TestAccess:
    """axe-core finds no violation in any state of the page."""

    @pytest.mark.parametrize(("scheme", "width", "fragment"), [
        ("light", 1280, ""),
        ("light", 390, "#paper=1"),
        ("dark", 1280, "#paper=1"),
        ("dark", 390, "#q=zzz"),
    ])  # fmt: skip
    def test_no_rule_of_accessibility_is_violated(
        self, report: Report, reader: Reader, scheme: str, width: int, fragment: str
    ) -> None:
        """Light and dark, phone and desktop, with an open row and with no match."""
        page = reader.open(report, fragment, color_scheme=scheme, viewport={"width": width, "height": 900})
        page.evaluate("for (const fold of document.querySelectorAll('details')) fold.open = true")
        assert self.violations(page) == []

    def test_no_violations_with_many_papers(self, reader: Reader) -> None:
        """With paging."""
        assert self.violations(reader.open(crowd(200))) == []

    def test_no_violations_in_an_empty_report(self, empty: Report, reader: Reader) -> None:
        """An empty table is valid."""
        assert self.violations(reader.open(empty)) == []

    @staticmethod
    def violations(page: Page) -> list[str]:
        # axe is injected by the browser, because the policy of the page would block it.
        found = Axe().run(page).response["violations"]
        return [f"{v['id']}: {node['html'][:200]}" for v in found for node in v["nodes"]]


class TestSize:
    """Thousands of papers stay fast: the number of rendered elements does not grow with them."""

    def test_a_paper_costs_two_kilobytes(self) -> None:
        few, many = (len(render(crowd(papers)).encode()) for papers in (100, 1100))
        assert (many - few) / 1000 < 2500

    def test_many_papers_are_rendered_page_by_page(self, reader: Reader) -> None:
        """The number of elements of the page, and how many each filter adds."""
        few, many = reader.open(crowd(400)), reader.open(crowd(4000))
        assert info(many) == "1 to 25 of 4,000 papers"
        assert self.drawn(few) == self.drawn(many)
        assert max(self.drawn(many)) < 2500

    @staticmethod
    def drawn(page: Page) -> list[int]:
        counts: list[int] = page.evaluate(
            """() => {
              const added = (name, value) => {
                const seen = new MutationObserver(() => {});
                seen.observe(document.body, { childList: true, subtree: true });
                const field = document.querySelector(`[name=${name}]`);
                field.value = value;
                field.dispatchEvent(new Event('input', { bubbles: true }));
                const records = seen.takeRecords();
                seen.disconnect();
                return records.reduce((sum, record) => sum + record.addedNodes.length, 0);
              };
              return [
                document.querySelectorAll('*').length,
                ...[['verdict', 'missing'], ['verdict', ''], ['q', 'number'], ['q', '']]
                  .map(([name, value]) => added(name, value)),
              ];
            }"""
        )
        return counts
