"""Plain text: titles on lines of their own with their abstracts below, or abstracts, a blank line between."""

from collections.abc import Iterator

from linkscan.errors import InputError
from linkscan.models import Paper
from linkscan.papers.layout import assemble, looks_like_prose, paragraphs
from linkscan.papers.source import Source
from linkscan.papers.unread import is_another


def sniff(head: str) -> bool:
    """Return whether it is prose: sentences of letters, no names with values, no program, no markup."""
    return not head.lstrip().startswith("<") and not is_another(head) and looks_like_prose(head)


def load(source: Source) -> Iterator[Paper | InputError]:
    """Return a paper for each title with its paragraphs, or each paragraph where there are no titles."""
    return assemble(paragraphs(source.lines()), source)
