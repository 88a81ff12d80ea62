"""BibTeX, and letters written in TeX."""

import pytest

from linkscan.papers.latex import accents, plain
from tests.papers.conftest import DATA, Load


def test_an_entry_is_a_paper_with_its_fields(load: Load) -> None:
    """Braces, strings, joined values, parentheses; broken entries are reported with their line."""
    loaded = load(DATA / "references.bib")
    assert list(zip(loaded.lines, [paper.id for paper in loaded.papers], loaded.titles, strict=True)) == [
        (9, "example2023lantern", "Lantern: Late Interaction for Gödel and Émile's Charts, 50% Faster"),
        (24, "sample2024stra", "Straße, Cañon and Čapek"),
        (31, "placeholder2024", "No Abstract Here"),
        (33, "twice", "First of Two"),
    ]
    lantern, strasse, *_ = loaded.papers
    assert (lantern.arxiv_id, lantern.doi) == ("2301.00001", "10.1000/182")
    assert strasse.arxiv_id == "2402.01234"  # from the journal, where Google Scholar puts it
    assert strasse.abstract == 'All code is open. The rest is {""}not{""}.'
    assert [line.split(":", 1)[1] for line in loaded.skipped] == [
        "20: a broken entry; look for a missing brace, comma or quote",
    ]


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        ("# Made by a program\n# Not to be edited\n\n@misc{a,\n title={A Tool},\n}\n", ["A Tool"]),
        ("% Encoding: UTF-8\n@misc{a,\n title={A Tool},\n}\n", ["A Tool"]),
        ("\t@article{\n\t author = {A},\n\t title = {A Tool}\n\t}\n@misc{b, title={B}}\n", ["A Tool", "B"]),
        ("@misc{a, title={{\\TUG}}, year=1991}\n", ["TUG"]),
    ],
    ids=["remarks", "JabRef", "no key", "a macro alone"],
)
def test_bibtex_as_programs_write_it(load: Load, text: str, titles: list[str]) -> None:
    loaded = load(text)
    assert (loaded.titles, loaded.skipped) == (titles, [])


def test_addresses_in_abstracts_are_unchanged(load: Load) -> None:
    """TeX escapes are removed from addresses and decoded in letters."""
    abstract = load(DATA / "references.bib").abstracts[0]
    assert "of Münster, at ada@example.org" in abstract
    assert r"\url{https://github.com/example/lan_tern}, \~{}50\% done." in abstract


@pytest.mark.parametrize(
    ("value", "abstract"),
    [
        ("{{We {read} charts.}}", "We {read} charts."),
        ("{{We} read {charts}}", "{We} read {charts}"),
        ("{{We read \\{a\\}}}", "We read \\{a\\}"),
    ],
)
def test_second_pair_of_braces_is_removed(load: Load, value: str, abstract: str) -> None:
    """As in Web of Science's exports; braces around a part of the text are left for the TeX parser."""
    assert load(f"@misc{{a, title={{{{A}}}}, abstract={value}, year={{{{2024}}}}}}").abstracts == [abstract]


def test_at_sign_in_a_text_begins_no_entry(load: Load) -> None:
    """Unless a line begins like an entry."""
    entry = "@misc{a, title={At @ {Home}}, abstract={We are\n @home, ada@b.org.}}"
    assert load(f"{entry}\n@misc{{b, title={{T}}, abstract={{B}}}}").titles == ["At @ Home", "T"]


def test_a_file_of_many_pieces(load: Load) -> None:
    """Strings and line numbers continue from one piece to the next."""
    entries = "".join(
        f"@misc{{k{number},\n  title = {{T {number}}},\n  abstract = word # {{{'long ' * 50}}}\n}}\n\n"
        for number in range(10_000)
    )
    loaded = load(f"@string{{word = {{Joined. }}}}\n{entries}")
    assert len(loaded.papers) == 10_000
    assert loaded.lines[-1] == 2 + 9_999 * 5
    assert loaded.papers[-1].abstract.startswith("Joined. long")


def test_entries_without_abstracts_are_papers(load: Load) -> None:
    """As in most bibliographies; an entry without a title is no paper."""
    loaded = load("@misc{a, title={T}}\n@misc{b, title={U}}\n@misc{c, year={2024}}\n")
    assert (loaded.titles, loaded.abstracts) == (["T", "U"], ["", ""])
    assert loaded.skipped == ["input:3: no title in 'c'; add it"]


def test_records_of_another_format_between_entries_are_reported(load: Load) -> None:
    """Comments are not reported."""
    loaded = load("A comment.\n@misc{a, title={T}}\n\nTY  - JOUR\nTI  - B\nER  - \n\n@misc{b, title={U}}\n")
    assert loaded.titles == ["T", "U"]
    assert loaded.skipped == [
        "input:4: RIS begins here, in a file of BibTeX, and is not read; give it as a separate file"
    ]


@pytest.mark.parametrize(
    ("tex", "letters"),
    [
        (r"{\"o}", "ö"),
        (r"\"{o}", "ö"),
        (r"\"o", "ö"),
        (r"{\"{o}}", "ö"),
        (r"\'{e}t\'e", "été"),
        (r"\'{\i}\'\i{\'\i}", "ííí"),
        (r"{\ss}\ss{}\ss", "ßßß"),
        (r"{\v s}\v{c}{\v{c}}\c{c}{\c c}", "ščččç"[0:0] + "šččçç"),
        (r"\H{o}\u{g}\r{a}\k{a}\d{h}\b{b}", "őğåąḥḇ"),
        (r"{\aa}{\AE}{\o}{\L}", "åÆøŁ"),
        (r"\~{n}{\~n}", "ññ"),
        (r"\.{z}\={a}\^{o}\`a", "żāôà"),
        (r"\url{https://x.org/\~{}joe/\~joe/a\_b}", r"\url{https://x.org/\~{}joe/\~joe/a\_b}"),
        (r"50\% \alpha \item \order \input", r"50\% \alpha \item \order \input"),
        ("no TeX at all ~ {}", "no TeX at all ~ {}"),
    ],
)
def test_accents_of_tex_are_letters(tex: str, letters: str) -> None:
    """Letters are replaced, everything else is kept."""
    assert accents(tex) == letters


@pytest.mark.parametrize(
    ("tex", "title"),
    [
        ("{B}ridging {GAP}s", "Bridging GAPs"),
        (r"{\bf N}et and \emph{set}", "Net and set"),
        (r"$\alpha$-Net at 50\% -- twice", "α-Net at 50% – twice"),
        (r"G{\"o}del~machines", "Gödel\xa0machines"),
        (r"\href{u", r"\href{u"),
    ],
)
def test_a_title_is_shown_without_tex(tex: str, title: str) -> None:
    """If the TeX cannot be parsed, the title is shown as it is."""
    assert plain(tex) == title


def test_nested_strings_do_not_fill_memory(load: Load) -> None:
    """Sixty lines that each double the previous one would be a billion gigabytes."""
    doubled = "".join(f"@string{{s{n} = s{n - 1} # s{n - 1}}}\n" for n in range(1, 60))
    loaded = load(f'@string{{s0 = "We release code. "}}\n{doubled}@article{{a, title = "A", abstract = s59}}\n')
    [abstract] = loaded.abstracts
    assert abstract.startswith("We release code. We release code.")
    assert len(abstract) < 10_000
