"""Patterns are compiled on first use, and all are valid."""

import gc
import re
from importlib import import_module
from pathlib import Path

import pytest

from linkscan import patterns
from linkscan.patterns import LazyPattern, lazy_pattern

PACKAGE = Path(patterns.__file__).parent
WITH_PATTERNS = [
    ".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts)
    for path in sorted(PACKAGE.rglob("*.py"))
    if "import lazy_pattern" in path.read_text(encoding="utf-8")
]


def test_a_lazy_pattern_is_compiled_once_and_only_when_it_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[str] = []
    compiled = re.compile

    def count(pattern: str, flags: int) -> re.Pattern[str]:
        made.append(pattern)
        return compiled(pattern, flags)

    monkeypatch.setattr(re, "compile", count)
    pattern = lazy_pattern("A+", re.IGNORECASE)
    assert made == []
    assert pattern.sub("b", "caat") == "cbt"
    assert [found[0] for found in pattern.finditer("a AA")] == ["a", "AA"]
    assert pattern.flags & re.IGNORECASE
    assert made == ["A+"]


def test_a_lazy_pattern_has_no_attribute_that_a_pattern_lacks() -> None:
    with pytest.raises(AttributeError):
        lazy_pattern("a").find("a")  # type: ignore[attr-defined]


def test_every_lazy_pattern_can_be_compiled() -> None:
    """Otherwise a mistake would only be found on first use."""
    for module in WITH_PATTERNS:
        import_module(module)
    gc.unfreeze()  # objects frozen by a command in this process are not listed otherwise
    ours = [each for each in gc.get_objects() if isinstance(each, LazyPattern)]
    assert len(ours) > len(WITH_PATTERNS)
    for each in ours:
        assert each.pattern is not None
