"""The counting matcher agrees with `re`, and quadratic growth is detected wherever it occurs."""

import re
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.steps.regex import EnoughError, Matcher, Steps

PATTERNS = [
    r"(?:a|b)*c", r"(a+)\1", r"(?<=a)b|(?<!b)c", r"^a$|\bb\b", r"(?i)[A-b]+?c", r"a{2,3}+b", r"(?>a|ab)c", r"(?m)^b?$",
    r"(a)?b(?(1)c|a)", r"[^a\s]+\Z", r"(?s:.)a.", r"(?:a|)+b", r"\w+\W\d*", r"(?=ab)a(?!c)", r"((a|b)(c|))*a",
    r"(?:b{2}|a)+?$",
]  # fmt: skip


@pytest.mark.parametrize("pattern", PATTERNS)
@given(text=st.text("abcA \n1", max_size=12))
def test_it_matches_where_the_engine_does(pattern: str, text: str) -> None:
    compiled = re.compile(pattern)
    matcher = Matcher(compiled, Steps(sys.maxsize))
    for at in range(len(text) + 1):
        assert matcher.attempt(text, at, len(text)) == (compiled.match(text, at) is not None)
        assert matcher.attempt(text, at, len(text), whole=True) == (compiled.fullmatch(text, at) is not None)


@pytest.mark.parametrize(
    ("pattern", "unit", "power"),
    [
        (r"a+b", "a", 2),
        (r"\s*$", " ", 2),
        (r"a+?c", "a", 2),
        (r"(?:a|b)*+c", "ab", 2),
        (r"a", "a", 1),
        (r"a++b|$", "b", 1),
    ],
)
def test_quadratic_work_is_distinguished_from_linear(pattern: str, unit: str, power: int) -> None:
    """Each expression would be searched for at every position."""
    made = []
    for size in (500, 1000):
        steps = Steps(sys.maxsize)
        text = unit * (size // len(unit)) + "x"
        Matcher(re.compile(pattern), steps).scan(text, 0, len(text), None)
        made.append(steps.made)
    assert round(made[1] / made[0]) == 2**power


def test_matching_has_a_step_limit() -> None:
    with pytest.raises(EnoughError):
        Matcher(re.compile("(a|a)*b"), Steps(100_000)).attempt("a" * 100, 0, 100)
