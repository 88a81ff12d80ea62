"""Each rule of places accepts one sentence and rejects a similar one; `test_rules_count` shows that each is needed."""

import pytest

from linkscan.text.claims.claims import find_claims
from linkscan.text.languages.english import ENGLISH
from linkscan.text.urls.finder import find_urls


@pytest.mark.parametrize(
    ("released", "not_released"),
    [
        ("Our sequences have been deposited in GenBank.", "Our sequences were submitted to GenBank."),
        ("The tables are available at the CDS.", "The tables are available at the library."),
        ("Our code can be found on GitHub.", "Our code can be found in this paper."),
    ],
)
def test_release_at_a_place_and_a_similar_sentence(released: str, not_released: str) -> None:
    assert find_claims("", released, find_urls(released), (ENGLISH,))
    assert not find_claims("", not_released, find_urls(not_released), (ENGLISH,))
