"""A caption names what is at the URL next to it."""

import pytest

from linkscan.text.claims.captions import read_captions
from linkscan.text.claims.context import Context
from linkscan.text.claims.sentences import Sentences
from linkscan.text.languages.english import ENGLISH
from tests.text.claims.tagged import tagged


@pytest.mark.parametrize(
    ("text", "captions"),
    [
        ("Code: https://a.org", ["code"]),
        ("For code, visit https://a.org", ["code"]),
        ("See https://a.org for the data.", ["data"]),
        ("To access the data, see https://a.org", ["data"]),
        ("We study songs (code https://a.org)", ["code"]),
        ("Program summary URL: https://a.org", ["code"]),
        ("GitHub: https://a.org", ["code"]),
        ("Open Science repository: https://a.org", []),
        ("Open Science Framework repository: https://a.org", []),
        ("A database (https://a.org) was used.", []),
        ("The Song Atlas (https://a.org), a database of chords, was used.", []),
        ("This new resource (https://a.org) helps singers.", ["data"]),
        ("This new video (https://a.org) helps singers.", ["other"]),
        ("The data made available by the ministry (https://a.org) are old.", []),
        ("See https://a.org", []),
    ],
)
def test_a_caption_names_the_address_beside_it(text: str, captions: list[str]) -> None:
    """Unless a release event has taken the URL."""
    context = Context("", text, Sentences(text, ()), ENGLISH)
    assert [asset.value for _, asset, _ in read_captions(tagged(text), set(), context)] == captions
