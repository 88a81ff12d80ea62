"""Hugging Face's daily papers: https://huggingface.co/docs/hub/api. The date of the paper is in the inner object.

`githubRepo` was linked by a person or guessed by a machine: `githubRepoAddedBy` is `user` or `auto`.
"""

from collections.abc import Mapping
from typing import Any

from linkscan.papers.producers.shape import inner, told
from linkscan.papers.records import GUESSED

_USER = "user"


def knows(names: frozenset[str]) -> bool:
    return "paper" in names or "githubRepo" in names or names >= {"summary", "upvotes"}


def fields(record: Mapping[str, Any]) -> Mapping[str, Any] | None:
    paper = inner(record, "paper") or record
    title = paper.get("title") or record.get("title")
    if not isinstance(title, str):
        return None
    merged = {**record, **paper}
    if paper is not record:
        merged.pop("paper")  # elsewhere it is an address
    said = merged | told(title=title)
    if "githubRepo" in paper and paper.get("githubRepoAddedBy", _USER) != _USER:
        said[GUESSED] = ("githubRepo",)
    return said
