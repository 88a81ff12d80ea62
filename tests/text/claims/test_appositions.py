"""What the words after the URL of a name call it."""

import pytest

from linkscan.text.claims.appositions import described_after_url, described_as_ours
from tests.text.claims.tagged import tagged


@pytest.mark.parametrize(
    ("text", "called"),
    [
        ("SONGS (https://a.org) is a freely available hub.", "demo"),
        ("SONGS (https://a.org), is a resource.", "data"),
        ("SONGS (https://a.org) is an interactive platform.", "demo"),
        ("SONGS (https://github.com/a/b) is an interactive platform.", "code"),
        ("SONGS (https://a.org) is a new service.", "demo"),
        ("SONGS (https://a.org) is a model singer database.", "data"),
        ("SONGS (https://a.org) is a standard.", None),
    ],
)
def test_the_words_after_a_url_say_what_is_there(text: str, called: str | None) -> None:
    sentence = tagged(text)
    described = described_after_url(sentence, min(sentence.links))
    assert (described and described.asset and described.asset.value) == called


@pytest.mark.parametrize(("done", "is_ours"), [("developed", True), ("searched", False)])
def test_what_the_authors_made_is_theirs(done: str, *, is_ours: bool) -> None:
    sentence = tagged(f"Through SONGS (https://a.org), a database we have {done}, songs are found.")
    assert bool(described_as_ours(sentence, min(sentence.links))) is is_ours
