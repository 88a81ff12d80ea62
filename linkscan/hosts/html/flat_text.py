"""The text in a piece of markup."""

import html
from collections.abc import Iterable

from linkscan.hosts.html.joined_texts import SEPARATOR
from linkscan.patterns import lazy_pattern

BREAK = SEPARATOR
"""What stands between the paragraphs of a flattened text."""
LONGEST = 600
"""Characters kept of a paragraph, heading or attribute."""

BLOCK_TAG = lazy_pattern(
    r"</?(?:a(?:ddress|rticle|side)|b(?:lockquote|ody|r)|caption|d(?:[dlt]|etails|ialog|iv)|f(?:ieldset|ig(?:caption"
    r"|ure)|o(?:oter|rm))|h(?:[1-6r]|ead(?:er)?|tml)|li|m(?:ain|enu)|nav|ol|p(?:re)?|s(?:ection|ummary)|t(?:able|body"
    r"|[dr]|foot|h(?:ead)?)|ul)(?=[\s/>])"
    rf"[^<>{BREAK}]*>"
)
"""A tag that begins or ends a paragraph; names are in lower case. No tag reaches beyond a break.

With a third character that ends a tag, `re` looks each up in a table, which takes a fifth less time.
"""
_TAG = lazy_pattern(rf"</?[a-zA-Z][^<>{BREAK}]*>")


def flatten(markup: str) -> str:
    """Return the text in simplified markup, with a `BREAK` for each block tag; references are not decoded."""
    return without_tags(BLOCK_TAG.sub(BREAK, markup))


def without_tags(markup: str) -> str:
    """Return simplified markup without its tags."""
    return _TAG.sub("", markup) if "<" in markup else markup


def joined_texts(pieces: Iterable[str]) -> str:
    """Return the texts in pieces of simplified markup, with a `BREAK` between each two."""
    return plain(without_tags(BREAK.join(pieces)))


def squeeze(text: str) -> str:
    """Return a text stripped, with each run of white space replaced by a single space."""
    return text.strip() if _is_regular(text) else " ".join(text.split())


def _is_regular(text: str) -> bool:
    """Return whether all white space in a text is single spaces: U+0020 is the only one that is printable."""
    return text.isprintable() and "  " not in text


def squeezed_start(text: str, longest: int) -> str:
    """Return the first `longest` characters of a squeezed text, of which at most four times as many are looked at."""
    start = text[:longest]
    if _is_regular(start) and start == start.strip():
        return start
    return " ".join(text[: 4 * longest].split())[:longest]


def plain(text: str) -> str:
    """Return a text with character references decoded."""
    return html.unescape(text) if "&" in text else text
