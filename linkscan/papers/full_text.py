"""The sentences of a full text that contain addresses, outside the references. Pure."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate, zip_longest
from typing import NamedTuple

from linkscan.patterns import lazy_pattern

_ADDRESS = lazy_pattern(r"(?i)https?://|www\.|(?<![\w@])(?:github|gitlab|bitbucket|codeberg)\.(?:com|org)/")
_SENTENCE_END = lazy_pattern(r"[.!?]\s+(?=[A-Z])|\n\s*\n")
_REFERENCES = lazy_pattern(
    r"(?im)^[ \t]*(?:\d+\.?[ \t]+)?(?:references|bibliography|literature cited)[ \t]*$"
    r"|^[ \t]*\\(?:bibliography|printbibliography|begin\{thebibliography\})"
)
_BEFORE, _AFTER = 300, 200  # characters of a sentence before and after an address
_MOST = 500  # sentences
# A number or mark at the start of a line, as in footnotes, or on a line of its own, which is how superscripts are
# extracted from a PDF; unlike `2.1 Data` and `3) ...`.
_NOTE = lazy_pattern(r"(?m)^[ \t]*(?P<mark>\d{1,2}|[*\u2217\u2020\u2021\u00a7\u00b6])[ \t]*\n?[ \t]*(?=[^\s\d.)\]])")
_BETWEEN_PAGES = "\n\n"
_LONGEST_NOTE = 300  # characters before the address of a footnote
_LONGEST_HEADING = 40


def sentences_with_addresses(text: str, begin: int = 0) -> list[str]:
    r"""Return the sentences between `begin` and the references that contain addresses, each once.

    >>> sentences_with_addresses("We test. Code: https://a.org/b\n\nIt works.")
    ['Code: https://a.org/b']
    """
    spans = _spans_with_addresses(text, begin)
    return list(dict.fromkeys(" ".join(text[start:end].split()) for start, end in spans))


def _spans_with_addresses(text: str, begin: int) -> list[tuple[int, int]]:
    end = next((found.start() for found in _REFERENCES.finditer(text) if found.start() > len(text) // 4), len(text))
    spans: list[tuple[int, int]] = []
    at = begin
    for address in _ADDRESS.finditer(text, begin, end):
        if address.start() < at:
            continue
        before = text[max(at, address.start() - _BEFORE) : address.start()]
        starts = [found.end() for found in _SENTENCE_END.finditer(before)]
        start = address.start() - len(before) + (starts[-1] if starts else 0)
        after = _SENTENCE_END.search(text, address.end(), min(end, address.end() + _AFTER))
        at = after.start() + 1 if after else min(end, address.end() + _AFTER)
        spans.append((start, at))
        if len(spans) == _MOST:
            break
    return spans


class Passage(NamedTuple):
    """A sentence or paragraph with an address, its footnotes inlined, and its place in the paper."""

    text: str
    place: str


class _Note(NamedTuple):
    mark: str
    text: str


def passages_of_pages(pages: Sequence[str], begin: int = 0) -> list[Passage]:
    r"""Return the sentences that contain addresses, with their page; footnotes are inlined where they are referenced.

    `begin` is the end of the abstract, an offset into the pages joined by line breaks; before it only footnotes count.

    >>> passages_of_pages(["We plan. Our code is public.1\nMore follows.\n1https://a.org/b"])
    [Passage(text='Our code is public (https://a.org/b).', place='page 1, footnote 1')]
    """
    texts, notes = zip(*map(_with_footnotes, pages), strict=True) if pages else ((), ())
    ends = list(accumulate(len(text) + len(_BETWEEN_PAGES) for text in texts))
    whole = _BETWEEN_PAGES.join(texts)
    for page, text in zip(pages, texts, strict=True):  # the end of the abstract after footnotes have been moved
        if begin <= len(page):
            break
        begin += len(text) - len(page) + len(_BETWEEN_PAGES) - 1
    found: dict[Passage, None] = {}
    for start, end in _spans_with_addresses(whole, 0):
        number = bisect_right(ends, start)
        sentence = " ".join(whole[start:end].split())
        mark = next((note.mark for note in notes[number] if note.text in sentence), None)
        if mark is not None or start >= begin:
            place = f"page {number + 1}, footnote {mark}" if mark else f"page {number + 1}"
            found.setdefault(Passage(sentence, place))
    return list(found)


def _with_footnotes(page: str) -> tuple[str, list[_Note]]:
    """Return a page with its footnotes inlined, and those footnotes."""
    notes: list[_Note] = []
    body = page
    references = _REFERENCES.search(page)
    found = list(_NOTE.finditer(page, len(page) // 3, references.start() if references else len(page)))
    for each, following in reversed(list(zip_longest(found, found[1:]))):
        end = following.start() if following else len(page)
        text = page[each.end() : end]
        if _is_note(text):
            notes.append(_Note(each["mark"], " ".join(text.split())))
            body = f"{body[: each.start()]}\n{body[end:]}"
    for note in notes:
        body = _placed(note, body)
    return body, notes


def _is_note(text: str) -> bool:
    """Return whether the text after a number at the start of a line is a footnote with an address, not a heading."""
    address = _ADDRESS.search(text, 0, _LONGEST_NOTE)
    first_line = text.partition("\n")[0]
    return address is not None and (address.start() < len(first_line) or len(first_line) > _LONGEST_HEADING)


def _placed(note: _Note, body: str) -> str:
    """Return a text with a footnote inserted after its reference mark, or at the end if there is none."""
    mark = re.escape(note.mark)
    referred = re.search(rf"(?<=[^\W\d_]|[.,;:)\]\"\u201d\u2019]){mark}(?![\d.]*\d)(?=[\s.,;:)]|\Z)", body)
    if referred is None:
        return f"{body}\n\n{note.text}\n"
    at = len(body[: referred.start()].rstrip(".,;:"))
    return f"{body[:at]} ({note.text}){body[at : referred.start()]}{body[referred.end() :]}"
