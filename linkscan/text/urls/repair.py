"""Repair addresses that were damaged on their way into an abstract."""

from collections.abc import Callable
from enum import StrEnum

from linkscan.code_hosts import HOLDS_NOTHING_BUT_CODE, is_on
from linkscan.patterns import lazy_pattern


class Repair(StrEnum):
    """A repair that was made to turn the raw text into an address."""

    INVISIBLES = "invisible characters dropped"
    LATEX = "LaTeX undone"
    LOOKALIKES = "look-alike characters replaced"
    TILDE = "lost tilde restored"
    UNDERSCORE = "lost underscore restored"
    SPACES = "inserted spaces closed"
    SCHEME_MENDED = "scheme mended"
    HOST_MENDED = "host mended"
    SCHEME_ADDED = "scheme added"
    CLONE = "clone address written as a web address"


_DIRECTIONS = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"  # Unicode TR 9, section 2
INVISIBLE = f"\u00ad\u200b\u200c\u200d\u2060\ufeff{_DIRECTIONS}"
"""Soft hyphen, zero-width space, non-joiner and joiner, word joiner, byte order mark, and directional marks."""

_INVISIBLES = str.maketrans(dict.fromkeys(INVISIBLE))
_LOOKALIKES = str.maketrans(
    {
        "∼": "~",  # U+223C, from \sim in PDF files
        "˜": "~",  # U+02DC, from \textasciitilde
        "～": "~",
        "‐": "-",
        "‑": "-",
        "‒": "-",
        "–": "-",
        "−": "-",
        "／": "/",
        "：": ":",
    }
)
_LATEX_TILDE = lazy_pattern(
    r"\\~(?:\{\})?|\{\\textasciitilde\s?\}|\\textasciitilde(?:\{\}|\s)?|\$\\sim\$|\{\\sim\}|\\sim\b"
)
_LATEX_ESCAPE = lazy_pattern(r"\{?\\([_%#&$-])\}?(?:\{\})?")
_SCHEME = lazy_pattern(r"(?i)(?:h?t{0,2}p?s?:?/{0,2})?h?t{1,2}p(s?)(?::ll(?=\w{3})|[:;]/{0,3}|//)(?=[^/])")
_SOUND_SCHEME = lazy_pattern(r"(?i)https?://(?!https?:)(?=[^/])")
_HOME_BEHIND_SPACE = lazy_pattern(r"^((?:\w+\s?:)?\s?(?://)?[\w.-]+/)\s(?=[a-z][\w.-]*(?:/|$))")
VIDEO_NAME = 11
"""Length of a YouTube video ID (for an example see https://support.google.com/youtube/answer/171780)."""
_SPACED_VERSION = lazy_pattern(r"(?<=\w)\s(v\d)\s(\d\.html?)$")
_WORD_FOR_TILDE = lazy_pattern(r"/\s?(?:approximately|similar to)\s?(?=\w)")
"""PubMed replaces a tilde by words, as before a number: `host/ approximately name/`."""
_OCR_DOI = lazy_pattern(r"(?i)(?<=//dx\.)doLorg(?=/)|(?<=//)doLorg(?=/10\.)")  # an OCR error
_SPACED_VIDEO = lazy_pattern(r"(?:(?<=[?&]v=)|(?<=\.be/))([\w-]+)\s([\w-]+)")
_ACCENT = lazy_pattern(r"(?<=/)\s?\u0303")  # a combining tilde without a base character
_HYPHEN_FOR_TILDE = lazy_pattern(r"^((?:https?:)?//[\w.-]+/)-(?=[a-z][\w.]*/)")
_OWNED_PATHS = lazy_pattern(
    r"(?i)git(?:hub|lab|ee)|bitbucket|hugging\s?face|//hf\.|google|4open|zenodo|osf\.|\.(?:org|com|gov|net|int)/\s"
)
"""Hosts on which nobody has a home page at `/~name`."""
_SLASH_READ_AS_L = lazy_pattern(
    r"(?:(?<=\.com|\.edu|\.org)|(?<=tu\.be))l(?=[A-Za-z])"
)  # an OCR error: github.comlOwner
_COLON_FOR_DOT = lazy_pattern(r"(?<=//github)[:;,](?=com/)")
_OTHER_SCHEME = lazy_pattern(r"(?i)(?:s?ftp|ssh|git)://")
_CLONE = lazy_pattern(r"(?i)(?:git@(?P<host>[\w.-]+):/*(?=\w)|(?:ssh|git)://(?:[\w.-]+@)?(?P<site>[\w.-]+)(?::\d+)?/)")
_SOUND = lazy_pattern(
    r"(?i)(?!https?://[\w.-]+/-[a-z])(?:https?|s?ftp)://(?!(?:dx\.)?doLorg|https?:|\w+:com|\S*\.(?:com|edu|org|be)l)[!#-;=?-Z_a-z~]+"
)
_GLUE = lazy_pattern(r"\s+")


def _restore_tilde(url: str) -> str:
    """Return `host/ name/` as `host/~name/`: TeX typesets an unescaped tilde as a space or an accent."""
    url = _WORD_FOR_TILDE.sub("/~", _ACCENT.sub("~", url))
    if _OWNED_PATHS.search(url):
        return url
    return _HOME_BEHIND_SPACE.sub(r"\1~", _HYPHEN_FOR_TILDE.sub(r"\1~", url))


def _restore_underscore(url: str) -> str:
    """Return `v=abc defghij` as `v=abc_defghij`: TeX typesets an unescaped underscore as a space.

    Only where the result is certain: video IDs of eleven characters, and versions in file names (`AENC v1 0.html`).
    """
    url = _SPACED_VERSION.sub(r"_\1_\2", url)
    return _SPACED_VIDEO.sub(lambda found: "_".join(found.groups()) if len(found[0]) == VIDEO_NAME else found[0], url)


def _mend_scheme(url: str) -> str:
    if _SOUND_SCHEME.match(url) or _OTHER_SCHEME.match(url):
        return url
    if url.startswith("//"):
        return "https:" + url
    return _SCHEME.sub(lambda found: f"http{found[1].lower()}://", url, count=1)


def _mend_host(url: str) -> str:
    url = _OCR_DOI.sub("doi.org", url)
    return _COLON_FOR_DOT.sub(".", _SLASH_READ_AS_L.sub("/", url, count=1), count=1)


def _add_scheme(url: str) -> str:
    return url if _SOUND_SCHEME.match(url) or _OTHER_SCHEME.match(url) else "https://" + url


def _clone_to_web(url: str) -> str:
    """Return the web address of a clone URL such as `git@github.com:lab/tool.git` (https://git-scm.com/docs/git-clone)."""
    found = _CLONE.match(url)
    if found is None:
        return url
    host = found["host"] or found["site"]
    scheme = "https" if is_on(host, HOLDS_NOTHING_BUT_CODE) else "ssh"
    return f"{scheme}://{host}/{url[found.end() :]}"


def _undo_latex(url: str) -> str:
    return _LATEX_ESCAPE.sub(r"\1", _LATEX_TILDE.sub("~", url)) if "\\" in url else url


_STEPS: tuple[tuple[Repair, Callable[[str], str]], ...] = (
    (Repair.INVISIBLES, lambda url: url.translate(_INVISIBLES)),
    (Repair.LATEX, _undo_latex),
    (Repair.LOOKALIKES, lambda url: url.translate(_LOOKALIKES)),
    (Repair.TILDE, _restore_tilde),
    (Repair.UNDERSCORE, _restore_underscore),
    (Repair.SPACES, lambda url: _GLUE.sub("", url)),
    (Repair.CLONE, _clone_to_web),
    (Repair.SCHEME_MENDED, _mend_scheme),
    (Repair.HOST_MENDED, _mend_host),
    (Repair.SCHEME_ADDED, _add_scheme),
)


def mend(raw: str) -> tuple[str, tuple[Repair, ...]]:
    """Return the address that the author meant, and the repairs that were made."""
    if _SOUND.fullmatch(raw):
        return raw, ()
    url, repairs = raw, []
    for repair, undo in _STEPS:
        mended = undo(url)
        if mended != url:
            repairs.append(repair)
            url = mended
    return url, tuple(repairs)
