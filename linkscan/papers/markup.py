"""Strip markup from titles and abstracts: JATS, HTML, MathML and entities become plain text. Pure.

Crossref deposits JATS (https://www.crossref.org/documentation/schema-library/markup-guide-metadata-segments/abstracts/),
Europe PMC sends `<h4>` headings, Scopus `<inf>`, DataCite and Zenodo HTML. Only known elements are
stripped: `vector<T>` and `a<b` are text.
"""

import re

from linkscan.patterns import lazy_pattern

_INLINE = """a abbr abstract alternatives b bdi big bold br cite code del div dfn disp-formula em email ext-link fn font
    h1 h2 h3 h4 h5 h6 header hr i inf inline-formula inline-graphic ins italic kbd label li list list-item monospace
    named-content
    ol overline p pre q roman s samp sans-serif sc sec section small span strike strong styled-content sub sup
    supplementary-material table tbody td tex-math th thead title tr tt u ul underline uri xref
    math maction menclose merror mfenced mfrac mglyph mi mlabeledtr mmultiscripts mn mo mover mpadded mphantom
    mprescripts
    mroot mrow ms mspace msqrt mstyle msub msubsup msup mtable mtd mtext mtr munder munderover none semantics annotation
    annotation-xml"""
_KNOWN = frozenset(_INLINE.split())
_BLOCKS = frozenset(
    [
        "abstract",
        "br",
        "div",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "hr",
        "header",
        "li",
        "list-item",
        "p",
        "sec",
        "section",
        "title",
        "tr",
    ]
)
_HEADINGS = frozenset(["h1", "h2", "h3", "h4", "h5", "h6", "title"])
_UNSEEN = frozenset(["annotation", "annotation-xml", "tex-math"])
"""The formula again, in machine-readable form."""

_LINKS = frozenset(["a", "ext-link", "uri"])
_TAG = lazy_pattern(r"<(/?)([a-zA-Z][\w:.-]*)((?:\s[^<>]*)?/?)>|<!--|<!\[CDATA\[|\]\]>")
_TARGET = lazy_pattern(r"""(?<![\w:])(?:xlink:)?href\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_ENTITY = lazy_pattern(r"\\?&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,30});")
_SCHEME = lazy_pattern(r"(?i)(?:https?:)?//")
_GAPS = lazy_pattern(r"[ \t\xa0]*\n[ \t\xa0\n]*")
_LABEL = lazy_pattern(r"\A(?i:abstract|summary)[.:]?\n\n(?=\S)")
_BREAK = "\n"


def plain_text(text: str) -> str:
    """Return `text` without markup; link targets follow the link text in brackets, and blocks end a line.

    Headings become paragraphs, so that they end a sentence. Text that is escaped as a whole is unescaped first. Text
    without markup is returned unchanged.

    >>> plain_text('<jats:p>Code is on <jats:ext-link xlink:href="https://a.org/b">our page</jats:ext-link>.</jats:p>')
    'Code is on our page (https://a.org/b).'
    >>> plain_text("R&amp;D for p<0.05")
    'R&D for p<0.05'
    """
    if "<" in text and _has_tags(text):
        return _stripped(text)
    if "&" not in text or not _ENTITY.search(text):
        return text
    unescaped = _unescaped(text)
    return _stripped(unescaped) if _has_tags(unescaped) else unescaped


def is_markup(name: str) -> bool:
    """Return whether `plain_text` strips elements of this name (without prefix)."""
    return name.casefold() in _KNOWN


def _has_tags(text: str) -> bool:
    return any(_name(tag) in _KNOWN for tag in _TAG.finditer(text))


def _name(tag: "re.Match[str]") -> str:
    """Return the name of an element without its prefix (`jats:p`, `mml:mi`)."""
    return (tag[2] or "").rpartition(":")[2].casefold()


def _unescaped(text: str) -> str:
    """Replace entities that end in a semicolon, unlike `&copy` in the address `?a=1&copy=2`."""
    if "&" not in text:
        return text
    from html import unescape  # noqa: PLC0415 - with a table of 2,231 names

    return _ENTITY.sub(lambda found: unescape(found[0].removeprefix("\\")), text)


def _stripped(text: str) -> str:
    parts: list[str] = []
    links: list[tuple[int, str]] = []  # start of the text, and target, of each open link
    unclosed: set[str] = set()
    at = 0
    for tag in _TAG.finditer(text):
        name = _name(tag)
        if tag.start() < at or (tag[2] and name not in _KNOWN):
            continue
        parts.append(_unescaped(text[at : tag.start()]))
        at = tag.end()
        if tag[0] == "<!--":
            at = _behind("-->", text, at, unclosed)
        elif name in _UNSEEN and not tag[1] and not tag[3].endswith("/"):
            at = _behind(f"</{tag[2]}>", text, at, unclosed)
        elif name in _LINKS:
            _follow(tag, parts, links)
        elif name in _BLOCKS:
            parts.append(_BREAK * (2 if name in _HEADINGS else 1))
    parts.append(_unescaped(text[at:]))
    return _LABEL.sub("", _tidy("".join(parts)))


def _behind(end: str, text: str, at: int, unclosed: set[str]) -> int:
    """Return the position after the next `end`, or the current one; a missing `end` is searched for only once."""
    if end in unclosed:
        return at
    found = text.find(end, at)
    if found < 0:
        unclosed.add(end)
        return at
    return found + len(end)


def _follow(tag: "re.Match[str]", parts: list[str], links: list[tuple[int, str]]) -> None:
    """Remember the target of a link when it starts, and write it after the link text when it ends."""
    if not tag[1]:
        target = _TARGET.search(tag[3] or "")
        if not tag[3].endswith("/"):
            links.append((len(parts), _unescaped((target[1] or target[2] or "").strip()) if target else ""))
    elif links:
        begin, target_url = links.pop()
        words = "".join(parts[begin:])
        if _SCHEME.match(target_url):
            parts[begin:] = [target_url if _shows(words, target_url) else f"{words} ({target_url})"]


def _shows(words: str, target: str) -> bool:
    """Return whether the text of a link is its target, or empty."""

    def bare(address: str) -> str:
        return _SCHEME.sub("", address.strip(), count=1).removeprefix("www.").rstrip("/").casefold()

    return not words.strip() or bare(words) == bare(target)


def _tidy(text: str) -> str:
    """Return the text with one line break between blocks, and blank lines around headings."""
    return _GAPS.sub(lambda gap: "\n\n" if gap[0].count("\n") > 1 else "\n", text).strip()
