"""Classes of words that the rules of claims ask for.

They are written as English words; the lexicon of another language maps its words onto them (`languages.language`).
"""

from linkscan.patterns import lazy_pattern


def word_set(text: str) -> frozenset[str]:
    """Return the words of a text as a set; a list of words reads best as plain text."""
    return frozenset(text.split())


PUBLICLY = word_set("publicly freely openly publically")

PAGES = word_set("page pages website site webpage homepage")
PAGES |= {f"{first} {page}" for first in ("project", "web", "home") for page in PAGES}
"""Places that tell of a work, and hold none of it by their name alone."""

IDENTIFIER = lazy_pattern(
    r"10\.\d{4,9}|(?:gse|prj[end][a-z]|[sed]r[prxs]|pxd|mtbls|emd|e-[a-z]{4}|ega[sd]|gc[af]_|samn|phs|ccdc|msv)-?\d[\w.-]*"
)
"""The prefix of a DOI (doi.org/the-identifier), and accession numbers of archives by their look (identifiers.org)."""
