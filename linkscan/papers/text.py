"""Plain text: titles on lines of their own with their abstracts below, or abstracts, a blank line between."""

from collections.abc import Iterator

from linkscan.errors import InputError
from linkscan.models import Paper
from linkscan.papers.layout import assemble, paragraphs
from linkscan.papers.prose import is_prose
from linkscan.papers.source import Source
from linkscan.papers.unread import is_another, is_conversation, is_documentation, is_references


def sniff(head: str) -> bool:
    """Return whether it is prose of no other kind: no markup, no documentation, no program, no names with values."""
    if head.startswith("---") or is_another(head) or is_references(head) or is_conversation(head):
        return False
    return not is_documentation(head.splitlines()) and is_prose(head)


def load(source: Source) -> Iterator[Paper | InputError]:
    """Return a paper for each title with its paragraphs, or each paragraph where there are no titles."""
    return assemble(paragraphs(source.lines()), source)
