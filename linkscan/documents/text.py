"""Links in plain text: whatever a careful reader would take for an address. Pure."""

from collections.abc import Iterator

from linkscan.documents.reference import Reference, Scope
from linkscan.text.urls.finder import find_urls


def find(text: str, scope: Scope) -> Iterator[Reference]:  # noqa: ARG001 - plain text has no code blocks
    """Yield the addresses in a text, repaired if they are damaged."""
    for span in find_urls(text):
        yield Reference(span.start, span.end, span.link.url, is_fixable=text[span.start : span.end] == span.link.url)
