"""arXiv's metadata as JSON Lines, as offered at https://www.kaggle.com/datasets/Cornell-University/arxiv.

Fields: id, submitter, authors, title, comments, journal-ref, doi, report-no, categories, license, abstract,
versions, update_date, authors_parsed. Title and abstract are wrapped at 80 columns, the abstract is indented
by two spaces; accents are TeX. The line breaks stay in the abstract: one of them may break an address.
"""

from collections.abc import Iterator
from dataclasses import replace

from linkscan.errors import InputError
from linkscan.models import Paper
from linkscan.papers import jsonl
from linkscan.papers.latex import accents
from linkscan.papers.source import Source

_TELLING = {"authors_parsed", "update_date", "abstract"}


def sniff(head: str) -> bool:
    """JSON Lines whose records have arXiv's fields."""
    return jsonl.sniff(head) and jsonl.first_record(head).keys() >= _TELLING


def load(source: Source) -> Iterator[Paper | InputError]:
    """Give the paper, or what is wrong, of each line that is not blank."""
    for paper in jsonl.load(source):
        if isinstance(paper, Paper) and "\\" in paper.title:
            yield replace(paper, title=accents(paper.title))
        else:
            yield paper
