"""How many repositories meet the checklist: those with content, each target once."""

from dataclasses import replace

from linkscan.models import Check, Checklist, Content, Health, LinkResult
from linkscan.reports.completeness import count_answers, with_content

LISTED = Checklist(license=Check(True, "LICENSE"), tests=Check(False))
THERE = LinkResult(
    "https://github.com/lab/tool",
    "https://github.com/lab/tool",
    canonical="https://github.com/lab/tool",
    health=Health.OK,
    content=Content.PRESENT,
    checklist=LISTED,
)


def test_only_repositories_that_hold_something_are_counted() -> None:
    links = (
        THERE,
        replace(THERE, canonical="https://github.com/lab/soon", content=Content.PLACEHOLDER),
        replace(THERE, canonical="https://github.com/lab/gone", health=Health.GONE, content=None),
        replace(THERE, canonical="https://example.org/page", checklist=None),
        replace(THERE, canonical="https://github.com/lab/moved", health=Health.MOVED),
    )
    assert with_content(links) == (LISTED, LISTED)


def test_target_of_several_addresses_counts_once() -> None:
    page = replace(THERE, canonical="https://tool.example.org/", code_url="https://github.com/lab/tool")
    assert with_content((THERE, page)) == (LISTED,)


def test_each_item_counts_its_unknown_answers() -> None:
    answers = {answer.name: answer for answer in count_answers((LISTED, replace(LISTED, license=Check())))}
    assert (answers["license"].met, answers["license"].lacking, answers["license"].untold) == (1, 0, 1)
    assert (answers["tests"].met, answers["tests"].lacking, answers["tests"].untold) == (0, 2, 0)
    assert answers["tagged release"].untold == 2
