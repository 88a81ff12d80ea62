"""The documentation: every link leads somewhere, every page is in the menu, every query runs."""

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from urllib.parse import unquote

import pytest
import yaml
from click.testing import CliRunner
from markdown_it import MarkdownIt

from linkscan.cli import cli
from linkscan.history import open_ledger
from linkscan.http.cache.middleware import LIFETIMES
from linkscan.papers import FORMATS
from linkscan.sources import NAMES
from linkscan.text.languages import languages_read

ROOT = Path(__file__).parents[1]
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/*.md"), *ROOT.glob("tests/world/*.md")])
RECIPES = (ROOT / "docs/recipes.md").read_text("utf-8")


def targets(page: Path) -> Iterator[str]:
    """Yield what a page links to or shows, within the checkout."""
    for block in MarkdownIt("commonmark").parse(page.read_text("utf-8")):
        for token in block.children or ():
            target = str(token.attrs.get("href") or token.attrs.get("src") or "")
            if target and "://" not in target and not target.startswith("mailto:"):
                yield target


def anchors(page: Path) -> set[str]:
    """Return the anchors of a page's headings, as GitHub and MkDocs make them."""
    headings = re.findall(r"^#+ (.+)$", page.read_text("utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_leads_somewhere(page: Path) -> None:
    for target in targets(page):
        path, _, anchor = target.partition("#")
        file = page.parent / unquote(path) if path else page
        assert file.exists(), target
        assert not anchor or anchor in anchors(file), target


def test_every_page_of_the_site_is_in_its_menu() -> None:
    site = yaml.safe_load((ROOT / "mkdocs.yml").read_text("utf-8"))
    entries = [item for entry in site["nav"] for item in entry.values()]
    files = [entry for entry in entries if isinstance(entry, str) and "://" not in entry]
    files += [file for entry in entries if isinstance(entry, list) for page in entry for file in page.values()]
    pages = [*ROOT.glob("docs/*.md"), *ROOT.glob("docs/gallery/*.ipynb")]
    assert sorted(files) == sorted(page.relative_to(ROOT / "docs").as_posix() for page in pages)
    assert site["strict"]


@pytest.mark.parametrize("query", re.findall(r"```sql\n(.*?)```", RECIPES, re.DOTALL))
def test_every_query_runs(query: str, tmp_path: Path) -> None:
    with open_ledger(tmp_path / "ledger.sqlite"):
        pass
    with closing(sqlite3.connect(tmp_path / "ledger.sqlite")) as ledger:
        assert ledger.execute(query).fetchall() == []


@pytest.mark.parametrize(
    "line",
    sorted({line for page in PAGES for line in re.findall(r"^linkscan .+", page.read_text("utf-8"), re.MULTILINE)}),
)
def test_every_option_shown_exists(line: str) -> None:
    command, *words = line.partition("  #")[0].split()[1:]
    if command.startswith("-"):
        return
    told = CliRunner().invoke(cli, [command, "--help"]).stdout
    if command == "schedule":
        told += CliRunner().invoke(cli, ["scan", "--help"]).stdout
    for word in words:
        if word.startswith("--"):
            assert word.partition("=")[0] in told, word


@pytest.mark.parametrize(
    ("response", "statuses"),
    [("it is there", (200,)), ("moved permanently, moved temporarily", (301, 302)),
     ("not there, or an empty repository", (404, 409)), ("gone permanently (410, at GitHub also 451)", (410, 451))],
)  # fmt: skip
def test_documented_lifetimes_are_those_of_the_cache(response: str, statuses: tuple[int, ...]) -> None:
    page = (ROOT / "docs/asking.md").read_text("utf-8")
    (told,) = re.findall(rf"^\| {re.escape(response)} \| ([^|]*) \|$", page, re.MULTILINE)
    days = [float(number) for number in re.findall(r"(\d+) days?", told)]
    assert sorted(set(days)) == sorted({LIFETIMES[status] / 86_400 for status in statuses})


def column(page: str, number: int) -> Iterator[str]:
    """Yield the cells of a column of the first table of a page, its heading left out."""
    (table, *_) = re.findall(r"(?:^\|.*\n)+", (ROOT / page).read_text("utf-8"), re.MULTILINE)
    for row in table.splitlines()[2:]:
        yield row.strip("|").split("|")[number]


def test_every_format_of_input_is_in_the_table_of_what_is_read() -> None:
    assert {name for cell in column("docs/inputs.md", 2) for name in re.findall("`(.+?)`", cell)} == set(FORMATS)


def test_every_source_is_in_the_table_of_services() -> None:
    assert {name for cell in column("docs/sources.md", 0) for name in re.findall(r"`(\w+):", cell)} == set(NAMES)


def test_every_language_that_is_read_is_named() -> None:
    (told,) = re.findall(r"Abstracts in ([\w\s,]+?) are\b", (ROOT / "docs/decides.md").read_text("utf-8"))
    assert re.split(r",\s+|\s+and\s+", told) == [language.name for language in languages_read()]
