"""Extract the objects of this world's REST responses from GitHub's OpenAPI description, into `github_openapi.json`.

    npm pack @octokit/openapi@23.0.2 && tar xzf octokit-openapi-23.0.2.tgz package/generated/api.github.com.json
    python -m tests.world.cut_openapi package/generated/api.github.com.json 23.0.2

Left out: descriptions, and optional properties that need an object not in `SCHEMAS`. `nullable` (OpenAPI 3.0) becomes
the type `null`, since JSON Schema has no `nullable`.
"""

import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

TARGET = Path(__file__).with_name("github_openapi.json")
SCHEMAS = frozenset(
    [
        "full-repository",
        "repository",
        "simple-user",
        "nullable-simple-user",
        "nullable-license-simple",
        "git-tree",
        "content-file",
        "content-directory",
        "short-branch",
        "release",
        "release-asset",
        "gist-simple",
        "commit",
        "nullable-git-user",
        "verification",
        "empty-object",
        "diff-entry",
        "rate-limit-overview",
        "rate-limit",
        "basic-error",
        "topic",
        "language",
    ]
)
_WORDS = frozenset({"description", "example", "examples", "title", "externalDocs", "deprecated", "x-github"})
_PREFIX = "#/components/schemas/"


def cut(schemas: Mapping[str, Any]) -> dict[str, Any]:
    """Return the wanted schemas without descriptions."""
    return {name: _schema(schemas[name]) for name in sorted(SCHEMAS)}


def _schema(schema: Any) -> Any:
    if isinstance(schema, list):
        return [_schema(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    plain = {key: _schema(part) for key, part in schema.items() if key not in {*_WORDS, "properties", "nullable"}}
    if "$ref" in plain:
        plain["$ref"] = plain["$ref"].replace(_PREFIX, "#/$defs/")
    if "properties" in schema:
        required = schema.get("required", [])
        plain["properties"] = {
            name: _schema(part) for name, part in schema["properties"].items() if name in required or _is_kept(part)
        }
    if schema.get("nullable"):
        return _or_null(plain)
    return plain


def _is_kept(schema: Any) -> bool:
    names = [part.split('"')[0] for part in json.dumps(schema).split(_PREFIX)[1:]]
    return SCHEMAS.issuperset(names)


def _or_null(schema: dict[str, Any]) -> dict[str, Any]:
    if isinstance(schema.get("type"), str) and "enum" not in schema:
        return {**schema, "type": [schema["type"], "null"]}
    return {"anyOf": [schema, {"type": "null"}]}


def main(source: str, version: str) -> None:
    """Write the extract of an OpenAPI description."""
    published = json.loads(Path(source).read_text())["components"]["schemas"]
    lines = [f"  {json.dumps(name)}: {json.dumps(schema)}" for name, schema in cut(published).items()]
    comment = f"cut by cut_openapi.py out of npm @octokit/openapi {version} (api.github.com.json, MIT)"
    body = ",\n".join(lines)
    TARGET.write_text(f'{{\n "$comment": {json.dumps(comment)},\n "$defs": {{\n{body}\n }}\n}}\n')


if __name__ == "__main__":
    main(*sys.argv[1:])
