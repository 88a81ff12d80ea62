"""Whatever GitHub answers, an inspection ends with facts about every target."""

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linkscan.hosts import github
from linkscan.hosts.git.wire import pkt_line
from linkscan.models import Failure, Request, Response
from tests.hosts.flows import ANONYMOUS, Tokens, inspect

URLS = [
    "https://github.com/lab/tool",
    "https://github.com/lab/tool/tree/main/src",
    "https://github.com/lab/other/blob/main/a.py",
    "https://github.com/lab",
    "https://gist.github.com/0123456789abcdef",
]
ADVERT = (
    pkt_line(b"# service=git-upload-pack\n")
    + b"0000"
    + pkt_line(b"1" * 40 + b" HEAD\0filter symref=HEAD:refs/heads/main\n")
    + pkt_line(b"1" * 40 + b" refs/heads/main\n")
    + b"0000"
)
NAMES = st.sampled_from(
    [
        "data",
        "errors",
        "r0",
        "r1",
        "r2",
        "type",
        "path",
        "nameWithOwner",
        "top",
        "entries",
        "name",
        "x0",
        "t0",
        "d0",
        "text",
        "object",
        "refs",
        "nodes",
        "isDisabled",
        "isEmpty",
        "latestRelease",
        "releaseAssets",
        "tagName",
        "size",
    ]
)
SCALARS = st.none() | st.booleans() | st.integers() | st.sampled_from(["NOT_FOUND", "tree", "blob", "lab/tool", "r0"])
JSON = st.recursive(SCALARS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NAMES, inner, max_size=6))
BODIES = st.binary(max_size=60) | JSON.map(lambda told: json.dumps(told).encode()) | st.just(ADVERT)
STATUSES = st.sampled_from([200, 200, 200, 301, 401, 403, 404, 410, 429, 451, 500, 502])
FAILURES = st.sampled_from(list(Failure))


def responses(draw: Any, request: Request) -> Response:
    if draw(st.integers(0, 9)) == 0:
        return Response(request.url, failure=draw(FAILURES))
    return Response(request.url, draw(STATUSES), body=draw(BODIES), truncated=draw(st.booleans()))


@pytest.mark.parametrize("access", [ANONYMOUS, Tokens(frozenset({"api.github.com"}))], ids=["anonymous", "token"])
@given(data=st.data())
@settings(max_examples=150)
def test_arbitrary_answers_give_facts_without_an_error(access: Tokens, data: st.DataObject) -> None:
    asked = inspect(github, URLS, lambda request: responses(data.draw, request), access)
    assert all(facts.reason for facts in asked.facts.values())
    assert len(asked.urls) < 60
