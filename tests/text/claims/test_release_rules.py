"""Each rule accepts one sentence and rejects a similar one; `test_rules_count` shows that each is needed."""

import pytest

from linkscan.text.claims.claims import find_claims
from linkscan.text.languages.english import ENGLISH
from linkscan.text.urls.finder import find_urls


@pytest.mark.parametrize(
    ("released", "not_released"),
    [
        ("We provide an open-source parser.", "We provide a parser."),
        ("We make our system publicly available.", "We make systems accessible."),
        ("Code available.", "We study the data available."),
        ("Datasets are available in our repository.", "A number of datasets are available."),
        ("The app is released for download.", "The app was released in 2012."),
        ("A toolkit has been publicly released.", "Drugs become available."),
        ("Our code is open.", "Our vocabulary is open."),
        ("Our images are available.", "Images are available."),
    ],
)
def test_release_and_a_similar_sentence(released: str, not_released: str) -> None:
    assert find_claims("", released, find_urls(released), (ENGLISH,))
    assert not find_claims("", not_released, find_urls(not_released), (ENGLISH,))
