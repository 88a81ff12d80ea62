"""Responses of all hosts: roughly correct JSON, git, pages, failures; the facts stay valid."""

import json
import re
from collections.abc import Callable, Sequence
from functools import cache
from importlib import import_module
from pkgutil import walk_packages
from typing import Any

from pydantic import BaseModel

from linkscan import hosts
from linkscan.models import Failure, Redirect, Request, Response
from linkscan.urls import parse_url
from tests.fuzz.bounds import in_time
from tests.fuzz.drawing import Draw
from tests.fuzz.git import ADVERT
from tests.fuzz.talks import hold

_URLS = (
    (
        "https://github.com/lab/tool",
        "https://github.com/lab/tool/tree/main/src",
        "https://gist.github.com/0123456789abcdef",
    ),
    ("https://github.com/lab/tool/blob/main/a.py", "https://github.com/lab", "https://lab.github.io/tool/"),
    ("https://github.com/lab/tool/releases/tag/v1", "https://raw.githubusercontent.com/lab/tool/main/a.py"),
    ("https://gitlab.com/lab/group/tool", "https://gitlab.com/lab/tool/-/tree/main/src"),
    ("https://bitbucket.org/lab/tool", "https://bitbucket.org/lab/tool/src/main/a"),
    ("https://codeberg.org/lab/tool", "https://codeberg.org/lab/tool/src/branch/main/a"),
    (
        "https://huggingface.co/lab/model",
        "https://huggingface.co/datasets/lab/data",
        "https://huggingface.co/spaces/lab/demo",
    ),
    (
        "https://huggingface.co/lab",
        "https://huggingface.co/collections/lab/x-0123456789abcdef01234567",
        "https://huggingface.co/papers/2301.00001",
    ),
    ("https://zenodo.org/records/1234567", "https://doi.org/10.5281/zenodo.1234567"),
    ("https://figshare.com/articles/dataset/x/1234567", "https://osf.io/abcde/"),
    ("https://arxiv.org/abs/2301.00001", "https://doi.org/10.1000/182"),
    ("https://anonymous.4open.science/r/tool-1234/", "https://pypi.org/project/tool/"),
    ("https://drive.google.com/file/d/1aBcDeFgHiJkLmNoPqRsTuVwXyZ012345/view", "https://bit.ly/3abcdef"),
    ("https://www.youtube.com/watch?v=dQw4w9WgXcQ", "https://lab.example.org/work"),
)
_STATUSES = (200, 200, 200, 200, 404, 403, 401, 410, 451, 429, 500, 503, 301, 302, 204, 999, 409, 202)
_TEXTS = (
    ADVERT,
    b"<title>Not found</title>",
    b"<title>lab/tool</title><a href='https://github.com/lab/tool'>Code</a>",
    b"<title>Sign in</title><form action=/login><input type=password>",
    b"",
    b"{",
    b"null",
    b"[]",
)
_WORDS = (
    *(
        "lab/tool",
        "tool",
        "main",
        "HEAD",
        "tree",
        "blob",
        "commit",
        "NOT_FOUND",
        "FORBIDDEN",
        "RATE_LIMITED",
        "r0",
        "r1",
    ),
    *(
        "README.md",
        "main.py",
        "src",
        "a.py",
        "https://github.com/lab/tool",
        "http://[",
        "javascript:x",
        "2026-01-01T00:00:00Z",
    ),
    *("MIT", "", "../..", "\u202e", "code.zip", "Code will be released soon.", "deleted", "private", "open", "dataset"),
)
_TYPES = ("application/json", "text/html", "", "application/x-git-upload-pack-advertisement", "text/plain")
_FAILURES = tuple(Failure)


class _Access:
    """Access with a token for all hosts, or for none."""

    def __init__(self, *, is_signed: bool) -> None:
        self._is_signed = is_signed

    def has_token(self, host: str) -> bool:
        return self._is_signed


@cache
def _shapes() -> tuple[dict[str, Any], ...]:
    """Return the JSON schemas of all responses that hosts read, in the order of their modules."""
    found: dict[str, type[BaseModel]] = {}
    for module in walk_packages(hosts.__path__, f"{hosts.__name__}."):
        for value in vars(import_module(module.name)).values():
            if isinstance(value, type) and issubclass(value, BaseModel) and value.__module__.startswith(hosts.__name__):
                found[f"{value.__module__}.{value.__qualname__}"] = value
    return tuple(found[name].model_json_schema() for name in sorted(found))


@cache
def _names() -> tuple[str, ...]:
    """Return the names of all fields that any host reads, and the aliases of GraphQL queries."""
    told = re.findall(r'"([A-Za-z_@]\w{0,40})": \{', json.dumps(_shapes()))
    return (*sorted(set(told)), *(f"{letter}{number}" for letter in "rtdx" for number in range(3)))


SEEDS = (
    *(bytes([number, flag, 0, 0, 4]) + bytes(range(flag, 120)) for number in range(len(_URLS)) for flag in (0, 1)),
    *(bytes([number, 0]) + bytes([0, 0, 1, 0]) * 40 for number in range(len(_URLS))),
)
WORDS = (b"\0\0\0\0", b"\7\7\7", b"\1\0\1\0")


def attack(data: bytes) -> None:
    """Run the flow of a host for some targets against a server that answers what `data` says."""
    draw = Draw(data)
    urls = draw.pick(_URLS)
    access = _Access(is_signed=draw.byte() % 2 == 1)
    addresses = [address for url in urls if (address := parse_url(url))]
    targets = [hosts.match(address) for address in addresses]
    with in_time(len(data)):
        for target in targets:
            hold(hosts.host_of(target).flow(target, access), lambda request: _reply(draw, request))


def _reply(draw: Draw, request: Request) -> Response:
    if draw.chance(12):
        return Response(request.url, failure=draw.pick(_FAILURES), detail="x")
    url = draw.pick((request.url, request.url, request.url, "https://elsewhere.example.org/x"))
    redirects = (Redirect(request.url, draw.pick((301, 302)), url),) if url != request.url else ()
    headers = {"content-type": draw.pick(_TYPES)}
    if draw.chance(8):
        headers[draw.pick(("cf-mitigated", "x-error-code", "content-length", "link"))] = draw.text(_WORDS)
    body = _body(draw)
    return Response(
        url, draw.pick(_STATUSES), headers=headers, body=body, truncated=draw.chance(16), redirects=redirects
    )


def _body(draw: Draw) -> bytes:
    match draw.byte() % 8:
        case 5:
            return draw.some_bytes(255)
        case 6:
            return draw.pick(_TEXTS)
        case 7:
            return json.dumps(draw.json(_names(), _WORDS)).encode()
    schema = draw.pick(_shapes())
    return json.dumps(_shaped(draw, schema, schema.get("$defs", {}))).encode()


def _shaped(draw: Draw, schema: Any, defs: Any, depth: int = 9) -> Any:
    """Draw JSON that fits a schema, except for occasional mistakes."""
    if draw.chance(24) or not depth:
        return draw.json(_names(), _WORDS, 2)
    schema = defs[schema["$ref"].rpartition("/")[2]] if "$ref" in schema else schema
    choices: Sequence[Any] = schema.get("anyOf") or schema.get("oneOf") or ()
    if choices:
        return _shaped(draw, draw.pick(choices), defs, depth - 1)
    if "const" in schema or "enum" in schema:
        return schema.get("const") or draw.pick(schema["enum"])
    if schema.get("type") == "object":
        return _object(draw, schema, defs, depth)
    if schema.get("type") == "array":
        return [_shaped(draw, schema.get("items", {}), defs, depth - 1) for _ in range(draw.byte() % 4)]
    scalar = _SCALARS.get(schema.get("type"))
    return scalar(draw) if scalar else draw.json(_names(), _WORDS, 2)


_SCALARS: dict[str | None, Callable[[Draw], Any]] = {
    "string": lambda draw: draw.text(_WORDS),
    "integer": Draw.number,
    "number": lambda draw: draw.byte() / 7,
    "boolean": lambda draw: draw.byte() % 2 == 1,
    "null": lambda _: None,
}


def _object(draw: Draw, schema: Any, defs: Any, depth: int) -> Any:
    made = {
        name: _shaped(draw, inner, defs, depth - 1)
        for name, inner in schema.get("properties", {}).items()
        if not draw.chance(8)
    }
    inner = schema.get("additionalProperties")
    if isinstance(inner, dict):
        made |= {draw.pick(_names()): _shaped(draw, inner, defs, depth - 1) for _ in range(draw.byte() % 4)}
    return made
