"""A page's own code: each signal has an example, and each kind of foreign code is left out."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkscan.hosts.html.code_links import MOST_SCORED, SIGNALS, find_leads, find_placeholder, weigh
from linkscan.hosts.html.parser import read_page
from linkscan.hosts.html.repository_urls import repository_url_of
from linkscan.hosts.html.vocabulary import is_code_label
from linkscan.urls import parse_url

URL = "https://lab.org/work/"
REPO = "https://github.com/lab/tool"
LINKED_DATA = '<script type="application/ld+json">'
TITLE = "<title>A study of studies</title><h1>A study of studies</h1>"


def leads(html: str, url: str = URL) -> tuple[str, ...]:
    address = parse_url(url)
    assert address is not None
    return find_leads(read_page(TITLE + html, url), address)


# Each row: the signals that its only link shows, and the page. Markup as on real pages of papers.
SHOWN = [
    ({"is labelled as code", "leads to a home of code"}, f"<a href={REPO}>Code</a>"),
    ({"is labelled as code", "leads to a home of code"}, "<a href=https://github.com/lab/code>Code</a>"),
    ({"is labelled as code", "leads to a home of code"}, "<a href=https://github.com/lab/code-1>Code</a>"),
    ({"is labelled as code"}, "<a href=code.zip>Source code</a>"),
    (
        {"is labelled as code", "carries the mark of a host", "leads to a home of code"},
        f"<a class=button href={REPO}><i class='fab fa-github'></i><span>Code</span></a>",
    ),
    (
        {"the text says that the code is there", "leads to a home of code"},
        f"<p>Our code is publicly available at <a href={REPO}>{REPO}</a>.",
    ),
    (
        {"carries the mark of a host", "leads to a home of code"},
        f"<a href={REPO}><svg><path d='M12 .297c-6.63 0-12 5.373-12 12 0 5.303'/></svg></a>",
    ),
    (
        {"carries the mark of a host", "leads to a home of code", "is labelled as code"},
        f"<a href={REPO} aria-label=GitHub><svg class=octicon-mark-github></svg></a>",
    ),
    (
        {"is labelled as code", "stands among the buttons for paper and video", "leads to a home of code"},
        f"<a>Paper</a> <a href={REPO}>Code</a>",
    ),
    (
        {"is named like the page", "its owner has the page", "leads to a home of code"},
        "<p>We present <a href=https://github.com/lab/work>our tool</a>.",
    ),
    (
        {"is labelled as code", "leads to a home of code", "stands at the foot of the page"},
        f"<footer><a href={REPO}>View on GitHub</a></footer>",
    ),
]


@pytest.mark.parametrize(("names", "html"), SHOWN)
def test_each_signal_shows_where_it_should(names: set[str], html: str) -> None:
    address = parse_url(URL)
    assert address is not None
    ((link, weight),) = weigh(read_page(TITLE + html, URL), address)
    shown = {signal.name for signal in SIGNALS if signal.matches(link)} - {"its owner has the page"}
    assert shown == names - {"its owner has the page"}
    assert weight >= 4


def test_every_signal_has_an_example() -> None:
    assert {signal.name for signal in SIGNALS} == set().union(*(names for names, _ in SHOWN))


LABELS = (
    "Code|code|[Code]|Code 💻|Source code|Github|GitHub Code|Code (PyTorch)|Code & Data|Code + Models"
    "|View on GitHub|Fork me on GitHub|Get the code|Repository|GitHub Repo|Go to repository|Training Code"
    "|Code and Dataset"
    "|GitHub ⭐ 123|Quellcode|Código|Codice|код|Code (coming soon)"
    "|代码|源代码|代码链接|开源代码|【代码】|コード|ソースコード|코드|소스 코드"
)
NO_LABELS = (
    "|Paper|Dataset|Code of conduct|QR code|Code Llama|Code generation|Encoder|Barcode|Decode|Dress code"
    "|Source|Video|Follow on GitHub Sponsors and elsewhere|Implementation of Mip-NeRF"
    "|A code is a system of rules to convert information into another form"
)


@pytest.mark.parametrize("label", LABELS.split("|"))
def test_a_label_says_code(label: str) -> None:
    assert is_code_label(label)


@pytest.mark.parametrize("label", NO_LABELS.split("|"))
def test_a_label_says_something_else(label: str) -> None:
    assert not is_code_label(label)


@pytest.mark.parametrize(
    ("html", "url"),
    [
        (f"<a href={REPO}.git>Code</a>", REPO),
        (f"<a href={REPO}#usage>Code</a>", REPO),
        (f"<a href={REPO}/tree/main/src>Code</a>", REPO + "/tree/main/src"),
        (f"<a href={REPO}>Implementation</a>", REPO),
        (f"<a href={REPO}>tool</a> on GitHub. Code: <a href={REPO}>here</a>", REPO),
        (f"<a href={REPO}>Tool on GitHub</a>", REPO),
        (f"<p>The source code can be found <a href={REPO}>here</a>.", REPO),
        (f"<p>Code: <a href={REPO}>{REPO}</a>", REPO),
        (f"<p>代码地址：<a href={REPO}>{REPO}</a>", REPO),
        (f"<p>We release the code on <a href={REPO}>our page</a>", REPO),
        ("<a href=https://gitlab.inria.fr/team/sub/tool>Code</a>", "https://gitlab.inria.fr/team/sub/tool"),
        ("<a href=https://huggingface.co/spaces/lab/tool>Code</a>", "https://huggingface.co/spaces/lab/tool"),
        (
            "<a href=https://anonymous.4open.science/r/tool-1A2B>Code</a>",
            "https://anonymous.4open.science/r/tool-1A2B",
        ),
        ("<a href=https://doi.org/10.5281/zenodo.123>Code</a>", "https://doi.org/10.5281/zenodo.123"),
        ("<a href=https://drive.google.com/file/d/1>Code</a>", "https://drive.google.com/file/d/1"),
        ("<a href=/download.html>Code</a>", "https://lab.org/download.html"),
        (f'{LINKED_DATA}{{"@graph": [{{"codeRepository": "{REPO}"}}]}}</script>', REPO),
        (f"<link rel=code-repository href={REPO}>", REPO),
    ],
)
def test_the_code_is_found(html: str, url: str) -> None:
    assert leads(html)[:1] == (url,)


OTHER = "https://github.com/others/thing"
TEMPLATE = "https://github.com/eliahuhorwitz/Academic-project-page-template"


@pytest.mark.parametrize(
    ("why", "html"),
    [
        ("the template", f"<footer>This page was built using the <a href={TEMPLATE}>Template</a></footer>"),
        ("the template, as a button", "<a href=https://github.com/nerfies/nerfies.github.io>Code</a>"),
        ("a button that nobody changed", "<a href=https://github.com/google/nerfies>Code</a>"),
        ("a button that nobody filled in", "<a href='https://github.com/YOUR REPO HERE'>Code</a>"),
        ("GitHub itself", "<a href=https://github.com/>Code</a>"),
        ("the source of a page", f"<p>Borrow the <a href={OTHER}>source code</a> of this website."),
        ("a page to take", f"<p>Feel free to steal this website's <a href={OTHER}>source code</a>."),
        ("a data set", "<p>Our data: <a href=https://huggingface.co/datasets/lab/work>lab/work</a>"),
        ("a sort of posts", "<p>Filed under <a href=/categories/#Code>Code</a>"),
        ("what a page was made of", f"<p>This website is adapted from <a href={OTHER}>source code</a>."),
        ("what made the page", f"<p>Powered by <a href={OTHER}>GitHub</a>"),
        ("a theme", f"<p>Theme by <a href={OTHER}>code</a>"),
        ("a person", "<a href=https://github.com/somebody><i class='fab fa-github'></i></a>"),
        ("a person, labelled", "<a href=https://github.com/somebody>GitHub</a>"),
        ("running text", f"<p>We compare with <a href={OTHER}>Thing</a> on the same data."),
        ("a baseline's code", f"<p>We use the code of Thing, available at <a href={OTHER}>{OTHER}</a>."),
        ("thanks", f"<p>Our code is based on <a href={OTHER}>Thing</a>."),
        ("related work", f"<h2>Related links</h2><p>Thing: <a href={OTHER}>code</a>"),
        ("concurrent work", f"<h3>Concurrent work</h3><a href={OTHER}>Code</a>"),
        ("references", f"<h2>References</h2><ol><li>Thing. <a href={OTHER}>Code</a></ol>"),
        ("an issue", f"<p>Report an <a href={OTHER}/issues>issue</a>, see our code"),
        ("the page's own repository", "<p>Edited <a href=https://github.com/lab/lab.github.io>there</a>"),
        ("sharing", "<a href=https://twitter.com/intent/tweet?url=x>Code</a>"),
        ("a paper", "<a href=https://arxiv.org/abs/2101.00001>Code</a>"),
        ("the page itself", f"<a href={URL}>Code</a>"),
        ("a conduct", f"<a href={OTHER}/blob/main/CODE_OF_CONDUCT.md>Code of conduct</a>"),
        ("mail", "<a href=mailto:a@lab.org>Code</a>"),
        ("broken JSON-LD", LINKED_DATA + '{"codeRepository": </script>'),
        ("deep JSON-LD", f"{LINKED_DATA}{'[' * 5000}</script>"),
        ("JSON-LD with something else", LINKED_DATA + '{"codeRepository": ["x"]}</script>'),
    ],
)
def test_code_of_others_is_left_out(why: str, html: str) -> None:
    assert leads(html) == (), why


def test_a_work_may_be_titled_like_a_section_about_others() -> None:
    address = parse_url(URL)
    assert address is not None
    name = "One More Baseline: Related or Not"
    html = f"<title>{name}</title><h1>{name}</h1><a href={REPO}>Code</a>"
    assert find_leads(read_page(html, URL), address) == (REPO,)


def test_the_page_of_a_work_on_its_own_repository_names_it_when_it_is_labelled() -> None:
    own = "https://github.com/lab/tool"
    assert leads(f"<p>Hosted <a href={own}>there</a>", "https://lab.github.io/tool/") == ()
    assert leads(f"<a href={own}>Code</a>", "https://lab.github.io/tool/") == (own,)


def test_nerfies_names_its_own_code() -> None:
    assert leads("<a href=https://github.com/google/nerfies>Code</a>", "https://nerfies.github.io/")


def test_the_best_link_comes_first() -> None:
    html = (
        f"<p>See the <a href={OTHER}><i class=fa-github></i></a> of others."
        f"<p><a href=p.pdf>Paper</a> <a href={REPO}><i class=fa-github></i>Code</a>"
    )
    assert leads(html) == (REPO,)
    both = f"<a href={REPO}-train>Training code</a> <a href={REPO}><i class=fa-github></i>Code</a>"
    assert leads(both)[0] == REPO


def test_a_list_of_works_is_not_one_work() -> None:
    works = "".join(f"<li>Work {n}. <a href=p{n}.pdf>pdf</a> <a href={REPO}{n}>code</a>" for n in range(5))
    assert leads(f"<ul>{works}</ul>") == ()
    assert leads(f"<ul>{works}</ul>", "https://lab.org/tool3") == (REPO + "3",)


def test_owners_works_among_others_are_still_a_list() -> None:
    owners = ("lab/one", "lab/two", "others/three", "others/four")
    works = "".join(f"<li>Work. <a href=https://github.com/{name}>code</a>" for name in owners)
    assert leads(f"<ul>{works}</ul>", "https://lab.github.io/") == ()


def test_on_a_lab_page_the_work_with_its_name_counts() -> None:
    works = "".join(f"<li><a href=https://github.com/lab/{name}>code</a>" for name in ("one", "two", "work", "four"))
    assert leads(f"<ul>{works}</ul>") == ("https://github.com/lab/work",)


@pytest.mark.parametrize(
    ("html", "notice"),
    [
        ("<a class=button href='#'>Code (coming soon)</a>", "Code (coming soon)"),
        ("<a class=button>Code (Coming Soon!)</a>", "Code (Coming Soon!)"),
        ("<span class=btn>GitHub (TBA)</span>", "GitHub (TBA)"),
        ("<button disabled>Code</button>", "Code (a disabled button)"),
        ("<a class=button disabled><i></i> Code</a>", "Code (a disabled button)"),
        ("<p>Code will be released soon.", "Code will be released soon."),
        (
            "<p>Code and data will be made available upon acceptance.",
            "Code and data will be made available upon acceptance.",
        ),
        ("<p>Code: TBD", "Code: TBD"),
        ("<h2>Code</h2><p>Coming soon!", "Code: Coming soon!"),
        ("<p>代码即将开源", "代码即将开源"),
        ("<p>コードは近日公開", "コードは近日公開"),
        ("<p>코드 공개 예정", "코드 공개 예정"),
        ("<a href='#'>Code</a>", None),
        ("<a>Code</a>", None),
        ("<button>Code</button>", None),
        ("<p>Dataset (coming soon)", None),
        ("<p>The code is available.", None),
        ("<footer><p>Code coming soon</footer>", "Code coming soon"),
        ("<h2>Data</h2><p>Coming soon!", None),
        (f"<p>{'A long story about how people work. ' * 6} The code will come soon.", None),
        ("<p>Based on their code, to be released soon", None),
    ],
)
def test_placeholder_text_is_quoted(html: str, notice: str | None) -> None:
    assert find_placeholder(read_page(TITLE + html, URL)) == notice


@pytest.mark.parametrize(
    ("url", "home"),
    [
        ("https://github.com/Lab/Tool/tree/main/x", ("lab", "tool")),
        ("https://github.com/lab", None),
        ("https://github.com/features/actions", None),
        ("https://gitlab.com/a/b/c", ("a/b", "c")),
        ("https://gitlab.com/a/b/-/tree/main/x", ("a", "b")),
        ("https://git.rwth-aachen.de/a/b", ("a", "b")),
        ("https://gitlab.com/explore/projects", None),
        ("https://bitbucket.org/a/b/src/master/", ("a", "b")),
        ("https://codeberg.org/a/b", ("a", "b")),
        ("https://gitee.com/a/b", ("a", "b")),
        ("https://huggingface.co/a/b", ("a", "b")),
        ("https://huggingface.co/papers/2401.00001", None),
        ("https://zenodo.org/records/123", ("", "123")),
        ("https://osf.io/ab3de/", ("", "ab3de")),
        ("https://sourceforge.net/projects/x/", ("", "x")),
        ("https://github.io/", None),
        ("https://digit.org/a/b", None),
        ("mailto:a@b.c", None),
        (None, None),
    ],
)
def test_a_home_of_code_is_known_by_its_address(url: str | None, home: tuple[str, str] | None) -> None:
    found = repository_url_of(url)
    assert (None if found is None else (found.owner, found.name)) == home


PIECES = (
    f"<a href={REPO}>|<a href=#>|</a>|Code|coming soon|available at|<h2>|</h2>|<footer>|</footer>|<p>|. "
    f'|template|{LINKED_DATA}|{{"codeRepository": "https://github.com/a/b"}}|</script>|Paper'
)


@given(st.lists(st.sampled_from(PIECES.split("|")), max_size=40))
def test_arbitrary_pages_raise_no_error(pieces: list[str]) -> None:
    html = " ".join(pieces)
    assert all(lead.startswith("http") for lead in leads(html))
    find_placeholder(read_page(html, URL))


@pytest.mark.parametrize("site", ["https://github.com", "https://lab.org"])
def test_only_the_first_of_thousands_of_links_are_rated(site: str) -> None:
    """Each may be surrounded by words that take a millisecond to judge, so a page of them took seconds."""
    links = "".join(f"<p>code code code <a href='{site}/lab/t{number}'>Code</a>" for number in range(1900))
    page = read_page(f"<title>Tool</title>{links}", "https://lab.org/tool")
    address = parse_url("https://lab.org/tool")
    assert address is not None
    assert len(list(weigh(page, address))) == MOST_SCORED
    assert find_leads(page, address) == ()


@pytest.mark.parametrize("scheme", ["httpss:", "ftp:", "https+git:"])
def test_malformed_address_is_no_lead(scheme: str) -> None:
    assert leads(f"<p>Our <a href='{scheme}//github.com/lab/tool'>Code</a>") == ()
