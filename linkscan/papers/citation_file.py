"""CITATION.cff (https://citation-file-format.github.io, version 1.2.0): one work, and where its code is."""

from collections.abc import Iterator
from typing import Any

from linkscan.errors import InputError
from linkscan.models import Paper
from linkscan.papers.input_file import InputFile
from linkscan.papers.records import to_paper
from linkscan.papers.yaml_mapping import mapping

_LARGEST = 1 << 20  # characters


def sniff(head: str) -> bool:
    """Return whether the text has the key that is required in every such file, and is no page that shows one."""
    if "```" in head:
        return False
    lines = head.splitlines()
    return any(line.startswith("cff-version:") for line in lines[:200]) and any(
        line.startswith(("title:", "message:", "authors:")) for line in lines
    )


def load(source: InputFile) -> Iterator[Paper | InputError]:
    """Yield the work. Raise InputError for invalid YAML, and for aliases, which can expand without bound."""
    text = ""
    for chunk in source.chunks():
        text += chunk
        if len(text) > _LARGEST:
            raise source.error(1, f"a citation file of over {_LARGEST} characters")
    work = mapping(text, source)
    if work is None:
        raise source.error(1, "not a citation file; give one with cff-version and title")
    yield to_paper(_fields(work), source, 1)


def _fields(work: dict[str, Any]) -> dict[str, object]:
    paper = work.get("preferred-citation")
    paper = paper if isinstance(paper, dict) else {}
    code = [work[name] for name in ("repository-code", "repository", "repository-artifact") if work.get(name)]
    told = {
        "title": paper.get("title") or work.get("title"),
        "abstract": paper.get("abstract") or work.get("abstract"),
        "doi": paper.get("doi") or work.get("doi"),
        "published": str(paper.get("date-published") or work.get("date-released") or ""),
        "year": paper.get("year"),
        "venue": paper.get("journal") or paper.get("collection-title"),
        "url": paper.get("url") or work.get("url"),
        "repository-code": [address for address in code if isinstance(address, str)],
        "authors": [
            author.get("name") or f"{author.get('given-names', '')} {author.get('family-names', '')}".strip()
            for author in (paper.get("authors") or work.get("authors") or [])
            if isinstance(author, dict)
        ],
        "keywords": work.get("keywords"),
        "license": work.get("license"),
    }
    return {name: value for name, value in told.items() if value}
