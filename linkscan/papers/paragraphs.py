"""Lines of text become paragraphs. Pure."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from linkscan.papers.looks import is_finished, looks_like_headline

WIDEST = 130
"""Characters that a program or a person wraps text at, at most; a longer line is a paragraph of its own."""

_LONGEST_BLOCK = 256  # lines
_FEW = 3  # lines that do not show what they are wrapped at
_ODD = 3  # characters by which the width of a few lines may be less than what they are wrapped at


class Paragraph(NamedTuple):
    """A paragraph, with the number of its first line; `apart` when a blank line is before it."""

    line: int
    text: str
    apart: bool
    is_title: bool | None = None  # None: to be told by its looks
    arxiv: str | None = None  # what a title links to


def paragraphs(lines: Iterable[tuple[int, str]]) -> Iterator[Paragraph]:
    """Join what was wrapped. Text with a paragraph on each line, blank lines or not, stays as it is."""
    block: list[tuple[int, str]] = []
    apart = True
    for number, line in lines:
        text = line.strip()
        if text and len(text) <= WIDEST and len(block) < _LONGEST_BLOCK:
            block.append((number, text))
            continue
        if len(text) > WIDEST:  # lines of this block are not wrapped
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
    """Join the lines of a wrapped block to paragraphs; right below an unfinished one there is no title."""
    texts = [text for _, text in block]
    ends = [*_ends(texts), len(block)]
    is_title: bool | None = None
    for first, end in zip([0, *ends], ends, strict=False):
        yield Paragraph(block[first][0], "\n".join(texts[first:end]), apart, is_title)
        apart, is_title = False, None if is_finished(texts[end - 1]) else False


def _ends(texts: Sequence[str]) -> list[int]:
    """Find where paragraphs end: where the next word had room on the line, or below what must be a title."""
    width = max((len(text) for text in texts[len(texts) > _FEW :] if " " in text), default=WIDEST)
    words = [text.split(" ", 1)[0] for text in texts]
    ends = [at for at in range(1, len(texts)) if len(texts[at - 1]) + 1 + len(words[at]) <= width]
    is_wider = len(texts) > _FEW and len(texts[0]) > width + _ODD
    if is_wider or (not {1, 2} & set(ends) and len(texts) > 1 and looks_like_headline(*texts[:3])):
        ends = [1, *(end for end in ends if end > 1)]
    return ends
