"""Render the changes of this run and of recent ones as an Atom feed (RFC 4287). Pure."""

import xml.etree.ElementTree as ET
from collections.abc import Iterable
from uuid import NAMESPACE_URL, uuid5

from linkscan.models import Change
from linkscan.reports.escaping import is_web, plain
from linkscan.reports.labels import CHANGED, steps
from linkscan.reports.report import Report

_HOME = "https://github.com/linkscan/linkscan"


def render(report: Report) -> str:
    """Return `changes.atom`, newest first, without duplicates; a change has the same id in every feed."""
    feed = ET.Element("feed", xmlns="http://www.w3.org/2005/Atom")
    _add(feed, "id", _urn("feed", *report.inputs))
    _add(feed, "title", "linkscan: what changed behind the links")
    _add(feed, "updated", report.generated_at)
    _add(ET.SubElement(feed, "author"), "name", "linkscan")
    _add(feed, "generator", "linkscan", uri=_HOME, version=report.linkscan_version)
    for identifier, change in _by_id((*report.changes, *report.earlier)).items():
        _entry(feed, identifier, change)
    ET.indent(feed)
    return '<?xml version="1.0" encoding="utf-8"?>\n' + ET.tostring(feed, encoding="unicode") + "\n"


def _by_id(changes: Iterable[Change]) -> dict[str, Change]:
    """Return distinct changes by id: RFC 4287, 4.1.1, forbids two entries with the same id and time."""
    return {_urn(c.kind, c.paper, c.asset or "", c.url or "", c.at): c for c in changes}


def _entry(feed: ET.Element, identifier: str, change: Change) -> None:
    what = f"{CHANGED[change.kind]} ({change.asset})" if change.asset else CHANGED[change.kind]
    entry = ET.SubElement(feed, "entry")
    _add(entry, "id", identifier)
    _add(entry, "title", f"{what}: {change.title}")
    _add(entry, "updated", change.at)
    if change.url and is_web(change.url):
        ET.SubElement(entry, "link", href=plain(change.url))
    _add(entry, "content", steps(change), type="text")


def _add(parent: ET.Element, tag: str, text: str, **attributes: str) -> None:
    ET.SubElement(parent, tag, {k: plain(v) for k, v in attributes.items()}).text = plain(text)


def _urn(*parts: str) -> str:
    name = "\x1f".join(parts).encode("utf-8", "replace").decode()
    return f"urn:uuid:{uuid5(NAMESPACE_URL, name)}"
