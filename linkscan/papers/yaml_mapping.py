"""Parse an untrusted YAML mapping: without aliases, which can expand exponentially, or deep nesting. Pure."""

from typing import Any

from linkscan.papers.input_file import InputFile

_MOST_BRACKETS = 2000  # since parsing is quadratic in the depth of nesting


def mapping(text: str, source: InputFile, *, line: int = 1, is_of_texts: bool = False) -> dict[str, Any] | None:
    """Return the mapping in `text`, or None if it is not a mapping. Raise InputError for invalid YAML.

    `text` begins at `line`. With `is_of_texts`, numbers, dates and words such as `yes` are texts.
    """
    import yaml  # noqa: PLC0415 - 15 ms that other inputs do not need

    if text.count("[") + text.count("{") > _MOST_BRACKETS:
        raise source.error(line, "YAML nested too deeply or too long for such a file; correct it")
    loader = yaml.CBaseLoader if is_of_texts else yaml.CSafeLoader
    try:
        if any(isinstance(event, yaml.AliasEvent) for event in yaml.parse(text, Loader=loader)):
            raise source.error(line, "YAML with aliases, which are not read; write them out")
        found = yaml.load(text, Loader=loader)  # noqa: S506 - one that makes texts, or the safe one
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        problem = getattr(error, "problem", None) or "a broken value"
        at = min(mark.line, text.rstrip("\n").count("\n")) if mark else 0
        raise source.error(line + at, f"not YAML ({problem}); correct it") from None
    return found if isinstance(found, dict) else None
