"""Find the bounds of the sentence around a position in a text; URLs are never split."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence

from linkscan.patterns import lazy_pattern
from linkscan.text.urls.finder import UrlSpan

_WIDE = "。！？．"
_STOP = re.compile(rf"[.!?\n{_WIDE}]")
_END = re.compile(
    r"""(?x)
    (?<![.!?]) [.!?]++ ["'”’)\]}]*+ (?:\s+|$)             # a full stop and a space
    | (?<=[a-z)\]}0-9/]) [.!?] (?=[A-Z][a-z]*[\s:])       # a full stop with no space before the next sentence
    | (?<=[a-z)]) [.] (?=\d{1,2}[A-Z][a-z]+\s)            # a full stop before a footnote number
    | (?<=[a-z)]) [.] (?=(?:Results?|Conclusions?|Methods?|Availability|Contact|Supplementary)[A-Z][a-z]) # a heading
    | \n [^\S\n]*+ \n \s*+                                # an empty line
    | [。！？．]++ [」』”’）]*+ \s*+                        # a Chinese or Japanese full stop
    """
)
_ABBREVIATION = re.compile(
    r"(?:\b(?:e\.?g|i\.?e|cf|vs|etc|al|Figs?|Eqs?|Secs?|Tab|Refs?|Nos?|Dr|Prof|Mr|Mrs|Ms|St|approx|resp|viz|см|рис|табл|vgl|bzw|Inc|Ltd|Univ|Dept|ca|d\.\s?h|u\.\s?a|p\.\s?ex)"
    r"|\b[A-Z])$"
)
_SPACED_ABBREVIATION = lazy_pattern(r"(?<!\w)(?:z\.\s?[BT]|d\.\s?h|u\.\s?a|u\.\s?U|o\.\s?g|p\.\s?ex)\.")
"""German and French abbreviations in two parts, at the first part: `z. B.`."""
_SENTENCE_OPENER = lazy_pattern(
    r"(?:We|Our|The|This|In|To|It|These|Code|All|Project|Moreover|However|Finally|Experiments)\b"
)
_LOWER_CASE_START = lazy_pattern(
    r"[a-z]+-?[a-z]*(?:[A-Z][\w-]*|\d)? (?:[\d.]+ )?(?:is|are) |(?<=[a-z]{4}\.\s)[a-z]+[A-Z][\w-]*,? [a-z(]"
    r"|https?:|www\.|[\w.]+\.(?:com|io|org)/"
)
_UNAMBIGUOUS_STOPS = f"\n{_WIDE}"
_LONGEST_ABBREVIATION = 6  # letters
_LONG_ABBREVIATIONS = ("approx",)
"""Abbreviations of as many lower-case letters; any other word of that length or longer is none."""
_LONGEST = 4000  # characters; a text without full stops is cut, which keeps reading linear


class Sentences:
    """The sentences of one text, found on demand: most of a text is never examined."""

    def __init__(self, text: str, spans: Sequence[UrlSpan]) -> None:
        self._text = text
        self._spans = spans
        self._starts = [span.start for span in spans]
        self._has_wide = not text.isascii() and any(mark in text for mark in _WIDE)

    def around(self, positions: Iterable[int]) -> Iterator[tuple[int, int]]:
        """Yield the bounds of every sentence that contains one of `positions`, which must be sorted."""
        done = 0
        for position in positions:
            if position < done:
                continue
            start = self.start(position, done)
            done = self._end(position)
            yield start, done

    def start(self, position: int, floor: int = 0) -> int:
        """Return the start of the sentence around `position`, at least `floor`."""
        lowest = max(floor, position - _LONGEST)
        rfind = self._text.rfind
        stop = position
        while True:
            limit = stop
            stop = rfind(".", lowest, limit)
            near = max(lowest, stop)  # look for the other marks only after the last full stop
            stop = max(stop, rfind("?", near, limit), rfind("!", near, limit), rfind("\n", near, limit))
            if self._has_wide:
                stop = max(stop, *(rfind(mark, lowest, limit) for mark in _WIDE))
            if stop < 0:
                break
            end = self._end_at(stop) if self._span_at(stop) is None else None
            if end is not None and end <= position:
                return end
        return lowest if lowest == floor else self._outside(lowest)

    def spans(self, start: int, end: int) -> Sequence[UrlSpan]:
        """Return the URL spans that start between two positions."""
        return self._spans[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def _end(self, position: int) -> int:
        """Return the end of the sentence around `position`, including trailing white space."""
        highest = position + _LONGEST
        while stop := _STOP.search(self._text, position, highest):
            if (span := self._span_at(stop.start())) is not None:
                position = span.end
            elif (end := self._end_at(stop.start())) is not None:
                return end
            else:
                position = stop.end()
        return self._outside(min(highest, len(self._text)))

    def _end_at(self, stop: int) -> int | None:
        """Return the end of the sentence if the punctuation mark at `stop`, outside of URLs, ends it, else None."""
        found = _END.match(self._text, stop)
        if found is None:
            return None
        end = found.end()
        return None if self._continues(stop, end) else end

    def _continues(self, stop: int, end: int) -> bool:
        """Return whether the sentence continues past `stop`: after an abbreviation, or in lower case."""
        text = self._text
        mark = text[stop]
        if mark in _UNAMBIGUOUS_STOPS:
            return False
        if mark == "." and text[end : end + 1].islower() and not _LOWER_CASE_START.match(text, end):
            return True
        before = text[max(0, stop - _LONGEST_ABBREVIATION) : stop]
        if before.isalpha() and before.islower() and before not in _LONG_ABBREVIATIONS:
            return False  # saves a search behind nearly every sentence
        if _SPACED_ABBREVIATION.match(text, stop - 1):
            return True
        is_short = _ABBREVIATION.search(text, max(0, stop - _LONGEST_ABBREVIATION), stop) is not None
        return is_short and not _SENTENCE_OPENER.match(text, end)

    def _span_at(self, position: int) -> UrlSpan | None:
        index = bisect_right(self._starts, position)
        if not index:
            return None
        span = self._spans[index - 1]
        return span if position < span.end else None

    def _outside(self, cut: int) -> int:
        """Return `cut`, or the end of the URL that it would split."""
        span = self._span_at(cut)
        return cut if span is None else span.end
