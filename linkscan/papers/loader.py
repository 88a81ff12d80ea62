"""Load papers from paths: open, unpack, detect the format, skip broken entries."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from linkscan.errors import CutOffError, InputError
from linkscan.models import Paper
from linkscan.papers.containers import unpacked
from linkscan.papers.formats import Format, named, told_by_content
from linkscan.papers.input_file import InputFile, Stream, opened
from linkscan.papers.keep import Keep
from linkscan.plurals import agreeing, counted

_PATIENCE = 10_000  # broken entries at the start before the input is refused
_MOST_BROKEN = 100  # broken entries per good one, beyond `_PATIENCE`


def load_papers(
    *paths: str | Path,
    format: str | None = None,  # noqa: A002 - the word of the command line
    keep: Sequence[str] | Keep = (),
    on_skip: Callable[[InputError], None] | None = None,
) -> Iterator[Paper]:
    """Yield every paper of the inputs, in order and one at a time; `-` is the standard input.

    The format is detected from the content unless it is given (a name in `FORMATS`). Files in gzip, bzip2, zstd and zip
    are unpacked. `keep` names the columns that papers keep as `kept`; `["all"]` keeps every column; a `Keep` also
    records which columns there were. An entry that cannot be read is passed to `on_skip` and skipped; an input that
    breaks off after some papers is reported to it as CutOffError.

    Raises:
        InputError: For an entry that cannot be read if there is no `on_skip`, and for an input without any paper.
        SettingsError: For an unknown format.

    >>> list(load_papers("no-such-file.jsonl"))
    Traceback (most recent call last):
    linkscan.errors.InputError: no-such-file.jsonl: there is no such file; check the path
    """
    given = named(format) if format is not None else None
    return _load(paths, given, keep if isinstance(keep, Keep) else Keep(tuple(keep)), on_skip or _refuse)


def _load(
    paths: tuple[str | Path, ...], given: Format | None, keep: Keep, skip: Callable[[InputError], None]
) -> Iterator[Paper]:
    for path in paths:
        with opened(path) as (name, file):
            yield from _papers(_to_its_end(_entries(name, unpacked(name, file), given, keep)), name, skip)


def _to_its_end(entries: Iterator[Paper | InputError]) -> Iterator[Paper | InputError]:
    """Yield the entries; if a file breaks off, the last one is the reason."""
    try:
        yield from entries
    except CutOffError as error:
        yield error


def _entries(
    name: str,
    files: Iterator[tuple[str, Stream] | InputError],
    given: Format | None,
    keep: Keep,
) -> Iterator[Paper | InputError]:
    """Yield the entries of a file, or of every file in an archive; an unreadable file does not affect the others."""
    for file in files:
        if isinstance(file, InputError):
            yield file
            continue
        inner, stream = file
        try:
            source = InputFile(inner, stream, keep)
            yield from (given or told_by_content(source)).load(source)
            if source.has_nuls:
                yield source.error(1, "holds NUL bytes, which were left out; fetch it again if anything is missing")
        except InputError as error:
            if inner == name:
                raise
            yield InputError(str(error))


def _papers(entries: Iterator[Paper | InputError], name: str, skip: Callable[[InputError], None]) -> Iterator[Paper]:
    """Skip broken entries once a good one was found, as long as they are not far more than the good ones."""
    waiting: list[InputError] = []
    good = broken = 0
    for entry in entries:
        if isinstance(entry, Paper):
            for each in waiting:
                skip(each)
            waiting.clear()
            good += 1
            yield entry
            continue
        if isinstance(entry, CutOffError) and not good:
            raise entry
        broken += 1
        if good:
            skip(entry)
        else:
            waiting.append(entry)
        if broken >= _PATIENCE and broken > _MOST_BROKEN * good:
            raise _hopeless(waiting, broken, good, name, entry)
    if not good:
        raise _hopeless(waiting, broken, good, name)


def _refuse(error: InputError) -> None:
    raise error


def _hopeless(
    waiting: Sequence[InputError], broken: int, good: int, name: str, last: InputError | None = None
) -> InputError:
    if good:
        entries = (
            f"{counted(broken, 'entry', 'entries')} of {name} {agreeing(broken, 'is not a paper', 'are not papers')}"
        )
        return InputError(f"{last} (and so on: {entries}, and {good} {agreeing(good, 'is', 'are')})")
    if not waiting:
        return InputError(f"{name}:1: no papers in it; give titles and abstracts")
    if len(waiting) == 1:
        return waiting[0]
    return InputError(
        f"{waiting[0]} (and so on: none of its first {counted(len(waiting), 'entry', 'entries')} is a paper)"
    )
