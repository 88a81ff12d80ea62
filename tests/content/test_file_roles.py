"""What a list of files tells of each of them."""

from linkscan.content.file_roles import MOST_FILES, Role, survey
from linkscan.models import File


def test_a_folder_may_be_called_anything() -> None:
    """A line break in its name hides neither what builds a site nor what is code."""
    seen = survey([File("a\nb/astro.config.mjs"), File("a\nb/app.ts", 500), File("a\nb/model.py", 500)])
    assert not seen[Role.APP]
    assert [file.path for file in seen[Role.CODE]] == ["a\nb/model.py"]


def test_code_is_not_hidden_by_more_files_than_can_be_looked_at() -> None:
    many = [File(f"a/{number}.csv", 9) for number in range(MOST_FILES)]
    assert [file.path for file in survey([*many, File("code/main.py", 900)])[Role.CODE]] == ["code/main.py"]


def test_a_binary_is_a_model_where_its_path_says_so() -> None:
    seen = survey([File("pytorch_model.bin", 90_000), File("firmware.bin", 90_000), File("build/CMakeFiles/x.bin", 9)])
    assert [file.path for file in seen[Role.WEIGHTS]] == ["pytorch_model.bin"]


def test_some_pictures_in_a_folder_of_data_illustrate_it() -> None:
    few = [File(f"data/{number}.png", 9000) for number in range(3)]
    many = [File(f"data/{number}.png", 9000) for number in range(12)]
    assert not survey(few)[Role.DATA]
    assert len(survey(many)[Role.DATA]) == 12
