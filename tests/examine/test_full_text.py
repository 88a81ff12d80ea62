"""The text of a paper: which of its addresses are the authors' own, and where they are."""

from pathlib import Path

import pytest

from linkscan.examine.full_text import passages_of_html, read_full_text
from linkscan.examine.look_up import GapCause, LookUp
from linkscan.models import Asset, Channel, Paper, PaperVerdict, Response, ThirdPartyLink
from linkscan.papers import load_papers
from linkscan.pipeline import scan_async
from linkscan.text import read
from tests.world.programs import PROGRAM
from tests.world.world import World

PDF = Path(__file__).parent / "data" / "plan.pdf"
"""Two pages by fpdf2: a footnote with others' code, one with the authors' own code, and references."""
REPO = "https://github.com/lab/tool"
PAPER = Paper("2401.00001", "A Plan for Things", arxiv_id="2401.00001", abstract="The code will be released.")


def link(url: str) -> str:
    return f'<a href="{url}" title="" class="ltx_ref ltx_url ltx_font_typewriter">{url}</a>'


def footnote(text: str, number: int = 1) -> str:
    """A footnote as LaTeXML 0.8 writes it."""
    mark = f'<sup class="ltx_note_mark">{number}</sup>'
    return (
        f'<span id="footnote{number}" class="ltx_note ltx_role_footnote">{mark}<span class="ltx_note_outer">'
        f'<span class="ltx_note_content">{mark}\n  <span class="ltx_tag ltx_tag_note">{number}</span>\n {text}'
        "</span></span></span>"
    )


def section(title: str, *paragraphs: str) -> str:
    body = "".join(f'<div class="ltx_para"><p class="ltx_p">{text}</p></div>' for text in paragraphs)
    return f'<section class="ltx_section"><h2 class="ltx_title">{title}</h2>{body}</section>'


def named_in(html: str) -> tuple[ThirdPartyLink, ...]:
    """Return the claims found in a paper whose HTML has this body."""
    body = f"<article class='ltx_document'>{html}</article>".encode()
    flow = read_full_text(PAPER)
    (request,) = next(flow)
    with pytest.raises(StopIteration) as end:
        flow.send([Response(request.url, 200, body=body)])
    told: LookUp[tuple[ThirdPartyLink, ...]] = end.value.value
    return told.found


OWN = {
    "a footnote behind the full stop": (
        section("1 Introduction", f"Our code is publicly available.{footnote(link(REPO))}"),
        "footnote 1",
    ),
    "a footnote within the sentence": (
        section(
            "1 Introduction", "We test.", f"We release our code{footnote(f'See {link(REPO)}.', 3)} with this paper."
        ),
        "footnote 1",
    ),
    "a section": (
        section("Code availability", f"Our code is available at {link(REPO)}."),
        "its section Code availability",
    ),
    "a word that is the link": (
        section("6 Conclusion", f'Our code is available <a href="{REPO}" class="ltx_ref ltx_href">here</a>.'),
        "its section 6 Conclusion",
    ),
}


@pytest.mark.parametrize("name", OWN)
def test_the_authors_own_address_is_found_with_its_place(name: str) -> None:
    html, place = OWN[name]
    (found,) = named_in(html)
    assert found.url == REPO
    assert found.by == f"its authors, in {place}"
    assert (found.source, found.channel) == ("https://arxiv.org/html/2401.00001", Channel.FULL_TEXT)


OTHERS = {
    "what they use": section("4 Experiments", f"We use the implementation of Smith et al.{footnote(link(REPO))}"),
    "a baseline": section("4 Experiments", f"For the baseline we run the official code at {link(REPO)}."),
    "references": f'<section class="ltx_bibliography"><p>Lab. Our code is available at {link(REPO)}.</p></section>',
    "a data set of others": section("3 Data", f"We train on ImageNet ({link('https://image-net.org/')})."),
    "no address": section("Code availability", "Our code will be made available upon acceptance."),
    "nothing": "",
    "broken": "<section><p class='ltx_p'>We <span class=",
}


@pytest.mark.parametrize("name", OTHERS)
def test_address_of_others_is_not_a_release(name: str) -> None:
    assert named_in(OTHERS[name]) == ()


def test_marks_of_footnotes_do_not_stand_in_the_text() -> None:
    html = section("1 Introduction", f"Our code is available.{footnote(link(REPO))} It is fast.")
    assert [passage.text for passage in passages_of_html(html)] == [f"Our code is available ({REPO}). It is fast."]


def test_eighty_characters_of_a_heading_are_shown() -> None:
    (found,) = named_in(section("9 " + "x" * 90, f"Our code is available at {link(REPO)}."))
    assert found.by == f"its authors, in its section 9 {'x' * 78}"


@pytest.mark.parametrize("part", ["bibliography", "note_mark", "tag_note", "page_footer", "TOC", "page_navbar"])
def test_text_around_the_article_is_not_read(part: str) -> None:
    assert named_in(f'<div class="ltx_{part}"><p>Our code is available at {link(REPO)}.</p></div>') == ()


def texts(html: str) -> list[str]:
    return [passage.text for passage in passages_of_html(html)]


BLOCKS = ["p", "div", "section", "article", "li", "td", "h1", "h2", "h3", "h4", "h5", "h6", "figcaption"]
VOID = ["br", "img", "hr", "input", "link", "meta", "wbr", "col", "source", "embed", "area", "base"]


def test_truncated_page_is_read_as_far_as_it_goes() -> None:
    (passage,) = passages_of_html("<p>Our code is at https://github.com/lab/tool")
    assert passage.text == "Our code is at https://github.com/lab/tool"


@pytest.mark.parametrize("block", BLOCKS)
def test_a_block_is_a_passage_of_its_own(block: str) -> None:
    """Text before and after it belongs to other passages; headings are no passages."""
    html = f"one www.a.org<{block}>two www.b.org</{block}>three www.c.org"
    inner = [] if block in ("h2", "h3", "h4", "h5", "h6") else ["two www.b.org"]
    assert texts(html) == ["one www.a.org", *inner, "three www.c.org"]


@pytest.mark.parametrize("level", [2, 3, 4, 5, 6])
def test_a_passage_is_in_the_section_whose_heading_is_the_last(level: int) -> None:
    (passage,) = passages_of_html(f"<h2>Old</h2><p>text</p><h{level}>1 <b>New</b></h{level}><p>www.a.org</p>")
    assert passage.place == "its section 1 New"


@pytest.mark.parametrize("tag", VOID)
def test_an_element_without_an_end_opens_nothing(tag: str) -> None:
    """Otherwise the rest of the paragraph would be inside it."""
    assert texts(f'<{tag} class="ltx_note_mark">www.a.org') == ["www.a.org"]


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<script>www.x.org</script>See www.a.org", "See www.a.org"),
        ("<math>www.x.org</math>See www.a.org", "See www.a.org"),
        ('See <a href="https://a.org/b">https://a.org/…</a> now', "See https://a.org/b now"),
        ('See <a href="https://a.org/b">our code</a> now', "See https://a.org/b our code now"),
        ('See <a href="#S1">www.a.org</a> now', "See www.a.org now"),
        ('<span class="ltx_note_mark"><a href="https://x.org">1</a></span>See www.a.org', "See www.a.org"),
        ("See <i>www.a.org</b></i> now", "See www.a.org now"),
        ("<span>See <i>www.a.org</span> now", "See www.a.org now"),
        ("See www.a.org", "See www.a.org"),
        ("Our code.", None),
        ("Our code at github.com/lab/tool", "Our code at github.com/lab/tool"),
    ],
)
def test_a_passage_reads_as_a_reader_sees_it(html: str, text: str | None) -> None:
    """With addresses in place of link texts, and without footnote marks, formulas and code."""
    assert texts(html) == ([text] if text else [])


@pytest.mark.parametrize(
    ("before", "text"),
    [
        ("Our code is public.", "Our code is public (See www.a.org)."),
        ("Our code is public", "Our code is public (See www.a.org)"),
        ("Our code is public, ", "Our code is public (See www.a.org),"),
        ("", "See www.a.org"),
    ],
)
def test_a_footnote_stands_before_the_full_stop(before: str, text: str) -> None:
    note = '<span class="ltx_note ltx_role_footnote"><p>See <i>www.a.org</i></p></span>'
    (passage,) = passages_of_html(f"<p>{before}{note}</p>")
    assert (passage.text, passage.place) == (text, "footnote 1")


def test_footnotes_are_counted_and_the_first_with_an_address_is_the_place() -> None:
    notes = [f'<span class="ltx_role_footnote">{text}</span>' for text in ("none", "www.a.org", "www.b.org")]
    skipped = f'<div class="ltx_bibliography">{notes[0]}</div>'
    (passage,) = passages_of_html(f"{skipped}<p>One{notes[0]} two{notes[1]} three{notes[2]}</p>")
    assert passage.place == "footnote 2"
    within = f'<span class="ltx_role_footnote">www.a.org {notes[0]}</span>'
    (passage,) = passages_of_html(f"<p>One{within}</p>")
    assert (passage.text, passage.place) == ("One (www.a.org none)", "footnote 1")


def test_two_hundred_passages_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    """In a paper with endless addresses."""
    reading = read(Paper("", "", abstract=f"Our code is available at {REPO}."))
    plain = read(Paper("", "", abstract="It is at www.a.org."))
    monkeypatch.setattr("linkscan.text.read", lambda paper: reading if REPO in paper.abstract else plain)
    for before, found in ((199, 1), (200, 0)):
        assert len(named_in("<p>www.a.org</p>" * before + f"<p>Our code is available at {REPO}.</p>")) == found


def test_without_html_the_pdf_is_requested_and_without_an_id_nothing() -> None:
    flow = read_full_text(PAPER)
    (request,) = next(flow)
    assert request.max_body == 8_388_608
    (request,) = flow.send([Response(request.url, 404)])
    assert (request.url, request.max_body) == ("https://arxiv.org/pdf/2401.00001", 67_108_864)
    with pytest.raises(StopIteration) as end:
        flow.send([Response(request.url, 200, body=b"%PDF-1.5 and nothing that can be read")])
    told = end.value.value
    assert told.found == ()
    assert told.gap.cause is GapCause.UNREADABLE
    with pytest.raises(StopIteration):
        next(read_full_text(Paper("x", "No id", abstract="The code will be released.")))


@pytest.mark.anyio
async def test_a_claim_without_an_address_is_settled_by_the_text() -> None:
    """Only on request; the report shows where, and the summary how many."""
    async with World() as world:
        world.github.repository("lab/tool", {"README.md": "# Tool", "main.py": PROGRAM})
        body = section("1 Introduction", f"Our code is publicly available.{footnote(link(REPO))}")
        world.arxiv.paper("2401.00001", PAPER.title, abstract=PAPER.abstract, html=body)
        before = await scan_async([PAPER], world.settings())
        assert before.papers[0].verdict is PaperVerdict.MISSING
        assert not [line for line in world.asked("arxiv.org") if "/html/" in line]
        report = await scan_async([PAPER], world.settings(fulltext=True))
    (paper,) = report.papers
    (claim,) = paper.claims
    assert (paper.verdict, claim.asset, claim.found_url) == (PaperVerdict.AVAILABLE, Asset.CODE, REPO)
    assert "named by its authors, in footnote 1 (https://arxiv.org/html/2401.00001)" in claim.reason
    assert report.notes == ("1 claim without an address was looked up: 1 by the text of the paper",)


@pytest.mark.anyio
async def test_where_there_is_no_html_the_pdf_is_read_and_others_repositories_never_count() -> None:
    async with World() as world:
        world.github.repository("smith/planner", {"README.md": "# Planner", "main.py": PROGRAM})
        world.github.repository("lab/plan", {"README.md": "# Plan", "main.py": PROGRAM})
        world.arxiv.paper("2401.00001", PAPER.title, pdf=PDF.read_bytes())
        report = await scan_async([PAPER], world.settings(fulltext=True))
        world.github.remove("lab/plan")
        without = await scan_async([PAPER], world.settings(fulltext=True, cache=world.folder / "other"))
    (claim,) = report.papers[0].claims
    assert claim.found_url == "https://github.com/lab/plan"
    assert "named by its authors, in its page 1, footnote 2 (https://arxiv.org/pdf/2401.00001)" in claim.reason
    assert without.papers[0].verdict is PaperVerdict.MISSING


@pytest.mark.anyio
async def test_a_pdf_that_is_given_is_read_with_the_place_of_each_claim() -> None:
    async with World() as world:
        world.github.repository("smith/planner", {"README.md": "# Planner", "main.py": PROGRAM})
        world.github.repository("lab/plan", {"README.md": "# Plan", "main.py": PROGRAM})
        report = await scan_async(load_papers(PDF), world.settings())
        world.github.remove("lab/plan")
        without = await scan_async(load_papers(PDF), world.settings(cache=world.folder / "other"))
    (paper,) = report.papers
    placed = {claim.origin: claim.url for claim in paper.claims if claim.url}
    assert placed == {
        "page 1, footnote 2": "https://github.com/lab/plan",
        "page 2": "https://zenodo.org/records/7654321",
    }
    assert paper.verdict is PaperVerdict.AVAILABLE
    assert without.papers[0].verdict is PaperVerdict.MISSING
    assert {link.url for link in without.links} >= {"https://github.com/smith/planner"}
