"""What a GraphQL query costs (docs.github.com, "Rate limits and query limits for the GraphQL API").

Points: the requests needed for all connections, divided by 100, at least 1. Nodes: the most that could be returned.
Each connection must state how many nodes it wants, at most 100.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    InlineFragmentNode,
    IntValueNode,
    OperationDefinitionNode,
    SelectionSetNode,
    VariableNode,
)

MOST_NODES = 500_000
MOST_PER_PAGE = 100


class Reckoning:
    """The points and nodes of a query; `complaints` are the (type, message) of pages that are too long or unlimited."""

    def __init__(self, document: DocumentNode, variables: Mapping[str, Any]) -> None:
        self._variables = variables
        self._fragments = {
            one.name.value: one.selection_set for one in document.definitions if isinstance(one, FragmentDefinitionNode)
        }
        self.requests = 0
        self.nodes = 0
        self.complaints: list[tuple[str, str]] = []
        for operation in document.definitions:
            if isinstance(operation, OperationDefinitionNode):
                self._count(operation.selection_set, 1)
        if self.nodes > MOST_NODES:
            message = f"This query requests up to {self.nodes} possible nodes which exceeds the maximum limit"
            self.complaints.append(("MAX_NODE_LIMIT_EXCEEDED", f"{message} of {MOST_NODES}."))

    @property
    def points(self) -> int:
        """The points taken from the hourly quota."""
        return max(1, round(self.requests / 100))

    def _count(self, selection: SelectionSetNode | None, parents: int) -> None:
        for field in self._fields(selection):
            size = self._page_size(field)
            inner = {one.name.value for one in self._fields(field.selection_set)}
            if size is None and inner & {"nodes", "edges"}:
                name = field.name.value
                message = f"You must provide a `first` or `last` value to properly paginate the `{name}` connection."
                self.complaints.append(("MISSING_PAGINATION_BOUNDARIES", message))
            if size is not None or inner & {"nodes", "edges", "totalCount"}:
                self.requests += parents
                self.nodes += parents * (size or 0)
            self._count(field.selection_set, parents * (size or 1))

    def _page_size(self, field: FieldNode) -> int | None:
        for argument in field.arguments or ():
            if argument.name.value not in ("first", "last"):
                continue
            size = self._value(argument.value)
            if size is not None and not 0 <= size <= MOST_PER_PAGE:
                word, name = argument.name.value, field.name.value
                message = (
                    f"Requesting {size} records on the `{name}` connection exceeds the `{word}` limit of 100 records."
                )
                self.complaints.append(("EXCESSIVE_PAGINATION", message))
            return size
        return None

    def _value(self, value: Any) -> int | None:
        if isinstance(value, VariableNode):
            return self._variables.get(value.name.value)
        return int(value.value) if isinstance(value, IntValueNode) else None

    def _fields(self, selection: SelectionSetNode | None) -> Iterator[FieldNode]:
        for one in selection.selections if selection else ():
            match one:
                case FieldNode():
                    yield one
                case InlineFragmentNode():
                    yield from self._fields(one.selection_set)
                case FragmentSpreadNode():
                    yield from self._fields(self._fragments.get(one.name.value))
