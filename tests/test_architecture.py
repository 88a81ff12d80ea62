"""The documentation of the code names existing modules."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PAGES = ("docs/architecture.md", "docs/glossary.md", "CONTRIBUTING.md")
_NOT_CODE = {"data/", "shared/"}  # folders of tests, and the one next to the checkout
_PATH = re.compile(r"`((?:linkscan/|tests/)?[a-z_]+(?:/[a-z_]+)*(?:/|\.py))`")


def named() -> Iterator[tuple[str, str]]:
    for page in PAGES:
        for path in sorted(set(_PATH.findall((ROOT / page).read_text("utf-8"))) - _NOT_CODE):
            yield page, path


@pytest.mark.parametrize(("page", "path"), [*named()])
def test_every_module_named_in_the_docs_exists(page: str, path: str) -> None:
    places = [ROOT / path, ROOT / "linkscan" / path, *(ROOT / "linkscan").rglob(path)]
    assert any(place.exists() for place in places), f"{page} names {path}"
