"""What a list of files tells of each of them."""

import pytest

from linkscan.content import file_roles
from linkscan.content.classify import judge
from linkscan.content.file_roles import Role, is_runner, names, survey
from linkscan.models import Asset, Content, File


def test_a_folder_may_be_called_anything() -> None:
    """A line break in its name hides neither what builds a site nor what is code."""
    seen = survey([File("a\nb/astro.config.mjs"), File("a\nb/app.ts", 500), File("a\nb/model.py", 500)])
    assert not seen[Role.APP]
    assert [file.path for file in seen[Role.CODE]] == ["a\nb/model.py"]


def test_code_is_not_hidden_by_more_files_than_can_be_looked_at() -> None:
    many = [File(f"a/{number}.csv", 9) for number in range(20_000)]
    seen = survey([*many, File("code/main.py", 900)])
    assert [file.path for file in seen[Role.CODE]] == ["code/main.py"]
    assert [file.path for file in seen[Role.CLOSED]] == ["(1 further files)/"]


@pytest.fixture
def most_files(monkeypatch: pytest.MonkeyPatch) -> int:
    """A hundred files, as if no more could be looked at."""
    monkeypatch.setattr(file_roles, "MOST_FILES", 100)
    return file_roles.MOST_FILES


@pytest.mark.parametrize("code", ["src/train.py", "a/very/deep/folder/train.py", "train.jl"])
def test_code_is_looked_for_before_anything_is_cut_off(code: str, most_files: int) -> None:
    many = [File(f"data/{number}.json", 9) for number in range(most_files + 50)]
    assert [file.path for file in survey([*many, File(code, 900)])[Role.CODE]] == [code]
    assert judge((*many, File(code, 900)), None)[Asset.CODE].content is Content.PRESENT


@pytest.mark.parametrize("kind", ["x.js", "x.sh", "x.sty", "x.pth", "x.zip", "x.png", "x.csv"])
def test_code_is_looked_for_before_files_of_any_other_kind(kind: str, most_files: int) -> None:
    many = [File(f"{number}{kind}", 9000) for number in range(most_files)]
    assert [file.path for file in survey([*many, File("a/b/train.py", 900)])[Role.CODE]] == ["a/b/train.py"]


def test_what_was_cut_off_is_not_told(most_files: int) -> None:
    many = tuple(File(f"data/{number}.json", 9000) for number in range(most_files + 50))
    assert judge(many, None)[Asset.CODE].content is Content.UNKNOWN
    assert "(50 further files)" in judge(many, None)[Asset.CODE].reason
    assert judge(many[:most_files], None)[Asset.CODE].content is Content.PLACEHOLDER


def test_a_binary_is_a_model_where_its_path_says_so() -> None:
    seen = survey([File("pytorch_model.bin", 90_000), File("firmware.bin", 90_000), File("build/CMakeFiles/x.bin", 9)])
    assert [file.path for file in seen[Role.WEIGHTS]] == ["pytorch_model.bin"]


def test_some_pictures_in_a_folder_of_data_illustrate_it() -> None:
    few = [File(f"data/{number}.png", 9000) for number in range(3)]
    many = [File(f"data/{number}.png", 9000) for number in range(12)]
    assert not survey(few)[Role.DATA]
    assert len(survey(many)[Role.DATA]) == 12


@pytest.mark.parametrize(
    ("path", "size", "below", "role"),
    [
        ("main.py", 120, Role.STUB, Role.CODE),
        ("train.csv", 2000, Role.SMALL, Role.DATA),
        ("x.xyzzy", 300, Role.REST, Role.UNKNOWN),
        ("best.pth", 20_000, Role.SMALL, Role.WEIGHTS),
        ("notes.txt", 32_768, Role.DOCUMENT, Role.SMALL),
        ("model.txt", 120, Role.DOCUMENT, Role.UNKNOWN),
    ],
)
def test_sizes_decide(path: str, size: int, below: Role, role: Role) -> None:
    assert survey([File(path, size - 1)])[below]
    assert survey([File(path, size)])[role]
    assert survey([File(path)])[role]


def test_no_size_is_told_of_other_branches() -> None:
    assert survey([File("(branch pub)/notes.txt")])[Role.DOCUMENT]


@pytest.mark.parametrize(
    ("paths", "role"),
    [
        ("all.bib", Role.SMALL),
        ("records.ciw", Role.SMALL),
        ("all.bib paper.tex", Role.DOCUMENT),
        ("all.bib chapter.Rmd", Role.DOCUMENT),
        ("docs/all.bib", Role.REST),
    ],
)
def test_a_long_bibliography_is_data_where_no_paper_is_written(paths: str, role: Role) -> None:
    first, *others = (File(path, 32_768) for path in paths.split())
    assert first in survey([first, *others])[role]
    assert first not in survey([File(first.path, 32_767), *others])[Role.SMALL]


@pytest.mark.parametrize(("count", "role"), [(49, Role.SMALL), (50, Role.DATA)])
def test_many_small_files_are_a_data_set(count: int, role: Role) -> None:
    assert len(survey([File(f"data/{number}.json", 9) for number in range(count)])[role]) == count


@pytest.mark.parametrize(("count", "role"), [(9, Role.REST), (10, Role.DATA)])
def test_several_pictures_are_a_data_set(count: int, role: Role) -> None:
    assert len(survey([File(f"data/{number}.png", 9000) for number in range(count)])[role]) == count


@pytest.mark.parametrize(
    ("path", "verdict"),
    [
        ("run-train.sh", True),
        ("scripts/eval.sh", True),
        ("submit.sbatch", True),
        ("gitstats.sh", False),
        ("lib.sh", False),
    ],
)
def test_scripts_that_start_something(path: str, *, verdict: bool) -> None:
    assert is_runner(path) is verdict


@pytest.mark.parametrize(("readme", "role"), [("A LaTeX class", Role.STYLE), ("Our paper", Role.REST)])
def test_a_style_beside_a_document_is_the_work_where_the_readme_says_so(readme: str, role: Role) -> None:
    assert [file.path for file in survey([File("a.cls", 900), File("a.tex", 900)], readme)[role]][:1] == ["a.cls"]


def test_a_list_of_files_names_three_and_counts_the_others() -> None:
    assert names([File("a"), File("b"), File("c")]) == "a, b, c"
    assert names([File("a"), File("b"), File("c"), File("d")]) == "a, b, c and 1 more"


def test_a_long_path_is_shown_by_its_end() -> None:
    assert names([File("a" * 80)]) == "a" * 80
    assert names([File("a" + "b" * 80)]) == "…" + "b" * 80


@pytest.mark.parametrize(("before", "role"), [(19_995, Role.CODE), (19_997, Role.UNKNOWN)])
def test_what_a_readme_says_late_tells_nothing_of_files(before: int, role: Role) -> None:
    """Of a model as text it is asked in which language it may be."""
    assert survey([File("model.txt", 900)], " " * before + "JAGS ")[role]
