r"""LaTeX: the title and abstract of a paper, and the sentences of its body with addresses; comments are ignored.

Titles are `\title{...}` and similar commands of conference classes, abstracts an environment or a command. `\input` is
not followed: pass the file with the abstract.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from linkscan.errors import InputError
from linkscan.models import Paper, RecordField
from linkscan.papers.full_text import sentences_with_addresses
from linkscan.papers.input_file import LONGEST, InputFile
from linkscan.papers.latex import accents, plain
from linkscan.papers.mixed import MARKDOWN, other_format
from linkscan.papers.records import make
from linkscan.patterns import lazy_pattern

_START = lazy_pattern(r"(?m)^[ \t]*\\(?:documentclass|documentstyle|begin\{document\}|begin\{abstract\})")
_PAGE = lazy_pattern(r"(?m)^[ \t]{0,8}(?:```|~~~)|^#{1,6} ")  # of Markdown
_END = r"\end{document}"
_COMMENT = lazy_pattern(r"(?<!\\)((?:\\\\)*)%.*")
_LEFT_OUT = lazy_pattern(r"(?s)\\begin\{comment\}.*?(?:\\end\{comment\}|\Z)|\\iffalse\b.*?(?:\\fi\b|\Z)")
_TITLE = lazy_pattern(r"\\(?:title|icmltitle|papertitle|fulltitle)\s*(?:\[[^\]]*\]\s*)?\{")
_ABSTRACT = lazy_pattern(r"(?s)\\begin\{abstract\}(.*?)(?:\\end\{abstract\}|\Z)")
_OPEN_ABSTRACT = lazy_pattern(r"(?s)\\begin\{abstract\}(.*?)(?:\\section\b|\Z)")  # without an end
_ABSTRACT_COMMAND = lazy_pattern(r"\\abstract(?:text)?\s*\{")
_ASIDE = lazy_pattern(r"\\(?:thanks|footnote(?:mark|text)?|titlerunning|label|tnoteref|fnref)\s*(?:\[[^\]]*\])?\s*\{")
_BREAK = lazy_pattern(r"\\\\(?:\[[^\]]*\])?|\\(?:newline|linebreak)\b")
_SECTION = lazy_pattern(r"\\(?:sub)*(?:section|paragraph)\*?\s*\{([^{}]{0,300})\}")
_SIZES = lazy_pattern(
    r"\\(?:bf|it|rm|sf|tt|large|Large|LARGE|huge|Huge|bfseries|vspace\*?\s*\{[^}]*\}|centering|noindent)\b[ ]?"
)


def sniff(head: str) -> bool:
    """Return whether a line starts a document class, document or abstract, other than as an example in Markdown."""
    if "\\document" not in head and "\\begin{" not in head:
        return False
    start = _START.search(head)
    return start is not None and _PAGE.search(head, 0, start.start()) is None


def load(source: InputFile) -> Iterator[Paper | InputError]:
    """Yield the paper, and where another format begins around it. Raise InputError without title and abstract."""
    text, line_of_title = _without_comments(source), 1
    title, abstract = "", ""
    if found := _TITLE.search(text):
        title = _without(_ASIDE, _braced(text, found.end()))
        line_of_title = text.count("\n", 0, found.start()) + 1
    body = 0
    if found := (_ABSTRACT if "\\end{abstract}" in text else _OPEN_ABSTRACT).search(text):
        abstract, body = found[1], found.end()
    elif found := _ABSTRACT_COMMAND.search(text):
        abstract = _braced(text, found.end())
        body = found.end() + len(abstract)
    title = " ".join(plain(accents(_SIZES.sub("", _BREAK.sub(" ", title)))).split())
    if not title and not abstract.strip():
        raise source.error(1, r"LaTeX without \title and abstract; give the file that has them")
    sentences = sentences_with_addresses(_SECTION.sub("\n\n", text[body:]))
    fields = tuple(RecordField("text", sentence, is_body=True) for sentence in sentences)
    yield replace(
        make(source, line_of_title, title=title, abstract=accents(_SECTION.sub(r"\n\1", abstract))), fields=fields
    )
    yield from _around(text, source)


def _around(text: str, source: InputFile) -> Iterator[InputError]:
    """Yield the error that another format begins above or below the document, other than as a file that it writes."""
    if "{filecontents" in text:
        return
    start = _START.search(text)
    above, end = start.start() if start else 0, text.rfind(_END)
    below = end + len(_END) if end >= 0 else len(text)
    for first, part in ((1, text[:above]), (text.count("\n", 0, below) + 1, text[below:])):
        for number, (line, following) in enumerate(pairwise([*part.split("\n"), ""]), first):
            if (other := other_format(line, "LaTeX", following)) and other != MARKDOWN:
                problem = f"{other} begins here, in a file of LaTeX, and is not read; give it as a separate file"
                yield source.error(number, problem)
                return


def _without_comments(source: InputFile) -> str:
    r"""Return the text without comments: `%` to the end of the line, `comment` environments, `\iffalse` blocks."""
    lines, size = [], 0
    for number, line in source.lines():
        size += len(line)
        if size > LONGEST:
            raise source.error(number, f"a document of over {LONGEST} characters; give its title and abstract")
        lines.append(_COMMENT.sub(r"\1", line))
    return _LEFT_OUT.sub(lambda hidden: "\n" * hidden[0].count("\n"), "\n".join(lines))


def _braced(text: str, start: int) -> str:
    """Return the content of the braces that open just before `start`."""
    depth = 1
    for mark in re.compile(r"(?<!\\)[{}]").finditer(text, start, start + (1 << 16)):
        depth += 1 if mark[0] == "{" else -1
        if depth == 0:
            return text[start : mark.start()]
    return ""


def _without(command: "re.Pattern[str]", text: str) -> str:
    """Return the text without commands and their arguments."""
    parts, at = [], 0
    for found in command.finditer(text):
        if found.start() >= at:
            parts.append(text[at : found.start()])
            at = found.end() + len(_braced(text, found.end())) + 1
    return "".join([*parts, text[at:]])
