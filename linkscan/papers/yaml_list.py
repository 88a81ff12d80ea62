"""YAML (https://yaml.org/spec/1.2.2/): a list of papers, at the top or under a name, as CSL YAML's `references`.

Each item is parsed by itself, so that a broken one costs no other; every scalar is a text. Aliases are not read, since
they can expand exponentially.
"""

import re
from collections.abc import Iterator, Mapping
from itertools import chain, islice

from linkscan.errors import InputError
from linkscan.models import Paper
from linkscan.papers.input_file import InputFile
from linkscan.papers.producers import record_of
from linkscan.papers.records import to_paper
from linkscan.papers.yaml_mapping import mapping
from linkscan.patterns import lazy_pattern

_ITEM = lazy_pattern(r"( *)- +(?=[\w\"'-]+ ?:(?:\s|$))")
_NAME = lazy_pattern(r"[\w-]+: *(?:#.*)?$")
_TITLE = lazy_pattern(r"(?m)^ *(?:title|abstract) *: *\S")
_PASSED = lazy_pattern(r"\s*(?:#.*)?$|---\s*$|%YAML")
_LARGEST = 1 << 20  # characters of an item


def sniff(head: str) -> bool:
    """Return whether a text begins with a list, or the name of one, and its first item has a title or an abstract."""
    lines = ((number, line) for number, line in enumerate(head.splitlines(), 1) if not _PASSED.match(line))
    begin = list(islice(lines, 2))
    if not begin or not (_ITEM.match(begin[0][1]) or (len(begin) > 1 and _NAME.match(begin[0][1]))):
        return False
    first = next(_items(chain(begin, lines)), None)
    return first is not None and _TITLE.search(first[1]) is not None


def load(source: InputFile) -> Iterator[Paper | InputError]:
    """Yield the paper of each item, or what is wrong with it."""
    for line, text in _items(source.lines()):
        if len(text) > _LARGEST:
            yield source.error(line, f"an item of over {_LARGEST} characters; give titles and abstracts")
            continue
        try:
            record = _record(text, source, line)
        except InputError as error:
            yield error
            continue
        yield to_paper(record, source, line) if record else source.error(line, "not the record of a paper")


def _items(lines: Iterator[tuple[int, str]]) -> Iterator[tuple[int, str]]:
    """Yield the items of the outermost list, each with the number of its first line."""
    indent, first, item, size = -1, 0, list[str](), 0
    for number, line in lines:
        begun = _ITEM.match(line)
        if begun and (indent < 0 or len(begun[1]) <= indent):
            if item:
                yield first, "\n".join(item)
            indent, first, item, size = len(begun[1]), number, [], 0
        elif item and line[: indent + 1].strip() and not line.lstrip().startswith("#"):
            yield first, "\n".join(item)  # a name at the level of the list, or above
            indent, item = -1, []
        if indent >= 0 and size <= _LARGEST:
            item.append(re.sub(r"^( *)- ", r"\1  ", line) if begun and not item else line)
            size += len(line) + 1
    if item:
        yield first, "\n".join(item)


def _record(text: str, source: InputFile, line: int) -> Mapping[str, object] | None:
    """Return the record of a paper in an item, or None. Raise InputError for what is no YAML."""
    found = mapping(text, source, line=line, is_of_texts=True)
    return record_of(found) if found else None
