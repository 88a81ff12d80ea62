"""The layout of plain text: find titles, authors and paragraphs, and assemble papers. Pure.

Three steps, each a section below: the `looks_like_*` functions classify one text, `paragraphs` joins wrapped lines,
`assemble` turns each title and the paragraphs below it into a paper.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice, tee, zip_longest
from typing import NamedTuple

from linkscan.errors import InputError
from linkscan.models import Paper
from linkscan.papers.documentation import names_part
from linkscan.papers.input_file import InputFile
from linkscan.papers.records import make
from linkscan.patterns import lazy_pattern

WIDEST = 130
"""The greatest width, in characters, at which text is wrapped; a longer line is a paragraph of its own."""

_LONGEST_TITLE = 300  # characters: twice the longest of 548 titles in pages of daily papers
_LONGEST_AUTHORS = 2000
_CLOSED = 4  # words; headings in abstracts have fewer
_LONGER = 200  # characters
_MOST = 0.8

_ADDRESS = lazy_pattern(r"(?i)https?\s?:|www\.|\w\.[a-z]{2,6}/\w|[\w-]\.git(?:hub|lab)\.io|\S@\S+\.\S")
_SENTENCE_INSIDE = lazy_pattern(r"[a-z)\d]{3}\. +[A-Z]")
_STOP = lazy_pattern(r"(?<!\.)[.;,。]['\")\]]*$")
_OPENING = lazy_pattern(r"(?i)(?:we|our|this (?:paper|work|article|study)|in this|(?:the )?(?:source )?codes?)\b")
_HANGING = lazy_pattern(
    r"(?i)(?:[,:(–—-]|\b(?:an?|the|o[fnr]|and|for|with|to|in|a[ts]|by|from|via|using|is|are|that))$"
)
_SMALL = "with|within|without|from|into|over|under|upon|about|across|after|before|between|through|towards?"
_LONG_WORD = lazy_pattern(rf"\b(?!(?:{_SMALL})\b)[^\W\d_][\w'’-]{{3,}}")
_VERB = lazy_pattern(r"\b(?:is|are|was|were|has|have|had|be|been|can|we|our|this|these)\b")  # only in sentences
_ORDINARY = lazy_pattern(r"[a-z]+(?![\w-])")
_BETWEEN_NAMES = lazy_pattern(r"\s*(?:,\s*and\s|[,;·&]|\sand\s)\s*")
_NAME = lazy_pattern(r"[^\W\d_][^\W\d_]*(?:[-'’][^\W\d_]+)*\.?[*†‡§\d]*")
_PARTICLES = frozenset({"al", "bin", "da", "de", "del", "den", "der", "di", "dos", "el", "la", "le", "van", "von"})


def looks_like_title(text: str) -> bool:
    """Return whether a text is a title rather than a paragraph, by its length, its end, and signs of sentences."""
    if len(text) > _LONGEST_TITLE or _has_address(text) or (". " in text and _SENTENCE_INSIDE.search(text)):
        return False
    if _STOP.search(text) or (_OPENING.match(text) and not text.endswith("?")):
        return capitalised(text)
    return any(c.isalpha() for c in text)


def looks_like_closed_title(text: str, following: str) -> bool:
    """Return whether a text is a title that contains or ends in a full stop, as in MEDLINE, above its abstract.

    It has no verb that occurs in sentences only, and is much shorter than the text that follows.
    """
    if len(text) > _LONGEST_TITLE or len(text.split()) < _CLOSED or len(following) < max(_LONGER, 2 * len(text)):
        return False
    return not (_has_address(text) or _OPENING.match(text) or _VERB.search(text))


def _has_address(text: str) -> bool:
    return ("." in text or ":" in text) and _ADDRESS.search(text) is not None


def looks_like_headline(text: str, following: str, third: str = "") -> bool:
    """Return whether a line is a complete title, unlike the first line of a wrapped title or paragraph."""
    if not looks_like_title(text) or _HANGING.search(text) or _ORDINARY.match(following):
        return False
    if not third:
        return not looks_like_title(following)
    return capitalised(text) and not _VERB.search(text)


def is_finished(text: str) -> bool:
    """Return whether a paragraph ends like a sentence."""
    return _STOP.search(text) is not None


def looks_like_authors(text: str) -> bool:
    """Return whether a line is a list of two or more names, rather than a title."""
    if text[:8].casefold().startswith(("authors:", "author:")):
        return True
    first = _BETWEEN_NAMES.split(text, maxsplit=1)[0]
    if not _is_name(first.split(maxsplit=6)) or len(text) > _LONGEST_AUTHORS:
        return False  # cheap, and true of most texts
    names = _BETWEEN_NAMES.split(text.removesuffix("et al.").rstrip("., *†‡§"))
    return len(names) > 1 and all(_is_name(name.split()) for name in names)


def _is_name(words: Sequence[str]) -> bool:
    return 2 <= len(words) <= 5 and all(
        word in _PARTICLES or (_NAME.fullmatch(word) and not word[0].islower()) for word in words
    )


def capitalised(text: str) -> bool:
    """Return whether most words of four letters or more are capitalised, as in a title."""
    words = _LONG_WORD.findall(text)
    return bool(words) and sum(word != word.lower() for word in words) >= _MOST * len(words)


_LONGEST_BLOCK = 256  # lines
_FEW = 3  # lines that are too few to tell the wrapping width
_ODD = 3  # characters by which a few lines may be shorter than the wrapping width


class Paragraph(NamedTuple):
    """A paragraph with the number of its first line; `apart` if a blank line precedes it."""

    line: int
    text: str
    apart: bool
    is_title: bool | None = None  # None: not known from the markup
    arxiv: str | None = None  # the ID that a title links to


def paragraphs(lines: Iterable[tuple[int, str]]) -> Iterator[Paragraph]:
    """Yield paragraphs with wrapped lines joined; text with one paragraph per line is left as it is."""
    block: list[tuple[int, str]] = []
    apart = True
    for number, line in lines:
        text = line.strip()
        if text and len(text) <= WIDEST and len(block) < _LONGEST_BLOCK:
            block.append((number, text))
            continue
        if len(text) > WIDEST:  # the lines of this block are not wrapped
            yield from _each([*block, (number, text)], apart)
        elif block:
            yield from _unwrapped(block, apart)
        block = [(number, text)] if text and len(text) <= WIDEST else []
        apart = not text
    if block:
        yield from _unwrapped(block, apart)


def _each(lines: Iterable[tuple[int, str]], apart: bool) -> Iterator[Paragraph]:  # noqa: FBT001 - a field of each
    for number, text in lines:
        yield Paragraph(number, text, apart)
        apart = False


def _unwrapped(block: Sequence[tuple[int, str]], apart: bool) -> Iterator[Paragraph]:  # noqa: FBT001 - as above
    """Yield the paragraphs of a wrapped block; a title does not directly follow an unfinished paragraph."""
    texts = [text for _, text in block]
    ends = [*_ends(texts), len(block)]
    is_title: bool | None = None
    for first, end in zip([0, *ends], ends, strict=False):
        yield Paragraph(block[first][0], "\n".join(texts[first:end]), apart, is_title)
        apart, is_title = False, None if is_finished(texts[end - 1]) else False


def _ends(texts: Sequence[str]) -> list[int]:
    """Yield the ends of paragraphs: lines on which the next word would have fitted, and lines that must be titles."""
    width = max((len(text) for text in texts[len(texts) > _FEW :] if " " in text), default=WIDEST)
    words = [text.split(" ", 1)[0] for text in texts]
    ends = [at for at in range(1, len(texts)) if len(texts[at - 1]) + 1 + len(words[at]) <= width]
    is_wider = len(texts) > _FEW and len(texts[0]) > width + _ODD
    if is_wider or (not {1, 2} & set(ends) and len(texts) > 1 and looks_like_headline(*texts[:3])):
        ends = [1, *(end for end in ends if end > 1)]
    return ends


_LONGEST_ABSTRACT = 8000  # characters; a heading above a whole list of abstracts is not a title
_FURNITURE = 2  # words; the label of a button is not a title
_LABEL = lazy_pattern(r"(?i)(?:paper\s+)?(title|abstract|summary)\s*(?:[:.]|[-–—]{1,2}(?=\s|[A-Z])|$)\s*")


@dataclass(slots=True, eq=False, repr=False)
class Draft:
    """A paper that is being read."""

    line: int
    title: str = ""
    arxiv: str | None = None
    texts: list[str] = field(default_factory=list)
    room: int = 0  # characters that may follow the first paragraph; 0 without a title

    def add(self, text: str, *, apart: bool) -> None:
        """Add a paragraph; `apart` if a blank line precedes it."""
        if self.texts:
            self.texts.append("\n\n" if apart else "\n")
        self.texts.append(text)
        self.room -= len(text)

    def is_followed_by(self, text: str, *, is_part: bool) -> bool:
        """Return whether a text is of the next paper: a part that this one has, or what there is no room for."""
        return text in self.texts if is_part else bool(self.texts) and len(text) > self.room

    def add_part(self, name: str) -> None:
        """Add the name of a part of an abstract; a short text above the first part is the title."""
        if not self.title and len(self.texts) == 1 and len(self.texts[0]) <= _LONGEST_TITLE:
            self.title = self.texts.pop()
        self.room = _LONGEST_ABSTRACT
        self.add(name, apart=True)

    def finish(self, source: InputFile) -> Iterator[Paper | InputError]:
        """Yield the paper, or what it lacks; nothing for a stray word or two."""
        if abstract := "".join(self.texts).strip():
            yield make(source, self.line, title=self.title, abstract=abstract, arxiv=self.arxiv)
        elif self.texts or len(self.title.split()) > _FURNITURE:
            name = f" under {self.title[:60]!r}" if self.title else ""
            yield source.error(self.line, f"no abstract{name}; add one, or remove the entry")


def assemble(paragraphs: Iterable[Paragraph], source: InputFile) -> Iterator[Paper | InputError]:
    """Yield a paper for each title and the paragraphs below it, and for each paragraph above the first title."""
    draft: Draft | None = None
    for paragraph, following in _with_next(paragraphs):
        label, text = _unlabelled(paragraph.text)
        if not paragraph.is_title and (not text or _names_authors(draft, text)):
            continue
        is_part = paragraph.is_title is None and names_part(text)
        is_title = not is_part and _is_title(label, paragraph, following, draft)
        ends = (
            text in draft.texts if draft and is_part else is_title or (draft and draft.texts and len(text) > draft.room)
        )
        if draft and ends:
            yield from draft.finish(source)
            draft = None
        draft = draft or Draft(paragraph.line)
        if is_title:
            draft.title, draft.arxiv, draft.room = text, paragraph.arxiv, _LONGEST_ABSTRACT
        elif is_part:
            draft.add_part(text)
        else:
            draft.add(text, apart=paragraph.apart)
    if draft:
        yield from draft.finish(source)


def _with_next(paragraphs: Iterable[Paragraph]) -> Iterator[tuple[Paragraph, Paragraph | None]]:
    one, other = tee(paragraphs)
    return zip_longest(one, islice(other, 1, None))


def _is_title(label: str, paragraph: Paragraph, following: Paragraph | None, draft: Draft | None) -> bool:
    """Return whether a paragraph is the title of the next paper; a word amid a sentence is a part of a formula."""
    if paragraph.is_title is not None or label:
        return paragraph.is_title or label == "title"
    _, text = _unlabelled(paragraph.text)
    if draft and draft.texts and len(text.split()) < _FURNITURE and not is_finished(draft.texts[-1]):
        return False
    return looks_like_title(text) or _is_closed_title(paragraph, following, draft)


def _is_closed_title(paragraph: Paragraph, following: Paragraph | None, draft: Draft | None) -> bool:
    """Return whether a paragraph is such a title: between blank lines, and not directly below another title."""
    may_stand = paragraph.apart and following is not None and following.apart and (draft is None or draft.texts)
    return bool(may_stand and following and looks_like_closed_title(paragraph.text, following.text))


def _names_authors(draft: Draft | None, text: str) -> bool:
    return bool(draft and draft.title and not draft.texts and looks_like_authors(text))


def _unlabelled(text: str) -> tuple[str, str]:
    """Return a paragraph without a leading "Title:" or "Abstract:"."""
    if match := _LABEL.match(text):
        return match[1].casefold(), text[match.end() :]
    return "", text
