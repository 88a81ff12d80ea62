"""The ACL Anthology's XML: https://github.com/acl-org/acl-anthology/blob/master/data/xml/schema.rnc.

`pwccode` is the code listed by Papers with Code; its address may be empty with only `additional` set. The type of an
`attachment` is "software", "dataset", "poster" and so on.
"""

import re
from collections.abc import Mapping

from linkscan.papers.xml.tree import Element

RECORDS = frozenset({"paper"})
_OLD = re.compile(r"[A-Z](\d\d)-\d{4}")
_FIRST_YEAR = 50
_D19_WORKSHOPS = 5  # the first volume of them
_SITE = "https://aclanthology.org/"


def knows(root: str, space: str) -> bool:
    return root in ("collection", "volume", "paper") and not space


def fields(record: Element) -> Mapping[str, object]:
    url = record.text("url")
    number = (url if "/" not in url else "") or _number(record)
    attachments = [(each.attributes.get("type", ""), _address(each.text())) for each in record.children("attachment")]
    found = {
        "id": number,
        "title": record.markup("title"),
        "abstract": record.markup("abstract"),
        "doi": record.text("doi"),
        "year": record.text("year") or (_year(number) if number else ""),
        "venue": record.text("booktitle"),
        "url": f"{_SITE}{number}/" if number else url,
        "pwccode": [each.attributes.get("url", "") for each in record.children("pwccode")],
        "pwcdataset": [each.attributes.get("url", "") for each in record.children("pwcdataset")],
        "software": [
            address for kind, address in attachments if "software" in kind.casefold() or kind.casefold() == "code"
        ],
        "dataset": [address for kind, address in attachments if "data" in kind.casefold()],
        "note": record.text("note"),
        "authors": [f"{each.text('first')} {each.text('last')}".strip() for each in record.children("author")],
    }
    return {name: value for name, value in found.items() if value}


def _number(record: Element) -> str:
    """Return the ID of a paper without a URL, from the numbers of its volume and its paper.

    Before 2020, an ID has one digit for the volume and three for the paper, or two and two for workshops
    (https://aclanthology.org/info/ids/).
    """
    above = {name: attributes.get("id", "") for name, attributes in record.above}
    collection, volume, paper = above.get("collection", ""), above.get("volume", ""), record.attributes.get("id", "")
    if not (collection and volume and paper):
        return ""
    if collection[0].isdigit():
        return f"{collection}-{volume}.{paper}"
    if not (volume.isdecimal() and paper.isdecimal()):
        return ""
    is_workshop = collection[0] == "W" or collection == "C69" or (collection == "D19" and int(volume) >= _D19_WORKSHOPS)
    return f"{collection}-{volume:0>2}{paper:0>2}" if is_workshop else f"{collection}-{volume}{paper:0>3}"


def _year(identifier: str) -> str:
    """Return the year in an ID such as 2022.acl-long.1, or J89-1001 before 2020 (https://aclanthology.org/info/ids/)."""
    if old := _OLD.match(identifier):
        return f"{'19' if int(old[1]) >= _FIRST_YEAR else '20'}{old[1]}"
    return identifier[:4]


def _address(name: str) -> str:
    return name if "://" in name else f"{_SITE}attachments/{name}"
