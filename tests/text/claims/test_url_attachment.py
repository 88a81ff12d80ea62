"""Each URL is attached to the artefact that it belongs to."""

import pytest

from linkscan.text.claims.event_finder import find_events
from linkscan.text.claims.url_attachment import attach_urls
from tests.text.claims.tagged import tagged


@pytest.mark.parametrize(
    ("text", "placed"),
    [
        ("Code and data are available at https://a.org.", {"code": ["a"], "data": ["a"]}),
        ("Code is available at https://a.org and data at https://b.org.", {"code": ["a"], "data": ["b"]}),
        ("Code and data are available at https://a.org and https://b.org.", {"code": ["a", "b"], "data": ["a", "b"]}),
        (
            "Code and data are available at https://a.org and https://b.org, respectively.",
            {"code": ["a"], "data": ["b"]},
        ),
        ("It is available at https://a.org, or as source code at https://b.org.", {"it": ["a"], "source code": ["b"]}),
        ("We provide code to read files from the corpus (https://a.org).", {"code": []}),
        ("Code is available at https://a.org/1.gif, https://a.org/2.png and https://a.org/3.jpg.", {"code": []}),
    ],
)
def test_url_belongs_to_what_was_named_since_the_previous_one(text: str, placed: dict[str, list[str]]) -> None:
    """In one release event."""
    sentence = tagged(text)
    (event, *_) = find_events(sentence)
    pairs = attach_urls(event, event.mentions, len(sentence.tags), set())
    assert {sentence.words[mention.at]: [url[8] for url in urls] for mention, urls in pairs} == placed
