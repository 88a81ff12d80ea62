"""Classes of words that the rules of claims ask for.

They are written as English words; the lexicon of another language maps its words onto them (`languages.language`).
"""


def word_set(text: str) -> frozenset[str]:
    """Return the words of a text as a set; a list of words reads best as plain text."""
    return frozenset(text.split())


PUBLICLY = word_set("publicly freely openly publically")

PAGES = word_set("page pages website site webpage homepage")
PAGES |= {f"{first} {page}" for first in ("project", "web", "home") for page in PAGES}
"""Places that tell of a work, and hold none of it by their name alone."""
