"""Parquet (https://parquet.apache.org): a table with the same column names as CSV and JSON Lines.

A text that is stored once can be repeated in every row, so that a file of 1.4 KB expands to 10 GB. Therefore the
declared sizes are checked before a file is read, the longest text of each row group before its rows are created, and
the output is counted.
"""

from collections.abc import Iterator
from datetime import date
from typing import Any

from linkscan.errors import InputError, SettingsError, needs
from linkscan.models import Paper
from linkscan.papers.columns import columns
from linkscan.papers.containers import HARMLESS_DOCUMENT, MOST_EXPANSION
from linkscan.papers.input_file import LONGEST, InputFile
from linkscan.papers.keep import Keep, column_of
from linkscan.papers.producers import producer_of, record_of
from linkscan.papers.records import names_table, to_paper

_MAGIC = "PAR1"  # https://parquet.apache.org/docs/file-format/
_ROWS = 1000  # per batch, or fewer if they are long
_HELD = 1 << 24  # bytes per batch of rows
_PIECE = 1 << 20  # bytes read from a column at once; a column of a row group may have hundreds of MB
_FEW_VALUES = 100_000  # per column; more than one per byte of the file are suspicious
_MOST_COLUMNS = 10_000


def sniff(head: str) -> bool:
    """Return whether a file begins with the magic number of Parquet."""
    return head.startswith(_MAGIC)


def load(source: InputFile) -> Iterator[Paper | InputError]:
    """Yield the paper of each row, or what is wrong (`file:7` is row 7). Raise InputError for a broken table."""
    try:
        import pyarrow as pa  # noqa: PLC0415 - an extra of 150 MB
        from pyarrow import parquet  # noqa: PLC0415
    except ModuleNotFoundError:
        raise SettingsError(needs(f"{source.name}: Parquet", "pyarrow")) from None
    with source.file() as file:
        try:
            schema = parquet.ParquetFile(file).schema_arrow
            names = schema.names
            found = columns(tuple(names))
            if len(names) > _MOST_COLUMNS:
                raise source.error(1, f"a table of {len(names)} columns; give titles and abstracts")
            if not names_table(found) and not found.wrappers:
                shown = ", ".join(name[:40] for name in names[:12])
                raise source.error(
                    1, f'no column of titles or abstracts among: {shown}; name them "title" and "abstract"'
                )
            wanted = _wanted(names, found.used(), source.keep)
            texts = [name for name in wanted if schema.field(name).type in (pa.string(), pa.large_string())]
            size = _size(file)
            table = parquet.ParquetFile(file, buffer_size=_PIECE)
            stored = parquet.ParquetFile(file, buffer_size=_PIECE, read_dictionary=texts)
            yield from _rows(table, stored, wanted, source, size)
        except (pa.ArrowException, OSError) as error:
            raise source.cut_off(
                1, f"a damaged Parquet table ({' '.join(str(error).split())}); fetch it again"
            ) from None


def _wanted(names: list[str], used: set[str], keep: Keep) -> list[str]:
    named = keep.meet(names)
    if keep.is_all:
        return names
    kept = {column_of(name, named) for name in keep.names}
    return [name for name in names if name in used or name in kept]


def _size(file: Any) -> int:
    size: int = file.seek(0, 2)
    file.seek(0)
    return size


def _rows(table: Any, stored: Any, wanted: list[str], source: InputFile, size: int) -> Iterator[Paper | InputError]:
    """Yield the rows of `table`; `stored` is the same table with dictionary-encoded texts."""
    dates = [name for name in wanted if _is_date(table.schema_arrow.field(name).type)]
    are_plain = producer_of(tuple(wanted)) is None and not columns(tuple(wanted)).wrappers
    row = given = 0
    for most, group in _batch_sizes(table, set(wanted), source, size):
        for batch in _batches(table, stored, wanted, most, group, source, row + 1):
            names = batch.schema.names
            length = batch.nbytes // max(1, batch.num_rows)
            for values in zip(*(column.to_pylist() for column in batch.columns), strict=True):
                row += 1
                given += length
                if given > HARMLESS_DOCUMENT and given > MOST_EXPANSION * size:
                    raise source.error(row, f"expands to more than {MOST_EXPANSION} times its size; export it as CSV")
                record = dict(zip(names, values, strict=True))
                for name in dates:
                    if isinstance(day := record[name], date):
                        record[name] = day.isoformat()
                yield to_paper(record if are_plain else record_of(record) or record, source, row)


def _is_date(kind: Any) -> bool:
    from pyarrow import types  # noqa: PLC0415

    return bool(types.is_date(kind) or types.is_timestamp(kind))


def _batches(
    table: Any, stored: Any, wanted: list[str], most: int, group: int, source: InputFile, row: int
) -> Iterator[Any]:
    """Yield the rows of a row group in batches of `most`, or fewer if one text is stored for many rows.

    The dictionary of a column precedes its rows, so that reading one row is enough to find the longest text. Reading
    all rows like that would hold all texts of the row group in memory.
    """
    longest = 0
    for first in stored.iter_batches(batch_size=1, row_groups=[group], columns=wanted, use_threads=False):
        longest = _checked_length(first, source, row)
        break
    most = max(1, min(most, _HELD // max(1, longest)))
    for batch in table.iter_batches(batch_size=most, row_groups=[group], columns=wanted):
        _checked_length(batch, source, row)
        yield batch
        row += batch.num_rows


def _batch_sizes(table: Any, wanted: set[str], source: InputFile, size: int) -> Iterator[tuple[int, int]]:
    """Yield the batch size for each row group. Raise InputError for a row group that is a bomb."""
    metadata = table.metadata
    for number in range(metadata.num_row_groups):
        group = metadata.row_group(number)
        chunks = [group.column(each) for each in range(group.num_columns)]
        used = [each for each in chunks if each.path_in_schema.partition(".")[0] in wanted]
        values = max((each.num_values for each in used), default=0)
        if values > max(_FEW_VALUES, size):
            raise source.error(1, f"declares {values} values in {size} bytes, as no table of papers does")
        unpacked = sum(each.total_uncompressed_size for each in used)
        packed = sum(each.total_compressed_size for each in used)
        if unpacked > HARMLESS_DOCUMENT and unpacked > MOST_EXPANSION * max(1, packed):
            raise source.error(1, f"expands to more than {MOST_EXPANSION} times its size; export it as CSV")
        yield max(1, min(_ROWS, _HELD * max(1, group.num_rows) // max(1, unpacked))), number


def _checked_length(batch: Any, source: InputFile, row: int) -> int:
    """Return the sum of the longest text of each column. Raise InputError if one is longer than any paper."""
    from pyarrow import types  # noqa: PLC0415

    lengths = [_longest(each.dictionary if types.is_dictionary(each.type) else each) for each in batch.columns]
    if max(lengths, default=0) > LONGEST:
        raise source.error(row, f"a value of over {LONGEST} bytes; give a table of papers")
    return sum(lengths)


def _longest(texts: Any) -> int:
    """Return the length of the longest text of a column in bytes, or 0 if it holds no text."""
    from pyarrow import compute, types  # noqa: PLC0415

    if not (types.is_string(texts.type) or types.is_large_string(texts.type) or types.is_binary(texts.type)):
        return 0
    return compute.max(compute.binary_length(texts)).as_py() or 0
