"""The machine-readable formats: JSON Lines, the Atom feed of changes, the badge."""

import json
import xml.etree.ElementTree as ET
from dataclasses import replace

import feedparser
import pytest

from linkscan.models import PaperVerdict
from linkscan.reports import atom, ci
from linkscan.reports import json as report_json
from linkscan.reports.report import Report
from tests.reports.payloads import SCRIPTS

ATOM = "{http://www.w3.org/2005/Atom}"


def test_lines_are_the_rows_of_the_contract(report: Report) -> None:
    """Each line equals the entry of report.json."""
    whole = json.loads(report_json.render(report))
    assert [json.loads(line) for line in report_json.paper_lines(report).splitlines()] == whole["papers"]
    assert [json.loads(line) for line in report_json.link_lines(report).splitlines()] == whole["links"]


def test_feed_has_the_elements_of_rfc_4287(report: Report) -> None:
    """Feed and entries each with id, title and updated; ids are unique."""
    feed = ET.fromstring(atom.render(report))
    entries = feed.findall(f"{ATOM}entry")
    assert len(entries) == len(report.changes)
    for element in (feed, *entries):
        assert all(element.findtext(f"{ATOM}{tag}") for tag in ("id", "title", "updated"))
    assert len({element.findtext(f"{ATOM}id") for element in (feed, *entries)}) == 1 + len(entries)
    assert entries[0].findtext(f"{ATOM}title") == "promise kept (code): Notes on an Analytical Engine"


def test_a_change_keeps_its_id(report: Report) -> None:
    """A feed reader does not show it twice, whatever else the report says."""
    other = replace(report, notes=(), papers=(), linkscan_version="9")
    assert _ids(atom.render(report)) == _ids(atom.render(other))
    assert _ids(atom.render(report))[0] != _ids(atom.render(replace(report, inputs=("other",))))[0]


def test_the_feed_reaches_back_beyond_one_run(report: Report) -> None:
    """Changes of earlier runs follow, newest first; feedparser reports no error."""
    week_ago = tuple(replace(change, at="2026-11-14T10:15:00Z") for change in report.changes)
    feed = feedparser.parse(atom.render(replace(report, earlier=week_ago)))
    assert not feed.bozo, feed.get("bozo_exception")
    assert (feed.version, feed.feed.author) == ("atom10", "linkscan")
    assert [entry.updated for entry in feed.entries] == [c.at for c in (*report.changes, *week_ago)]
    assert all(entry.updated_parsed and entry.title and entry.content for entry in feed.entries)


def test_repeated_change_is_listed_once(report: Report) -> None:
    """Two claims of a paper about the same asset may change alike at the same time."""
    twice = replace(report, changes=(*report.changes, *report.changes))
    assert atom.render(twice) == atom.render(report)


def _ids(feed: str) -> list[str | None]:
    return [element.text for element in ET.fromstring(feed).iter(f"{ATOM}id")]


@pytest.mark.parametrize("payload", SCRIPTS)
def test_no_text_breaks_the_feed(report: Report, payload: str) -> None:
    """It stays well-formed, contains no untrusted markup and links only to the web."""
    changes = tuple(replace(c, title=payload, url=payload, reason=payload) for c in report.changes)
    feed = ET.fromstring(atom.render(replace(report, changes=changes, inputs=(payload,))).encode())
    known = {"feed", "id", "title", "updated", "author", "name", "generator", "entry", "content", "link"}
    assert {element.tag for element in feed.iter()} <= {ATOM + tag for tag in known}
    assert not list(feed.iter(f"{ATOM}link"))


@pytest.mark.parametrize(
    ("available", "claimed", "colour"),
    [(95, 100, "brightgreen"), (90, 100, "brightgreen"), (89, 100, "green"), (50, 100, "yellow"),
     (25, 100, "orange"), (0, 100, "red"), (0, 0, "lightgrey")],
)  # fmt: skip
def test_badge_counts_papers_with_a_code_claim(bare: Report, available: int, claimed: int, colour: str) -> None:
    """With its denominator, in the colour of its share."""
    counts = replace(
        bare.summary,
        papers_with_code_claim=claimed,
        papers_by_verdict={**bare.summary.papers_by_verdict, PaperVerdict.AVAILABLE: available},
    )
    made = json.loads(ci.badge(replace(bare, summary=counts)))
    assert (made["message"], made["color"]) == (f"{available} of {claimed} papers", colour)
    assert made["schemaVersion"] == 1


def test_an_incomplete_run_has_no_colour(report: Report) -> None:
    """An incomplete run is no basis for a judgement."""
    assert json.loads(ci.badge(report))["color"] == "lightgrey"
