"""The roles of files, given the whole list."""

import pytest

from linkscan.content import file_roles
from linkscan.content.classify import judge
from linkscan.content.file_roles import Role, is_runner, names, survey
from linkscan.models import Asset, Content, File


def test_folder_may_have_any_name() -> None:
    """A line break in its name hides neither site generators nor code."""
    seen = survey([File("a\nb/astro.config.mjs"), File("a\nb/app.ts", 500), File("a\nb/model.py", 500)])
    assert not seen[Role.APP]
    assert [file.path for file in seen[Role.CODE]] == ["a\nb/model.py"]


def test_code_is_found_among_too_many_files() -> None:
    many = [File(f"a/{number}.csv", 9) for number in range(20_000)]
    seen = survey([*many, File("code/main.py", 900)])
    assert [file.path for file in seen[Role.CODE]] == ["code/main.py"]
    assert [file.path for file in seen[Role.CLOSED]] == ["(1 further files)/"]


@pytest.fixture
def most_files(monkeypatch: pytest.MonkeyPatch) -> int:
    """The limit of files, lowered to a hundred."""
    monkeypatch.setattr(file_roles, "MOST_FILES", 100)
    return file_roles.MOST_FILES


@pytest.mark.parametrize("code", ["src/train.py", "a/very/deep/folder/train.py", "train.jl"])
def test_code_is_searched_before_the_list_is_truncated(code: str, most_files: int) -> None:
    many = [File(f"data/{number}.json", 9) for number in range(most_files + 50)]
    assert [file.path for file in survey([*many, File(code, 900)])[Role.CODE]] == [code]
    assert judge((*many, File(code, 900)), None)[Asset.CODE].content is Content.PRESENT


@pytest.mark.parametrize("kind", ["x.js", "x.sh", "x.sty", "x.pth", "x.zip", "x.png", "x.csv"])
def test_code_is_searched_before_other_kinds(kind: str, most_files: int) -> None:
    many = [File(f"{number}{kind}", 9000) for number in range(most_files)]
    assert [file.path for file in survey([*many, File("a/b/train.py", 900)])[Role.CODE]] == ["a/b/train.py"]


def test_truncated_list_leaves_assets_unknown(most_files: int) -> None:
    many = tuple(File(f"data/{number}.json", 9000) for number in range(most_files + 50))
    assert judge(many, None)[Asset.CODE].content is Content.UNKNOWN
    assert "(50 further files)" in judge(many, None)[Asset.CODE].reason
    assert judge(many[:most_files], None)[Asset.CODE].content is Content.PLACEHOLDER


def test_binary_is_a_model_if_its_path_says_so() -> None:
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


def test_sizes_on_other_branches_are_unknown() -> None:
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
def test_long_bibliography_is_data_unless_a_paper_is_written(paths: str, role: Role) -> None:
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
def test_style_file_next_to_a_document_is_the_work_if_the_readme_says_so(readme: str, role: Role) -> None:
    assert [file.path for file in survey([File("a.cls", 900), File("a.tex", 900)], readme)[role]][:1] == ["a.cls"]


@pytest.mark.parametrize("extension", ["h5", "hdf5", "pkl", "pickle", "joblib", "npz", "rds"])
def test_data_file_named_model_is_a_model(extension: str) -> None:
    assert survey([File(f"best_model.{extension}", 90_000)])[Role.WEIGHTS]
    assert not survey([File(f"table.{extension}", 90_000)])[Role.WEIGHTS]


@pytest.mark.parametrize("extension", ["h5", "sav", "mat", "npy"])
def test_data_in_a_folder_of_trained_models_is_a_model(extension: str) -> None:
    assert survey([File(f"pretrained_models/a.{extension}", 90_000)])[Role.WEIGHTS]


@pytest.mark.parametrize(
    ("path", "role"),
    [
        ("tool.exe", Role.PROGRAM),
        ("third_party/x.cpp", Role.VENDORED),
        ("src/", Role.CLOSED),
        ("figures/", Role.REST),
        ("Dockerfile", Role.CONTAINER),
        ("LICENSE", Role.REST),
        ("ws.repos", Role.ELSEWHERE),
        ("ws.rosinstall", Role.ELSEWHERE),
        ("a.png", Role.REST),
        ("paper.pdf", Role.DOCUMENT),
        ("refs.ris", Role.SMALL),
        ("refs.enw", Role.SMALL),
        ("refs.nbib", Role.SMALL),
    ],
)
def test_a_kind_has_a_role(path: str, role: Role) -> None:
    assert [file.path for file in survey([File(path, 90_000)])[role]] == [path]


@pytest.mark.parametrize(
    "path", ["x.py", "LICENSE", "x.mjs", "x.sh", "x.sty", "x.pth", "x.zip", "Dockerfile", "src/", "setup.py"]
)
def test_possible_releases_are_examined_before_pictures_and_tables(path: str, most_files: int) -> None:
    many = [File(f"{number}.csv", 9000) for number in range(most_files)]
    deep = File(f"a/b/{path}", 9000)
    seen = survey([*many, deep])
    assert any(deep in held for held in seen.roles.values())


@pytest.mark.parametrize(
    ("path", "readme", "role"),
    [
        ("a/b/c/x.zip", "", Role.PACKED),
        ("figures/x.zip", "", Role.REST),
        ("weights.zip", "", Role.WEIGHTS),
        ("a/b/c/weights.zip", "", Role.WEIGHTS),
        ("a/b/c/d/weights.zip", "", Role.REST),
        ("models/x.zip", "Our pretrained classifiers", Role.WEIGHTS),
        ("models/x.zip", "Our drawings", Role.PACKED),
        ("data.zip", "", Role.DATA),
        ("a/b/c/d/images.zip", "", Role.REST),
        ("data/b/c/d/images.zip", "", Role.DATA),
    ],
)
def test_archive_is_what_its_name_says_unless_nested_deeply(path: str, readme: str, role: Role) -> None:
    assert survey([File(path, 90_000)], readme)[role]


@pytest.mark.parametrize(
    ("paths", "kind"),
    [
        ("x.cls x.bas", Role.CODE),
        ("x.cls", Role.STYLE),
        ("x.cdf x.nb", Role.CODE),
        ("x.cdf", Role.SMALL),
        ("x.uasset", Role.REST),
        ("x.uasset Game.uproject", Role.CODE),
        ("x.Rmd", Role.CODE),
        ("x.Rmd _bookdown.yml", Role.UNKNOWN),
    ],
)
def test_neighbouring_files_decide_an_ambiguous_extension(paths: str, kind: Role) -> None:
    first, *others = (File(path, 9000) for path in paths.split())
    assert first in survey([first, *others])[kind]


@pytest.mark.parametrize(
    ("path", "size", "role"),
    [
        ("tests/model.pth", 90_000, Role.REST),
        ("data/x.pt", 90_000, Role.DATA),
        ("data/x.ckpt", 90_000, Role.WEIGHTS),
        ("model_results.bin", 90_000, Role.UNKNOWN),
        ("resnet50.pth", 90_000, Role.BACKBONE),
        ("src/__init__.py", 90_000, Role.STUB),
        ("docs/x.py", 90_000, Role.MANUAL),
        ("x.tsx", 90_000, Role.APP),
    ],
)
def test_folder_of_a_file_shows_its_owner(path: str, size: int, role: Role) -> None:
    assert survey([File(path, size)])[role]


@pytest.mark.parametrize(("count", "role"), [(49, Role.DOCUMENT), (50, Role.SMALL)])
def test_a_folder_of_many_texts_is_a_corpus(count: int, role: Role) -> None:
    assert len(survey([File(f"texts/{number}.txt", 9) for number in range(count)])[role]) == count


def test_folder_of_texts_holds_models_if_the_readme_says_so() -> None:
    many = [File(f"models/{number}.txt", 9) for number in range(50)]
    assert len(survey(many, "The trained models")[Role.WEIGHTS]) == 50
    assert len(survey(many, "The models")[Role.SMALL]) == 50


@pytest.mark.parametrize(("size", "role"), [(1999, Role.SMALL), (2000, Role.DATA)])
def test_in_a_deposit_a_picture_is_data(size: int, role: Role) -> None:
    assert survey([File("a.png", size)], is_deposit=True)[role]
    assert not survey([File("a.png", size)])[role]


def test_a_list_of_files_names_three_and_counts_the_others() -> None:
    assert names([File("a"), File("b"), File("c")]) == "a, b, c"
    assert names([File("a"), File("b"), File("c"), File("d")]) == "a, b, c and 1 more"


def test_a_long_path_is_shown_by_its_end() -> None:
    assert names([File("a" * 80)]) == "a" * 80
    assert names([File("a" + "b" * 80)]) == "…" + "b" * 80


@pytest.mark.parametrize(("before", "role"), [(19_995, Role.CODE), (19_997, Role.UNKNOWN)])
def test_late_lines_of_a_readme_say_nothing_about_files(before: int, role: Role) -> None:
    """The README says in which language a model file is written, here JAGS."""
    assert survey([File("model.txt", 900)], " " * before + "JAGS ")[role]
