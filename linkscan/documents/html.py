"""Links in HTML. Pure."""

import re
from collections.abc import Iterator
from html import unescape

from linkscan.documents.reference import Reference, Scope, bare_addresses, blank, blank_matches, distinct

COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_VERBATIM = re.compile(r"<(/?)(pre|code|samp|kbd|script|style|template|textarea)\b[^<>]{0,2000}>", re.IGNORECASE)
_TAG = re.compile(r"""<([a-z][\w:-]{0,40})((?:[^<>"']|"[^"]{0,9000}"|'[^']{0,9000}'){0,2000})>""", re.IGNORECASE)
_DOCTYPE = re.compile(r"<(?:!(?!--)|\?)[^<>]{0,2000}>")
_ATTRIBUTE = re.compile(r"""([^\s"'<>/=]{1,60})\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'<>`=]+))""")
_LINKING = {"href", "src", "poster", "data", "cite", "longdesc", "action", "background"}
_CONNECTION_HINT = re.compile(r"""\brel\s*=\s*["']?[^"'>]*\b(?:preconnect|dns-prefetch)\b""", re.IGNORECASE)
"""`<link rel=preconnect>` names a host to connect to, not a page: https://html.spec.whatwg.org/#link-type-preconnect."""


def find(text: str, scope: Scope) -> Iterator[Reference]:
    """Yield the links in attributes, and the addresses in the text."""
    prose = text if scope is Scope.VERBATIM else without_code(blank_matches(text, COMMENT))
    yield from distinct([*attributes(prose), *bare_addresses(without_tags(prose), has_entities=True)])


def without_code(text: str) -> str:
    """Return the text with the contents of code, scripts and styles replaced by spaces."""
    spans, name, start = [], "", 0
    for tag in _VERBATIM.finditer(text):
        if not name and not tag[1]:
            name, start = tag[2].lower(), tag.end()
        elif tag[1] and tag[2].lower() == name:
            spans.append((start, tag.start()))
            name = ""
    return blank(text, spans)


def without_tags(text: str) -> str:
    """Return the text with its tags replaced by spaces."""
    return blank_matches(text, _TAG, _DOCTYPE)


def attributes(text: str) -> Iterator[Reference]:
    """Yield the links in attributes that contain links, such as `href` and `srcset`."""
    for tag in _TAG.finditer(text):
        if _CONNECTION_HINT.search(tag[2]):
            continue
        for attribute in _ATTRIBUTE.finditer(text, tag.start(2), tag.end(2)):
            group = next((number for number in (2, 3, 4) if attribute[number] is not None), 0)
            name = attribute[1].lower()
            if name in _LINKING and attribute[group].strip():
                yield _trimmed(attribute.start(group), attribute[group])
            elif name == "srcset":
                yield from _candidates(attribute.start(group), attribute[group])


def _trimmed(start: int, value: str) -> Reference:
    lead = len(value) - len(value.lstrip())
    written = value.strip()
    return Reference(start + lead, start + lead + len(written), unescape(written))


def _candidates(start: int, value: str) -> Iterator[Reference]:
    for candidate in re.finditer(r"[^\s,][^\s]*[^\s,](?=[\s,]|$)", value):
        if not re.fullmatch(r"[\d.]+[wx]", candidate[0]):
            yield Reference(start + candidate.start(), start + candidate.end(), unescape(candidate[0]))


def anchors(text: str) -> set[str]:
    """Return the anchors of a page: each `id`, and the `name` of links."""
    return {
        unescape(next(filter(None, attribute.groups()[1:]), ""))
        for tag in _TAG.finditer(text)
        for attribute in _ATTRIBUTE.finditer(tag[2])
        if attribute[1].lower() == "id" or (attribute[1].lower() == "name" and tag[1].lower() == "a")
    }
