"""Sentences that exclude a release by the authors, each with a similar sentence that is a release."""

import pytest

from linkscan.text.claims.claims import find_claims
from linkscan.text.languages.english import ENGLISH
from linkscan.text.urls.finder import find_urls


@pytest.mark.parametrize(
    ("released", "excluded"),
    [
        ("Our datasets are released.", "Existing datasets are released."),
        (
            "The code is made available by the authors at https://x.org/a.",
            "The code is made available by the ministry at https://x.org/a.",
        ),
        ("Our data can be found at https://x.org/a.", "Data were found at https://x.org/a."),
        ("Songs are sung. The code is made available.", "Songs are sung if the code is made available."),
        ("Our code should be available soon.", "Authors should make their code available."),
        ("We share the dataset publicly available on Kaggle.", "We used the dataset publicly available on Kaggle."),
        (
            "We present the R package songr, available on CRAN.",
            "This was performed with the R package songr, available on CRAN.",
        ),
        (
            "Our images available from the hub (https://x.org/a) are large.",
            "Images available from the hub (https://x.org/a) were analysed.",
        ),
        (
            "The data created in this study are available from the SongSet database (https://x.org/a).",
            "The data used in this study are available from the SongSet database (https://x.org/a).",
        ),
        (
            "The database of songs developed by us is available at https://x.org/a.",
            "The database of songs developed by the Song Centre is available at https://x.org/a.",
        ),
        ("We help by openly sharing our data.", "It helps singers in openly sharing their data."),
        ("The packages for singing are available on CRAN.", "Packages for singing are available on CRAN."),
    ],
)
def test_release_and_a_similar_excluded_sentence(released: str, excluded: str) -> None:
    assert find_claims("", released, find_urls(released), (ENGLISH,))
    assert not find_claims("", excluded, find_urls(excluded), (ENGLISH,))
