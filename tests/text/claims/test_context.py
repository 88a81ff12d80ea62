"""What names stand for, according to the text."""

import pytest

from linkscan.models import Asset
from linkscan.text.claims.context import Context
from linkscan.text.claims.sentences import Sentences
from linkscan.text.claims.tagger import tag_sentence
from linkscan.text.languages.english import ENGLISH


def context(text: str, title: str = "") -> Context:
    """Return the context of a text without URLs."""
    return Context(title, text, Sentences(text, ()), ENGLISH)


@pytest.mark.parametrize(
    ("text", "name", "asset"),
    [
        ("SongNet, a corpus of songs, is large.", "songnet", Asset.DATA),
        ("We present the corpus SongNet.", "songnet", Asset.DATA),
        ("SongServer is a web server for songs.", "songserver", Asset.DEMO),
        ("We call it SongLM: a large language model.", "songlm", Asset.MODEL),
        ("SongNet, a model of songs, is new.", "songnet", Asset.CODE),
        ("SongTool works.", "songtool", Asset.CODE),
        ("SongBench works.", "songbench", Asset.DATA),
        ("SongDB works.", "songdb", Asset.DATA),
        ("SongServer works.", "songserver", Asset.DEMO),
        ("Song-7B works.", "song-7b", Asset.MODEL),
        ("Song-base works.", "song-base", Asset.CODE),
        ("SongNet are databases of songs.", "songnet", Asset.DATA),
        ("SongNet databanks work.", "songnet", Asset.DATA),
        ("SongNet is an online song platform.", "songnet", Asset.DEMO),
        ("SongNet is an online song package.", "songnet", Asset.CODE),
        ("SongNet is a web-based workflow for songs.", "songnet", Asset.DEMO),
        ("SongNet is a Shiny/R web application.", "songnet", Asset.DEMO),
        ("SongNet is a mapper for large databases.", "songnet", Asset.CODE),
        ("We present the corpus SongNetX. SongNet works.", "songnet", Asset.CODE),
        ("XSongNet, a corpus. SongNet, a tool.", "songnet", Asset.CODE),
        ("We present the corpus SongNet\u1100.", "songnet", Asset.DATA),
    ],
)
def test_name_stands_for_its_description(text: str, name: str, asset: Asset) -> None:
    """Otherwise the form of the name decides; a model that is not trained is code."""
    assert context(text).type_of(name)[0] is asset


@pytest.mark.parametrize(
    ("title", "text", "is_ours"),
    [
        ("SongNet: A Corpus", "We study it.", True),
        ("A Study", "We introduce SongNet.", True),
        ("A Study", "We use SongNet.", False),
        ("Presenting SongNet", "We study it.", True),
        ("Radiation Code (HARD)", "Hydrodynamics Diffusion (HARD) is fast.", False),
    ],
)
def test_name_is_introduced_by_the_title_or_explicitly(title: str, text: str, *, is_ours: bool) -> None:
    """A name that is only mentioned may belong to others."""
    assert context(text, title).type_of("songnet")[1] is is_ours


@pytest.mark.parametrize(("title", "is_introduced"), [("HARD: A Code", True), ("Radiation: A Code", False)])
def test_the_long_form_of_a_titled_abbreviation_is_introduced(title: str, *, is_introduced: bool) -> None:
    """Although the title has only the short form."""
    assert context("Fast Diffusion (HARD) is a code.", title).introduces("diffusion") is is_introduced


@pytest.mark.parametrize(
    ("title", "text", "asset"),
    [
        ("Study", "We present a manually annotated catalogue of songs.", Asset.DATA),
        ("Study", "We developed a web server for songs.", Asset.DEMO),
        ("SongTool: a fast library for songs", "It works.", Asset.CODE),
        ("Study", "It works.", None),
    ],
)
def test_a_paper_presents_what_it_says_first(title: str, text: str, asset: Asset) -> None:
    """None if it does not say."""
    assert context(text, title).presented is asset


@pytest.mark.parametrize(
    ("title", "text", "asset"),
    [
        ("SongGV: songs", "SongGV is free.", Asset.CODE),
        ("SongGV: songs", "This database is used. SongGV is free.", Asset.DATA),
        ("SongGV: songs", "This database is used by our software. SongGV is free.", Asset.CODE),
        ("SongGV: songs", "This web server is used. SongGV is free.", Asset.DEMO),
        ("SongGV: songs", "We present a web server. SongGV is free.", Asset.DEMO),
        ("Songs", "This database is used. SongGV is free.", Asset.CODE),
    ],
)
def test_the_name_in_the_title_stands_for_what_the_text_refers_back_to(title: str, text: str, asset: Asset) -> None:
    """If the text refers back to code as well, the name is that of the code."""
    assert context(text, title).type_of("songgv")[0] is asset


@pytest.mark.parametrize(("text", "is_used"), [("We study it.", True), ("We introduce SongTie.", False)])
def test_what_the_title_says_is_used_belongs_to_others(text: str, *, is_used: bool) -> None:
    """Unless the text introduces it."""
    assert context(text, "Songs with SongTie").uses("songtie") is is_used


@pytest.mark.parametrize(
    ("text", "word", "is_proper"),
    [
        ("Bowtie is fast. We use Bowtie.", "bowtie", True),
        ("Bowtie is fast. We use it.", "bowtie", False),
        ("Information is good. We use Information.", "information", False),
    ],
)
def test_a_word_capitalised_elsewhere_is_a_proper_name(text: str, word: str, *, is_proper: bool) -> None:
    assert context(text, "Fast songs").is_proper(word) is is_proper


def test_a_title_may_begin_with_what_a_name_stands_for() -> None:
    assert context("It works.", "Corpus SongNet is here").type_of("songnet")[0] is Asset.DATA


def test_a_title_in_title_case_tells_nothing_of_proper_names() -> None:
    """All its words are capitalised."""
    assert context("Bowtie is fast.", "Songs with Bowtie").is_proper("bowtie")
    assert not context("Bowtie is fast.", "Songs With Bowtie").is_proper("bowtie")


@pytest.mark.parametrize(
    ("title", "name", "is_topic"),
    [
        ("SongNet: songs", "songnet", True),
        ("SongNet is fast", "songnet", True),
        ("A study of SongNet", "songnet", False),
        ("Songbird in Python: songs", "songbird", True),
        ("Songbird in plain Python: songs", "songbird", False),
        ("Songbird: songs", "songs", False),
        ("SongNet: songs, and SongBase: a database", "songbase", True),
        ("The Song Database (SDB)", "sdb", True),
        (f"{'a' * 82} SongNet: songs", "songnet", True),
        (f"{'a' * 83} SongNet: songs", "songnet", False),
    ],
)
def test_a_title_is_about_the_name_at_its_beginning(title: str, name: str, *, is_topic: bool) -> None:
    """A capitalised word is one only in a short subject before a colon."""
    assert context("", title).is_topic(name) is is_topic


@pytest.mark.parametrize(
    ("title", "is_subject"),
    [
        ("The song corpus of birds", True),
        ("A new song corpus: birds", True),
        ("Birds and the song corpus", False),
        ("Birds: a song corpus", False),
    ],
)
def test_a_title_is_about_a_phrase_at_its_beginning_or_before_its_colon(title: str, *, is_subject: bool) -> None:
    assert context("", title).is_subject("song corpus") is is_subject


@pytest.mark.parametrize(
    ("title", "text", "is_told"),
    [("SongNet", "It works.", True), ("Songs", "SongNet, a corpus, works.", True), ("Songs", "SongNet works.", False)],
)
def test_a_paper_tells_of_a_name_in_its_title_or_with_a_description(title: str, text: str, *, is_told: bool) -> None:
    assert context(text, title).tells_of("songnet") is is_told


def test_the_sentence_before_another_is_found_in_the_text() -> None:
    """It need not have been read; before the first there is none."""
    text = "One ends. Two ends. Three ends."
    paper = context(text)
    paper.last = tag_sentence(text, 0, 10)
    third = tag_sentence(text, 20, len(text))
    assert (paper.before(third).start, paper.before(third).end) == (10, 20)
    assert (paper.before(paper.last).start, paper.before(paper.last).words) == (0, ())
    assert paper.before(tag_sentence(text, 10, 20)) is paper.last
