"""arXiv's metadata as JSON, as offered at https://www.kaggle.com/datasets/Cornell-University/arxiv.

Fields: id, submitter, authors, title, comments, journal-ref, doi, report-no, categories, license, abstract, versions,
update_date, authors_parsed. Title and abstract are wrapped at 80 columns, the abstract is indented by two spaces;
accents are TeX. Line breaks in the abstract are kept, since one may be inside an address.
"""

from collections.abc import Mapping
from typing import Any

from linkscan.papers.latex import accents


def knows(names: frozenset[str]) -> bool:
    return names >= {"authors_parsed", "update_date"}


def fields(record: Mapping[str, Any]) -> Mapping[str, Any]:
    fields = dict(record)
    for name in ("update_date", "versions", "authors_parsed"):
        fields.pop(name, None)
    if isinstance(title := fields.get("title"), str):
        fields["title"] = accents(title)
    if journal := fields.pop("journal-ref", None):
        fields["journal"] = journal
    return fields
