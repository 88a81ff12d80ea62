"""Parser of TOML files of entries, such as `[[verdict]]` and `[[ignore]]`; errors name the line and entry. Pure."""

import re
import tomllib
from collections.abc import Sequence
from difflib import get_close_matches
from typing import TypeVar, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from linkscan.errors import SettingsError

Model = TypeVar("Model", bound=BaseModel)


def parse_entries(text: str, name: str, model: type[Model]) -> Model:
    """Return the text of a file, validated as `model`, whose fields are tables of entries. `name` is used in errors.

    Raises:
        SettingsError: The text is not TOML, a key is unknown, or a value is missing or invalid. The message names the
            line, the entry (counted from 1), what was given, and what is allowed or was perhaps meant.
    """
    try:
        return model.model_validate(tomllib.loads(text))
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise SettingsError(f"{name}: not valid TOML: {error}") from error
    except ValidationError as error:
        raise SettingsError(f"{name}{_explained(error, text, model)}") from error


def _explained(error: ValidationError, text: str, model: type[BaseModel]) -> str:
    """Return the place of the first error in a file, and its explanation: `:12: [[verdict]] 2: reason: ...`."""
    first, *others = error.errors(include_url=False)
    table, *rest = (str(part) for part in first["loc"])
    if not rest:
        close = get_close_matches(table, model.model_fields, n=1)
        known = ", ".join(f"[[{each}]]" for each in model.model_fields)
        hint = f"did you mean [[{close[0]}]]?" if close else f"allowed: {known}"
        return f"{_line(text, table, 0, table)}: unknown table [[{table}]]; {hint}"
    number, keys = int(rest[0]), rest[1:]
    known_keys = _keys(model, table)
    wrong = _wrong(first, known_keys)
    if first["type"] == "missing":  # perhaps it was misspelt: unknown keys of the same entry are mentioned as well
        wrong += "".join(
            f"; {each['loc'][-1]}: {_wrong(each, known_keys)}"
            for each in others
            if each["type"] == "extra_forbidden" and each["loc"][:2] == first["loc"][:2]
        )
    key = ".".join(keys)
    where = f"[[{table}]] {number + 1}" + (f": {key}" if key else "")
    return f"{_line(text, table, number, key)}: {where}: {wrong[0].lower()}{wrong[1:]}"


def _keys(model: type[BaseModel], table: str) -> Sequence[str]:
    """Return the keys that the entries of a table may have."""
    entry = get_args(model.model_fields[table].annotation)[0]
    return [field.alias or name for name, field in entry.model_fields.items()]


def _wrong(error: ErrorDetails, keys: Sequence[str]) -> str:
    """Return what is wrong with a key or its value, with what is allowed or was perhaps meant."""
    if error["type"] == "missing":
        return "missing"
    if error["type"] == "extra_forbidden":
        close = get_close_matches(str(error["loc"][-1]), keys, n=1)
        hint = f"did you mean {close[0]}?" if close else f"allowed: {', '.join(keys)}"
        return f"unknown key; {hint}"
    return f"{error['msg']}, got {error['input']!r:.80}"


def _line(text: str, table: str, number: int, key: str) -> str:
    """Return the line of a key in an entry, or else of the entry, as `:12`; tomllib does not report lines."""
    entry, seen = 0, -1
    for line, content in enumerate(text.splitlines(), 1):
        if re.match(rf"\s*\[+\s*{re.escape(table)}\s*\]", content):
            seen += 1
            entry = line if seen == number else entry
        elif seen == number and entry and key and re.match(rf"\s*[\"']?{re.escape(key)}[\"']?\s*=", content):
            return f":{line}"
    return f":{entry}" if entry else ""
