"""CSV: delimiters, quotes, columns, rows of the wrong width."""

import csv
import io
import json

import pytest

from linkscan.errors import InputError
from tests.papers.conftest import DATA, Load


def table(*rows: list[str], delimiter: str = ",") -> str:
    """Return rows as spreadsheets write them."""
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter).writerows(rows)
    return out.getvalue()


def test_a_table_of_zotero_is_read(load: Load) -> None:
    """Quoted quotes, commas and line breaks; the line of a paper is that at which its row begins."""
    loaded = load(DATA / "zotero.csv")
    first, second = loaded.papers
    assert (first.id, first.arxiv_id, first.doi) == ("A3BX9K2Q", "2301.00001", "10.1000/182")
    assert first.abstract == (
        'We present "Lantern", a small model that reads charts.\n\n'
        "Code is available at https://github.com/example/lantern."
    )
    assert (second.title, second.abstract) == ("Counting, Twice", "We count it, twice; the counts agree.")
    assert loaded.lines == [2, 5]


@pytest.mark.parametrize("delimiter", [",", "\t", ";", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_a_table_may_have_any_delimiter_and_encoding(load: Load, delimiter: str, encoding: str) -> None:
    """As spreadsheets of several countries save them."""
    rows = table(["Title", "Abstract"], ["Straße, Café; \t|", "Wir zählen, zwei|mal; so."], delimiter=delimiter)
    (paper,) = load(rows.encode(encoding)).papers
    assert (paper.title, paper.abstract) == ("Straße, Café; |", "Wir zählen, zwei|mal; so.")


@pytest.mark.parametrize(
    ("header", "found"),
    [
        (["id", "pages", "year"], "id, pages, year"),
        (["foo", "bar", "baz"], "foo, bar, baz"),
    ],
)
def test_table_without_papers_is_refused(load: Load, header: list[str], found: str) -> None:
    """One error that lists the columns found."""
    content = table(header, *[[f"{name} {row}" for name in header] for row in range(5)])
    said = f'input:1: no column of titles or abstracts among: {found}; name them "title" and "abstract"'
    with pytest.raises(InputError, match=f"^{said}$"):
        load(content)


def test_a_row_of_the_wrong_width(load: Load) -> None:
    """Too wide: reported and skipped. Too narrow, but with an abstract: read."""
    content = "id,abstract,year\n1,We count, twice,2024\n2,We count.,2024\n3,We count.\n4\n"
    loaded = load(content)
    assert [paper.id for paper in loaded.papers] == ["2", "3"]
    assert loaded.skipped == [
        "input:2: 4 fields under 3 column names; put texts with delimiters in quotes",
        'input:5: no title and no abstract among \'id\'; name them "title" and "abstract"',
    ]


def test_empty_rows_and_unnamed_columns_are_ignored(load: Load) -> None:
    """Spreadsheets leave both."""
    loaded = load(table(["", "title", "abstract", ""], ["", "T", "A", ""], ["", "", "", ""], ["0", "U", "B", ""]))
    assert loaded.abstracts == ["A", "B"]
    assert loaded.skipped == []


def test_a_field_beyond_the_usual_limit(load: Load) -> None:
    """The csv module refuses 128 kB by default."""
    assert len(load(table(["title", "abstract"], ["T", "long " * 100_000])).abstracts[0]) == 499_999


def test_unclosed_quote(load: Load) -> None:
    """It swallows what follows, up to a limit."""
    content = 'title,abstract\n\nT,A\nU,"B\n'
    assert load(content + "V,C\n" * 10).abstracts[0] == "A"
    loaded = load(content + "V,C\n" * (5 << 20))
    assert loaded.titles == ["T"]
    assert loaded.skipped[0].startswith("input:4: not CSV (field larger ")


def test_lines_above_the_column_names(load: Load) -> None:
    """Empty lines are ignored."""
    assert load("\n,,\nid,title,abstract\n1,T,A\n", format="csv").lines == [4]


def test_columns_as_conference_systems_name_them(load: Load) -> None:
    """EasyChair numbers its rows under `#`."""
    (paper,) = load('#,Title,Authors,Decision,Abstract\n7,A Tool,"Jane, Richard",ACCEPT,"We do, now."\n').papers
    assert (paper.id, paper.title, paper.abstract) == ("7", "A Tool", "We do, now.")


def test_record_marked_as_deleted_is_no_paper(load: Load) -> None:
    """EasyChair's `submission.csv` ends in `deleted?`, JSON has booleans."""
    loaded = load("#,title,authors,decision,abstract,deleted?\n1,A,Ada,accept,We do.,no\n2,B,Bo,accept,We do.,yes\n")
    assert loaded.titles == ["A"]
    assert loaded.skipped == ["input:3: a record that is marked as deleted; it is left out"]
    records = [{"title": each, "abstract": "We do.", "deleted": each == "B"} for each in ("A", "B")]
    assert load(json.dumps(records)).titles == ["A"]


@pytest.mark.parametrize(
    "header",
    [
        "论文题目,摘要,年份,代码地址,作者",
        "タイトル,抄録,発行年,コード,著者",
        "제목,초록,연도,코드,저자",
        "Titel,Zusammenfassung,Jahr,GitHub,Autoren",
        "Titre,Résumé,Année,Code,Auteurs",
        "Título,Resumen,Año,Repositorio GitHub,Autores",
        "Название,Аннотация,Год,GitHub,Авторы",
        "NM_PRODUCAO,DS_RESUMO,year,GitHub,Autores",
    ],
)
def test_columns_in_other_languages(load: Load, header: str) -> None:
    """Title, abstract, year and code; authors are kept under the English name."""
    row = "A Tool,We do charts.,2024,https://github.com/lab/tool,Ada Example\n"
    (paper,) = load(f"{header}\n{row}", keep=["authors"]).papers
    assert (paper.title, paper.abstract, paper.published) == ("A Tool", "We do charts.", "2024")
    assert paper.kept == {"authors": "Ada Example"}
    assert [each.text for each in paper.fields] == ([] if "Repositorio" in header else ["https://github.com/lab/tool"])


def test_excel_and_databases_put_lines_above_the_names(load: Load) -> None:
    """`sep=;` gives the delimiter; a line of the database is skipped."""
    excel = load('sep=;\nTitle;Abstract;DOI;Year\n"A Tool";"We do, now.";10.1000/x;2024\n')
    assert (excel.titles, excel.lines, excel.papers[0].published) == (["A Tool"], [3], "2024")
    database = load("Results of the search of 28 November\nTitle,Abstract,DOI\nA Tool,We do.,10.1000/x\n")
    assert (database.titles, database.lines) == (["A Tool"], [3])


def test_web_of_science_names_columns_by_its_tags(load: Load) -> None:
    """As in its tab-delimited export, with a mark at its beginning."""
    content = "\ufeffPT\tAU\tTI\tSO\tAB\tDI\tPY\tUT\nJ\tDoe, J\tA Tool\tJ EX\tWe do.\t10.1000/x\t2024\tWOS:1\n"
    (paper,) = load(content.encode()).papers
    assert (paper.id, paper.title, paper.abstract, paper.doi) == ("WOS:1", "A Tool", "We do.", "10.1000/x")
    assert (paper.venue, paper.published) == ("J EX", "2024")


def test_one_column_of_abstracts(load: Load) -> None:
    """With a header that says so."""
    assert load(table(["Abstract"], ["We count, twice."], ["We\nread."])).abstracts == ["We count, twice.", "We\nread."]


@pytest.mark.parametrize(
    "prose",
    [
        "Look, Compare\nWe look, then compare.\n",
        "Abstract\nWe look, then compare, and it works.\n",
        "Divide, Conquer and Combine\n\nWe divide, and conquer.\n\nCombine, Again\n\nWe combine, again.\n",
    ],
)
def test_prose_with_commas_is_not_a_table(load: Load, prose: str) -> None:
    """Two lines may have as many commas by chance."""
    assert load(prose).abstracts[0].startswith("We ")


def test_a_table_of_embase_is_read(load: Load) -> None:
    """Journal and year are in one column with the pages."""
    text = "Title,Author Names,Source,Abstract,Emtree Medical Index Terms\n"
    text += '"Lantern","Example A.","Examples of Medicine (2014) 3:3 (152-160). Published: 1 Jul 2014","We.",x\n'
    (paper,) = load(text).papers
    assert (paper.published, paper.venue) == ("2014", "Examples of Medicine")


def test_cell_that_means_none_is_no_id(load: Load) -> None:
    """R writes NA."""
    papers = load("PMID,Title,Abstract,DOI\nNA,One Tool,We.,10.1000/1\nNA,Other Tool,We do.,NA\n").papers
    assert [paper.id for paper in papers] == ["10.1000/1", papers[1].id]
    assert papers[1].id.startswith("other-tool-")


def test_markdown_items_are_not_column_names(load: Load) -> None:
    """However many column names are between their commas."""
    with pytest.raises(InputError, match="not read"):
        load("# News\n\n- Reads more, Title, Author, Abstract.\n- It stops, Title, if one is missing.\n")


def test_column_names_may_contain_any_character_next_to_known_ones(load: Load) -> None:
    """Web of Science's full record: "Times Cited, WoS Core"."""
    header = ["Article Title", "Abstract", "Times Cited, WoS Core", "Since 2013 Usage Count"]
    assert load(table(header, ["A", "We do.", "1", "2"])).titles == ["A"]


def test_columns_may_be_named_by_the_tags_of_web_of_science(load: Load) -> None:
    """Without a type of publication, as bibliometrix writes them."""
    (paper,) = load(table(["AU", "TI", "SO", "AB"], ["Example", "A", "J Charts", "We do."])).papers
    assert (paper.title, paper.abstract, paper.venue) == ("A", "We do.", "J Charts")


def test_tags_may_stand_before_some_of_the_names(load: Load) -> None:
    header = ["AU - AUTHOR", "TI - TITLE", "SO", "AB - ABSTRACT", "DI", "PY"]
    (paper,) = load(table(header, ["Example", "A", "J Charts", "We do.", "10.1000/a", "2024"])).papers
    assert (paper.title, paper.abstract, paper.venue) == ("A", "We do.", "J Charts")
    assert (paper.doi, paper.published) == ("10.1000/a", "2024")


def test_the_source_of_publish_or_perish_is_a_journal(load: Load) -> None:
    """Elsewhere it may be the database."""
    for name, venue in (("ECC", "J Charts"), ("Database", None)):
        assert load(table(["Title", "Year", "Source", name], ["A", "2024", "J Charts", "1"])).papers[0].venue == venue


def test_the_description_of_pubmeds_former_table_is_its_authors(load: Load) -> None:
    header = ["Title", "URL", "Description", "Details", "ShortDetails", "EntrezUID"]
    row = ["A.", "/pubmed/1", "Example A.", "J Charts. 2014;1(2):3. doi: 10.1000/a.", "J Charts.  2014", "1"]
    (paper,) = load(table(header, row), keep=["authors"]).papers
    assert (paper.id, paper.abstract, paper.doi, paper.venue) == ("1", "", "10.1000/a", "J Charts")
    assert (paper.published, paper.kept) == ("2014", {"authors": "Example A."})


def test_a_list_in_a_cell_whose_quotes_are_not_doubled(load: Load) -> None:
    """As CORE writes authors."""
    content = 'workID,title,authors,year\n1,"A, b","["Example, Ada","Sample, Bo"]",2024\n2,C,"[""D""]",2024\n'
    papers = load(content, keep=["authors"]).papers
    assert [(paper.title, paper.kept["authors"], paper.published) for paper in papers] == [
        ("A, b", '["Example, Ada","Sample, Bo"]', "2024"),
        ("C", '["D"]', "2024"),
    ]


def test_title_that_means_none_is_missing(load: Load) -> None:
    """As Scopus writes it; otherwise all such rows would be one paper."""
    rows = [["[No title available]", "We do.", "10.1000/a"], ["[No title available]", "", "10.1000/b"]]
    loaded = load(table(["Title", "Abstract", "DOI"], *rows))
    assert [(paper.title, paper.doi) for paper in loaded.papers] == [("", "10.1000/a")]
    assert len(loaded.skipped) == 1


@pytest.mark.parametrize("names", [["書名", "來源出版物名稱", "年份"], ["標題", "出版物名", "出版年"]])
def test_columns_of_scopus_in_other_languages(load: Load, names: list[str]) -> None:
    (paper,) = load(table(names, ["Lantern", "J Charts", "2024"])).papers
    assert (paper.title, paper.venue, paper.published) == ("Lantern", "J Charts", "2024")
