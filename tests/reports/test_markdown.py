"""report.md: the order of its sections, and untrusted text that never becomes markup."""

import re
from collections.abc import Sequence
from dataclasses import replace
from html import escape, unescape
from typing import Any

import cmarkgfm
import pytest
from markdown_it import MarkdownIt
from markdown_it.token import Token

from linkscan.models import Asset, Check, Checklist, ClaimVerdict, PaperVerdict
from linkscan.reports.completeness import with_content
from linkscan.reports.escaping import markdown, markdown_code, markdown_link
from linkscan.reports.markdown import MOST, OPEN, render
from linkscan.reports.report import Report
from linkscan.reports.summary import summarise
from tests.reports.payloads import MARKDOWN, SCRIPTS

GITHUB = MarkdownIt("gfm-like", {"html": True, "linkify": True})


def tokens(text: str) -> list[Token]:
    """Return all tokens of GitHub's Markdown, including inline ones."""
    return [inner for token in GITHUB.parse(text) for inner in (token, *(token.children or ()))]


def kinds(text: str) -> Sequence[str]:
    return [token.type for token in tokens(text)]


def headings(text: str) -> list[str]:
    return re.findall(r"^## (.*)$", text, re.MULTILINE)


def test_what_needs_attention_comes_first(report: Report) -> None:
    """Counts, promised but missing, changes, other missing ones, unknown ones, available ones."""
    assert headings(render(report)) == [
        "In numbers",
        "Promised, not found (1)",
        "Changes (2)",
        "Said to be released, not found (1)",
        "Said to be released, no address given (1)",
        "Unknown (0)",
        "Not read (0)",
        "Addresses that are gone (1)",
        "Addresses that have moved (1)",
        "Other material, not found (1)",
        "Available (1)",
    ]


def test_every_share_has_its_denominator(report: Report) -> None:
    """Each number is shown with its total."""
    text = render(report)
    assert "**5** papers, **4** of them with a claim about code" in text
    assert "**6** claims, 5 settled, **1** unknown" in text
    assert "| promised | 1 | 1 | 0 | 1 | 0 | 3 |" in text


def test_reasons_for_an_incomplete_run_are_at_the_top(report: Report) -> None:
    """Before any number."""
    top = render(report).partition("## In numbers")[0]
    assert "**This run is not complete:** budget spent: 3 addresses were not asked" in top
    assert "1 record could not be read and is not counted" in top


def test_missing_promise_shows_what_was_examined_and_when(report: Report) -> None:
    """No code found at T by M; the words of the paper; how long it has been open."""
    section = render(report).partition("## Promised, not found")[2].partition("## Changes")[0]
    assert "As of 2026-11-21 10:15 UTC" in section
    assert "no code found (placeholder): the file tree holds README.md and nothing else" in section
    assert " · overdue: open for 143 days, dated “upon acceptance”" in section
    assert "“The code will be available upon acceptance at " in section


def test_wording_accuses_nobody(report: Report) -> None:
    """The report states only what was found."""
    assert not re.search(r"\b(lie|lied|false|fake|broken promise|failed to|dishonest)\b", render(report), re.IGNORECASE)


def test_how_complete_the_releases_are(report: Report) -> None:
    listed = Checklist(license=Check(True, "LICENSE"), tests=Check(False))
    links = tuple(replace(link, checklist=listed) for link in report.links)
    whole = len(with_content(links))
    text = render(replace(report, links=links))
    assert f"Of **{whole}** repositor{'y' if whole == 1 else 'ies'} with content: {whole} license." in text
    assert f"| license | {whole} | 0 | 0 |" in text
    assert f"| tests | 0 | {whole} | 0 |" in text
    assert f"| citation | 0 | 0 | {whole} |" in text
    assert "with content" not in render(report)


def test_without_a_ledger_it_says_so(bare: Report) -> None:
    """The other sections are there all the same."""
    assert "There is no earlier run to compare with." in render(bare)


def test_papers_without_a_claim_have_no_share(bare: Report) -> None:
    papers = tuple(replace(paper, claims=(), verdict=PaperVerdict.NONE) for paper in bare.papers)
    told = render(replace(bare, papers=papers, summary=summarise(papers, bare.links)))
    assert "papers, **none** of them with a claim about code" in told
    assert "of these 0" not in told
    assert "missing: 0" not in told


def test_a_report_of_nothing_says_so(empty: Report) -> None:
    """A report without papers is valid."""
    assert "**0** papers" in render(empty)
    assert "## Available (0)\n\nNone.\n" in render(empty)


def test_long_lists_are_folded(bare: Report) -> None:
    """Some entries are shown, more are folded, and the rest is in the other formats."""
    paper = bare.papers[3]
    papers = tuple(replace(paper, id=str(n), title=f"Paper {n}") for n in range(MOST + 7))
    text = render(replace(bare, papers=papers, links=(), summary=summarise(papers, ())))
    section = text.partition("## Said to be released, not found")[2].partition("## Could")[0]
    before, fold, after = section.partition("<details>")
    assert before.count("\n- **Paper") == OPEN
    assert f"<summary>and {MOST - OPEN} more</summary>\n\n- **Paper" in fold + after
    assert "7 more are in the other formats of this report." in after
    assert kinds(section).count("html_block") == 2


@pytest.mark.parametrize("payload", [*SCRIPTS, *MARKDOWN])
def test_untrusted_text_is_not_markup(payload: str) -> None:
    """Rendered by GitHub's rules, a stranger's text is one run of plain text and addresses, whatever it looks like."""
    made = kinds(f"- **{markdown(payload)}** end")
    assert set(made) <= {
        "bullet_list_open", "list_item_open", "paragraph_open", "inline", "strong_open", "text",
        "text_special", "code_inline", "strong_close", "paragraph_close", "list_item_close", "bullet_list_close",
    }  # fmt: skip
    assert made.count("strong_open") == 1


@pytest.mark.parametrize("payload", ["@octocat", "see #12", "GH-3", "o/r#4", "//evil.example", "mailto:a@b.org"])
def test_no_user_is_mentioned(payload: str) -> None:
    """An invisible space breaks what GitHub would notify somebody about."""
    assert "\u200b" in markdown(payload)


ADDRESSES = [
    "https://evil.example",
    "WWW.x.org",
    "ftp://x.org/a_b*c",
    "http://www.x.org//a",
    "https://github.com/lab/tool/commit/0123abcdef",
    "http://x.org/?a=1&b=https://y.org",
    "https://example.org/~lab/[x]?q=a*b",
    "https://medium.com/@octocat",
    "https://x.org/#12",
]


@pytest.mark.parametrize("address", ADDRESSES)
def test_an_address_in_a_text_is_no_link_and_can_be_copied(address: str) -> None:
    """From the file and from the page; GitHub ignores mentions in code."""
    assert address in markdown(f"at {address} now")
    page = cmarkgfm.github_flavored_markdown_to_html(f"- **{markdown(f'at {address} now')}** end")
    assert "<a" not in page
    assert unescape(re.sub("<[^>]*>", "", page)).strip() == f"at {address} now end"


@pytest.mark.parametrize("address", ADDRESSES)
def test_the_text_of_a_link_is_its_address(address: str) -> None:
    """It can be copied from the page as shown, and contains no other link or mention."""
    page = cmarkgfm.github_flavored_markdown_to_html(markdown_link("https://x.org/", address))
    assert page.count("<a ") == 1
    assert unescape(re.sub("<[^>]*>", "", page)).strip() == address


@pytest.mark.parametrize("identifier", ["a-tool-2641145d", "@octocat#12", "Poster 12", "p_1*[x]"])
def test_an_identifier_can_be_copied(bare: Report, identifier: str) -> None:
    """From the file and from the page, since overrides and `linkscan history` take it."""
    text = render(replace(bare, papers=(replace(bare.papers[1], id=identifier, arxiv_id=None, doi=None, url=None),)))
    assert identifier in text
    assert f">{escape(identifier)}</code>" in cmarkgfm.github_flavored_markdown_to_html(text)


@pytest.mark.parametrize("payload", [*SCRIPTS, *MARKDOWN])
def test_no_payload_gets_through_anywhere(report: Report, payload: str) -> None:
    """In all untrusted fields at once: no HTML, no image, no foreign link."""
    claim = replace(report.papers[1].claims[0], sentence=payload, reason=payload, url=payload, found_url=payload)
    papers = tuple(
        replace(
            report.papers[1],
            id=payload,
            title=payload,
            doi=payload,
            verdict=verdict,
            claims=(replace(claim, verdict=of_claim),),
        )
        for verdict in PaperVerdict
        for of_claim in ClaimVerdict
    )
    changes = tuple(replace(c, title=payload, url=payload, reason=payload, before=payload) for c in report.changes)
    told: dict[str, Any] = {
        "url": payload,
        "canonical": payload,
        "final_url": payload,
        "reason": payload,
        "archive_url": payload,
    }
    links = tuple(replace(link, **told) for link in report.links)
    hostile = replace(report, papers=papers, links=links, changes=changes)
    text = render(replace(hostile, inputs=(payload,), notes=(payload,), incomplete=(payload,)))
    text.encode()
    made = tokens(text)
    html = [token.content.strip() for token in made if token.type.startswith("html")]
    assert html == ["<details><summary>show 5</summary>", "</details>"] * 2
    assert not [token for token in made if token.type in ("image", "fence", "code_block")]
    assert all(re.match(r"https?://|ftp://|www\.", t.content, re.IGNORECASE) for t in made if t.type == "code_inline")
    targets = {str(token.attrs["href"]) for token in made if token.type == "link_open"}
    assert all(target.startswith(("https://doi.org/", payload)) for target in targets)
    assert text.count("\n## ") == 10


def test_a_sentence_of_several_claims_is_quoted_once_under_a_heading(report: Report) -> None:
    """Code and other material are separate; it is on a line of its own in GitHub's rendering."""
    claim = report.papers[1].claims[0]
    both = replace(report.papers[1], claims=(claim, replace(claim, asset=Asset.DATA)))
    page = cmarkgfm.github_flavored_markdown_to_html(render(replace(report, papers=(both,))))
    items = re.findall(r"<li>(no (?:code|data) found.*?)</li>", page, re.DOTALL)
    assert [item.count("upon acceptance at") for item in items] == [1, 1]
    assert "<br />\n“The code will be available" in items[1]


def test_links_can_be_clicked(report: Report) -> None:
    """Intended links work, even with brackets, quotes and spaces in them."""
    claim = replace(report.papers[2].claims[0], url="https://e.example/a(b)[c] d>e", found_url=None)
    text = render(replace(report, papers=(replace(report.papers[2], claims=(claim,)),)))
    assert "(<https://e.example/a%28b%29%5Bc%5D%20d%3Ee>)" in text
    assert PaperVerdict.MISSING.value in text


def test_headings_add_up_to_the_numbers(report: Report) -> None:
    """Every paper with a code claim is under one heading; addresses are listed independently of claims."""
    counted = {title: int(number) for title, number in re.findall(r"^## (.*) \((\d+)\)$", render(report), re.MULTILINE)}
    by_verdict = report.summary.papers_by_verdict
    missing = counted["Promised, not found"] + counted["Said to be released, not found"]
    assert missing == by_verdict[PaperVerdict.MISSING]
    assert counted["Said to be released, no address given"] == by_verdict[PaperVerdict.UNLINKED]
    assert counted["Unknown"] == by_verdict[PaperVerdict.UNVERIFIED]
    assert counted["Available"] == by_verdict[PaperVerdict.AVAILABLE]
    assert f"- missing: {missing} = {counted['Promised, not found']} promised + " in render(report)
    silent = replace(report, papers=())
    assert "## Addresses that are gone (1)" in render(silent)


def test_no_local_path_is_in_the_header(report: Report) -> None:
    text = render(replace(report, inputs=("/home/somebody/secret/papers.bib",)))
    assert "papers.bib" in text
    assert "somebody" not in text


@pytest.mark.parametrize("text", ["deadbee1", "see 0123456789abcdef0123456789abcdef01234567", "@everyone"])
def test_no_hash_of_a_commit_is_linked(text: str) -> None:
    assert "\u200b" in markdown(text)
    assert "\u200b" not in markdown("defaced facade 1234567 beef1")


@pytest.mark.parametrize(
    ("text", "escaped"),
    [
        ("&lt;b&gt;", "&amp;lt;b&amp;gt;"),
        ("> said", "&gt; said"),
        ("<b>", "&lt;b&gt;"),
        ("a*b_c`d~e|f$g^h\\i[j]", "a\\*b\\_c\\`d\\~e\\|f\\$g\\^h\\\\i\\[j\\]"),
    ],
)
def test_each_character_is_shown_as_written(text: str, escaped: str) -> None:
    assert markdown(text) == escaped


def test_a_name_is_code_or_text() -> None:
    """Characters of HTML or code have no effect, and an empty name stays empty."""
    assert markdown_code("a_b @octocat") == "`a_b @octocat`"
    assert markdown_code("a`b") == "a\\`b"
    assert markdown_code("<b>") == "&lt;b&gt;"
    assert markdown_code("") == ""
