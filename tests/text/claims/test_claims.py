"""What the authors say they release: several hundred wordings, and what a careful reader takes from each."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from linkscan.models import Asset, Paper, Stance
from linkscan.text import read

PLACES = {
    "U": "https://github.com/lab/tool",
    "W": "https://github.com/lab/other",
    "P": "https://lab.github.io/page",
    "V": "https://youtu.be/abc123",
}
NAMES = {url: name for name, url in PLACES.items()}
STANCES = {Stance.RELEASED: "+", Stance.PROMISED: "?"}


def wordings() -> Iterator[tuple[str, str]]:
    """Read the table: what is claimed, and the sentence."""
    table = Path(__file__).with_name("wordings.txt").read_text(encoding="utf-8")
    for line in table.splitlines():
        if line and not line.startswith("#"):
            claimed, _, sentence = line.partition(" | ")
            yield claimed, sentence


def claims(abstract: str, title: str = "") -> list[str]:
    """Read an abstract, and write its claims as the table does."""
    reading = read(Paper(id="x", title=title, abstract=abstract))
    return [f"{claim.asset}{STANCES[claim.stance]}{NAMES.get(claim.url or '', '')}" for claim in reading.claims]


def without_other(said: list[str]) -> list[str]:
    """Leave out claims of asset `other`."""
    return sorted(claim for claim in said if not claim.startswith(Asset.OTHER))


@pytest.mark.parametrize(("claimed", "sentence"), list(wordings()))
def test_a_wording_claims_what_a_careful_reader_takes_from_it(claimed: str, sentence: str) -> None:
    """Each line of the table on its own."""
    abstract = re.sub(r"(?<![A-Za-z])[UWPV]\b", lambda name: PLACES[name[0]], sentence)
    assert without_other(claims(abstract)) == sorted(claimed.replace("-", "").split())


@pytest.mark.parametrize(("claimed", "sentence"), list(wordings()))
def test_wording_means_the_same_within_an_abstract(claimed: str, sentence: str) -> None:
    """The surrounding text claims nothing."""
    abstract = re.sub(r"(?<![A-Za-z])[UWPV]\b", lambda name: PLACES[name[0]], sentence)
    abstract = f"Parsing is hard. We study it with great care. {abstract.rstrip('.')}. Parsing is easy now."
    assert without_other(claims(abstract)) == sorted(claimed.replace("-", "").split())


@pytest.mark.parametrize(
    ("abstract", "said"),
    [
        ("The video is available at V.", ["other+V"]),
        ("Supplementary material is available at P.", ["other+P"]),
        ("All resources are available at P.", ["other+P"]),
        ("Code and additional visualizations are available at P.", ["code+P", "other+P"]),
        ("Demo: V", ["other+V"]),
        (
            "We have also created a GitHub repository for indexing papers and open resources, available at P.",
            ["other+P"],
        ),
        ("The created resource is freely available on the website.", ["other+"]),
        ("We share all materials including data and scripts at P.", ["data+P", "code+P"]),
        ("Online supplemental material is available for this article.", []),
        ("A sample of both is included in the supplementary materials.", []),
        (
            "We are developing a suite of resources, including a manual, annotated datasets and tools, available at P.",
            ["other+P", "data+P", "code+P"],
        ),
    ],
)
def test_other_artefacts_are_other(abstract: str, said: list[str]) -> None:
    """Videos, appendices, resources; a demo that is a video."""
    assert claims(re.sub(r"\b[PV]\b", lambda name: PLACES[name[0]], abstract)) == said


@pytest.mark.parametrize(
    ("title", "said"),
    [
        ("TextNet: An Open-Source Toolkit for Parsing", ["code+"]),
        ("TextNet: Open Source Software for Parsing", ["code+"]),
        ("TextNet -- A Flexible Open Source Library", ["code+"]),
        ("Songs: A Publicly Available Corpus of Music", ["data+"]),
        ("TextNet: An Open-Source Language Model", ["model+"]),
        ("How Well Do Open-Source Language Models Parse?", []),
        ("TextNet: A Study of Open-Source Language Models", []),
        ("Parsing: Lessons from Open-Source Models", []),
        ("An Open Question in Parsing", []),
        ("Introducing an Open-Source Toolkit for Parsing", ["code+"]),
        ("TextNet: A Fast, Open-Source Parsing Code", ["code+"]),
        ("An Easy, Flexible Open-Source Toolkit for Parsing", ["code+"]),
        ("A Study of Open-Source Toolkits", []),
        ("Evaluating an Open-Source Toolkit for Parsing", []),
    ],
)
def test_a_title_may_claim_a_release(title: str, said: list[str]) -> None:
    """`X: An Open-Source Toolkit`; titles about open-source artefacts of others claim nothing."""
    assert claims("We study parsing.", title) == said


@pytest.mark.parametrize(
    ("title", "abstract", "said"),
    [
        ("SongBench: A Benchmark for Songs", "SongBench is publicly available.", ["data+"]),
        ("Study", "We present SongNet, a corpus of songs. SongNet is available at U.", ["data+U"]),
        ("Study", "We introduce the SongBench benchmark. We will release SongBench.", ["data?"]),
        ("Study", "We propose SongLM, a large language model. We open-source SongLM.", ["model+"]),
        ("Study", "We propose SongNet, a new model. SongNet is available at U.", ["code+U"]),
        ("Study", "SongNet is publicly available.", []),
        ("SongPolicy: A Policy Server", "SongPolicy is available at U.", ["code+U"]),
        ("SongNet: A Corpus", "SongNet and TextNet are available at U.", ["data+U"]),
        ("Study", "It is new. If the approach succeeds, it will be made available to more.", []),
        ("Study", "SongNet is publicly available at U.", ["code+U"]),
        ("Study", "We build a corpus. It is freely available.", ["data+"]),
        ("Study", "We propose a framework. It is open-sourced at U.", ["code+U"]),
        ("Study", f"{'İ' * 99} is a city. Our code is released. It is good.", ["code+"]),
        ("Study", "We collect a dataset of songs, and we release it.", ["data+"]),
        ("Publications with Quarto", "Quarto is an open-source publishing system.", []),
        ("TextNet: Songs", "TextNet is implemented in an open-source package.", ["code+"]),
        ("TextNet: Songs", "The methods are implemented in the open-source code TextNet.", ["code+"]),
        ("Songs", "The methods are implemented in the open-source code TextNet.", []),
        ("SongDB: a database of songs", "SongDB is available in Bioconductor.", ["data+"]),
        ("Study", "We open-source SongNet. SongNet also supports chords. It is available at P.", ["code+P"]),
        ("SongTie: a web-tool for songs", "The SongTie tool is available at P.", ["demo+P"]),
        ("SongTie: an online chord viewer interface", "The SongTie interface is available at P.", ["demo+P"]),
        ("SongTop: a database of songs", "SongTop will be a resource for sets. It is available at P.", ["data+P"]),
        ("Study", "We present the improved SongNet 2.0 release, available at P.", ["code+P"]),
        ("Study", "The package can handle sets of data and sing. It is available at P.", ["code+P"]),
        ("SongSeek: a knowledge base of songs", "SongSeek has information on songs. It is available at P.", ["data+P"]),
        ("The Song Toolkit", "The Song Toolkit (stk) is a freely available C++ library for songs.", ["code+"]),
        ("SongBase: songs", "Now SongBase is an open access database of songs.", ["data+"]),
        ("Songch: a corpus of songs", "Songch is publicly accessible.", ["data+"]),
        ("Songci: a database of songs", "Songs are nice. It represents a resource and is available at P.", ["data+P"]),
        ("SongSA: a web service for songs", "The website of SongSA is available at P.", ["demo+P"]),
        ("SongSA: a parser of songs", "The website of SongSA is available at P.", []),
        ("SongSA: a database of songs", "The website is hosted in Oslo and is available at P.", ["data+P"]),
        ("SongSA: a database of songs", "SongSA resources are available under a licence at P.", ["data+P"]),
        ("SONGS 2: an interaction network database for birds", "SONGS can be accessed at P.", ["data+P"]),
        ("My songs", "We show a database, My Own Songs (MOS). MOS is available at P.", ["data+P"]),
        ("A web tool for songs", "We present SongFind, a tool. SongFind can be accessed at P.", ["demo+P"]),
        ("Songly: a database of songs", "A tool helps to sing. It is freely available at P.", ["data+P"]),
        ("Songly: a database of songs", "The platform is openly available at P.", ["data+P"]),
        ("Songly: singing", "Songly is available via a public web service at P.", ["demo+P"]),
        ("Songtie and Maytor", "A part is in a resource called Maytor. Maytor is available at P.", ["data+P"]),
        ("SongGDB's new songs", "SongGDB is freely available and can be accessed online at .", ["data+"]),
        ("Song: finding songs", "Song is available at", ["code+"]),
        ("Finding songs", "Song is available at", []),
        ("Song expression omnibus (GEO): songs", "GEO is publicly accessible at P.", ["data+P"]),
        ("A study of songs", "GEO is publicly accessible at P.", []),
        ("Study", "Networks of songs are found. They can be accessed at P.", ["data+P"]),
    ],
)
def test_names_and_pronouns_are_resolved(title: str, abstract: str, said: list[str]) -> None:
    """A system is code if nothing else is said about it."""
    assert claims(re.sub(r"\b[UP]\.", lambda name: f"{PLACES[name[0][0]]}.", abstract), title) == said


@pytest.mark.parametrize(
    ("title", "abstract", "said"),
    [
        ("Study", "We present a catalogue of songs. Availability: P", ["data+P"]),
        ("Study", "We present a web server for songs. <h4>Availability</h4>P", ["demo+P"]),
        (
            "SongTool: a Python package for songs",
            "We study songs.<h4>Availability</h4>P<h4>Contact</h4>a@b.org",
            ["code+P"],
        ),
        (
            "Study",
            "We study songs.<h4>Availability and implementation</h4>The web server is available at P.",
            ["demo+P"],
        ),
        ("Study", "We study songs. Availability and implementation. P", ["code+P"]),
        ("Study", "It works. <b>Availability:</b> <URLREF>P</URLREF>", ["code+P"]),
        ("Study", "It works. Trial registration: NCT1. Available from P.", []),
        ("Study", "It works. Supplementary information: Code and data are available at P.", ["other+P"]),
        ("Study", "It works. Availability: will be at P", ["code?P"]),
        ("Study", "It works. Availability: soon at P", ["code?P"]),
        ("Study", "We present a catalogue of songs.\n\nAvailability\n\nP", ["data+P"]),
        (
            "Study",
            "The code and data are available at:\n\nGitHub: U\n\nZenodo: P\n\n",
            ["code+U", "data+U", "code+P", "data+P"],
        ),
        ("Study", "The code is available at:\n\nGitHub: U\n\nWeb page: P", ["code+U"]),
        ("Study", "The code is available at:\n\nGitHub: U\n\nSongs are of use.\n\nP", ["code+U"]),
        ("Study", "Our code is available.\n\nGitHub: U\n\nW", ["code+U"]),
        ("Study", "We present a web server for songs. URL: P.", ["demo+P"]),
        ("Study", "We studied songs. URL: P.", []),
        ("Study", "We present a web server for songs. The URL is P.", ["demo+P"]),
        ("SongHub: a base", "SongHub holds many songs and is available at P.", ["code+P"]),
        ("SongHub: a base", "SongHub is accessible at P.", ["demo+P"]),
        ("SongHub: an R package", "SongHub is accessible at P.", ["code+P"]),
        ("SongKB: a base", "SongKB is accessible at P.", ["data+P"]),
        ("SongKB version 2", "SongKB (P) is one of the most useful resources on songs.", ["data+P"]),
        ("Song: a tool", "Song sorts the song data. It is open source and freely available for research.", ["code+"]),
        ("Uses of the Great Song Resource (GSR)", "GSR is freely available at P.", ["data+P"]),
        ("SongA and SongB: web-based tools for songs", "SongA and SongB are freely available at P.", ["demo+P"]),
        (
            "CPA: a web-based platform for songs",
            "The CPA platform can sort songs using SongNet and the Song Ontology, and it is available at P.",
            ["demo+P"],
        ),
        ("Study", "We present a web server. Project home page: P", ["demo+P"]),
        ("Study", "We sing.\n\nAvailability and implementationSongPoker is implemented and is at U.", ["code+U"]),
        ("Study", "It works. <h4>Availability</h4>U. chord server P", ["code+U", "demo+P"]),
        ("ST: a graphical tool", "ST is a graphical web application. <h4>Availability</h4>P", ["demo+P"]),
        ("ST: a graphical tool", "ST is a graphical web application. <h4>Availability</h4>U", ["code+U"]),
        ("Study", "Availability: U, released under the MIT licence, with documentation at P.", ["code+U"]),
        ("Study", "We present a catalogue of songs.\n\nAvailability\n\nFrom P under the GPL.", ["code+P"]),
        ("Study", "We present a catalogue of songs. Available at: P", ["data+P"]),
        ("Study", "We sing all songs. Available at: P", []),
        ("Songster: finding songs", "We sing all songs. Available at: P", ["code+P"]),
        ("Study", "It works. <h4>Availability</h4>A web-server for songs has been established at P.", ["demo+P"]),
        ("SongNet: Songs", "It works. <h4>Availability</h4>SongNet is open to all. It is freely available.", ["code+"]),
        ("A Repository of Songs", "The repository is archived at P.", ["data+P"]),
        ("SongHub Parser: A Parser for SongHub", "The repositories made available by SongHub (P) help.", []),
    ],
)
def test_a_section_is_about_what_the_paper_presents(title: str, abstract: str, said: list[str]) -> None:
    """A heading is no noun; a bare URL in an availability section is that of what the paper presents."""
    assert claims(re.sub(r"\b[UWP]\b", lambda name: PLACES[name[0]], abstract), title) == said


def test_a_tool_at_a_host_of_apps_is_a_demo() -> None:
    """One uses it there."""
    assert claims("Our tool is accessible at https://songs.streamlit.app/") == ["demo+"]


def test_each_sentence_is_read_in_its_language() -> None:
    """An abstract in Chinese may end in English."""
    assert claims(f"我们研究歌曲，并且提出了一种新方法。We release our code at {PLACES['U']}.") == ["code+U"]


def test_a_claim_quotes_its_sentence_without_markup() -> None:
    """And without a heading before it."""
    abstract = f"It works.<h4>Availability</h4>The <i>code</i> is available at {PLACES['U']}."
    (claim,) = read(Paper(id="x", title="", abstract=abstract)).claims
    assert claim.sentence == f"Availability: The code is available at {PLACES['U']}."


def test_one_claim_for_each_artefact_stance_and_address() -> None:
    """A claim with a URL replaces the same one without."""
    text = f"We release our code. The code is at {PLACES['U']}. The code will be released. Code: {PLACES['U']}."
    assert claims(text) == ["code+U", "code?"]


@pytest.mark.parametrize(
    ("title", "abstract", "said"),
    [
        ("Study", "Songs are fast to read. U", ["code+U"]),
        ("Study", "Songs are fast to read. U.", ["code+U"]),
        ("Study", "Songs are fast to read. P", []),
        ("Study", "Songs are fast to read in U", []),
        ("Study", "Songs are fast. U Songs are long.", []),
        ("Songs: A Survey", "Songs are fast to read. U", []),
    ],
)
def test_a_repository_closes_an_abstract(title: str, abstract: str, said: list[str]) -> None:
    """Its URL alone is the claim; that of a survey is a list of papers."""
    assert claims(re.sub(r"\b[UP]\b", lambda name: PLACES[name[0]], abstract), title) == said


def test_claims_quote_their_sentence_and_keep_the_order_of_the_text() -> None:
    """The sentence is what the report shows."""
    abstract = (
        f"It works. We release a dataset. Code is available at {PLACES['U']}. Models will follow, we will release them."
    )
    reading = read(Paper(id="x", title="", abstract=abstract))
    assert [claim.asset for claim in reading.claims[:2]] == [Asset.DATA, Asset.CODE]
    assert reading.claims[0].sentence == "We release a dataset."
    assert reading.claims[1].sentence == f"Code is available at {PLACES['U']}."


@pytest.mark.parametrize(
    "url",
    [
        "https://github.com/lab/tool",
        "https://codeberg.org/lab/tool",
        "https://gitea.com/lab/tool",
        "https://git.sr.ht/~lab/tool",
        "https://gitlab.inria.fr/lab/tool",
        "https://bitbucket.org/lab/tool",
        "https://sourceforge.net/projects/tool",
        "https://pypi.org/project/tool",
    ],
)
def test_every_code_host_is_read_alike(url: str) -> None:
    """Code hosts are listed in one registry (`linkscan.code_hosts`)."""
    for text in (f"Our work is available at {url}.", f"We release our code. {url}", f"We will release our code. {url}"):
        reading = read(Paper(id="x", title="", abstract=text))
        assert [(claim.asset, claim.url) for claim in reading.claims] == [(Asset.CODE, url)], text
