"""Mutants of a module's source, one small change each. Pure."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass

_COMPARISONS: dict[type[ast.cmpop], tuple[str, str]] = {
    ast.Lt: ("<", "<="),
    ast.LtE: ("<=", "<"),
    ast.Gt: (">", ">="),
    ast.GtE: (">=", ">"),
    ast.Eq: ("==", "!="),
    ast.NotEq: ("!=", "=="),
    ast.In: ("in", "not in"),
    ast.NotIn: ("not in", "in"),
    ast.Is: ("is", "is not"),
    ast.IsNot: ("is not", "is"),
}
_ARITHMETIC: dict[type[ast.operator], tuple[str, str]] = {
    ast.Add: ("+", "-"),
    ast.Sub: ("-", "+"),
    ast.Mult: ("*", "/"),
    ast.Div: ("/", "*"),
}
_LEAST_ROWS = 2
_EXAMPLES = "look_alikes"
"""The argument with examples that a rule must not match; only tests read it."""


@dataclass(frozen=True, slots=True)
class Mutant:
    """One change of a source text: bytes `start` to `end` become `text`; `line` is where it is."""

    line: int
    start: int
    end: int
    old: str
    new: str

    def apply(self, source: bytes) -> bytes:
        """Return `source` with the change made."""
        return source[: self.start] + self.new.encode() + source[self.end :]


def mutants(source: bytes) -> Iterator[Mutant]:
    """Yield the mutants of a module, in the order of its syntax tree; all of them still parse.

    Operators are swapped with their neighbours, conditions negated, numbers and booleans changed, calls whose
    value is not used left out, and rows of tables (tuples, sets, lists, dicts at the top of the module) left out.
    Examples that stand beside a rule for its tests are no part of what it does, nor is the check that what `zip` takes
    is of one length.
    """
    offsets = _line_offsets(source)
    tree = ast.parse(source)
    decorated = [each for each in ast.walk(tree) if isinstance(each, ast.ClassDef | ast.FunctionDef)]
    declared = {id(node) for each in decorated for node in _decoration(each)}
    declared |= {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.keyword) and node.arg == "strict"}
    for node in ast.walk(tree):
        if id(node) in declared:
            continue
        yield from _of_operator(node, source, offsets)
        yield from _of_value(node, source, offsets)
    for statement in tree.body:
        if isinstance(statement, ast.Assign | ast.AnnAssign) and statement.value is not None:
            yield from _of_table(statement.value, source, offsets)


def _decoration(made: ast.ClassDef | ast.FunctionDef) -> Iterator[ast.AST]:
    """Yield the decorators of classes and functions: slots and cache sizes change no result."""
    for decorator in made.decorator_list:
        yield from ast.walk(decorator)


def _of_operator(node: ast.AST, source: bytes, offsets: list[int]) -> Iterator[Mutant]:
    match node:
        case ast.Compare(left=left, ops=ops, comparators=comparators):
            sides = [left, *comparators]
            for before, operator, after in zip(sides, ops, sides[1:], strict=False):
                yield from _between(before, after, _COMPARISONS[type(operator)], source, offsets)
        case ast.BoolOp(op=operator, values=[first, second, *_]):
            swap = ("and", "or") if isinstance(operator, ast.And) else ("or", "and")
            yield from _between(first, second, swap, source, offsets)
        case ast.BinOp(left=left, op=operator, right=right) if type(operator) in _ARITHMETIC:
            yield from _between(left, right, _ARITHMETIC[type(operator)], source, offsets)


def _of_value(node: ast.AST, source: bytes, offsets: list[int]) -> Iterator[Mutant]:
    match node:
        case ast.UnaryOp(op=ast.Not(), operand=operand):
            yield _replaced(node, _text(operand, source, offsets), source, offsets)
        case ast.Constant(value=bool() as value):
            yield _replaced(node, str(not value), source, offsets)
        case ast.Constant(value=int() | float() as value):
            yield _replaced(node, f"({value!r} + 1)", source, offsets)
        case ast.If(test=ast.Name(id="TYPE_CHECKING")):
            return  # only for the type checker
        case ast.If(test=test) | ast.IfExp(test=test):
            yield _replaced(test, f"(not ({_text(test, source, offsets)}))", source, offsets)
        case ast.Expr(value=ast.Call() | ast.Await()):
            yield _replaced(node, "pass", source, offsets)
        case ast.Continue() | ast.Break():
            yield _replaced(node, "pass", source, offsets)


def _of_table(value: ast.expr, source: bytes, offsets: list[int]) -> Iterator[Mutant]:
    """Yield the mutants that lack one row of a table; rows of tables inside a call's arguments count too."""
    left_alone = {id(each) for node in ast.walk(value) for part in _no_rows(node) for each in ast.walk(part)}
    for node in ast.walk(value):
        if id(node) in left_alone:
            continue
        if isinstance(node, ast.Tuple | ast.List | ast.Set) and len(node.elts) >= _LEAST_ROWS:
            for row in node.elts:
                yield _without(row, row, source, offsets)
        elif isinstance(node, ast.Dict) and len(node.keys) >= _LEAST_ROWS:
            for key, entry in zip(node.keys, node.values, strict=True):
                yield _without(key or entry, entry, source, offsets)


def _no_rows(node: ast.AST) -> Iterator[ast.AST]:
    """Yield what looks like rows of a table but is not: examples of a rule, parts of a type."""
    if isinstance(node, ast.keyword) and node.arg == _EXAMPLES:
        yield node.value
    if isinstance(node, ast.Subscript):
        yield node.slice


def _without(first: ast.expr, last: ast.expr, source: bytes, offsets: list[int]) -> Mutant:
    start, end = _span(first, offsets)[0], _span(last, offsets)[1]
    rest = source[end:]
    comma = len(rest) - len(rest.lstrip())
    if rest[comma : comma + 1] == b",":
        end += comma + 1
    return Mutant(first.lineno, start, end, source[start:end].decode(), "")


def _between(
    before: ast.expr, after: ast.expr, swap: tuple[str, str], source: bytes, offsets: list[int]
) -> Iterator[Mutant]:
    old, new = swap
    start, end = _span(before, offsets)[1], _span(after, offsets)[0]
    at = source[start:end].find(old.encode())
    if at >= 0:
        yield Mutant(before.end_lineno or before.lineno, start + at, start + at + len(old), old, new)


def _replaced(node: ast.expr | ast.stmt, new: str, source: bytes, offsets: list[int]) -> Mutant:
    start, end = _span(node, offsets)
    return Mutant(node.lineno, start, end, source[start:end].decode(), new)


def _text(node: ast.expr, source: bytes, offsets: list[int]) -> str:
    start, end = _span(node, offsets)
    return source[start:end].decode()


def _span(node: ast.expr | ast.stmt, offsets: list[int]) -> tuple[int, int]:
    last = node.end_lineno or node.lineno
    return offsets[node.lineno - 1] + node.col_offset, offsets[last - 1] + (node.end_col_offset or 0)


def _line_offsets(source: bytes) -> list[int]:
    offsets = [0]
    for line in source.splitlines(keepends=True):
        offsets.append(offsets[-1] + len(line))
    return offsets
