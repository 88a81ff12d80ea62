"""Load: every input format becomes papers, and the same paper in several inputs becomes one."""

from linkscan.papers.formats import FORMATS, Format
from linkscan.papers.loading import load_papers
from linkscan.papers.merging import merge

__all__ = ["FORMATS", "Format", "load_papers", "merge"]
