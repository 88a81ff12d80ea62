"""Find the addresses in a text, damaged ones included, and where each of them stands."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from linkscan.models import Link
from linkscan.patterns import lazy_pattern
from linkscan.text.urls.domains import glued_length, is_domain, is_offered, names_a_place
from linkscan.text.urls.repair import INVISIBLE, VIDEO_NAME, mend
from linkscan.urls import parse_url


@lru_cache(maxsize=2)  # each text is searched twice: for addresses, then for claims
def lower(text: str) -> str:
    """Return `text` in lower case with the same length; `str.lower` makes two characters of `İ` (SpecialCasing.txt)."""
    return text.replace("İ", "I").lower()


def find_words(text: str, words: Iterable[str]) -> list[int]:
    """Return the sorted positions at which any of `words` occurs in `text`, inside longer words too."""
    positions = []
    for word in words:
        if word not in text:
            continue
        position = text.find(word)
        while position >= 0:
            positions.append(position)
            position = text.find(word, position + len(word))
    return sorted(positions) if len(positions) > 1 else positions


class UrlSpan(NamedTuple):
    """One occurrence of a link, at `text[start:end]`; the link is spelt as at its first occurrence in the paper."""

    start: int
    end: int
    link: Link


_LONGEST_HOST = 253  # characters, by RFC 1035
_LONGEST = 2048  # characters; longer URLs do not work everywhere
_HINTS = ("http", "www", "//", "github")
_HINTS_WITHOUT_SLASH = ("http", "www")  # for texts without a slash, which most are
_HINT_REACH = 8  # characters by which an address may start before its hint: `htthttps://`

_LABEL = rf"[^\W_](?:[\w{INVISIBLE}‐‑-]|-\s(?=[\w-]+\.\w))*"
_DOT = r"""(?> [.](?=[^\W_])
             | (?:\s[.]\s?|[.]\s)                                        # next to a space, if more of a host follows
               (?: (?=(?:com|org|io|edu|net|gov|github|gitlab|google|huggingface)\b)
                 | (?=[a-z]{2}\s?(?:/|[.]\s*$)|[a-z][\w-]*\.(?:com|org|edu|net|gov|io|[a-z]{2})/)
                 | (?-i:(?<=www[.]\s)|(?<=www\s[.])|(?<=www\s[.]\s))(?=[\w-]+\s?[.]) )
             | (?<=github)[:;,](?=com/)                                    # misprinted
           )"""
_TORN = "|".join(
    r"\s?".join(map(re.escape, host)) for host in ("github.com", "gitlab.com", "zenodo.org", "bitbucket.org")
)
"""Well-known hosts, with a space that line breaking put into them: `githu b.com`."""
_HOST = rf"(?:(?:{_TORN})(?=/)|{_LABEL}(?:{_DOT}{_LABEL})+|\[[0-9a-f:.]+\])(?::\d{{2,5}}(?!\d))?"
_START = lazy_pattern(
    rf"""(?ix)
    (?: (?:h?t{{0,2}}p?s?:?/{{0,2}})??h?t{{1,2}}ps?\s{{0,2}}(?::ll(?=\w{{3}})|[:;]\s{{0,2}}(?:/\s{{0,2}}){{0,3}}|//)
      | (?:s?ftp|ssh|git)://(?:[\w.-]+@)?
      | (?<![\w@/.-])git@(?=[\w-]+\.[\w.-]+[:/]\w)
      | (?<![:\w/])//
      | (?:(?<![\w@/.-])|(?<=\b_))(?=www\s?[.])
      | (?:(?<![\w@/.:-])|(?<=\bat)|(?<=\bin)|(?<=\bon))(?=git(?:hub|lab)\s?[.]\s?com\s?/)
    )
    {_HOST}"""
)
_PLAIN_START = lazy_pattern(r"https?://[A-Za-z0-9]+(?:-+[A-Za-z0-9]+)*(?:\.[A-Za-z0-9]+(?:-+[A-Za-z0-9]+)*)+(?=/)")
"""What `_START` matches in a well-formed URL; `_START` takes over ten times as long to compile, and twice to match."""
_SCHEME_LETTERS = frozenset("htpsHTPS:/")
"""Characters of a scheme that was written twice: `htthttps://`."""
_BEFORE_ADDRESS = frozenset(" \n(")
_CODE_HOST = "github"
_CODE_HOST_IN_TEXT = ("github", "Github", "GitHub", "GITHUB")
_TOP_LEVEL = ".com"
_BARE = lazy_pattern(r"(?<![\w@/.:~+-])(?:[^\W_](?:[\w-]*[^\W_])?\.)+[^\W\d_]{2,}(?![\w@-]|\.\w)")
_DOTTED = lazy_pattern(r"\.[^\W\d_]{2,}")

_PATH = lazy_pattern(r"[\w~]")
_NO_TEXT = r"\s\x00-\x1f\x7f-\x9f\ud800-\udfff\ufff9-\uffff"  # spaces, control characters, undecodable characters
_RUN = lazy_pattern(
    rf"""(?x)
    (?: [^{_NO_TEXT}<>"{{}}|\\^`\[\]()$*«»‹›“”„‘’′″…—•，。．；、！？（）〈〉《》「」『』【】〔〕†‡§¶¹²³]
      | \([^{_NO_TEXT}()<>"{{}}\\]*\)
      | \\[_%#&~$-](?:\{{\}})?
      | \{{\\[_%#&~]\}}
      | \$\\sim\$ | \\textasciitilde(?:\{{\}}|\s)? | \{{\\textasciitilde\s?\}}
    )+"""
)
_SMALL_WORDS = r"(?!(?:and|or|for|to|the|a|an|of|in|on|is|are|as|we|our|with|where|which|that|will|upon|under|by)\b)"
_GLUES = tuple(
    lazy_pattern(pattern)
    for pattern in (
        rf"(?<=\w-)\s+(?={_SMALL_WORDS}\w|\w+-)",  # a hyphen at a line's end
        r"(?<=\w\?)\s(?=\w+=\w)",
        rf"(?<=\w_)[^\S\n]+(?={_SMALL_WORDS}\w)",
        r"\s(?=/\s?[\w~])(?!/\s?https?:)",  # github.com / owner / name
        r"(?<=\s/)\s(?=[\w~])",
        r"(?<=/)\s(?=\u0303)",  # a tilde on its own
        r"(?<=/)\s(?:approximately|similar\sto)\s(?=\w[\w.-]*/)",  # a tilde in words
        r"(?<=/similar)\s(?=to\w[\w.-]*/)",
        r"(?<=\w)\sv\d\s\d(?=\.html?\b)",  # underscores in the name of a version
        rf"(?<=[\w.]/)\s+(?={_SMALL_WORDS}~?[\w.-]+(?:/|_|\.\w))",  # one more slash, an underscore, a dot follow
        r"(?<=\w)\s?\.\s(?=(?:html?|git|php|pdf)\b)",
    )
)
_MAY_GO_ON = frozenset(" \n\t\r\f\v\u00a0.")
"""Characters that may follow a fragment of a broken address; any other character ends the address."""
_OWNER_ONLY = lazy_pattern(r"(?i)(?:git(?:hub|lab)\s?\.\s?com\s?/\s?[\w-]+/|sites\.google\.com/[\w.]+/)$")
_REPOSITORY_NAME = lazy_pattern(rf"\s{_SMALL_WORDS}[\w.-]*\w(?=[.,;)\"}}]|\s*$|\sfor\b)")
_NEXT_ADDRESS = lazy_pattern(r"(?<=\w)/?(?=[,;.]?https?:(?://|$))")
_ARCHIVE = "//web.archive."  # its addresses contain the archived address
_NEXT_SENTENCE = lazy_pattern(
    r"\.(?=(?:An?|All|Additionally|Also|Code|Contact|Data|Demo|For|Furthermore|Here|However|In|It|Keywords|Moreover|Note|Our|Please|Project"
    r"|See|Supplement\w*|The|These|They|This|To|Video|We|With)[,:]?$)"
    r"|\.(?!(?:[\w.-]*\.)?(?:com|org|net|edu)\.[\w.+-]+@)"
    r"(?=[\w.+-]+@[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}\w*[;.]?$)"  # an e-mail address that follows without a space
)
_NEXT_HEADING = lazy_pattern(
    r"(?:Conclusions?|Results|Methods|Background|Contact|Supplementary|Keywords):|(?<=[a-z\d])(?:Supplementary|Database)$"
)
_NEXT_CLAUSE = lazy_pattern(r"(?<=[a-z]),[a-z]{4,}$")  # a missing space
_SHORTEST = 8  # characters of a scheme
_PLACEHOLDER = lazy_pattern(r"/(?:TBD|TBA|TODO|XXX+|xxx+|XX(?:\.X+)+)(?:/|$)")  # an address that is yet to be announced
_TAIL = f".,;:!?'&~_\\{INVISIBLE}"
"""Trailing characters that belong to the sentence or to emphasis, not to the address, as in GitHub-flavoured Markdown
(https://github.github.com/gfm/#extended-autolink-path-validation)."""


def find_urls(text: str) -> list[UrlSpan]:
    """Return the spans of all addresses, in the order of the text and without overlaps."""
    if "." not in text:
        return []
    if not text.isascii():
        text = _without_unspaced(text)
    spans = list(_with_scheme(text))
    bare = list(_without_scheme(text, spans))
    return sorted([*spans, *bare], key=lambda span: span.start) if bare else spans


def _with_scheme(text: str) -> Iterator[UrlSpan]:
    """Yield addresses that start with a scheme, with `www.` or with the name of a code host."""
    end = 0
    hints = _HINTS if "/" in text else _HINTS_WITHOUT_SLASH
    for hint in find_words(lower(text), (*hints, "git@") if "@" in text else hints):
        if hint < end:
            continue
        start = _start(text, hint, end)
        if start is None:
            continue
        span = _span(text, start.start(), start.end())
        end = start.end()
        if span is not None:
            end = span.end
            yield span


def _start(text: str, hint: int, floor: int) -> re.Match[str] | None:
    """Return the match of a scheme and a host around `hint`, or None; it does not start before `floor`."""
    before, limit = text[hint - 1 : hint], hint + 400
    if before not in _SCHEME_LETTERS and (plain := _PLAIN_START.match(text, hint, limit)):
        return plain
    if text.startswith(_CODE_HOST_IN_TEXT, hint) and not _names_host(text, hint):
        return None
    is_first = before in _BEFORE_ADDRESS or not hint
    places = range(hint if is_first else max(floor, hint - _HINT_REACH), hint + 1)
    return next((found for place in places if (found := _START.match(text, place, limit))), None)


def _names_host(text: str, name: int) -> bool:
    """Return whether the name of a code host is that of its site: `github.com`, `github. com`, not `on GitHub.`."""
    behind = name + len(_CODE_HOST)
    return "".join(text[behind : behind + 8].split()).lower().startswith(_TOP_LEVEL)


def _without_scheme(text: str, known: Sequence[UrlSpan]) -> Iterator[UrlSpan]:
    """Yield addresses without a scheme: domains with a path, and domains that readers are pointed to."""
    coming = iter(known)
    nearest = next(coming, None)
    end = 0
    for dot in _DOTTED.finditer(text):
        while nearest is not None and nearest.end <= dot.start():
            end = max(end, nearest.end)
            nearest = next(coming, None)
        limit = len(text) if nearest is None else nearest.start
        if end <= dot.start() < limit and (span := _bare(text, dot, end)) and span.end <= limit:
            end = span.end
            yield span
        else:
            end = max(end, dot.end())


_ENDINGS = frozenset(
    ("js", "json", "csv", "txt", "html", "htm", "xml", "yaml", "yml", "pdf", "png", "jpg", "exe", "jar", "gz")
)
"""File extensions that are not top-level domains (https://data.iana.org/TLD/)."""
_GOING_ON = frozenset((".", "/", "-", "_"))


def _bare(text: str, dot: re.Match[str], floor: int) -> UrlSpan | None:
    """Return the address whose domain contains `dot`, or None; it does not start before `floor`."""
    if text[dot.start() + 1 : dot.end()] in _ENDINGS and text[dot.end() : dot.end() + 1] not in _GOING_ON:
        return None
    found = _BARE.search(text, max(floor, _word_start(text, dot.start())), dot.end() + _LONGEST_HOST)
    if found is None or not found.start() < dot.start() < found.end():
        return None
    start, end = found.span()
    has_path = text[end : end + 1] == "/" and bool(_PATH.match(text, end + 1))
    is_place = (has_path and names_a_place(found[0])) or is_offered(text, start, end)
    if not (is_place and is_domain(found[0])):  # checked last, since it may load the list of public suffixes
        return None
    return _span(text, start + glued_length(found[0]), end)


def _word_start(text: str, position: int) -> int:
    """Return the start of the word around `position`; at most the length of a host name is searched."""
    return max(text.rfind(space, max(0, position - _LONGEST_HOST), position) + 1 for space in " \n\t(")


def _span(text: str, start: int, host_end: int) -> UrlSpan | None:
    """Return the repaired address that starts at `start` and whose host ends at `host_end`."""
    end = _reach(text, host_end)
    raw = text[start:end]
    if raw.find("http", 8) >= 0 and _ARCHIVE not in raw and (cut := _NEXT_ADDRESS.search(raw, 8)):
        raw = raw[: cut.end()]
    may_go_on = raw[raw.rfind(".") + 1 :][:1].isupper() or "@" in raw
    if may_go_on and (cut := _NEXT_SENTENCE.search(raw)):
        raw = raw[: cut.start()]
    is_glued = raw.endswith("Supplementary") or (raw.endswith("Database") and text.startswith(" URL", end))
    if (":" in raw[_SHORTEST:] or is_glued) and (cut := _NEXT_HEADING.search(raw, _SHORTEST)):
        raw = raw[: cut.start()]
    if "," in raw and text[end : end + 1].isspace() and (cut := _NEXT_CLAUSE.search(raw)):
        raw = raw[: cut.start()]
    raw = raw.rstrip(_TAIL)
    url, repairs = mend(raw)
    address = parse_url(url)
    is_placeholder = (not url.islower() or "xxx" in url) and _PLACEHOLDER.search(url) is not None
    if (
        is_placeholder
        or address is None
        or address.scheme not in _SCHEMES
        or "." not in address.host.removeprefix("www.")
    ):
        return None
    return UrlSpan(start, start + len(raw), Link(url, raw, repairs))


_FILLER = "。"  # ends an address, and cannot be taken for a space inside one


@cache
def _unspaced() -> re.Pattern[str]:
    """Return a pattern for kana, Han and Hangul outside of paths; compiling so large a set takes 10 ms.

    After a slash they are taken for text that touches the address, except for folders and titles of a wiki.
    """
    letters = r"\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af"
    return re.compile(rf"[{letters}](?<![=#_%{letters}-].)(?<!wiki/.)[{letters}]*+(?!/)")


def _without_unspaced(text: str) -> str:
    """Return `text` with the letters of unspaced scripts replaced by fillers, since addresses may touch them."""
    return _unspaced().sub(lambda found: _FILLER * len(found[0]), text)


_SCHEMES = ("http", "https", "ftp", "sftp", "ssh", "git")
_VIDEO_BEGUN = lazy_pattern(r"(?:youtube\.com/\S*[?&]v=|youtu\.be/)([\w-]{1,9})$")
_VIDEO_REST = lazy_pattern(r"\s([\w-]{1,9})\b")


def _video_end(text: str, end: int) -> int:
    """Return the end of a YouTube address, past a space inside its eleven-character video ID."""
    begun = _VIDEO_BEGUN.search(text, max(0, end - _LONGEST_HOST), end)
    rest = _VIDEO_REST.match(text, end) if begun else None
    return rest.end() if begun and rest and len(begun[1]) + len(rest[1]) in (VIDEO_NAME - 1, VIDEO_NAME) else end


def _reach(text: str, end: int) -> int:
    """Return the end of an address, past spaces that were inserted into it."""
    limit = end + _LONGEST
    while end < limit:
        if run := _RUN.match(text, end, limit):
            end = run.end()
        if text[end : end + 1] not in _MAY_GO_ON:
            break
        end = _video_end(text, end)
        glue = next((found for glue in _GLUES if (found := glue.match(text, end))), None)
        if glue is None:
            break
        end = glue.end()
    is_open = text[end - 1] == "/" and _OWNER_ONLY.search(text, max(0, end - 80), end)
    if is_open and (name := _REPOSITORY_NAME.match(text, end)):
        end = name.end()
    return end
