"""Find the line that a page shows in the place of code: "Code (coming soon)"."""

from itertools import pairwise

from linkscan.hosts.html.page import Page
from linkscan.hosts.html.vocabulary import OTHERS, SOON, is_code_label, names_code

_LONGEST = 160
_LONGEST_LABEL = 80


def find_placeholder(page: Page) -> str | None:
    """Quote what the page shows instead of code: a button that leads nowhere, a line that promises it."""
    return _on_a_button(page) or _in_a_line(page)


def _on_a_button(page: Page) -> str | None:
    for anchor in page.anchors:
        text = anchor.text or anchor.label
        if anchor.region == "footer" or len(text) > _LONGEST_LABEL or not names_code(text):
            continue
        if SOON.search(text):
            return text
        if anchor.url is None and anchor.is_disabled and is_code_label(text):
            return f"{text} (a button that is switched off)"
    return None


def _in_a_line(page: Page) -> str | None:
    for line, following in pairwise((*page.paragraphs, "")):
        if len(line) <= _LONGEST and names_code(line) and SOON.search(line) and not OTHERS.search(line):
            return line
        if len(following) <= _LONGEST_LABEL and is_code_label(line) and SOON.search(following):
            return f"{line}: {following}"
    return None
