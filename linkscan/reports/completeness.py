"""Counting how many repositories with content meet each item of the checklist. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass, fields

from linkscan.models import Check, Checklist, Content, Health, LinkResult

NAMES = {each.name: each.name.replace("_", " ") for each in fields(Checklist)}
"""The items of the checklist in words, in its order."""


@dataclass(frozen=True, slots=True)
class Answers:
    """The number of repositories that meet an item, lack it, or for which it is unknown."""

    name: str
    met: int
    lacking: int
    untold: int


def with_content(links: Iterable[LinkResult]) -> tuple[Checklist, ...]:
    """Return the checklists of distinct repositories whose content is present."""
    found: dict[str, Checklist] = {}
    for link in links:
        is_there = link.health in (Health.OK, Health.MOVED) and link.content is Content.PRESENT
        if is_there and link.checklist is not None:
            found.setdefault(link.code_url or link.canonical or link.url, link.checklist)
    return tuple(found.values())


def count_answers(checklists: Iterable[Checklist]) -> tuple[Answers, ...]:
    """Return the counts for each item of the checklist."""
    lists = tuple(checklists)
    return tuple(_count(name, [getattr(each, name) for each in lists]) for name in NAMES)


def _count(name: str, checks: list[Check]) -> Answers:
    answers = [check.is_met for check in checks]
    return Answers(NAMES[name], answers.count(True), answers.count(False), answers.count(None))
