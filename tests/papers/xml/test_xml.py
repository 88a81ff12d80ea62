"""XML in general: which vocabulary, several documents in one file, and what is no list of papers."""

import re
from pathlib import Path

import pytest

from linkscan.errors import CutOffError, InputError
from linkscan.papers import load_papers
from tests.papers.conftest import DATA, Load

FILES = ["acl_anthology.xml", "arxiv.atom", "arxiv.rss", "crossref.xml", "dblp.xml", "endnote.xml", "jats.nxml",
         "mods.xml", "oai_arxiv.xml", "pubmed.xml"]  # fmt: skip


@pytest.mark.parametrize("name", FILES)
def test_several_documents_in_one_file(load: Load, name: str) -> None:
    """As pages of an API's answers are appended; lines go on counting."""
    content = (DATA / name).read_bytes()
    one, two = load(content), load(content + b"\n" + content)
    assert two.titles == one.titles * 2
    assert two.lines[len(one.lines) :] == [line + content.count(b"\n") + 1 for line in one.lines]


@pytest.mark.parametrize("name", FILES)
def test_truncated_document(load: Load, name: str) -> None:
    """Behind papers, or amid the only one."""
    content = (DATA / name).read_bytes().rstrip()
    said = r"input:\d+: not XML \(.*\); fetch the file again"
    if name == "jats.nxml":
        with pytest.raises(InputError, match=said):
            load(content[:-5])
        return
    loaded = load(content[:-5])
    assert loaded.titles == load(content).titles
    assert re.fullmatch(said, loaded.skipped[-1])


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'/>", "no papers in it"),
        ("<foo_bar><title>A</title></foo_bar>", "XML of a kind that is not read (its first element is <foo_bar>)"),
        ("<html xmlns='http://www.w3.org/1999/xhtml'><body/></html>", "an HTML page, which is not read"),
    ],
)
def test_xml_of_another_kind_is_named(load: Load, content: str, said: str) -> None:
    with pytest.raises(InputError) as raised:
        load(content)
    assert said in str(raised.value)


def test_wrong_declared_encoding_is_ignored(load: Load) -> None:
    content = (DATA / "endnote.xml").read_text("utf-8").replace("Reading", "Réading").replace("UTF-8", "ISO-8859-1")
    assert load(content.encode()).titles == ["Lantern: Réading Charts"]
    assert load(content.encode("utf-16")).titles == ["Lantern: Réading Charts"]


def test_comments_may_stand_above_the_declaration(load: Load) -> None:
    """Which XML forbids, and scripts write; lines are counted from the first."""
    content = (DATA / "arxiv.atom").read_text("utf-8")
    papers = load(f"\n<!-- made by a script -->\n<!-- today -->\n{content}").papers
    assert [paper.title for paper in papers] == load(content).titles
    assert papers[0].source == (f"input:{3 + content[: content.index('<title>Lantern')].count(chr(10)) + 1}",)


def test_records_before_the_damage_are_kept(tmp_path: Path) -> None:
    """However little of it there is: all of it may be read at once."""
    content = (DATA / "arxiv.atom").read_text("utf-8")
    path = tmp_path / "cut.atom"
    path.write_text(content[: content.rindex("</entry>")], "utf-8")
    papers = load_papers(path)
    assert next(papers).title.startswith("Lantern")
    with pytest.raises(CutOffError, match="not XML"):
        next(papers)
