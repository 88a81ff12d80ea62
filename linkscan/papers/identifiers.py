"""What a paper is known by: arXiv id, DOI, title. Pure."""

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from hashlib import blake2b

# https://info.arxiv.org/help/arxiv_identifier.html: YYMM.number since 2007, archive/YYMMnumber before
_ARXIV = re.compile(
    r"""(?ix) (?: https?:// )? (?: (?:[\w-]+\.)* arxiv\.org/(?:abs|pdf|html|format)/ | (?:oai:)? arxiv (?:\.org)? : \s*
        | (?:(?:dx\.)?doi\.org/ | doi:)? 10\.48550/arxiv\. )?
    ( \d\d(?:0[1-9]|1[0-2])\.\d{4,5} | [a-z]+(?:-[a-z]+)?(?:\.[a-z]{2})?/\d{7} )
    (?: v\d+ )? (?: \.pdf )? (?: [?\#].* | \s*\[[\w.-]+\] )?"""
)
_DOI = re.compile(r"(?i)(?:https?://)?(?:(?:dx\.)?doi\.org/|doi:)?\s*(10\.\d{4,9}/\S+)")
_WORD = re.compile(r"[^\W_]+")
_LONGEST_SLUG = 48
_LONGEST_TEXT = 1 << 20  # characters that tell a text from others


def arxiv_id(text: str) -> str | None:
    """Return an arXiv id, without its version, from an id, an address, arXiv's own DOI or its name in OAI-PMH."""
    text = text.strip()
    if text.startswith(("http", "10.")) and "arxiv" not in text.casefold():
        return None  # as it is with most addresses and DOIs, at little cost
    match = _ARXIV.fullmatch(text)
    return match[1] if match else None


def doi(text: str) -> str | None:
    """Return the DOI in a DOI or its address; of several, as arXiv lists them, the first."""
    match = _DOI.match(text.strip())
    return match[1].rstrip(",;") if match else None


def same_letters(text: str) -> str:
    """Return a text without what differs by capitalisation, punctuation, spacing, accents."""
    return "".join(_words(text))


def made_up_id(text: str) -> str:
    """Return an id for a paper that has none, from its title (or abstract, if that is missing too).

    Readable, and the same in every run and every input that holds the paper: line numbers are not, and
    what changed since the last run is told by the id.
    """
    words = _words(text)
    digest = blake2b(("".join(words) or text).encode(), digest_size=4).hexdigest()
    slug = "-".join(words)
    if len(slug) > _LONGEST_SLUG:
        slug = slug[: _LONGEST_SLUG + 1].rpartition("-")[0] or slug[:_LONGEST_SLUG]
    return f"{slug}-{digest}" if slug else digest


@lru_cache(maxsize=8)  # a title is asked for its id, its name and whether its id was given, one after another
def _words(text: str) -> Sequence[str]:
    text = text[:_LONGEST_TEXT]
    if not text.isascii():
        text = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return tuple(_WORD.findall(text.casefold()))
