"""The text of a page as it flows: paragraphs, headings, and the links with the words around them."""

import re
import string
from collections.abc import Iterable
from dataclasses import dataclass, field

from linkscan.hosts.html.page import Anchor

MOST_ITEMS = 2_000
_AROUND = 160  # characters of context kept on each side of a link
_LONGEST = 600  # characters of one paragraph that anybody reads
_MUCH_PROSE = 1_000  # words: how many more there are makes no difference to anybody
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_IDEOGRAPH = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")
_JOINS = "'-"  # within a word
_ASCII_WORDS = {ord(mark): None if mark in _JOINS else " " for mark in string.punctuation}


def squeeze(text: str) -> str:
    """Write all white space as single blanks, none at the ends."""
    return " ".join(text.split())


def count_words(text: str) -> int:
    """Count words; two ideographs are about one."""
    if text.isascii():  # the same count, five times as fast
        return len(text.translate(_ASCII_WORDS).split())
    ideographs = len(_IDEOGRAPH.findall(text))
    return ideographs // 2 + len(_WORD.findall(_IDEOGRAPH.sub(" ", text) if ideographs else text))


@dataclass(slots=True, eq=False)
class LinkDraft:
    """A link that is still being read."""

    url: str | None
    region: str
    is_disabled: bool
    label: list[str] = field(default_factory=list)
    look: list[str] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    heading: str = ""
    before: str = ""
    after: str = ""

    def note(self, label: Iterable[str], look: Iterable[str]) -> None:
        """Add what an element within the link says and looks like."""
        if len(self.label) < 20 and len(self.look) < 60:
            self.label.extend(text[:_AROUND] for text in label if text)
            self.look.extend(text[:_AROUND] for text in look if text)

    def finish(self) -> Anchor:
        """Return the link as read."""
        return Anchor(
            url=self.url,
            text=squeeze("".join(self.words))[:_LONGEST],
            label=squeeze(" ".join(self.label)),
            look=squeeze(" ".join(self.look)).lower(),
            before=self.before,
            after=self.after,
            heading=self.heading,
            region=self.region,
            is_disabled=self.is_disabled,
        )


class TextCollector:
    """Takes text and breaks as they come; knows the paragraph at hand and the link at hand."""

    def __init__(self) -> None:
        self.paragraphs: list[str] = []
        self.headings: list[str] = []
        self.prose = 0
        self.link: LinkDraft | None = None
        self._drafts: list[LinkDraft] = []
        self._text: list[str] = []
        self._length = 0
        self._starts: list[tuple[LinkDraft, int]] = []
        self._ends: list[tuple[LinkDraft, int]] = []
        self._heading = ""
        self._heading_parts: list[str] | None = None

    def write(self, text: str, *, is_prose: bool) -> None:
        """Add text to the paragraph, and to the link at hand if there is one."""
        self._text.append(text)
        self._length += len(text)
        if self.link is not None:
            self.link.words.append(text[:_LONGEST])
        elif is_prose and self.prose < _MUCH_PROSE:
            self.prose += count_words(text)

    def end_paragraph(self) -> None:
        """Close the paragraph; its links learn what stands around them."""
        if not (self._text or self._starts or self._ends):
            return  # as between most tags
        raw = "".join(self._text)
        text = squeeze(raw[: 4 * _LONGEST])[:_LONGEST]
        if text and len(self.paragraphs) < MOST_ITEMS:
            self.paragraphs.append(text)
        if text and self._heading_parts is not None:
            self._heading_parts.append(text)
        for draft, start in self._starts:
            draft.before = squeeze(raw[max(0, start - 2 * _AROUND) : start])[-_AROUND:]
        for draft, end in self._ends:
            draft.after = squeeze(raw[end : end + 2 * _AROUND])[:_AROUND]
        self._text, self._length, self._starts, self._ends = [], 0, [], []

    def begin_heading(self) -> None:
        """Begin a heading, at a new paragraph."""
        self._heading_parts = []

    def end_heading(self, *, is_main: bool) -> None:
        """End the heading: what follows stands below it."""
        if self._heading_parts is None:
            return
        self._heading = " ".join(self._heading_parts)[:_LONGEST]
        self._heading_parts = None
        if is_main and self._heading and len(self.headings) < MOST_ITEMS:
            self.headings.append(self._heading)

    def begin_link(self, draft: LinkDraft) -> None:
        """Begin a link; one that is open ends here."""
        self.end_link()
        self.link = draft
        draft.heading = self._heading
        self._starts.append((draft, self._length))

    def end_link(self) -> None:
        """End the link at hand, if there is one."""
        if self.link is None:
            return
        self._ends.append((self.link, self._length))
        if len(self._drafts) < MOST_ITEMS:
            self._drafts.append(self.link)
        self.link = None

    def drop_link(self) -> None:
        """Forget the link at hand: it holds another one."""
        self.link = None

    def finish(self) -> tuple[Anchor, ...]:
        """Close everything and give the links as read."""
        self.end_link()
        self.end_paragraph()
        return tuple(draft.finish() for draft in self._drafts)
