"""From paths to papers: open, tell the format, skip what is broken."""

from collections.abc import Callable, Iterator
from pathlib import Path

from linkscan.errors import InputError
from linkscan.models import Paper
from linkscan.papers.formats import Format, named, told_by_content
from linkscan.papers.source import Source, opened

_PATIENCE = 10_000  # broken entries at the beginning, after which nothing good is expected any more


def load_papers(
    *paths: str | Path,
    format: str | None = None,  # noqa: A002 - the word of the command line
    on_skip: Callable[[InputError], None] | None = None,
) -> Iterator[Paper]:
    """Load every paper of the inputs, in their order, holding one at a time; `-` is the standard input.

    The format is told by the content, or given (a name in `FORMATS`). An entry that cannot be read, such as
    one without an abstract, is told to `on_skip` and skipped; without `on_skip` it raises InputError. So does
    an input in which nothing can be read. Raises SettingsError for an unknown format.

    >>> list(load_papers("no-such-file.jsonl"))
    Traceback (most recent call last):
    linkscan.errors.InputError: no-such-file.jsonl: there is no such file; check the path
    """
    return _load(paths, named(format) if format is not None else None, on_skip)


def _load(
    paths: tuple[str | Path, ...], given: Format | None, on_skip: Callable[[InputError], None] | None
) -> Iterator[Paper]:
    for path in paths:
        with opened(path) as source:
            entries = (given or told_by_content(source)).load(source)
            yield from _papers(entries, source, on_skip)


def _papers(
    entries: Iterator[Paper | InputError], source: Source, on_skip: Callable[[InputError], None] | None
) -> Iterator[Paper]:
    """Skip broken entries, once it is sure that not all of them are."""
    skip = on_skip or _refuse
    waiting: list[InputError] = []
    for entry in entries:
        if isinstance(entry, Paper):
            for broken in waiting:
                skip(broken)
            yield entry
            break
        waiting.append(entry)
        if len(waiting) == _PATIENCE:
            raise _hopeless(waiting, source)
    else:
        raise _hopeless(waiting, source)
    for entry in entries:
        if isinstance(entry, Paper):
            yield entry
        else:
            skip(entry)


def _refuse(error: InputError) -> None:
    raise error


def _hopeless(broken: list[InputError], source: Source) -> InputError:
    if not broken:
        return source.error(1, "no papers in it; give titles and abstracts")
    if len(broken) == 1:
        return broken[0]
    return InputError(f"{broken[0]} (and so on: none of its {len(broken)} first entries is a paper)")
