"""The GraphQL questions: text and variables. No name that a stranger wrote ever becomes part of the text.

Fields: https://docs.github.com/graphql/reference/objects#repository, checked in the tests against the schema
that GitHub publishes (npm `@octokit/graphql-schema`). Cost and limits:
https://docs.github.com/graphql/overview/rate-limits-and-query-limits-for-the-graphql-api. A question on 100
repositories costs 8 points of 5,000 an hour and counts 10,000 nodes of 500,000. GraphQL has no conditional
requests: an answer that is no longer fresh is asked for again, a hundred in one request, while REST would take
a request for each to be told that nothing has changed.
"""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from linkscan.hosts.github.addresses import API
from linkscan.models import Failure, Request

_ONE, _ALL = 1 << 22, 1 << 25  # bytes of trees and READMEs; a longer answer on several is asked for in halves
_OVERLOAD = (502, 504, Failure.TIMEOUT, Failure.RESET)  # GitHub gives up after ten seconds: too much was asked

_CARD = """
fragment Card on Repository {
  databaseId nameWithOwner description homepageUrl createdAt pushedAt diskUsage stargazerCount forkCount
  isArchived isDisabled isEmpty isFork
  watchers { totalCount }
  issues(states: OPEN) { totalCount }
  pullRequests(states: OPEN) { totalCount }
  licenseInfo { spdxId }
  primaryLanguage { name }
  languages(first: 20, orderBy: {field: SIZE, direction: DESC}) { nodes { name } }
  repositoryTopics(first: 20) { nodes { topic { name } } }
  defaultBranchRef { name }
  parent { nameWithOwner }
  latestRelease { tagName releaseAssets(first: 20) { nodes { name size } } }
  refs(refPrefix: "refs/heads/", first: 10) { nodes { name target { oid } } }
  submodules(first: 20) { nodes { gitUrl } }
  top: object(expression: "HEAD:") { ... on Tree { oid ...Entries } }
}
fragment Entries on Tree { entries { name type size } }
"""
_DEEPER = """
fragment Deeper on Tree {
  entries {
    name type size object { ... on Tree { entries { name type size object { ... on Tree { ...Entries } } } } }
  }
}
fragment Entries on Tree { entries { name type size } }
"""
_THING = "__typename ... on Tree { oid ...Entries } ... on Blob { byteSize }"
_TEXT = "... on Blob { byteSize text }"
_FOLDER = "... on Tree { ...Deeper }"
_BY_CONTENT = re.compile(r"[0-9a-f]{40}:.*", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Wish:
    """One repository, and what within it to look up, read and open: git's names, `HEAD:src/main.py`."""

    owner: str
    name: str
    things: tuple[str, ...] = ()
    texts: tuple[str, ...] = ()
    folders: tuple[str, ...] = ()


def ask_cards(payloads: Sequence[Wish]) -> Request:
    """Ask what the repositories are and what stands at their top: `r0`, `r1` and so on."""
    return _ask(payloads, _CARD, "...Card")


def ask_contents(payloads: Sequence[Wish]) -> Request:
    """Ask for READMEs and folders whose names are known from the cards."""
    return _ask(payloads, _DEEPER, "")


def _ask(payloads: Sequence[Wish], fragments: str, common: str) -> Request:
    variables: dict[str, str] = {}
    bodies = [_selection(number, payload, common, variables) for number, payload in enumerate(payloads)]
    declared = ", ".join(f"${name}: String!" for name in variables)
    text = f"query ({declared}) {{\n" + "\n".join(bodies) + "\n}" + _used(fragments, bodies)
    return Request(
        f"https://{API}/graphql",
        "POST",
        headers=(("Content-Type", "application/json"),),
        body=json.dumps({"query": text, "variables": variables}).encode(),
        limit=min(_ONE * len(payloads), _ALL),
        final_on=_OVERLOAD if len(payloads) > 1 else (),
        is_immutable=not common and all(map(_is_named_by_content, payloads)),
    )


def _is_named_by_content(payload: Wish) -> bool:
    """Return whether git's names are those of trees and commits, whose contents never change."""
    return all(_BY_CONTENT.fullmatch(name) for name in (*payload.things, *payload.texts, *payload.folders))


def _selection(number: int, payload: Wish, common: str, variables: dict[str, str]) -> str:
    """Write the part of one repository; note its names among the variables."""
    me = f"r{number}"
    variables[f"{me}o"], variables[f"{me}n"] = payload.owner, payload.name
    fields = [common]
    for letter, paths, selection in (
        ("x", payload.things, _THING),
        ("t", payload.texts, _TEXT),
        ("d", payload.folders, _FOLDER),
    ):
        for target, path in enumerate(paths):
            variables[f"{me}{letter}{target}"] = path
            fields.append(f"{letter}{target}: object(expression: ${me}{letter}{target}) {{ {selection} }}")
    inner = " ".join(filter(None, fields))
    return f"{me}: repository(owner: ${me}o, name: ${me}n, followRenames: true) {{ {inner} }}"


def _used(fragments: str, bodies: Iterable[str]) -> str:
    """Keep only the fragments that are used: GraphQL refuses the others."""
    text, parts = "\n".join(bodies), [part for part in fragments.split("fragment ") if part.strip()]
    named: Mapping[str, str] = {part.split()[0]: "\nfragment " + part.rstrip() for part in parts}
    used: list[str] = []
    for name, part in named.items():
        if f"...{name}" in text:
            used.append(part)
            text += part
    return "".join(used)
