"""The dumps of Papers with Code: https://github.com/paperswithcode/paperswithcode-data.

Some links between papers and repositories were found by machines: a link that is neither official nor mentioned in the
paper is a guess.
"""

from collections.abc import Mapping
from typing import Any

from linkscan.papers.producers.shape import told
from linkscan.papers.records import GUESSED


def knows(names: frozenset[str]) -> bool:
    return "paper_url" in names and bool(names & {"repo_url", "paper_title", "url_abs", "tasks", "proceeding"})


def fields(record: Mapping[str, Any]) -> Mapping[str, Any]:
    said = {**record} | told(
        id=str(record.get("paper_url") or "").rstrip("/").rpartition("/")[2],
        title=record.get("title") or record.get("paper_title"),
        arxiv=record.get("arxiv_id") or record.get("paper_arxiv_id"),
        url=record.get("url_abs") or record.get("paper_url_abs") or record.get("paper_url"),
        venue=record.get("proceeding") or record.get("conference"),
    )
    if "repo_url" in record and not record.get("is_official") and not record.get("mentioned_in_paper"):
        return {**said, GUESSED: ("repo_url",)}
    return said
