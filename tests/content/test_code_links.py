"""A repository without code may link to it; credits and work of others are no such links."""

import pytest

from linkscan.content.code_links import leads_of
from linkscan.models import File
from tests.steps import assert_linear

BARE = (File("README.md"),)
HERE = "https://github.com/lab/core"


@pytest.mark.parametrize(
    ("line", "leads"),
    [
        (f"This repository has moved to {HERE}.", (HERE,)),
        (f"We've moved to another repo to house code: [core]({HERE}.git)", (HERE,)),
        (f"**Code**: {HERE}", (HERE,)),
        (f"This is the artifact. If you want the main repository, click here: {HERE}", (HERE,)),
        (f"The code is available at {HERE} and on our page.", (HERE,)),
        (f"Please refer to [this]({HERE}) for the implementation.", (HERE,)),
        ("Code: https://codeberg.org/lab/core", ("https://codeberg.org/lab/core",)),
        (f"Code: {HERE}/tree/main/src", (HERE,)),
        (f"## Code\n\n- [core]({HERE})", (HERE,)),
        (f"## Code Repositories\n\nEach is one.\n\n1. [Core]({HERE}): experiments", (HERE,)),
        (f"## Data\n\n1. [Core]({HERE}): experiments", ()),
        (f"## Related code\n\n1. [Core]({HERE})", ()),
        (f"Our code is based on {HERE}. Thanks!", ()),
        (f"We thank the authors of {HERE}; please visit them.", ()),
        (f"See also {HERE}", ()),
        ("The code is available at https://lab.org/code", ()),
        ("Code coming soon!", ()),
    ],
)
def test_lines_of_a_readme(line: str, leads: tuple[str, ...]) -> None:
    assert leads_of(BARE, f"# Tool\n\n{line}\n", None) == leads


def test_leads_keep_their_order() -> None:
    """Links in sentences come before those below headings."""
    places = [f"https://github.com/lab/part{number}" for number in range(5)]
    listed = "\n".join(f"- [part]({place})" for place in places[1:])
    assert leads_of(BARE, f"# Tool\n\n## Code\n\n{listed}\n\nIt has moved to {places[0]}.\n", None) == tuple(places)


def test_submodules_are_leads() -> None:
    text = '[submodule "core"]\n\tpath = core\n\turl = git@github.com:lab/core.git\n[submodule "x"]\n\turl = ../x\n'
    assert leads_of((*BARE, File("core", is_submodule=True)), None, text) == (HERE,)


def test_repository_with_code_needs_no_lead() -> None:
    assert leads_of((File("main.py"),), f"moved to {HERE}", None) == ()


def test_unknown_tree_gives_no_lead() -> None:
    assert leads_of(None, f"moved to {HERE}", None) == ()


def leads_in(text: str) -> None:
    """Return the leads in a README and a list of submodules."""
    leads_of(BARE, text, text)


@pytest.mark.parametrize("noise", ["\n", "url = ", "moved to https://github.com/", "url=\t", "code is "])
def test_no_text_takes_long(noise: str) -> None:
    assert_linear(leads_in, lambda size: noise * (size // len(noise)))
