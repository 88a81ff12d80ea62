"""Parse an untrusted YAML mapping: without aliases, which can expand exponentially, or deep nesting. Pure."""

from typing import Any

from linkscan.papers.input_file import InputFile

_MOST_BRACKETS = 2000  # since parsing is quadratic in the depth of nesting


def mapping(text: str, source: InputFile) -> dict[str, Any] | None:
    """Return the mapping in `text`, or None if it is not a mapping. Raise InputError for invalid YAML."""
    import yaml  # noqa: PLC0415 - 15 ms that other inputs do not need

    if text.count("[") + text.count("{") > _MOST_BRACKETS:
        raise source.error(1, "YAML nested too deeply or too long for such a file; correct it")
    try:
        if any(isinstance(event, yaml.AliasEvent) for event in yaml.parse(text, Loader=yaml.CSafeLoader)):
            raise source.error(1, "YAML with aliases, which are not read; write them out")
        found = yaml.load(text, Loader=yaml.CSafeLoader)
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark else 1
        problem = getattr(error, "problem", None) or "a broken value"
        raise source.error(line, f"not YAML ({problem}); correct it") from None
    return found if isinstance(found, dict) else None
