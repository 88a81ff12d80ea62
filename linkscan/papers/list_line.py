"""Parse one line of a list of papers in Markdown: its labelled links and the title of the paper. Pure."""

import re
from typing import NamedTuple

from linkscan.papers.layout import capitalised, looks_like_authors
from linkscan.papers.link_labels import is_label, is_made_of_labels, role_of
from linkscan.patterns import lazy_pattern

_IMAGE = lazy_pattern(r"!\[([^\[\]]*)\]\([^()\s]*(?:\s+\"[^\"]*\")?\)")
_ANCHOR = lazy_pattern(r"(?i)<a\s[^<>]*?href\s*=\s*[\"']([^\"'<>]*)[\"'][^<>]*>([^<>]{0,300})</a>")
_TAG = lazy_pattern(
    r"(?i)</?(?:br|b|i|em|strong|sub|sup|p|span|div|center|details|summary|img|font|td|tr|small|u|a)\b[^<>]*>"
)
LINK = lazy_pattern(
    r"\[{1,2}([^\[\]]{0,300})\](?:\s?\])?\(<?([^()\s<>]{0,1000}(?:\([^()\s]{0,200}\))?[^()\s<>]{0,1000})>?(?:\s+\"[^\"]*\")?\)\]?"
)
_LABELLED = lazy_pattern(
    r"(?:\*\*|__|\[)?\s*([A-Za-z\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7a3][\w /&+-]{1,30}?)\s*(?:\([^()]{0,30}\))?\s*(?:\*\*|__|\])?\s*[:：]\s*(?:\*\*)?\s*<?(https?://[^\s<>|)]+)>?"
)
_NOTHING_LINKED = lazy_pattern(r"[^\W\d_][\w /&+-]{1,30}?\s*[:：]\s*(?:\w+(?: \w+)?)?")
_BARE = lazy_pattern(r"(?<![(\[<\w])<?(https?://[^\s<>|)\]]+)>?")
BOLD = lazy_pattern(r"\*\*\s*([^*]{2,400}?)\s*\*\*|__([^_]{2,400}?)__")
_EMPHASIS = lazy_pattern(r"[*`]+|(?<!\w)_+|_+(?!\w)")
_OF_VENUE = (
    r"(?:[A-Z]|arX|bioRx|medRx)[\w&-]{0,30}(?:[ -][A-Z][\w&-]{0,30}){0,4}\s*['’]?(?:(?:19|20)\d\d(?:\.\d\d)?|\d\d)"
)
_VENUE_FIRST = lazy_pattern(rf"^\W{{0,4}}({_OF_VENUE})\W{{1,4}}(?=[A-Z\"“])")
_LINKED_FIRST = lazy_pattern(r"^\W{0,2}\[\s*([^\[\]]{2,40}?)\s*\]\([^()\s]*\)\s*[,:;–—-]\s*(?=[\w\"“])")
_VENUE_ALONE = lazy_pattern(
    rf"[\W\d]{{0,6}}(?:(?:{_OF_VENUE})|(?:19|20)\d\d(?:\.\d\d?)?(?:\s+[A-Za-z][\w&-]{{1,20}}){{0,3}})?\W{{0,4}}"
)
_OF_A_LINK = lazy_pattern(rf"{_OF_VENUE}|(?:19|20)\d\d")
_PARENTHESES = lazy_pattern(r"\s\(")
_COMMENT = lazy_pattern(r"<!--(?:(?!-->).){0,2000}(?:-->|$)|<summary>[^<]{0,60}</summary>")
_BRACKETED = lazy_pattern(r"^\s*[\[(]\s*\[([^\[\]]{1,40})\]\([^()\s]*\)\s*[\])]\W{0,4}(?=[\w\"“])")
"""A link in brackets before a title, with any text: `[[3DV 2021](https://...)] A Title`."""

_NUMBERED = lazy_pattern(r"^\s*\d{1,4}[.)]\s*")
_QUOTED = lazy_pattern(r'["“]([^"“”]{8,300})["”]')
_EMPHASISED = lazy_pattern(r"\s[*_]{1,2}(?=\w)|[,.]\s*[*_]{1,2}(?=\w)")
_AUTHORS = lazy_pattern(r"\bet al\b")
_REFERENCE = lazy_pattern(
    r"^\W{0,3}(?:\d{1,3}[.)]\s*)?[^\W\d_][\w'’ -]{1,40}, (?:[A-Z]\.[ -]?){1,4}[^()]{0,600}?"
    r"\((?:19|20)\d\d[a-z]?(?:, [A-Z][a-z]+(?: \d\d?)?)?\)[.,:]\s*[\"“*_]{0,2}(?=\S)"
)
"""Authors and year before the title, as in the APA style: `Example, A., & Sample, B. (2024). A title. *Journal*`."""

_END_OF_TITLE = lazy_pattern(r"(?<=\w)[.?!](?=\s|$)|[*_\"”]")
_INITIALLED = lazy_pattern(r"^(?:[^\W\d_][\w'’ -]{1,30}, (?:[A-Z]\.?[ -]?){1,4}(?:,? (?:and|&)|,|$)\s*)+$")
_EDGES = " \t,.;:|–—-/\\()[]·•"
SHORT_TITLE = 3  # words; a text this short may be the name of a tool or a section


class Titled(NamedTuple):
    """A parsed line: the title, the links (label and address), and the rest of the text."""

    title: str
    links: list[tuple[str, str]]
    rest: str


def title_of(content: str, *, is_heading: bool) -> Titled:
    """Return the title: bold text, else the first link that is not a label, else the text before the links."""
    text = without_html(content)
    links, rest = parted(content)
    reference = _REFERENCE.match(text)
    if reference and len((title := _before_journal(text[reference.end() :])).split()) > 1:
        return Titled(title, links, _rest(rest, title))
    text = text[_venue_before(text) :]
    bold = BOLD.search(text)
    if bold and not is_heading:
        title = titled(bold[1] or bold[2])
        behind = _before_venue(_PARENTHESES.split(LINK.split(text[bold.end() :], maxsplit=1)[0], maxsplit=1)[0])
        if quoted := _QUOTED.match(text[bold.end() :].lstrip(" :")):
            title = f"{title}: {titled(quoted[1])}"
        elif len(title.split()) < SHORT_TITLE and len(behind.split()) >= SHORT_TITLE and capitalised(behind):
            title, rest = f"{title}: {behind}", _rest(rest, title).replace(behind, "", 1)
        rest = _rest(rest, title)
        named = LINK.search(text)
        if is_label(title) and named and links_title(text):
            title = titled(named[1])
    elif (
        links
        and not is_label(links[0][0])
        and not _BARE.match(links[0][0])
        and len(links[0][0]) > 3
        and text.lstrip(' "“<').startswith("[")
        and _behind_first_link(text) == text
    ):
        title = titled(links[0][0])
    else:
        before = LINK.split(_behind_first_link(_NUMBERED.sub("", text)), maxsplit=1)[0]
        title, rest = _before_venue(before), _rest(rest, _before_venue(before))
    return Titled(title, links, rest)


def _before_journal(text: str) -> str:
    """Return the title at the start of a text that goes on with a journal: a link, or the first sentence."""
    if link := LINK.match(text):
        return titled(link[1])
    return titled(_END_OF_TITLE.split(_BARE.split(LINK.split(text, maxsplit=1)[0], maxsplit=1)[0], maxsplit=1)[0])


def only_links(content: str) -> bool:
    """Return whether a line consists of labelled links only: `Code: https://...`, `[Paper](...)`, or `Code: None`."""
    links, rest = parted(content)
    if not links:
        return _NOTHING_LINKED.fullmatch(rest) is not None and is_label(rest)
    if any(len(label.split()) > SHORT_TITLE and not is_label(label) for label, _ in links):
        return False  # the title of a paper
    return any(is_label(label) for label, _ in links) and is_made_of_labels(rest)


def links_title(content: str) -> bool:
    """Return whether the text of a link to a paper is its title: `**Paper:** [A Study of Charts](https://...)`."""
    link = LINK.search(content)
    return link is not None and len(link[1].split()) > SHORT_TITLE and not is_label(link[1])


def _venue_before(text: str) -> int:
    """Return the start of a title that is a link after a venue, as in `2017 CVPR [A Title](https://...)`, else 0."""
    link = LINK.search(text)
    if link is None or len(link[1].split()) < SHORT_TITLE or is_label(link[1]):
        return 0
    return link.start() if _VENUE_ALONE.fullmatch(text[: link.start()]) else 0


def leads_to_paper(line: str) -> bool:
    """Return whether a line begins with a title that links to a paper, possibly after its venue."""
    link = LINK.search(line)
    return (
        link is not None
        and len(link[1].split()) > SHORT_TITLE
        and not is_label(link[1])
        and _VENUE_ALONE.fullmatch(line[: link.start()]) is not None
        and role_of(link[1], link[2]) == "url"
    )


def _behind_first_link(text: str) -> str:
    """Return the text after a leading link that is a venue, a year or a label: `[ICML 2024](https://...), A Title`.

    A link in brackets may have any text.
    """
    if found := _BRACKETED.match(text):
        return text[found.end() :]
    found = _LINKED_FIRST.match(text)
    if found is None or not (_OF_A_LINK.fullmatch(found[1]) or is_label(found[1])):
        return text
    following = LINK.split(text[found.end() :], maxsplit=1)[0]
    return text[found.end() :] if len(following.split()) >= SHORT_TITLE else text


def _before_venue(text: str) -> str:
    """Return the title at the start of a text: what is quoted, or up to emphasis or the end of a sentence."""
    text = _VENUE_FIRST.sub("", text.strip(" -*"), count=1)
    if quoted := _QUOTED.match(text):
        return titled(quoted[1])
    text = _EMPHASISED.split(text, maxsplit=1)[0]
    parts = [part for part in text.split(". ") if not _names_authors(part)] or [text]
    return titled(parts[0] if len(parts[0].split()) > 1 else text)


def _names_authors(part: str) -> bool:
    return any(pattern.search(part) for pattern in (_AUTHORS, _INITIALLED)) or looks_like_authors(part)


def titled(text: str) -> str:
    link = LINK.search(text)
    return plain(link[1] if link else text).strip(_EDGES.replace(")", "").replace("(", "")).strip('"“”')


def _rest(text: str, title: str) -> str:
    rest = text.replace(title, "", 1) if title else text
    return _NUMBERED.sub("", rest.lstrip(" *")).strip(_EDGES)


def plain(text: str) -> str:
    return " ".join(_EMPHASIS.sub("", LINK.sub(r"\1", without_html(text))).split())


def without_html(text: str) -> str:
    """Return a line with HTML links turned into Markdown, and images into their alternative text."""
    if "<" in text:
        text = _COMMENT.sub(" ", text)
        text = _TAG.sub(" ", _ANCHOR.sub(r"[\2](\1)", text))
    return _IMAGE.sub(r"\1", text) if "![" in text else text


def parted(content: str) -> tuple[list[tuple[str, str]], str]:
    """Return the labelled links of a text, and the rest of it."""
    text = without_html(content)
    links: list[tuple[str, str]] = []

    def linked(found: "re.Match[str]") -> str:
        label, before = found[1].strip(), text[max(0, found.start() - 40) : found.start()]
        if (
            not is_label(label)
            and (told := re.search(r"([A-Za-z][\w -]{1,30})\W{0,4}$", before))
            and before.rstrip(" [*_").endswith((":", "："))
        ):
            label = told[1]
        if found[2].startswith(("http://", "https://")):
            links.append((_EMPHASIS.sub("", label), found[2]))
        return " "

    rest = LINK.sub(linked, text)
    if "://" in rest:
        links += [(found[1].strip(), found[2].rstrip(".,;")) for found in _LABELLED.finditer(rest)]
        rest = _LABELLED.sub(" ", rest)
        links += [("", found[1].rstrip(".,;")) for found in _BARE.finditer(rest)]
        rest = _BARE.sub(" ", rest)
    return links, " ".join(_EMPHASIS.sub("", rest).split()).strip(_EDGES)
