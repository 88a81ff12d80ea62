"""XML: the lists of papers that services and reference managers write, told by the first element.

A vocabulary is a module with `knows`, which tells it by name and namespace of the first element, `RECORDS`, the names
of the elements that are records, and `fields`, which gives a record plain names; and a line here. It may have
`FOR_KEEP`, the names of elements that are of use for `--keep` only and are passed over without it.
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
    """What one kind of XML document calls things."""

    RECORDS: frozenset[str]

    def knows(self, root: str, space: str) -> bool:
        """Return whether a document whose first element is `root`, in namespace `space`, is of this kind."""

    def fields(self, record: Element) -> Mapping[str, object] | InputError | None:
        """Return the record under plain names; None when it is no paper, InputError for an answer that is an error."""


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
"""Elements of HTML, and of titles of which the first word is in italics."""


def sniff(head: str) -> bool:
    """Return whether it is markup with a first element that is no HTML page's, nor a title's first word in italics."""
    start = head.lstrip("\ufeff \t\r\n")
    return start.startswith("<") and (root := root_of(start)) is not None and root[0].casefold() not in _OTHERS


def load(source: InputFile) -> Iterator[Paper | InputError]:
    """Yield the paper, or what is wrong, of each record; raise InputError where the XML breaks off."""
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
