"""Extract: what texts say, as lines of JSON, read on all cores where there is much of it."""

from collections.abc import Iterable, Iterator, Sequence

from linkscan.models import Paper
from linkscan.parallel import map_chunks
from linkscan.reports.reading_lines import reading_line
from linkscan.text import read


def extract(papers: Iterable[Paper]) -> Iterator[str]:
    """Return a piece of JSON lines for every few hundred papers, in their order."""
    return map_chunks(read_lines, papers)


def read_lines(papers: Sequence[Paper]) -> str:
    """Read some papers, and write a line on each."""
    return "".join([reading_line(paper, read(paper)) for paper in papers])
