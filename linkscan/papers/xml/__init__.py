"""XML from services and reference managers, recognised by the first element.

A vocabulary is a module with `knows`, which recognises it by name and namespace of the first element, `RECORDS`, the
names of elements that are records, and `fields`, which gives the fields of a record plain names; and a line here. It
may have `FOR_KEEP`, the names of elements that are skipped unless `--keep` is used.
"""

from collections.abc import Iterator, Mapping
from typing import Protocol

from linkscan.errors import InputError
from linkscan.models import Paper
from linkscan.papers.input_file import InputFile
from linkscan.papers.records import to_paper
from linkscan.papers.xml import (
    acl_anthology,
    atom,
    crossref,
    datacite,
    dblp,
    endnote,
    jats,
    marc,
    mods,
    oai_pmh,
    pubmed,
    rdf,
    rss,
)
from linkscan.papers.xml.tree import Element, records, root_of


class Vocabulary(Protocol):
    """The vocabulary of one kind of XML document."""

    RECORDS: frozenset[str]

    def knows(self, root: str, space: str) -> bool:
        """Return whether a document with first element `root`, in namespace `space`, is of this kind."""

    def fields(self, record: Element) -> Mapping[str, object] | InputError | None:
        """Return the record with plain names, None if it is not a paper, or InputError for an error response."""


VOCABULARIES: Mapping[str, Vocabulary] = {
    "Atom": atom,
    "RSS": rss,
    "OAI-PMH": oai_pmh,
    "PubMed XML": pubmed,
    "EndNote XML": endnote,
    "ACL Anthology XML": acl_anthology,
    "JATS": jats,
    "Crossref XML": crossref,
    "DataCite XML": datacite,
    "DBLP XML": dblp,
    "MODS": mods,
    "MARCXML": marc,
    "RDF": rdf,
}


_OTHERS = frozenset(
    [
        *("html", "head", "body", "svg", "div", "table", "p", "ul", "ol", "span", "section", "a", "img"),
        *("h1", "h2", "h3", "h4", "h5", "h6"),
        *("i", "b", "em", "strong", "sub", "sup", "sc", "scp", "it", "italic", "bold", "tt", "u"),
    ]
)
"""Elements of HTML, and of titles whose first word is in italics."""


def sniff(head: str) -> bool:
    """Return whether a text is XML, other than an HTML page or a title whose first word is in italics."""
    start = head.lstrip("\ufeff \t\r\n")
    return start.startswith("<") and (root := root_of(start)) is not None and root[0].casefold() not in _OTHERS


def load(source: InputFile) -> Iterator[Paper | InputError]:
    """Yield the paper of each record, or what is wrong with it. Raise InputError if the XML breaks off."""
    root = root_of(source.head) or ("", "")
    known = next((each for each in VOCABULARIES.values() if each.knows(*root)), None)
    if known is None:
        if not root[0]:
            raise source.error(1, "not XML; leave out --format-in")
        names = ", ".join(VOCABULARIES)
        raise source.error(1, f"XML of a kind that is not read (its first element is <{root[0][:40]}>); give {names}")
    passed_over = frozenset[str]() if source.keep else getattr(known, "FOR_KEEP", frozenset[str]())
    for record in records(source, known.knows, known.RECORDS, passed_over):
        fields = known.fields(record)
        line = (record.find("title") or record).line
        if isinstance(fields, InputError):
            yield source.error(line, str(fields))
        elif fields is not None:
            yield to_paper(fields, source, line)
