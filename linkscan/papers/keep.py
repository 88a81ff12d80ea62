"""Columns of the input that the user wants to keep, and the columns that were found."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

ALL = "all"
"""The value of `--keep` that means every column."""
_LISTED = 12  # columns that are listed in a note


@dataclass(slots=True, eq=False, repr=False)
class Keep:
    """Which columns to keep; `met` are the columns of all records so far, by their normalised names."""

    names: tuple[str, ...] = ()
    met: dict[str, str] = field(default_factory=dict)

    def __bool__(self) -> bool:
        """Return whether anything is to be kept."""
        return bool(self.names)

    @property
    def is_all(self) -> bool:
        """Return whether every column is to be kept."""
        return self.names == (ALL,)

    def meet(self, columns: Iterable[str]) -> dict[str, str]:
        """Return the columns of a record by normalised name, and remember them; of two equal names the first counts."""
        from linkscan.papers.columns import fold  # noqa: PLC0415 - for `--help` names of columns are not needed

        named: dict[str, str] = {}
        for name in columns:
            named.setdefault(fold(name), name)
        self.met = {**named, **self.met}
        return named

    def notes(self) -> tuple[str, ...]:
        """Return a note for each requested name that no record has, with the closest match."""
        if self.is_all:
            return ()
        return tuple(self._missing(name) for name in self.names if column_of(name, self.met) is None)

    def _missing(self, name: str) -> str:
        from difflib import get_close_matches  # noqa: PLC0415 - likewise

        from linkscan.papers.columns import fold  # noqa: PLC0415

        close = get_close_matches(fold(name), self.met, n=1, cutoff=0.8)
        if close:
            hint = f"did you mean {self.met[close[0]]}?"
        elif self.met:
            listed = list(self.met.values())[:_LISTED]
            more = f" and {len(self.met) - _LISTED} more" if len(self.met) > _LISTED else ""
            hint = f"there are {', '.join(listed)}{more}"
        else:
            hint = "they have no columns"
        return f"--keep: the inputs have no column {name!r}; {hint}"


def column_of(name: str, named: Mapping[str, str]) -> str | None:
    """Return the column called `name`, given columns by normalised names; authors are found under any of their names.

    >>> column_of("authors", {"title": "Title", "author": "Author"})
    'Author'
    """
    from linkscan.papers.columns import AUTHORS, fold  # noqa: PLC0415 - likewise

    folded = fold(name)
    if folded in named or folded not in AUTHORS:
        return named.get(folded)
    return next((named[other] for other in AUTHORS if other in named), None)
