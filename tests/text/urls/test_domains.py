"""A dotted word is an address, a company, a file or an abbreviation."""

import pytest

from linkscan.text.urls.domains import glued_length, is_domain, is_offered, names_a_place


@pytest.mark.parametrize(
    ("host", "expected"),
    [
        ("github.com", True),
        ("4m.epfl.ch", True),
        ("lab.tuwien.ac.at", True),
        ("mias.group", True),
        ("лаб.рф", True),
        ("xn--80aab.xn--p1ai", True),
        ("lab.xn--p1aj", False),
        ("README.md", False),
        ("train.py", False),
        ("Node.js", False),
        ("w.r.t", False),
        ("results.Our", False),
        ("com", False),
        ("a..com", False),
    ],
)
def test_domains_end_in_a_public_suffix(host: str, expected: bool) -> None:
    """File endings that are suffixes as well (`.md`, `.py`) need a third label."""
    assert is_domain(host) is expected


@pytest.mark.parametrize(
    ("text", "host"),
    [
        ("The models are open sourced at 4m.epfl.ch.", "4m.epfl.ch"),
        ("The project website is oxuva.net.", "oxuva.net"),
        ("see imagenet.org", "imagenet.org"),
        ("Code and leaderboard are available at docvqa.org", "docvqa.org"),
        ("Please visit lab-tools.eu for animations.", "lab-tools.eu"),
        ("It works well. vision.lab.edu.", "vision.lab.edu"),
        ("Videos at my-project.github.io.", "my-project.github.io"),
        ("The maps are released under a Creative Commons license at Roadmaps.org.", "Roadmaps.org"),
    ],
)
def test_offered_domain_is_an_address(text: str, host: str) -> None:
    """By the words before it."""
    start = text.index(host)
    assert is_offered(text, start, start + len(host))


@pytest.mark.parametrize(
    ("text", "host"),
    [
        ("We use product reviews from Amazon.com to train.", "Amazon.com"),
        ("Travel platforms, e.g., bookings.com and others.", "bookings.com"),
        ("A cloud service such as Clarifai.com is attacked.", "Clarifai.com"),
        ("Using archived checks from Snopes.com, we find ten types.", "Snopes.com"),
        ("See the file train.py for details.", "train.py"),
    ],
)
def test_company_or_file_name_is_no_address(text: str, host: str) -> None:
    """It is not meant to be visited."""
    start = text.index(host)
    assert not is_offered(text, start, start + len(host))


@pytest.mark.parametrize(
    ("host", "length"),
    [
        ("page11sites.google.com", 6),
        ("online22youtube.com", 8),
        ("github.com", 0),
        ("changing.lab.github.io", 9),
        ("lab.github.io", 0),
    ],
)
def test_word_glued_to_the_front_is_measured(host: str, length: int) -> None:
    """Footnote marks and the last word of a sentence stick to addresses."""
    assert glued_length(host) == length


@pytest.mark.parametrize(
    ("host", "expected"), [("pair.toronto.edu", True), ("bit.ly", True), ("mic.ro", False), ("I.bar", False)]
)
def test_path_makes_a_domain_an_address_unless_it_is_an_abbreviation(host: str, expected: bool) -> None:
    """`mic.ro/nano` was a word once."""
    assert names_a_place(host) is expected
