"""What a paper is known by: arXiv id, DOI, title. Pure."""

import unicodedata
from functools import lru_cache
from hashlib import blake2b
from html import unescape
from urllib.parse import unquote

from linkscan.papers.latex import plain
from linkscan.patterns import lazy_pattern

# https://info.arxiv.org/help/arxiv_identifier.html: YYMM.number since 2007, archive/YYMMnumber before
_ARXIV = lazy_pattern(
    r"""(?ix) (?: https?:// )? (?: (?:[\w-]+\.)* arxiv\.org/(?:abs|pdf|html|format)/ | (?:oai:)? arxiv (?:\.org)? : \s*
        | (?:(?:dx\.)?doi\.org/ | doi:)? 10\.48550/arxiv\. )?
    ( \d\d(?:0[1-9]|1[0-2])\.\d{4,5} | [a-z]+(?:-[a-z]+)?(?:\.[a-z]{2})?/\d{7} )
    (?: v\d+ )? (?: \.pdf )? (?: [?\#].* | \s*\[[\w.-]+\] )?"""
)
_BARE_ARXIV = lazy_pattern(r"[0-9]{2}(?:0[1-9]|1[0-2])\.[0-9]{4,5}")
_DOI = lazy_pattern(r"(?<![\w.])10\.\d{4,9}(?:/|%2[fF])\S+")
_ADDRESS_OF_DOI = lazy_pattern(
    r"(?i)https?://(?:(?:www\.|dx\.)?doi\.org/|(?:dx-)?doi-org\.[^/\s]+/|[^/\s]+/doi/(?:(?:abs|full|pdf|epdf|pdfplus)/)?)"
    r"(10\.\d{4,9}(?:/|%2f)[^\s?#]+)"
)
"""Addresses at doi.org, also through a library's proxy, and at publishers that put the DOI behind `/doi/`."""

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
_LONGEST_TEXT = 1 << 20  # characters that tell a text from others
_LONGEST_TITLE = 1 << 10  # characters in which TeX is read


def arxiv_id(text: str) -> str | None:
    """Return an arXiv id, without its version, from an id, an address, arXiv's own DOI or its name in OAI-PMH."""
    if "." not in text and "/" not in text:
        return None  # as it is with most ids, at little cost
    if _BARE_ARXIV.fullmatch(text):
        return text
    text = text.strip()
    if text.startswith(("http", "10.")) and "arxiv" not in text.casefold():
        return None  # as it is with most addresses and DOIs
    match = _ARXIV.fullmatch(text)
    return match[1] if match else None


def doi(text: str) -> str | None:
    r"""Return the DOI in a DOI, its address or a text with one; of several, as arXiv lists them, the first.

    >>> doi("https://doi.org/10.1000/a_b"), doi("doi: 10.1000%2FA(1)."), doi(r"10.1000/a\_b [doi]"), doi("n/a")
    ('10.1000/a_b', '10.1000/A(1)', '10.1000/a_b', None)
    """
    match = _DOI.search(text) if "10." in text else None
    return _tidy(match[0]) if match else None


def doi_of_address(address: str) -> str | None:
    """Return the DOI that an address resolves, or that a publisher's address ends in; None for any other."""
    match = _ADDRESS_OF_DOI.match(address) if "doi" in address else None
    return _tidy(match[1]) if match else None


def is_preprint(arxiv: str | None, doi: str | None) -> bool:
    """Return whether a paper of these ids is known as a preprint only."""
    return _PREPRINTS.match(doi.casefold()) is not None if doi else arxiv is not None


def _tidy(number: str) -> str:
    """Take off what an address, an escape or a sentence adds to a DOI."""
    if "%" in number and _ENCODED.search(number):
        number = unquote(number)
    if "\\" in number:
        number = _ESCAPED.sub(r"\1", number)
    if "&" in number:
        number = unescape(number)
    number = number.rstrip(_AFTER_DOI)
    for opened, closed in ("()", "[]", "{}"):
        while number.endswith(closed) and number.count(closed) > number.count(opened):
            number = number[:-1].rstrip(_AFTER_DOI)
    return number


def same_letters(text: str) -> str:
    """Return a text without what differs by capitalisation, punctuation, spacing, accents."""
    return "".join(words(text))


def made_up_id(text: str) -> str:
    """Return an id for a paper that has none, from its title (or abstract, if that is missing too).

    Readable, and the same in every run and every input that holds the paper: line numbers are not, and
    what changed since the last run is told by the id.
    """
    found = words(text)
    digest = blake2b(("".join(found) or text).encode(), digest_size=4).hexdigest()
    slug = "-".join(found)
    if len(slug) > _LONGEST_SLUG:
        slug = slug[: _LONGEST_SLUG + 1].rpartition("-")[0] or slug[:_LONGEST_SLUG]
    return f"{slug}-{digest}" if slug else digest


@lru_cache(maxsize=8)  # a title is asked for its id, its name and whether its id was given, one after another
def words(text: str) -> tuple[str, ...]:
    r"""Return the words of a text as they are compared: without capitals, accents and TeX's ways to write them.

    >>> words(r"{\"U}ber $\beta$-Räume"), words("H₂O")
    (('uber', 'β', 'raume'), ('h2o',))
    """
    text = text[:_LONGEST_TEXT]
    if ("\\" in text or "$" in text) and len(text) < _LONGEST_TITLE:
        text = plain(text)
    if not text.isascii():
        text = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return tuple(_WORD.findall(text.casefold()))
