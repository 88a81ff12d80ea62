"""Which addresses are repositories, and which of those are page templates."""

import re

import pytest

from linkscan.hosts.html.repository_urls import TEMPLATES, is_template, repository_url_of


def test_every_template_is_an_owner_and_a_name_in_lower_case() -> None:
    """A list broken at a hyphen contained `sphinx-` and `doc/sphinx`."""
    assert [name for name in TEMPLATES if not re.fullmatch(r"[a-z0-9][\w.-]*/[\w.-]*[a-z0-9]", name)] == []


@pytest.mark.parametrize("url", ["https://github.com/sphinx-doc/sphinx", "https://github.com/Google/Nerfies"])
def test_template_is_recognised_by_its_address(url: str) -> None:
    repository = repository_url_of(url)
    assert repository is not None
    assert is_template(repository)
