"""Count what linkscan does: the lines it runs, and the steps of its regular expressions.

A method of `str` that runs in C counts as the line that calls it.
"""

import re
import sys
from collections.abc import Callable, Iterator
from typing import Any

from tests.steps.regex import EnoughError, Matcher, Steps

COUNTED = {"linkscan", "html", "_markupbase", "bibtexparser", "pylatexenc"}  # linkscan, and parsers of untrusted text
STEPS = Steps(most=sys.maxsize)


class Counted:
    """A compiled regular expression that counts its steps."""

    def __init__(self, pattern: "re.Pattern[Any]") -> None:
        self._pattern = pattern
        self._matcher: Matcher | None = None

    def __getattr__(self, name: str) -> Any:
        """Return an attribute that is not counted: `pattern`, `flags`, `groupindex`."""
        return getattr(self._pattern, name)

    def match(self, text: Any, pos: int = 0, endpos: int = sys.maxsize) -> Any:
        self._attempt(text, pos, endpos, whole=False)
        return self._pattern.match(text, pos, endpos)

    def fullmatch(self, text: Any, pos: int = 0, endpos: int = sys.maxsize) -> Any:
        self._attempt(text, pos, endpos, whole=True)
        return self._pattern.fullmatch(text, pos, endpos)

    def search(self, text: Any, pos: int = 0, endpos: int = sys.maxsize) -> Any:
        found = self._pattern.search(text, pos, endpos)
        self._scan(text, pos, endpos, None if found is None else found.start())
        return found

    def finditer(self, text: Any, pos: int = 0, endpos: int = sys.maxsize) -> Iterator[Any]:
        for found in self._pattern.finditer(text, pos, endpos):
            self._scan(text, pos, endpos, found.start())
            pos = max(found.end(), found.start() + 1)
            yield found
        self._scan(text, pos, endpos, None)

    def findall(self, text: Any, pos: int = 0, endpos: int = sys.maxsize) -> Any:
        self._exhaust(text, pos, endpos)
        return self._pattern.findall(text, pos, endpos)

    def sub(self, repl: Any, string: Any, count: int = 0) -> Any:
        self._exhaust(string)
        return self._pattern.sub(repl, string, count)

    def subn(self, repl: Any, string: Any, count: int = 0) -> Any:
        self._exhaust(string)
        return self._pattern.subn(repl, string, count)

    def split(self, string: Any, maxsplit: int = 0) -> Any:
        self._exhaust(string)
        return self._pattern.split(string, maxsplit)

    def _exhaust(self, text: Any, pos: int = 0, endpos: int = sys.maxsize) -> None:
        for _ in self.finditer(text, pos, endpos):
            pass

    def _attempt(self, text: Any, pos: int, endpos: int, *, whole: bool) -> None:
        if STEPS.most < sys.maxsize:
            tracing = sys.gettrace()
            sys.settrace(None)
            plain = _plain(text)
            self._own().attempt(plain, min(pos, len(plain)), min(endpos, len(plain)), whole=whole)
            sys.settrace(tracing)

    def _scan(self, text: Any, pos: int, endpos: int, found: int | None) -> None:
        if STEPS.most < sys.maxsize:
            tracing = sys.gettrace()
            sys.settrace(None)
            plain = _plain(text)
            self._own().scan(plain, pos, min(endpos, len(plain)), found)
            sys.settrace(tracing)

    def _own(self) -> Matcher:
        if self._matcher is None:
            self._matcher = Matcher(self._pattern, STEPS)
        return self._matcher


def _plain(text: Any) -> str:
    return text if isinstance(text, str) else bytes(text).decode("latin-1")


def count_regexes() -> None:
    """Replace `re.compile` for linkscan by one that counts; call it before linkscan is imported."""
    compiled = re.compile

    def ours(pattern: Any, flags: Any = 0) -> Any:
        if isinstance(pattern, Counted):
            return pattern
        made = compiled(pattern, flags)
        return Counted(made) if _is_ours(sys._getframe(1)) else made

    def function(name: str) -> Callable[..., Any]:
        plain: Callable[..., Any] = getattr(re, name)

        def called(pattern: Any, *arguments: Any, flags: Any = 0, **named: Any) -> Any:
            if isinstance(pattern, Counted) or _is_ours(sys._getframe(1)):
                counted = pattern if isinstance(pattern, Counted) else Counted(compiled(pattern, flags))
                return getattr(counted, name)(*arguments, **named)
            return plain(pattern, *arguments, flags=flags, **named)

        return called

    for name in ("match", "fullmatch", "search", "finditer", "findall", "sub", "subn", "split"):
        setattr(re, name, function(name))
    re.compile = ours


def _is_ours(frame: Any) -> bool:
    return str(frame.f_globals.get("__name__", "")).partition(".")[0] in COUNTED


def steps(work: Callable[..., object], *arguments: object, most: int) -> int:
    """Return the number of steps of `work(*arguments)`; stop counting at `most`."""
    STEPS.made, STEPS.most = 0, most

    def line(_frame: Any, event: str, _argument: Any) -> Any:
        if event == "line":
            STEPS.made += 1
        return line

    def enter(frame: Any, _event: str, _argument: Any) -> Any:
        if not _is_ours(frame):
            return None
        STEPS.add(1)
        return line

    sys.settrace(enter)
    try:
        work(*arguments)
    except EnoughError:
        pass
    finally:
        sys.settrace(None)
        STEPS.most = sys.maxsize
    return STEPS.made
