"""Mutants differ from the source by one change and still parse."""

import ast
from pathlib import Path

import pytest

from tests.mutants.mutations import mutants

ROOT = Path(__file__).parents[2]


def changed(source: str) -> set[str]:
    return {mutant.apply(source.encode()).decode() for mutant in mutants(source.encode())}


@pytest.mark.parametrize(
    ("source", "mutant"),
    [
        ("a < b", "a <= b"),
        ("a in b", "a not in b"),
        ("a is not b", "a is b"),
        ("a and b and c", "a or b and c"),
        ("not a", "a"),
        ("x = True", "x = False"),
        ("x = 3", "x = (3 + 1)"),
        ("x = a + b", "x = a - b"),
        ("x = a if b else c", "x = a if (not (b)) else c"),
        ("f(a)", "pass"),
        ("for a in b:\n    continue", "for a in b:\n    pass"),
        ("ROWS = (\n    'é',\n    'b',\n)", "ROWS = (\n    'é',\n    \n)"),
        ("ROWS = {'a': f, 'b': g}", "ROWS = { 'b': g}"),
    ],
)
def test_each_kind_of_change(source: str, mutant: str) -> None:
    assert mutant in changed(source)


@pytest.mark.parametrize(
    "source",
    [
        "@dataclass(frozen=True)\nclass A:\n    a: int\n",
        "@lru_cache(maxsize=64)\ndef f(a: int) -> int:\n    return a\n",
    ],
)
def test_decorators_are_left_alone(source: str) -> None:
    assert changed(source) == set()


def test_examples_that_a_rule_must_not_match_are_left_alone() -> None:
    assert changed("ROWS = (row('a', look_alikes=('x', 'y')),)") == set()


def test_the_parts_of_a_type_are_no_rows() -> None:
    assert changed("Text = tuple[Paper, Reading]") == set()


def test_code_for_the_type_checker_is_left_alone() -> None:
    assert changed("if TYPE_CHECKING:\n    from a import B") == set()


def test_a_check_of_lengths_is_left_alone() -> None:
    assert changed("zip(a, b, strict=True)") == {"pass"}


def test_documentation_is_left_alone() -> None:
    assert changed('"""Say."""\n\n\ndef f():\n    """Say."""\n') == set()


@pytest.mark.parametrize("module", ["linkscan/decide/verdict.py", "linkscan/urls.py"])
def test_every_mutant_of_a_module_parses_and_differs(module: str) -> None:
    source = (ROOT / module).read_bytes()
    for mutant in mutants(source):
        mutated = mutant.apply(source)
        assert mutated != source, mutant
        ast.parse(mutated)
