"""Fixtures that load inputs written in a test."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from linkscan.models import Paper
from linkscan.papers import load_papers

DATA = Path(__file__).parent / "data"


@dataclass(frozen=True)
class Loaded:
    """The papers of an input, and the errors about the rest."""

    papers: list[Paper]
    skipped: list[str]

    @property
    def titles(self) -> list[str]:
        """The titles, in order."""
        return [paper.title for paper in self.papers]

    @property
    def abstracts(self) -> list[str]:
        """The abstracts, in order."""
        return [paper.abstract for paper in self.papers]

    @property
    def lines(self) -> list[int]:
        """The lines of the papers, in order."""
        return [int(paper.source[0].rpartition(":")[2]) for paper in self.papers]


Load = Callable[..., Loaded]


@pytest.fixture
def load(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Load:
    """Load text or bytes as the file `input`, or a path."""
    monkeypatch.chdir(tmp_path)

    def loaded(
        content: str | bytes | Path,
        *,
        format: str | None = None,  # noqa: A002 - as in the face
        keep: Sequence[str] = (),
    ) -> Loaded:
        path = content if isinstance(content, Path) else Path("input")
        if not isinstance(content, Path):
            path.write_bytes(content.encode() if isinstance(content, str) else content)
        skipped: list[str] = []
        papers = list(load_papers(path, format=format, keep=keep, on_skip=lambda error: skipped.append(str(error))))
        return Loaded(papers, skipped)

    return loaded


def cited(paper: Paper) -> tuple[str | None, ...]:
    """Return the citation of a paper: id, title, arXiv id, DOI, date, venue."""
    return (paper.id, paper.title, paper.arxiv_id, paper.doi, paper.published, paper.venue)


def beside(paper: Paper) -> list[tuple[str, str | None, str]]:
    """Return the other fields: name, asset, text."""
    return [(field.name, field.asset, field.text) for field in paper.fields]
