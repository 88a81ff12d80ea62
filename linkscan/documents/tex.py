r"""Links in TeX: `\url`, `\href` and bare addresses. Pure."""

import re
from collections.abc import Iterator

from linkscan.documents.reference import Reference, Scope, bare_addresses, blank, blank_matches, distinct

_PERCENT = re.compile(r"(?<!\\)(?:\\\\)*%")
_VERBATIM = re.compile(r"\\begin\{(verbatim|lstlisting|minted|Verbatim|comment)\*?\}.*?\\end\{\1\*?\}|\\verb\*?([^\w\s]).*?\2", re.DOTALL)  # fmt: skip  # noqa: E501
_COMMAND = re.compile(r"\\(?:url|href|nolinkurl|path)\s*(?:\[[^\]]*\])?\s*\{(?P<target>(?:[^{}\\]|\\.){1,4000})\}")
_INPUT = re.compile(r"\\(?:includegraphics|input|include|bibliography)\b")
_ESCAPED = re.compile(r"\\([%#&_{}~$^])(?:\{\})?|\\(?:textasciitilde|string~)(?:\{\}|\s)?")


def find(text: str, scope: Scope) -> Iterator[Reference]:
    """Yield the web addresses in commands and in running text."""
    prose = text
    if scope is Scope.PROSE:
        prose = blank_matches(_without_comments(text), _VERBATIM)
    commands = [
        Reference(match.start("target"), match.end("target"), unescaped(match["target"]))
        for match in _COMMAND.finditer(prose)
    ]
    web = [each for each in commands if each.is_web]
    yield from distinct([*web, *addresses(blank_matches(prose, _COMMAND))])


def addresses(text: str) -> Iterator[Reference]:
    r"""Yield the addresses in running text, which may contain escapes such as `\_`."""
    joined = re.sub(r"\\(?=[%#&_~$])", "\u200d", text)  # a backslash would end the address
    for found in bare_addresses(joined):
        yield Reference(found.start, found.end, unescaped(text[found.start : found.end]))


def _without_comments(text: str) -> str:
    r"""Return the text with comments replaced by spaces; a `%` inside `\url{...}` does not start one."""
    targets = [match.span("target") for match in _COMMAND.finditer(text)]
    comments, ends, inside = [], 0, iter(targets)
    start, end = next(inside, (len(text), len(text)))
    for percent in _PERCENT.finditer(text):
        while percent.start() >= end and end < len(text):
            start, end = next(inside, (len(text), len(text)))
        if percent.start() < ends or start <= percent.start() < end:
            continue
        ends = text.find("\n", percent.start())
        ends = len(text) if ends < 0 else ends
        comments.append((percent.start(), ends))
    return blank(text, comments)


def unescaped(written: str) -> str:
    r"""Return an address with TeX's escapes decoded: `\_` is `_`, `\textasciitilde` is `~`.

    >>> unescaped(r"https://a.org/\~me/x\_y\%20z")
    'https://a.org/~me/x_y%20z'
    """
    return re.sub(r"\s+", "", _ESCAPED.sub(lambda found: found[1] or "~", written))
