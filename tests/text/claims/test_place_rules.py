"""Each rule of places accepts one sentence and rejects a similar one; `test_rules_count` shows that each is needed."""

import pytest

from linkscan.models import Asset
from linkscan.text.claims.claims import find_claims
from linkscan.text.languages.english import ENGLISH
from linkscan.text.urls.finder import find_urls


@pytest.mark.parametrize(
    ("released", "not_released"),
    [
        ("Our sequences have been deposited in GenBank.", "Our sequences were submitted to GenBank."),
        ("The tables are available at the CDS.", "The tables are available at the library."),
        ("Our code can be found on GitHub.", "Our code can be found in this paper."),
        ("Our code was deposited in the data archive.", "Our code was deposited at the bank."),
        ("SongKit is open source and available on GitHub.", "SongKit is available on GitHub."),
        ("Our songs are available at the data center.", "Our songs are available at the cinema."),
        ("Our songs are available at Hugging Face.", "Our songs are available at the kiosk."),
    ],
)
def test_release_at_a_place_and_a_similar_sentence(released: str, not_released: str) -> None:
    assert find_claims("", released, find_urls(released), (ENGLISH,))
    assert not find_claims("", not_released, find_urls(not_released), (ENGLISH,))


@pytest.mark.parametrize(
    "registry",
    [
        "CPC library",
        "source code library",
        "Astrophysics Source Code Library",
        "Python Package Index",
        "package registry",
        "MATLAB File Exchange",
        "ImageJ update site",
        "Comprehensive R Archive Network",
    ],
)
def test_what_a_registry_of_packages_has_is_code(registry: str) -> None:
    """Even if nothing else is said about its name."""
    (claim,) = find_claims("", f"SongKit is available from the {registry}.", (), (ENGLISH,))
    assert claim.asset is Asset.CODE
