"""Identifiers of papers: arXiv ID, DOI, title. Pure."""

import unicodedata
from functools import lru_cache
from urllib.parse import unquote

from linkscan.papers.digests import short_digest
from linkscan.papers.latex import plain
from linkscan.patterns import lazy_pattern
from linkscan.spellings import ARXIV_ID

_ARXIV = lazy_pattern(
    rf"""(?ix) (?: https?:// )? (?: (?:[\w-]+\.)* arxiv\.org/(?:abs|pdf|html|format)/ | (?:oai:)? arxiv (?:\.org)? : \s*
        | (?:(?:dx\.)?doi\.org/ | doi:)? 10\.48550/arxiv\. )?
    ( {ARXIV_ID} )
    (?: v\d+ )? (?: \.pdf )? (?: [?\#].* | \s*\[[\w.-]+\] )?"""
)
_BARE_ARXIV = lazy_pattern(ARXIV_ID)
_DOI = lazy_pattern(r"(?<![\w.])10\.\d{4,9}(?:/|%2[fF])\S+")
_ADDRESS_OF_DOI = lazy_pattern(
    r"(?i)https?://(?:(?:www\.|dx\.)?doi\.org/|(?:dx-)?doi-org\.[^/\s]+/|[^/\s]+/doi/(?:(?:abs|full|pdf|epdf|pdfplus)/)?)"
    r"(10\.\d{4,9}(?:/|%2f)[^\s?#]+)"
)
"""Addresses at doi.org, also through a library proxy, and publishers' addresses with the DOI after `/doi/`."""

_ESCAPED = lazy_pattern(r"\\([_&%#<>{}$])")  # BibTeX
_ENCODED = lazy_pattern(r"%[0-9a-fA-F]{2}")
_AFTER_DOI = ".,;:'\"”»"
_PREPRINTS = lazy_pattern(
    r"10\.(?:1101/(?:\d{4}\.\d\d\.\d\d\.)?\d{6}|21203/rs|2139/ssrn|312(?:19|34|35)/osf|26434/chemrxiv|20944/preprints"
    r"|36227/techrxiv|22541/au|5194/egusphere)"
)
"""DOIs of bioRxiv and medRxiv, Research Square, SSRN, OSF, ChemRxiv, Preprints.org, TechRxiv, Authorea, EGUsphere."""

_WORD = lazy_pattern(r"[^\W_]+")
_LONGEST_SLUG = 48
_LONGEST_TEXT = 1 << 20  # characters of a text that are compared
_LONGEST_TITLE = 1 << 10  # characters of a title in which TeX is decoded


def arxiv_id(text: str) -> str | None:
    """Return the arXiv ID without version from an ID, an address, arXiv's own DOI or an OAI-PMH identifier."""
    if "." not in text and "/" not in text:
        return None  # cheap, and true of most IDs
    if _BARE_ARXIV.fullmatch(text):
        return text
    text = text.strip()
    if text.startswith(("http", "10.")) and "arxiv" not in text.casefold():
        return None  # true of most addresses and DOIs
    match = _ARXIV.fullmatch(text)
    return match[1] if match else None


def doi(text: str) -> str | None:
    r"""Return the first DOI in a DOI, an address or a text, or None.

    >>> doi("https://doi.org/10.1000/a_b"), doi("doi: 10.1000%2FA(1)."), doi(r"10.1000/a\_b [doi]"), doi("n/a")
    ('10.1000/a_b', '10.1000/A(1)', '10.1000/a_b', None)
    """
    match = _DOI.search(text) if "10." in text else None
    return _tidy(match[0]) if match else None


def doi_of_address(address: str) -> str | None:
    """Return the DOI in an address at doi.org or a publisher, else None."""
    match = _ADDRESS_OF_DOI.match(address) if "doi" in address else None
    return _tidy(match[1]) if match else None


def is_preprint(arxiv: str | None, doi: str | None) -> bool:
    """Return whether a paper with these IDs is known only as a preprint."""
    return _PREPRINTS.match(doi.casefold()) is not None if doi else arxiv is not None


def _tidy(number: str) -> str:
    """Return a DOI without what an address, an escape or a sentence has added to it."""
    if "%" in number and _ENCODED.search(number):
        number = unquote(number)
    if "\\" in number:
        number = _ESCAPED.sub(r"\1", number)
    if "&" in number:
        from html import unescape  # noqa: PLC0415 - with a table of 2,231 names

        number = unescape(number)
    number = number.rstrip(_AFTER_DOI)
    for opened, closed in ("()", "[]", "{}"):
        while number.endswith(closed) and number.count(closed) > number.count(opened):
            number = number[:-1].rstrip(_AFTER_DOI)
    return number


def same_letters(text: str) -> str:
    """Return a text without case, punctuation, spaces and accents, for comparison."""
    return "".join(words(text))


@lru_cache(maxsize=8)  # asked for when a paper is read, and again when it is compared with others
def made_up_id(text: str) -> str:
    """Return an ID made from the title of a paper, or from its abstract if there is no title.

    The ID is readable, and the same in every run and input, since changes between runs are tracked by ID.
    """
    found = words(text)
    digest = short_digest("".join(found) or text)
    slug = "-".join(found)
    if len(slug) > _LONGEST_SLUG:
        slug = slug[: _LONGEST_SLUG + 1].rpartition("-")[0] or slug[:_LONGEST_SLUG]
    return f"{slug}-{digest}" if slug else digest


@lru_cache(maxsize=8)  # each title is looked up several times in a row
def words(text: str) -> tuple[str, ...]:
    r"""Return the words of a text for comparison: in lower case, without accents, TeX decoded.

    >>> words(r"{\"U}ber $\beta$-Räume"), words("H₂O")
    (('uber', 'β', 'raume'), ('h2o',))
    """
    text = text[:_LONGEST_TEXT]
    if ("\\" in text or "$" in text) and len(text) < _LONGEST_TITLE:
        text = plain(text)
    if not text.isascii():
        text = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return tuple(_WORD.findall(text.casefold()))
