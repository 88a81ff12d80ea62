"""Plain text: titles on lines of their own with their abstracts below, or abstracts, a blank line between."""

import re
from collections.abc import Iterator

from linkscan.errors import InputError
from linkscan.models import Paper
from linkscan.papers.layout import assemble, paragraphs
from linkscan.papers.source import Source

_MARKUP = re.compile(r"(?i)\s*<(?:\?xml|!doctype|!--|html|rss|feed|rdf|svg|[a-z]+[\s>])")


def sniff(head: str) -> bool:
    """All but markup, which nothing here reads."""
    return _MARKUP.match(head) is None


def load(source: Source) -> Iterator[Paper | InputError]:
    """Give a paper for each title with its paragraphs, or each paragraph where there are no titles."""
    return assemble(paragraphs(source.lines()), source)
