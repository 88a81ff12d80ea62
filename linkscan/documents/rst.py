"""Links in reStructuredText (https://docutils.sourceforge.io/docs/ref/rst/restructuredtext.html). Pure."""

import re
from collections.abc import Iterator

from linkscan.documents.reference import Reference, Scope, bare_addresses, blank, blank_matches, distinct

_LITERAL = re.compile(r"``(?=\S).{1,5000}?(?<=\S)``", re.DOTALL)
_INTERPRETED = re.compile(r"(?<![`\w\\])`(?=[^\s`])[^`<]{1,2000}`(?![`_\w])")
_DOCTEST = re.compile(r"(?:^|(?<=\n))[ \t]*>>> (?:[^\n]*\S[^\n]*(?:\n|\Z))+")
"""A doctest block ends with a blank line."""
_INLINE = re.compile(r"`[^`<]{0,2000}<(?P<target>[^<>`]{1,4000})>`__?")
_TARGET = re.compile(r"^[ \t]*\.\. _(?:`[^`\n]+`|(?:\\.|[^:\n\\])+):[ \t]+(?P<target>[^\s`]\S*)[ \t]*$", re.MULTILINE)
_ANONYMOUS = re.compile(r"^[ \t]*__[ \t]+(?P<target>\S+)[ \t]*$", re.MULTILINE)
_DIRECTIVE = re.compile(
    r"^[ \t]*\.\. (?:\|[^|\n]+\| )?(?:image|figure|include|literalinclude)::[ \t]+(?P<target>\S+)[ \t]*$", re.MULTILINE
)
_OPTION = re.compile(r"^[ \t]+:target:[ \t]+(?P<target>[^\s`]\S*[^\s_`])[ \t]*$", re.MULTILINE)
_COMMENT = re.compile(r"^([ \t]*)\.\.(?:[ \t]+(?![_|\[])(?![\w:+.-]+::)[^\n]*)?$", re.MULTILINE)
_CODE = re.compile(r"^([ \t]*)(?:\.\. (?:code|code-block|sourcecode|highlight|parsed-literal|math|raw)::[^\n]*|(?!\.\. )[^\n]*::[ \t]*)$", re.MULTILINE)  # fmt: skip  # noqa: E501


def find(text: str, scope: Scope) -> Iterator[Reference]:
    """Yield embedded and named targets, images, and bare addresses."""
    prose = (
        text
        if scope is Scope.VERBATIM
        else blank_matches(blank(text, _indented(text)), _DOCTEST, _LITERAL, _INTERPRETED)
    )
    found = [
        _reference(match)
        for pattern in (_INLINE, _TARGET, _ANONYMOUS, _DIRECTIVE, _OPTION)
        for match in pattern.finditer(prose)
    ]
    links = [
        each for each in found if not each.target.endswith("_")
    ]  # `<name_>` and `.. _a: b_` refer to another target
    yield from distinct([*links, *bare_addresses(prose)])


def _reference(match: "re.Match[str]") -> Reference:
    return Reference(match.start("target"), match.end("target"), re.sub(r"\s+|\\(?=[_*`|])", "", match["target"]))


def _indented(text: str) -> Iterator[tuple[int, int]]:
    """Yield the spans of literal blocks, code and comments: the more deeply indented lines that follow."""
    lines = list(re.finditer(r"[^\n]*(?:\n|\Z)", text))
    for number, line in enumerate(lines):
        opening = _COMMENT.match(line[0].rstrip("\n")) or _CODE.match(line[0].rstrip("\n"))
        if opening is None:
            continue
        end = number + 1
        while end < len(lines) and lines[end][0] and _is_inside(lines[end][0], len(opening[1])):
            end += 1
        is_comment = _COMMENT.match(line[0].rstrip("\n")) is not None
        yield (line.start() if is_comment else line.end(), lines[end - 1].end())


def _is_inside(line: str, indent: int) -> bool:
    return not line.strip() or len(line) - len(line.lstrip()) > indent
