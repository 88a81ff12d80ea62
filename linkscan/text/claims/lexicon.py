"""Word classes that the claim rules test for.

They are listed in English; the lexicon of another language maps its words onto them (`languages.language`).
"""

from linkscan.patterns import lazy_pattern


def word_set(text: str) -> frozenset[str]:
    """Return the whitespace-separated words of `text` as a set."""
    return frozenset(text.split())


PUBLICLY = word_set("publicly freely openly publically")

USING = word_set("used use uses using utilized utilised utilizes employed analysed analyzed searched")
"""Verbs that say that something was used, not made."""

PAGES = word_set("page pages website site webpage homepage")
PAGES |= {f"{first} {page}" for first in ("project", "web", "home") for page in PAGES}
"""Places that describe a work; the name alone does not say that the work itself is there."""

IDENTIFIER = lazy_pattern(
    r"10\.\d{4,9}|(?:gse|prj[end][a-z]|[sed]r[prxs]|pxd|mtbls|emd|e-[a-z]{4}|ega[sd]|gc[af]_|samn|phs|ccdc|msv)-?\d[\w.-]*"
)
"""A DOI prefix (doi.org/the-identifier), or an accession number in the format of a data archive (identifiers.org)."""
