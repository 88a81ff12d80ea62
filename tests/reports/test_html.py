"""report.html in a real browser: what it shows, and how it is used."""

import re
from dataclasses import replace

import pytest
from playwright.sync_api import expect

from linkscan.models import Asset, Check, Checklist, Health, PaperVerdict, Promise
from linkscan.reports import csv as report_csv
from linkscan.reports.html import MOST
from linkscan.reports.report import Report
from linkscan.reports.summary import summarise
from tests.reports.browsing import Reader, crowd, info, titles
from tests.reports.payloads import FORMULAS, SCRIPTS


class TestPage:
    """The page as it opens."""

    def test_denominators_come_first(self, report: Report, reader: Reader) -> None:
        """Each number is shown with its total."""
        page = reader.open(report)
        assert page.locator("h2").first.inner_text() == "In numbers"
        assert (
            "Of 5 papers, 4 mention their code. It was found for 1 of these (25 %, 95 % interval 5 to 70 %)."
            in page.locator(".sum").inner_text()
        )
        assert page.locator(".card.missing").inner_text().split("\n") == ["2", "missing", "50 % of 4"]

    def test_reasons_for_an_incomplete_run_are_shown(self, report: Report, reader: Reader) -> None:
        """At the top, before any number."""
        notices = reader.open(report).locator("header .notice").all_inner_texts()
        assert notices[0] == "This run is not complete: budget spent: 3 addresses were not asked"
        assert len(notices) == 3

    def test_charts_have_their_numbers_as_tables(self, report: Report, bare: Report, reader: Reader) -> None:
        """There are four with a history and three without, each with its numbers as a table."""
        names = reader.open(report).locator(".chart h3").all_inner_texts()
        assert names == [
            "Code found, by year",
            "What the text says, and what was found",
            "Addresses, by host",
            "Promises, run by run",
        ]
        page = reader.open(bare)
        assert page.locator(".chart h3").all_inner_texts() == names[:3]
        assert page.locator("#chart-outcomes .parts").all_inner_texts() == [
            "1 dead\n1 unlinked\n1 unverified",
            "1 available\n1 placeholder\n1 unlinked",
        ]

    def test_the_charts_of_a_script_are_those_of_the_file(self, report: Report, reader: Reader) -> None:
        """charts.py draws them for readers without JavaScript, and charts.js again for the filtered papers."""
        scripted, plain = (
            [reader_page.locator(f".chart .{part}").all_inner_texts() for part in ("label", "value", "parts")]
            for reader_page in (reader.open(report), reader.open(report, java_script_enabled=False))
        )
        assert scripted == plain

    def test_charts_follow_the_filter(self, report: Report, reader: Reader) -> None:
        page = reader.open(report, "#verdict=missing")
        assert page.locator("#chart-shares .parts").all_inner_texts() == ["2 missing"]
        assert page.locator("#chart-scope").inner_text() == "Of the 2 papers that match the filters below."

    def test_shares_are_grouped_by_kept_columns_too(self, report: Report, reader: Reader) -> None:
        kept = [replace(paper, kept={"track": "main" if n % 2 else "other"}) for n, paper in enumerate(report.papers)]
        page = reader.open(replace(report, papers=tuple(kept)))
        page.select_option("#group-by", "track")
        assert page.locator("#shares-title").inner_text() == "Code found, by track"
        assert sorted(page.locator("#chart-shares .label").all_inner_texts()) == ["main", "other"]
        page.select_option("select[name=track]", "main")
        assert info(page) == "1 to 2 of 2 papers (of 5)"

    def test_letters_in_charts_can_be_read(self, report: Report, reader: Reader) -> None:
        """Twelve pixels at least, on a phone too."""
        page = reader.open(report, viewport={"width": 390, "height": 800})
        letters = "[...document.querySelectorAll('.chart *')].filter((each) => each.textContent.trim())"
        sizes = f"{letters}.map((each) => parseFloat(getComputedStyle(each).fontSize))"
        assert min(page.evaluate(sizes)) >= 12
        assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")

    def test_addresses_are_a_table_of_their_own(self, report: Report, reader: Reader) -> None:
        """With gone addresses, the new place of moved ones, and the papers that name them."""
        page = reader.open(report, "#health=gone")
        rows = page.locator("#links tbody tr")
        gone = [link for link in report.links if link.health == "gone"]
        assert rows.count() == len(gone) > 0
        assert page.locator("#links tbody .badge").first.inner_text() == "gone"
        page.select_option("select[name=health]", "")
        page.get_by_role("searchbox").fill(gone[0].url[8:])
        assert page.locator("#link-hits").inner_text().startswith("1 of ")

    def test_new_address_is_shown_below_a_moved_one(self, report: Report, reader: Reader) -> None:
        first, *others = report.links
        moved = replace(first, health=Health.MOVED, canonical="https://github.com/lab/new-name")
        page = reader.open(replace(report, links=(moved, *others)), "#health=moved")
        cell = page.locator("#links td.c-link-url")
        assert cell.inner_text().splitlines()[-1] == "→ github.com/lab/new-name"
        assert cell.locator("a").last.get_attribute("href") == "https://github.com/lab/new-name"

    def test_an_address_breaks_after_a_slash_and_is_copied_whole(self, report: Report, reader: Reader) -> None:
        first, *others = report.links
        long = replace(first, url="https://github.com/laboratory-of-things/a-repository-of-things", health=Health.GONE)
        page = reader.open(
            replace(report, links=(long, *others)), "#health=gone", viewport={"width": 390, "height": 844}
        )
        shown = page.locator("#links td.c-link-url a").filter(has_text="laboratory").first
        assert shown.inner_html().count("<wbr>") == 2
        assert shown.inner_text() == "github.com/laboratory-of-things/a-repository-of-things"

    @pytest.mark.parametrize("width", [390, 800])
    def test_long_word_does_not_widen_a_table(self, report: Report, reader: Reader, width: int) -> None:
        """Otherwise all columns but the first would be cut off in print."""
        first, *others = report.papers
        page = reader.open(
            replace(report, papers=(replace(first, title="A" * 300), *others)), viewport={"width": width, "height": 800}
        )
        page.emulate_media(media="print")
        excess = "[...document.querySelectorAll('.scroll')].map((each) => each.scrollWidth - each.clientWidth)"
        assert page.evaluate(excess) == [0, 0, 0]

    def test_a_title_in_arabic_runs_from_right_to_left(self, report: Report, reader: Reader) -> None:
        """And the text after it stays in place."""
        first, *others = report.papers
        title = "تعلم التمثيل العميق"
        page = reader.open(replace(report, papers=(replace(first, title=title), *others)))
        button = page.locator("button.title", has_text=title)
        assert button.evaluate("(each) => getComputedStyle(each).direction") == "rtl"
        assert page.locator("button.title").first.evaluate("(each) => getComputedStyle(each).textAlign") == "left"

    def test_a_title_is_in_the_language_of_its_script(self, report: Report, reader: Reader) -> None:
        """A Korean title breaks between words, and a Chinese one has Chinese glyphs."""
        languages = {
            "단계적 자기 검증 학습": "ko",
            "深層学習のための手法": "ja",
            "深度学习方法": "zh",
            "Deep Learning": None,
        }
        papers = tuple(replace(paper, title=title) for paper, title in zip(report.papers, languages, strict=False))
        page = reader.open(replace(report, papers=papers))
        for title, language in languages.items():
            button = page.locator("button.title", has_text=title)
            assert button.get_attribute("lang") == language
            breaking = button.evaluate("(each) => getComputedStyle(each).wordBreak")
            assert breaking == ("keep-all" if language == "ko" else "normal")

    def test_a_promise_of_code_and_models_is_one_sentence_to_read(self, report: Report, reader: Reader) -> None:
        promises = tuple(
            Promise("1", "A Plan", asset, None, "Code and models will be released.", None, "2024-01-01", 700)
            for asset in (Asset.CODE, Asset.MODEL)
        )
        page = reader.open(replace(report, overdue=promises))
        (line,) = page.locator("section[aria-labelledby=overdue] li").all_inner_texts()
        assert "A Plan · code, model" in line

    def test_a_report_without_claims_addresses_or_papers_says_so(self, report: Report, reader: Reader) -> None:
        silent = tuple(
            replace(paper, claims=(), links=(), verdict=PaperVerdict.NONE, by_hand=False) for paper in report.papers
        )
        empty = replace(report, links=(), changes=(), overdue=())
        page = reader.open(replace(empty, papers=silent, summary=summarise(silent, ())))
        assert page.locator(".sum").inner_text() == "Of 5 papers, none mentions its code."
        assert page.locator(".card.missing").inner_text().split("\n") == ["0", "missing"]
        assert page.locator("#links tbody").inner_text() == "There are no addresses in this report."
        assert page.locator("#link-controls").is_hidden()
        assert page.locator(".dt-paging:visible").count() == 0
        page = reader.open(replace(empty, papers=(), summary=summarise((), ())))
        assert page.locator("#papers tbody").inner_text() == "There are no papers in this report."

    def test_large_numbers_have_commas_everywhere(self, reader: Reader) -> None:
        page = reader.open(crowd(1200))
        assert "Of 1,200 papers, 1,200 mention their code" in page.locator(".sum").inner_text()
        assert page.locator("#hits").inner_text() == "1,200 of 1,200 papers"
        assert info(page) == "1 to 25 of 1,200 papers"
        assert "n = 1,200" in page.locator("#chart-shares").inner_text()
        page.emulate_media(media="print")
        assert re.search(r"\b1200\b", page.locator("main").inner_text()) is None

    def test_long_address_does_not_widen_an_opened_row(self, report: Report, reader: Reader) -> None:
        paper = next(paper for paper in report.papers if paper.links)
        copy = f"https://archive.example.org/browse/?origin_url=https%3A%2F%2F{'x' * 200}"
        links = tuple(
            replace(link, archive_url=copy, archived_at="2024-05-01T12:00:00.000000+00:00")
            if link.url == paper.links[0]
            else link
            for link in report.links
        )
        page = reader.open(replace(report, links=links))
        page.locator("button.title", has_text=paper.title).first.click()
        excess = (
            "[...document.querySelectorAll('.details, .item, .facts dd')].map((e) => e.scrollWidth - e.clientWidth)"
        )
        assert max(page.evaluate(excess)) <= 0
        assert "2024-05-01 12:00 UTC" in page.locator(".details").inner_text()

    def test_sources_of_a_paper_are_not_shown_as_json(self, report: Report, reader: Reader) -> None:
        first, *others = report.papers
        page = reader.open(replace(report, papers=(replace(first, source=("a.csv:1", "b.bib:2")), *others)))
        page.locator("button.title", has_text=first.title).first.click()
        assert "a.csv:1, b.bib:2" in page.locator(".details").inner_text()

    def test_counts_of_one_use_the_singular(self, report: Report, reader: Reader) -> None:
        papers, links = report.papers[:1], report.links[:1]
        page = reader.open(replace(report, papers=papers, links=links, summary=summarise(papers, links)))
        assert page.locator("#hits").inner_text() == "1 of 1 paper"
        assert page.locator("#link-hits").inner_text() == "1 of 1 address"
        assert info(page) == "1 to 1 of 1 paper"

    def test_the_checklist_of_a_repository_is_a_row_of_marks(self, report: Report, reader: Reader) -> None:
        """Each has a label for screen readers; a filter shows repositories that have or lack an item."""
        first, second, *others = report.links
        links = (
            replace(first, checklist=Checklist(license=Check(True, "LICENSE"), tests=Check(False))),
            replace(second, checklist=Checklist(license=Check(False))),
            *others,
        )
        page = reader.open(replace(report, links=links))
        page.select_option("select[name=checklist]", label="has license (1)")
        rows = page.locator("#links tbody tr")
        assert page.locator("#link-hits").inner_text().startswith("1 of ")
        marks = rows.first.locator(".mark")
        assert marks.count() == 12
        assert "".join(marks.locator("[aria-hidden]").all_inner_texts()) == "·····✓·✗····"
        assert marks.nth(5).locator(".unseen").text_content() == "license: yes, LICENSE"
        assert marks.nth(7).locator(".unseen").text_content() == "tests: no"
        assert marks.nth(0).locator(".unseen").text_content() == "dependencies: unknown"
        page.select_option("select[name=checklist]", label="lacks license (1)")
        assert second.url[8:] in rows.first.inner_text() or second.url in rows.first.inner_html()

    def test_print_shows_filtered_rows_or_those_that_need_attention(self, report: Report, reader: Reader) -> None:
        """Without a filter, neither papers without a code claim nor addresses that are ok are printed."""
        page = reader.open(report)
        page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
        verdicts = set(page.locator("#papers td.c-verdict").all_inner_texts())
        assert verdicts == {"missing", "unlinked", "available"}
        assert "ok" not in page.locator("#links td.c-link-health").all_inner_texts()
        silent = sum(paper.verdict in ("none", "unread") for paper in report.papers)
        well = sum(link.health == "ok" for link in report.links)
        assert page.locator("#left-out").inner_text().startswith(f"{silent} paper")
        assert page.locator("#links-left-out").inner_text().startswith(f"{well} address")
        page.emulate_media(media="print")
        assert page.locator("#link-hits").is_hidden()
        page.emulate_media(media="screen")
        page.evaluate("window.dispatchEvent(new Event('afterprint'))")
        assert len(titles(page)) == len(report.papers)
        assert page.locator("#left-out").is_hidden()

    def test_no_local_path_is_in_the_header(self, report: Report, reader: Reader) -> None:
        page = reader.open(replace(report, inputs=("/home/somebody/secret/papers.bib", "hf:week")))
        assert "Read from papers.bib, hf:week" in page.locator("header").inner_text()
        assert "/home/somebody" not in page.locator("header").inner_text()

    def test_manual_verdicts_are_counted_separately(self, report: Report, reader: Reader) -> None:
        corrected = [replace(paper, by_hand=paper.verdict == "available") for paper in report.papers]
        summary = summarise(corrected, report.links)
        page = reader.open(replace(report, papers=tuple(corrected), summary=summary))
        assert "found for 0 of these" in page.locator(".sum").inner_text()
        assert "1 more is available by hand" in page.locator(".sum").inner_text()
        page.select_option("select[name=hand]", "yes")
        assert len(titles(page)) == 1

    def test_missing_papers_stand_first(self, report: Report, reader: Reader) -> None:
        """Papers are in the order in which they need attention."""
        verdicts = reader.open(report).locator("#papers td.c-verdict").all_inner_texts()
        assert verdicts == ["missing", "missing", "unlinked", "available", "none"]

    def test_first_run_has_no_changes(self, bare: Report, reader: Reader) -> None:
        """A first run says so."""
        assert "There is no earlier run to compare with." in reader.open(bare).locator("main").inner_text()

    def test_report_without_papers(self, empty: Report, reader: Reader) -> None:
        """An empty report is valid."""
        assert "There are no papers in this report." in reader.open(empty).locator("#papers").inner_text()
        assert reader.said == []

    def test_without_javascript_numbers_and_charts_are_there(self, report: Report, reader: Reader) -> None:
        """Numbers, charts and changes are there; the table says where to look instead."""
        page = reader.open(report, java_script_enabled=False)
        assert page.locator(".chart").count() == 4
        assert page.locator(".chart svg.bar").count() >= 4
        assert "report.md and papers.csv" in page.locator("noscript").inner_text()

    def test_it_carries_the_licence_of_others_code(self, report: Report, reader: Reader) -> None:
        """The MIT licence requires its text to be included."""
        assert "Copyright SpryMedia Limited" in (reader.open(report).locator("footer pre").text_content() or "")

    def test_long_lists_are_cut_but_counted(self, report: Report, reader: Reader) -> None:
        """The rest are in the table."""
        page = reader.open(replace(report, changes=report.changes * MOST))
        assert page.locator("section[aria-labelledby=changes] li").count() == MOST
        assert f"and {MOST} more in the table" in (
            page.locator("section[aria-labelledby=changes]").text_content() or ""
        )


class TestUse:
    """Search, filters, sorting, columns, deep links and download, by mouse, keyboard and URL."""

    def test_a_filter_narrows_the_table_and_is_in_the_address(self, report: Report, reader: Reader) -> None:
        """Each narrows the table, shows how many rows are left, and is kept in the URL."""
        page = reader.open(report)
        for name, value, found in (
            ("verdict", "missing", {"2", "3"}),
            ("asset", "data", {"1"}),
            ("stance", "promised", {"1", "2"}),
            ("host", "github.com", {"1", "2", "3"}),
            ("changed", "yes", {"1", "3"}),
            ("changed", "no", {"2", "4", "5"}),
        ):
            page.select_option(f"select[name={name}]", value)
            assert set(titles(page)) == {paper.title for paper in report.papers if paper.id in found}
            papers = "paper" if len(found) == 1 else "papers"
            assert info(page) == f"1 to {len(found)} of {len(found)} {papers} (of 5)"
            assert page.url.endswith(f"#{name}={value}")
            page.select_option(f"select[name={name}]", "")

    def test_asset_and_stance_are_of_one_claim(self, report: Report, reader: Reader) -> None:
        """A paper that promises a model and releases code does not promise code."""
        page = reader.open(report, "#asset=data&stance=promised")
        assert titles(page) == []
        assert "No paper matches" in page.locator("#papers").inner_text()

    def test_search_finds_titles_identifiers_addresses_and_text(self, report: Report, reader: Reader) -> None:
        """Titles, identifiers, addresses and the words of the text."""
        page = reader.open(report)
        for words in ("compiler", "1843.00001", "github.com/alan", "will be released", "theory comm"):
            page.get_by_role("searchbox").fill(words)
            assert len(titles(page)) == 1, words
        page.get_by_role("searchbox").fill("zzz")
        assert titles(page) == []

    def test_one_button_clears_all_filters(self, report: Report, reader: Reader) -> None:
        """One button takes all filters back."""
        page = reader.open(report, "#q=compiler&verdict=missing")
        assert len(titles(page)) == 1
        page.get_by_role("button", name="Clear").click()
        expect(page.locator("#papers button.title")).to_have_count(5)
        assert page.get_by_role("searchbox").input_value() == ""

    def test_a_row_opens_by_keyboard(self, report: Report, reader: Reader) -> None:
        """It shows everything that was found: sentence, reason, evidence, metadata, archived copy."""
        page = reader.open(report)
        button = page.get_by_role("button", name="On Computable Numbers")
        button.press("Enter")
        assert button.get_attribute("aria-expanded") == "true"
        text = page.locator(".details").inner_text()
        assert "We release our machine at https://github.com/alan/machine." in text
        assert "the host answers 404" in text
        assert page.get_by_role("link", name="web.archive.org/web/2024").count() == 1
        button.press("Enter")
        assert (button.get_attribute("aria-expanded"), page.locator(".details").count()) == ("false", 0)

    def test_a_row_shows_its_metadata_and_changes(self, report: Report, reader: Reader) -> None:
        """The host's metadata, the repairs, and the changes since the last run."""
        text = reader.open(report, "#paper=1").locator(".details").inner_text()
        for told in (
            "stars\n42", "licence\nMIT", "last push\n2026-10-01", "repaired\nspaces removed, scheme added",
            "301 from github.com/ada/engine", "promise kept (code): placeholder, now available",
        ):  # fmt: skip
            assert told in text

    def test_a_deep_link_opens_its_paper(self, reader: Reader) -> None:
        """On whichever page of the table it is; the row has the focus."""
        page = reader.open(crowd(1000), "#paper=p777")
        assert page.locator(".details").count() == 1
        assert page.evaluate("document.activeElement.textContent").endswith("Number 777")
        assert page.get_by_role("button", name="Number 777").is_visible()

    def test_a_deep_link_to_nothing(self, report: Report, reader: Reader) -> None:
        """A stale link shows the table."""
        assert len(titles(reader.open(report, "#paper=nobody&x=%ZZ"))) == 5
        assert reader.said == []

    def test_links_in_the_page_lead_to_the_table(self, report: Report, reader: Reader) -> None:
        """From a number to its papers, from a change to its paper."""
        page = reader.open(report)
        page.locator(".card.unlinked a").click()
        expect(page.locator("#papers button.title")).to_have_count(1)
        page.locator(".events a").first.click()
        opened = page.locator("#papers button.title[aria-expanded=true]")
        expect(opened).to_have_text("Notes on an Analytical Engine")

    def test_a_column_is_sorted_by_keyboard(self, report: Report, reader: Reader) -> None:
        """The header is a button that shows the sort order."""
        page = reader.open(report)
        header = page.locator("#papers thead th").first
        header.get_by_role("button").press("Enter")
        expect(header).to_have_attribute("aria-sort", "ascending")
        assert titles(page) == sorted(titles(page), key=str.lower)

    def test_columns_are_chosen(self, report: Report, reader: Reader) -> None:
        """Hidden columns can be shown and vice versa."""
        page = reader.open(report)
        page.locator("#columns summary").click()
        page.get_by_role("checkbox", name="Reason").check()
        assert page.locator("#papers th.c-reason").count() == 1
        page.get_by_role("checkbox", name="Address of the code").uncheck()
        assert page.locator("#papers th.c-code_url").count() == 0

    def test_the_filtered_rows_as_csv(self, report: Report, reader: Reader) -> None:
        """The lines equal those of papers.csv, with formulas escaped in the same way."""
        nasty = [
            replace(report.papers[2], id=str(n), title=text, reason=text)
            for n, text in enumerate((*FORMULAS, 'a "quoted", text', *SCRIPTS))
        ]
        made = replace(report, papers=(*nasty, report.papers[0]))
        page = reader.open(made, "#verdict=missing")
        with page.expect_download() as download:
            page.get_by_role("button", name="Download as CSV").click()
        assert download.value.suggested_filename == "papers.csv"
        expected = report_csv.render(replace(made, papers=tuple(nasty)), "papers")
        assert sorted(download.value.path().read_bytes().decode().split("\r\n")) == sorted(expected.split("\r\n"))

    def test_print_has_no_paging(self, reader: Reader) -> None:
        """All rows that match the filters are printed, without the controls."""
        page = reader.open(crowd(60))
        page.emulate_media(media="print")
        page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
        assert len(titles(page)) == 60
        assert not page.locator("#controls").is_visible()
        page.evaluate("window.dispatchEvent(new Event('afterprint'))")
        assert len(titles(page)) == 25

    def test_colours_follow_light_and_dark(self, report: Report, reader: Reader) -> None:
        """As the system is set, and by a button."""
        page = reader.open(report, color_scheme="dark")
        dark = page.evaluate("getComputedStyle(document.body).backgroundColor")
        page.get_by_role("button", name="Light").click()
        assert page.evaluate("getComputedStyle(document.body).backgroundColor") != dark
        assert page.get_by_role("button", name="Dark").count() == 1

    def test_no_width_scrolls_sideways(self, report: Report, reader: Reader) -> None:
        """Not even the narrowest phone, with a row open."""
        page = reader.open(report, "#paper=1")
        for width in (320, 390, 768, 1280):
            page.set_viewport_size({"width": width, "height": 800})
            assert page.evaluate("document.documentElement.scrollWidth") <= width
