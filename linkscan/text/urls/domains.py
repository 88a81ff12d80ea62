"""Tell domains without a scheme from other dotted words, and addresses from names of companies."""

from functools import cache, lru_cache
from typing import TYPE_CHECKING

from linkscan.patterns import lazy_pattern

if TYPE_CHECKING:
    from publicsuffixlist import PublicSuffixList
from linkscan.text.claims.lexicon import word_set

_COMMON_SUFFIXES = word_set(
    """com org net edu gov io ai co me be ly gl dev app info science
    uk de fr ch at it es nl se jp cn kr ca au in eu"""
)
"""Top-level domains of nearly all addresses in abstracts, which spare loading the list of public suffixes."""

_FILE_SUFFIXES = word_set("py sh md rs pl cc ps so zip mov java ml mm st pt sc ms")
"""Top-level domains that in abstracts are file extensions (`README.md`) or abbreviations (`U.S./St.`)."""

_NAMED_ONLY = word_set(
    """github.com gitlab.com bitbucket.org codeberg.org huggingface.co zenodo.org osf.io figshare.com datadryad.org
    pypi.org arxiv.org biorxiv.org medrxiv.org kaggle.com openreview.net sourceforge.net clinicaltrials.gov
    chictr.org.cn drks.de isrctn.com controlled-trials.com isrctn.org
    anzctr.org.au ctri.nic.in umin.ac.jp irct.ir trialregister.nl
    clinicaltrialsregister.eu protocols.io researchregistry.com encepp.eu pactr.org"""
)
"""Companies, archives and registries: their bare domain is their name, not an address."""
_ALWAYS_A_PLACE = lazy_pattern(
    r"(?i)\.(?:github|gitlab|readthedocs|netlify|pages|vercel|herokuapp)\.(?:io|app|dev|com)$"
)

_GLUED = lazy_pattern(
    r"(?i)(?:[^\W\d_]+([1-9])\1(?=[a-z])"  # a footnote mark, which IEEE Xplore doubles: page11youtube.com
    r"|(?:[\w-]+\.)+(?=[\w-]+\.github\.io$))"  # GitHub Pages sites have a single label: objectives.lab.github.io
)
_OFFER = lazy_pattern(
    r"""(?ix)
    (?: \b(?:see|visit|check(?:\s+out)?|browse|at:?)
      | \b(?:web\s?-?(?:page|site)|home\s?-?page|project\s+page|url|link|here|online)
        (?:\s+(?:is|at|can\ be\ found))*\s*:?
      | \b(?:codes?|demos?|data|datasets?|videos?|project|software|toolkit)\s*:
      | \b(?:unter|der\ adresse|l['’]adresse|la\ dirección|all['’]indirizzo|endereço|адресу)\s*:?
      | \b(?:avail\w*|found|releas\w*|download\w*|access\w*|hosted|published|provided|shared|open-sourced|obtained
          |posted|seen|viewed|live|details|information|codes?|videos?|demos?|data|datasets?)\b
        [^.;:]{0,80}?\b(?:at|on|via|under|in|through)\s*:?
      | \b(?:avail\w*|download\w*|access\w*|obtained)\s+(?:\w+ly\s+)?from\s*:?
      | ^
      | [.!?)]["]?\s
    ) \s* [("'\[“]? $""",
)
_ASKING = lazy_pattern(
    r"(?i)(?:^|[.!?):]|\b(?:see|visit|check(?:\s+out)?|browse|at|on|via|under|in|through|from|[\w-]*(?:page|site)|url|link|here|online"
    r"|is|are|found|unter|adresse|dirección|indirizzo|endereço|адресу))[\"]?\s*[(\"'\[“]?$"
)
"""Cheap test before `_OFFER`: the last word of every wording that points readers somewhere."""
_OWN_OFFER = lazy_pattern(
    r"(?i)(?:\b(?:is|are|be|been)\s(?:\w+\s){0,3}avail|releas|publish|download|host)[^.;:]{0,80}\b(?:at|from)\s*$|:\s*$"
)
_ALONE = lazy_pattern(r"\s*[)\]\"”]*\s*[.]?[\"”]*\s*$")
_LOOK_BACK = 120


@cache
def _public_suffixes(*, is_encoded: bool) -> "PublicSuffixList":
    """Return the public suffixes, also in Punycode if `is_encoded`, which takes five times as long to load."""
    # Loading takes 60 ms, and hardly any abstract needs it.
    from publicsuffixlist import PublicSuffixList  # noqa: PLC0415

    return PublicSuffixList(accept_unknown=False, accept_encoded_idn=is_encoded)


@lru_cache(maxsize=4096)
def is_domain(host: str) -> bool:
    """Return whether `host` is a name below a public suffix (https://publicsuffix.org)."""
    labels = host.lower().split(".")
    if len(labels) < 2 or not all(labels):
        return False
    if labels[-1] in _COMMON_SUFFIXES:
        return True
    if labels[-1] in _FILE_SUFFIXES and len(labels) == 2:
        return False
    suffixes = _public_suffixes(is_encoded="xn--" in host.lower())
    return suffixes.privatesuffix(host.lower()) is not None


def names_a_place(host: str) -> bool:
    """Return whether `host` followed by a path is an address, unlike `mic.ro/nano` and `I.bar/MCOP`."""
    labels = host.split(".")
    return labels[-1] in _COMMON_SUFFIXES and len(labels[0]) > 1 or len(labels) > 2  # noqa: RUF021


def glued_length(host: str) -> int:
    """Return the length of the text that is glued to the front of a host name."""
    glued = _GLUED.match(host)
    return glued.end() if glued else 0


def is_offered(text: str, start: int, end: int) -> bool:
    """Return whether readers are pointed to the bare domain `text[start:end]`; else it names a company or a file."""
    host = text[start:end]
    if _ALWAYS_A_PLACE.search(host):
        return True
    tail = host.rpartition(".")[2]
    if not tail.islower() or tail in _FILE_SUFFIXES or host.lower() in _NAMED_ONLY:
        return False
    before = text[max(0, start - _LOOK_BACK) : start]
    if not host.islower():  # Amazon.com is the company, unless the text says that something is released there
        return _OWN_OFFER.search(before) is not None
    if _ASKING.search(before) is None:
        return False
    found = _OFFER.search(before)
    if found is None:
        return False
    return bool(found[0].strip("([\"' .")) or _ALONE.match(text, end) is not None
