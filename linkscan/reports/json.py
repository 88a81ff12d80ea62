"""Render `report.json` and JSON Lines, and read a report back. Pure except for `load`, which reads one file."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import fields
from functools import cache
from pathlib import Path
from typing import Any, get_type_hints

from pydantic import TypeAdapter, ValidationError
from pydantic.json_schema import GenerateJsonSchema
from pydantic_core import PydanticSerializationError, from_json

from linkscan.errors import InputError
from linkscan.models import SCHEMA_VERSION
from linkscan.reports.escaping import json_text, valid
from linkscan.reports.report import Report

LARGEST = 1 << 30  # bytes; a report on 10,000 papers has 22 million


@cache
def _adapter(noun: Any) -> TypeAdapter[Any]:
    """Return the pydantic adapter of a model, built on first use: that of a report takes 15 ms."""
    return TypeAdapter(noun)


def render(report: Report) -> str:
    """Return the whole report; keys are in the order of the models' fields, so that two reports can be diffed."""
    return b"".join(parts(report)).decode()


def parts(report: Report) -> Iterator[bytes]:
    """Yield the report in small parts: on half a million papers it takes over a gigabyte."""
    nouns = get_type_hints(Report)
    for number, field in enumerate(fields(Report)):
        yield b'%s\n  "%s": ' % (b"," if number else b"{", field.name.encode())
        value = getattr(report, field.name)
        if field.name in _LONG:
            yield from _items(value)
        else:
            yield _indented(_pretty(nouns[field.name], value))
    yield b"\n}\n"


_LONG = ("papers", "links")
_STRIDE = 500  # papers or links in a part: some hundreds of kilobytes


def _items(nouns: Sequence[object]) -> Iterator[bytes]:
    """Yield a list in parts, indented as a value of the outermost object."""
    if not nouns:
        yield b"[]"
        return
    kind: Any = type(nouns[0])
    for start in range(0, len(nouns), _STRIDE):
        listed = _pretty(list[kind], list(nouns[start : start + _STRIDE]))
        yield (b"," if start else b"[") + _indented(listed[1:-2])
    yield b"\n  ]"


def _pretty(kind: Any, value: object) -> bytes:
    adapter = _adapter(kind)
    try:
        written = adapter.dump_json(value, indent=2)
    except PydanticSerializationError:  # a lone surrogate, which UTF-8 cannot hold
        loose = adapter.dump_python(value, mode="json")
        written = valid(json.dumps(loose, ensure_ascii=False, indent=2)).encode()
    return written if written.isascii() and b"##" not in written else json_text(written.decode()).encode()


def _indented(text: bytes) -> bytes:
    """Return JSON indented by one more level; line breaks within strings are escaped, so they are not affected."""
    return text.replace(b"\n", b"\n  ")


def line(noun: object) -> str:
    """Return one record of the report as a line of JSON, with the same keys as in the report."""
    kind: Any = type(noun)  # mypy does not regard `type[object]` as hashable
    adapter = _adapter(kind)
    try:
        return json_text(adapter.dump_json(noun).decode())
    except PydanticSerializationError:  # a lone surrogate, which UTF-8 cannot hold
        loose = adapter.dump_python(noun, mode="json")
        return json_text(valid(json.dumps(loose, ensure_ascii=False, separators=(",", ":"))))


def paper_lines(report: Report) -> str:
    """Return `papers.jsonl`."""
    return "".join(f"{line(paper)}\n" for paper in report.papers)


def link_lines(report: Report) -> str:
    """Return `links.jsonl`."""
    return "".join(f"{line(link)}\n" for link in report.links)


def schema() -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of `report.json`."""
    generated = _adapter(Report).json_schema(mode="serialization", schema_generator=_Complete)
    for described in (generated, *generated["$defs"].values()):
        if "description" in described:
            described["description"] = described["description"].partition("\n\n>>>")[0]  # without the doctests
    return {
        "$schema": GenerateJsonSchema.schema_dialect,
        "$id": f"https://github.com/linkscan/linkscan/schema/report-{SCHEMA_VERSION}.json",
        **generated,
        "title": "linkscan report",
    }


class _Complete(GenerateJsonSchema):
    """Mark every key as required, since `render` writes all of them."""

    def field_is_required(self, *_: Any, **__: Any) -> bool:
        return True


def load(path: Path | str) -> Report:
    """Return the report in a `report.json`, or in the folder that holds it; the file is fully validated.

    Raises:
        InputError: The file cannot be read, is not a report, or has another schema version.
    """
    path = Path(path)
    if path.is_dir():
        path /= "report.json"
    try:
        if path.stat().st_size > LARGEST:
            raise InputError(f"{path}: larger than {LARGEST >> 20} MiB, so not a linkscan report")
        document = from_json(path.read_bytes())
    except OSError as error:
        raise InputError(f"{path}: cannot be read: {error.strerror or error}") from error
    except ValueError as error:
        raise InputError(f"{path}: not JSON: {error}") from error
    return _report(document, str(path))


def parse(text: str | bytes) -> Report:
    """Return the report in the text of a `report.json`. Raise InputError if it is not one."""
    try:
        document = from_json(text)
    except ValueError as error:
        raise InputError(f"not JSON: {error}") from error
    return _report(document, "report")


def _report(document: Any, path: str) -> Report:
    version = document.get("schema_version") if isinstance(document, dict) else None
    if isinstance(version, int) and version != SCHEMA_VERSION:
        raise InputError(
            f"{path}: has schema version {version}, this linkscan reads {SCHEMA_VERSION}; "
            "scan again, or use the linkscan that wrote it"
        )
    try:
        report: Report = _adapter(Report).validate_python(document)
    except ValidationError as error:
        raise InputError(f"{path}: not a linkscan report: {_first(error)}") from error
    return report


def _first(error: ValidationError) -> str:
    """Return the first validation error with its location: `papers.3.verdict: Input should be ...`."""
    first = error.errors(include_url=False, include_input=False)[0]
    where = ".".join(str(part) for part in first["loc"])
    return f"{where}: {first['msg']}" if where else first["msg"]
