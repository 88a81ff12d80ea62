"""What a list of files tells of each of them."""

from linkscan.content.file_roles import Role, survey
from linkscan.models import File


def test_a_folder_may_be_called_anything() -> None:
    """A line break in its name hides neither what builds a site nor what is code."""
    seen = survey([File("a\nb/astro.config.mjs"), File("a\nb/app.ts", 500), File("a\nb/model.py", 500)])
    assert not seen[Role.APP]
    assert [file.path for file in seen[Role.CODE]] == ["a\nb/model.py"]
