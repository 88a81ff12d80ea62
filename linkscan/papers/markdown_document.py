"""A paper written in Markdown, with its title in the front matter, as journals and publishing tools require.

The Journal of Open Source Software (https://joss.readthedocs.io/en/latest/paper.html), Quarto and R Markdown
(https://quarto.org/docs/authoring/front-matter.html). The abstract is a field, or the section of that name.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from linkscan.errors import InputError
from linkscan.models import Paper, RecordField
from linkscan.papers.full_text import sentences_with_addresses
from linkscan.papers.input_file import LONGEST, InputFile
from linkscan.papers.latex import accents, plain
from linkscan.papers.records import to_paper
from linkscan.papers.yaml_mapping import mapping
from linkscan.patterns import lazy_pattern

_FRONT = lazy_pattern(r"\A\ufeff?---[ \t]*\n(.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_TITLE = lazy_pattern(r"(?m)^title[ \t]*:[ \t]*\S")
_OF_PAPERS = lazy_pattern(r"(?m)^(?:abstract|bibliography|affiliations?)[ \t]*:")
_HEADING = lazy_pattern(r"(?m)^(#{1,6})[ \t]+(.*?)[ \t#]*$")
_ABSTRACT = lazy_pattern(r"(?i)(?:\d+\.?\s+)?(?:abstract|summary)\W*")
_NAMES = ("title", "abstract", "doi", "date", "journal", "repository", "code", "url", "tags", "keywords")


def sniff(head: str) -> bool:
    """Return whether a text begins with front matter that has a title and fields specific to papers."""
    front = _FRONT.match(head.replace("\r\n", "\n")) if head.lstrip("\ufeff").startswith("---") else None
    return front is not None and _TITLE.search(front[1]) is not None and _OF_PAPERS.search(front[1]) is not None


def load(source: InputFile) -> Iterator[Paper | InputError]:
    """Yield the paper. Raise InputError if the front matter is not valid YAML."""
    lines, size = list[str](), 0
    for number, line in source.lines():
        size += len(line)
        if size > LONGEST:
            raise source.error(number, f"a document of over {LONGEST} characters; give its title and abstract")
        lines.append(line)
    text = "\n".join(lines)
    front = _FRONT.match(text)
    told = mapping(front[1], source) if front else None
    if front is None or told is None:
        raise source.error(1, "no front matter with a title; leave out --format-in")
    body = text[front.end() :]
    section, end = _section(body)
    record: dict[str, object] = {name: str(told[name]) for name in _NAMES if told.get(name)}
    record["title"] = plain(accents(str(told.get("title") or "")))
    record["authors"] = _authors(told)
    record.setdefault("abstract", section)
    paper = to_paper(record, source, 1)
    if isinstance(paper, Paper):
        sentences = sentences_with_addresses(body, end)
        paper = replace(
            paper, fields=(*paper.fields, *(RecordField("text", sentence, is_body=True) for sentence in sentences))
        )
    yield paper


def _authors(told: dict[str, object]) -> list[str]:
    """Return the names of the authors, which are strings or mappings with a name."""
    found = told.get("authors") or told.get("author") or []
    people = found if isinstance(found, list) else [found]
    return [str(each.get("name") or "") if isinstance(each, dict) else str(each) for each in people]


def _section(body: str) -> tuple[str, int]:
    """Return the abstract section and its end, or nothing if there is none."""
    headings = list(_HEADING.finditer(body))
    ends = [*(heading.start() for heading in headings[1:]), len(body)]
    for heading, end in zip(headings, ends, strict=False):
        if _ABSTRACT.fullmatch(heading[2]):
            return body[heading.end() : end].strip(), end
    return "", 0
