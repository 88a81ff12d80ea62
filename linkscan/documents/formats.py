"""The formats of files with links, by file extension."""

from collections.abc import Callable, Iterator, Mapping
from pathlib import PurePath

from linkscan.documents import bibtex, html, markdown, notebook, rst, tex, text
from linkscan.documents.reference import Reference, Scope

Finder = Callable[[str, Scope], Iterator[Reference]]

FORMATS: Mapping[str, Finder] = {
    **dict.fromkeys((".md", ".markdown", ".mdx", ".qmd", ".rmd"), markdown.find),
    **dict.fromkeys((".html", ".htm", ".xhtml"), html.find),
    **dict.fromkeys((".rst", ".rest"), rst.find),
    **dict.fromkeys((".tex", ".ltx", ".sty", ".cls"), tex.find),
    ".bib": bibtex.find,
    ".ipynb": notebook.find,
    **dict.fromkeys((".txt", ".text"), text.find),
}


def finder_of(name: str) -> Finder:
    """Return the function that finds links in a file of this name; unknown extensions are plain text."""
    return FORMATS.get(PurePath(name).suffix.lower(), text.find)
