"""BibTeX, parsed by bibtexparser, which recovers from broken entries and reports line numbers.

Measured on 2.8 MB: bibtexparser 2.1 17 MB/s, pybtex 0.26 9 MB/s, bibtexparser 1.4 1 MB/s without line numbers.
"""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import TYPE_CHECKING

from linkscan.errors import InputError
from linkscan.models import Paper
from linkscan.papers import arxiv_mail
from linkscan.papers.input_file import LONGEST, InputFile
from linkscan.papers.latex import accents, plain
from linkscan.papers.mixed import MARKDOWN, other_format
from linkscan.papers.prose import is_prose
from linkscan.papers.records import to_paper
from linkscan.patterns import lazy_pattern

if TYPE_CHECKING:
    from bibtexparser.model import Block, Entry

_ENTRY = lazy_pattern(r"(?m)^[ \t]*@[a-zA-Z]+[ \t]*[{(]")
_MARKED = lazy_pattern(r"(?m)^[ \t]*[#%;].*$")
_LINKED = lazy_pattern(r"(?m)^.{0,300}\]\(https?://")  # an entry of a list in Markdown
_LONGEST_REMARK = 300  # characters of unmarked text; Mendeley's has 226
_PAGE = re.compile(r"(?m)^[ \t]{0,8}(?:```|~~~)|^#{1,6} .*\n(?:.*\n)*?#{1,6} |\A\s*<|^.{0,200}\]\(https?://")
_REMARKS = lazy_pattern(r"(?:[#%;].*\r?\n|\s)+")  # written by some programs above the first entry
_KEYLESS = lazy_pattern(r"(?m)^([ \t]*@[a-zA-Z]+[ \t]*[{(])[ \t]*$(?=\n[ \t]*[\w-]+[ \t]*=)")
"""An entry without key and comma, as EndNote writes it."""

_PIECE = 1 << 20
_MOST_AT = 10_000  # per line; for each entry that starts on a line, the parser keeps the rest of the line
_MOST_SIGNS = 100_000  # `=` per chunk; the parser creates an object of some 400 bytes for each field
_SCHOLAR = lazy_pattern(r"(?i)\barXiv:\S+")  # Google Scholar: journal={arXiv preprint arXiv:1706.03762}
_LONGEST_STRING = 1 << 12  # characters; nested strings grow exponentially
_BRACES = lazy_pattern(r"[\\{}]+")
_MARKS = lazy_pattern(r'(?<!\\)[{}"#]')


def sniff(head: str) -> bool:
    """Return whether a line starts an entry with a field; documentation with a citation example does not count."""
    if "@" not in head or (entry := _ENTRY.search(head)) is None:
        return False
    remarks = _REMARKS.match(head)
    if not (remarks and remarks.end() >= entry.start()) and _PAGE.search(head, 0, entry.start()):
        return False
    return re.search(r"\w\s*=\s*[{\"\w]", head[entry.end() :]) is not None


def load(source: InputFile) -> Iterator[Paper | InputError]:
    """Yield the paper of each entry, or what is wrong with it; `@string`s are expanded."""
    # Imported on first use, since it takes 50 ms.
    import logging  # noqa: PLC0415

    from bibtexparser.entrypoint import parse_string  # noqa: PLC0415

    # Broken entries are reported to the caller; the parser's own warnings would repeat that.
    logging.getLogger("bibtexparser").setLevel(logging.CRITICAL)
    strings: dict[str, str] = {}
    for first, text in _pieces(source):
        for block in parse_string(_KEYLESS.sub(r"\1,", text), parse_stack=[]).blocks:
            yield from _read(block, strings, source, first)


def _pieces(source: InputFile) -> Iterator[tuple[int, str]]:
    """Yield chunks that start at entries: to the parser too, a line starting with `@word{` is one, even in a field."""
    piece: list[str] = []
    first, size, signs = 1, 0, 0
    for number, line in source.lines():
        if size > _PIECE and line.startswith("@") and _ENTRY.match(line):
            yield first, "\n".join(piece)
            piece, first, size, signs = [], number, 0, 0
        if line.count("@") > _MOST_AT:
            raise source.error(number, f"over {_MOST_AT} entries on one line; put each on lines of its own")
        piece.append(line)
        size += len(line) + 1
        signs += line.count("=")
        if signs > _MOST_SIGNS:
            raise source.error(number, f"over {_MOST_SIGNS} fields in {size} characters; this is not a list of papers")
        if size > LONGEST:
            raise source.error(first, f"no new entry in {LONGEST} characters; this is not BibTeX")
    yield first, "\n".join(piece)


def _read(block: "Block", strings: dict[str, str], source: InputFile, first: int) -> Iterator[Paper | InputError]:
    from bibtexparser import model  # noqa: PLC0415 - as above

    line = first + (block.start_line or 0)
    if isinstance(block, model.String):
        strings[block.key.casefold()] = _value(block.value, strings)[:_LONGEST_STRING]
    elif isinstance(block, model.DuplicateFieldKeyBlock | model.DuplicateBlockKeyBlock):
        if isinstance(block.ignore_error_block, model.Entry):  # unusual, but readable
            yield _paper(block.ignore_error_block, strings, source, line)
    elif isinstance(block, model.Entry):
        yield _paper(block, strings, source, line)
    elif isinstance(block, model.ImplicitComment):
        yield from _unread(block.comment, source, line)
    elif isinstance(block, model.ParsingFailedBlock):
        yield source.error(line, "a broken entry; look for a missing brace, comma or quote")


def _unread(remark: str, source: InputFile, line: int) -> Iterator[InputError]:
    """Yield an error if there is something other than a remark between entries: another format, a list or a text."""
    for number, (each, following) in enumerate(pairwise([*remark.split("\n"), ""]), line):
        other = other_format(each.lstrip(), "BibTeX", following)
        if other and other != MARKDOWN:  # in which remarks look like headings
            problem = f"{other} begins here, in a file of BibTeX, and is not read; give it as a separate file"
            yield source.error(number, problem)
            return
    if _holds_papers(remark):
        yield source.error(line, "text outside any entry, which is not read; give it as a separate file")


def _holds_papers(remark: str) -> bool:
    """Return whether the text between entries is a list of papers, arXiv's mail, or as long as an abstract."""
    text = _MARKED.sub("", remark).strip()
    if len(_LINKED.findall(text)) > 1 or arxiv_mail.sniff(remark):
        return True
    return len(text) > _LONGEST_REMARK and is_prose(text)


def _paper(entry: "Entry", strings: dict[str, str], source: InputFile, line: int) -> Paper | InputError:
    fields: dict[str, str] = {}
    for field in entry.fields:
        fields.setdefault(field.key.casefold(), accents(_value(field.value, strings)))
    title = " ".join(fields.get("title", "").split())
    fields["title"] = plain(title) or _BRACES.sub("", title)
    if not fields["title"] and not fields.get("abstract", "").strip():
        return source.error(line, f"no title in {entry.key or 'an entry without a key'!r}; add it")
    if match := _SCHOLAR.search(fields.get("journal", "")):
        fields.setdefault("eprint", match[0])
    return to_paper({"id": plain(entry.key), **fields}, source, line)


def _value(raw: str, strings: dict[str, str]) -> str:
    """Return the text of `{text}`, `"text"`, the name of a `@string`, or several of these joined by `#`."""
    parts, start, depth, quoted = [], 0, 0, False
    for mark in _MARKS.finditer(raw):
        if mark[0] == "{":
            depth += 1
        elif mark[0] == "}":
            depth -= 1
        elif depth == 0 and mark[0] == '"':
            quoted = not quoted
        elif depth == 0 and not quoted and mark[0] == "#":
            parts.append(raw[start : mark.start()])
            start = mark.end()
    parts.append(raw[start:])
    read, room = list[str](), LONGEST
    for part in parts:
        read.append(_part(part.strip(), strings)[:room])
        room -= len(read[-1])
    return "".join(read)


def _part(part: str, strings: dict[str, str]) -> str:
    """Return the text of one part; a second pair of braces, as Web of Science writes it, is no text either."""
    if len(part) > 1 and part[0] + part[-1] in ("{}", '""'):
        inner = part[1:-1]
        return inner[1:-1] if inner[:1] + inner[-1:] == "{}" and _is_one_group(inner) else inner
    return strings.get(part.casefold(), part)


def _is_one_group(text: str) -> bool:
    """Return whether the brace that opens a text is closed at its end."""
    depth = 0
    for mark in _MARKS.finditer(text):
        depth += {"{": 1, "}": -1}.get(mark[0], 0)
        if depth == 0:
            return mark.end() == len(text)
    return False
