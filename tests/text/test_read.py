"""Reading as a whole: arbitrary text, linear time, and agreement with labelled papers."""

import json
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkscan.models import Asset, Paper, Reading, RecordField
from linkscan.papers import load_papers
from linkscan.text import read
from linkscan.urls import comparable, parse_url
from tests.steps import assert_linear

TOKENS = re.split(
    " ",
    "We release our code data model demo is are will be publicly available at on and , . : ; ( ) it which not made "
    "make open-source the a an https://lab.org/x github.com/a/b \\url{ } Figure 1.5 TextNet \n 11 “ ” see for to of "
    "found provide upon acceptance é İ \u00ad \ud83d\ude00 http:// www. soon",
)
TEXTS = st.text(max_size=200) | st.lists(st.sampled_from(TOKENS), max_size=60).map(" ".join)


def read_text(abstract: str, title: str = "") -> Reading:
    """Read a text as the abstract of a paper."""
    return read(Paper(id="x", title=title, abstract=abstract))


def squeezed(text: str) -> str:
    """Return a text without white space."""
    return re.sub(r"\s+", "", text)


@given(TEXTS, TEXTS)
def test_any_text_is_read(title: str, abstract: str) -> None:
    """Links and claims are consistent, whatever the text."""
    reading = read_text(abstract, title)
    urls = [link.url for link in reading.links]
    assert len(urls) == len(set(urls))
    for link in reading.links:
        address = parse_url(link.url)
        assert address is not None
        assert "." in address.host
        assert link.raw in title or link.raw in abstract
    for claim in reading.claims:
        assert squeezed(claim.sentence) in squeezed(title) or squeezed(claim.sentence) in squeezed(abstract)
        assert claim.url in (None, *urls)
    assert len(set(reading.claims)) == len(reading.claims)


@given(TEXTS)
def test_reading_is_pure(abstract: str) -> None:
    """The same text always gives the same reading."""
    assert read_text(abstract) == read_text(abstract)


HOSTILE = {
    "one letter": "a",
    "spaces": " ",
    "line ends": "\n ",
    "full stops": ".",
    "broken full stops": "." * 500 + "x",
    "brackets": "(",
    "open braces": "\\url{",
    "dotted word": "A.Ba",
    "hyphens": "a-",
    "underscores": "_",
    "digits": "1.",
    "slashes": "/",
    "schemes": "http://",
    "half schemes": "http",
    "www": "www.",
    "addresses": "https://a.bc/d ",
    "listed addresses": "https://a.bc/d,",
    "spaced path": " / c",
    "bare domains": "see a.com ",
    "code hosts": "github.com/",
    "mail": "a@b.com ",
    "tildes": "~",
    "footnotes": "code11Code ",
    "cue words": "available ",
    "acts": "We release X, and ",
    "sentences": "Our code is released. ",
    "addressed sentences": "Our code is released. https://a.bc/d. ",
    "pages": "Our code is on our page. Project page: https://a.bc/d. ",
    "lists": "We release code, data, and ",
    "pronouns": "It is available ",
    "names": "TextNet is publicly available. ",
    "we": "we ",
    "is": "is ",
    "relatives": "which is available that ",
    "quotes": "“",
    "tags": "<h4>",
    "headings": "<h4>Availability</h4>",
    "brackets and addresses": "We present a tool (https://a.bc/d) ",
    "Chinese": "代码已公开",
    "Chinese sentences": "代码已公开于https://a.bc/d。",
    "Japanese": "コードを公開",
    "Korean": "코드를 공개",
    "French": "le code est disponible et ",
    "German": "der Code ist unter der Adresse verfügbar und ",
    "Russian": "код доступен и ",
    "Spanish": "presentamos una herramienta de código abierto disponible en el ",
    "Portuguese": "apresentamos uma ferramenta de código aberto disponível em ",
    "Italian": "presentiamo uno strumento open source disponibile su ",
    "French descriptions": "nous présentons un outil open source et ",
    "German descriptions": "wir stellen ein quelloffenes Werkzeug auf der Seite vor, ",
    "Chinese descriptions": "本文介绍了一个开源工具",
    "Japanese descriptions": "オープンソースのツールである",
    "Korean descriptions": "오픈소스 도구를 소개한다 ",
    "headings of languages": "Verfügbarkeit Disponibilité доступность ",
    "servers": "a web server at https://a.bc/d ",
    "names in brackets": "the Song database (SONG; https://a.bc/d) ",
    "elisions": "l'",
    "marks of Chinese": "。",
}


WINDOWS = {
    "is ": 12_000,
    "." * 500 + "x": 4000,
    "/": 6000,
    "http": 6000,
    "www.": 6000,
    "https://a.bc/d,": 3000,
    "github.com/": 6000,
}
"""Sizes beyond the windows that are looked at again for each place in them, where that is not 3,000 characters."""


@pytest.mark.parametrize("unit", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_text_is_read_in_linear_time(unit: str) -> None:
    assert_linear(
        read_text,
        lambda size: "We present a toolkit at https://a.bc/" + unit * (size // len(unit)) + " which is available.",
        size=WINDOWS.get(unit, 1500 if "," in unit else 3000),
    )


def test_links_of_the_body_without_a_claim_decide_nothing() -> None:
    """A paper also names what it uses, while a record names its own links."""
    body = [
        "We use the code of Smith et al. (https://github.com/smith/base).",
        "Our code is available at https://github.com/lab/tool.",
        "https://github.com/lab/data",
    ]
    fields = tuple(RecordField(f"page {number}", text, is_body=True) for number, text in enumerate(body, 1))
    reading = read(Paper("1", "A Plan", abstract="The code will be released.", fields=fields))
    assert {link.url for link in reading.links} - reading.guesses == {"https://github.com/lab/tool"}
    assert [(claim.url, claim.origin) for claim in reading.claims if claim.url] == [
        ("https://github.com/lab/tool", "page 2")
    ]
    named = replace(fields[0], is_body=False, name="comment")
    assert not read(Paper("1", "A Plan", abstract="The code will be released.", fields=(fields[0], named))).guesses


def test_many_names_are_read_in_linear_time() -> None:
    """Each name is looked up once, near the start of the text."""
    assert_linear(
        read_text,
        lambda size: "".join(f"Net{number}X is publicly available. " for number in range(size // 30)),
    )


def test_links_are_in_text_order_without_duplicates() -> None:
    """Title first; spellings of one address are one link."""
    text = "See https://b.org/x, http://www.b.org/x/ and https://a.org. Again https://a.org/."
    assert [(link.url, link.origin) for link in read_text(text, "Tool (https://c.org)").links] == [
        ("https://c.org", "title"),
        ("https://b.org/x", "abstract"),
        ("https://a.org", "abstract"),
    ]


def test_fields_beside_the_abstract_are_read() -> None:
    """A field for an asset claims it; other fields are read as text; a machine's guess claims nothing."""
    paper = Paper(
        id="x",
        title="A Tool",
        abstract="We study songs. Code is released.",
        fields=(
            RecordField("code", "https://github.com/lab/tool", Asset.CODE),
            RecordField("comment", "Accepted at X. The dataset is available at https://d.org/x"),
            RecordField("githubRepo", "https://github.com/other/tool", Asset.CODE, is_guess=True),
        ),
    )
    reading = read(paper)
    assert [(link.url, link.origin) for link in reading.links] == [
        ("https://github.com/lab/tool", "code"),
        ("https://d.org/x", "comment"),
        ("https://github.com/other/tool", "githubRepo (guessed by a machine)"),
    ]
    assert [(claim.asset, claim.url, claim.origin) for claim in reading.claims] == [
        (Asset.CODE, "https://github.com/lab/tool", "code"),
        (Asset.DATA, "https://d.org/x", "comment"),
    ]
    assert reading.guesses == {"https://github.com/other/tool"}


SPELLINGS = {
    "the same": "https://lab.org/x",
    "no encryption": "http://lab.org/x",
    "www": "https://www.lab.org/x",
    "closing slash": "https://lab.org/x/",
    "capital host": "https://LAB.org/x",
    "capital scheme": "HTTPS://lab.org/x",
    "port": "https://lab.org:443/x",
    "fragment": "https://lab.org/x#use",
    "fragment that keeps a comma": "https://lab.org/x#use,",
    "needless encoding": "https://lab.org/%78",
    "clone address": "https://lab.org/x.git",
    "spaces": "https : // lab.org/x",
    "no scheme": "www.lab.org/x",
}
"""One address in the spellings of papers."""


@pytest.mark.parametrize("later", SPELLINGS.values(), ids=SPELLINGS.keys())
@pytest.mark.parametrize("title", ["A Tool", "A Tool (https://lab.org/x)"], ids=["in the text", "in the title"])
def test_claim_has_the_link_of_its_target_in_any_spelling(title: str, later: str) -> None:
    """The first spelling is the link, and the URL of every claim about it."""
    abstract = (
        f"Demo: https://lab.org/x. Code is available at {later} now. Code: {later}. We release data (https://d.org)."
    )
    reading = read_text(abstract, title)
    assert [link.url for link in reading.links] == ["https://lab.org/x", "https://d.org"]
    assert [(claim.asset.value, claim.url) for claim in reading.claims] == [
        ("demo", "https://lab.org/x"),
        ("code", "https://lab.org/x"),
        ("data", "https://d.org"),
    ]


SENTENCES = st.builds(
    str.format,
    st.sampled_from(["Code is available at {}.", "Data: {}.", "{}.", "We release models ({}) and a demo at {}."]),
    st.sampled_from([*SPELLINGS.values(), "https://d.org"]),
    st.sampled_from([*SPELLINGS.values(), "https://d.org"]),
)


@given(st.sampled_from(["", *SPELLINGS.values()]), st.lists(SENTENCES, max_size=5).map(" ".join))
def test_claims_point_to_links_and_links_to_places(title: str, abstract: str) -> None:
    """In any spelling: every link once, every claim once, and no claim with another URL."""
    reading = read_text(abstract, title)
    urls = [link.url for link in reading.links]
    assert len({comparable(url) for url in urls}) == len(urls)
    said = [(claim.asset, claim.stance, claim.url) for claim in reading.claims]
    assert len(set(said)) == len(said)
    assert {url for _, _, url in said} <= {None, *urls}


def test_reading_needs_nothing_heavy() -> None:
    """Reading imports neither validation nor network code, nor the list of suffixes until it is needed."""
    heavy = {"pydantic", "httpx", "aiohttp", "publicsuffixlist", "jinja2"}
    glued = "It has two stages.Additionally, it is fast. We name it model.We and compare. Code: github.com/lab/tool."
    reading = f"linkscan.text.read(linkscan.Paper(id='1', title='', abstract={glued!r}))"
    code = f"import sys, linkscan.text; {reading}; print(sorted({heavy!r} & sys.modules.keys()))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.seeds
def test_reading_agrees_with_the_labels(shared: Path) -> None:
    """At least 0.99 of the claims, 0.98 of the papers, all addresses; `other` is not counted."""
    papers = {}
    for paper in load_papers(*sorted((shared / "seeds").glob("*.txt"))):
        for source in paper.source:
            file, _, line = source.rpartition(":")
            papers[f"{Path(file).name[:3]}:{line}"] = paper
    both = ours = gold = right = urls_right = 0
    rows = [json.loads(line) for line in (shared / "gold" / "seeds.jsonl").read_text(encoding="utf-8").splitlines()]
    for row in rows:
        reading = read(papers[row["id"]])
        found = {(claim.asset, claim.stance, claim.url) for claim in reading.claims if claim.asset is not Asset.OTHER}
        wanted = {
            (claim["asset"], claim["stance"], claim["url"]) for claim in row["claims"] if claim["asset"] != "other"
        }
        both, ours, gold = both + len(found & wanted), ours + len(found), gold + len(wanted)
        same_urls = [link.url for link in reading.links] == row["urls"]
        urls_right += same_urls
        right += same_urls and found == wanted
    assert urls_right == len(rows)
    assert 2 * both / (ours + gold) >= 0.99
    assert right / len(rows) >= 0.98


def test_a_field_of_many_urls_is_not_quoted_as_a_whole_for_each() -> None:
    """Otherwise 88 KB of JSON would give 900 MB of claims; only the part around the URL is quoted."""
    urls = [f"https://github.com/lab/tool-{number}" for number in range(500)]
    field = RecordField("code", " ".join(urls), Asset.CODE)
    claims = read(Paper("1", "A Plan", fields=(field,))).claims
    assert [claim.url for claim in claims] == urls
    assert all(claim.url in claim.sentence for claim in claims if claim.url)
    assert max(len(claim.sentence) for claim in claims) <= 1004
