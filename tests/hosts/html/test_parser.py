"""A page is parsed as a reader sees it, and no page can stall the parser."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkscan.hosts.html.page import Anchor, Page
from linkscan.hosts.html.parser import read_page
from tests.steps import assert_linear

URL = "https://lab.org/work/"


def read(text: str) -> Page:
    return read_page(text, URL)


def the_link(text: str) -> Anchor:
    (anchor,) = read(text).anchors
    return anchor


def test_title_headings_and_paragraphs() -> None:
    page = read("<title> A\n title </title><h1>Head <b>line</b></h1><p>One.<p>Two <i>words</i><div>Three</div>")
    assert page.title == "A title"
    assert page.headings == ("Head line",)
    assert page.paragraphs == ("Head line", "One.", "Two words", "Three")


def test_first_of_several_titles_counts() -> None:
    assert read("<title></title><title>One</title><svg><title>Icon</title></svg><title>Two</title>").title == "One"


@pytest.mark.parametrize(
    ("text", "prose"),
    [
        ("<p>four words are here", 4),
        ("<p>two words <a href=x>and a link</a>", 2),
        ("<nav>menu words</nav><p>one", 1),
        ("<div class='site-footer'><p>foot words</p></div>one", 1),
        ("<script>var x = 'no words'</script><style>p {}</style><noscript>switch it on</noscript>one", 1),
        ("<template>none</template><textarea>none</textarea><option>none</option>one", 1),
        ("代码可以在这里下载", 4),
        ("it's one-word", 2),
    ],
)
def test_prose_is_what_there_is_to_read(text: str, prose: int) -> None:
    assert read(text).prose == prose


def test_character_references_are_resolved_once() -> None:
    """`&amp;lt;` is how a page writes about `&lt;`."""
    page = read("<p>plain &amp;lt; text</p><p>marked &amp;lt; <a href=x>a &amp;lt; link</a></p>")
    assert page.paragraphs == ("plain &lt; text", "marked &lt; a &lt; link")
    assert page.anchors[0].text == "a &lt; link"


def test_counting_of_prose_stops_early() -> None:
    """The rules only need to know of a hundred or two words."""
    assert 200 <= read("<p>" + "some words<br>" * 2_000).prose < 210


@pytest.mark.parametrize(
    ("text", "url"),
    [
        ("<a href='code.zip'>x</a>", "https://lab.org/work/code.zip"),
        ("<a href='/code'>x</a>", "https://lab.org/code"),
        ("<a href='//git.org/a/b'>x</a>", "https://git.org/a/b"),
        ("<a href=' https://git.org/a/b\n'>x</a>", "https://git.org/a/b"),
        ("<a HREF=https://git.org/a&amp;b>x</a>", "https://git.org/a&b"),
        ("<base href='https://other.org/x/'><a href='y'>x</a>", "https://other.org/x/y"),
        ("<svg><a xlink:href='https://git.org/a/b'><text>x</text></a></svg>", "https://git.org/a/b"),
        ("<map><area href='y' alt='x'></map>", "https://lab.org/work/y"),
        ("<button onclick=\"window.open('https://git.org/a/b')\">x</button>", "https://git.org/a/b"),
        ("<a href='#' onclick=\"location.href='https://git.org/a/b'\">x</a>", "https://git.org/a/b"),
        ("<a href='#'>x</a>", None),
        ("<a href=''>x</a>", None),
        ("<a>x</a>", None),
        ("<a href='javascript:void(0)'>x</a>", None),
        ("<button>x</button>", None),
        ("<span class='btn btn-dark'>x</span>", None),
        ("<a href='http://['>x</a>", None),
    ],
)
def test_a_link_leads_where_a_browser_would_go(text: str, url: str | None) -> None:
    assert the_link(text).url == url


@pytest.mark.parametrize(
    "text",
    ["<a href='#part'>x</a>", "<a name='part'></a>", "<p class='text'>x</p>", "<!-- <a href=x> -->"],
)
def test_link_without_a_web_target_is_no_link(text: str) -> None:
    assert read(text).anchors == ()


def test_link_knows_its_text_style_and_neighbours() -> None:
    link = the_link(
        "<h2>Links</h2><p>Our code is <a class='button' aria-label='Source' href='https://git.org/a/b'>"
        "<i class='fab fa-github'></i><svg><title>GitHub</title><path d='M8 0c4.42 0'/></svg> here <b>now"
        "</b></a>, enjoy.</p>"
    )
    assert (link.text, link.label) == ("here now", "Source GitHub")
    assert (link.before, link.after, link.heading) == ("Our code is", ", enjoy.", "Links")
    assert link.look == "button fab fa-github m8 0c4.42 0"


@pytest.mark.parametrize("size", [50, 250, 320, 1500])
@pytest.mark.parametrize("shift", range(4))
def test_neighbours_of_a_link_do_not_depend_on_the_markup_between(size: int, shift: int) -> None:
    """The context is looked for in a few hundred characters first, which may begin within a tag."""
    icons = f"<i class='{'x' * size}'>{' ' * shift}</i>" * 2
    link = the_link(f"<p>Before.<p>Our code {icons}is <a href=x>here</a>{icons}, enjoy.<p>After.")
    assert (link.before, link.after) == ("Our code is", ", enjoy.")


def test_no_part_of_a_tag_is_a_neighbour_of_a_link() -> None:
    assert the_link(f"<p>Our code <i class='{'x' * 5000}'></i>is <a href=x>here</a>").before == "is"


@pytest.mark.parametrize("words", [100, 2000])
def test_neighbours_of_a_link_are_the_nearest_words(words: int) -> None:
    link = the_link(f"<p>{'before ' * words}<a href=x>here</a>{' after' * words}")
    assert (link.before, link.after) == (f"{'before ' * 22}before"[-160:], f"{'after ' * 27}"[:160])


@pytest.mark.parametrize(
    ("text", "region"),
    [
        ("<footer><p><a href=x>x</a></footer>", "footer"),
        ("<div id='footer'><div><a href=x>x</a></div></div>", "footer"),
        ("<nav><a href=x>x</a></nav>", "nav"),
        ("<footer>gone</footer><a href=x>x</a>", ""),
        ("<div class=navbar></div><div><a href=x>x</a></div>", ""),
        ("<div class='footnote'><a href=x>x</a></div>", ""),
    ],
)
def test_link_knows_its_region(text: str, region: str) -> None:
    assert the_link(text).region == region


@pytest.mark.parametrize(
    ("text", "is_disabled"),
    [
        ("<a class='button' disabled>Code</a>", True),
        ("<a class='btn disabled' href='#'>Code</a>", True),
        ("<button aria-disabled='true'>Code</button>", True),
        ("<a class='button' href=x>Code</a>", False),
    ],
)
def test_a_button_can_be_switched_off(text: str, is_disabled: bool) -> None:
    assert the_link(text).is_disabled is is_disabled


def test_link_inside_a_button_is_the_link() -> None:
    assert the_link("<span class='btn'><a href='https://git.org/a/b'>Code</a></span>").url == "https://git.org/a/b"


def test_metadata_of_the_page() -> None:
    page = read(
        "<html data-adblockkey=x><meta http-equiv=Refresh content='0; url=y'>"
        "<meta property=og:title content=T><link rel=code-repository href=https://git.org/a/b>"
        "<script src=/s.js></script><iframe src=//f.org></iframe><script>go()</script>"
        "<script type='application/ld+json'>{}</script><form action=/in><input type=password></form>"
        "<div id=one></div><a name=two></a>"
    )
    assert page.meta == {"refresh": "0; url=y", "og:title": "T"}
    assert page.relations == (("code-repository", "https://git.org/a/b"),)
    assert page.sources == ("https://lab.org/s.js", "https://f.org/")
    assert (page.linked_data, page.script) == (("{}",), "go()")
    assert (page.has_password, page.form_actions) == (True, ("/in",))
    assert {"one", "two"} <= page.parts
    assert "data-adblockkey" in page.marks


MIB = 1 << 20
FLOODS = {
    "tags without an end": "<a ",
    "unclosed formatting": "<b><i>",
    "nested blocks": "<div>",
    "attributes without an end": "x=1 ",
    "ampersands": "&",
    "character references": "&amp",
    "openings": "<",
    "closings": "</",
    "declarations": "<!",
    "comments": "<!--",
    "marked sections": "<![x",
    "processing": "<?",
    "scripts": "<script>",
    "half-closed scripts": "<script></",
    "unclosed quotes": '<a href="',
    "links": "<a href=x>y",
    "links in one paragraph": "w <a href=x>z</a>",
    "titles": "<title>",
    "headings": "<h1>x</h1>",
    "buttons": "<span class=btn>",
    "drawings": "<svg><path d=x>",
    "zeros": "\0",
    "base addresses": "<base href=x/>",
    "surrogates": "\ud800<p>",
    "closed titles": "<title>x</title>",
    "closed scripts": "<script>x</script>",
    "closed comments": "<!-->",
    "closing links": "</a>",
    "tag names alone": "<a",
    "navigation": "<nav>",
    "navigation by class": '<div class="nav">',
    "hidden elements": "<div hidden>x",
    "hidden by style": '<p style="display:none">x</p>',
    "dialogs": "<dialog>",
    "list items without ends": "<li class=nav-item>x",
    "equals signs": "<a x==== ",
    "apostrophes": "<a title='",
    "marked values": '<a x="<">',
    "marked values of both kinds": "<a x='>' y=\"<\">y</a>",
    "a class name as text": '"nav" ',
    "CDATA": "<![CDATA[x]]>",
    "references in paragraphs": "<p>&lt;x",
    "options": "<select><option>",
    "metadata": "<meta name=a content=b>",
    "names": "<p id=a>",
    "titles of drawings": "<svg><title>x</title>",
    "tables": "<table><tr><td>",
    "links to code": "<a href=https://github.com/a/b>Code</a> ",
    "lines that promise code": "<p>Code coming soon",
    "frames": "<iframe src=x></iframe>",
    "marks of ours": "\x0e<p>",
    "capitals": "<P CLASS=nav><A HREF=x>y",
    "closing signs": ">",
}


@pytest.mark.parametrize("flood", FLOODS.values(), ids=FLOODS)
def test_hostile_page_is_parsed_in_linear_time(flood: str) -> None:
    """Twice the page takes twice the work."""

    def page(size: int) -> str:
        return "<p><a " * ("=" in flood and not flood.startswith("<")) + flood * (size // len(flood))

    assert len(read(page(MIB // 8)).anchors) <= 2_000
    assert_linear(read, page, size=7000)  # within one of the pieces in which a page is read


def test_page_is_read_up_to_a_limit() -> None:
    page = read("<p>x</p>" * 60_000)
    assert not page.is_whole
    assert read("<p>x").is_whole


@given(st.text(alphabet="<>/=!-[]&;'\" abhrefscipttl?#\n", max_size=300))
def test_arbitrary_text_is_a_page(text: str) -> None:
    page = read(text)
    assert page.prose >= 0


PIECES = "<a href=x>|</a>|<p>|</p>|<div class=nav>|</div>|<h1>|</h1>|text|<b>|</b>|<li>|<button>|</button>"


@given(st.lists(st.sampled_from(PIECES.split("|")), max_size=60))
def test_broken_nesting_loses_no_text(pieces: list[str]) -> None:
    page = read(" ".join(pieces))
    assert " ".join(page.paragraphs).count("text") == pieces.count("text")
