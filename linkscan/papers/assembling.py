"""Titles and paragraphs, in the order of the page, become papers. Pure."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from linkscan.errors import InputError
from linkscan.models import Paper
from linkscan.papers.looks import looks_like_authors, looks_like_title
from linkscan.papers.paragraphs import Paragraph
from linkscan.papers.records import make
from linkscan.papers.source import Source

_LONGEST_ABSTRACT = 8000  # characters; a heading over a whole list of abstracts is the title of none of them
_FURNITURE = 2  # words; a page's button is not missed for a title
_LABEL = re.compile(r"(?i)(?:paper\s+)?(title|abstract|summary)\s*(?:[:.]|[-–—]{1,2}(?=\s|[A-Z])|$)\s*")


@dataclass(slots=True)
class Draft:
    """A paper as far as it has been read."""

    line: int
    title: str = ""
    arxiv: str | None = None
    texts: list[str] = field(default_factory=list)
    room: int = 0  # characters that may follow the first paragraph; without a title it stands alone

    def add(self, text: str, *, apart: bool) -> None:
        """Add a paragraph; `apart` when a blank line is before it."""
        if self.texts:
            self.texts.append("\n\n" if apart else "\n")
        self.texts.append(text)
        self.room -= len(text)

    def finish(self, source: Source) -> Iterator[Paper | InputError]:
        """Give the paper, or what it lacks; nothing for a word or two alone on the page."""
        if self.texts or len(self.title.split()) > _FURNITURE:
            yield make(source, self.line, title=self.title, abstract="".join(self.texts), arxiv=self.arxiv)


def assemble(paragraphs: Iterable[Paragraph], source: Source) -> Iterator[Paper | InputError]:
    """Give a paper for each title with the paragraphs below it; above the first title, for each paragraph."""
    draft: Draft | None = None
    for paragraph in paragraphs:
        label, text = _unlabelled(paragraph.text)
        if not paragraph.is_title and (not text or _names_authors(draft, text)):
            continue
        is_title = paragraph.is_title
        if is_title is None:
            is_title = label == "title" or (not label and looks_like_title(text))
        if draft and (is_title or (draft.texts and len(text) > draft.room)):
            yield from draft.finish(source)
            draft = None
        draft = draft or Draft(paragraph.line)
        if is_title:
            draft.title, draft.arxiv, draft.room = text, paragraph.arxiv, _LONGEST_ABSTRACT
        else:
            draft.add(text, apart=paragraph.apart)
    if draft:
        yield from draft.finish(source)


def _names_authors(draft: Draft | None, text: str) -> bool:
    return bool(draft and draft.title and not draft.texts and looks_like_authors(text))


def _unlabelled(text: str) -> tuple[str, str]:
    """Take "Title:" or "Abstract:" off a paragraph."""
    if match := _LABEL.match(text):
        return match[1].casefold(), text[match.end() :]
    return "", text
