"""MODS, the Library of Congress's records: https://www.loc.gov/standards/mods/."""

from collections.abc import Mapping

from linkscan.papers.xml.tree import Element

RECORDS = frozenset({"mods"})


def knows(root: str, _space: str) -> bool:
    return root in ("modsCollection", "mods")


def fields(record: Element) -> Mapping[str, object]:
    ids = {each.attributes.get("type", "").casefold(): each.text() for each in record.children("identifier")}
    origin = record.find("originInfo") or record.find("relatedItem/originInfo")
    title = f"{record.text('titleInfo/nonSort')} {record.markup('titleInfo/title')}".strip()
    subtitle = record.markup("titleInfo/subTitle")
    found = {
        "id": ids.get("citekey") or record.attributes.get("ID", ""),
        "title": f"{title}: {subtitle}" if subtitle else title,
        "abstract": record.markup("abstract"),
        "doi": ids.get("doi", ""),
        "published": _date(origin) if origin else "",
        "date": record.text("part/date") or record.text("relatedItem/part/date"),
        "venue": record.text("relatedItem/titleInfo/title"),
        "url": record.text("location/url"),
        "note": "\n".join(each.text() for each in record.children("note")),
        "authors": [" ".join(part.text() for part in each.children("namePart")) for each in record.children("name")],
    }
    return {name: value for name, value in found.items() if value}


def _date(origin: Element) -> str:
    """Return the first date that begins with a year, unlike c1999."""
    told = [each.text().lstrip("©c[") for each in origin.children("dateIssued", "copyrightDate", "dateCreated")]
    return next((text for text in told if text[:4].isdecimal()), "")
